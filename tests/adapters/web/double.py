"""Stand-ins for those behind the page's doors: they note what reached them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from bot.content import Reply
from bot.events import Inbound
from bot.shop import Customer
from bot.writes import StoreUnavailable
from handoff.acts import Act
from handoff.commands import Known

ROSA = Customer("rosa", "Rosa Alvarez", "rosa@example.com", story="Her kettle leaks.")
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass(slots=True)
class Service:
    events: list[Inbound] = field(default_factory=list)
    broken: bool = False

    async def receive(self, event: Inbound) -> bool:
        if self.broken:
            raise StoreUnavailable("the disk is full")
        new = all(event.key != before.key for before in self.events)
        self.events += [event] * new
        return new


@dataclass(slots=True)
class Desk:
    acts: list[Act] = field(default_factory=list)
    says: Reply = field(default_factory=Reply)

    async def receive(self, act: Act) -> Reply:
        self.acts.append(act)
        return self.says

    async def known(self, team: str) -> Known:
        return {"case": ("7",)}


@dataclass(slots=True)
class Clock:
    moment: datetime = NOON

    def now(self) -> datetime:
        return self.moment

    def advance(self, by: timedelta) -> None:
        self.moment += by


@dataclass(frozen=True, slots=True)
class Paid:
    key: str = "k1"
    kind: str = "pay_back"
    customer: str = "rosa"
    order: str = "7731"
    amount: Decimal = Decimal("48.00")
    currency: str = "USD"
    to: str = "card ending 4242"
    at: datetime = NOON


@dataclass(slots=True)
class Shop:
    scan: datetime | None = None

    def customers(self) -> Sequence[Customer]:
        return (ROSA,)

    def ask(self, customer: str) -> str:
        return "My kettle leaks" if customer == "rosa" else ""

    def ledger(self) -> Sequence[Paid]:
        return (Paid("k1"), Paid("k2"))

    def next_scan(self) -> datetime | None:
        return self.scan


@dataclass(slots=True)
class Faults:
    slow: float = 0.0
    down: bool = False
    lying: bool = False


@dataclass(frozen=True, slots=True)
class Mail:
    to: str = "rosa@example.com"
    subject: str = "Your code"
    text: str = "123456"
    at: datetime = NOON
