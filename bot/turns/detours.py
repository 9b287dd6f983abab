"""When an errand's question is not answered: dropped, left for another errand, taken for another, or missed."""

import re
from collections.abc import Mapping

from bot import corrections
from bot.absorbing import absorb
from bot.anew import replace
from bot.content import Choice, Reply
from bot.effects import Handoff
from bot.flow import Given, slots
from bot.flows.product import SELL
from bot.flows.subscription.agreed import STOP_IT
from bot.hearing import Band, Heard, hear
from bot.labels import bared
from bot.memory import Errand, Turn
from bot.scene import Scene
from bot.slots import items_in, order_in
from bot.slots.agreeing import INSISTS, only_refuses
from bot.slots.recounting import ONLY_A_NUMBER
from bot.turns import (
    about_the_yes,
    answered,
    asides,
    asked_about,
    errands,
    identity,
    idle,
    leads,
    nothing_wrong,
    noting,
    one_by_one,
    opening,
    questions,
    second_time,
    smalltalk,
    which_one,
)
from bot.turns.context import in_context


def given_up(scene: Scene) -> Turn:
    """The one under way is dropped, and what was left for it goes on; what waits for who they are goes with that."""
    errand, parked = scene.memory.errand, scene.memory.parked
    second = errand and errand.slot == errands.CONFIRM and one_by_one.AFTER in errand.answers
    if second and (turn := errands.go_on(scene, Given("no", "deny"))):
        return turn.because("dropped by the customer")  # what came before it was changed
    if errand and errand.flow == identity.NAME:
        parked = ()
    elif errand and one_by_one.THEN in errand.answers:
        parked = one_by_one.alone(scene).memory.parked
    memory = replace(second_time.stopped(scene, errand), errand=None, parked=parked, challenge=None)
    dropped = Turn(memory, (Reply(scene.say("errand.dropped")),)).because("dropped by the customer")
    return errands.back_to_parked(scene, dropped)


def any_of_them(scene: Scene) -> Turn | None:
    """ "Doesn't matter", where it was asked which: only they can say, and nothing is dropped."""
    errand, text = scene.memory.errand, scene.text.replace("’", "'")
    if errand is None or errand.slot not in ("order", "items") or not which_one.LEFT_TO_US.fullmatch(text):
        return None
    return errands.ask_again(scene, scene.say("errand.only_you"), errand.misses + 1).because("any of them")


def answered_in_haste(scene: Scene, need: Handoff) -> Turn | None:
    """ "End it today" answers the question; only hurry or a tone that answers nothing calls a person."""
    in_haste = need.rule == "urgency" or _only_short(scene, need)
    return (which_one.told(scene) or errands.go_on(scene, scene.given)) if in_haste else None


def _only_short(scene: Scene, need: Handoff) -> bool:
    """Curt rather than angry: "refund me" is what we asked for, however it sounds after what came before."""
    curt = scene.heard is not None and scene.heard.frustration < scene.policy.frustration_opens
    return need.rule == "anger" and curt and not scene.triggered("anger")


CANCELS = re.compile(r"\b(?:cancel|stop (?:it|this|that))\b", re.I)
"""Ends what is asked about, where that is a cancelling; a no elsewhere."""


def turned_away(scene: Scene) -> Turn | None:
    """At a confirmation: "hmm stop" is a no, and "no, change the address instead" takes its place."""
    errand = scene.memory.errand
    if errand is None or errand.slot != errands.CONFIRM or not scene.text or not errands.may_begin(scene, errand.flow):
        return None
    view = scene.view(errand.answers, errand.extras)
    kept = absorb(errands.FLOWS[errand.flow], errand.answers, scene.given, view, asked=errand.slot)
    cancels = kept.get(errands.CONFIRM) == "yes" and CANCELS.search(scene.text)
    if errand.flow == "subscription" and STOP_IT.fullmatch(scene.text):  # the club, or our question
        return errands.ask_again(scene, scene.say("errand.needs_yes"), errand.misses).because("stop what is not said")
    if corrections.only_waits(scene.text) and "wait" not in scene.memory.choices:
        return errands.ask_again(scene, scene.say("errand.no_hurry"), errand.misses).because("they want a moment")
    if corrections.refuses(scene.text) and not cancels:  # "ok, just cancel it" is a yes where that is asked
        return errands.go_on(scene, Given("no", "deny"))
    if kept.get(errands.CONFIRM) == "stop" and only_refuses(scene.text):
        return errands.go_on(scene, scene.given)
    chosen = kept.get(errands.CONFIRM) not in (None, "stop")  # the question has an answer for just that
    put_right = dict(kept) != dict(errand.answers) and errands.CONFIRM not in kept
    if put_right and not questions.WISH.search(corrections.rest_of(scene.text) or scene.text):
        return errands.go_on(scene, scene.given)
    return None if chosen else instead(scene) or _the_other(scene)


