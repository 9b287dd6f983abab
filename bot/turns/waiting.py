"""While a case waits for its first person: facts are told, a call can be arranged, nothing else is begun."""

import re

from bot.anew import replace
from bot.content import Reply
from bot.events import Press
from bot.hearing import Band, hear
from bot.hearing.redaction import MARKER
from bot.knowledge.words import stems
from bot.memory import LINE, Turn
from bot.scene import Scene
from bot.slots import items_in
from bot.slots.what_now import asks_for_a_part, asks_now
from bot.standing import DEPARTMENTS, NET, OpenCase
from bot.turns import (
    about_the_case,
    afterwards,
    asides,
    asking_after,
    at_what_time,
    calls,
    centre,
    errands,
    incidents,
    no_call,
    own,
    people,
    presses,
    promising,
    questions,
    security,
    settled_meanwhile,
    shorthand,
    tongue,
    unneeded,
)
from bot.wording import Markup


def said(scene: Scene, case: OpenCase) -> Turn:
    """Words to a case that nobody has taken; typing the label of an offer is choosing it."""
    offers = scene.memory.offers
    value = presses.labelled(offers, scene.text) or shorthand.meant({"end": "", **offers}, scene.text)
    turn = _chosen(scene, case, value) or no_call.not_now(scene) or no_call.taken_back(scene, case)
    turn = turn or unneeded.taken_back(scene, case) or settled_meanwhile.closed(scene, case)
    if turn is None and not calls.under_way(scene):
        turn = about_the_case.answered(scene, case)
    turn = turn or calls.while_waiting(scene, case)
    told = None if questions.of_the_case(scene.text) else _told(scene)
    turn = turn or _no_news(scene, case, told)
    above = told is not None and _stands_above(scene, told)
    stands = told is not None and above and not _names_another(scene, told)
    return turn or people.while_waiting(scene, case, None if above else told, stands=stands)


def _no_news(scene: Scene, case: OpenCase, told: Turn | None) -> Turn | None:
    """ "Any news", "what do I do now": what stands above already is not told again as if it were new."""
    late = promising.is_late(scene, case)
    key = "waiting.no_news_late" if late else "waiting.no_news"
    said = scene.say(key, wait=scene.facts.desk.wait_of(case.department))
    known = said in scene.memory.ours[-1:] or (told is not None and _stands_above(scene, told))
    news = (afterwards.NEWS.fullmatch(scene.text) and known) or asking_after.of_its_news(scene, case)
    asks = news or asks_now(scene.text) or asks_for_a_part(scene.text)
    if not asks or case.call or promising.closed_until(scene, case.department):
        return None
    memory, wait = replace(scene.memory, acknowledged=case.number), scene.facts.desk.wait_of(case.department)
    if case.department == "security" and not news and (advice := security.advised(scene)):
        said = scene.say("waiting.meanwhile", advice=Markup(advice), wait=wait)
    return Turn(memory, (Reply(said, offers=(tongue.end(scene),)),)).because("while waiting: no news")


def _stands_above(scene: Scene, told: Turn) -> bool:
    said = {reply.text[:LINE] for reply in told.replies if reply.text}
    return any(text in line for text in said for line in scene.memory.ours)


def _names_another(scene: Scene, told: Turn) -> bool:
    """Whether they ask after a thing of theirs that what stands above is not about."""
    named = items_in(scene.given, tuple(item for order in scene.facts.orders for item in order.items)) or ()
    said = " ".join(reply.text for reply in told.replies)
    return bool(named) and not any(pick.item.name in said for pick in named)


def _told(scene: Scene) -> Turn | None:
    if afterwards.of_a_refund(scene.text) and (turn := afterwards.refund_again(scene)):
        return turn
    return fact(scene, pages=_may_be_written(scene)) if _asks(scene) else incidents.met(scene)


def _may_be_written(scene: Scene) -> bool:
    """Whether a page may be asked for: of "visa", or "another one please", nobody knows that beside a case."""
    if settled_meanwhile.CLOSES.fullmatch(scene.text) or not _names_a_subject(scene.text):
        return False
    own = hear(scene.text)
    return questions.asked_behind(scene.text) or (own.band is Band.ACT and own.intent in asides.QUICK)


