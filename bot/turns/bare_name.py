"""A thing or an order is only named, and what is wanted of it follows in the next line."""

import re

from bot.anew import replace
from bot.flow import Given
from bot.memory import Turn
from bot.scene import Scene
from bot.shop import Order
from bot.slots import order_in, words_of
from bot.turns import errands, just_told, smalltalk
from bot.turns.context.reading import bought

FILLERS = frozenset(
    "oh ok okay sorry hm hmm um uh it its it's is was the my this that order number no nr for about of again hi hello"
    " hey actually i mean meant could be maybe think wait please pls and so".split()
)
FEW = 6
EARLY = 2
"""Words of theirs so far, with these: a greeting and the name."""
UNSURE = 0.6
"""Below this no more is heard than the name of the thing."""
_THERE = r"(?:there|here|come|came|arrived?|delivered|with me)"
NOT_THERE = re.compile(
    r"(?:(?:no|oh|and|but|so|well|sorry|it|its|it'?s|they|they'?re|i|we|is|are|was|has|have|did|still|just)\W+)*"
    rf"(?:(?:is|are|was|has|did|have)n'?t|not|never)(?: (?:yet|been|even))* (?:{_THERE}|(?:got|get|had) (?:it|them))"
    r"(?: (?:yet|at all|any ?more|though|sorry))*"
    rf"|(?:(?:but|and|so|there|is|was)\W+)*nothing(?: (?:is|was|has))*(?: {_THERE})?",
    re.I,
)
"""A clause that says no more than this."""
SAYS_SO = re.compile(
    r"\b(?:says?|marked|shows?) (?:(?:it'?s|it is|it was|as|that) )*(?:there|here|delivered|arrived|came)\b"
    rf".*\b(?:not|nothing|isn'?t|wasn'?t|didn'?t)(?: {_THERE})?\W*$",
    re.I,
)
"""Where it should be by what is written, and then that it is not."""
CLAUSE = re.compile(r"[.,;!?]+")


def named(scene: Scene) -> Turn | None:
    """ "Oh 8029", "my blender": nothing is said of it yet, whatever could be heard in its name."""
    heard = scene.heard
    if heard is None or scene.memory.errand or heard.triggers or not _only_names(scene, scene.text):
        return None
    likely = heard.intents[0][1] if heard.intents else 0.0
    doubtful = heard.intent == "item_problem" or (heard.intent in ("deny", "out_of_scope") and likely < UNSURE)
    order, said = _order(scene, scene.text), [line for line in scene.memory.lines if line.speaker == "customer"]
    doubtful = doubtful and len(said) <= EARLY  # later on it is named of what was told before
    if order is None or not (doubtful or heard.intent == "provide_info" or not smalltalk.is_sure(scene)):
        return None
    return smalltalk.what_about(scene, order)


def joined(scene: Scene) -> Turn | None:
    """ "It says there but no its not", "don't need it any more", right after that."""
    text = scene.text.replace("’", "'")
    before = next((line.text for line in reversed(list(scene.memory.lines)[:-1]) if line.speaker == "customer"), "")
    if scene.memory.errand or not before or not _only_names(scene, before) or not scene.facts.bound:
        return None
    if _order(scene, scene.text):
        return None
    order = _order(scene, before)
    if just_told.NOT_WANTED.fullmatch(text):
        return _called_off(scene, before, order)
    if order is None or order.status != "delivered" or not is_missing(text):
        return None
    said = errands.begin(scene, "delivery_not_received", {"order": order.number})
    return said.because("what was named just before is not there")


def is_missing(text: str) -> bool:
    """Whether a clause of theirs says that "it" is not there, and nothing of what it is like."""
    said = SAYS_SO.search(text) or any(NOT_THERE.fullmatch(part.strip()) for part in CLAUSE.split(text))
    return bool(said) and len(text.split()) <= LONG


LONG = 14
"""Words in which no more is told than that it is not there."""


def _called_off(scene: Scene, before: str, order: Order | None) -> Turn | None:
    """What is still to come is stopped, after its yes; what has arrived may go back."""
    if order and order.status == "delivered":
        return errands.begin(scene, "return_exchange", {"order": order.number}).because("not wanted, as named before")
    both = "both " if re.search(r"\b(?:both|either|them)\b", scene.text, re.I) and order is None else "the "
    name = next(iter(re.findall(r"[^\W\d_]{3,}", " ".join(_said(before)))), "")
    if scene.heard is None or not (order or name):
        return None
    said = f"cancel order {order.number}" if order else f"cancel {both}{name}"
    again = replace(scene, heard=replace(scene.heard, text=said))
    return errands.begin(again, "cancel_order").because("not wanted, as named before")


def _said(text: str) -> list[str]:
    return [word for word in re.findall(r"[\w'-]+", text.casefold()) if word not in FILLERS]


def _only_names(scene: Scene, text: str) -> bool:
    """Whether there is nothing in these words but a number of an order of theirs, or the name of a thing in one."""
    said = _said(text)
    if not said or len(text.split()) > FEW or "?" in text:
        return False
    numbers = {order.number for order in scene.facts.orders}
    names = bought(scene.facts)
    return all(word in numbers or (words_of(word) and words_of(word) <= names) for word in said)


def _order(scene: Scene, text: str) -> Order | None:
    """The only order that these words name."""
    orders = scene.facts.orders
    return order_in(Given(text), scene.view({}, {}), orders)
