"""Whether a fault is the warranty's: too old to go back, and no older than that."""

import re
from datetime import timedelta

from bot.content import Reply
from bot.flow import Outcome, View
from bot.shop import Order
from bot.slots.goods import REASONS, Reason
from bot.slots.negation import said
from bot.slots.orders import within
from bot.slots.picking import free
from bot.wording import Markup

NAMED = re.compile(r"\b(?:warrant(?:y|ies)|guarantees?|guaranteed)\b", re.I)
FAULTS = (Reason.FAULTY, Reason.DAMAGED)
FAULT = re.compile(rf"\b(?:{REASONS[Reason.FAULTY]}|cracks?|cracked|dying|died|fell apart|came loose|rust\w*)\b", re.I)
"""Says what is wrong with the thing itself."""
MONTH = timedelta(days=365) / 12


def covered(order: Order, view: View) -> bool:
    """Whether it came too long ago to go back, and not too long ago for the warranty."""
    if order.status != "delivered" or order.delivered is None or within(order, view) or not free(order):
        return False
    return view.facts.now - order.delivered <= view.policy.warranty_months * MONTH


def claimed(order: Order, view: View) -> bool:
    """Whether it is covered, and the first words or a reason that was given speak of a fault or the warranty."""
    words, reason = view.extras.get("words", ""), view.answers.get("reason", "")
    told = NAMED.search(words) or said(FAULT, words) or any(str(fault) in reason for fault in FAULTS)
    return bool(told) and covered(order, view)


def led(view: View, rule: str) -> Outcome:
    """The way to the claim, with the shop's page on it where that was found."""
    page = next((answer for answer in view.facts.answers if NAMED.search(answer.title)), None)
    if page is None:
        return Outcome(then="warranty", rule=rule)
    told = view.words.say("knowledge.in_passing", text=Markup(page.text), source=Markup(page.source))
    return Outcome((Reply(told),), then="warranty", rule=rule)
