"""`baton migrate` and `baton backup`."""

from pathlib import Path

from adapters.command_line.opening import data_folder, settings_or_stop
from adapters.command_line.stopping import Stop
from adapters.store.backup import backup as copy
from adapters.store.lock import sole_writer
from adapters.store.migrate import HEAD
from adapters.store.migrate import migrate as upgrade


def migrate() -> None:
    """Migrate, unless a running Baton has done so already."""
    settings = settings_or_stop()
    data_folder(settings)
    path = settings.database
    with sole_writer(path):
        upgrade(path)
    print(f"{path} has schema {HEAD}.")


def backup(to: Path) -> None:
    """Copy the database to `to`."""
    path = settings_or_stop().database
    if not to.absolute().parent.is_dir():
        raise Stop(f"{to.absolute().parent} is no folder.")
    copy(path, to)
    print(f"{path} was copied to {to} ({to.stat().st_size} bytes).")
