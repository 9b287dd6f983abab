"""Beginning, going on with and finishing an errand."""

from collections.abc import Mapping

from bot.absorbing import absorb
from bot.anew import replace
from bot.content import Choice, Reply
from bot.flow import Ask, Given, Outcome, advance, slots
from bot.flows.charge import BEING_PAID_BACK
from bot.incidents import BY_INTENT
from bot.memory import PARKED, Errand, Turn
from bot.scene import Asking, Scene
from bot.turns import (
    asides,
    held,
    identity,
    incidents,
    leads,
    not_listed,
    one_by_one,
    outage,
    people,
    questions,
    resting,
    second_time,
    security,
)
from bot.turns.known import CONFIRM, ERRANDS, FACTUAL, FLOWS, LOOKS
from bot.writes import micros

__all__ = [
    "CONFIRM", "ERRANDS", "FACTUAL", "FLOWS", "LOOKS", "after_result", "ask_again", "back_to_parked", "begin", "go_on",
    "may_begin", "park", "proceed", "resume", "start", "with_way_out",
]  # fmt: skip

DEEP = 4
"""How often one flow may lead on to another in a single turn."""
UNDER_WAY = "under way already"
"""The rule of flows that end as something is being done with the very order."""
AS_OFTEN = 8
"""So often a question is known again by the buttons of its earlier copies."""


def begin(scene: Scene, intent: str, answers: Mapping[str, str] | None = None, *, words: str = "") -> Turn:
    """Start the errand of an intent with everything this message already says about it."""
    reports = scene.facts.shop_up or intent in BY_INTENT  # a shop that fails is met by what needs it: see `outage`
    if reports and (many := incidents.known(scene) or incidents.begun(scene)):
        return many
    if not words and (told := asides.about_returns(scene, intent)):
        return back_to_parked(scene, told)  # a question in between puts off nothing
    said = words or scene.text
    extras = {"intent": intent, "words": said[:500], "answer": next((a.id for a in scene.facts.answers), "")}
    flow = _flow_of(scene, intent)
    errand = resting.known(scene.memory, Errand(flow, answers or {}, extras=extras), FLOWS[flow])
    errand = resting.gone_on(scene, errand, said)
    errand = second_time.known(scene, errand)
    if "order" not in (answers or {}):
        scene, errand = one_by_one.first_of(scene, errand)
    turn = start(scene, errand)
    turn = incidents.noted(scene, turn) if reports else turn
    if unknown := leads.not_yours(scene, turn):
        return not_listed.with_colleague(scene, leads.led_by(turn, unknown))
    return leads.led_by(turn, leads.of(scene, intent, turn))


def _flow_of(scene: Scene, intent: str) -> str:
    """The intent's flow; a stranger's question in general is answered before they are asked who they are."""
    general = not scene.facts.bound and scene.facts.answers and questions.OF_CHARGES.search(scene.text)
    return "elsewhere" if general and intent in ANSWERED_FIRST else ERRANDS[intent]


ANSWERED_FIRST = frozenset({"billing_error", "membership"})


def may_begin(scene: Scene, flow: str) -> bool:
    """Whether we know what it needs: who they are, and their orders."""
    return not FLOWS[flow].private or (scene.facts.bound and scene.facts.shop_up)


def start(scene: Scene, errand: Errand, given: Given | None = None) -> Turn:
    """Read the message into a new errand, once we know who is asking and the shop answers."""
    if barred := _barred(scene, errand):
        return barred
    given = given or scene.given
    errand, lead = not_listed.looked_for(scene, errand, given)
    kept = absorb(FLOWS[errand.flow], errand.answers, given, scene.view(errand.answers, errand.extras))
    turn = proceed(scene, replace(errand, answers=kept, slot="", ask=""))
    return turn if lead is None else not_listed.with_colleague(scene, leads.led_by(turn, lead))


def _barred(scene: Scene, errand: Errand) -> Turn | None:
    """Nothing is read out of an account that we may not look at, or cannot."""
    if not FLOWS[errand.flow].private:
        return None
    if not scene.facts.bound:
        return identity.begin(scene, errand)
    return None if scene.facts.shop_up else outage.unreachable(scene, errand)


def resume(scene: Scene, errand: Errand) -> Turn:
    """Go on with an errand that had to wait, with the words that started it."""
    words = errand.extras.get("words", "")
    if errand.flow == "elsewhere" and scene.facts.put_off and not errand.extras.get("answer"):
        errand = replace(errand, extras={**errand.extras, "answer": scene.facts.put_off[0].id})
    given = Given(words, errand.extras.get("intent", ""), files=scene.given.files)
    return start(scene, errand, given if words else None)


def proceed(scene: Scene, errand: Errand, depth: int = 0) -> Turn:
    """Ask for what is missing, or finish."""
    step = advance(FLOWS[errand.flow], errand.answers, scene.view(errand.answers, errand.extras))
    if scene.facts.frozen and (FLOWS[errand.flow].moves or _would_move(step)):
        rested = replace(scene, memory=replace(scene.memory, errand=None, parked=()))
        return held.told(rested, errand) or security.stopped(rested, errand.wish)
    if isinstance(step, Outcome):
        return _finish(scene, errand, step, depth)
    return _ask(scene, errand, step)


