"""The time this Slack lives by: real, and whatever the test lets go by on top of it."""

import asyncio
import time
from typing import Any

from .waiting import Stirs

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Clock:
    """Now, timestamps of messages, ids, and waits that end early when the test lets time go by."""

    def __init__(self) -> None:
        self.ahead = 0.0
        self._last_ts = 0
        self._last_id = 0
        self._passing = Stirs()

    def now(self) -> float:
        return time.time() + self.ahead

    def passes(self, seconds: float) -> None:
        self.ahead += seconds
        self._passing.stirred()

    def ts(self) -> str:
        """A message's timestamp: unique, later than every other, and a string."""
        self._last_ts = max(self._last_ts + 1, int(self.now() * 1_000_000))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def id(self, prefix: str) -> str:
        """A new id such as U0000002T1."""
        self._last_id += 1
        left, digits = self._last_id * 7919, ""  # steps that keep ids from looking like a count
        while left:
            left, digit = divmod(left, 36)
            digits = DIGITS[digit] + digits
        return f"{prefix}0{digits:0>9}"

    async def until(self, moment: float) -> None:
        while (left := moment - self.now()) > 0:
            try:
                async with asyncio.timeout(left):
                    await self._passing.next()
            except TimeoutError:
                continue

    async def within(self, seconds: float, *futures: "asyncio.Future[Any]") -> bool:
        """Whether one of these was done in time, by this clock."""
        alarm = asyncio.ensure_future(self.until(self.now() + seconds))
        try:
            done, _ = await asyncio.wait((alarm, *futures), return_when=asyncio.FIRST_COMPLETED)
            return any(one in done for one in futures)
        finally:
            alarm.cancel()
