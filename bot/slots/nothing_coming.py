"""Nothing of theirs is on its way, or none of it has arrived: said at once, with what there is instead."""

import re

from bot.content import Reply
from bot.flow import Outcome, View
from bot.shop import Order
from bot.slots.naming import names_in, words_of
from bot.slots.parcels import outward
from bot.slots.unlisted import unlisted
from bot.wording import Markup

RULE = "nothing of theirs is coming"
ASKS = re.compile(
    r"^\W*(?:(?:hi|hello|hey|so|and|ok(?:ay)?|please)\W+)*"
    r"(?:how|what|when|until when|is it possible|am i able|can|could|may|will|would)\b",
    re.I,
)
"""Asks whether such a thing can be done: what is written of it is told too."""
DONE = {
    "to_stop": "cancel",
    "to_change": "change of delivery",
    "to_find": "looked for it",
    "none_arrived": "looked for what has arrived",
    "none_to_return": "return",
    "none_left": "looked for what is with them",
    "none_left_to_return": "return",
    "none_cancelled": "looked for what is cancelled",
}
"""What the card says was tried."""


def nothing_coming(to_do: str, view: View) -> Outcome:
    """That there is nothing to do it with (a key of `DONE`), and a colleague, for it may be in another account."""
    said = view.words.say(f"nothing.{to_do}", newest=Markup(_newest(view)), otherwise=Markup(_otherwise(view)))
    if view.extras.get("answer") and ASKS.search(view.extras.get("words", "")):
        return Outcome((Reply(said),), then="elsewhere", rule=RULE)
    return Outcome((Reply(said),), offers_person=True, tried=f"{DONE[to_do]} → {RULE}", rule=RULE)


OVER = ("cancelled", "returned")
"""States in which nothing of an order is with them, or comes to them."""


def none_arrived(to_do: str, view: View) -> Outcome | None:
    """Where something is wrong with a thing, or it shall go back, and they have nothing of us and name nothing."""
    orders = view.facts.orders
    here = any(p.delivered for o in orders if o.status not in OVER for p in outward(o))
    named = words_of(view.extras.get("words", "")) & names_in(*orders)
    if here or named or not orders or "order" in view.answers:
        return None
    went_back = any(order.status == "returned" for order in orders)
    return nothing_coming(LEFT.get(to_do, to_do) if went_back else to_do, view)


LEFT = {"none_arrived": "none_left", "none_to_return": "none_left_to_return"}
"""The same, where something did arrive and has gone back."""


def _newest(view: View) -> str:
    """Where their last order is."""
    if not view.facts.orders:
        return view.words.say("nothing.no_orders")
    order: Order = view.facts.orders[0]
    day = order.delivered or order.placed
    lost = order.status == "dispatched" and any(parcel.lost for parcel in outward(order))
    return view.words.say(
        f"nothing.last_{'lost' if lost else order.status}", number=order.number, item=order.title, day=day
    )


def _otherwise(view: View) -> str:
    """Where else it may be, unless that is said of the very thing before."""
    said = unlisted(view.extras.get("words", ""), view.facts)
    return "" if said else view.words.say("nothing.otherwise")
