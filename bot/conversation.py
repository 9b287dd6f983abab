"""One person's conversation: what an event means for it. Pure; the heart of the product."""

import re

from bot.anew import replace
from bot.content import Reply
from bot.corrections import BARE
from bot.effects import Handoff
from bot.events import Deleted, Due, Edited, Filled, Inbound, Opened, Press, Result, Said
from bot.facts import Facts
from bot.hearing import Band, Heard
from bot.memory import Conversation, Turn
from bot.policy import Policy
from bot.prediction import Predicted, predicted
from bot.scene import Scene, words_for
from bot.slots import order_in
from bot.turns import (
    adding,
    asides,
    asking_after,
    calls,
    centre,
    consent,
    detours,
    errands,
    handing_over,
    identity,
    idle,
    in_public,
    incidents,
    leads,
    learning,
    opening,
    people,
    pictures,
    presses,
    questions,
    rating,
    results,
    safety,
    security,
    several,
    smalltalk,
    turning,
    two_reasons,
    waiting,
    wakes,
)
from bot.turns.context import in_context

__all__ = ["Conversation", "Predicted", "Turn", "predicted", "respond", "words_for"]

GIVE_UP = re.compile(
    r"\W*(?:never ?mind|forget (?:it|about it)|stop|cancel that|leave it|drop it|not now|doesn'?t matter)\W*", re.I
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
    turn = consent.remind(scene, _safety(scene) or _with_case(scene) or _alone(scene))
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
    if turn := presses.typed(scene) or people.leave_answered(scene) or rating.said(scene):
        return turn
    if idle.stale(scene) and not idle.answered(scene):
        return _after_long(scene)
    if not scene.text and not scene.memory.errand:
        return smalltalk.nothing_said(scene)
    scene = several.calling(scene)
    if calls.asked_for(scene):
        return handing_over.to_call(scene)
    need = people.opening(scene)
    if turn := detours.expected(scene, need) if need else wakes.settled(scene):
        return turn
    if need:
        return detours.answered_in_haste(scene, need) or handing_over.called(scene, need)
    if scene.memory.errand is None:
        return people.offer(scene, _new(scene))
    if GIVE_UP.fullmatch(scene.text):
        return detours.given_up(scene)
    return people.offer(scene, _under_way(scene))


def _after_long(scene: Scene) -> Turn:
    """What was asked so long ago is let go: a new wish is met, anything less is told so."""
    rested = idle.let_go(scene)
    if idle.asks_nothing(rested):
        return idle.told(rested, scene)
    return leads.led_by(_alone(rested), idle.words(scene))


def _under_way(scene: Scene) -> Turn:
    """An answer, a digression that is answered before the question returns, another errand, or a miss."""
    errand = scene.memory.errand
    if errand and errand.flow == identity.NAME:
        if scene.facts.bound:
            return _taken_up(replace(scene, memory=replace(scene.memory, errand=None, challenge=None)))
        return identity.sent_again(scene) or _digression(scene) or identity.go_on(scene)
    if errand and errand.slot == "helped":
        return errands.go_on(scene, scene.given) or _beside_the_answer(scene)
    asked_us = _digression(scene) if questions.OF_US.search(scene.text) or centre.wished(scene.text) else None
    return (
        asked_us
        or (presses.in_short(scene) if errand and errand.slot == errands.CONFIRM else None)
        or detours.turned_away(scene)
        or adding.joined(scene)
        or detours.misplaced(scene)
        or _named_in_answer(scene)
        or (_digression(scene) if asides.answers_at_once(scene) else None)
        or errands.go_on(scene, scene.given)
        or presses.in_short(scene)
        or (detours.given_up(scene) if turning.lets_go(scene.text) else None)
        or detours.instead(scene)
        or detours.hesitates(scene)
        or detours.withdrawn(scene)
        or _digression(scene)
        or pictures.alone(scene)
        or detours.another(scene)
        or detours.miss(scene)
    )


def _named_in_answer(scene: Scene) -> Turn | None:
    """A bare name answers our question or is a miss: nobody asked what the thing's page in the catalogue says."""
    if len(scene.text.split()) > BARE or questions.ANY.search(scene.text):
        return None
    named = order_in(scene.given, scene.view({}, {}), scene.facts.orders)
    if named:
        return errands.go_on(scene, scene.given)
    return (errands.go_on(scene, scene.given) or detours.miss(scene)) if asides.only_named(scene) else None


def _beside_the_answer(scene: Scene) -> Turn:
    """Neither yes nor no to "did that settle it": something new, or what staff will need to know."""
    errand, scene = scene.memory.errand, detours.behind_a_yes(scene)
    if errand is None or asides.is_new(scene, errand):
        return _new(replace(scene, memory=replace(scene.memory, errand=None)))
    return errands.not_helped(scene, errand)


def _digression(scene: Scene) -> Turn | None:
    fact, errand = waiting.fact(scene), scene.memory.errand
    if fact is None or scene.given.entity("email"):
        return None
    asks = questions.OF_US.search(scene.text) or centre.wished(scene.text)
    if errand and scene.intent == errand.extras.get("intent") and not (asks and errand.ask):
        return None  # what is under way already, and no question: it leads nowhere else
    misses = errand.misses if errand else 0
    back = errands.ask_again(scene, scene.say("errand.back"), misses)
    back = replace(back, replies=fact.replies + back.replies, wakes=fact.wakes + back.wakes)
    outcome = back.outcome if back.handoff else "answered"
    return replace(back, decided=fact.decided + back.decided, outcome=outcome)


def _new(scene: Scene) -> Turn:
    """A fresh wish, if it is clear enough to act on."""
    if told := centre.told(scene) or smalltalk.turned_away(scene) or several.begun(scene):
        return told
    if told := presses.in_short(scene) or incidents.met(scene):
        return told
    if scene.heard is None or (scene.heard.band is not Band.ACT and not asides.answerable(scene)):
        return smalltalk.only_named(scene) or smalltalk.not_understood(scene)
    if smalltalk.beyond(scene):
        return smalltalk.not_understood(scene)
    scene = replace(scene, memory=replace(scene.memory, misses=0))
    match scene.intent:
        case "greeting":
            return opening.greet(scene)
        case "phone_call":
            return calls.begin(scene)
        case "security_fraud":
            return security.report(scene, people.by_rule(scene, "security"))
        case "human_agent" | "case_followup" as intent:
            return handing_over.called(scene, people.by_rule(scene, handing_over.RULES[intent]))
        case intent if intent in smalltalk.SMALL:
            return smalltalk.answer(scene)
        case intent:
            return two_reasons.begun(scene, intent) or errands.begin(scene, intent)


def welcome(turn: Turn, event: Inbound, facts: Facts, policy: Policy) -> Turn:
    """The rest of a turn that proved who somebody is, now that their orders are known."""
    scene = Scene(turn.after, event, facts, policy, words_for(facts, policy))
    name = opening.first_name(facts.account.customer.name) if facts.account else ""
    hello = Reply(scene.say("identity.bound", name=name) if name else scene.say("identity.proven"))
    rest = _taken_up(scene)
    return _remember(
        replace(
            rest,
            replies=(hello, *rest.replies),
            binds=turn.binds,
            masks=turn.masks,
            decided=turn.decided + rest.decided,
        )
    )


def _taken_up(scene: Scene) -> Turn:
    """The errand that had to wait for who they are, or the likely reasons."""
    if not scene.memory.parked:
        return opening.greet(scene)
    *others, errand = scene.memory.parked
    return errands.resume(replace(scene, memory=replace(scene.memory, parked=tuple(others))), errand)
