"""Who is at their client just now: whose interaction can still be followed up, and who called in public.

It is kept in memory alone. An interaction's token is a secret, and is good for a quarter of an hour.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

LASTS = 14 * 60 * 1_000_000
"""Microseconds; Discord says fifteen minutes, and an answer needs a moment."""
AT_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Open:
    """An interaction that was answered and can be followed up, to its person alone."""

    application: int
    token: str
    until: int


@dataclass(slots=True)
class Live:
    """By person. `now` is in microseconds of the injected clock."""

    now: Callable[[], int]
    _open: dict[int, Open] = field(default_factory=dict, init=False)
    _coming: Counter[int] = field(default_factory=Counter, init=False)
    _calls: dict[int, tuple[int, int]] = field(default_factory=dict, init=False)

    def opened(self, user: int, application: int, token: str) -> None:
        """They pressed, filled in or commanded something, and were answered."""
        if len(self._open) >= AT_MOST:
            now = self.now()
            self._open = {id: one for id, one in self._open.items() if one.until > now}
        self._open[user] = Open(application, token, self.now() + LASTS)

    def of(self, user: int) -> Open | None:
        """Their newest one, if it lasts."""
        found = self._open.get(user)
        return found if found and found.until > self.now() else None

    @contextmanager
    def coming(self, user: int) -> Iterator[None]:
        """They pressed something that is being answered: in a moment it can be followed up."""
        self._coming[user] += 1
        try:
            yield
        finally:
            self._coming[user] -= 1
            if not self._coming[user]:
                del self._coming[user]

    def is_coming(self, user: int) -> bool:
        return user in self._coming

    def over(self, user: int) -> None:
        """Discord takes it no more."""
        self._open.pop(user, None)

    def called(self, user: int, channel: int, message: int) -> None:
        """They wrote to us where others read along."""
        if len(self._calls) >= AT_MOST:
            self._calls.clear()
        self._calls[user] = channel, message

    def call_of(self, user: int) -> tuple[int, int] | None:
        """Where they wrote last; told once."""
        return self._calls.pop(user, None)
