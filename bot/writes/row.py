"""What every row has: a table, a key, moments and keys as the store keeps them."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar

Scalar = str | int | float | bool | None
LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
PAIRS = tuple(first + second for first in LETTERS for second in LETTERS)
UNREADABLE = "(it does not open)"
"""What is found in place of a sealed value that was changed, or moved from where it belongs."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micros(moment: datetime) -> int:
    """An aware moment as the store keeps it."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def moment(value: int) -> datetime:
    """The aware UTC moment that `micros` wrote."""
    return EPOCH + timedelta(microseconds=value)


def new_key() -> str:
    """A random 120-bit key in 24 characters of base 32, fit for a Discord nonce (at most 25)."""
    bits = secrets.randbits(120)
    return "".join([PAIRS[bits >> at & 1023] for at in range(0, 120, 10)])


@dataclass(frozen=True, slots=True)
class Row:
    """Base of all rows."""

    table: ClassVar[str]
    key: ClassVar[tuple[str, ...]]
    once: ClassVar[bool] = False
    seldom: ClassVar[bool] = False
    """Asked for at nearly every turn and changed at few: the store may remember what it read."""
    sealed: ClassVar[tuple[str, ...]] = ()
    """Columns with what people wrote or what tells who they are: where there is a key, they lie sealed."""
    broken: ClassVar[bool] = False
    """Whether it is of use also where a sealed value of it does not open: that is then found as UNREADABLE."""
    alike: ClassVar[tuple[str, ...]] = ()
    """Those of them by which rows are looked up, so that the same words have to be sealed to the same bytes."""
