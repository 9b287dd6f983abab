"""Which things of an order can go back at all, to who asks for that before they choose."""

import re
from datetime import timedelta

from bot import slots
from bot.flow import Given, View
from bot.shop import Item, Order
from bot.wording import Markup

ASKS_WHICH = re.compile(
    r"\b(?:which|what)(?: \w+){0,3} (?:can|may|am i allowed to)(?: (?:i|we|actually|still))*"
    r" (?:return|send|give|bring)\b"
    r"|\bwhich(?: ones?)? (?:i|we) (?:can|may)\b",
    re.I,
)


def which_to_send(view: View) -> str:
    """The question, led by what can go back where their first words ask for that."""
    ask = view.words.say("refund.which_items")
    asked = ASKS_WHICH.search(view.extras.get("words", ""))
    return Markup(f"{_may_go(view)}\n{ask}") if asked else ask


def what_may(given: Given, view: View) -> str:
    """The same beside the question; where it leads the question already, no more than a word before it."""
    if not ASKS_WHICH.search(given.text):
        return ""
    led = ASKS_WHICH.search(view.extras.get("words", ""))
    return view.words.say("errand.options") if led else _may_go(view)


def _may_go(view: View) -> Markup:
    order: Order = view.known["order"]
    came = slots.here(order) or slots.free(order)
    final = tuple(item for item in came if item.final)
    rest = tuple(item for item in came if not item.final)
    if not rest or order.delivered is None:
        return Markup(_not(final, view).strip())
    day = order.delivered + timedelta(days=view.policy.return_days)
    return Markup(f"{view.words.say('send_back.may_go', items=slots.names(rest, view), day=day)}{_not(final, view)}")


def _not(final: tuple[Item, ...], view: View) -> str:
    return view.words.say("send_back.may_not_go", items=slots.names(final, view)) if final else ""
