"""Asked on, beside a written answer or where staff's details are asked for: a page is tried first, thanks end it."""

import re

from bot.anew import replace
from bot.content import Reply
from bot.flows.home import OF_THE_HOUSE, QUESTION, home
from bot.hearing import Band, hear
from bot.knowledge import Answer, going_on
from bot.memory import Errand, Turn
from bot.scene import Scene
from bot.slots import order_in
from bot.slots.own_words import WANTS_NONE
from bot.turns import asides, errands, graces
from bot.turns.detours import YES_AND
from bot.writes import micros

HELPED = "helped"
"""The slot that asks whether a written answer was enough."""
FEW = 5
"""In so few words ("klarna?", "come on, just 10%") something is asked without the shape of a question."""
OFTEN = 2
"""So often it is said that the page above has it: whoever still asks then is asked what exactly."""
MOST = 14
"""More words than these tell what staff will need."""
DECLINED = re.compile(
    r"\W*(?:no+|nah|nope)\W*(?:(?:thanks?|thank you|thx|ty|cheers|need|worries|it'?s|that'?s|all|ok(?:ay)?|fine|good"
    r"|don'?t bother|leave it)\W*)*",
    re.I,
)
ALL_WELL = re.compile(
    r"(?:(?!\b(?:not?|but|never|only|n'?t)\b|n['’]t)[^?])*\b(?:is|are|was|were|it'?s|they'?re)"
    r" (?:all |just |really |so |very |absolutely )?(?:fine|good|great|ok(?:ay)?|perfect|lovely|brilliant)"
    r"(?: (?:now|btw|by the way|though|anyway|thanks|thank you|too|as well))*\W*",
    re.I,
)
"""Something is fine, and nothing is asked."""
LONGEST = 120
"""Characters of their questions that a card shows."""
OVER = (ALL_WELL, DECLINED, WANTS_NONE)
ANSWERED = asides.QUICK | {"return_exchange", "out_of_scope", "provide_info"}
"""What a line that a page answers may have been heard as, however sure."""


DO_IT = re.compile(
    r"\b(?:can|could|would|will) (?:you|u|someone|somebody)(?: (?:please|pls|just|not|maybe))*"
    r" (?:e-?mail|mail|send|post|do)"
    r" (?:it|that|them|this|one|me)\b",
    re.I,
)


def to_be_done(scene: Scene) -> bool:
    """ "Can you just mail it", beside the page that says where it is: that page was not enough."""
    errand = scene.memory.errand
    return errand is not None and errand.slot == HELPED and DO_IT.search(scene.text) is not None


def met(scene: Scene) -> Turn | None:
    """The page that answers this line, or a kind end; None if it is a detail, or something else."""
    errand = scene.memory.errand
    if errand is None or errand.flow != "elsewhere":
        return None
    if ended := _ended(scene, errand):
        return ended
    free = replace(scene, memory=replace(scene.memory, errand=None))
    if asides.of_a_page(scene):
        turn = asides.from_the_catalogue(free)
        return errands.back_to_parked(free, turn.because("asked on")) if turn else None
    if turn := _of_a_parcel(free, errand):
        return turn
    return (_from_a_page(scene, free, errand) or _nor_that(scene, errand)) if _asks(scene, errand) else None


WHEN = re.compile(r"\b(?:when|where)\W*$|^\W*(?:\w+\W+){0,2}(?:when|where)(?:'?s| is| will| does)\b", re.I)
MINE = re.compile(r"\b(?:mine|my (?:order|parcel|package|delivery))\b", re.I)
"""Something of theirs is spoken of, and nothing in general."""


def _of_a_parcel(free: Scene, errand: Errand) -> Turn | None:
    """ "Good, so mine leaves when", beside a page: after that page it sounds like more of the same, and is not."""
    named = order_in(free.given, free.view({}, {}), free.facts.orders) if errand.slot == HELPED else None
    if named and named.number in free.text and WHEN.search(free.text):
        return errands.begin(free, "order_status", {"orders": named.number}).because("asked on: an order of theirs")
    if errand.slot != HELPED or not free.facts.orders or not MINE.search(free.text):
        return None
    alone = hear(free.text, (), free.policy.orders)
    if alone.band is not Band.ACT or alone.intent != "order_status":
        return None
    return errands.begin(replace(free, heard=alone), alone.intent).because("asked on: a parcel of theirs")


def tells_more(scene: Scene, errand: Errand) -> bool:
    """Where something of theirs does not work, "it says expired" tells more of that, whatever page has the word."""
    same = scene.intent == errand.extras.get("intent") and not QUESTION.search(scene.text)
    return same and not _general(scene, errand)