def _would_move(step: Ask | Outcome) -> bool:
    """Whether this asks the world for something, or for the yes to it: a flow that only may move things goes so far."""
    return bool(step.effects) if isinstance(step, Outcome) else step.name == CONFIRM


def _ask(scene: Scene, errand: Errand, step: Ask, lead: str = "") -> Turn:
    text = step.slot.ask(step.view)
    choices, offers, card = step.slot.choices(step.view), step.slot.offers(step.view), step.slot.card(step.view)
    asking = Asking(step.name, text, choices, step.slot.several, step.slot.wants_file, lead, offers, card)
    memory, reply = asking.ask(scene.memory if errand.ask else replace(scene.memory, choices={}, past=()))
    asked = reply.question.ask if reply.question else ""
    wish = FLOWS[errand.flow].in_short(step.view)
    same = (errand.slot, errand.shown) == (step.name, text)
    before = (*errand.asked_as, errand.ask)[-AS_OFTEN:] if same and errand.ask else ()
    now = micros(scene.facts.now)
    errand = replace(errand, slot=step.name, ask=asked, asked_as=before, shown=text, wish=wish, asked=now)
    return Turn(replace(memory, errand=errand, misses=0, looked=0), (reply,), outcome="asked").because(
        f"{errand.flow}: asks {step.name}"
    )


def ask_again(scene: Scene, lead: str, misses: int = 0) -> Turn:
    """The question of the errand under way, put once more behind some other words."""
    errand = scene.memory.errand
    if errand is None:
        return Turn(scene.memory, (Reply(lead),))
    if errand.flow == identity.NAME:
        return identity.ask_again(scene, lead)
    if barred := _barred(scene, errand):
        return leads.led_by(barred, lead)
    turn = proceed(scene, errand)
    if turn.outcome != "asked" or turn.after.errand is None:
        return replace(turn, replies=(Reply(lead), *turn.replies)) if lead else turn
    memory = replace(turn.after, errand=replace(turn.after.errand, misses=misses))
    return replace(turn, after=memory, replies=(leads.led(lead, turn.replies[0]), *turn.replies[1:]))


def go_on(scene: Scene, given: Given) -> Turn | None:
    """The errand under way with this answer in it; None if there is no answer in it."""
    errand = scene.memory.errand
    if errand is None or errand.flow == identity.NAME:
        return None
    if barred := _barred(scene, errand):
        return barred
    view = scene.view(errand.answers, errand.extras)
    given = replace(given, files=given.files or scene.sent_ahead)
    kept = absorb(FLOWS[errand.flow], errand.answers, given, view, asked=errand.slot)
    if kept == errand.answers and errand.ask:
        return None
    if errand.slot in kept and _changed_since_shown(scene, errand):
        return ask_again(scene, scene.say("confirm.changed"))
    told = {name: said for name, said in kept.items() if name != CONFIRM}
    if _names_another(errand, told) and _changed_since_shown(scene, replace(errand, answers=told)):
        kept = told  # "yes, cancel the chairs", where a table was shown
    return proceed(scene, replace(errand, answers=kept, misses=0))


def _names_another(errand: Errand, told: Mapping[str, str]) -> bool:
    """Whether an answer to the last yes names another thing beside it."""
    names = [name for name, this in slots(FLOWS[errand.flow]) if this.names] if errand.slot == CONFIRM else []
    return any(told.get(name) != errand.answers.get(name) for name in names)


def _changed_since_shown(scene: Scene, errand: Errand) -> bool:
    """Whether the confirmation would read otherwise today: then a yes was for something else."""
    known = dict(slots(FLOWS[errand.flow]))
    if not known[errand.slot].only_when_asked or errand.slot != CONFIRM:
        return False
    step = advance(FLOWS[errand.flow], errand.answers, scene.view(errand.answers, errand.extras))
    return not isinstance(step, Ask) or step.slot.ask(step.view) != errand.shown


def _finish(scene: Scene, errand: Errand, outcome: Outcome, depth: int) -> Turn:
    if depth < DEEP and outcome.again is not None:
        return proceed(scene, replace(errand, answers=outcome.again, slot=""), depth + 1)
    if depth < DEEP and outcome.then:
        return _lead_on(scene, errand, outcome, depth)
    asked = tuple(effect.subject for effect in outcome.effects if effect.subject)
    no = errand.answers.get(CONFIRM) == "stop"
    memory = replace(
        second_time.stopped(scene, errand) if no else second_time.ended(scene.memory, errand, outcome),
        errand=None,
        pending=scene.memory.pending + asked,
        parked=resting.with_what_is_left(scene.memory, errand, outcome),
        misses=0,
        looked=0,
        refused=outcome.refused,
        tried=(*scene.memory.tried, outcome.tried)[-5:] if outcome.tried else scene.memory.tried,
        topic=errand.extras.get("intent", ""),
        topic_at=micros(scene.facts.now),
        about=outcome.about,
        resting=resting.after(scene.memory, errand, outcome),
    )
    turn = Turn(memory, outcome.replies, outcome.effects, wakes=outcome.wakes).because(*filter(None, (outcome.rule,)))
    if outcome.offers_person:
        turn = with_way_out(scene, turn)
    if outcome.handoff:
        at_once = outcome.handoff.rule == "home" and not errand.ask  # nothing was asked that one could thank for
        said = scene.say("handoff.home_at_once") if at_once else ""
        return people.call(replace(scene, memory=memory), turn, outcome.handoff, said)
    return back_to_parked(scene, turn)


