"""Dataclasses to JSON and back, checked on the way in.

What the store keeps must still be readable after a deploy, so every kept shape is a
dataclass with defaults for what was added later, and is validated when it is read.
"""

from functools import cache
from typing import Any, TypeVar, overload

from pydantic import TypeAdapter, ValidationError

T = TypeVar("T")


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


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
