"""A wish about a thing that is in none of their orders: it is said so, and nothing else of theirs is taken for it."""

import re

from bot.anew import replace
from bot.content import Choice
from bot.flow import Given
from bot.memory import Errand, Turn
from bot.scene import Scene
from bot.slots import CHOOSE, order_in, words_of
from bot.slots.alike import alike
from bot.slots.unlisted import called_off, unlisted
from bot.turns.context.reading import bought
from bot.wording import quoted

LOOKS, PAGES = "tracking", "elsewhere"
MOVES = frozenset({"fault", "refund", "send_back", "cancel"})
LONG_STORY = 10
"""Words from which one would name the thing, or point at it."""
OF_THAT = re.compile(
    r"(?:\W*[\w'’]+){0,7}?\W*\b(?:it|its|it'?s|this|that|these|those|them|they|mine|orders?|ordered|parcel|package|item"
    r"|one|everything|all|both)\b",
    re.I,
)
"""Points early at what both know of."""
BARE_WISH = re.compile(
    r"\b(?:cancel|refund|return)"
    r"(?: (?:from your (?:end|side)|for me|please|pls|now|asap|instead|thanks|thank you))*\W*$",
    re.I,
)
"""Ends with the wish and names nothing: what there is, is meant."""
OF_ORDERS = MOVES | {LOOKS, "late", "not_received"}


def looked_for(scene: Scene, errand: Errand, given: Given) -> tuple[Errand, str | None]:
    """The errand with no order assumed, and what is said first, where something else may be meant than what they have.

    None is said where an order is known, or nothing tells against the only one.
    """
    if errand.flow not in OF_ORDERS or given.pressed or not scene.facts.bound or "order" in errand.answers:
        return errand, None
    thing = _named(scene, errand, given)
    if not thing and not (errand.flow in MOVES and _is_a_story(scene, given)):
        return errand, None
    if order_in(given, scene.view(errand.answers, errand.extras), scene.facts.orders):
        return errand, None
    return _asked_which(errand), scene.say("order.not_listed", thing=quoted(thing)) if thing else ""


def _named(scene: Scene, errand: Errand, given: Given) -> str:
    """The thing that is in none of their orders, as they call it."""
    thing = unlisted(given.text, scene.facts) or _once_more(scene, given)
    return thing if thing or errand.flow != "cancel" else called_off(given.text, scene.facts)


BACK = 2
"""So many messages later it still is about the same thing."""


def _once_more(scene: Scene, given: Given) -> str:
    """The same thing, a message or two later: "where is it. the tent, green one"."""
    said = [line.text for line in list(scene.memory.lines)[:-1] if line.speaker == "customer"][-BACK:]
    things = (unlisted(text, scene.facts) for text in reversed(said))
    return next((thing for thing in things if thing and words_of(thing) & words_of(given.text)), "")


def _is_a_story(scene: Scene, given: Given) -> bool:
    """Whether so much is told, and nothing of theirs in it, that the only order they have may well not be meant."""
    if len(given.text.split()) <= LONG_STORY or OF_THAT.match(given.text) or BARE_WISH.search(given.text):
        return False
    return not any(alike(word) & bought(scene.facts) for word in words_of(given.text))


def _asked_which(errand: Errand) -> Errand:
    """Who waits for it hears of all that is on its way; of anything else it is asked which."""
    if errand.flow in (LOOKS, "late"):
        return replace(errand, flow=LOOKS)
    return replace(errand, answers={**errand.answers, CHOOSE: "yes"})


def with_colleague(scene: Scene, turn: Turn) -> Turn:
    """The turn with a colleague to ask at its end, who may find what we don't see; once is enough."""
    elsewhere = turn.after.errand is not None and turn.after.errand.flow == PAGES  # which offers one in its own words
    if (
        turn.handoff
        or elsewhere
        or not turn.replies
        or any(one.value == "human" for reply in turn.replies for one in reply.offers)
    ):
        return turn
    *before, last = turn.replies
    asked = Choice(scene.say("offer.colleague"), "human")
    return replace(turn, replies=(*before, replace(last, offers=(*last.offers, asked))))
