"""The lines between two --- at the top of an answer: a few keys, each with a value or a list."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.hearing.labels import INTENTS

FENCE = "---"
_LINES = ("title", "source")
_LISTS = ("intents", "asks", "things")
_IN_ONE_LINE = ("intents", "things")


class KnowledgeError(ValueError):
    """Answers that cannot be used; each line of the message names a file, a line and what is wrong."""


@dataclass(frozen=True, slots=True)
class Front:
    """What an author says about an answer, and on which line the answer itself begins."""

    title: str = ""
    source: str = ""
    intents: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    body_line: int = 1


def read_front(text: str, name: str) -> tuple[Front, str]:
    """The front matter, if there is one, and the rest; raises KnowledgeError."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return Front(), text
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), 0)
    if not end:
        raise KnowledgeError(f"{name}:1: the --- at the top is never closed by another ---")
    given: dict[str, Any] = {}
    for key, value, number in _entries(lines[1:end], name):
        _keep(given, key, value, f"{name}:{number}")
    return Front(body_line=end + 2, **given), "\n".join(lines[end + 1 :])


def _entries(lines: list[str], name: str) -> Iterator[tuple[str, str, int]]:
    """Key, value and line number; an item of a list comes with the list's key."""
    key = ""
    for number, line in enumerate(lines, 2):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        if stripped.startswith("- ") and key:
            yield key, stripped[2:], number
            continue
        key, colon, value = (part.strip() for part in stripped.partition(":"))
        if not colon or key not in _LINES + _LISTS:
            known = ", ".join(_LINES + _LISTS)
            raise KnowledgeError(f"{name}:{number}: expected one of {known} with a colon, not {stripped[:40]!r}")
        if value or key in _LINES:
            yield key, value, number


def _keep(given: dict[str, Any], key: str, value: str, where: str) -> None:
    value = value.strip("\"'") if value[:1] == value[-1:] else value
    if key in _LINES and key in given:
        raise KnowledgeError(f"{where}: {key} is one line, and was given already")
    if key in _LINES:
        given[key] = value
        return
    items = tuple(part.strip() for part in value.strip("[]").split(",")) if key in _IN_ONE_LINE else (value,)
    for item in items if key == "intents" else ():
        if item not in INTENTS:
            raise KnowledgeError(f"{where}: there is no intent {item[:40]!r}")
    given[key] = (*given.get(key, ()), *items)
