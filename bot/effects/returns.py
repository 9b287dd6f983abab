"""Goods on their way back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.shop import Going


@dataclass(frozen=True, slots=True)
class OpenReturn:
    """Make one label for some lines of an order; what is sent instead leaves when the carrier has scanned it."""

    customer: str
    order: str
    lines: tuple[Going, ...]
    last_day: datetime
    to: Literal["original", "store credit"] = "original"
    way: Literal["drop_off", "pick_up"] = "drop_off"
    kind: Literal["open_return"] = "open_return"

    @property
    def subject(self) -> str:
        return self.order
