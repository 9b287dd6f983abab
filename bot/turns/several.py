"""Several wishes in one message: one is done after the other, none is forgotten."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from bot.anew import replace
from bot.content import Reply
from bot.flows.product import SELL
from bot.hearing import Band, Heard, hear
from bot.knowledge import Answer, going_on
from bot.knowledge.words import stems
from bot.memory import PARKED, Conversation, Errand, Turn
from bot.scene import Scene
from bot.slots import words_of
from bot.slots.products import meant
from bot.turns import errands, leads, parting, questions, with_a_club
from bot.turns.context import in_context, nobody
from bot.turns.context.calling import AT_THE_DOOR
from bot.turns.context.charges import PRICE_SAID
from bot.turns.context.deliveries import tells_of_a_move
from bot.turns.context.things import asks_if_in_time
from bot.wording import Markup

ENDS_CLUB = re.compile(
    r"\W*(?:(?:please|pls|then|also|can you|could you|i want to|just)\W+)*(?:cancel|stop|end|quit)"
    r" (?:the|my|this|that) (?!(?:charge|payment|refund|order)s?\b)\w+",
    re.I,
)
"""Ends something that runs: a club, a plan."""
BESIDES = re.compile(
    r"\b(?:also|plus|besides|another (?:thing|question)|one more thing|second(?:ly)?|as well|too)\b", re.I
)
"""Says that what follows is another matter."""
MOST = 4
PARTS = 8
"""More parts than these are a story, and heard as one."""
PARCELS = frozenset({"tracking", "late", "not_received", "courier", "new_address"})
CHARGES = frozenset({"charge", "subscription"})
GOODS = frozenset({"refund", "send_back", "fault"})
UNLIKE = (
    (PARCELS, CHARGES),
    (frozenset({"new_address"}), GOODS),
    (frozenset({"new_address"}), frozenset({"tracking"})),
)
"""Never one matter; anything else is two only where it is about two things, where it is said so, or where both are
only looked at."""
FAMILIES = (PARCELS, CHARGES, GOODS | {"cancel", "refund_status"})
"""Within these one thing leads to the other: even "also" makes no second matter of it."""
WAITED_FOR = frozenset({"tracking", "late", "not_received"})
POLITE = frozenset({"thanks", "greeting", "goodbye"})
"""What is said beside a wish and asks for nothing."""
CLEAR, TELLING = 0.85, 3
"""From this score, and so many words, a part of a message is a question about a product, or to the house."""
SHORT = 8
"""In so few words a part asks for a person or a call, and tells no story of one."""


def begun(scene: Scene) -> Turn | None:
    """The first of them, with the others to go on with; None if there is but one. What only looks comes first."""
    if scene.intent in POLITE:
        asked = [heard for heard in wishes(scene) if questions.OF_US.search(heard.text)]
        return errands.begin(replace(scene, heard=asked[0]), asked[0].intent) if asked else None
    found = _in_order(with_a_club.without_its_price(wishes(scene)))
    if len(found) < 2:
        found = [in_context(_heard(part, scene.policy.orders), scene.facts) for part in with_a_club.parts(scene)]
    if len(found) < 2:
        return None
    first, *others = found
    written = {other.text: answer for other in others if (answer := _written(scene, other))}
    later = [other for other in others if other.text not in written]
    turn = errands.begin(replace(scene, heard=first, memory=_left_for_later(scene, later)), first.intent)
    for answer in _not_shown(written.values(), turn):  # what a page answers is told at once, before what is asked
        said = scene.say("knowledge.in_passing", text=Markup(answer.text), source=Markup(answer.source))
        turn = replace(turn, replies=(Reply(said), *turn.replies)).because(f"knowledge: {answer.title}")
    if turn.handoff and later:
        turn = _kept_for_them(scene, turn, later)
    elif turn.after.errand and len(turn.after.parked) > len(scene.memory.parked):
        turn = leads.led_by(turn, scene.say("errand.then"))
    elif turn.after.errand is None:  # answered without an errand that would go on with the next
        turn = errands.back_to_parked(scene, turn)
    return turn.because(f"and then: {', '.join(o.intent for o in others)}")


def _not_shown(pages: Iterable[Answer], turn: Turn) -> list[Answer]:
    """Each page once, and none that the first wish was answered by."""
    told = " ".join(reply.text or (reply.question.text if reply.question else "") for reply in turn.replies)
    return [page for page in dict.fromkeys(pages) if Markup(page.text) not in told]


def _kept_for_them(scene: Scene, turn: Turn, later: list[Heard]) -> Turn:
    """Who hears that a person comes for the first thing hears that the others are not lost."""
    said = scene.say("handoff.others", what=scene.words.several(tuple(f"“{one.text[:80]}”" for one in later)))
    last = turn.replies[-1]
    return replace(turn, replies=(*turn.replies[:-1], replace(last, text=f"{last.text} {said}")))


def _written(scene: Scene, heard: Heard) -> Answer | None:
    """The page that one of the wishes is a question for, by the words of its title."""
    flow = errands.ERRANDS[heard.intent]
    if flow != "elsewhere" and (flow != "product" or meant(heard.text, scene.facts.products)):
        return None
    said = {*stems(heard.text)}
    return next((answer for answer in scene.facts.answers if said & {*stems(answer.title)}), None)


def _in_order(found: list[Heard]) -> list[Heard]:
    """What only looks comes first: it is answered at once; then a club's end, which may pay its charge back."""
    ends = any(ENDS_CLUB.match(heard.text) for heard in found)

    return sorted(
        found,
        key=lambda heard: (
            going_on.HOW.fullmatch(heard.text) is not None,  # "and what does it cost": of what was asked before it
            not _looks(heard),
            ends and errands.ERRANDS[heard.intent] == "charge",
        ),
    )


