"""What a shop sells, as the bot reads it from the catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.shop import Money


@dataclass(frozen=True, slots=True)
class Option:
    """One way to have a product: a size, a colour."""

    kind: str
    value: str
    in_stock: bool = True


@dataclass(frozen=True, slots=True)
class Product:
    """One product; nothing is said of it that does not stand here."""

    id: str
    title: str
    price: Money
    stock: int
    link: str = ""
    back: datetime | None = None
    """When there will be more of a sold-out one, if that is known."""
    options: tuple[Option, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    """What its page says: "capacity": "0.9 l"."""
    fits: tuple[str, ...] = ()
    """Ids of what it belongs to: a lid's pan."""
    called: tuple[str, ...] = ()
    """What people call it besides."""
    prices: tuple[Money, ...] = ()
    """The same in the other currencies it is sold in."""

    def price_in(self, currency: str) -> Money:
        """Its price in a currency, if it is sold in it."""
        return next((price for price in self.prices if price.currency == currency), self.price)
