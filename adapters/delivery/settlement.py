"""How one attempt ended, and when to try again."""

import random
from dataclasses import dataclass
from typing import Literal

from bot.writes import Change, InboxRow, OutboxRow

SECOND = 1_000_000

Final = Literal["sent", "failed", "unknown"]


@dataclass(frozen=True, slots=True)
class Settlement:
    """What to write about a row; `also` are events of our own that go into the same unit.

    "queued" with `due` is a retry, "unknown" with `due` is read back again then.
    """

    state: Final | Literal["queued"]
    platform_id: str = ""
    error: str = ""
    due: int = 0
    also: tuple[InboxRow, ...] = ()
    changes: tuple[Change, ...] = ()
    """What else becomes of other rows in that unit."""
    others: tuple[OutboxRow, ...] = ()
    """Rows that went out with this one, and whose end it is too."""
    after: str = ""
    """The row that this one hangs on: once that is settled, this is due."""

    @property
    def final(self) -> bool:
        """Whether nothing more happens by itself."""
        return self.state in ("sent", "failed") or (self.state == "unknown" and not self.due)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to keep trying, in seconds where not said otherwise."""

    attempts: int = 20
    effect_attempts: int = 6
    age: float = 6 * 3600
    first_retry: float = 0.5
    longest_retry: float = 60.0
    lease: float = 60.0
    call: float = 30.0
    """The longest one call to a platform may take; well under the lease."""
    before_reading_back: float = 1.0
    after_a_fault: float = 1.0
    """The rest before the database is tried again."""
    not_connected: float = 30.0
    """The wait for a platform that is not there; once it is, its rows are met again within this."""
    at_once: int = 32
    """Places delivered to at the same time."""

    def delay(self, attempts: int) -> float:
        """Exponential backoff with jitter: half of it fixed, half of it random."""
        whole = min(self.longest_retry, self.first_retry * 2.0 ** max(0, min(attempts, 30) - 1))
        return whole / 2 + random.uniform(0, whole / 2)  # noqa: S311 - spreads retries, guards nothing

    def spent(self, row: OutboxRow, now: int, attempts: int | None) -> bool:
        """Whether the row has had its chances; an old one, met after downtime, has three."""
        old = now - row.at > self.age * SECOND
        return (attempts is not None and row.attempts >= attempts) or (old and row.attempts >= 3)

    def again(self, row: OutboxRow, now: int, error: str, wait: float | None = None) -> Settlement:
        """Back into the queue, to be tried after `wait` seconds or the backoff."""
        seconds = self.delay(row.attempts) if wait is None else wait
        return Settlement("queued", error=error, due=now + round(seconds * SECOND))