def _left_for_later(scene: Scene, others: list[Heard]) -> Conversation:
    left = [_put_off(scene, other) for other in others]
    return replace(scene.memory, parked=(*scene.memory.parked, *reversed(left))[-PARKED:], misses=0)


def _put_off(scene: Scene, heard: Heard) -> Errand:
    """A stranger who asks whether a thing could go back, should they buy it, is told the page, and not asked who."""
    supposed = not scene.facts.bound and going_on.of_nobodys(heard.text, heard.intent)
    intent = "faq" if supposed else heard.intent
    return Errand(errands.ERRANDS[intent], extras={"intent": intent, "words": heard.text[:500]})


def beside_a_person(scene: Scene, *, may_be_dropped: bool = False) -> tuple[Scene, str]:
    """What else is asked for in a message that calls for a person or a call: in one line, and the rest put off.

    A call may still be dropped: then the first of them is gone on with too, so it is put off as well.
    """
    asked = [h for h in parts_of(scene) if _is_wish(h) and not _calls(h)]
    acts = [h for h in asked if not _looks(h)]
    if not acts:
        return scene, in_a_line(asked[0]) if asked and scene.memory.errand is None else ""
    first, *others = acts if scene.memory.errand is None else (None, *acts)
    left = acts if may_be_dropped else list(filter(None, others))
    rest = replace(scene, memory=_left_for_later(scene, left))
    return rest, in_a_line(first) if first else ""


def in_a_line(heard: Heard) -> str:
    """A wish as the card shows it: what it is, and their words."""
    return f"{heard.intent.replace('_', ' ')}: {heard.text[:120]}"


def _looks(heard: Heard) -> bool:
    return errands.ERRANDS.get(heard.intent) in errands.FACTUAL


def facts(scene: Scene) -> Iterator[Heard]:
    """The parts that only ask where something stands."""
    for heard in parts_of(scene):
        if _is_wish(heard) and _looks(heard) and not _calls(heard):
            yield heard


def calling(scene: Scene) -> Scene:
    """A person or a call that one part asks for is asked for, whatever the whole was heard as."""
    if scene.heard is None or scene.triggered("human", "call", "safety", "security"):
        return scene
    if nobody.beside(scene.text) is not None or AT_THE_DOOR.search(scene.text):
        return scene
    part = next((h for h in parts_of(scene) if _calls(h)), None)
    if part is None:
        return scene
    heard = scene.heard
    return replace(
        scene, heard=replace(heard, triggers=heard.triggers + part.triggers, reasons=heard.reasons + part.reasons)
    )


def _calls(heard: Heard) -> bool:
    """Whether this part asks for a person or a call, and for nothing else."""
    asks = heard.intent in ("human_agent", "phone_call") and heard.band is Band.ACT
    return asks and bool({"human", "call"} & dict(heard.triggers).keys()) and len(heard.text.split()) <= SHORT


def parts_of(scene: Scene) -> list[Heard]:
    """Each part of the message, heard by itself."""
    parts = [part for start, end in parting.apart_at(scene) if (part := parting.bare(scene.text[start:end]))]
    if not 1 < len(parts) <= PARTS:
        return []
    return [in_context(_heard(part, scene.policy.orders), scene.facts) for part in parts]


@lru_cache(64)
def _heard(part: str, orders: re.Pattern[str] | None) -> Heard:
    """A turn looks at the parts more than once."""
    return hear(part, (), orders)


