"""A fresh wish, and the one that had to wait for who they are."""

import re
from collections.abc import Callable

from bot.anew import replace
from bot.effects import Handoff
from bot.hearing import Band
from bot.memory import Turn
from bot.scene import Scene
from bot.slots import NOTHING_COMING, naming, order_in, words_of
from bot.turns import (
    afterwards,
    asides,
    asking_after,
    at_what_time,
    bare_name,
    behind_a_word,
    calls,
    centre,
    club_again,
    detours,
    errands,
    for_next_time,
    handing_over,
    identity,
    in_one_breath,
    incidents,
    later_back,
    leads,
    left_elsewhere,
    more_of_it,
    no_call,
    none_of_these,
    one_more,
    only_if,
    only_one_seen,
    open_return,
    opening,
    own,
    people,
    presses,
    safety,
    same_place,
    second_time,
    security,
    settled_meanwhile,
    several,
    smalltalk,
    there_after_all,
    told_no,
    two_reasons,
    unknown_number,
)
from bot.turns.context import wishes
from bot.turns.context.reading import bought
from bot.turns.known import GOES_BACK


def begun(scene: Scene) -> Turn:
    """A fresh wish, if it is clear enough to act on."""
    if told := next((turn for tried in TRIES if (turn := tried(scene))), None):
        return told
    if scene.heard is None or (scene.heard.band is not Band.ACT and not asides.answerable(scene)):
        if GIVES_BACK.search(scene.text) and naming(scene.text, bought(scene.facts)):
            return two_reasons.of_two_orders(scene, "return_exchange") or errands.begin(scene, "return_exchange")
        told = smalltalk.feast(scene) or smalltalk.only_named(scene) or none_of_these.unclear(scene)
        return told or smalltalk.not_understood(scene)
    scene = behind_a_word.read(scene)
    if smalltalk.beyond(scene):
        return smalltalk.not_understood(scene)
    scene = replace(scene, memory=replace(scene.memory, misses=0))
    match scene.intent:
        case "greeting":
            return opening.greet(scene)
        case "phone_call":
            return calls.our_number(scene) or no_call.begun(scene, calls.begin(scene))
        case "security_fraud":
            return security.report(scene, people.by_rule(scene, "security"))
        case "human_agent" | "case_followup" as intent:
            return handing_over.called(scene, people.by_rule(scene, handing_over.RULES[intent]))
        case intent if intent in smalltalk.SMALL:
            return behind_a_word.asked_about(scene) or smalltalk.answer(scene)
        case intent:
            return errands.begin(scene, intent)


GIVES_BACK = re.compile(r"\b(?:give|hand|bring|take|giving|bringing) (?:(?!me\b|us\b)\w+ ){0,3}back\b", re.I)
"""Another word for sending back, of what they have."""

RACES = {"cancel_order": "cancel", "change_delivery": "new_address"}
"""A moment decides these, and nobody is as quick as we are: who waited for a person would see the parcel leave."""

A_MOMENT_AGO = re.compile(
    r"\b(?:(?:\d+|a few|few|couple of|two|three|five|ten|some) (?:min\w*|secs?|seconds?)|a (?:minute|moment|second))"
    r" (?:ago|back|earlier)\b|\bjust now\b",
    re.I,
)

ONE_YES = {"billing_error": "charge"}
"""Where our question is the last one, a yes pays at once what a person would be waited for."""
GOODS = frozenset({"send_back", "refund", "cancel"})
ASKED_AT_ONCE = {"return_exchange": GOODS, "refund_request": GOODS}
"""In a hurry and not cross: what we ask next takes them less time than to wait for anybody."""


