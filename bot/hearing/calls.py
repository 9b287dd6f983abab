"""Whether this message alone calls for a person: a policy over soft evidence, each rule with its words.

What a message is about is never certain, so each rule has a chance to hold rather than an answer. A person is
called for when the rules together make it likely; a rule that is likely enough alone is *firm* and may be acted on.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.hearing import cues, rules
from bot.hearing.feeling import FRUSTRATED, URGENT, Feeling, Sounds, logistic, named
from bot.hearing.lexicon import Phrases, Said, tables

Trigger = tuple[str, str]
_WEIGHTS: Final[Mapping[str, Any]] = tables("calls")
_LATE: Final = Phrases(
    [
        r"late|delay\w*|overdue|still|not (?:yet )?(?:arriv|deliver|receiv|dispatch|ship)\w*",
        r"(?:has|have|did)n'?t|waiting|due|supposed|promised|where",
    ]
)
_OVERDUE: Final = Phrases(
    [
        r"still|not|never|no|yet|waiting|pending|promised|overdue|weeks?|months?|where|nothing|short|half|only|less|wrong",
        r"\d+\+? (?:days?|weeks?|months?)|(?:has|have|did)n'?t",
    ]
)
_CHARGED: Final = Phrases([r"charg(?:e|ed|es|ing)|billed|debited|deducted|took|taken|renewed|fee|payments?|money"])
_WRONGLY: Final = Phrases(
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
_MILD: Final = frozenset("delivery_late delivery_problem technical_issue payment_promo cancel_order".split())
_LITTLE: Final = 0.02
"""A chance too small to look for more."""
_MOVED: Final = 2.0
"""What is learned of calls counts for so much at most, either way."""
_LATE_ABOUT: Final = ("delivery_late", "delivery_problem", "delivery_not_received", "order_status")


@dataclass(frozen=True, slots=True)
class Mood:
    """A message's likely intents, its telling words and what they sum to."""

    words: Said
    ranked: Sequence[tuple[str, float]]
    sounds: Sounds
    urgency: Feeling
    frustration: Feeling
    called: float = 0.0
    """Log-odds, as learned, that readers would call a person."""

    @property
    def intent(self) -> str:
        return self.ranked[0][0]

    @property
    def sure(self) -> float:
        return self.ranked[0][1]

    def chance(self, *intents: str) -> float:
        return sum(chance for intent, chance in self.ranked if intent in intents)

    @property
    def anger(self) -> float:
        """Log-odds of frustration, not so sure as to settle anything alone."""
        return _odds(min(max(self.frustration.score, 0.05), 0.95))

    def likely(self, chance: float) -> float:
        """How likely a rule holds by its own evidence, moved by how much all of it reads like a call for a person.

        Where a rule has no evidence there is none, however the rest reads.
        """
        if chance <= _LITTLE:
            return 0.0
        weights, heard = _WEIGHTS["learned"], max(-_MOVED, min(_MOVED, self.called))
        return logistic(weights["base"] + weights["rule"] * _odds(chance) + weights["called"] * heard)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, how likely it holds, and the words for it."""

    name: str
    chance: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """What the rules make of one message."""

    handoff: bool
    triggers: tuple[Trigger, ...]
    """Firm rules, and what is worth noting though it calls nobody; gravest first."""
    reasons: tuple[Trigger, ...]
    """The triggers, and where none is firm the weightiest rule behind the call."""


def judged(mood: Mood) -> Call:
    """Whether a person is called for, by which rules, and for which words."""
    found = sorted(_likeliest(mood), key=lambda rule: rule.chance < _WEIGHTS["firm"])
    handoff = 1 - math.prod(1 - rule.chance for rule in found) >= _WEIGHTS["limit"]
    firm = [(rule.name, rule.words) for rule in found if rule.chance >= _WEIGHTS["firm"]]
    weightiest = max(found, key=lambda rule: rule.chance, default=None)
    soft = [(weightiest.name, weightiest.words)] if handoff and not firm and weightiest else []
    return Call(handoff, (*firm, *_noted(mood)), (*firm, *soft, *_noted(mood)))


def _likeliest(mood: Mood) -> list[Rule]:
    """Each rule once, as likely as its likeliest ground; gravest first."""
    best: dict[str, Rule] = {}
    for rule in (*_asked(mood), *_grave(mood), *_unresolved(mood), *_heated(mood)):
        if rule.name not in best or rule.chance > best[rule.name].chance:
            best[rule.name] = rule
    return list(best.values())


def _noted(mood: Mood) -> Iterator[Trigger]:
    """Worth reporting, but alone they call nobody."""
    if mood.frustration.score >= FRUSTRATED:
        yield "frustration", ", ".join(mood.frustration.words)
    if mood.urgency.score >= URGENT:
        yield "urgency", ", ".join(mood.urgency.words)


def _weighed(rule: str, **evidence: float) -> float:
    """The chance of a rule whose case is given, by the evidence for it."""
    weights = _WEIGHTS[rule]
    return logistic(weights["base"] + sum(weights[name] * value for name, value in evidence.items()))


def _asked(mood: Mood) -> Iterator[Rule]:
    words = rules.asks_for_person(mood.words)
    yield Rule("human", 0.95 if words else mood.likely(mood.chance("human_agent")), words or "")
    words = rules.asks_for_call(mood.words)
    yield Rule("call", 0.95 if words else mood.likely(mood.chance("phone_call")), words or "")


def _grave(mood: Mood) -> Iterator[Rule]:
    if mood.sounds.danger:
        yield Rule("safety", 0.9, _joined(mood.sounds.danger))
    if (fraud := mood.chance("security_fraud")) > _LITTLE:
        chance = fraud * _weighed("security", own=_found(cues.OWN, mood), anger=mood.anger)
        yield Rule("security", mood.likely(chance))
    if mood.sounds.legal:
        yield Rule("legal", mood.likely(_weighed("legal")), _joined(mood.sounds.legal))


def _unresolved(mood: Mood) -> Iterator[Rule]:
    yield Rule("not_received", mood.likely(mood.chance("delivery_not_received")))
    yield from _contested(mood)
    if (owed := mood.chance("refund_status")) > _LITTLE:
        overdue = _OVERDUE.search(mood.words)
        chance = owed * _weighed(
            "refund_overdue",
            owed=_found(cues.OWED, mood),
            late=bool(overdue),
            failed=_found(cues.FAILED, mood),
            anger=mood.anger,
        )
        yield Rule("refund_overdue", mood.likely(chance), overdue.group() if overdue else "")
    yield _repeated(mood)
    if mood.urgency.score >= URGENT and _LATE.search(mood.words):
        chance = mood.chance(*_LATE_ABOUT) * _weighed("urgent_late")
        yield Rule("urgent_late", chance, ", ".join(mood.urgency.words))


def _repeated(mood: Mood) -> Rule:
    """An earlier contact that came to nothing: the point of the message, or told beside it."""
    words = _joined((*mood.sounds.contacted, *mood.sounds.waiting))
    follow, rest = mood.chance("case_followup"), mood.chance(*_ACTIONABLE - {"case_followup"})
    staff, contact = _found(cues.STAFF, mood), _found(cues.CONTACT, mood)
    if rest < _LITTLE or not (staff or contact or mood.sounds.contacted):
        return Rule("repeat", mood.likely(follow), words)
    failed = (staff or contact) and _found(cues.FAILED, mood)
    chance = _weighed(
        "repeat",
        staff=staff,
        contact=contact,
        failed=failed,
        failed_staff=failed and staff and contact,
        times=(staff or contact) and _found(cues.TIMES, mood),
        told=bool(mood.sounds.contacted),
    )
    return Rule("repeat", mood.likely(follow + rest * chance), words)


def _contested(mood: Mood) -> Iterator[Rule]:
    """A charge the customer does not accept."""
    charge = _CHARGED.search(mood.words)
    words = charge.group() if charge else ""
    if (billing := mood.chance("billing_error")) > _LITTLE:
        asks = bool(_ASKS.fullmatch(mood.words))
        chance = billing * _weighed("billing", asks=asks, anger=mood.anger)
        yield Rule("contest", mood.likely(chance), words)
    if (plan := mood.chance("membership")) > _LITTLE:
        charged = bool(charge and _WRONGLY.search(mood.words))
        chance = plan * _weighed("membership", charged=charged, anger=mood.anger)
        yield Rule("contest", mood.likely(chance), words)


def _heated(mood: Mood) -> Iterator[Rule]:
    """Anger on something that can be acted on: words of contempt make it strong, tone and hurry make it likelier."""
    insult = bool(mood.sounds.insults)
    strong = insult and mood.frustration.score >= FRUSTRATED and mood.intent in _ACTIONABLE
    evidence = {"anger": mood.anger, "insult": insult, "urgent": mood.urgency.score >= URGENT}
    chance = mood.chance(*_ACTIONABLE - _MILD) * _weighed("anger", **evidence)
    chance += mood.chance(*_MILD) * _weighed("anger", **evidence, mild=True)
    chance, firm = mood.likely(chance), _WEIGHTS["firm"]
    words = _joined(mood.sounds.insults) or ", ".join(mood.frustration.words)
    yield Rule("anger", max(chance, firm) if strong else min(chance, firm - 0.01), words)


def _odds(chance: float) -> float:
    """Log-odds of a chance."""
    sure = min(chance, 0.999)
    return math.log(sure / (1 - sure))


def _found(phrases: Phrases, mood: Mood) -> bool:
    return phrases.search(mood.words) is not None


def _joined(hits: Sequence[tuple[str, float]]) -> str:
    return ", ".join(named(hits))
