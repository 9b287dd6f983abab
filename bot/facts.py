"""What we know when a message arrives, gathered before anything is decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.incidents import Reported
from bot.knowledge import Answer
from bot.product import Product
from bot.shop import Account, Customer, Order
from bot.standing import DeskView
from bot.writes import ConfirmationRow

FROZEN = "frozen."
"""Settings with this prefix name the shop customers whose own account is at risk, and why."""


@dataclass(frozen=True, slots=True)
class Facts:
    """One look at the world. Everything random or from outside that a decision needs is in here."""

    now: datetime
    account: Account | None = None
    """None while the person is not bound, or the shop cannot be reached."""
    bound: bool = False
    customer: str = ""
    """The shop customer they have proven to be, also while the shop cannot be reached."""
    shop_up: bool = True
    blocked: bool = False
    """An admin has closed this chat."""
    frozen: bool = False
    """Their own account is at risk: no money and no goods move."""
    desk: DeskView = field(default_factory=DeskView)
    reported: Reported = Reported()
    """What this message is a report of, should it be one of many."""
    answers: tuple[Answer, ...] = ()
    """What the shop's written answers say to this very message."""
    put_off: tuple[Answer, ...] = ()
    """What they say to a question that waits for what is under way."""
    kept: tuple[ConfirmationRow, ...] = ()
    """Their confirmations, newest first, when they ask for them."""
    products: tuple[Product, ...] = ()
    """What the catalogue has by the words of this message, or of the question under way."""
    catalogue: bool = False
    """The catalogue was asked, and answered."""
    product_before: str = ""
    """The title of what was asked about just before."""
    fresh_code: str = ""
    """Six random digits, should a code be needed."""
    salt: str = ""
    """Random, to keep a code unreadable in the database."""
    by_email: Mapping[str, Customer] = field(default_factory=dict)
    """The accounts behind the addresses in this message."""
    mail_unknown: bool = False
    """The shop could not be asked whose address this is."""
    codes_sent: Mapping[str, int] = field(default_factory=dict)
    """Codes in the last hour, by address and (under "") to this person."""
    orders: tuple[Order, ...] = field(init=False)
    """Newest first."""

    def __post_init__(self) -> None:
        # Once: a turn looks at them ten times.
        orders = sorted(self.account.orders, key=lambda order: order.placed, reverse=True) if self.account else ()
        object.__setattr__(self, "orders", tuple(orders))

    def order(self, number: str) -> Order | None:
        return next((o for o in self.orders if o.number.casefold() == number.casefold()), None)

    def in_words(self) -> tuple[str, ...]:
        """What a turn knew, in plain words."""
        account, case = self.account, self.desk.case
        about = "not bound" if not self.bound else "the shop did not answer"
        if account:
            about = f"{account.customer.name}: {len(account.orders)} orders, {len(account.charges)} charges"
        known = (
            about,
            f"case {case.number} is {case.stage}" if case else "",
            *(f"knowledge: {a.title} ({a.score:.2f})" for a in self.answers),
            f"catalogue: {len(self.products)} products" if self.catalogue else "",
        )
        return tuple(filter(None, known))
