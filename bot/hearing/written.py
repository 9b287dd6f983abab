"""Reads labelled messages: our own, one a line as people write them, and JSON lines of anybody's.

A written line is `LABELS | ALSO | FLAGS | TEXT`: the intents in the order of what to do first,
others that a fair judge would accept, any of `u` (urgent), `f` (frustrated) and `h` (a person is
called for), and the message. In it `{o:1042}` marks an entity, `<<...>>` at its head is what the
person said just before, and `\\n` is a line break. Lines that begin with # say something about
the others.

    refund_status | refund_request | f h | <<where is my refund>> 3 weeks for {a:€12}, still nothing

A folder may hold a second reading of its messages beside them (`second_reading.csv`): what somebody
took each for who had not seen its labels, as `KEY,FIRST,ALSO ALSO,FLAGS` and perhaps the message once
more. A line whose FIRST is empty is not read yet.
"""

import codecs
import csv
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypeVar

from bot.hearing.labels import INTENTS

KINDS: Final = {
    "o": "order_number",
    "t": "tracking_number",
    "c": "case_number",
    "a": "amount",
    "d": "date",
    "p": "phone",
    "e": "email",
}
_MARKED: Final = re.compile(r"\{([otcadpe]):([^{}]+)\}")
_BEFORE: Final = re.compile(r"<<(.*?)>>\s*")
_FLAGS: Final = frozenset("ufh")
READ_AGAIN: Final = "second_reading.csv"
_Line = TypeVar("_Line")


class BadExample(ValueError):
    """A line that cannot be read as an example; the message names the file, the line and the fault."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What somebody took a message for who had not seen its labels."""

    intent: str
    also_ok: tuple[str, ...] = ()
    urgent: bool = False
    frustrated: bool = False
    handoff: bool = False

    @property
    def acceptable(self) -> frozenset[str]:
        return frozenset((self.intent, *self.also_ok))


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled message."""

    text: str
    intents: tuple[str, ...]
    also_ok: tuple[str, ...] = ()
    urgent: bool = False
    frustrated: bool = False
    handoff: bool = False
    entities: tuple[tuple[str, str], ...] | None = None
    """(type, text) of what is named in it; None where nobody has looked."""
    before: tuple[str, ...] = ()
    second: Reading | None = None
    """None where it was read once."""

    @property
    def intent(self) -> str:
        return self.intents[0]

    @property
    def acceptable(self) -> frozenset[str]:
        """Every intent that one of its readers would take as right."""
        read_again = self.second.acceptable if self.second else ()
        return frozenset((*self.intents, *self.also_ok, *read_again))

    @property
    def key(self) -> str:
        """What a second reading names it by: ten hexadecimal digits of what was said."""
        spoken = "\x1f".join((*self.before, self.text))
        return hashlib.blake2b(spoken.encode(), digest_size=5).hexdigest()


def examples(*folders: Path) -> list[Example]:
    """All examples of the folders and those within, with what second readers say of them, in a fixed order.

    Raises BadExample.
    """
    return [example for folder in folders for example in _of_folder(folder)]


def _of_folder(folder: Path) -> Iterator[Example]:
    read_again = readings(folder / READ_AGAIN)
    for path in files(folder):
        for example in of_file(path):
            yield replace(example, second=read_again.get(example.key))


def readings(path: Path) -> dict[str, Reading]:
    """The second readings of a file, by the key of their message; none where there is no file. Raises BadExample."""
    return {key: reading for key, reading in _read(path, _of_reading) if reading} if path.exists() else {}


def unread(folder: Path) -> list[Example]:
    """The messages of a folder that wait for a second reader and stand in no list for one yet. Raises BadExample."""
    listed = folder / READ_AGAIN
    known = {line.partition(",")[0].strip() for _, line in _lines(listed)} if listed.exists() else set()
    return [example for example in examples(folder) if example.key not in known]


def _of_reading(line: str) -> tuple[str, Reading | None]:
    fields = next(csv.reader([line]))
    if len(fields) not in (4, 5):
        raise ValueError("expected KEY,FIRST,ALSO ALSO,FLAGS and perhaps the message")
    key, first, also, flags = (field.strip() for field in fields[:4])
    if not first and not also and not flags:
        return key, None
    if first not in INTENTS:
        raise ValueError(f"there is no intent {first!r}")
    return key, Reading(first, _known(also.replace(" ", ",")), *_flagged(flags))


def files(folder: Path) -> list[Path]:
    """Every file of examples, in a fixed order."""
    return sorted(path for path in folder.rglob("*") if path.suffix in (".jsonl", ".txt") and not path.is_dir())


def of_file(path: Path) -> list[Example]:
    """The examples of one file, by its ending; raises BadExample."""
    return list(_read(path, of_line if path.suffix == ".txt" else of_json))


def _read(path: Path, read: Callable[[str], _Line]) -> Iterator[_Line]:
    for number, line in _lines(path):
        if not line.strip() or (path.suffix == ".txt" and line.startswith("#")):
            continue
        try:
            yield read(line)
        except ValueError as wrong:
            raise BadExample(f"{path.name}, line {number}: {wrong}") from None


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file, numbered, without the mark that some programs put before the first. Raises BadExample.

    A line ends at a line feed and nowhere else: a message may have any other sign in it.
    """
    try:
        whole = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    except OSError as no:
        raise BadExample(f"{path}: {no.strerror}") from None
    for number, line in enumerate(whole.split(b"\n"), 1):
        try:
            yield number, line.decode("utf-8").removesuffix("\r")
        except UnicodeDecodeError:
            raise BadExample(f"{path.name}, line {number}: not UTF-8") from None


