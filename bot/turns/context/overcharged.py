"""What was taken twice, or is too much: their charge is meant, whatever else it sounds like."""

import re
from decimal import Decimal

from bot.charging import doubles, suspicious
from bot.facts import Facts
from bot.flows.charge.told import TWICE
from bot.hearing import Heard
from bot.turns.context.charges import BARE_SUM
from bot.turns.context.reading import PRODUCT, at_fault, half, meant_as

TAKEN = re.compile(r"\b(?:take|took|taken|charge\w*|pay|paid|payment|money|debit\w*|cost)\b", re.I)
TOO_MUCH = re.compile(
    r"\b(?:too (?:much|high|expensive)|more than|instead of|not \d+|should(?:'?ve| have)? be(?:en)?)\b", re.I
)

OVERCHARGED = re.compile(
    r"\boverch\w+|\b(?:charg(?:e|ed|es|ing)|took|take|taken|takes|paid|pay) (?:me |us )?(?:way |far )?too much\b", re.I
)


MAY_BE_TAKEN = frozenset({"refund_request", "payment_promo", "out_of_scope", PRODUCT, "complaint"})


def taken_twice(heard: Heard, facts: Facts) -> Heard:
    """ "2 times money" of who was charged twice, and "84 is too much" of a sum of theirs: their charge is meant."""
    light = {"frustration", "contest", "repeat"} | ({"urgency"} if heard.intent == "refund_request" else set())
    grave = any(rule not in light for rule, _ in heard.triggers)  # who wants it back today may have it at once
    if facts.account is None or grave or at_fault(heard.text):
        return heard
    if not half(heard) and heard.intent not in MAY_BE_TAKEN:
        return heard
    charged = {one.amount.amount for one in facts.account.charges}
    theirs = bool(charged & {Decimal(sum_said) for sum_said in BARE_SUM.findall(heard.text)})
    twice = TWICE.search(heard.text) and (theirs or TAKEN.search(heard.text)) and list(doubles(facts.account))
    over = OVERCHARGED.search(heard.text) and suspicious(facts.account)
    much = theirs and heard.intent != "refund_request" and TOO_MUCH.search(heard.text)
    return meant_as("billing_error", heard) if twice or much or over else heard
