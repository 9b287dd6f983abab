"""One people file being read: its tables, its calendar, and the small parts of its notation."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from adapters.shop.sample.moments import Calendar
from bot.shop import Item, Money, Variant

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A customer's table and what is needed to read it."""

    person: Table
    calendar: Calendar
    photos: Mapping[str, str]
    """Refs of the carriers' photos, by name."""

    def money(self, amount: str) -> Money:
        return Money(Decimal(amount), self.person["currency"])

    def item(self, line: str, variants: Iterable[str] = ()) -> Item:
        """A line of an order: id | title | how many | paid | perhaps "final"; with its variants."""
        name, title, quantity, paid, final = (*columns(line), "")[:5]
        others = (columns(other) for other in variants)
        known = tuple(Variant(id, what, self.money(price)) for of, id, what, price in others if of == name)
        return Item(name, title, int(quantity), self.money(paid), final=final == "final", variants=known)

    def photo(self, name: str) -> str:
        """The ref it was kept under, or its name where nobody kept it."""
        return self.photos.get(name, name)


@cache
def packaged(name: str) -> Table:
    """One of our own files, which do not change while we run; to be read only."""
    return tomllib.loads((files("adapters.shop.sample") / name).read_text(encoding="utf-8"))


def columns(line: str) -> list[str]:
    return [column.strip() for column in line.split("|")]
