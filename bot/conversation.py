"""One person's conversation: what an event means for it. Pure; the heart of the product."""

import re
from collections.abc import Callable

from bot.anew import replace
from bot.content import Reply
from bot.effects import Handoff
from bot.events import Deleted, Due, Edited, Filled, Inbound, Opened, Press, Result, Said
from bot.facts import Facts
from bot.hearing import Heard
from bot.memory import Conversation, Turn
from bot.policy import Policy
from bot.prediction import Predicted, predicted
from bot.scene import Scene, words_for
from bot.turns import (
    afterwards,
    another_shop,
    another_tongue,
    asides,
    asking_after,
    beginning,
    calls,
    consent,
    detours,
    dont_use,
    errands,
    for_the_wait,
    handing_over,
    idle,
    in_public,
    just_told,
    keeping,
    leads,
    learning,
    let_that_go,
    money_after,
    no_call,
    no_explained,
    not_ours,
    nothing_newer,
    nudges,
    of_return,
    of_the_club,
    offered,
    opening,
    people,
    photo_later,
    pictures,
    pointing,
    presses,
    price_fell,
    put_right_now,
    rating,
    refund_told,
    refused,
    results,
    ring_the_driver,
    safety,
    security,
    several,
    smalltalk,
    store_credit,
    under_way,
    undoing,
    waiting,
    wakes,
    withdrawing,
)
from bot.turns.context import in_context

__all__ = ["Conversation", "Predicted", "Turn", "predicted", "respond", "words_for"]

GIVE_UP = re.compile(
    r"\W*(?:never ?mind|nvm|forget (?:it|about it)|stop|cancel that|leave it|drop it|not now|doesn'?t matter)\W*", re.I
)


def respond(now: Conversation, event: Inbound, heard: Heard | None, facts: Facts, policy: Policy) -> Turn:
    """Decide one turn. Same conversation, same event, same facts: same turn."""
    meant = in_context(heard, facts) if heard else None
    scene = Scene(_awake(now, facts), event, facts, policy, words_for(facts, policy), meant)
    turn = pictures.kept(scene, learning.note(scene, calls.waits_for_number(scene, _decide(scene))))
    silent = bool(facts.desk.case and facts.desk.case.silences_bot)
    turn = opening.introduce(scene, rating.over(scene, turn)) if _is_talk(event) else turn
    return _remember(replace(turn, after=replace(turn.after, was_silent=silent)))


def _awake(now: Conversation, facts: Facts) -> Conversation:
    """After a hand-back old words are forgotten, so that they do not call a person again."""
    case = facts.desk.case
    if now.was_silent and not (case and case.silences_bot):
        return Conversation(greeted=True, asks=now.asks, shares=now.shares, resting=now.resting, pending=now.pending)
    return now


def _is_talk(event: Inbound) -> bool:
    return isinstance(event.body, Said | Press | Opened | Filled)


def _remember(turn: Turn) -> Turn:
    """Keep our own last words, and the labels of the choices that stand by themselves."""
    memory = turn.after
    for reply in turn.replies:
        memory = memory.said(reply.text or (reply.question.text if reply.question else ""))
    if turn.replies:
        offers = {c.value: c.label for r in turn.replies for c in r.offers if not c.link}
        memory = replace(memory, offers=offers, let_go=() if memory.errand else memory.let_go)
    return replace(turn, after=memory)


def _decide(scene: Scene) -> Turn:
    if scene.facts.blocked and _is_talk(scene.event):
        return _safety(scene) or _blocked(scene)
    if scene.event.place.public and _is_talk(scene.event):
        return in_public.answer(scene)
    match scene.event.body:
        case Said():
            return _said(scene)
        case Press() as press:
            return rating.pressed(scene, press) or _press(scene, press)
        case Opened() | Filled():  # what was filled in arrives as words; an empty form is a greeting
            return opening.greet(scene) if scene.facts.desk.case is None else Turn(scene.memory, outcome="mirrored")
        case Edited() | Deleted():
            return Turn(scene.memory, outcome="mirrored").because("an earlier message changed")
        case Result() as result:
            return errands.after_result(scene, results.came_back(scene, result))
        case Due() as timer:
            return wakes.due(scene, timer)


def _blocked(scene: Scene) -> Turn:
    """One kind sentence, then silence: an admin has closed this chat, and the trace says so."""
    turn = Turn(replace(scene.memory, told_blocked=True), outcome="silent").because("this person is blocked")
    return turn if scene.memory.told_blocked else turn.says(Reply(scene.say("small.blocked"), notice=True))


def _press(scene: Scene, press: Press) -> Turn:
    case = scene.facts.desk.case
    if case is None or press.value == "end":
        return presses.pressed(scene, press)
    if case.silences_bot:
        return Turn(scene.memory, outcome="mirrored").because("a person is talking: the bot is silent")
    return waiting.pressed(scene, case, press)


