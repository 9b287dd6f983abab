"""Money on its way to a customer."""

from dataclasses import dataclass
from typing import Literal

from bot.shop import Money


@dataclass(frozen=True, slots=True)
class PayBack:
    """Return money for some items of an order (item id to quantity)."""

    customer: str
    order: str
    items: tuple[tuple[str, int], ...]
    amount: Money
    to: Literal["original", "store credit"] = "original"
    reason: str = ""
    parcel: str = ""
    """The tracking number of the return that it is released for."""
    kind: Literal["pay_back"] = "pay_back"

    @property
    def subject(self) -> str:
        return self.order
