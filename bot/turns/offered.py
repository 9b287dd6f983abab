"""Asked about the very thing that only needs their yes: what it comes to, when it comes, whether it is done."""

import re

from bot.anew import replace
from bot.content import Choice, Reply
from bot.memory import Turn
from bot.scene import Scene
from bot.turns import errands, leads

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
_SIZED = r"(?:\d{2}(?:\.5)?|x{0,3}[sl]|m|small|medium|large)"
SIZED = re.compile(rf"(?<![\w.,£$€']){_SIZED}(?![\w.,%€'])", re.I)
ONLY_SIZES = re.compile(
    rf"\W*(?:(?:{_SIZED}|ok(?:ay)?|yes|yeah|no|hm+|well|then|and|but|in|an?|the|size|sizes|for|please|pls|instead|rather"
    r"|need|want|i|i'?d|i'?ll|like|would|have|get|take|make|it|that|can|could|me|you|one|ones|got|any|prefer|exchange|swap"
    r"|to|same|do|send|give|thanks|boots?|shoes?|jumper|jacket|shirt|socks)\b\W*)+",
    re.I,
)
"""Nothing but sizes, and the words around them."""
MONEY = re.compile(
    rf"{_LEAD}(?:(?:no|yes|then|just|rather|i|i'?d|i'?ll|want|prefer|take|like|would|have|give|me|the|my|a|for)\W+)*"
    r"(?:money|refund|cash)(?:\W+(?:back|then|instead|rather|please|pls|for (?:it|them)|thanks|is fine|it is))*\W*",
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


def only_a_part(scene: Scene) -> Turn | None:
    """ "How about 20 pounds": that is for a colleague to agree, and no question after another refund."""
    errand = scene.memory.errand
    if errand is None or errand.flow != "refund" or not leads.PART.search(scene.text):
        return None
    turn = errands.ask_again(scene, scene.say("refund.part"), errand.misses)
    ask = Choice(scene.say("offer.colleague"), "human")
    first, *rest = turn.replies
    turn = replace(turn, replies=(replace(first, offers=(*first.offers, ask)), *rest))
    return turn.because("a part of the money is wished for")


def why_refused(scene: Scene) -> Turn | None:
    """ "Why not", right after a no of the shop's rules: that is no yes to asking a colleague."""
    offers = scene.memory.offers
    if not scene.memory.refused or scene.memory.errand or "human" not in offers or not WHY.fullmatch(scene.text):
        return None
    again = tuple(Choice(label, value) for value, label in offers.items())
    turn = Turn(scene.memory, (Reply(scene.say("errand.why_refused"), offers=again),), outcome="offered")
    return turn.because("they ask why it was refused")


def in_another_size(scene: Scene) -> Turn | None:
    """ "Do you have L", "ok 42", said of what goes back, is the way to an exchange for it."""
    errand = scene.memory.errand
    if errand is None or errand.flow != "send_back" or errand.slot != errands.CONFIRM:
        return None
    asked, only = SIZE.fullmatch(scene.text), ONLY_SIZES.fullmatch(scene.text)
    if asked is None and not (only and SIZED.search(scene.text)):
        return None
    wanted = asked["size"] if asked else " ".join(SIZED.findall(scene.text))
    return errands.go_on(scene, replace(scene.given, text=f"exchange for {wanted}"))


def for_money(scene: Scene) -> Turn | None:
    """ "Ok, money then", where an exchange waits for its yes."""
    errand = scene.memory.errand
    waits = errand is not None and errand.flow == "send_back" and errand.slot == errands.CONFIRM
    if errand is None or not waits or not MONEY.fullmatch(scene.text) or errand.answers.get("wish") == "refund":
        return None
    if scene.text.strip() in scene.memory.past:
        return None  # the words of an old button
    kept = {name: said for name, said in errand.answers.items() if name not in (errands.CONFIRM, "instead")}
    turn = errands.proceed(scene, replace(errand, answers={**kept, "wish": "refund"}, slot="", misses=0))
    return turn.because("money instead of an exchange")


def _lately_said(scene: Scene, lead: str) -> bool:
    return any(text.startswith(lead) for text in scene.memory.ours[-2:])
