"""What the sample shop sells, from `catalogue.toml`."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from adapters.shop.sample.sheet import Table, packaged
from bot.product import Option, Product
from bot.shop import Money
from bot.slots.products import likeness

AT_MOST = 24
SAME = ("USD", "EUR", "GBP")
"""Currencies in which a thing costs the same number."""
YEN = 140
DELIVERED = 12
"""How many come when a sold-out thing comes back."""


def read_catalogue(opened: datetime) -> dict[str, Product]:
    """Everything, by id, as if the shop had opened at `opened`."""
    return {product.id: product for product in _everything(opened)}


@lru_cache(2)
def _everything(opened: datetime) -> tuple[Product, ...]:
    return tuple(_product(table, opened) for table in packaged("catalogue.toml")["product"])


def _product(table: Table, opened: datetime) -> Product:
    price = Decimal(table["price"])
    yen = Decimal(table.get("yen", 0)) or (price * YEN).quantize(Decimal(1))
    options = tuple(o for kind, values in table.get("options", {}).items() for o in _options(kind, values))
    return Product(
        id=table["id"],
        title=table["title"],
        price=Money(price, "USD"),
        stock=table["stock"],
        link=f"https://shop.example.com/p/{table['id']}",
        back=opened + timedelta(days=int(table["back"])) if "back" in table else None,
        options=options,
        facts=dict(table.get("facts", {})),
        fits=tuple(table.get("fits", ())),
        called=tuple(table.get("called", ())),
        prices=(*(Money(price, currency) for currency in SAME), Money(yen, "JPY")),
    )


def _options(kind: str, values: str) -> tuple[Option, ...]:
    each = (value.strip() for value in values.split(","))
    return tuple(Option(kind, value.removeprefix("-"), not value.startswith("-")) for value in each)


def found(catalogue: dict[str, Product], words: str, now: datetime) -> tuple[Product, ...]:
    """Everything that has a word of these in its name, best first; then what belongs to those."""
    scored = sorted(((likeness(words, p), p) for p in catalogue.values()), key=lambda pair: -pair[0])
    named = [p for score, p in scored if score][:AT_MOST]
    ids = {p.id for p in named}
    belongs = [p for p in catalogue.values() if p.id not in ids and ids & {*p.fits}]
    fitted = [catalogue[id] for p in named for id in p.fits if id not in ids]
    return tuple(as_of(p, now) for p in {p.id: p for p in (*named, *fitted, *belongs)}.values())


def as_of(product: Product, now: datetime) -> Product:
    """What was to come back by now has come back."""
    if product.stock or product.back is None or product.back > now:
        return product
    return replace(product, stock=DELIVERED, back=None)
