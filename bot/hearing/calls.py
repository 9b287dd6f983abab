"""Whether this message alone calls for a person, by which rule, and for which words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.hearing import feeling, rules
from bot.hearing.feeling import Feeling

_LATE = re.compile(
    r"\b(?:late|delay\w*|overdue|still|not (?:yet )?(?:arriv|deliver|receiv|dispatch|ship)\w*|(?:has|have|did)n'?t|waiting|due|supposed|promised|where)\b",
    re.IGNORECASE,
)
_OVERDUE = re.compile(
    r"\b(?:still|not|never|no|yet|waiting|pending|promised|overdue|\d+\+? (?:days?|weeks?|months?)|weeks?|months?|hasn'?t|haven'?t|didn'?t|hasnt|havent)\b",
    re.IGNORECASE,
)
_ACTIONABLE = frozenset(
    "delivery_late delivery_not_received delivery_problem cancel_order refund_request refund_status return_exchange "
    "item_problem billing_error payment_promo membership account_access technical_issue case_followup".split()
)
_DISPUTE = re.compile(r"\b(?:charged|charge|billed|debited|deducted|took|taken|paid)\b", re.IGNORECASE)

Trigger = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Mood:
    """The message's feelings and its first intent, as far as they are sure."""

    intent: str
    sure: float
    urgency: Feeling
    frustration: Feeling


def triggers(text: str, mood: Mood) -> list[Trigger]:
    """Every rule that fires and the words that fired it, gravest first; see `calls_for_person`."""
    return [*_asked(text), *_grave(text, mood), *_unresolved(text, mood), *_heated(text, mood)]


def calls_for_person(found: list[Trigger]) -> bool:
    """Urgency and frustration are worth reporting, but alone they call nobody."""
    return any(rule not in ("urgency", "frustration") for rule, _ in found)


def _asked(text: str) -> Iterator[Trigger]:
    if words := rules.asks_for_person(text):
        yield "human", words
    if words := rules.asks_for_call(text):
        yield "call", words


def _grave(text: str, mood: Mood) -> Iterator[Trigger]:
    if hurt := feeling.danger(text):
        yield "safety", _joined(word for word, _ in hurt)
    if mood.intent == "security_fraud":
        yield "security", mood.intent
    if words := feeling.legal(text):
        yield "legal", _joined(words)
    if mood.intent in ("human_agent", "phone_call") and mood.sure > 0.45:
        yield ("human" if mood.intent == "human_agent" else "call"), mood.intent


def _unresolved(text: str, mood: Mood) -> Iterator[Trigger]:
    if mood.intent == "delivery_not_received":
        yield "not_received", mood.intent
    if mood.intent == "billing_error" and _DISPUTE.search(text):
        yield "contest", mood.intent
    if mood.intent == "refund_status" and (overdue := _OVERDUE.search(text)):
        yield "refund_overdue", overdue.group()
    again = feeling.repeats(text)
    if mood.intent == "case_followup" or (again and mood.intent in _ACTIONABLE and _tried(text)):
        yield "repeat", _joined(again) or mood.intent
    if mood.urgency.score >= feeling.URGENT and mood.intent.startswith("delivery_") and _LATE.search(text):
        yield "urgent_late", _joined(mood.urgency.words)


_TRIED = re.compile(
    r"\b(?:call|contact|email|mail|chat|complain|message|messag|speak|spoke|spoken|talk|write|wrote|written|ticket|response|reply|replied|respond|told|ask|asked|escalat|resol|customer (?:care|service)|support)\w*",
    re.IGNORECASE,
)


def _tried(text: str) -> bool:
    return bool(_TRIED.search(text))


def _heated(text: str, mood: Mood) -> Iterator[Trigger]:
    angry = mood.frustration.score >= feeling.FRUSTRATED
    strong = feeling.insults(text)
    if angry and strong and mood.intent in _ACTIONABLE:
        yield "anger", _joined(strong)
    if angry:
        yield "frustration", _joined(mood.frustration.words)
    if mood.urgency.score >= feeling.URGENT:
        yield "urgency", _joined(mood.urgency.words)


def _joined(words: "Iterator[str] | tuple[str, ...]") -> str:
    return ", ".join(words)