def in_haste(scene: Scene, need: Handoff) -> Turn | None:
    """ "Cancel it right now, before it ships": our question is put at once, and a person is one press away."""
    if need.rule == "urgency" and scene.memory.errand and scene.memory.errand.flow == identity.NAME:
        return _quickest_known(scene)
    clear = scene.heard is not None and scene.heard.band is Band.ACT and not scene.heard.frustrated
    quick = {intent: frozenset({flow}) for intent, flow in (RACES | ONE_YES).items()} | ASKED_AT_ONCE
    if need.rule != "urgency" or not clear or scene.intent not in quick or scene.memory.errand:
        return None
    turn = begun(scene)
    errand = turn.after.errand
    if scene.intent == "cancel_order" and NOTHING_COMING in turn.decided and not turn.handoff:
        # Nothing could be too late, unless it was placed so lately that we don't see it yet.
        return None if A_MOMENT_AGO.search(scene.text) else turn
    if (
        turn.handoff
        or errand is None
        or errand.flow not in quick[scene.intent]
        or wishes.ASKED_BEFORE.search(scene.text)
    ):
        return None
    if scene.intent in ONE_YES and errand.slot != errands.CONFIRM:
        return None
    return people.offered(scene, turn, "urgent")


def _quickest_known(scene: Scene) -> Turn | None:
    """Only who they are is missing: it is asked for once more, with a person one press away."""
    waits = scene.memory.parked[-1].flow if scene.memory.parked else ""
    if waits not in RACES.values() or scene.memory.offered:
        return None
    return people.offered(scene, identity.ask_again(scene, scene.say("identity.quickest")), "urgent")


def _put_right(scene: Scene) -> Turn | None:
    """No wish, but the answer that was missing to one they have just said no to: "no wait", and another address."""
    clear = scene.heard is not None and scene.heard.band is Band.ACT and scene.intent != "provide_info"
    intent = second_time.wanted_after_all(scene) if clear else second_time.answered_now(scene)
    intent = intent or second_time.money_after_all(scene)
    return errands.begin(scene, intent) if intent else _another_number(scene)


def _another_number(scene: Scene) -> Turn | None:
    """ "No wait", and then "only two": the same, put right as it would have been at its last yes."""
    old = second_time.counted_anew(scene)
    if old is None:
        return None
    anew = errands.begin(scene, old.extras["intent"], words=old.extras["words"])
    if anew.after.errand is None or anew.after.errand.slot != errands.CONFIRM:
        return None
    said = replace(scene.given, text=f"no, {scene.text}")  # what they said no to is what they put right
    return errands.go_on(replace(scene, memory=anew.after), said)


AND_THAT = re.compile(
    r"\W*(?:ok(?:ay)?\W+|thanks\W+|cool\W+|great\W+)*(?:and|(?:and )?(?:what|how) about)\W+(?:the |my |those |that )?"
    r"(?!.*\b(?:is|are|was|were|do|does|did|has|have|not|never|fits?|leaks?|broke|broken|cracked|wrong)\b|.*n'?t\b)"
    r"[\w'-]+(?: [\w'-]+){0,2}\W*",
    re.I,
)


THE_THING = re.compile(r"\W*(?:(?:for|of|from|with|about) )?(?:the|my|those) [\w'-]+(?: [\w'-]+)?\W*", re.I)
"""As short as the name of a thing is."""
NOT_THAT = re.compile(
    r"\W*(?:(?:no|sorry|oh|ah)\W+)*not (?:the |my )[\w'-]+(?: [\w'-]+)?\s*[,.;:-]+\s*(?:but )?"
    r"|\W*(?:(?:no+|sorry|oh|ah)\W+)+(?:not (?:that|this|it)(?: one)?\W*)?(?:(?:but|i meant?|rather|it'?s)\W+)*"
    r"(?=(?:the|my) [\w'-]+(?: [\w'-]+)?\W*$)",
    re.I,
)
"""Of another thing than was told of, before it is named: "no, not the kettle, the iron pan"."""


def _and_that_one(scene: Scene) -> Turn | None:
    """ "And the table", right after they were told where something is, or that it may not go back: the same of that."""
    topic = scene.memory.topic
    if errands.ERRANDS.get(topic) not in errands.FACTUAL | GOES_BACK:
        return None
    if (denied := NOT_THAT.match(scene.text)) and scene.text[denied.end() :].strip():
        scene = replace(scene, heard=detours.by_itself(scene, scene.text[denied.end() :]))
    no_more = words_of(scene.text) <= bought(scene.facts)  # "the kettle leaks" says more of it
    only_named = no_more and THE_THING.fullmatch(scene.text)
    if not ((only_named and errands.ERRANDS[topic] in errands.FACTUAL) or AND_THAT.fullmatch(scene.text)):
        return None
    if order_in(scene.given, scene.view({}, {}), scene.facts.orders) is None:
        return None
    return errands.begin(scene, topic).because("the same is asked of another thing")