_OF_ANYTHING = frozenset(
    "when fast until til gone tak take more who pay why wher clean ask find time approximate cost new sell".split()
)
"""Stems that a question about any case has: "how long does it take", "who pays for this"."""
_THEIR_CARD = re.compile(r"\b(?:my|on|which|what|the|that|this) (?:bank )?cards?\b", re.I)


def _names_a_subject(text: str) -> bool:
    """Whether it is of something that a page is about: else it is of their case, whatever page is like it."""
    return bool({*stems(_THEIR_CARD.sub(" ", text))} - _OF_ANYTHING)


def _asks(scene: Scene) -> bool:
    """Whether something is asked for: a story told to the person who comes is no question of ours."""
    if not MARKER.sub("", scene.text).strip():
        return False  # a number that was hidden, and nothing beside it
    asks = questions.asked_behind(scene.text) or questions.WISH.search(scene.text) or centre.wished(scene.text)
    return bool(asks or TO_BE_TOLD.search(scene.text)) or len(scene.text.split()) <= BRIEF


TO_BE_TOLD = re.compile(
    r"\btell me (?!to\b)|\b(?:need|want|like|love) to (?:know|track|see)\b|\bstatus\b|^\W*(?:please |pls )?track\b"
    r"|\b(?:need|want|have|get|like) (?:(?:an?|the|my|to have) )*(?:invoice|receipt|bill)s?\b",
    re.I,
)
"""Asks without the shape of a question."""
BRIEF = 4
"""In so few words ("tracking please") nobody tells a story."""


def pressed(scene: Scene, case: OpenCase, press: Press) -> Turn:
    """A button, pressed while nobody has taken the case."""
    if calls.under_way(scene) and scene.memory.errand and press.ask == scene.memory.errand.ask:
        return presses.pressed(scene, press)
    if turn := _chosen(scene, case, press.value):
        return turn
    looks = press.value.partition(":")[0] in ("track", "refund_status", centre.VERB)
    return people.while_waiting(scene, case, presses.pressed(scene, press) if looks else None)


def _chosen(scene: Scene, case: OpenCase, value: str) -> Turn | None:
    """What may be chosen meanwhile: a call, a message, who should look at it, or that it is settled."""
    verb, _, department = value.partition(":")
    match verb:
        case "call":
            return calls.asked_again(scene, case)
        case "end":
            return presses.offered(scene, value)
        case "leave_message":
            return people.noted(scene)
        case promising.HERE:
            return people.moves(scene, NET)
        case promising.THERE if department in DEPARTMENTS:
            return people.moves(scene, department)
        case _:
            return None


def _without_a_promise(scene: Scene, turn: Turn) -> Turn | None:
    """What is told beside something else calls nobody, and says of nobody that they come; a person is on offer."""
    told = replace(turn, handoff=None, outcome="answered")
    if turn.handoff is None:
        return told
    if len(turn.replies) == 1:
        return None
    told = replace(told, replies=turn.replies[:-1])
    return told if scene.facts.desk.case else people.offered(scene, told, "it would be a person's")


def fact(scene: Scene, *, pages: bool = True) -> Turn | None:
    """The answer to a direct question of fact, if this is one; nothing is begun."""
    if kept := centre.told(scene) or at_what_time.met(scene) or own.told(scene):
        return kept
    if many := incidents.met(scene):
        return many
    if scene.heard is None or scene.heard.band is not Band.ACT:
        return None
    looks = errands.LOOKS.get(scene.intent, scene.intent)
    flow = errands.ERRANDS.get(looks, "")
    if flow in errands.FACTUAL and errands.may_begin(scene, flow):
        turn = errands.begin(replace(scene, memory=replace(scene.memory, errand=None, parked=())), looks)
        if turn.replies and turn.after.errand is None:
            memory = replace(turn.after, parked=scene.memory.parked)  # what was put off is not gone on with by this
            return _without_a_promise(scene, replace(turn, after=memory))
    return asides.from_the_shelf(scene) if pages else None
