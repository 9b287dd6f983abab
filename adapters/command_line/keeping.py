"""`baton migrate` and `baton backup`."""

from pathlib import Path

from adapters.command_line.opening import data_folder, settings_or_stop
from adapters.command_line.stopping import Stop
from adapters.store.backup import backup as copy
from adapters.store.lock import sole_writer
from adapters.store.migrate import HEAD
from adapters.store.migrate import migrate as upgrade
from adapters.store.own_files import is_own


def migrate() -> None:
    """Migrate, unless a running Baton has done so already."""
    settings = settings_or_stop()
    data_folder(settings)
    path = settings.database
    with sole_writer(path):
        upgrade(path)
    print(f"{path} has schema {HEAD}.")


def backup(to: Path, *, force: bool = False) -> None:
    """Copy the database to `to`."""
    path = settings_or_stop().database
    try:
        _writable(path, to, force=force)
    except OSError as no:
        raise Stop(f"{to} cannot be written: {no.strerror}.") from None
    copy(path, to)
    print(f"{path} was copied to {to} ({to.stat().st_size} bytes).")


def _writable(path: Path, to: Path, *, force: bool) -> None:
    """A file of its own, in a folder that is there."""
    if is_own(to, path):
        raise Stop(f"{to} is the database itself, or one of its files: a backup needs a file of its own.")
    if to.is_dir():
        raise Stop(f"{to} is a folder: name the file to write, such as {to / 'baton.db'}.")
    if not to.absolute().parent.is_dir():
        raise Stop(f"There is no folder {to.absolute().parent}: make it first, or name another.")
    if to.exists() and not to.is_file():
        raise Stop(f"{to} is no plain file: name another.")
    if to.exists() and not force:
        raise Stop(f"{to} is there already: name another file, or add --force to replace it.")
