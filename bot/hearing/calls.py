"""Whether this message alone calls for a person, by which rule, and for which words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.hearing import rules
from bot.hearing.feeling import FRUSTRATED, URGENT, Feeling, Sounds, named
from bot.hearing.lexicon import whole

Trigger = tuple[str, str]

_LATE: Final = whole(
    [
        r"late|delay\w*|overdue|still|not (?:yet )?(?:arriv|deliver|receiv|dispatch|ship)\w*",
        r"(?:has|have|did)n'?t|waiting|due|supposed|promised|where",
    ]
)
_OVERDUE: Final = whole(
    [
        r"still|not|never|no|yet|waiting|pending|promised|overdue|weeks?|months?|where|nothing|short|half|only|less|wrong",
        r"\d+\+? (?:days?|weeks?|months?)|(?:has|have|did)n'?t",
    ]
)
_CHARGED: Final = whole([r"charg(?:e|ed|es|ing)|billed|debited|deducted|took|taken|renewed|fee|payments?|money"])
_WRONGLY: Final = whole(
    [
        r"again|after|cancel\w*|without|never|still|why|stop|twice|double|didn'?t|not|wrong|back|unauthori\w+|theft|refund",
    ]
)
# A question about a charge is not yet a dispute.
_ASKS: Final = re.compile(r"(?:what(?:'?s| is| are)|is|are|does|do|how|when|can|could|will)\b[^.!]{0,60}\?\s*")
_ACTIONABLE: Final = frozenset(
    "delivery_late delivery_not_received delivery_problem cancel_order refund_request refund_status return_exchange "
    "item_problem billing_error payment_promo membership account_access technical_issue case_followup".split()
)
# Worth reporting, but alone they call nobody.
_NOTED: Final = frozenset(("urgency", "frustration"))


@dataclass(frozen=True, slots=True)
class Mood:
    """A message's first intent, how sure that is, its telling words and what they sum to."""

    words: str
    intent: str
    sure: float
    sounds: Sounds
    urgency: Feeling
    frustration: Feeling


def triggers(mood: Mood) -> tuple[Trigger, ...]:
    """Every rule that fires and the words that fired it, gravest first, each rule once."""
    found = (*_asked(mood), *_grave(mood), *_unresolved(mood), *_heated(mood))
    first: dict[str, str] = {}
    for rule, words in found:
        first.setdefault(rule, words)
    return tuple(first.items())


def calls_for_person(found: tuple[Trigger, ...]) -> bool:
    """Whether any of the rules that fired is one a person should see to."""
    return any(rule not in _NOTED for rule, _ in found)


def _asked(mood: Mood) -> Iterator[Trigger]:
    if words := rules.asks_for_person(mood.words):
        yield "human", words
    elif mood.intent == "human_agent" and mood.sure > 0.45:
        yield "human", ""
    if words := rules.asks_for_call(mood.words):
        yield "call", words
    elif mood.intent == "phone_call" and mood.sure > 0.45:
        yield "call", ""


def _grave(mood: Mood) -> Iterator[Trigger]:
    if mood.sounds.danger:
        yield "safety", _joined(mood.sounds.danger)
    if mood.intent == "security_fraud" and mood.sure > 0.4:
        yield "security", ""
    if mood.sounds.legal:
        yield "legal", _joined(mood.sounds.legal)


def _unresolved(mood: Mood) -> Iterator[Trigger]:
    if mood.intent == "delivery_not_received":
        yield "not_received", ""
    if (charge := _contested(mood)) is not None:
        yield "contest", charge
    if mood.intent == "refund_status" and (overdue := _OVERDUE.search(mood.words)):
        yield "refund_overdue", overdue.group()
    if mood.intent == "case_followup" or (mood.sounds.contacted and mood.intent in _ACTIONABLE):
        yield "repeat", _joined((*mood.sounds.contacted, *mood.sounds.waiting))
    if mood.urgency.score >= URGENT and mood.intent.startswith("delivery_") and _LATE.search(mood.words):
        yield "urgent_late", ", ".join(mood.urgency.words)


def _contested(mood: Mood) -> str | None:
    """The words of a charge the customer does not accept."""
    charge = _CHARGED.search(mood.words)
    if mood.intent == "billing_error" and not _ASKS.fullmatch(mood.words):
        return charge.group() if charge else ""
    if mood.intent == "membership" and charge and _WRONGLY.search(mood.words):
        return charge.group()
    return None


def _heated(mood: Mood) -> Iterator[Trigger]:
    angry = mood.frustration.score >= FRUSTRATED
    if angry and mood.sounds.insults and mood.intent in _ACTIONABLE:
        yield "anger", _joined(mood.sounds.insults)
    if angry:
        yield "frustration", ", ".join(mood.frustration.words)
    if mood.urgency.score >= URGENT:
        yield "urgency", ", ".join(mood.urgency.words)


def _joined(hits: tuple[tuple[str, float], ...]) -> str:
    return ", ".join(named(hits))
