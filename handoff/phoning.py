"""Calling a customer, and saying what came of it: each step is told to them and audited."""

from dataclasses import replace
from datetime import timedelta

from bot import phone
from bot.content import Choice, Reply
from bot.effects import PlaceCall
from bot.writes import micros, moment
from handoff import call_wording, calling, wording
from handoff.brief import CALLED
from handoff.case import Move, advance, is_open, touched
from handoff.moves import owns, steers
from handoff.pen import key_of
from handoff.refusal import Refusal
from handoff.rows import CaseRow
from handoff.scene import Outcome, Scene


def call(scene: Scene) -> Outcome:
    """Theirs from now on; the number is shown to them alone, and the customer knows who calls."""
    case = scene.case
    if not is_open(case) or not case.callback:
        raise Refusal(f"Case #{case.number} has no number that could be called.")
    if calling.on_the_line(case) and case.owner == scene.by.id:
        return Outcome(reply=_dial(scene, case))
    if calling.on_the_line(case):
        raise Refusal(f"{wording.safe(case.owner_name)} is calling them already.")
    mine = case if case.owner == scene.by.id else owns(scene)
    after = _called(scene, mine)
    line = call_wording.is_calling(scene.by.name, phone.hidden(after.callback))
    told = call_wording.calling_now(_public(scene), phone.shown(after.callback), calling.code(after, scene.now))
    effect = PlaceCall(after.callback, case.number, scene.by.id, scene.by.name, calling.code(after, scene.now))
    writes = scene.becomes(after) + scene.pen.thread(case, Reply(line), "calls")
    writes += scene.pen.customer(case, told, "calls customer") + scene.pen.effect(case, effect)
    return Outcome(writes + scene.audit("call", phone.hidden(after.callback)), _dial(scene, after))


def _called(scene: Scene, case: CaseRow) -> CaseRow:
    """A number that was only written in the chat is read here, as the shop's country writes it."""
    now = micros(scene.now)
    number = phone.find(case.callback, scene.policy.phone_region).number or case.callback
    secret = case.call_secret or key_of(scene.act.team, scene.act.key, "call")
    asked = now if case.call == "booked" else case.call_asked or now
    known = replace(case, callback=number, call_secret=secret, call_asked=asked, called=case.called or now)
    return touched(known, call="calling", call_at=0, last_staff=now)


def _dial(scene: Scene, case: CaseRow) -> Reply:
    """What the caller alone sees."""
    offers = tuple(Choice(label, f"{verb} #{case.number}") for label, verb in CALLED)
    return Reply(call_wording.dial(phone.shown(case.callback), calling.code(case, scene.now)), offers=offers)


def _on_the_line(scene: Scene) -> CaseRow:
    case = steers(scene)
    if not calling.on_the_line(case):
        raise Refusal(f"Nobody is calling the customer of case #{case.number} right now; `call now` begins it.")
    return case


def reached(scene: Scene) -> Outcome:
    """They have spoken: that is a person's first word."""
    case, now = _on_the_line(scene), micros(scene.now)
    after = touched(case, call="reached", first_word=case.first_word or now, last_staff=now)
    return _came(scene, after, "reached", call_wording.was_reached(_public(scene)), Reply("Noted: reached."))


def no_answer(scene: Scene) -> Outcome:
    """Back at the head of the queue, to be tried again; after so many times we go on in writing."""
    case, policy, tries = _on_the_line(scene), scene.policy, scene.case.call_tries + 1
    if tries >= policy.call_tries:
        after = touched(case, call="given_up", call_tries=tries)
        told = call_wording.gave_up(_public(scene), tries)
        return _came(scene, after, "no answer", told, Reply("Noted. Please go on in writing: they were told so."))
    pause = timedelta(minutes=policy.call_again_minutes)
    again = scene.hours.call_later(case, scene.now, pause)
    missed = {"call": "missed", "call_tries": tries, "call_at": micros(again)}
    after = advance(case, Move.RELEASE, scene.now, **missed)
    told = call_wording.was_missed(
        _public(scene), phone.shown(case.callback), again - scene.now, policy.call_tries - tries
    )
    kept = f"Case #{case.number} is back in the queue, to be called again in {wording.span(again - scene.now)}."
    return _came(scene, after, "no answer", told, Reply(f"Noted: no answer. {kept}"))


def wrong_number(scene: Scene) -> Outcome:
    """Somebody else answered: the customer is asked again, and the case stays with whoever called."""
    case = _on_the_line(scene)
    after = touched(case, call="wrong", callback="", call_at=0)
    told = call_wording.was_wrong(phone.shown(case.callback), phone.country(scene.policy.phone_region))
    return _came(scene, after, "wrong number", told, Reply("Noted: they are asked for another number."))


def _came(scene: Scene, after: CaseRow, what: str, told: str, reply: Reply) -> Outcome:
    line = scene.pen.thread(after, Reply(f"{wording.safe(scene.by.name)}: {what}."), "call came")
    writes = scene.becomes(after) + line + scene.pen.customer(after, told, "call to customer")
    waited = wording.span(moment(after.called) - moment(after.call_asked)) if after.call_asked else ""
    return Outcome(writes + scene.audit(f"call: {what}", f"waited {waited}" if waited else ""), reply)


def _public(scene: Scene) -> str:
    """What customers call whoever acts."""
    return scene.public(scene.by.id, scene.by.name)
