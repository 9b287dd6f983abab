"""What is typed at `baton chat`, as a person types it or as JSON."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeAlias

UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
AHEAD = re.compile(r"\+\s*(\d{1,6}(?:\.\d{1,3})?)\s*([smhd])")
LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Say:
    """Words."""

    text: str


@dataclass(frozen=True, slots=True)
class PressLabel:
    """A choice, by what is written on it."""

    label: str


@dataclass(frozen=True, slots=True)
class SendFile:
    """A file of this machine, perhaps with words."""

    path: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """Other words for the newest message."""

    text: str


@dataclass(frozen=True, slots=True)
class StaffDoes:
    """A verb of the desk, done by a teammate."""

    who: str
    verb: str
    case: int
    text: str = ""
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MoveClock:
    """The shop's clock, moved ahead."""

    by: timedelta


@dataclass(frozen=True, slots=True)
class Quit:
    """Good bye."""


Line: TypeAlias = Say | PressLabel | SendFile | Edit | StaffDoes | MoveClock | Quit


def typed(line: str) -> Line:
    """What a person typed; raises ValueError in words for them."""
    verb, _, rest = line.partition(" ")
    match verb, rest.strip():
        case "!quit", _:
            return Quit()
        case "!press", label if label:
            return PressLabel(label)
        case "!file", path if path:
            return SendFile(path)
        case "!edit", text if text:
            return Edit(text)
        case "!clock", ahead if ahead:
            return MoveClock(ahead_by(ahead))
        case (("!press" | "!file" | "!edit" | "!clock"), _):
            raise ValueError(f"{verb} needs something after it")
        case _:
            return Say(line)


def read(line: str) -> Line:
    """One JSON line; raises ValueError."""
    try:
        given = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        raise ValueError("not JSON") from None
    if not isinstance(given, dict):
        raise ValueError("expected an object")
    return _object(given)


def _object(given: dict[str, Any]) -> Line:
    match given:
        case {"staff": str(who), "do": str(verb), **rest}:
            return _staff(who, verb, rest)
        case {"clock": str(ahead)}:
            return MoveClock(ahead_by(ahead))
        case {"press": str(label)}:
            return PressLabel(label)
        case {"file": str(path), **rest}:
            return SendFile(path, str(rest.get("text", "")))
        case {"edit": str(text)}:
            return Edit(_whole(text))
        case {"text": str(text)}:
            return Say(_whole(text))
        case {"quit": _}:
            return Quit()
        case _:
            raise ValueError("expected one of text, press, file, edit, staff with do, clock, quit; each takes a text")


def _staff(who: str, verb: str, rest: dict[str, Any]) -> StaffDoes:
    case = rest.pop("case", 0)
    if not isinstance(case, int) or isinstance(case, bool) or not 0 <= case < 10**12:
        raise ValueError('"case" takes the number of a case')
    text = _whole(str(rest.pop("text", "")))
    return StaffDoes(who, verb, case, text, {name: _whole(str(value)) for name, value in rest.items()})


def ahead_by(text: str) -> timedelta:
    """How far "+24h" is; raises ValueError."""
    found = AHEAD.fullmatch(text.strip())
    by = timedelta(**{UNITS[found[2]]: float(found[1])}) if found else LONGEST * 2
    if by > LONGEST:
        raise ValueError("the clock takes a time ahead, like +30m, +24h or +3d, of a year at most")
    return by


def _whole(text: str) -> str:
    """Half a surrogate pair, which JSON can spell, is no character."""
    return text.encode("utf-8", "replace").decode("utf-8")