def of_line(line: str) -> Example:
    """One written line; raises ValueError in plain words."""
    fields = line.split("|", 3)
    if len(fields) != 4:
        raise ValueError("expected LABELS | ALSO | FLAGS | TEXT")
    labels, also, flags, text = (field.strip() for field in fields)
    marks = _flagged(flags)
    before = tuple(_spoken(found) for found in _BEFORE.findall(text))
    said = _BEFORE.sub("", text).strip()
    named = tuple((KINDS[kind], value) for kind, value in _MARKED.findall(said))
    plain = _spoken(said)
    if not plain:
        raise ValueError("a message has words")
    return Example(plain, _known(labels, least=1), _known(also), *marks, named, before)


def _flagged(flags: str) -> tuple[bool, bool, bool]:
    """Urgent, frustrated, a person called for."""
    marks = frozenset(flags.replace(" ", "").replace(",", ""))
    if not marks <= _FLAGS:
        raise ValueError(f"flags are u, f and h, not {flags!r}")
    return "u" in marks, "f" in marks, "h" in marks


def of_json(line: str) -> Example:
    """One JSON object: `text`, `intents` or `intent`, and optionally the rest; raises ValueError in plain words."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):  # a number of thousands of digits is none of Python's either
        raise ValueError("not JSON") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ValueError('expected an object like {"text": "...", "intents": ["refund_status"]}')
    one = row.get("intent")
    intents = _texts(row, "intents") or ((one,) if isinstance(one, str) else ())
    return Example(
        row["text"],
        _known(",".join(intents), least=1),
        _known(",".join(_texts(row, "also_ok"))),
        bool(row.get("urgent")),
        bool(row.get("frustrated")),
        bool(row.get("handoff")),
        _named(row.get("entities")),
        _texts(row, "before"),
    )


def _texts(row: Mapping[str, object], name: str) -> tuple[str, ...]:
    """A list of texts in a row, empty where there is none."""
    value = row.get(name)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ValueError(f'"{name}" takes a list of texts')
    return tuple(value)


def _named(entities: object) -> tuple[tuple[str, str], ...] | None:
    """What is named in a message, each with its type and its text; None where nobody has looked."""
    if entities is None:
        return None
    if not isinstance(entities, list):
        raise ValueError('"entities" takes a list like [{"type": "order_number", "text": "1042"}]')
    found: list[tuple[str, str]] = []
    for one in entities:
        kind, text = (one.get("type"), one.get("text")) if isinstance(one, dict) else (None, None)
        if not isinstance(kind, str) or not isinstance(text, str):
            raise ValueError('an entity is an object like {"type": "order_number", "text": "1042"}')
        found.append((kind, text))
    return tuple(found)


def _known(labels: str, least: int = 0) -> tuple[str, ...]:
    found = tuple(label.strip() for label in labels.split(",") if label.strip())
    if unknown := [label for label in found if label not in INTENTS]:
        raise ValueError(f"there is no intent {unknown[0]!r}")
    if len(found) < least:
        raise ValueError("an intent is missing")
    return found


def _spoken(text: str) -> str:
    """The message as it was sent."""
    return _MARKED.sub(r"\2", text).replace("\\n", "\n")
