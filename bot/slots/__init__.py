"""The questions several flows share: which order, which items, why, a photo, shall I."""

from bot.slots.answers import NO_PHOTO, confirmed, explained, in_own_words, one_of, own_words, photo
from bot.slots.charges import (
    SHOWN_CHARGES,
    charge_in,
    charge_label,
    charges,
    charges_meant,
    named_sum,
)
from bot.slots.items import Pick, how_many, items_in, left, which_items
from bot.slots.naming import number_in, quoted, words_of
from bot.slots.orders import SHOWN_ORDERS, days_old, order_in, order_label, which_order, within

__all__ = [
    "NO_PHOTO", "SHOWN_CHARGES", "SHOWN_ORDERS", "Pick", "charge_in", "charge_label", "charges", "charges_meant",
    "confirmed", "days_old", "explained", "how_many", "in_own_words", "items_in", "left", "named_sum", "number_in",
    "one_of", "order_in", "order_label", "own_words", "photo", "quoted", "which_items", "which_order", "within",
    "words_of",
]  # fmt: skip
