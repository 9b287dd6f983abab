"""A return after its label was made: the first scan, which releases what is owed; the last day; what arrived."""

from datetime import timedelta

from bot.anew import replace
from bot.content import Reply
from bot.effects import Handoff, PayBack
from bot.events import Due
from bot.flow import View
from bot.memory import Turn, Wake
from bot.scene import Scene
from bot.shop import Money, Order, Return
from bot.slots import at_first_scan, customer_id, inside, names, return_card, sent_back, target
from bot.turns import people

SCAN, REMIND, ARRIVAL, LABEL = "return_scan", "return_remind", "return_arrival", "return_label"
Found = tuple[Order, Return]


def watched(scene: Scene, back: Return) -> tuple[Wake, ...]:
    """When to look at a return that has just been opened."""
    left = back.last_day - scene.facts.now
    remind = left - scene.policy.return_reminder
    return (
        Wake(SCAN, min(left, scene.policy.return_look), back.tracking),
        *((Wake(REMIND, remind, back.tracking),) if remind > timedelta() else ()),
    )


def label_told(scene: Scene, order: Order, back: Return) -> Turn:
    """The label as a file, what to do with it, and what happens then."""
    items = sent_back(order, back, view_of(scene))
    if back.way == "pick_up":
        given = {"carrier": back.carrier, "place": back.place, "last_day": back.last_day}
        first = scene.say("send_back.done_pick_up", items=items, **given)
    else:
        first = scene.say("send_back.done", items=items, place=back.place, last_day=back.last_day)
    said = f"{first} {at_first_scan(order, back, view_of(scene))}"
    title = scene.say("send_back.kept", order=order.number)
    files = (back.label,) if back.label else ()
    reply = Reply(said, card=return_card(order, back, view_of(scene)), files=files, notice=True)
    turn = Turn(scene.memory, (reply,), wakes=watched(scene, back), confirms=((title, said),))
    return replace(turn, remarks=(f"{title}: {back.carrier} {back.tracking}",)).because("the shop made the label")


def view_of(scene: Scene) -> View:
    return scene.view({}, {})


def look_for_label(scene: Scene, timer: Due) -> Turn:
    """The label was made while the shop's answers could not be read."""
    order = scene.facts.order(timer.payload)
    opened = [back for back in order.returns if back.state == "open"] if order else []
    if order is None or not opened:
        return _quiet(scene, *(() if scene.facts.account else (_again(scene, LABEL, timer.payload),)))
    return label_told(scene, order, opened[-1])


def look_for_scan(scene: Scene, timer: Due) -> Turn:
    """Nothing yet: look again, until the label has run out. Seen: what is owed is released."""
    if (found := _found(scene, timer.payload)) is None:
        return _quiet(scene, *(() if scene.facts.account else (_again(scene, SCAN, timer.payload),)))
    order, back = found
    if back.state == "open":
        left = back.last_day - scene.facts.now
        soon = min(left, scene.policy.return_look) if left > timedelta() else scene.policy.return_look
        return _quiet(scene, Wake(SCAN, soon, back.tracking)).because("no carrier has seen the return yet")
    if back.state == "void":
        said = scene.say("returning.closed", items=sent_back(order, back, view_of(scene)))
        turn = Turn(scene.memory, (Reply(said, notice=True),), remarks=(f"Return {back.tracking} ran out",))
        return turn.because("the return never came")
    if order.number in scene.memory.pending and not back.paid:
        return _quiet(scene, _again(scene, SCAN, back.tracking)).because("money of this order is on its way already")
    return _seen(scene, order, back)


def _seen(scene: Scene, order: Order, back: Return) -> Turn:
    """The carrier has it: told once; money that is still owed goes out now, and never twice."""
    due = Money(min(back.owed.amount, order.refundable.amount), back.owed.currency)
    told, pays = back.tracking in scene.memory.scanned, not back.paid and due.amount > 0
    swaps = not told and any(line.instead for line in back.lines)
    if pays and scene.facts.frozen:
        return _held(scene, order, back)
    arrival = _again(scene, ARRIVAL, back.tracking)
    if not pays and not swaps:
        return _quiet(scene, arrival).because("the return was paid already")
    said = [_with_carrier(scene, order, back)]
    if pays:
        said.append(scene.say("returning.paying", amount=due, to=target(back.to, order, view_of(scene))))
    if swaps:
        said.append(scene.say("returning.swapping"))
    turn = _told(scene, back, " ".join(said), arrival).because("the first scan of a return")
    return _released(scene, turn, order, back, due) if pays else turn


