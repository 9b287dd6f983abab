"""What the page sends, checked on the way in; whatever is no such thing is refused with words."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from aiohttp import web

from bot.codec import load

T = TypeVar("T")
KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")
_BROKEN = re.compile("[\ud800-\udfff\x00]")


@dataclass(frozen=True, slots=True)
class Says:
    """Words typed by a customer (`who`) or a teammate (`who`, in the thread of `case`)."""

    id: str
    who: str
    text: str = ""
    case: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """Other words for an earlier message; without `text` it is taken back."""

    id: str
    who: str
    message: str
    text: str | None = None
    case: int = 0


@dataclass(frozen=True, slots=True)
class Presses:
    """A button or a menu's choice, on the message `of`; `label` is what was read on it."""

    id: str
    who: str
    ask: str
    value: str
    label: str
    of: str


@dataclass(frozen=True, slots=True)
class Fills:
    """A form that was sent in."""

    id: str
    who: str
    form: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Enters:
    """Somebody sits down at the customer's side."""

    who: str


@dataclass(frozen=True, slots=True)
class Types:
    """Somebody is typing in a channel."""

    who: str
    channel: str


@dataclass(frozen=True, slots=True)
class Orders:
    """A verb of the desk: a typed line, a pressed button's value, or a filled form's verb and values."""

    id: str
    who: str
    line: str
    how: Literal["typed", "pressed", "filled"] = "typed"
    case: int = 0
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Moves:
    """The shop's clock, ahead: some hours, or to the next scan."""

    hours: int = 0
    next_scan: bool = False


@dataclass(frozen=True, slots=True)
class Switches:
    """A fault on or off."""

    fault: str
    on: bool


def clean(text: str) -> str:
    """Text that every database and every browser can hold."""
    return _BROKEN.sub("\ufffd", text)


async def body(request: web.Request, shape: type[T]) -> T:
    """The request's JSON as `shape`."""
    raw = await request.read()
    try:
        return read(shape, json.loads(raw.decode("utf-8", "replace")))
    except ValueError:
        raise refusal("That was no message this page could have sent.") from None


def read(shape: type[T], value: object) -> T:
    """A value as `shape`; ids must look like ours."""
    made = load(shape, json.dumps(_cleaned(value)))
    if not KEY.fullmatch(getattr(made, "id", "unnamed-")):
        raise ValueError("an id is 8 to 64 letters and digits")
    return made


def refusal(words: str, status: int = 400) -> web.HTTPException:
    """An answer that the page shows as it is."""
    kinds: dict[int, type[web.HTTPException]] = {
        400: web.HTTPBadRequest,
        404: web.HTTPNotFound,
        503: web.HTTPServiceUnavailable,
    }
    return kinds[status](text=json.dumps({"error": words}), content_type="application/json")


def _cleaned(value: Any) -> Any:
    match value:
        case str():
            return clean(value)
        case dict():
            return {clean(name): _cleaned(inner) for name, inner in value.items()}
        case list():
            return [_cleaned(inner) for inner in value]
    return value
