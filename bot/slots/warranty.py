"""Whether a fault is the warranty's: too old to go back, and no older than that."""

import re
from calendar import monthrange
from datetime import datetime

from bot.content import Reply
from bot.flow import Given, Outcome, View
from bot.shop import Order
from bot.slots.goods import REASONS, Reason
from bot.slots.items import items_in
from bot.slots.naming import bare
from bot.slots.negation import said
from bot.slots.orders import days_old, within
from bot.slots.picking import free
from bot.wording import Markup

NAMED = re.compile(r"\b(?:warrant(?:y|ies)|guarantees?|guaranteed)\b", re.I)
FAULTS = (Reason.FAULTY, Reason.DAMAGED)
FAULT = re.compile(
    rf"\b(?:{REASONS[Reason.FAULTY]}|cracks?|cracked|dying|died|fell apart|came loose|rust\w*"
    r"|shrunk|shrank|shrinks|bled|bleeds)\b",
    re.I,
)
"""Says what is wrong with the thing itself."""
TOLD = re.compile(
    r"\b(?:chips?|chipped|splits?|rips?|ripped|bubbles?|warped|wobbl\w*|loose|peel\w*|flak\w*|stain\w*|mou?ld\w*"
    r"|smell\w*|moths?|shrunk|shrank|bled|unravel\w*|dull|blunt"
    r"|flicker\w*|frayed|fraying|came undone|fell off|missing)\b",
    re.I,
)
"""Says so much of it that no more need be asked."""


def covered(order: Order, view: View) -> bool:
    """Whether it came too long ago to go back, and not too long ago for the warranty."""
    if order.status != "delivered" or order.delivered is None or within(order, view) or not free(order):
        return False
    return view.facts.now <= until(order, view)


def until(order: Order, view: View) -> datetime:
    """The last day of it, of what has been delivered."""
    came = order.delivered or view.facts.now
    year, month = divmod(came.month - 1 + view.policy.warranty_months, 12)
    years, last = came.year + year, monthrange(came.year + year, month + 1)[1]
    return came.replace(year=years, month=month + 1, day=min(came.day, last))


def over(order: Order, view: View) -> Markup | None:
    """That it has ended, to who speaks of a fault or of the warranty; nothing where neither is so."""
    words, reason = view.extras.get("words", ""), view.answers.get("reason", "")
    told = NAMED.search(words) or said(FAULT, words) or any(str(fault) in reason for fault in FAULTS)
    months = view.policy.warranty_months
    if not told or order.delivered is None or not months or until(order, view) >= view.facts.now:
        return None
    return view.words.say("warranty.over", months=months, day=until(order, view), window=view.policy.return_days)


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


WINDOW = re.compile(
    r"\b(?:it'?s|its|that'?s|is|only|just|but) (?:only |just |about |barely )*\d+ (?:days?|weeks?)\b|\btoo late\b"
    r"|^\W*\d+ (?:days?|weeks?)\b[\w\s.,!…]{0,15}$"
    r"|^\W*(?:(?:but|and|so|ok(?:ay)?)\W+)*why(?: not| is that)?\W*$|\bmy rights?\b|\b(?:not|isn'?t) (?:that |so "
    r"|very )?(?:late|old|long)\b",
    re.I,
)
"""Says that it cannot be too late, or asks why it is."""
ENDS = frozenset(
    "refund refunded money cash replacement replace repair repaired fix fixed exchange return another new".split()
)
"""The wish that was too late, and how else it might end."""
AROUND = frozenset(
    "back one no ok okay but and so well then just please pls i i'd id we want wanna need like would to prefer rather"
    " give get send have can could you me it this that the my a an be for full take instead now thanks thank".split()
)


ASK_THEM = re.compile(
    r"\W*(?:(?:yes|yep|yeah|yup|ok(?:ay)?|sure|fine|well|then|and|but|just|please|pls|come on|oh|so|go ahead"
    r"|i want you to|(?:can|could|would|will) (?:you|u)|you can|do)\W+)*"
    r"(?:ask (?:them|him|her|it|someone|somebody|anyone|anybody|(?:a|the|your) (?:colleague|person|team))"
    r"|(?:make|try for|get) (?:me )?(?:an?|one|this) (?:small |little )?exception"
    r"|(?:let|have) (?:them|someone|somebody|a colleague) (?:look|decide|take|see|check|handle|do|deal)"
    r"|(?:pass|hand|give|send) it (?:on|over|to (?:them|someone|somebody|a colleague)))"
    r"(?:\W+(?:please|pls|then|for me|thanks|thank you|about it|at it|it|on|over|with it|the claim|to take it"
    r"|once))*\W*",
    re.I,
)
"""A yes to the colleague, in other words than that."""
WHICH_WAY = re.compile(
    r"\b(?:will|do|would) (?:they|you|he|she|some(?:one|body)|your colleague) (?:ring|call|phone)(?: me| us)? or"
    r" (?:will they |do they )?(?:write|text|message|e?-?mail)\b",
    re.I,
)
"""Asks how the colleague comes, which is no wish for a call."""
AGREES = re.compile(r"\W*(?:yes|yep|yeah|yup|ok(?:ay)?|sure|fine)\b", re.I)
_YES_BUT = re.compile(r"\W*(?:(?:yes|yep|yeah|yup|ok(?:ay)?|sure)\b\W*)+(?:please\W+)?(?P<rest>\w.*)", re.I | re.S)


def asked_for(given: Given, view: View) -> str | None:
    """A yes to the colleague, though a wish how it should end stands beside it: that is theirs to settle."""
    if not given.asked or given.pressed or _of_another(given, view):
        return None
    text = given.text.replace("\u2019", "'")
    beside = _YES_BUT.fullmatch(text)
    wish = beside and "?" not in text and _wished_again(beside["rest"], view.known["order"])
    comes = AGREES.match(text) and WHICH_WAY.search(text)
    return "yes" if wish or comes or ASK_THEM.fullmatch(text) else None


def told(given: Given, view: View) -> str:
    """What is told of the warranty, of the days of a return, or of who decides, to who asks or wishes once more."""
    text, order = given.text.replace("\u2019", "'"), view.known["order"]
    if given.pressed or _of_another(given, view):
        return ""
    if WHICH_WAY.search(text) and not AGREES.match(text):
        return view.words.say("waiting.in_writing")
    if NAMED.search(text):
        return view.words.say("warranty.there_is", months=view.policy.warranty_months)
    if WINDOW.search(text):
        return view.words.say("warranty.window", window=view.policy.return_days, age=days_old(order, view))
    return who_decides(given, view)


def who_decides(given: Given, view: View) -> str:
    """The same to a wish alone, where anything else is what is wrong with the thing."""
    again = not given.pressed and _wished_again(given.text, view.known["order"])
    return view.words.say("warranty.decides") if again else ""


def _of_another(given: Given, view: View) -> bool:
    others = (order for order in view.facts.orders if order.number != view.known["order"].number)
    return any(items_in(given, order.items) for order in others)


def _wished_again(text: str, order: Order) -> bool:
    """Whether no more is said than how it should end: "money back", "then replace the kettle"."""
    said = set(bare(text)) - {word for item in order.items for word in bare(item.title)}
    return bool(said & ENDS) and said <= ENDS | AROUND
