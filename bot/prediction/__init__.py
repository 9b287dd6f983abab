"""Why somebody is probably writing, read from their orders, parcels, charges and subscriptions.

Each rule looks at one thing and, if it is so, gives a reason with its weight; the heaviest
come first. The weights are in steps: from 90 something has gone wrong and will not mend
itself, from 70 it may have, from 50 they wait for something, below that they only might ask.
"""

from datetime import datetime

from bot.prediction import accounts, money, parcels
from bot.prediction.clue import Predicted
from bot.shop import Account
from bot.wording import Words

__all__ = ["MOST", "Predicted", "predicted"]

MOST = 3
RULES = (*accounts.RULES, *parcels.RULES, *money.RULES)


def predicted(account: Account, now: datetime, words: Words) -> tuple[Predicted, ...]:
    """Up to three likely reasons, likeliest first; one thing leads to one button."""
    found = sorted((p for rule in RULES for p in rule(account, now, words)), key=lambda p: (-p.weight, p.rank))
    first: dict[str, Predicted] = {}
    for one in found:
        first.setdefault(one.value, one)
    return tuple(first.values())[:MOST]
