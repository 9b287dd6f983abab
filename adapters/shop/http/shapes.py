"""What a shop's answers look like on the wire; docs/shop-api.yaml says the same in OpenAPI.

Every value has its type and its limits. What we do not know the name of is ignored; a value
that we do not know (a status, a kind of scan) makes the answer one that cannot be used: a
person is a better answer than a guess.
"""

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from bot.shop import ScanKind

# Text that is one line, and short enough to be shown.
Line = Annotated[str, StringConstraints(max_length=400, pattern=r"^[^\p{Cc}]*$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\p{Cc}]+$")]
FileId = Annotated[str, StringConstraints(max_length=200, pattern=r"^[A-Za-z0-9._~-]*$")]
Link = Annotated[str, StringConstraints(max_length=2000, pattern=r"^(https?://[^\s\p{Cc}<>\"]+)?$")]
Sum = Annotated[str, StringConstraints(pattern=r"^\d{1,12}(\.\d{1,3})?$")]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Count = Annotated[int, Field(ge=1, le=100_000)]
Number = Annotated[int, Field(ge=0, le=10_000_000)]
# Programs write "never" and "not known" as the last or the first moment that they can count, which nobody can be told.
Moment = Annotated[AwareDatetime, Field(ge=datetime(1970, 1, 1, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC))]


class Shape(BaseModel):
    """Strict, and silent about what was in it."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore", hide_input_in_errors=True)


class MoneyShape(Shape):
    """A sum as text, so that no machine rounds it."""

    amount: Sum
    currency: Currency


class CustomerShape(Shape):
    """Whose account it is."""

    id: Name
    name: Line
    email: Line
    phone: Line = ""
    locale: Line = "en_US"
    time_zone: Line = "UTC"
    since: Moment | None = None
    orders: Number = 0
    refunds: Number = 0
    at_risk: bool = False


class VariantShape(Shape):
    """What a line may be exchanged for."""

    id: Name
    title: Name
    price: MoneyShape


class ItemShape(Shape):
    """One line of an order."""

    id: Name
    title: Name
    quantity: Count
    paid: MoneyShape
    refunded: Number = 0
    final: bool = False
    variants: tuple[VariantShape, ...] = Field((), max_length=200)


class ScanShape(Shape):
    """What a carrier saw."""

    kind: Annotated[ScanKind, Field(strict=False)]
    at: Moment
    place: Line
    note: Line = ""


class ProofShape(Shape):
    """What the carrier says of a delivery; the photo is the id of a file."""

    at: Moment
    place: Line
    photo: FileId = ""
    map_link: Link = ""


class ParcelShape(Shape):
    """One box."""

    tracking: Name
    carrier: Line
    link: Link = ""
    scans: tuple[ScanShape, ...] = Field((), max_length=500)
    promised: Moment | None = None
    expected: Moment | None = None
    items: tuple[Name, ...] = Field((), max_length=500)
    map_link: Link = ""
    proof: ProofShape | None = None
    is_return: bool = False
    replaces: Line = ""
    traced: Moment | None = None
    inside: tuple[Line, ...] = Field((), max_length=500)


class RefundShape(Shape):
    """Money that went back."""

    key: Name
    amount: MoneyShape
    to: Line
    state: Literal["asked", "sent", "arrived", "failed"]
    asked: Moment
    expected: Moment | None = None
    arrived: Moment | None = None
    items: tuple[Name, ...] = Field((), max_length=500)
    reason: Line = ""


class GoingShape(Shape):
    """Some of a line on its way back."""

    item: Name
    quantity: Count
    back: MoneyShape
    reason: Line = ""
    instead: Line = ""


class CountedShape(Shape):
    """What was counted when a return arrived."""

    item: Name
    quantity: Number


class ReturnShape(Shape):
    """Goods that were to be sent back; the label is the id of a file."""

    tracking: Name
    carrier: Line
    lines: tuple[GoingShape, ...] = Field(min_length=1, max_length=500)
    opened: Moment
    last_day: Moment
    place: Line
    to: Literal["original", "store credit"] = "original"
    way: Literal["drop_off", "pick_up"] = "drop_off"
    state: Literal["open", "scanned", "received", "void"] = "open"
    paid: bool = False
    received: tuple[CountedShape, ...] = Field((), max_length=500)
    label: FileId = ""


class OrderShape(Shape):
    """One purchase."""

    number: Name
    placed: Moment
    items: tuple[ItemShape, ...] = Field(min_length=1, max_length=500)
    total: MoneyShape
    status: Literal["open", "dispatched", "delivered", "cancelled", "returned"]
    paid_with: Line
    parcels: tuple[ParcelShape, ...] = Field((), max_length=100)
    refunds: tuple[RefundShape, ...] = Field((), max_length=500)
    returns: tuple[ReturnShape, ...] = Field((), max_length=100)
    deliver_to: Line = ""


class ChargeShape(Shape):
    """One debit."""

    id: Name
    at: Moment
    amount: MoneyShape
    description: Line
    order: Line = ""
    subscription: Line = ""
    refunded: bool = False
    returned: MoneyShape | None = None
    pending: bool = False


class SubscriptionShape(Shape):
    """Something paid for again and again."""

    id: Name
    title: Name
    price: MoneyShape
    every: Literal["month", "year"]
    started: Moment
    renews: Moment | None = None
    cancelled: Moment | None = None
    ends: Moment | None = None


class AccountPage(Shape):
    """One page of an account; all pages together are the account."""

    customer: CustomerShape
    orders: tuple[OrderShape, ...] = Field((), max_length=500)
    charges: tuple[ChargeShape, ...] = Field((), max_length=1000)
    subscriptions: tuple[SubscriptionShape, ...] = Field((), max_length=200)
    next: Annotated[str, StringConstraints(max_length=500)] | None = None


class OptionShape(Shape):
    """One way to have a product."""

    kind: Name
    value: Name
    in_stock: bool = True


class ProductShape(Shape):
    """One product."""

    id: Name
    title: Name
    price: MoneyShape
    stock: Number
    link: Link = ""
    back: Moment | None = None
    options: tuple[OptionShape, ...] = Field((), max_length=200)
    facts: dict[Name, Line] = Field(default_factory=dict, max_length=100)
    fits: tuple[Name, ...] = Field((), max_length=200)
    called: tuple[Name, ...] = Field((), max_length=50)
    prices: tuple[MoneyShape, ...] = Field((), max_length=50)


class ProductsPage(Shape):
    """What was found."""

    products: tuple[ProductShape, ...] = Field((), max_length=200)


class Done(Shape):
    """A deed's answer: under which key, and in a few words what came of it."""

    key: Name
    detail: Line
    amount: MoneyShape | None = None
    """What was really paid, where money moved."""


class Problem(Shape):
    """An error (RFC 9457) with a code for programs."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")]
    detail: Annotated[str, StringConstraints(max_length=2000)] = ""
