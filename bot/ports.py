"""What the core needs from the world, in the core's own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, TypeVar

from bot.effects import Effect, Handoff, PlaceCall
from bot.events import File, Inbound
from bot.knowledge import Answer, Article, Match
from bot.policy import Policy
from bot.product import Product
from bot.shop import Account, Customer
from bot.standing import DeskView, OpenCase, Rated
from bot.writes import Committed, InboxRow, Row, Scalar, Snapshot, Writes

R = TypeVar("R", bound=Row)


class Clock(Protocol):
    """The time, as the shop has it."""

    def now(self) -> datetime: ...


class Store(Protocol):
    """Our memory: what was stored survives, what was committed is whole."""

    async def intake(self, arrival: InboxRow) -> bool:
        """Store an event durably; False if its key was there before."""

    async def waiting(self) -> tuple[InboxRow, ...]:
        """Events that were stored but not finished, oldest first."""

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
    ) -> tuple[R, ...]:
        """Rows whose columns equal (or, for a tuple, are among) the given values.

        `after` keeps rows whose column is greater than the value.
        """


class Shop(Protocol):
    """The order book. Raises ShopUnavailable when it cannot answer."""

    async def account(self, customer: str) -> Account | None: ...

    async def by_email(self, address: str) -> Customer | None: ...


class Catalogue(Protocol):
    """What the shop sells. Raises ShopUnavailable when it cannot answer."""

    async def search(self, words: str) -> tuple[Product, ...]:
        """What has these words in its name, best first, and what belongs to it; at most a few dozen."""

    async def products(self, ids: tuple[str, ...]) -> tuple[Product, ...]:
        """Those that are still there, in this order."""


class Hands(Protocol):
    """What carries an effect out, once per key."""

    async def perform(self, key: str, effect: Effect) -> str:
        """Do it, or recognise that it was done, and say in a few words what came of it.

        Raises ShopRefused (final) or ShopUnavailable (outcome unknown, ask again).
        """


class Telephone(Protocol):
    """What places calls for staff; where there is none, they dial themselves."""

    async def place(self, key: str, call: PlaceCall) -> str:
        """Ring the colleague, then the customer, once per key; says in a few words what came of it.

        Raises ShopRefused (final) or ShopUnavailable (outcome unknown, ask again).
        """


class Library(Protocol):
    """The shop's own written answers."""

    @property
    def articles(self) -> tuple[Article, ...]: ...

    def search(self, text: str, intent: str = "", limit: int = 3) -> tuple[Answer, ...]:
        """The answers that fit, best first; empty rather than a guess."""

    def matches(self, text: str, intent: str = "", limit: int = 3) -> tuple[Match, ...]:
        """The nearest, found or not, with the reasons."""

    def beside(self, written: tuple[Article, ...]) -> "Library":
        """The same together with what a team has written itself."""


class Files(Protocol):
    """Where attachments lie."""

    async def keep(self, name: str, data: bytes) -> File:
        """Store a file; its media type is read from its bytes, not from its name."""

    async def read(self, ref: str) -> bytes:
        """Its bytes; raises FileNotFoundError."""


@dataclass(frozen=True, slots=True)
class About:
    """What the desk may want to know when it acts for a turn."""

    now: datetime
    policy: Policy
    account: Account | None = None
    again: bool = False
    """The customer asks after a case that nobody has answered: whoever has it is called once more."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Why a turn came out as it did; for admins, `baton replay` and the playground's strip."""

    team: str
    conversation: str
    event: str
    at: datetime
    heard: Mapping[str, object]
    """As `bot.hearing.as_json` gives it; empty for presses and results."""
    decided: tuple[str, ...]
    """The rules that fired, in order, in plain words."""
    facts: tuple[str, ...]
    """What was read from the shop, the desk and the knowledge."""
    outcome: Literal["answered", "clarified", "asked", "handed off", "offered", "mirrored", "silent", "failed"]
    milliseconds: Mapping[str, float]
    """By step: hear, gather, decide, commit."""
    rows: int
    redelivered: bool = False


class Witness(Protocol):
    """Whoever wants to see the traces."""

    def saw(self, trace: Trace) -> None: ...


class Desk(Protocol):
    """The people behind the bot. All but `view` are pure and return what to commit."""

    async def view(self, team: str, conversation: str, read: Snapshot | None = None) -> DeskView:
        """How things stand; `read` is what was just loaded of this conversation, if it was."""

    def open(self, need: Handoff, event: Inbound, view: DeskView, about: About) -> Writes:
        """A new case with its card, its alerts and the words to the thread."""

    def relay(self, case: OpenCase, event: Inbound, about: About) -> Writes:
        """The customer's words, files, edits and deletes, carried into the case's thread."""

    def remark(self, case: OpenCase, event: Inbound, text: str, about: About) -> Writes:
        """Something the bot did or was told, for staff to see in the thread."""

    def call_back(self, case: OpenCase, need: Handoff, event: Inbound, about: About) -> Writes:
        """The customer of a case that waits wants to be called; their words to the thread."""

    def move(self, case: OpenCase, department: str, event: Inbound, about: About) -> Writes:
        """They would rather have another department look at it; their words to the thread."""

    def rated(self, rates: Rated, event: Inbound, view: DeskView, about: About) -> Writes:
        """The customer says how a case went, or why they said so."""

    def end(self, case: OpenCase, event: Inbound, about: About) -> Writes:
        """The customer says it is settled."""
