"""A frozen value with some of its fields changed."""

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")


def replace(value: T, /, **changes: Any) -> T:
    """As `dataclasses.replace`, at a third of its cost: a turn does it thirty times."""
    names, read = _fields(type(value))  # type: ignore[arg-type]  # a class is hashable
    return type(value)(**dict(zip(names, read(value), strict=True)) | changes)


@cache
def _fields(kind: type[Any]) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    names = tuple(field.name for field in fields(kind) if field.init)
    if len(names) == 1:
        (only,) = names
        return names, lambda value: (getattr(value, only),)
    return names, attrgetter(*names) if names else lambda _: ()
