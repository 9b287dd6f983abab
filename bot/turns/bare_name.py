"""A thing or an order is only named, and what is wanted of it follows in the next line."""

import re

from bot.anew import replace
from bot.flow import Given
from bot.memory import Turn
from bot.scene import Scene
from bot.shop import Order
from bot.slots import order_in, words_of
from bot.turns import errands, smalltalk
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
NOT_WANTED = re.compile(
    r"\W*(?:(?:i|we|sorry|so|and|but|ok(?:ay)?|actually|just|really)\W+)*"
    r"(?:do(?:n'?t| not)|no longer) (?:want|need) (?:it|them|this|these|those|that|either|any)\b"
    r"(?: (?:any ?more|now|at all|after all|either|both|of them|one|of it|sorry|please|pls))*\W*",
    re.I,
)
ASKS_NOT = re.compile(r"\b(?:not|n'?t|isnt|arent|wasnt|didnt|never|nothing)\b", re.I)
THERE = re.compile(r"\b(?:there|here|come|came|arrived?|delivered|got it|get it|porch|door|its not|it'?s not)\b", re.I)
SAYS_SO = re.compile(
    r"\b(?:says?|marked|shows?) (?:(?:it'?s|it is|it was|as|that) )*(?:there|here|delivered|arrived|came)\b", re.I
)


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
    if NOT_WANTED.fullmatch(text):
        return _called_off(scene, before, order)
    missing = ASKS_NOT.search(text) and (SAYS_SO.search(text) or THERE.search(text)) and len(text.split()) <= LONG
    if order is None or order.status != "delivered" or not missing:
        return None
    said = errands.begin(scene, "delivery_not_received", {"order": order.number})
    return said.because("what was named just before is not there")


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