def wishes(scene: Scene) -> list[Heard]:
    """What is asked for in each part of the message, as far as it is clear and another matter."""
    found: list[Heard] = []
    for heard in parts_of(scene):
        of_a_thing = any(_flow(other) != "elsewhere" for other in found)  # no page is what has not come
        if of_a_thing and parting.ON_IT.match(heard.text) and _flow(heard) in WAITED_FOR and not _things(scene, heard):
            continue  # "it has not arrived": of what was asked for already
        wish = _surely(scene, heard)
        on = bool(found) and _flow(found[-1]) == "elsewhere" and _asks_on(wish)
        if (on or _is_wish(wish)) and len(found) < MOST and all(_apart(scene, wish, other) for other in found):
            found.append(wish)
    if any(_flow(heard) in WAITED_FOR for heard in found):
        found = [heard for heard in found if not tells_of_a_move(heard.text)]
    if asks_if_in_time(scene.text):  # that they are away is why they ask, and no wish of its own
        return [heard for heard in found if heard.intent != "change_delivery"]
    return found


HALF = 0.5
TELLS_OF_GOODS = frozenset({"item_problem", "return_exchange", "refund_status", "cancel_order"})


def _surely(scene: Scene, heard: Heard) -> Heard:
    """Half understood by itself, but it names a thing of theirs beside another matter: enough to ask on."""
    likely, chance = heard.intents[0]
    half = heard.band is Band.CLARIFY and chance >= HALF and likely in TELLS_OF_GOODS
    return replace(heard, band=Band.ACT) if half and _things(scene, heard) else heard


def _asks_on(heard: Heard) -> bool:
    """ "And what does it cost", right behind a question to the house: of a product only by itself."""
    return _flow(heard) == "product" and heard.band is Band.ACT and going_on.HOW.fullmatch(heard.text) is not None


def _flow(heard: Heard) -> str:
    return errands.ERRANDS.get(heard.intent, "")


WONDERS = re.compile(
    r"\b(?:wonder(?:ing|ed)?|tell me|(?:like|want) to (?:know|ask)) (?:if|whether|what|which|how|when|where)\b", re.I
)
"""Asks in a roundabout way."""
WAVED_OFF = re.compile(r"\bnever ?mind(?: about)?(?: (?:that|it|this))?\W*$|\bno (?:need|matter|worries)\W*$", re.I)
"""Told, and let go in the same breath."""
AT_A_LOSS = re.compile(
    r"\W*(?:(?:so|and|but|then|please|pls)\W+)*(?:what (?:can|should|do|shall|could) (?:i|we) do|what now"
    r"|(?:can|could) (?:you|anyone) help(?: me)?|what are my options|what happens now)"
    r"(?: (?:now|then|about (?:it|that|this)|please|pls))*\W*",
    re.I,
)
"""Asks what can be done of what was told beside it."""


OF_THE_HOUSE = re.compile(
    r"\b(?:delete|erase|remove|wipe|close) (?:all )?(?:of )?(?:my|our) (?:\w+ )?(?:data|account)\b"
    r"|\b(?:need|want|get|send)(?: me)? (?:an?|the|my) (?:\w+ )?(?:invoice|receipt)\b",
    re.I,
)
"""A wish that a page or a colleague meets, though it has no question's shape."""


def _is_wish(heard: Heard) -> bool:
    """Whether a part asks for something clearly enough to act on."""
    flow = errands.ERRANDS.get(heard.intent)
    if flow is None or heard.band is not Band.ACT or WAVED_OFF.search(heard.text):
        return False
    if AT_A_LOSS.fullmatch(heard.text) or PRICE_SAID.fullmatch(heard.text):
        return False
    if flow not in ("product", "elsewhere"):
        return True
    if flow == "product" and SELL.search(heard.text):
        return True
    if flow == "elsewhere" and OF_THE_HOUSE.search(heard.text):
        return True
    asked = questions.asked(heard.text) or WONDERS.search(heard.text) is not None
    return asked and heard.intents[0][1] >= CLEAR and len(heard.text.split()) > TELLING


def _apart(scene: Scene, one: Heard, other: Heard) -> bool:
    flows = {errands.ERRANDS[one.intent], errands.ERRANDS[other.intent]}
    if len(flows) < 2:
        return False
    if {"product", "elsewhere"} & flows or flows <= errands.FACTUAL:
        return True
    if any(flows & these and flows & those for these, those in UNLIKE):
        return True
    if flows == CHARGES and any(ENDS_CLUB.match(heard.text) for heard in (one, other)):
        return True  # what was charged, and then the end of it: neither leads to the other
    if with_a_club.apart(scene, one, other):
        return True
    named, before = _things(scene, one), _things(scene, other)
    if flows == {"charge", "refund"} and not (named or before):
        return False  # "I was charged too much, I want the difference"
    if named and (not named & before if before else parting.ANOTHER.match(one.text)):
        return True
    return bool(BESIDES.search(scene.text)) and not any(flows <= family for family in FAMILIES)


def _things(scene: Scene, heard: Heard) -> frozenset[str]:
    """What of theirs is named: a lamp of glass is one thing, whichever of the two words was said."""
    items = [item for order in scene.facts.orders for item in order.items]
    return frozenset(item.title for item in items if words_of(heard.text) & words_of(item.title))
