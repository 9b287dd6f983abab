"""A shop's counter: whatever stands behind it, this is what Baton needs of it."""

from typing import Protocol

from bot.ports import Catalogue, Hands, Shop


class Counter(Shop, Catalogue, Hands, Protocol):
    """Reads accounts, finds products, and carries out what a shop carries out."""
