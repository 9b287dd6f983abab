"""The questions several flows share: which order, which items, why, a photo, shall I."""

from bot.slots.answers import NO_PHOTO, confirmed, explained, one_of, photo
from bot.slots.away import another_comes, away, only_here, still_coming
from bot.slots.charges import (
    SHOWN_CHARGES,
    charge_in,
    charge_label,
    charges,
    charges_meant,
    named_sum,
    names_a_difference,
    other_matter,
    postage,
    postage_told,
)
from bot.slots.days import another_day, any_day, day_choices, day_in, shown_day
from bot.slots.each import ANEW, Each, how_many_each, reason_each, reasons_told
from bot.slots.goods import REASONS, Reason, less_the_wait, names, rounded, staying, worth
from bot.slots.instead import (
    MONEY,
    SAME,
    back_for,
    dearer,
    is_none_such,
    names_a_size,
    names_variant,
    swap_each,
    variant_in,
    variant_of,
    wished_each,
    wishes_each,
)
from bot.slots.items import how_many, items_in, which_items
from bot.slots.naming import every, naming, number_in, quoted, words_of
from bot.slots.negation import said
from bot.slots.nothing_coming import OVER, none_arrived, nothing_coming
from bot.slots.nothing_coming import RULE as NOTHING_COMING
from bot.slots.orders import CHOOSE, SHOWN_ORDERS, customer_id, days_old, order_in, order_label, which_order, within
from bot.slots.own_words import in_own_words, own_question, own_words, yes_no_or_words
from bot.slots.parcels import contents, moving, outward, still_to_come, which_parcel
from bot.slots.picking import Pick, cancelled_in, coming_back, free, here, left
from bot.slots.returns import at_first_scan, handed_in, inside, parcel_of, return_card, sent_back, track, waits
from bot.slots.seen import card, is_late, links, sentence, what_is_in
from bot.slots.turned import brought_back, stopped_part, stopped_worth, turned_round
from bot.slots.way_back import TO, only_there, target, where_to

__all__ = [
    "ANEW", "CHOOSE", "MONEY", "NOTHING_COMING", "NO_PHOTO", "OVER", "REASONS", "SAME", "SHOWN_CHARGES",
    "SHOWN_ORDERS", "TO", "Each", "Pick", "Reason", "another_comes", "another_day", "any_day", "at_first_scan", "away",
    "back_for", "brought_back", "cancelled_in", "card", "charge_in", "charge_label", "charges", "charges_meant",
    "coming_back", "confirmed", "contents", "customer_id", "day_choices", "day_in", "days_old", "dearer", "every",
    "explained", "free", "handed_in", "here", "how_many", "how_many_each", "in_own_words", "inside", "is_late",
    "is_none_such", "items_in", "left", "less_the_wait", "links", "moving", "named_sum", "names", "names_a_difference",
    "names_a_size", "names_variant", "naming", "none_arrived", "nothing_coming", "number_in", "one_of", "only_here",
    "only_there", "order_in", "order_label", "other_matter", "outward", "own_question", "own_words", "parcel_of",
    "photo", "postage", "postage_told", "quoted", "reason_each", "reasons_told", "return_card", "rounded", "said",
    "sent_back", "sentence", "shown_day", "staying", "still_coming", "still_to_come", "stopped_part", "stopped_worth",
    "swap_each", "target", "track", "turned_round", "variant_in", "variant_of", "waits", "what_is_in", "where_to",
    "which_items", "which_order", "which_parcel", "wished_each", "wishes_each", "within", "words_of", "worth",
    "yes_no_or_words",
]  # fmt: skip
