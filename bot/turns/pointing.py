"""A short question whose answer stands in what was just shown: the very sentence is pointed at."""

import re

from bot.anew import replace
from bot.content import Reply
from bot.memory import LINE, Turn
from bot.scene import Scene
from bot.turns import errands
from bot.wording import Markup

_LEAD = r"\W*(?:(?:and|so|but|ok(?:ay)?|oh|hm+|great|cool|thanks|thank you|then|also|wait)\W+)*"
_TAIL = r"(?:\W+(?:exactly|then|though|please|pls|again|btw|now|in total|altogether))*\W*"
_THAT = r"(?:it|that|this|they|one|the (?:card|wrap(?:ping)?|delivery|shipping|return|exchange|postage))"
SUM = re.compile(r"[$£€¥]\s?\d|\d\s?[€$£¥]")
SPAN = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty|sixty)\*{0,2} "
    r"(?:working )?(?:days?|weeks?|months?|years?)\b",
    re.I,
)
FREE = re.compile(r"\b(?:free|(?:at )?no (?:extra )?cost|costs? nothing)\b", re.I)
ASKS = (
    (
        re.compile(
            rf"{_LEAD}(?:how much(?:(?: is| for| does| would| do| will| are)? {_THAT}?(?: cost)?"
            r"| (?:do|will|would) i (?:get|have to pay|pay)(?: back)?(?: for (?:it|that))?)?"
            rf"|what(?: does|'?s| is)(?: {_THAT}| the)? (?:cost|price)){_TAIL}",
            re.I,
        ),
        SUM,
    ),
    (
        re.compile(
            rf"{_LEAD}(?:how (?:long|many (?:days|weeks|months|years))"
            rf"(?:(?: is| for| does| will)? {_THAT}(?: take| last)?"
            rf"| (?:do|have|will) (?:i|we) (?:have|got|get)(?: (?:for|to do) {_THAT})?| is that)?){_TAIL}",
            re.I,
        ),
        SPAN,
    ),
    (
        re.compile(
            rf"{_LEAD}(?:(?:is|are) {_THAT} (?:for )?free(?: of charge)?|(?:does|do|will) {_THAT} cost (?:me )?anything"
            rf"|(?:do|will) i (?:have to )?pay (?:anything )?for {_THAT}){_TAIL}",
            re.I,
        ),
        FREE,
    ),
)
"""What is asked in so few words, and what a sentence that answers it has in it."""
_PIECES = re.compile(r"\n+|(?<=[.!?])\s+")
_FROM = "*From: "
"""Under a page of the shop's."""
MOST = 3
"""Sentences that are pointed at, at most."""


def above(scene: Scene) -> Turn | None:
    """ "How much is it", right under a page that says so, or under what was done."""
    errand = scene.memory.errand
    if (errand and errand.flow != "elsewhere") or scene.memory.pending or not scene.text:
        return None
    tells = next((tells for asks, tells in ASKS if asks.fullmatch(scene.text)), None)
    said = _found(scene, tells) if tells else ()
    if not said:
        return None
    words = scene.say("knowledge.above", text=Markup("\n".join(said)))
    if errand and errand.slot == "helped":
        turn = errands.ask_again(scene, words).because("it stands above")
        still = turn.after.errand and replace(turn.after.errand, shown=errand.shown)  # the page is still the one above
        return replace(turn, after=replace(turn.after, errand=still))
    memory = replace(scene.memory, errand=None, misses=0)
    return errands.back_to_parked(scene, Turn(memory, (Reply(words),)).because("it stands above"))


def _found(scene: Scene, tells: re.Pattern[str]) -> tuple[str, ...]:
    """The sentences of the page, or of what was done, that tell it; of a line that was cut only whole ones."""
    shown = _shown(scene)
    pieces = [piece.strip() for piece in _PIECES.split(shown)]
    whole = pieces[:-1] if len(shown) == LINE else pieces
    return tuple(piece for piece in whole if tells.search(piece))[:MOST]


def _shown(scene: Scene) -> str:
    """The page that was shown last, or what was done, if nothing else was said since."""
    errand, done = scene.memory.errand, scene.memory.done
    if errand and _FROM in errand.shown:
        return errand.shown
    pointed = str(scene.say("knowledge.above", text=""))
    said = (line for line in reversed(scene.memory.ours) if not line.startswith(pointed))
    last = next(said, "")
    return last if _FROM in last or len(last) == LINE or (last and last == done) else ""
