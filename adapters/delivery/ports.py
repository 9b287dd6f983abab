"""What delivery needs: an outbox that lends rows, platforms that show them, somewhere to report.

Undelivered
├── Refused      the platform said no; asking again would not help
├── Busy         the platform asked us to come back after `retry_after` seconds, or it hangs on another row
├── Unreached    certainly not accepted: the call never left, or was turned away
└── Unknown      perhaps accepted: the line broke after the request had gone out
CannotTell       whether a message arrived cannot be read back
"""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from bot.ports import Store
from bot.writes import InboxRow, OutboxRow, TimerRow, Writes


class Undelivered(Exception):
    """A call to a platform that did not end with a message id."""


class Refused(Undelivered):
    """Final: the message says why, in words staff can read."""


class Busy(Undelivered):
    """Come back later; if `after` names another row, as soon as that one is settled."""

    def __init__(self, retry_after: float, why: str = "the platform asked us to slow down", after: str = "") -> None:
        super().__init__(why)
        self.retry_after, self.after = retry_after, after


class Unreached(Undelivered):
    """Certainly not accepted."""


class Unknown(Undelivered):
    """It may have been accepted."""


class CannotTell(Exception):
    """Reading back is not possible; the row is held and flagged, never sent unread."""


class Platform(Protocol):
    """One chat platform, as far as showing things goes."""

    @property
    def name(self) -> str: ...

    async def deliver(self, row: OutboxRow) -> str:
        """Show what the row carries and return the platform's id of it; raises Undelivered."""

    async def find(self, row: OutboxRow) -> str | None:
        """The id under which the row is shown already, None if it is not; raises CannotTell or Unreached."""


@runtime_checkable
class Paced(Protocol):
    """A platform with a rate for each place: `burst` at once, then `per_second`."""

    per_second: float
    burst: int


@runtime_checkable
class Idempotent(Protocol):
    """A platform that recognises a row it has shown, so that it may simply be sent again."""

    idempotent: bool


@runtime_checkable
class Crowded(Protocol):
    """A platform that knows, from its own answers, when a place gets more than it takes."""

    def crowded(self, row: OutboxRow) -> bool:
        """Whether one more message would have to wait."""


class Outbox(Store, Protocol):
    """The store, with rows to lend out. All moments are microseconds of the injected clock."""

    async def claim(self, now: int, limit: int, lease: int) -> tuple[OutboxRow, ...]: ...

    async def settle(
        self,
        row: OutboxRow,
        state: str,
        *,
        now: int,
        platform_id: str = "",
        error: str = "",
        due: int = 0,
        also: Writes = ...,
    ) -> bool: ...

    async def next_due(self) -> int | None: ...

    async def due_timers(self, now: int, limit: int) -> tuple[TimerRow, ...]: ...

    def on_commit(self, wake: Callable[[], None]) -> None: ...


class Intake(Protocol):
    """Where events of our own making go once they are stored."""

    def wake(self, row: InboxRow) -> object: ...

    async def idle(self) -> None: ...