def _with_carrier(scene: Scene, order: Order, back: Return) -> str:
    return scene.say("returning.seen", carrier=back.carrier, items=sent_back(order, back, view_of(scene)))


def _told(scene: Scene, back: Return, said: str, *wakes: Wake) -> Turn:
    memory = replace(scene.memory, scanned=(*scene.memory.scanned, back.tracking)[-5:])
    return Turn(memory, (Reply(said, notice=True),), wakes=wakes, remarks=(said,))


def _held(scene: Scene, order: Order, back: Return) -> Turn:
    """No money moves while the account is at risk: a person is told once, and it is looked at again until it may."""
    again = _again(scene, SCAN, back.tracking)
    if back.tracking in scene.memory.scanned:
        late = scene.facts.now > back.last_day + scene.policy.return_watch
        return _quiet(scene, *(() if late else (again,))).because("the account is frozen")
    wakes = (again, _again(scene, ARRIVAL, back.tracking))
    turn = _told(scene, back, _with_carrier(scene, order, back), *wakes).because("the account is frozen")
    why, wants = scene.say("why.at_risk"), f"money for return {back.tracking}"
    if scene.facts.desk.case:
        return replace(turn, remarks=(*turn.remarks, f"{wants}: {why}"))
    return people.call(scene, turn, Handoff("security", (why,), "security", wants=wants, order=order.number))


def _released(scene: Scene, turn: Turn, order: Order, back: Return, due: Money) -> Turn:
    lines = tuple((line.item, line.quantity) for line in back.lines if not line.instead)
    reason, customer = f"return {back.tracking}", customer_id(view_of(scene))
    pay = PayBack(customer, order.number, lines, due, back.to, reason, back.tracking)
    tried = f"refund {scene.words.money(due)}, order {order.number} → asked the shop"
    memory = turn.after
    after = replace(memory, pending=(*memory.pending, pay.subject), tried=(*memory.tried, tried)[-5:])
    return replace(turn, after=after, effects=(pay,))


def remind(scene: Scene, timer: Due) -> Turn:
    """Some days before the last day of a return that nobody has handed in."""
    found = _found(scene, timer.payload)
    if found is None or found[1].state != "open":
        return _quiet(scene)
    order, back = found
    said = scene.say("returning.remind", items=sent_back(order, back, view_of(scene)), last_day=back.last_day)
    files = (back.label,) if back.label else ()
    return Turn(scene.memory, (Reply(said, files=files, notice=True),)).because("a return is reminded of")


def look_for_arrival(scene: Scene, timer: Due) -> Turn:
    """What was counted when it arrived is what was announced, or a person looks at it."""
    found = _found(scene, timer.payload)
    if found is None or found[1].state != "received":
        known = found[1] if found else None
        late = known is not None and scene.facts.now > known.last_day + scene.policy.return_watch
        again = scene.facts.account is None or (known is not None and known.state == "scanned" and not late)
        return _quiet(scene, *((_again(scene, ARRIVAL, timer.payload),) if again else ()))
    order, back = found
    missing = _missing(order, back, view_of(scene))
    if not missing:
        said = scene.say("returning.arrived", items=sent_back(order, back, view_of(scene)))
        return Turn(scene.memory, (Reply(said, notice=True),), remarks=(said,)).because("the return has arrived")
    why = scene.say("why.short", items=missing)
    turn = Turn(scene.memory, (Reply(scene.say("returning.short", items=missing), notice=True),), remarks=(why,))
    turn = turn.because("the return arrived short")
    wants = f"return {back.tracking}, order {order.number}: {missing} missing"
    need = Handoff("short", (why,), wants=wants, tried=(why,), order=order.number)
    return turn if scene.facts.desk.case else people.call(scene, turn, need)


def _missing(order: Order, back: Return, view: View) -> str:
    """What was announced and not counted, by name; nothing if all of it was."""
    counted = dict(back.received)
    gone = ((item, item.quantity - counted.get(item.id, 0)) for item in inside(order, back))
    short = tuple(replace(item, quantity=count) for item, count in gone if count > 0)
    return names(short, view) if short else ""


def _found(scene: Scene, tracking: str) -> Found | None:
    pairs = ((order, back) for order in scene.facts.orders for back in order.returns)
    return next(((order, back) for order, back in pairs if back.tracking == tracking), None)


def _again(scene: Scene, what: str, about: str) -> Wake:
    return Wake(what, scene.policy.return_look, about)


def _quiet(scene: Scene, *wakes: Wake) -> Turn:
    return Turn(scene.memory, wakes=wakes, outcome="silent")
