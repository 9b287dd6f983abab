"""What may be asked about a parcel that has left."""

from dataclasses import dataclass
from typing import Literal

Wish = Literal["return", "redirect", "day", "pickup", "instructions"]
"""Back to us; to another address; on another day; to a pick-up point; with a word to the courier."""


@dataclass(frozen=True, slots=True)
class Intercept:
    """Ask the carrier to do something else with a parcel that is on its way; it may say no."""

    customer: str
    order: str
    parcel: str
    wish: Wish
    to: str = ""
    """The address, the day (ISO) or the words for the courier; empty where the wish says it all."""
    kind: Literal["intercept"] = "intercept"

    @property
    def subject(self) -> str:
        return self.order


@dataclass(frozen=True, slots=True)
class Resend:
    """Send what was in a parcel once more, for nothing."""

    customer: str
    order: str
    parcel: str
    reason: str = ""
    kind: Literal["resend"] = "resend"

    @property
    def subject(self) -> str:
        return self.order


@dataclass(frozen=True, slots=True)
class Trace:
    """Have the carrier look for a parcel; what it finds shows in the parcel's scans."""

    customer: str
    order: str
    parcel: str
    kind: Literal["trace"] = "trace"

    @property
    def subject(self) -> str:
        return self.order
