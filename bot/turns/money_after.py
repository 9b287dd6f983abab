"""Asked on about the money of what was just done: when it is there, on which card, and what of a club that ended."""

import re

from bot.anew import replace
from bot.content import Choice, Reply
from bot.flows.subscription.told import runs_on
from bot.hearing import Band
from bot.memory import Turn
from bot.scene import Scene
from bot.shop import Order, Subscription
from bot.slots import naming, order_in, words_of
from bot.slots.naming import names_in
from bot.turns import afterwards, errands, graces, undoing
from bot.turns.context.reading import bought
from bot.turns.nudges import WHO

LONGEST = 16
"""Words of a question that only asks on."""
_SUM = r"(?:money|refund(?:ed)?|cash|(?:the|my) [$£€]?\d+(?:[.,]\d\d)?|[$£€] ?\d+(?:[.,]\d\d)?)"
_MONEY = rf"(?:{_SUM}|paid)"
_MINE = rf"(?:{_SUM}|(?:i|we)(?:'ve| have)? paid|paid back)"
_TO = r"(?:on|to|onto|in|into)"
_MEANS = r"(?:visa|mastercard|amex|card|account|bank(?: account)?|pay ?pal)"
WHEN = re.compile(
    rf"\b(?:when|how (?:long|soon|many days)|what day|which day)\b[^.?!]{{0,30}}\b{_MONEY}(?!\w)"
    rf"|\bhow (?:will|do|would|can|should) (?:i|we) (?:know|see|tell|find out|notice)\b[^.?!]{{0,30}}"
    rf"(?:\b(?:{_MONEY}|it'?s (?:done|there|in)|worked|gone through)(?!\w)|\W*$)"
    r"|^\W*(?:(?:ok(?:ay)?|and|so|thanks|thank you|cool|great|but|well|danke|merci|thx|ty)\W+)*"
    r"(?:how (?:long|soon)|(?:by )?when)(?: (?:roughly|approx|about|exactly|please|pls|then|though))*\W*$"
    rf"|\b{_MONEY}\b[^.?!]{{0,15}}\b(?:still|not|nothing|n'?t)\b[^.?!]{{0,15}}\b(?:here|there|come|came|arrived|back)\b"
    r"|\bstill no (?:money|refund)\b",
    re.I,
)
"""Asks for the day of money, or says that it is not there."""
WHICH = re.compile(
    rf"\b(?:is|will|does|did|goes|go|was)\b[^.?!]{{0,25}}\b{_TO} (?:my|the|which|what|that) (?:\w+ )?{_MEANS}\b"
    rf"|\b{_TO} (?:which|what) {_MEANS}\b",
    re.I,
)
"""Asks which card it goes to."""
AGAIN = re.compile(
    r"\b(?:will|are|do|would|going to|gonna)\b[^.?!]{0,12}\b(?:charged?|bill(?:ed)?|pay)\b"
    r"[^.?!]{0,15}\b(?:again|next|any ?more|still|month|year)\b"
    r"|\bwhen (?:does|will|is) (?:it|that|this|the club) (?:end|over|stop)\b|\buntil when\b",
    re.I,
)
"""Asks whether a club goes on, or when it ends."""
WORTH = re.compile(
    rf"\b(?:get|have|see|give|want)\b[^.?!]{{0,20}}\b{_MINE}(?: back)?(?!\w)"
    rf"|\b{_MINE}\b[^.?!]{{0,12}}\b(?:back|gone|lost)\b"
    r"|\b\d+ (?:is )?(?:gone|lost)\b|\bany (?:money|refund)\b|\brefund\W*$",
    re.I,
)
"""Asks whether money comes of it."""
A_CLUB = re.compile(r"\b(?:the|your|an?|for) (?P<which>(?!the|this|that|my|old|same)\w+) (?:club|circle)\b", re.I)
"""A club by its name."""
SMALL = (graces.THANKED, undoing.WHEN, WHO, afterwards.NEWS, afterwards.WHERE_TO, afterwards.SMALL)
"""What may have been said since it was done."""
ENDED = re.compile(r"^cancel subscription .* → cancelled")


