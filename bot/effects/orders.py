"""What may be done with an order that is being packed or is on its way."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class CancelOrder:
    """Stop an order that has not left; all that was paid for it goes back."""

    customer: str
    order: str
    kind: Literal["cancel_order"] = "cancel_order"

    @property
    def subject(self) -> str:
        return self.order
