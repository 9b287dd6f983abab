"""Asked on, right after a no: what comes back if it is sent back instead, and what happens now. Nothing begins anew."""

import re

from bot.anew import replace
from bot.content import Choice, Reply
from bot.flow import Given
from bot.memory import Turn
from bot.scene import Scene
from bot.shop import Item, Order
from bot.slots import here, items_in, names, worth
from bot.slots.what_now import asks_now
from bot.turns.asked_about import HOW_MUCH

NOTHING_CHANGED = ("cancel.kept_as_it_is", "refund.stopped", "send_back.stopped")
_LEAD = r"\W*(?:(?:ok(?:ay)?|so|and|well|hm+|but|right|great|thanks|thank you|sorry|then)\W+)*"
WHAT_BECAME = re.compile(
    rf"{_LEAD}(?:what(?:'?s| is| will| does| do| would)?(?: (?:happens?|going to happen|next|i do|you do|now|then"
    r"|with (?:it|them|that|my orders?|the orders?)|to my orders?))+|and now"
    r"|(?:did|has|have|is|was)(?: (?:you|it|that|anything|something|my orders?|they))+(?: been| still)?"
    r" (?:chang\w+|cancel\w*|stopp\w+|happen\w*)(?: (?:anything|something|now|it|that))*)\W*",
    re.I,
)
"""Asks what became of it, and of nothing else."""


def asked_on(scene: Scene) -> Turn | None:
    """Only while our no is the last thing that was said."""
    return _nothing_happens(scene) or _what_comes_back(scene)


def _nothing_happens(scene: Scene) -> Turn | None:
    left = tuple(scene.say(key) for key in NOTHING_CHANGED)
    if not any(last.endswith(left) for last in scene.memory.ours[-1:]) or not asks_what_became(scene.text):
        return None
    turn = Turn(replace(scene.memory, misses=0), (Reply(scene.say("told_no.nothing_changed")),))
    return turn.because("they ask what happens after nothing was changed")


def asks_what_became(text: str) -> bool:
    """Whether that is asked, or what comes next, and nothing else."""
    return asks_now(text) or WHAT_BECAME.fullmatch(text) is not None


def _what_comes_back(scene: Scene) -> Turn | None:
    """What has come can't be cancelled: the sum is that of sending back what they had named."""
    offers = scene.memory.offers
    value = next((value for value in offers if value.startswith("return:")), "")
    order = scene.facts.order(value.partition(":")[2]) if value else None
    if order is None or not here(order) or not HOW_MUCH.fullmatch(scene.text):
        return None
    items, view = _spoken_of(scene, order), scene.view({}, {})
    said = scene.say("told_no.by_return", items=names(items, view), amount=worth(items, order))
    again = Choice(offers[value], value)
    turn = Turn(replace(scene.memory, misses=0), (Reply(said, offers=(again,)),))
    return turn.because("they ask for the sum of what can only be sent back")


def _spoken_of(scene: Scene, order: Order) -> tuple[Item, ...]:
    """Of what has come, what the line before the no named; all of it where that named nothing."""
    before = next((line.text for line in list(scene.memory.lines)[-2::-1] if line.speaker == "customer"), "")
    picks = items_in(Given(before), here(order)) or ()
    return tuple(pick.part(0) for pick in picks) or here(order)
