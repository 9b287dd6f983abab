"""Reads labelled messages: our own, one a line as people write them, and JSON lines of anybody's.

A written line is `LABELS | ALSO | FLAGS | TEXT`: the intents in the order of what to do first,
others that a fair judge would accept, any of `u` (urgent), `f` (frustrated) and `h` (a person is
called for), and the message. In it `{o:1042}` marks an entity, `<<...>>` at its head is what the
person said just before, and `\\n` is a line break. Lines that begin with # say something about
the others.

    refund_status | refund_request | f h | <<where is my refund>> 3 weeks for {a:€12}, still nothing
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

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


class BadExample(ValueError):
    """A line that cannot be read as an example; the message names the file, the line and the fault."""


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

    @property
    def intent(self) -> str:
        return self.intents[0]

    @property
    def acceptable(self) -> frozenset[str]:
        """Every intent a fair judge would take as right."""
        return frozenset((*self.intents, *self.also_ok))


def examples(*folders: Path) -> list[Example]:
    """All examples of the folders and those within, in a fixed order; raises BadExample."""
    return [example for folder in folders for path in files(folder) for example in of_file(path)]


def files(folder: Path) -> list[Path]:
    """Every file of examples, in a fixed order."""
    return sorted(path for path in folder.rglob("*") if path.suffix in (".jsonl", ".txt"))


def of_file(path: Path) -> list[Example]:
    """The examples of one file, by its ending; raises BadExample."""
    read = of_line if path.suffix == ".txt" else of_json
    return list(_read(path, path.read_text("utf-8").splitlines(), read))


def _read(path: Path, lines: Iterable[str], read: Any) -> Iterator[Example]:
    for number, line in enumerate(lines, 1):
        if not line.strip() or (path.suffix == ".txt" and line.startswith("#")):
            continue
        try:
            yield read(line)
        except ValueError as wrong:
            raise BadExample(f"{path.name}, line {number}: {wrong}") from None


def of_line(line: str) -> Example:
    """One written line; raises ValueError in plain words."""
    fields = line.split("|", 3)
    if len(fields) != 4:
        raise ValueError("expected LABELS | ALSO | FLAGS | TEXT")
    labels, also, flags, text = (field.strip() for field in fields)
    marks = frozenset(flags.replace(" ", "").replace(",", ""))
    if not marks <= _FLAGS:
        raise ValueError(f"flags are u, f and h, not {flags!r}")
    before = tuple(_spoken(found) for found in _BEFORE.findall(text))
    said = _BEFORE.sub("", text).strip()
    named = tuple((KINDS[kind], value) for kind, value in _MARKED.findall(said))
    plain = _spoken(said)
    if not plain:
        raise ValueError("a message has words")
    urgent, frustrated, handoff = ("u" in marks, "f" in marks, "h" in marks)
    return Example(plain, _known(labels, least=1), _known(also), urgent, frustrated, handoff, named, before)


def of_json(line: str) -> Example:
    """One JSON object: `text`, `intents` or `intent`, and optionally the rest; raises ValueError in plain words."""
    try:
        row = json.loads(line)
    except json.JSONDecodeError:
        raise ValueError("not JSON") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise ValueError('expected an object like {"text": "...", "intents": ["refund_status"]}')
    intents = row.get("intents") or [row.get("intent", "")]
    named = row.get("entities")
    return Example(
        row["text"],
        _known(",".join(map(str, intents)), least=1),
        _known(",".join(map(str, row.get("also_ok", ())))),
        bool(row.get("urgent")),
        bool(row.get("frustrated")),
        bool(row.get("handoff")),
        None if named is None else tuple((one["type"], one["text"]) for one in named),
        tuple(map(str, row.get("before", ()))),
    )


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
