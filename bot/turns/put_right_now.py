"""While we wait with them for a parcel that is marked delivered: they want it put right now, or ask what if not."""

import re

from bot.anew import replace
from bot.content import Reply
from bot.flows.not_received import remedies
from bot.memory import Errand, Turn
from bot.scene import Scene
from bot.slots import items_in, order_in, said
from bot.turns import errands, questions

BRIEF = 10
"""Words in which no more is wanted than that."""
LIGHT = frozenset({"urgency", "frustration", "repeat"})
"""Rules of hearing that say no more than that they wait no longer."""
NO_WAIT = re.compile(
    r"\b(?:(?:ca|wo|do)n'?t|cannot|can ?not|will not|do not)(?: (?:want|like|going))*(?: to)? wait(?:ing)?\b(?! to\b)"
    r"|\bno,? (?:go on|do it|continue|put it right) now\b|^\W*(?:go on|do it|put it right)(?: right)? now\W*$"
    r"|\bnot (?:going to |willing to )?wait(?:ing)?\b",
    re.I,
)
ASKED = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|and|so|but|then|well|please|pls)\W+)*(?:can|could|would|will) (?:you|u)\b", re.I
)
"""A wish with the shape of a question."""
IF_NEVER = re.compile(
    r"\W*(?:(?:ok(?:ay)?|and|so|but|then|well|hm+)\W+)*(?:what (?:happens |do (?:i|we|you) do |will you do |now )?if"
    r"|and if|if|what when)"
    r" (?:it|that|the \w+|my \w+|the parcel|they|he|nothing|you)(?:'?s)?(?: (?:\w+ )?(?:never|not|still"
    r"|do(?:es)?n'?t|does not|is not|isn'?t|won'?t|didn'?t|has not|hasn'?t))?"
    r"(?: (?:be|is|still|ever|not|just|actually))*"
    r" (?:comes?|came|there|here|arrives?|turn(?:s|ed)? up|shows?(?: up)?|found|find it|lost|gone|stolen|back"
    r"|write|then)"
    r"(?: (?:by then|then|up|today|at all|tonight|either|back|again|really))*\W*",
    re.I,
)
"""Asks what comes if the wait is for nothing."""


def met(scene: Scene) -> Turn | None:
    """The question of how it is put right, or what comes of the wait; None where they speak of something else."""
    rests = _waited_for(scene)
    grave = scene.heard is None or any(rule not in LIGHT for rule, _ in scene.heard.triggers)
    if rests is None or grave or scene.facts.desk.case or _of_another(scene, rests):
        return None
    text = scene.text.replace("’", "'")
    if IF_NEVER.fullmatch(text):
        return Turn(scene.memory, (Reply(scene.say("wake.if_never")),)).because("what comes if it is never there")
    asks = questions.asked(text) and not ASKED.match(text)
    now = said(NO_WAIT, text) or NO_WAIT.search(text) or any(remedies.names(r, text) for r in remedies.Remedy)
    if not now or asks or len(text.split()) > BRIEF:
        return None
    known = {name: kept for name, kept in rests.answers.items() if name != "still"}
    turn = errands.start(scene, replace(rests, answers={**known, "waited": "no"}))
    return turn.because("they wait no longer")


def _waited_for(scene: Scene) -> Errand | None:
    """The one parcel that is waited for with them, with nothing else under way."""
    found = [e for name, e in scene.memory.resting.items() if name.startswith("missing:") and e.flow == "not_received"]
    return found[0] if len(found) == 1 and scene.memory.errand is None else None


def _of_another(scene: Scene, rests: Errand) -> bool:
    """Whether another order, or a thing in one, is named."""
    number, orders = rests.answers.get("order"), scene.facts.orders
    order = order_in(scene.given, scene.view({}, {}), orders)
    other = any(items_in(scene.given, one.items) for one in orders if one.number != number)
    return other or (order is not None and order.number != number)