def _the_other(scene: Scene) -> Turn | None:
    """ "No, the other tent": whichever that is, this one it is not."""
    rest = corrections.rest_of(scene.text) or ""
    if "change" not in scene.memory.choices or not re.search(r"\b(?:other|another|different)\b", rest, re.I):
        return None
    return errands.go_on(scene, Given("change", pressed=True))


def instead(scene: Scene) -> Turn | None:
    """Something else is wanted in place of what is under way: that is dropped, not put off."""
    errand, rest = scene.memory.errand, corrections.rest_of(scene.text)
    if rest and (other := corrections.NOT_MONEY.match(rest)):
        rest = f"i want {other['other']}"
    if errand is None or errand.flow == identity.NAME or not rest:
        return None
    if (
        corrections.pauses(scene.text) and (questions.asked(rest) or about_the_yes.leads_away(scene))
    ) or ONLY_A_NUMBER.fullmatch(rest):
        return None  # a question in between puts off nothing, nor does "just one of 4"
    return in_its_place(scene, errand, rest)


def in_its_place(scene: Scene, errand: Errand, rest: str) -> Turn | None:
    """What these words clearly ask for, begun with what is known already; None if that is not clear."""
    said = by_itself(scene, rest)
    flow, scene = flow_of(said), replace(scene, heard=said)
    if not flow or (flow == errand.flow and not names_something(scene)) or is_its_money(scene, errand, flow):
        return None
    if _is_its_remedy(scene, errand, flow) or (flow == "product" and corrections.brief(rest)):
        return None  # "the cotton one" only names a thing
    return begun_instead(scene, errand, flow)


def begun_instead(scene: Scene, errand: Errand, flow: str) -> Turn:
    """What these words ask for; what was under way is dropped, and what is known of it taken along."""
    known = {} if names_something(scene) else _taken_along(scene, errand, flow)
    free = replace(scene, memory=replace(scene.memory, errand=None))
    return errands.begin(free, scene.intent, known).because(f"{errand.flow} is dropped for {flow}")


def hesitates(scene: Scene) -> Turn | None:
    """ "Hmm, no wait" beside a question that no is no answer to: it waits for them."""
    errand = scene.memory.errand
    unsure = (corrections.refuses, corrections.only_waits, corrections.hums)
    if errand is None or not any(said(scene.text) for said in unsure):
        return None
    return errands.ask_again(scene, scene.say("errand.no_hurry"), errand.misses).because("they hesitate")


ONLY_THE_MONEY = re.compile(
    r"\b(?:just|only|but|i(?: just)? want|give me(?: back)?|refund(?: me)?|pay(?: me)?(?: back)?)(?: back)?"
    r" (?:the|my|that) (?:money|difference|refund|rest|extra|[$£€]?\d+(?:[.,]\d\d)?|(?:bit )?too much)\b",
    re.I,
)
"""What is offered, said behind a no to something else: "no I don't want to cancel, just the difference"."""


def withdrawn(scene: Scene) -> Turn | None:
    """At the last yes: "no wait" and words that nobody understands. It is no yes, and the next one must not be one."""
    errand = scene.memory.errand
    if errand is None or errand.slot != errands.CONFIRM or not corrections.says_no(scene.text):
        return None
    said = by_itself(scene, corrections.rest_of(scene.text) or scene.text)
    if INSISTS.search(scene.text):  # "no i still want it sorted"
        return _insisted(scene, errand)
    its_money = errand.flow in asked_about.PAYS and ONLY_THE_MONEY.search(scene.text)
    if corrections.means_yes(scene.text) or its_money or is_its_money(scene, errand, flow_of(said)):
        return errands.ask_again(scene, scene.say("errand.needs_yes"), errand.misses).because("a no, or a yes to it")
    memory = replace(second_time.stopped(scene, errand), errand=None, let_go=(idle.anew(errand),))
    likely = [i for i, _ in said.intents if i in smalltalk.CLEAR and i != errand.extras.get("intent")][:3]
    again = Choice(scene.say("idle.again"), idle.VERB)
    offers = (*(opening.topic(scene, i) for i in likely), again, Choice(scene.say("offer.more_help"), "human"))
    turn = Turn(memory, (Reply(scene.say("errand.withdrawn"), offers=offers),), outcome="clarified")
    turn = turn.because(f"{errand.flow} is withdrawn")
    return leads.led_by(turn, answered.not_theirs(scene))  # "no, the watering can"


def _insisted(scene: Scene, errand: Errand) -> Turn:
    """A no to anything less: a colleague who was proposed is asked; else what needs their yes stays open."""
    if errand.flow == "warranty" and (turn := errands.go_on(scene, Given("yes", pressed=True))):
        return turn.because("they want it looked at")
    key = "errand.needs_yes" if "yes" in scene.memory.choices else "errand.needs_choice"
    return errands.ask_again(scene, scene.say(key), errand.misses).because("they want it done")


def by_itself(scene: Scene, text: str) -> Heard:
    """These words, heard without what was said before."""
    return in_context(hear(text, (), scene.policy.orders), scene.facts)


