"""Whether a parcel was sent again, stopped on its way, or is being looked for."""

from datetime import datetime, timedelta

from bot.anew import replace
from bot.content import Choice, Reply
from bot.effects import Handoff, Intercept, Resend, Trace
from bot.events import Result
from bot.memory import Errand, Turn, Wake
from bot.scene import Scene
from bot.slots import contents, left, names, what_is_in
from bot.slots.at_the_door import is_note, read_back
from bot.turns.results.confirmed import before, confirmed, settled
from bot.turns.results.failing import handed_over


def sent_again(scene: Scene, wanted: Resend, result: Result) -> Turn:
    """On its way once more; where the shop has no other, a person finds what can be done."""
    what = f"send order {wanted.order} again"
    if result.state != "done":
        return _failed(scene, what, result, "resend", wanted.order)
    order = scene.facts.order(wanted.order)
    parcel = next((p for p in order.parcels if p.tracking == wanted.parcel), None) if order else None
    item = what_is_in(order, parcel) if order and parcel else scene.say("resend.parcel")
    said = scene.say("resend.done", item=item, address=order.deliver_to if order else "")
    title = scene.say("resend.kept", order=wanted.order)
    return confirmed(scene, f"{what} → done", said, title, ((scene.say("card.order"), wanted.order),))


def traced(scene: Scene, wanted: Trace, result: Result) -> Turn:
    """The carrier is looking: we come back with what it found."""
    what = f"have parcel {wanted.parcel} looked for"
    if result.state != "done":
        return _failed(scene, what, result, "trace", wanted.order)
    after = timedelta(hours=scene.policy.trace_hours)
    due = scene.facts.now + after
    carrier = _carrier(scene, wanted.order, wanted.parcel)
    said = scene.say("trace.asked", carrier=carrier, day=due, time=scene.words.time(due))
    wake = Wake("trace", after, wanted.parcel)
    rests = Errand("traced", {"order": wanted.order, "parcel": wanted.parcel}, wish=f"{what}, order {wanted.order}")
    memory = settled(scene.memory, f"{what} → {carrier} is looking")
    memory = replace(memory, resting={**memory.resting, wake.name: rests})
    return Turn(memory, (Reply(said, notice=True),), wakes=(wake,), remarks=(f"Done: {what}",)).because("traced")


def intercepted(scene: Scene, wanted: Intercept, result: Result) -> Turn:
    """The carrier agreed or not; what it can't bring back can be sent back."""
    what = f"ask the carrier of order {wanted.order}: {wanted.wish} {wanted.to}".strip()
    carrier = _carrier(scene, wanted.order, wanted.parcel)
    if result.state == "refused" and wanted.wish == "return":
        return _send_it_back(scene, what, carrier)
    if result.state != "done":
        return _failed(scene, what, result, "intercept", wanted.order)
    said = _returning(scene, wanted, carrier)
    if wanted.wish != "return":
        said = scene.say("intercept.done", carrier=carrier, where=_where(scene, wanted))
    title = scene.say("intercept.kept", order=wanted.order)
    so_far = before(scene.memory) if wanted.wish == "redirect" else ""
    return confirmed(scene, f"{what}{so_far} → agreed", said, title, ((scene.say("card.order"), wanted.order),))


def _returning(scene: Scene, wanted: Intercept, carrier: str) -> str:
    """What comes back, where that is more than one thing."""
    order = scene.facts.order(wanted.order)
    parcel = next((p for p in order.parcels if p.tracking == wanted.parcel), None) if order else None
    items = contents(order, parcel) if order and parcel else ()
    if sum(left(item) for item in items) <= 1:
        return scene.say("intercept.returning", carrier=carrier)
    return scene.say("intercept.returning_these", carrier=carrier, items=names(items, scene.view({}, {})))


def _where(scene: Scene, wanted: Intercept) -> str:
    """What the carrier agreed to, in the words it was confirmed in."""
    match wanted.wish:
        case "redirect":
            return scene.say("address.to_address", line=wanted.to)
        case "day":
            noon = datetime.fromisoformat(wanted.to).replace(hour=12, tzinfo=scene.facts.now.tzinfo)
            return scene.say("address.to_day", day=noon)
        case "pickup":
            return scene.say("address.to_pickup")
        case _:
            note = is_note(wanted.to)
            return scene.say("address.with_note" if note else "address.with_words", words=read_back(wanted.to))


def _send_it_back(scene: Scene, what: str, carrier: str) -> Turn:
    """It will arrive: it can be refused at the door, or sent back for nothing."""
    ways = (
        Choice(scene.say("topic.return_exchange"), "topic:return_exchange"),
        Choice(scene.say("offer.human"), "human"),
    )
    reply = Reply(scene.say("intercept.cannot_return", carrier=carrier), offers=ways, notice=True)
    memory = settled(scene.memory, f"{what} → refused")
    return Turn(memory, (reply,), remarks=(f"{what} → refused",)).because("the carrier can't bring it back")


def _failed(scene: Scene, what: str, result: Result, section: str, order: str) -> Turn:
    outcome = "refused" if result.state == "refused" else "failed"
    need = Handoff("failing", (), "delivery", wants=what, order=order)
    return handed_over(scene, scene.say(f"{section}.{outcome}"), what, result, need)


def _carrier(scene: Scene, number: str, tracking: str) -> str:
    order = scene.facts.order(number)
    found = next((p.carrier for p in order.parcels if p.tracking == tracking), "") if order else ""
    return found or scene.say("intercept.the_carrier")
