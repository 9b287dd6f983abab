"""They speak of two orders of the same, and one is all that we see: that one is not paid back, nor stopped, for it."""

import re

from bot.anew import replace
from bot.content import Choice, Reply
from bot.memory import Turn
from bot.scene import Scene
from bot.shop import Order
from bot.slots import OVER, left, naming
from bot.slots.naming import names_in
from bot.turns.context.reading import bought

WISHES = frozenset({"refund_request", "return_exchange", "cancel_order"})
_TIMES = r"(?:twice|double|(?:two|2) times|2x)"
TWO_ORDERS = re.compile(
    rf"\b(?:order(?:ed)?|bought|purchased)\b[^.?!;]{{0,25}}\b{_TIMES}\b"
    r"(?! (?:from|with|at) (?:you|u|here|this)\b| (?:before|already|now|last|this|in)\b)"
    rf"|\b(?:same|identical)\b[^.?!;]{{0,20}}\b{_TIMES}\b"
    r"|\b(?:duplicate|identical) order\b|\border(?:ed)? (?:a duplicate|it again by (?:mistake|accident))\b"
    r"|\b(?:two|2)(?: of the| (?:same|identical|separate))* orders (?:of|for|with) the same\b",
    re.I,
)
OF_MONEY = re.compile(
    r"\b(?:charg\w*|paid|pay(?:ed|ments?)?|bill(?:ed)?|debit\w*|took|taken)\b[^.?!;]{0,25}\btwice\b", re.I
)
"""What was taken twice is a matter of charges."""

ANOTHER = re.compile(r"\b(?:the |an?)?other\b|\b(?:second|2nd|duplicate)\b|\bone of (?:them|the)\b", re.I)


def told(scene: Scene) -> Turn | None:
    """ "I ordered it twice, refund the other", of who has one order of it: a colleague may find the second."""
    text = scene.text.replace("’", "'")
    if scene.memory.errand or scene.intent not in WISHES or not scene.facts.bound:
        return None
    if not TWO_ORDERS.search(text) or OF_MONEY.search(text):
        return None
    if scene.intent == "return_exchange" and not ANOTHER.search(text):
        return None  # the one that came goes back, and the second stays
    one = _only(scene, text)
    if one is None:
        return None
    said = scene.say("order.one_of_it", number=one.number, item=one.title, day=one.placed)
    ask = Choice(scene.say("offer.colleague"), "human", "primary")
    turn = Turn(replace(scene.memory, misses=0), (Reply(said, offers=(ask,)),))
    return turn.because("two orders of the same are spoken of, and one is seen")


def _only(scene: Scene, text: str) -> Order | None:
    """The order that is seen of it, unless there are two alike, or several pieces of a thing in one."""
    orders = scene.facts.orders
    named = naming(text, bought(scene.facts))
    meant = tuple(o for o in orders if not named or named & names_in(o))
    alike = any(names_in(a) & names_in(b) for i, a in enumerate(meant) for b in meant[i + 1 :])
    several = any(left(item) > 1 for o in meant if o.status not in OVER for item in o.items)
    return None if alike or several or not meant else meant[0]
