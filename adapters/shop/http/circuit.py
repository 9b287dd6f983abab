"""A shop that lets every call wait in vain is not called for a while."""

import time
from collections.abc import Callable

IN_A_ROW = 3
REST = 10.0
"""Seconds between two tries at a shop that does not answer."""
LONG = 1.0
"""A call that ends in less costs nobody anything, however it ends."""


class Circuit:
    """Counts calls that took long and brought nothing; after a few in a row only one at a time is let through."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic, long: float = LONG) -> None:
        self._seconds, self._long = seconds, long
        self._wasted = 0
        self._next = 0.0

    def allows(self) -> bool:
        """Whether to call; while it rests, every now and then somebody tries."""
        if self._wasted < IN_A_ROW:
            return True
        if (now := self._seconds()) < self._next:
            return False
        self._next = now + REST
        return True

    def ended(self, took: float, *, answered: bool) -> None:
        """A call is over."""
        if answered:
            self._wasted = 0
        elif took >= self._long:
            self._wasted += 1
            self._next = self._seconds() + REST
