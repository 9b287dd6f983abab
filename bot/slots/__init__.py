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
from bot.slots.held import customer_id, held
from bot.slots.items import Pick, how_many, items_in, left, which_items
from bot.slots.naming import number_in, quoted, words_of
from bot.slots.orders import CHOOSE, SHOWN_ORDERS, days_old, order_in, order_label, which_order, within
from bot.slots.parcels import contents, moving, outward, which_parcel
from bot.slots.seen import card, is_late, links, sentence, what_is_in

__all__ = [
    "CHOOSE", "NO_PHOTO", "SHOWN_CHARGES", "SHOWN_ORDERS", "Pick", "card", "charge_in", "charge_label", "charges",
    "charges_meant", "confirmed", "contents", "customer_id", "days_old", "explained", "held", "how_many",
    "in_own_words", "is_late", "items_in", "left", "links", "moving", "named_sum", "number_in", "one_of", "order_in",
    "order_label", "outward", "own_words", "photo", "quoted", "sentence", "what_is_in", "which_items", "which_order",
    "which_parcel", "within", "words_of",
]  # fmt: skip
