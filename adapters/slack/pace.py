"""Keeping to Slack's rates: about a message a second for each channel, and the waits that Slack asks for.

All threads of a channel share its rate. Over it, nobody sleeps here: the exact wait is told to
delivery, which puts the row off and goes on with other places. Words of people do not queue
behind words of the bot.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

MANY = 1024
"""So many channels are kept before those that are full again are dropped."""
LATE = 30.0
"""A row that has not come back so long after its turn is not coming."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How much one channel takes: `burst` at once, then `per_second`."""

    per_second: float = 1.0
    burst: int = 4


@dataclass(slots=True)
class _Channel:
    tokens: float
    filled: float
    waiting: dict[str, tuple[bool, float]] = field(default_factory=dict)
    """Rows that were told to come back: whether they carry a person's words, and when it is their turn."""


class Pace:
    """The channels' rates, by (workspace, channel)."""

    def __init__(self, rate: Rate | None = None, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.rate, self._monotonic = rate or Rate(), monotonic
        self._channels: dict[tuple[str, str], _Channel] = {}
        self._most = MANY

    def wait(self, space: str, channel: str, row: str, *, human: bool = False, messages: int = 1) -> float:
        """0 and the messages are booked, or the seconds after which the row may ask again.

        A row of several messages goes as a whole: what is begun is not broken off.
        """
        now = self._monotonic()
        bucket = self._bucket(space, channel, now)
        bucket.tokens = min(float(self.rate.burst), bucket.tokens + (now - bucket.filled) * self.rate.per_second)
        bucket.filled = now
        if bucket.tokens >= 1:
            bucket.waiting.pop(row, None)
            bucket.tokens -= messages
            return 0.0
        ahead = _ahead(bucket, row, now, human=human)
        seconds = (1 - bucket.tokens + ahead) / self.rate.per_second
        bucket.waiting[row] = human, now + seconds
        return seconds

    def _bucket(self, space: str, channel: str, now: float) -> _Channel:
        key = space, channel
        if key not in self._channels:
            if len(self._channels) >= self._most:
                self._channels = {k: c for k, c in self._channels.items() if not self._full(c, now)}
                self._most = max(MANY, 2 * len(self._channels))
            self._channels[key] = _Channel(float(self.rate.burst), now)
        return self._channels[key]

    def _full(self, bucket: _Channel, now: float) -> bool:
        """Whether it is as if nobody had ever spoken there."""
        full = bucket.tokens + (now - bucket.filled) * self.rate.per_second >= self.rate.burst
        return full and all(turn <= now - LATE for _, turn in bucket.waiting.values())


class Holds:
    """Waits that Slack asked for: they hold for one method in one workspace."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._until: dict[tuple[str, str], float] = {}

    def hold(self, space: str, method: str, seconds: float) -> None:
        until = self._monotonic() + seconds
        self._until[space, method] = max(until, self._until.get((space, method), 0.0))

    def clear(self) -> None:
        """As if nothing had been asked for."""
        self._until.clear()

    def left(self, space: str, method: str) -> float:
        """How long the method is still held, 0 if it is not."""
        if (until := self._until.get((space, method))) is None:
            return 0.0
        if (left := until - self._monotonic()) > 0:
            return left
        del self._until[space, method]
        return 0.0


def _ahead(bucket: _Channel, row: str, now: float, *, human: bool) -> int:
    """How many of those who wait come first: who asked earlier, but people before the bot."""
    waiting = {key: speaks for key, (speaks, turn) in bucket.waiting.items() if turn > now - LATE}
    bucket.waiting = {key: bucket.waiting[key] for key in waiting}
    waiting[row] = human
    return sorted(waiting, key=lambda key: not waiting[key]).index(row)
