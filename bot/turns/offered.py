"""Asked about the very thing that only needs their yes: what it comes to, when it comes, whether it is done."""

import re

from bot.anew import replace
from bot.content import Choice, Reply
from bot.memory import Turn
from bot.scene import Scene
from bot.turns import errands

_LEAD = r"\W*(?:(?:hell?o+|hey|hi|ok(?:ay)?|and|so|but|wait|hm+|well|sorry|then|cool|great|thanks|thank you)\W+)*"
_IT = r"(?:it|that|this|i|you|we|the|my|all|of|a|refund|money|total)"
_TAIL = (
    r"(?:\W+(?:back|be|get|all|in|total|then|for|from|it|that|this|me|now|please|pls|exactly|again|of|my|the|money))*"
    r"\W*"
)
HOW_MUCH = re.compile(
    rf"{_LEAD}(?:how much(?: (?:money|exactly|more|less))?|what(?:'?s| is)? (?:the )?(?:total|sum|amount|price))"
    rf"(?: (?:is|are|do|does|will|would|can|could|did|{_IT}|get|be|refund|costs?|pay|receive|have|give|back))*{_TAIL}"
    rf"|{_LEAD}(?:do|will|would|can) i (?:get|have|receive) (?:all|everything|the (?:full|whole)|it|my"
    rf"|the (?=money|refund)){_TAIL}",
    re.I,
)
WHEN = re.compile(
    rf"{_LEAD}(?:when|how (?:long|soon|fast|quick(?:ly)?))"
    rf"(?: (?:is|are|do|does|will|would|can|could|{_IT}|get|be|take|takes|see|receive"
    rf"|back|usually|till|until))+{_TAIL}",
    re.I,
)
DONE = re.compile(
    rf"{_LEAD}(?:did|is|has|was)"
    r"(?: (?:it|that|this|all|everything|been|already|now|the|my|refund|(?:go|gone)(?= through)))*"
    r" (?:done|work|worked|through|happen|happened|sorted|cancelled|refunded|processed)"
    r"(?: (?:now|already|yet|all))*\W*",
    re.I,
)
SIZE = re.compile(
    rf"{_LEAD}(?:do|have) (?:you|u)(?: guys)? (?:have|got|stock|sell|do)?"
    r"(?: (?:it|this|that|them|these|one|the same|any))?"
    r"(?: (?:in|as))?(?: (?:a|an|the|size))* (?P<size>\d{2}(?:\.5)?|x{0,3}[sl]|m|small|medium|large)"
    r"(?: (?:instead|too|please|pls))*\W*",
    re.I,
)
WHY = re.compile(rf"{_LEAD}(?:why(?: not| is that)?|how come|says who|what rule)(?: (?:pls|please|exactly))?\W*", re.I)
PAYS = frozenset({"refund", "charge", "cancel"})
"""What they end in has a day of its own, told with it; elsewhere the day stands in the question, or is a carrier's."""
KEYS = ((HOW_MUCH, "errand.stands_here"), (WHEN, "errand.tells_when"), (DONE, "errand.not_done"))


def asked_about(scene: Scene) -> Turn | None:
    """The question once more, under what is true of it: no page, no other order and no miss."""
    errand = scene.memory.errand
    if errand is None or errand.slot != errands.CONFIRM:
        return None
    key = next((key for pattern, key in KEYS if pattern.fullmatch(scene.text)), "")
    if key == "errand.tells_when" and errand.flow not in PAYS:
        return None
    fresh = (one for one in (key, "errand.needs_yes") if key and not _lately_said(scene, scene.say(one)))
    if not (lead := next(fresh, "")):
        return None  # told so twice, and they still ask: a person may know
    return errands.ask_again(scene, scene.say(lead), errand.misses).because("asks about what only needs their yes")


def why_refused(scene: Scene) -> Turn | None:
    """ "Why not", right after a no of the shop's rules: that is no yes to asking a colleague."""
    offers = scene.memory.offers
    if not scene.memory.refused or scene.memory.errand or "human" not in offers or not WHY.fullmatch(scene.text):
        return None
    again = tuple(Choice(label, value) for value, label in offers.items())
    turn = Turn(scene.memory, (Reply(scene.say("errand.why_refused"), offers=again),), outcome="offered")
    return turn.because("they ask why it was refused")


def in_another_size(scene: Scene) -> Turn | None:
    """ "Do you have L", asked of what goes back, is the way to an exchange for it."""
    errand, asked = scene.memory.errand, SIZE.fullmatch(scene.text)
    if errand is None or errand.flow != "send_back" or errand.slot != errands.CONFIRM or not asked:
        return None
    return errands.go_on(scene, replace(scene.given, text=f"exchange for {asked['size']}"))


def _lately_said(scene: Scene, lead: str) -> bool:
    return any(text.startswith(lead) for text in scene.memory.ours[-2:])
