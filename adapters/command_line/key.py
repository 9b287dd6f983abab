"""`baton key`: make a key for encryption at rest, put everything under the newest one, open a sealed file."""

import asyncio
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import adapters.command_line.rooms  # noqa: F401 - all rows are to be found
from adapters.app import App
from adapters.command_line.control import Out
from adapters.command_line.either import served
from adapters.command_line.opening import settings_or_stop
from adapters.command_line.stopping import Stop
from adapters.settings import Settings
from adapters.store.errors import DoesNotOpen
from adapters.store.files import opened_file
from adapters.store.keys import Keyring, keyring, make_key
from adapters.store.rotation import Report

NO_KEY = "BATON_KEY is not set. `baton key new` makes a key; set it and start Baton, then come back."


def key(what: str, file: Path | None) -> None:
    """One of the three."""
    if what == "new":
        print(make_key())
        print(
            "Set it as BATON_KEY and keep a copy where the data is not: without it nothing can be read again.",
            file=sys.stderr,
        )
        return
    settings = settings_or_stop()
    keys = keyring(settings.key.get_secret_value())
    if not keys:
        raise Stop(NO_KEY)
    if what == "rotate":
        asyncio.run(_rotate(settings, keys))
    else:
        _open(file, keys)


def _open(file: Path | None, keys: Keyring) -> None:
    if file is None:
        raise Stop("Which file? `baton key open PATH > NAME`.")
    try:
        sys.stdout.buffer.write(opened_file(file, keys))
    except OSError as no:
        raise Stop(f"{file} cannot be read: {no.strerror}.") from None
    except DoesNotOpen as no:
        raise Stop(f"{file}: {no}.") from None


async def _rotate(settings: Settings, keys: Keyring) -> None:
    await served(settings, {"open": "key", "key": keys.newest.id.hex()}, serve)


async def serve(app: App, opening: Mapping[str, Any], out: Out) -> None:
    """Where the database is open for writing, between everything else."""
    keys = app.store.keys
    if not keys or keys.newest.id.hex() != opening.get("key"):
        raise Stop("Baton runs with another BATON_KEY than the one set here: restart it first, then come back.")
    try:
        report = await app.store.rotation(app.files).run()
    except OSError as no:
        raise Stop(f"It came to an end at a file: {no.strerror}. What was done stays done; run this again.") from None
    await out({"text": "\n".join(_lines(report, app.settings.database))})


def _lines(report: Report, database: Path) -> list[str]:
    """What was done, and what may be done now."""
    lines = [f"{report.rows} rows and {report.files} files were sealed under key {report.key[:8]}."]
    lines += [f"Nothing lies under key {id[:8]} any more: take it out of BATON_KEY." for id in report.over if id]
    lines += [
        f"{values} values and {files} files are still {f'under key {id[:8]}' if id else 'plain'}."
        for id, (values, files) in report.left.items()
    ]
    if report.broken or report.broken_files:
        what = f"{report.broken} rows and {report.broken_files} files"
        lines.append(f"{what} do not open under any key and were left alone: only a backup has them.")
    if not report.emptied:
        lines.append("Old words may still lie in the log, which something reads all the time: run this again later.")
    copies = sorted(path.name for path in database.parent.glob(f"{database.name}.before-*"))
    if copies:
        lines.append(f"{', '.join(copies)}: made before a migration, as things were then. Delete what you do not need.")
    return lines
