"""Telephone calls."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class PlaceCall:
    """Connect a colleague with a customer who asked to be called; where staff dial themselves, nothing to do."""

    number: str
    """The customer's, in E.164."""
    case: int
    by: str
    """The teammate's id, and below the name."""
    name: str
    code: str
    """What the customer was told that the caller will say."""
    kind: Literal["place_call"] = "place_call"

    @property
    def subject(self) -> str:
        return ""
