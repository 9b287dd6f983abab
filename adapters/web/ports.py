"""What the playground needs of the others; `adapters/app.py` brings them together."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Protocol, TypeVar

from bot.content import Reply
from bot.events import File, Inbound
from bot.ports import Clock
from bot.shop import Customer
from bot.writes import Committed, Row, Scalar, Writes
from handoff.acts import Act
from handoff.commands import Known

R = TypeVar("R", bound=Row)


class Store(Protocol):
    """Where the display is kept, and the cases are read."""

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


class LedgerLine(Protocol):
    """One thing that was done with money."""

    @property
    def key(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def customer(self) -> str: ...
    @property
    def order(self) -> str: ...
    @property
    def amount(self) -> Decimal: ...
    @property
    def currency(self) -> str: ...
    @property
    def to(self) -> str: ...
    @property
    def at(self) -> datetime: ...


class Mail(Protocol):
    """A mail that was written to a file instead of being sent."""

    @property
    def to(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def at(self) -> datetime: ...


class Shop(Protocol):
    """The sample shop, from its owner's side."""

    def customers(self) -> Sequence[Customer]: ...

    def ask(self, customer: str) -> str:
        """What to try saying as this person."""

    def ledger(self) -> Sequence[LedgerLine]:
        """Oldest first."""

    def next_scan(self) -> datetime | None:
        """When a carrier sees a parcel next."""


class Faults(Protocol):
    """The ways in which the sample shop lets one down."""

    slow: float
    """Seconds before each answer."""
    down: bool
    lying: bool


class ShopClock(Clock, Protocol):
    """The shop's clock, which can be moved ahead."""

    def advance(self, by: timedelta) -> None: ...


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything the playground is made of."""

    store: Store
    service: Service
    desk: Desk
    files: Files
    clock: ShopClock
    shop: Shop
    faults: Faults
    mails: Callable[[], Sequence[Mail]]
    """The newest mails last."""
    ready: Callable[[], Awaitable[bool]]
    metrics: Callable[[], bytes]
    reset: Callable[[], Awaitable[None]] | None = None
    """Empties the shop and the conversations; without it the page offers none."""
    moved: Callable[[], None] = lambda: None
    """Called when the clock was moved: timers may be due."""
    dropped: Callable[[str], Exception] = ConnectionResetError
    """What delivery takes for "perhaps accepted"; raised by the fault that drops answers."""
    token: str = ""
    team: str = "main"
