"""Everything that is kept of one chat account, as a file for an admin."""

import base64
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.codec import dump
from bot.content import Post, Reply, Shown
from bot.events import File, Place
from bot.writes import OutboxRow, Scalar, Writes, micros
from handoff import wording
from handoff.attic import Attic, Kept
from handoff.in_order import asked_first
from handoff.pen import key_of
from handoff.refusal import Refusal
from handoff.rows import GoneFileRow
from handoff.scene import Outcome, Scene

SECRET = ("digest", "salt", "code", "token", "call_secret")
"""Never in a file: what a mailed code, or a link, could be guessed from."""
ABOUT_US = ("inbox", "audit", "settings", "places")
"""Tables that speak of an account also where nothing is kept of the person."""
WITHIN = 5_000_000
"""Bytes of attachments that go into the file itself; what is more hangs beside it."""
BESIDE = 9
NAMED = 5
"""Files that do not open and are told one by one."""
KEPT_FOR = timedelta(days=1)
"""How long the export itself lies on our disk."""
FOR_A_DAY = " The file lies with us for a day."
REF = re.compile(r"[0-9a-f]{64}")


async def exported(scene: Scene, person: str) -> Outcome:
    """The file, on its way to whoever asked, to them alone; that it was made is audited."""
    attic = attic_of(scene)
    kept = await kept_of(scene, person)
    name = _name(person)
    files = [file for file in files_in(kept) if (file.name, file.media_type) != (name, EXPORT_TYPE)]
    attached, beside, broken = await _attachments(attic, files)
    told = {
        "person": person,
        "team": scene.act.team,
        "made": scene.now.isoformat(),
        "by": scene.by.id,
        "kept": {table: [_readable(row) for row in _in_order(table, rows)] for table, rows in kept.items()},
        "attachments": attached,
    }
    data = json.dumps(told, ensure_ascii=False, indent=1, default=str).encode()
    file = await attic.keep(name, data)
    until = micros(scene.now + KEPT_FOR)
    gone = Writes((GoneFileRow(scene.act.team, file.ref, until, anyway=True),))
    audit = scene.pen.audit(scene.by, "export", f"person:{person}", f"{sum(map(len, kept.values()))} rows")
    without = _without(broken)
    text = f"All that is kept of {wording.safe(person)}.{without}{FOR_A_DAY}"
    whole = Reply(text, files=(file, *beside), notice=bool(broken))
    if scene.act.private is None:
        return Outcome(gone + audit, whole)
    told_here = Reply(f"All that is kept of {wording.safe(person)} is on its way to you alone, as a file.{without}")
    return Outcome(gone + audit + _sent(scene, scene.act.private, person, whole), told_here)


def _without(broken: Sequence[str]) -> str:
    """What is not in it because it does not open; empty where there is no such file."""
    if not broken:
        return ""
    more = f" and {len(broken) - NAMED} more" if len(broken) > NAMED else ""
    said = ", ".join(wording.safe(name, 60) for name in broken[:NAMED])
    return f" Not in it, because it does not open: {said}{more}. A backup may have it."


def _name(person: str) -> str:
    return f"export-{re.sub(r'[^A-Za-z0-9]+', '-', person)[:60]}.json"


def _sent(scene: Scene, to: Place, person: str, reply: Reply) -> Writes:
    """It counts as theirs, so that it is erased, and taken back, with all the rest."""
    at, id = micros(scene.now), key_of(scene.act.team, scene.act.key, "export")
    said = dump(Post(replace(reply, text=reply.text.removesuffix(FOR_A_DAY))), Shown)
    return Writes((OutboxRow(id, scene.act.team, str(to), dump(to), person, "post", "desk", said, at, at),))


def attic_of(scene: Scene) -> Attic:
    if scene.attic is None:
        raise Refusal("This desk cannot reach what is kept.")
    return scene.attic


async def kept_of(scene: Scene, person: str) -> Kept:
    """What is kept of somebody; a Refusal if that is nothing."""
    kept = await attic_of(scene).kept_of(scene.act.team, person)
    if not kept.keys() - set(ABOUT_US):
        raise Refusal(f"Nothing is kept of {wording.safe(person)}.")
    return kept


@dataclass(frozen=True, slots=True)
class Attached:
    """A file as some row speaks of it."""

    ref: str
    name: str
    media_type: str
    size: int


def files_in(kept: Kept) -> tuple[Attached, ...]:
    """All attachments that their rows speak of, each once."""
    found: dict[str, Attached] = {}
    for rows in kept.values():
        for row in rows:
            for value in row.values():
                for file in _files(_parsed(value)):
                    found.setdefault(file.ref, file)
    return tuple(found.values())


def _files(value: object) -> Iterable[Attached]:
    match value:
        case {"ref": str(ref), "name": str(name), "size": int(size), **rest} if REF.fullmatch(ref):
            yield Attached(ref, name, str(rest.get("media_type", "")), size)
        case dict():
            for inner in value.values():
                yield from _files(inner)
        case list():
            for inner in value:
                yield from _files(inner)


async def _attachments(
    attic: Attic, files: Iterable[Attached]
) -> tuple[list[dict[str, object]], tuple[File, ...], tuple[str, ...]]:
    """Their names and bytes, as far as there is room, the files that hang beside, and names of what does not open."""
    told: list[dict[str, object]] = []
    beside: list[File] = []
    broken: list[str] = []
    room = WITHIN
    for file in files:
        entry: dict[str, object] = {"name": file.name, "media_type": file.media_type, "size": file.size}
        try:
            data = await attic.read(file.ref)
        except FileNotFoundError:
            told.append(entry | {"missing": True})
            continue
        except (ValueError, OSError):  # spoilt on the disk, or sealed under a key that is not here any more
            told.append(entry | {"does_not_open": True})
            broken.append(file.name)
            continue
        if len(data) <= room:
            room -= len(data)
            entry["base64"] = base64.b64encode(data).decode()
        else:
            entry["beside"] = len(beside) < BESIDE
            beside += [File(file.ref, file.name, file.media_type, file.size)] if len(beside) < BESIDE else []
        told.append(entry)
    return told, tuple(beside), tuple(broken)


EXPORT_TYPE = "text/plain"
"""What the bytes of an export look like; an earlier one is not put into the next."""


def _in_order(table: str, rows: Sequence[Mapping[str, Scalar]]) -> Sequence[Mapping[str, Scalar]]:
    if table != "messages":
        return rows
    return asked_first(rows, lambda row: (int(row["at"] or 0), str(row["speaker"])))


def _readable(row: Mapping[str, object]) -> dict[str, object]:
    return {name: _without_secrets(_parsed(value)) for name, value in row.items() if name not in SECRET}


def _parsed(value: object) -> Any:
    """What is kept as JSON, opened, so that it can be read and nothing hides in it."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return _opened(json.loads(value))
        except ValueError:
            return value
    return value


def _opened(value: Any) -> Any:
    match value:
        case dict():
            return {name: _opened(inner) for name, inner in value.items()}
        case list():
            return [_opened(inner) for inner in value]
        case str() if value[:1] in ("{", "["):
            return _parsed(value)
    return value


def _without_secrets(value: Any) -> Any:
    match value:
        case dict():
            return {name: _without_secrets(inner) for name, inner in value.items() if name not in SECRET}
        case list():
            return [_without_secrets(inner) for inner in value]
    return value