def _for_two_reasons(scene: Scene) -> Turn | None:
    """Goods of one order, each with a reason of its own, and no other wish beside them."""
    sure = scene.heard is not None and scene.heard.band is Band.ACT
    if not sure or any(errands.ERRANDS.get(wish.intent) not in several.GOODS for wish in several.wishes(scene)):
        return None
    return two_reasons.begun(replace(scene, memory=replace(scene.memory, misses=0)), scene.intent)


def _later_back(scene: Scene) -> Turn | None:
    return _with_the_rest(scene, later_back.asked)


def _one_more(scene: Scene) -> Turn | None:
    return _with_the_rest(scene, one_more.wished)


def _with_the_rest(scene: Scene, tell: Callable[[Scene], Turn | None]) -> Turn | None:
    """What is told of one wish alone, and the other one that stands beside it."""
    told = tell(scene)
    others = [*several.wishes(scene), *several.facts(scene)] if told else []  # of a parcel, both are one matter
    others = [wish for wish in others if not tell(replace(scene, heard=wish))]
    if told is None or not others:
        return told
    turn = errands.begin(replace(scene, heard=others[0]), others[0].intent)
    turn = leads.next_of(scene, turn, told)
    said = tuple(replace(reply, offers=()) for reply in told.replies)  # a yes is one to what is asked below
    return replace(turn, replies=said + turn.replies, decided=told.decided + turn.decided)


def _of_two_orders(scene: Scene) -> Turn | None:
    clear = scene.heard is not None and scene.heard.band is Band.ACT
    return two_reasons.of_two_orders(scene, scene.intent) if clear else None


TRIES: tuple[Callable[[Scene], Turn | None], ...] = (
    in_one_breath.taken_back,  # first: its beginning alone is a wish
    second_time.keeps,
    asking_after.of_none_open,
    asking_after.of_one_given_back,
    settled_meanwhile.closed_already,  # before an order is cancelled
    safety.beside_medicine,
    _one_more,
    asides.keeps_return,  # before second thoughts: of a return that nobody has handed in nothing is too late
    open_return.withdrawn,
    open_return.handed_in_when,
    open_return.sent_unseen,
    centre.told,
    left_elsewhere.kept_already,  # before the same is asked of the carrier twice
    left_elsewhere.wished,
    left_elsewhere.readdressed,
    left_elsewhere.put_back,
    same_place.met,
    for_next_time.met,
    club_again.asked_after,
    club_again.may_return,
    club_again.charge_before,
    club_again.ended_again,
    club_again.stopped,
    club_again.out_with_its_money,
    club_again.wanted,  # before second thoughts: of a club that has ended nothing is too late
    none_of_these.named,  # before what was shown is taken up, or a small no heard: they name what they mean
    afterwards.met,
    there_after_all.told,
    own.until_when,
    _later_back,
    at_what_time.met,
    own.told,
    only_one_seen.told,
    told_no.asked_on,  # in this talk "how much" sounds like the wish that was refused
    more_of_it.asked,
    more_of_it.as_ordered,
    smalltalk.turned_away,
    unknown_number.met,
    _for_two_reasons,
    only_if.asked,
    only_if.not_sent,
    only_if.who_pays,
    only_if.begun,  # before the wish that stands in it
    several.begun,
    _of_two_orders,
    presses.in_short,
    incidents.met,
    _put_right,
    _and_that_one,
    bare_name.named,
    bare_name.joined,
)
"""What these words may be besides one clear wish, in this order."""


def taken_up(scene: Scene) -> Turn:
    """The errand that had to wait for who they are, or the likely reasons."""
    if not scene.memory.parked:
        return opening.greet(scene)
    *others, errand = scene.memory.parked
    return errands.resume(replace(scene, memory=replace(scene.memory, parked=tuple(others))), errand)