def met(scene: Scene) -> Turn | None:
    """What is known of the money of what was done last; None where something else is meant, or was talked of since."""
    memory, text = scene.memory, scene.text.replace("’", "'")
    if memory.errand or memory.pending or not memory.done or len(text.split()) > LONGEST or not scene.facts.bound:
        return None
    since = undoing.said_since(memory)
    if since is None or not all(_small(said) for said in since):
        return None
    order = afterwards.order_of_last(scene)
    if _of_another(scene, order):
        return None
    if ENDED.match("".join(memory.tried[-1:])) and not undoing.MONEY_BACK.search(memory.done):
        return _of_an_ended_club(scene, text)
    promised = memory.paid or undoing.MONEY_BACK.search(memory.done)
    return _of_money(scene, order, text) if promised else None


def beside(scene: Scene) -> Turn | None:
    """The same, where the next question stands under it already: what was done is told, and nothing of that one."""
    errand, memory = scene.memory.errand, scene.memory
    since = undoing.said_since(memory) if errand and errand.slot == errands.CONFIRM and memory.paid else None
    if errand is None or since is None or not all(_small(said) for said in since) or len(scene.text.split()) > LONGEST:
        return None
    if not WHEN.search(scene.text.replace("’", "'")) or _of_another(scene, afterwards.order_of_last(scene)):
        return None
    turn = errands.ask_again(scene, f"{memory.done} {scene.say('errand.back')}", errand.misses)
    return turn.because("asks after the money of what was done")


def _small(said: str) -> bool:
    """Whether it was a courtesy, or asked on after the same."""
    asks_on = any(pattern.search(said) for pattern in (WHEN, WHICH, AGAIN, WORTH))
    return asks_on or any(pattern.fullmatch(said) for pattern in SMALL)


def _of_money(scene: Scene, order: Order | None, text: str) -> Turn | None:
    """The day of it, or its card; of a charge of a club also whether another one comes."""
    club = _club(scene)
    goes_on = runs_on(club, scene.view({}, {})) if club and AGAIN.search(text) else ""
    when, which = WHEN.search(text), WHICH.search(text)
    if not (when or which or goes_on):
        return None
    if order and not club and scene.facts.shop_up and afterwards.money_moves(scene, order):
        return errands.begin(scene, "refund_status", {"order": order.number})
    if scene.heard and scene.intent == "refund_status" and scene.heard.band is Band.ACT and not goes_on:
        return None  # a charge that was paid back is told of there
    if which and not when:
        said = scene.say("afterwards.to", means=order.paid_with) if order else scene.say("errand.same_way")
        return _said(scene, said, "asks where the money of what was done goes")
    told = f"{scene.memory.done} {goes_on}" if goes_on and when else goes_on or scene.memory.done
    return _said(scene, told, "asks after the money of what was done")


def _of_an_ended_club(scene: Scene, text: str) -> Turn | None:
    """ "Will I get money back", of a club that runs out as it is paid; "when does it end"."""
    club = _club(scene)
    said = scene.say("afterwards.club_stays", title=club.title, ends=club.ends) if club and club.ends else ""
    if said and WORTH.search(text) and said not in scene.memory.ours[-1:]:
        ways = (Choice(scene.say("offer.colleague"), "human"), Choice(scene.say("offer.leave"), "leave"))
        return replace(_said(scene, said, "asks for the money of a club that ended", ways), outcome="offered")
    asks = AGAIN.search(text) or WORTH.search(text)
    return _said(scene, scene.memory.done, "asks on after a club that ended") if asks else None


def _club(scene: Scene) -> Subscription | None:
    """The club that was spoken of in what was done."""
    known = scene.facts.account.subscriptions if scene.facts.account else ()
    return next((club for club in known if club.title in scene.memory.done), None)


def _of_another(scene: Scene, order: Order | None) -> bool:
    """Whether something else of theirs, or another club, is named than what was done."""
    named = order_in(scene.given, scene.view({}, {}), scene.facts.orders)
    if named is not None:
        return order is None or named.number != order.number
    club = _club(scene)
    own = (names_in(order) if order else frozenset()) | (words_of(club.title) if club else frozenset())
    other_club = any(words_of(found["which"]) - own for found in A_CLUB.finditer(scene.text))
    return other_club or bool(naming(scene.text, bought(scene.facts)) - own)


def _said(scene: Scene, text: str, why: str, offers: tuple[Choice, ...] = ()) -> Turn:
    return Turn(replace(scene.memory, misses=0), (Reply(text, offers=offers),)).because(why)
