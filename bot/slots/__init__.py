"""The questions several flows share: which order, which items, why, a photo, shall I."""

from bot.slots.answers import NO_PHOTO, confirmed, in_own_words, one_of, own_words, photo
from bot.slots.each import ANEW, Each, how_many_each, reason_each
from bot.slots.goods import REASONS, TO, Reason, names, rounded, staying, target, worth
from bot.slots.instead import MONEY, SAME, back_for, dearer, swap_each, variant_in, variant_of
from bot.slots.items import Pick, coming_back, free, how_many, items_in, left, which_items
from bot.slots.naming import number_in, quoted, words_of
from bot.slots.orders import SHOWN_ORDERS, days_old, order_in, order_label, which_order, within
from bot.slots.returns import at_first_scan, contents, inside, parcel_of, return_card, track, waits

__all__ = [
    "ANEW",
    "MONEY",
    "NO_PHOTO",
    "REASONS",
    "SAME",
    "SHOWN_ORDERS",
    "TO",
    "Each",
    "Pick",
    "Reason",
    "at_first_scan",
    "back_for",
    "coming_back",
    "confirmed",
    "contents",
    "days_old",
    "dearer",
    "free",
    "how_many",
    "how_many_each",
    "in_own_words",
    "inside",
    "items_in",
    "left",
    "names",
    "number_in",
    "one_of",
    "order_in",
    "order_label",
    "own_words",
    "parcel_of",
    "photo",
    "quoted",
    "reason_each",
    "return_card",
    "rounded",
    "staying",
    "swap_each",
    "target",
    "track",
    "variant_in", "variant_of",
    "waits",
    "which_items",
    "which_order",
    "within",
    "words_of",
    "worth",
]  # fmt: skip