def behind_a_yes(scene: Scene) -> Scene:
    """Of "ok, leave it with a neighbour" only what is behind the yes; where little is, all of it."""
    rest = bared(scene.text)
    return replace(scene, heard=by_itself(scene, rest)) if YES_AND.search(scene.text) and rest else scene


YES_AND = re.compile(r"^\W*(?:yes|yeah|yep|ok(?:ay)?|sure)\b(?:\W+\w+){3,}", re.I)


def flow_of(heard: Heard) -> str:
    """The errand that these words clearly ask for; empty if none, or one that has no more than a home."""
    flow = errands.ERRANDS.get(heard.intent, "") if heard.band is Band.ACT else ""
    return "" if flow == "elsewhere" else flow


def names_something(scene: Scene) -> bool:
    """Whether an order of theirs, or a thing in one, is named."""
    given, orders = scene.given, scene.facts.orders
    return order_in(given, scene.view({}, {}), orders) is not None or any(items_in(given, o.items) for o in orders)


def _names_another(scene: Scene, errand: Errand) -> bool:
    """Whether a thing is named that is none of those under way, or an order that is not."""
    known, orders = answered.known(scene, errand), scene.facts.orders
    named = [pick.item for order in orders for pick in items_in(scene.given, order.items) or ()]
    if named and (under_way := known.get("items")):
        return not any(pick.item in named for pick in under_way)
    order = order_in(scene.given, scene.view({}, {}), orders)
    return order is not None and order != known.get("order")


HAS_IT = frozenset({"warranty", "fault"})


def _taken_along(scene: Scene, errand: Errand, flow: str) -> Mapping[str, str]:
    """What is known so far, said or assumed, that another flow would ask too; a last yes never is."""
    names = {name for name, _ in slots(errands.FLOWS[flow])} - {errands.CONFIRM}
    known = answered.known(scene, errand)
    told = re.findall(r"\border (\w+)", scene.memory.about)
    if flow == "not_received" and errand.flow in HAS_IT and len(told) == 1:
        return {"order": told[0]}  # what has a fault is there: it is the other one that was just told of
    own = {name: this for name, this in slots(errands.FLOWS[errand.flow]) if name in names}
    return {name: this.keep(known[name]) for name, this in own.items() if known.get(name) is not None}


def another(scene: Scene) -> Turn | None:
    """A clear wish for something else: in place of this if they turn away from it, else done first."""
    errand = scene.memory.errand
    if scene.heard is None or errand is None or errand.flow == identity.NAME:
        return None
    if (turn := instead(scene)) or questions.NEEDS.match(scene.text) or about_the_yes.leads_away(scene):
        return turn
    for said in (scene.heard, by_itself(scene, scene.text)):
        flow = flow_of(said)
        apart = flow and flow != errand.flow and said.intent != errand.extras.get("intent")
        if apart and not _is_part_of(replace(scene, heard=said), errand, flow):
            if nothing_wrong.said(scene, errand):
                scene = replace(scene, memory=replace(scene.memory, errand=None))
            scene = replace(scene, heard=said)
            both = {flow, errand.flow} == {"refund", "send_back"} and not _names_another(scene, errand)
            if both and (turn := begun_instead(scene, errand, flow)).after.errand:  # of one thing not both go on
                return turn
            turn = errands.begin(errands.park(scene), said.intent)
            return noting.noted(scene, errand) if _same_question(turn, errand) else turn
    return None


def _same_question(turn: Turn, errand: Errand) -> bool:
    """Whether it only leads to what is asked already."""
    new = turn.after.errand
    return new is not None and (new.flow, new.slot, new.shown) == (errand.flow, errand.slot, errand.shown)


def _is_part_of(scene: Scene, errand: Errand, flow: str) -> bool:
    """Whether it is about what is under way: what is wrong with the thing that comes back, what "it" costs."""
    if is_its_money(scene, errand, flow) or _is_its_remedy(scene, errand, flow):
        return True
    if flow == "product":
        return not (asides.of_a_page(scene) or SELL.search(scene.text))
    return flow == "fault" and errand.flow in ("refund", "send_back") and not names_something(scene)


def is_its_money(scene: Scene, errand: Errand, flow: str) -> bool:
    """ "Just refund it", said of a charge, means the very money that is asked about."""
    return errand.flow in ("charge", "subscription") and flow in ("refund", "send_back") and not names_something(scene)


def _is_its_remedy(scene: Scene, errand: Errand, flow: str) -> bool:
    """Money back or a new one, said where just these can be chosen for what never came."""
    chooses = errand.flow == "not_received" and errand.slot == errands.CONFIRM
    return chooses and flow in ("refund", "send_back") and not names_something(scene)


def expected(scene: Scene, need: Handoff) -> Turn | None:
    """ "Still nothing" is no complaint of an unanswered case where it answers our own question."""
    errand = scene.memory.errand
    if need.rule != "repeat" or errand is None or errand.flow == identity.NAME:
        return None
    turn = errands.go_on(scene, scene.given)
    return None if turn and _same_question(turn, errand) else turn
