"""Keeping to a platform's rates: a token bucket for each place."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from adapters.delivery.ports import Paced, Platform

FORGET_AFTER = 600.0


@dataclass(slots=True)
class Bucket:
    """`burst` tokens, filled again at `per_second`."""

    per_second: float
    burst: int
    tokens: float
    filled: float

    def take(self, now: float) -> float:
        """Take one token and return how long to wait until it is really there."""
        self.tokens = min(self.burst, self.tokens + (now - self.filled) * self.per_second)
        self.filled = now
        self.tokens -= 1
        return max(0.0, -self.tokens / self.per_second)


@dataclass(slots=True)
class Pace:
    """The buckets of all places in use."""

    monotonic: Callable[[], float] = time.monotonic
    _buckets: dict[str, Bucket] = field(default_factory=dict)

    async def keep(self, platform: Platform, place: str) -> bool:
        """Return when one more message may go to the place; whether it had to be waited for."""
        # Asking whether it keeps to a protocol is slow, and most platforms have no rate.
        if not hasattr(platform, "per_second") or not isinstance(platform, Paced):
            return False
        if not (wait := self.wait(platform, place)):
            return False
        await asyncio.sleep(wait)
        return True

    def wait(self, platform: Paced, place: str) -> float:
        """Book the next message to the place; the seconds until it may go."""
        now = self.monotonic()
        if place not in self._buckets:
            self._forget(now)
            self._buckets[place] = Bucket(platform.per_second, platform.burst, float(platform.burst), now)
        return self._buckets[place].take(now)

    def _forget(self, now: float) -> None:
        """Drop buckets that have long been full again, so that places once used cost nothing."""
        if len(self._buckets) >= 1024:
            self._buckets = {p: b for p, b in self._buckets.items() if now - b.filled < FORGET_AFTER}
