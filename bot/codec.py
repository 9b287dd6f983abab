"""Dataclasses to JSON and back, checked on the way in.

What the store keeps must still be readable after a deploy, so every kept shape is a
dataclass with defaults for what was added later, and is validated when it is read.
"""

from functools import cache
from typing import Any, TypeVar, overload

from pydantic import TypeAdapter, ValidationError

T = TypeVar("T")
SHAPES = 500
"""Far more than we have; a shape that is made anew for each call must not be kept each time."""


@cache
def _made(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


_BY_ID: dict[int, tuple[Any, TypeAdapter[Any]]] = {}
"""The shapes asked for, by where they lie: to hash an annotated union costs more than to read by it."""


def _adapter(shape: Any) -> TypeAdapter[Any]:
    known = _BY_ID.get(id(shape))
    if known is not None:
        return known[1]
    made = _made(shape)
    if len(_BY_ID) < SHAPES:
        # What is kept here stays alive, so that its place is never another's.
        _BY_ID[id(shape)] = shape, made
    return made


def dump(value: object, shape: Any = None) -> str:
    """Write `value` as JSON; `shape` names the union it belongs to, if any."""
    wanted: Any = shape or type(value)
    return _adapter(wanted).dump_json(value).decode()


@overload
def load(shape: type[T], text: str | bytes) -> T: ...
@overload
def load(shape: Any, text: str | bytes) -> Any: ...
def load(shape: Any, text: str | bytes) -> Any:
    """Read what `dump` wrote; raises pydantic.ValidationError on anything else.

    The error names the shape and not the text: people's words never reach a log by it.
    """
    try:
        return _adapter(shape).validate_json(text)
    except ValidationError as unreadable:
        raise ValidationError.from_exception_data(unreadable.title, [], hide_input=True) from None
