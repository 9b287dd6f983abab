"""What may be done with an order that is being packed or is on its way."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class CancelOrder:
    """Stop an order that has not left, or those of its items that have not; what was paid for them goes back."""

    customer: str
    order: str
    items: tuple[str, ...] = ()
    """Ids of the order lines to stop; none for the whole order."""
    kind: Literal["cancel_order"] = "cancel_order"

    @property
    def subject(self) -> str:
        return self.order


@dataclass(frozen=True, slots=True)
class ChangeAddress:
    """Send an order that has not left to another address."""

    customer: str
    order: str
    address: str
    """In one line, as it was read back and confirmed."""
    kind: Literal["change_address"] = "change_address"

    @property
    def subject(self) -> str:
        return self.order
