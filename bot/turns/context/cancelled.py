"""Questions about a cancelling that ask for none: whether something was cancelled, and how one would do it."""

import re

from bot.facts import Facts
from bot.hearing import Heard
from bot.slots import cancelled_in
from bot.turns.context.reading import bought, half, meant_as

_OPENS = r"^\W*(?:(?:hi|hello|hey|ok(?:ay)?|so|and|but|wait|sorry|please|pls|oh|quick question)\W+)*"
WAS = re.compile(
    rf"{_OPENS}(?:did|was|were|is|are|has|have)(?:n'?t)? (?:my|the|this|that|it|order|you|u)\b[^.!?]{{0,40}}"
    r"\bcancell?ed\b(?! (?:without|by you|for no|and|but)\b)(?: (?:already|yet|now|then|please|pls|or not))*\W*$"
    rf"|{_OPENS}did (?:you|u)(?: (?:already|just|really|even|actually))* cancel (?:my|the|this|that|it)\b"
    r"[^,.;!?]{0,30}"
    r"(?: (?:already|yet|now|then|or not))*\W*$",
    re.I,
)
"""Whether it was: "did my order get cancelled"."""
ONE_WOULD = re.compile(
    rf"{_OPENS}(?:how (?:do|can|would|could|does) (?:i|you|u|one|we|somebody)\b(?=.*\bcancel (?:an?|orders?)\b)"
    r"|what (?:happens )?if (?:i|we)\b(?=.*\bcancel)"
    r"|(?:can|could|may|am i able to|is it possible to) (?:i |we |one )?(?:still |always |later )*cancel\b"
    r"(?=.*\b(?:if|later)\b))",
    re.I,
)
"""How one would, or whether one could: nothing is to be cancelled now."""


def asked_after(heard: Heard, facts: Facts) -> Heard:
    """ "Did my order get cancelled?" wants to know where it stands; of a part that is, its cancelling tells."""
    if cancelled_in(heard.text, facts.orders):
        return heard
    asks = heard.intent == "cancel_order" and not heard.triggers and WAS.search(heard.text.replace("’", "'"))
    return meant_as("order_status", heard) if asks else heard


def how_one_would(heard: Heard, _: Facts) -> Heard:
    """ "Can I still cancel if I change my mind?" asks for the rules of it."""
    asks = heard.intent == "cancel_order" and not heard.triggers and ONE_WOULD.search(heard.text)
    return meant_as("faq", heard) if asks else heard


NOISE = re.compile(r"\b(?:noise|active|sound)[ -]?cancel\w*\b", re.I)


def of_noise(heard: Heard, _: Facts) -> Heard:
    """ "The noise cancel one" names a thing, and stops nothing."""
    named = heard.intent == "cancel_order" and not heard.triggers and NOISE.search(heard.text)
    return meant_as("provide_info", heard) if named and "cancel" not in NOISE.sub("", heard.text).casefold() else heard


NOT_I = re.compile(
    r"\b(?:i|we) (?:did(?: not|n'?t)|never|have(?: not|n'?t))(?: ever| even)?"
    r"(?: (?:ask|want|mean)(?:ed)?(?: (?:you|u|them))? to)?"
    r" cancel(?:led|ed)?\b(?P<it> (?:it|that|this|anything|them)\b)?",
    re.I,
)
"""Tells that it was not they who cancelled."""


def not_by_them(heard: Heard, facts: Facts) -> Heard:
    """ "I didn't cancel it, the seller did", of who has nothing that is cancelled: no wish to, and nothing to stop."""
    found = NOT_I.search(heard.text.replace("’", "'")) if heard.intent == "cancel_order" else None
    if found is None or heard.triggers or any(order.status == "cancelled" for order in facts.orders):
        return heard
    return meant_as("provide_info" if found["it"] else "order_status", heard)


_FAILS = (
    r"(?:(?:is|are|does|do|did|was)(?: not|n'?t)|not|won'?t|will not|cannot|can'?t|keeps?|just|only|never"
    r"|greyed|grayed|stuck|broken|missing|fails?|failing|disabled|disappear\w*|nowhere"
    r"|(?:gives?|shows?|throws?) (?:an? |me )*error)"
)
BY_BUTTON = re.compile(
    rf"\bcancel(?:l?ation|l?ing)? (?:option|button|link|tab|page|feature|function)s?\b[^.?!]{{0,25}}"
    rf"\b{_FAILS}\b"
    rf"|\b(?:app|(?:web)?site|page|system|button|it) (?:wo|does|is|do)(?:n'?t| not) (?:let(?:ting)?|allow(?:ing)?) me"
    r"(?: to)? cancel\b|\b(?:can'?t|cannot|unable to|not able to) cancel\b[^.?!]{0,20}"
    r"\b(?:app|site|website|online|myself)\b"
    r"|\bcancel\b[^.?!]{0,20}\b(?:from|on|at) your (?:end|side)\b",
    re.I,
)
"""They tried to cancel by themselves, and it does not work."""
OF_NO_ORDER = re.compile(
    r"\b(?:subscri\w*|member\w*|club|plan|trial|account|return|refund|appointment|booking|reservation|call)\b", re.I
)


def by_button(heard: Heard, facts: Facts) -> Heard:
    """ "The cancel button doesn't work", of who has an order that may still be stopped: we ask to do it here."""
    taken = heard.intent in ("technical_issue", "account_access", "faq", "complaint", "out_of_scope") or half(heard)
    text = heard.text.replace("’", "'")
    if not taken or heard.triggers or not BY_BUTTON.search(text) or OF_NO_ORDER.search(text):
        return heard
    return meant_as("cancel_order", heard) if bought(facts, "open", "dispatched") else heard
