"""A clock that can be moved ahead, so that a parcel need not be waited for."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.shop.sample.book import Book


def _utc() -> datetime:
    return datetime.now(UTC)


class ShopClock:
    """Real time plus an offset that is kept in the shop's file."""

    def __init__(self, state_path: Path, real: Callable[[], datetime] = _utc) -> None:
        self._book = Book(state_path)
        self._real = real
        self._offset = self._book.offset()

    @property
    def offset(self) -> timedelta:
        return self._offset

    def now(self) -> datetime:
        return self._real() + self._offset

    def advance(self, by: timedelta) -> None:
        """Move ahead; time does not run backwards."""
        if by < timedelta():
            raise ValueError("The shop's clock only moves ahead.")
        self._set(self._offset + by)

    def reset(self) -> None:
        """Back to real time; to be followed by the shop's own `reset`."""
        self._set(timedelta())

    def _set(self, offset: timedelta) -> None:
        self._book.set_offset(offset)
        self._offset = offset