def _lead_on(scene: Scene, errand: Errand, outcome: Outcome, depth: int) -> Turn:
    """Another flow takes over, with the answers that it also asks for and the first words."""
    flow = FLOWS[outcome.then]
    shared = {name: errand.answers[name] for name, _ in slots(flow) if name in errand.answers} | dict(outcome.given)
    words = leads.on_with(scene, errand.extras.get("words", ""))
    extras = {**errand.extras, "words": words}
    start = Errand(outcome.then, shared, ask=errand.ask, extras=extras)  # its old buttons are known still
    kept = absorb(flow, shared, Given(words, files=scene.given.files or scene.sent_ahead), scene.view(shared, extras))
    turn = proceed(scene, replace(start, answers=kept), depth + 1).because(outcome.rule)
    return replace(turn, replies=outcome.replies + turn.replies) if outcome.replies else turn


def with_way_out(scene: Scene, turn: Turn) -> Turn:
    """After a no: a colleague may look at it, or it may rest."""
    ways = (Choice(scene.say("offer.colleague"), "human", "primary"), Choice(scene.say("offer.leave"), "leave"))
    last = turn.replies[-1]
    return replace(turn, replies=(*turn.replies[:-1], replace(last, offers=last.offers + ways)), outcome="offered")


def back_to_parked(scene: Scene, turn: Turn) -> Turn:
    """One errand done; the one that was left for it goes on."""
    if not turn.after.parked or _waits(replace(scene, memory=turn.after), turn.after.parked[-1]):
        return turn
    *rest, errand = turn.after.parked
    if _is_paid(replace(scene, memory=turn.after), errand):
        return back_to_parked(scene, replace(turn, after=replace(turn.after, parked=tuple(rest))))
    scene = replace(scene, memory=replace(turn.after, parked=tuple(rest), errand=errand if errand.ask else None))
    fresh = not errand.ask  # its words have not been looked at yet
    back = leads.next_of(scene, resume(scene, errand), turn) if fresh else ask_again(scene, scene.say("errand.back"))
    if not fresh and UNDER_WAY in back.decided:  # it asks for nothing now, and what is being done is told already
        return replace(turn, after=replace(turn.after, parked=tuple(rest)))
    return replace(
        back,
        replies=turn.replies + back.replies,
        effects=turn.effects + back.effects,
        wakes=turn.wakes + back.wakes,
        decided=turn.decided + back.decided,
    )


def _waits(scene: Scene, errand: Errand) -> bool:
    """Whether something is being done with the very thing at this moment: it is gone on with when that is answered."""
    if not scene.memory.pending or errand.ask or not may_begin(scene, errand.flow):
        return False
    view = scene.view(errand.answers, errand.extras)
    given = Given(errand.extras.get("words", ""), errand.extras.get("intent", ""))
    kept = dict(absorb(FLOWS[errand.flow], errand.answers, given, view))
    for name, this in slots(FLOWS[errand.flow]):
        if name == "order" and name not in kept and (only := this.default(view)) is not None:
            kept[name] = this.keep(only)
    return bool(set(kept.values()) & set(scene.memory.pending))


def _is_paid(scene: Scene, errand: Errand) -> bool:
    """Whether the charge that was put off is just being paid back: with the end of its club, say."""
    if errand.flow != "charge" or errand.ask or not scene.memory.pending or not may_begin(scene, errand.flow):
        return False
    view = scene.view(errand.answers, errand.extras)
    given = Given(errand.extras.get("words", ""), errand.extras.get("intent", ""))
    step = advance(FLOWS[errand.flow], absorb(FLOWS[errand.flow], errand.answers, given, view), view)
    return isinstance(step, Outcome) and step.rule == BEING_PAID_BACK


def after_result(scene: Scene, turn: Turn) -> Turn:
    """What waited for this answer goes on."""
    if turn.after.errand or turn.handoff or scene.facts.desk.case:
        return turn
    return back_to_parked(replace(scene, memory=turn.after), turn)


def park(scene: Scene) -> Scene:
    """Leave the errand under way for another one."""
    errand = scene.memory.errand
    if errand is None or errand.flow == identity.NAME:
        return scene
    return replace(scene, memory=replace(scene.memory, errand=None, parked=(*scene.memory.parked, errand)[-PARKED:]))