def _general(scene: Scene, errand: Errand) -> bool:
    return home(scene.view(errand.answers, errand.extras)).first in ("what_about", "which_product")


def _asks(scene: Scene, errand: Errand) -> bool:
    count = len(scene.text.split())
    few = _general(scene, errand) and count <= FEW and not YES_AND.search(scene.text)
    return few or (count <= MOST and QUESTION.search(scene.text) is not None)


def _from_a_page(scene: Scene, free: Scene, errand: Errand) -> Turn | None:
    """Another page takes the place of the one before; the same may answer this line, too."""
    if not scene.facts.answers or scene.intent not in ANSWERED:
        return None
    if scene.facts.answers[0].id != errand.extras.get("answer") or _reads_otherwise(errand, scene.facts.answers[0]):
        intent = scene.intent if scene.intent in errands.ERRANDS else "faq"
        return _of_the_same(scene, errand, errands.begin(free, intent)).because("asked on: another page")
    shown = int(errand.extras.get("again", "0"))
    if errand.slot != HELPED or shown >= OFTEN:
        return None
    again = replace(errand, extras={**errand.extras, "again": str(shown + 1)})
    scene = replace(scene, memory=replace(scene.memory, errand=again))
    return errands.ask_again(scene, scene.say("knowledge.same_page")).because("asked on: the same page")


def _reads_otherwise(errand: Errand, answer: Answer) -> bool:
    """Whether the page no longer says what was shown of it with our question: the shop has set other hours, say."""
    with_its_page = errand.slot == HELPED and "again" not in errand.extras
    return with_its_page and bool(errand.shown) and answer.text not in errand.shown


def _of_the_same(scene: Scene, errand: Errand, turn: Turn) -> Turn:
    """Of "how much?" alone nobody knows later what it was about: the question before is kept with the new page."""
    new = turn.after.errand
    if new is None or not going_on.HOW.fullmatch(scene.text):
        return turn
    asked = replace(new, extras={**new.extras, "words": errand.extras.get("words", "")})
    return replace(turn, after=replace(turn.after, errand=asked))


def _nor_that(scene: Scene, errand: Errand) -> Turn | None:
    """One more short question that nothing is written on is not what a colleague was asked: whether they should be."""
    short = len(scene.text.split()) <= FEW and QUESTION.search(scene.text)
    if errand.slot != "second" or not _general(scene, errand) or not short:
        return None
    return _offered(scene, errand)


def beside_a_page(scene: Scene, errand: Errand) -> Turn | None:
    """Of an account or a fault, too, a question that no page answers calls nobody unasked."""
    asks = errand.slot == HELPED and QUESTION.search(scene.text) and len(scene.text.split()) <= MOST
    return _offered(scene, errand) if asks and not _general(scene, errand) else None


def _offered(scene: Scene, errand: Errand) -> Turn:
    about = f"{errand.answers.get('first') or errand.extras.get('words', '')}; {scene.text}"[:LONGEST]
    topic, at = errand.extras.get("intent", "faq"), micros(scene.facts.now)
    memory = replace(scene.memory, errand=None, misses=0, topic=topic, topic_at=at, about=about)
    turn = errands.with_way_out(scene, Turn(memory, (Reply(scene.say("knowledge.nor_that")),)))
    return turn.because("asked on: nothing is written on that either")


def _ended(scene: Scene, errand: Errand) -> Turn | None:
    """Thanks, or that all is well, where a detail is asked for: nobody waits for an answer any more."""
    said = graces.courtesy(scene)
    if errand.slot == HELPED:
        over = said == "goodbye" or ALL_WELL.fullmatch(scene.text) is not None
    else:
        over = said in ("thanks", "goodbye") or any(p.fullmatch(scene.text) for p in (*OVER, graces.THANKED))
    if not over:
        return None
    if errand.extras.get("intent") not in OF_THE_HOUSE:  # something does not work: that is still so
        return graces.beside(scene)
    if DECLINED.fullmatch(scene.text) or WANTS_NONE.fullmatch(scene.text):
        said = "left"
    word = f"small.{said}" if said in ("thanks", "goodbye", "left") else "knowledge.glad"
    free = replace(scene, memory=replace(scene.memory, errand=None, misses=0))
    turn = Turn(free.memory, (Reply(scene.say(word)),)).because("no answer is waited for any more")
    return errands.back_to_parked(free, turn)