def _said(scene: Scene) -> Turn:
    """Words: safety first, then whoever is there already, then the errand under way, then a new one."""
    heard = scene.memory.hears(scene.text)
    scene = replace(scene, memory=heard)
    turn = consent.remind(scene, _safety(scene) or _with_case(scene) or nothing_newer.instead(scene, _alone(scene)))
    return asides.about_files(scene, asides.about_secrets(scene, turn))


def _safety(scene: Scene) -> Turn | None:
    """Injury, fire, allergy, self-harm, threats: safety words first, a person at once, no form."""
    words = scene.triggered("safety")
    if not words:
        return None
    said = safety.words_first(scene, words)
    if scene.facts.desk.case:
        return replace(said, remarks=(f"Safety: {words}",), again=True)
    need = people.opening(scene) or Handoff("safety", (words,), urgent=True)
    return people.call(scene, said, need)


def _with_case(scene: Scene) -> Turn | None:
    case = scene.facts.desk.case
    if case is None:
        return None
    if told := security.meanwhile(scene, case) or asking_after.after_open(scene, case):
        return told
    if case.silences_bot:
        return Turn(scene.memory, outcome="mirrored").because("a person is talking: the bot is silent")
    return waiting.said(scene, case)


def _alone(scene: Scene) -> Turn:
    """No person is there: call one, go on with what is under way, or begin something."""
    if turn := next((turn for tried in SHORT if (turn := tried(scene))), None):
        return turn
    if idle.stale(scene) and not idle.answered(scene):
        return _after_long(scene)
    scene = nudges.wordless(scene)
    if not scene.text and not scene.memory.errand:
        return smalltalk.nothing_said(scene)
    scene = several.calling(just_told.read_again(scene))
    if turn := next((turn for tried in AFTER if (turn := tried(scene))), None):
        return turn
    if calls.asked_for(scene):
        return handing_over.to_call(scene)
    need = people.opening(scene)
    if turn := detours.expected(scene, need) if need else (asking_after.not_settled(scene) or wakes.settled(scene)):
        return turn
    if need:
        quickest = detours.answered_in_haste(scene, need) or beginning.in_haste(scene, need)
        return quickest or handing_over.called(scene, need)
    if scene.memory.errand is None:
        return people.offer(scene, dont_use.told(scene, beginning.begun(scene)))
    if GIVE_UP.fullmatch(scene.text):
        return detours.any_of_them(scene) or detours.given_up(scene)
    return people.offer(scene, dont_use.told(scene, under_way.went_on(scene)))


SHORT: tuple[Callable[[Scene], Turn | None], ...] = (
    of_return.met,  # before an offer is let be, or any wish is heard in it that would begin anew
    offered.why_refused,
    no_explained.met,
    presses.typed,
    presses.agreed_to,  # before a no is taken for contesting what was refused
    people.leave_answered,
    refused.met,
    rating.said,
)
"""What a few words may be to our own last ones, whatever else could be heard in them."""
AFTER: tuple[Callable[[Scene], Turn | None], ...] = (
    another_shop.met,
    another_tongue.met,
    nudges.met,
    withdrawing.declared,
    of_the_club.ended,  # before an order is looked for, or a no heard in it
    not_ours.met,
    refund_told.met,
    for_the_wait.met,
    price_fell.met,
    afterwards.asked_on,
    undoing.told_again,
    afterwards.told,
    money_after.met,
    store_credit.asked_after,
    pointing.above,
    smalltalk.praised,
    smalltalk.thanked,
    let_that_go.met,
    no_call.not_now,
    photo_later.met,
    keeping.goes_home,  # before a day or a hurry in its reason is an answer
    pictures.none,  # no no to anything but a picture
    put_right_now.met,
    ring_the_driver.met,
)
"""What comes after an answer or something that was done, before a person is thought of."""


def _after_long(scene: Scene) -> Turn:
    """What was asked so long ago is let go: a new wish is met, anything less is told so."""
    rested = idle.let_go(scene)
    if idle.asks_nothing(rested):
        return idle.told(rested, scene)
    return leads.led_by(_alone(rested), idle.words(scene))


def welcome(turn: Turn, event: Inbound, facts: Facts, policy: Policy) -> Turn:
    """The rest of a turn that proved who somebody is, now that their orders are known."""
    scene = Scene(turn.after, event, facts, policy, words_for(facts, policy))
    name = opening.first_name(facts.account.customer.name) if facts.account else ""
    hello = Reply(scene.say("identity.bound", name=name) if name else scene.say("identity.proven"))
    rest = beginning.taken_up(scene)
    return _remember(
        replace(
            rest,
            replies=(hello, *rest.replies),
            binds=turn.binds,
            masks=turn.masks,
            decided=turn.decided + rest.decided,
        )
    )
