"""What `doctor` looks at, from the shell and from chat."""

import asyncio
import os
import shutil
import socket
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from adapters.command_line.control import asked
from adapters.knowledge import SAMPLE, KnowledgeError
from adapters.knowledge import folder as shelf_of
from adapters.mail.server import server_of
from adapters.settings import PREFIX, Settings, setting_name
from adapters.store.admission import require_keys
from adapters.store.keys import keyring
from adapters.store.migrate import HEAD, revision
from adapters.store.own_files import logs_ahead, require_log
from bot.writes import StoreUnavailable

ROOM = 200_000_000
"""Bytes that should be free: the database, its log and one backup of a small shop."""
FLEETING = {
    "tmpfs": "memory",
    "ramfs": "memory",
    "overlay": "a container's own layer",
    "aufs": "a container's own layer",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: what was found, and how to mend it. A warning is not a failure."""

    name: str
    ok: bool
    found: str
    mend: str = ""
    warning: bool = False


async def look(settings: Settings) -> Sequence[Check]:
    """All of them."""
    return await asyncio.to_thread(look_now, settings)


def look_now(settings: Settings) -> Sequence[Check]:
    """All of them, from a thread that may wait."""
    return (
        names(os.environ),
        writable(settings.data_dir),
        lasting(settings.data_dir),
        room(settings.data_dir),
        schema(settings.database),
        sealing(settings),
        knowledge(settings.knowledge_dir or SAMPLE),
        mail(settings),
        shop(settings),
        port(settings),
    )


def names(given: Iterable[str]) -> Check:
    """A name that is nearly right would change nothing, silently."""
    known = {setting_name(field) for field in Settings.model_fields}
    strange = sorted(name for name in given if name.startswith(PREFIX) and name not in known)
    found = f"unknown: {', '.join(strange)}" if strange else "all names are known"
    mend = f"There are: {', '.join(sorted(known))}." if strange else ""
    return Check("settings", ok=True, found=found, mend=mend, warning=bool(strange))


def writable(folder: Path) -> Check:
    probe = folder / f".probe-{os.getpid()}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe.write_bytes(b"x")
        probe.unlink()
    except OSError as no:
        mend = f"Give this user write access to {folder}, or set BATON_DATA_DIR to another folder."
        return Check("data folder", ok=False, found=f"{folder}: {no.strerror}", mend=mend)
    return Check("data folder", ok=True, found=f"{folder.absolute()} can be written to")


def lasting(folder: Path) -> Check:
    kind = filesystem_of(folder.absolute(), _mounts())
    if (where := FLEETING.get(kind)) is None:
        return Check("disk", ok=True, found=kind or "unknown to this system")
    mend = "What is kept there is lost with the machine or container. Mount a volume and set BATON_DATA_DIR to it."
    return Check("disk", ok=True, found=f"{kind}: {where}", mend=mend, warning=True)


def _mounts() -> str:
    try:
        return Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def filesystem_of(folder: Path, mounts: str) -> str:
    """The kind of file system a folder lies on, by a mount table like /proc/mounts; empty if it says nothing."""
    found = ("", "")
    for line in mounts.splitlines():
        fields = line.split(" ")
        if (
            len(fields) > 2
            and folder.is_relative_to(at := fields[1].replace("\\040", " "))
            and len(at) >= len(found[0])
        ):
            found = (at, fields[2])
    return found[1]


def room(folder: Path) -> Check:
    there = next((f for f in (folder.absolute(), *folder.absolute().parents) if f.exists()), Path("/"))
    free = shutil.disk_usage(there).free
    found = f"{free / 1e9:.1f} GB free"
    return Check("room", ok=free >= ROOM, found=found, mend=f"Make room: at least {ROOM // 1_000_000} MB.")


def schema(database: Path) -> Check:
    try:
        found = revision(database)
    except StoreUnavailable as broken:
        return Check("database", ok=False, found=str(broken), mend="Restore a backup, or move the file away.")
    if found == HEAD:
        return _journal(database, found)
    if not found:
        return Check("database", ok=True, found="none yet; the first start makes it")
    mend = "`baton migrate`, or start Baton." if found < HEAD else "Update Baton: a newer one wrote this database."
    return Check("database", ok=False, found=f"schema {found}, this Baton has {HEAD}", mend=mend)


def sealing(settings: Settings) -> Check:
    """Whether what people wrote can be read by whoever has the disk."""
    keys = keyring(settings.key.get_secret_value())
    try:
        current = revision(settings.database) == HEAD
        known = require_keys(settings.database, keys, settings.files_dir) if current else ()
    except StoreUnavailable as broken:
        return Check("encryption", ok=False, found=str(broken), mend="docs/operations.md, Encryption at rest.")
    if not keys:
        found = "off: who gets hold of the disk or a backup can read what people wrote"
        mend = "If that matters: set BATON_KEY to what `baton key new` prints, restart, then `baton key rotate`."
        return Check("encryption", ok=True, found=found, mend=mend, warning=True)
    newest = keys.newest.id.hex()
    older = ", ".join(f"key {id[:8]}" if id else "no key" for id in known if id != newest)
    found = f"sealed under key {newest[:8]}" + (f", older rows under {older}" if older else "")
    return Check("encryption", ok=True, found=found, mend="`baton key rotate`.", warning=bool(older))


def _journal(database: Path, schema: str) -> Check:
    try:
        wal = logs_ahead(database)
        require_log(database)
    except StoreUnavailable as broken:
        return Check("database", ok=False, found=str(broken), mend="docs/operations.md, Backup and restore.")
    mend = "Start Baton once: it turns on the write-ahead log. A network disk cannot have one; use a local disk."
    return Check("database", ok=wal, found=f"schema {schema}, {'WAL' if wal else 'no WAL'}", mend=mend)


def knowledge(folder: Path) -> Check:
    try:
        count = len(shelf_of(folder).articles)
    except KnowledgeError as fault:
        return Check("knowledge", ok=False, found=str(fault), mend="Mend the file named, or set BATON_KNOWLEDGE_DIR.")
    return Check("knowledge", ok=count > 0, found=f"{count} answers", mend=f"Put Markdown files into {folder}.")


def mail(settings: Settings) -> Check:
    url = settings.smtp_url.get_secret_value()
    if not url:
        found = f"kept as files in {settings.mails_dir}"
        return Check("mail", ok=True, found=found, mend="Set BATON_SMTP_URL to send it.", warning=True)
    server = server_of(url)
    try:
        socket.create_connection((server.host, server.port), timeout=3).close()
    except OSError as no:
        mend = "Check BATON_SMTP_URL, and that this machine may reach the mail server."
        return Check("mail", ok=False, found=f"{server.host}:{server.port}: {no.strerror or no}", mend=mend)
    return Check("mail", ok=True, found=f"{server.host}:{server.port} answers")


def shop(settings: Settings) -> Check:
    """Which shop it is; whether it keeps to the API is looked at by itself, because that asks it many things."""
    if not settings.shop_url:
        mend = "Set BATON_SHOP_URL and BATON_SHOP_SECRET to answer from a real one (docs/shop-api.md)."
        return Check("shop", ok=True, found="the sample shop, whose orders are made up", mend=mend, warning=True)
    url = urlsplit(settings.shop_url)
    where = (url.hostname or "", url.port or (443 if url.scheme == "https" else 80))
    try:
        socket.create_connection(where, timeout=3).close()
    except OSError as no:
        mend = "Check BATON_SHOP_URL, and that this machine may reach the shop."
        return Check("shop", ok=False, found=f"{where[0]}:{where[1]}: {no.strerror or no}", mend=mend)
    return Check("shop", ok=True, found=f"{where[0]}:{where[1]} answers; `baton doctor --shop` looks closer")


def port(settings: Settings) -> Check:
    if settings.playground == "off" and not settings.has_platform:
        return Check("port", ok=True, found="no pages: BATON_PLAYGROUND is off")
    where = f"{settings.web_host}:{settings.web_port}"
    if (running := asked(settings.socket, {"open": "address"})) is not None:
        return Check("port", ok=True, found=_running_at(running, settings.web_port))
    try:
        with socket.create_server((settings.web_host, settings.web_port)):
            return Check("port", ok=True, found=f"{where} is free")
    except OSError as no:
        mend = "Stop what listens there, or set BATON_WEB_PORT."
        return Check("port", ok=False, found=f"{where}: {no.strerror}", mend=mend)


def _running_at(address: str, here: int) -> str:
    """As the one that runs says: it may have been started with another port than is set here."""
    found = f"{address or 'where it was started'}, a running Baton's"
    other = address and here not in (0, urlsplit(address).port)
    return f"{found}; {here}, which is set here, was not looked at" if other else found
