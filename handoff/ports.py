"""What a chat platform's adapter needs of the rest of the house; `adapters/command_line` brings them together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from bot.content import Reply
from bot.events import File, Inbound
from bot.ports import Clock
from bot.writes import Committed, Row, Scalar, Snapshot, Writes
from handoff.acts import Act
from handoff.commands import Known

__all__ = ["Clock", "Desk", "Files", "Outcomes", "Service", "Store"]

R = TypeVar("R", bound=Row)


class Store(Protocol):
    """Where the adapter keeps its own rows, and reads the outbox and the settings."""

    async def load(self, team: str, conversation: str) -> Snapshot: ...

    async def commit(self, writes: Writes) -> Committed: ...

    async def find(
        self,
        kind: type[R],
        where: Mapping[str, Scalar | tuple[Scalar, ...]],
        *,
        after: tuple[str, Scalar] | None = None,
        order: tuple[str, ...] = (),
        newest_first: bool = False,
        limit: int = 1000,
    ) -> tuple[R, ...]: ...


class Service(Protocol):
    """The customer's door."""

    async def receive(self, event: Inbound) -> bool: ...


class Desk(Protocol):
    """The staff's door."""

    async def receive(self, act: Act) -> Reply: ...

    async def known(self, team: str) -> Known: ...


class Files(Protocol):
    """Where attachments lie."""

    async def keep(self, name: str, data: bytes) -> File: ...

    async def read(self, ref: str) -> bytes: ...


class Busy(Protocol):
    """Come back after so many seconds; where it hangs on another row of the outbox, once that is settled."""

    def __call__(self, retry_after: float, why: str, after: str = "") -> Exception: ...


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What delivery is told when a call did not end with a message; its own exceptions, handed in.

    app: `Outcomes(Refused, Busy, Unreached, Unknown, CannotTell)` of adapters.delivery.ports.
    """

    refused: Callable[[str], Exception]
    """Final; the words are for staff."""
    busy: Busy
    unreached: Callable[[str], Exception]
    """Certainly not accepted."""
    unknown: Callable[[str], Exception]
    """Perhaps accepted."""
    cannot_tell: Callable[[str], Exception]
    """Whether it arrived cannot be read back."""
