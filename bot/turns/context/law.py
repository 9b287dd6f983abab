"""The law, held out to us: "I'm going to sue", "I go to the police", "I'll do a chargeback"."""

import re
from collections.abc import Iterable

from bot.anew import replace
from bot.facts import Facts
from bot.hearing import Band, Heard
from bot.shop import Order
from bot.slots import words_of
from bot.slots.naming import names_in
from bot.turns.context.reading import RETURNS, bought, meant_as

_WILL = (
    r"\b(?:i'?m|i am|we'?re|we are|im|i'?ll|i will|we'?ll|we will|i'?d|i would|i shall|i have to|i must|gonna|going to"
    r"|i want to|i can|i could)"
    r" (?:(?:also|now|just|definitely|really|probably|be|have to|going to|gonna|about to|ready to|thinking of) )*"
)
_AGAINST_US = (
    r"(?:su(?:e|ing)\b(?!'s| (?:my|his|her|the (?:neighbou?r|driver)))"
    r"|(?:tak(?:e|ing) (?:you|u|this|it|them)|see(?:ing)? (?:you|u)) (?:all )?(?:to|in) (?:\w+ )?court"
    r"|(?:go(?:ing)? to|going|call(?:ing)?|contact(?:ing)?|involv(?:e|ing)|inform(?:ing)?) (?:to )?(?:the |my "
    r"|a )?(?:police|cops|court (?:over|about|with|for) (?:this|it|you)|lawyer|solicitor|attorney|authorities"
    r"|press(?! office)|ombudsman|consumer \w+"
    r"|trading standards)\b(?! (?:station|tomorrow|today|on|next|at|because)\b)|report(?:ing)? (?:you|u|this|it"
    r"|your \w+) to (?:the )?(?:police|trading|consumer|authorit\w+|ombudsman|regulator|bbb|better business|press"
    r"|media|court|ftc)|(?:do(?:ing)?|fil(?:e|ing)|mak(?:e|ing)|start(?:ing)?|open(?:ing)?|rais(?:e|ing)"
    r"|request(?:ing)?) (?:a |the )?charge ?back|charge ?back(?:ing)? (?:this|it|the)|(?:do(?:ing)?|get(?:ting)?"
    r"|hir(?:e|ing)) a (?:lawyer|solicitor)|press(?:ing)? charges)"
)
THREAT = re.compile(_WILL + _AGAINST_US, re.I)
OF_OTHERS = re.compile(
    r"\b(?:stolen|thie(?:f|ves)|hack\w*|some(?:one|body)|scam\w*|phish\w*|e-?mails?|sms|text(?:ed)?|links?|account"
    r"|card|neighbou?r|driver)\b",
    re.I,
)
"""What else one goes to the police for: then it is no threat to us."""


def _dropped(words: str) -> tuple[str, ...]:
    """Rules that only heard the threat; "I'll call my lawyer" asks us for no call."""
    return ("security", "legal", *(("call",) if re.search(r"\bcall", words, re.I) else ()))


WITHDRAWS = re.compile(
    r"\b(?:i|we) (?:(?:hereby|now|formally|would|want|wish|like|am|intend|declare|that|to|i) )*(?:withdraw\w*|revoke)\b"
    r"(?! (?:(?:my|the|that|this) )?(?:\w+ )?(?:complaint|question|request|cancell?ation|return|enquiry|claim|case)\b)"
    r"|\b(?:exercis\w+|use|using|invok\w+) (?:my|our|the) (?:\w+ )?right (?:of|to) (?:withdraw\w*|cancel\w*)",
    re.I,
)
A_CLUB = re.compile(r"\b(?:club|circle|subscription|membership)\b", re.I)
A_RIGHT = re.compile(
    r"\b(?:14|fourteen)[- ]days?\b|\brights? (?:of|to)\b|\b(?:my|statutory|legal) rights?\b|\bcontract\b"
    r"|\bstatutory\b|\bcooling[- ]off\b",
    re.I,
)


def withdrawn(heard: Heard, facts: Facts) -> Heard:
    """ "I withdraw under the 14 day rule": what can be carried out here is, whatever right it is done by; a person
    takes what names nothing of theirs.
    """
    if not declares(heard.text) or "legal" in dict(heard.triggers):
        return heard
    if wish := _carried_out(heard, facts):
        return meant_as(wish, heard)
    found = WITHDRAWS.search(heard.text)
    words = " ".join(found.group().split()) if found else ""
    reasons = (*heard.reasons, f'legal ("{words}")')
    return replace(heard, triggers=(("legal", words), *heard.triggers), reasons=reasons)


def declares(text: str) -> bool:
    """Whether a right of withdrawal is made use of."""
    return WITHDRAWS.search(text) is not None and A_RIGHT.search(text) is not None


def only_withdraws(text: str) -> bool:
    """Whether it is a right that is used, and no threat."""
    return declares(text) and THREAT.search(text.replace("’", "'")) is None


def _carried_out(heard: Heard, facts: Facts) -> str:
    """The wish that this is, of the club or the order that is named; empty where it may be of anything."""
    said = words_of(heard.text)
    plans = [plan for plan in facts.account.subscriptions if not plan.cancelled] if facts.account else []
    if any(A_CLUB.search(heard.text) or said & (words_of(plan.title) - bought(facts)) for plan in plans):
        return "membership"
    named = [order for order in facts.orders if order.number in heard.text or said & names_in(order)]
    if not named and not plans and len(coming := _coming(facts.orders)) == 1:
        named = coming
    if len(named) != 1:
        return ""
    return "cancel_order" if _coming(named) else RETURNS if named[0].status == "delivered" else ""


def _coming(orders: Iterable[Order]) -> list[Order]:
    return [order for order in orders if order.status in ("open", "dispatched")]


def threatened(heard: Heard, _: Facts) -> Heard:
    """A person reads it, as one who is to be sued does; nobody is told of phishing, and nobody bid goodbye."""
    text = heard.text.replace("’", "'")
    said = THREAT.search(text)
    if said is None or OF_OTHERS.search(text):
        return heard
    words = " ".join(said.group().split())
    triggers = tuple(pair for pair in heard.triggers if pair[0] not in _dropped(words))
    reasons = (*(r for r in heard.reasons if not r.startswith(("security", "legal"))), f'legal ("{words}")')
    heard = replace(heard, triggers=(("legal", words), *triggers), reasons=reasons)
    small = heard.intent in ("security_fraud", "goodbye", "out_of_scope", "account_access", "affirm")
    return replace(heard, intents=(("complaint", 1.0),), band=Band.ACT) if small else heard
