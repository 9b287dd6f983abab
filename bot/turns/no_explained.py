"""Said to a no of the return window: its days, a fault, or what would be if it broke. None of these contests it."""

import re

from bot.anew import replace
from bot.content import Reply
from bot.memory import Turn
from bot.scene import Scene
from bot.shop import Order
from bot.slots import days_old, naming, said, warranty, words_of
from bot.turns import errands, questions
from bot.turns.contested import BUT, INSISTS
from bot.turns.context.reading import bought

TOO_LATE = "outside the return window"
"""What is kept of such a no."""
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
DAYS = re.compile(
    r"\b\d{1,3} (?:days?|weeks?|months?)\b|\b(?:most|how many|max(?:imum)?|number of) days\b"
    r"(?! (?:until|till|before|does|for)\b.*\b(?:money|refund)\b)"
    rf"|\b(?:bought|ordered|got|came|arrived|delivered|received?)\b[^.?!]{{0,20}}"
    rf"\b(?:in|on|last|only|since) (?:{_MONTH}|(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|month)\b"
    r"|\b(?:can'?t|cannot) be (?:right|true|that long)\b",
    re.I,
)
"""Speaks of how many days there are, or have passed."""
EXCEPTION = re.compile(r"\bexception\w*\b", re.I)
WOULD = re.compile(r"\b(?:if|when|in case)\b[^.?!]{0,20}\b(?:breaks?|broke|fails?|dies|stops?|leaks?)\b", re.I)
"""What would be, and has not happened."""


def met(scene: Scene) -> Turn | None:
    """While that no stands, and nothing else is under way."""
    memory = scene.memory
    if memory.refused != TOO_LATE or memory.errand or scene.heard is None or (order := _refused(scene)) is None:
        return None
    if scene.triggered("safety", "security", "human", "legal", "call"):
        return None
    text = scene.text.replace("’", "'")
    if EXCEPTION.search(text):
        return None  # that is what a colleague was offered for
    if naming(text, bought(scene.facts)) - _words(order):
        return None  # of another thing
    covered = warranty.covered(order, scene.view({}, {}))
    if covered and WOULD.search(text):
        return _told(scene, order, scene.say("warranty.would_be", months=scene.policy.warranty_months))
    if DAYS.search(text):
        window, age = scene.policy.return_days, days_old(order, scene.view({}, {}))
        return _told(scene, order, scene.say("send_back.counted", day=order.delivered, age=age, window=window))
    return _claimed(scene, order, text) if covered else None


def _refused(scene: Scene) -> Order | None:
    number = re.search(r"\border (\w+) → refused", " ".join(scene.memory.tried[-1:]))
    order = scene.facts.order(number[1]) if number else None
    return order if order and order.delivered else None


def _words(order: Order) -> frozenset[str]:
    return frozenset(word for item in order.items for word in words_of(item.title))


def _told(scene: Scene, order: Order, text: str) -> Turn | None:
    """Said once; who goes on about it after that contests it."""
    if any(text in line for line in scene.memory.ours):
        return None
    turn = Turn(replace(scene.memory, misses=0), (Reply(text),))
    return errands.with_way_out(scene, turn).because(f"what order {order.number} was refused for")


def _claimed(scene: Scene, order: Order, text: str) -> Turn | None:
    """ "It drips": a fault that the warranty covers is no exception, but a claim."""
    fault = said(warranty.FAULT, text) or said(warranty.TOLD, text)
    if not fault or questions.asked(text) or INSISTS.search(text) or BUT.search(text):
        return None
    free = replace(scene, memory=replace(scene.memory, refused="", misses=0))
    return errands.begin(free, "item_problem", {"order": order.number}).because("a fault after the no")
