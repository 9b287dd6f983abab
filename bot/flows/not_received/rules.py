"""What of an order can be missing, and when only a person may settle it."""

from datetime import timedelta

from bot import slots
from bot.content import Card, Reply
from bot.effects import Handoff
from bot.flow import Given, Outcome, View
from bot.shop import Order, Parcel
from bot.slots.missing import claims, gone, just_missed, missable

NOT_TO_COME = "it was paid back or cancelled"
JUST_PAID = timedelta(days=3)
"""Who misses something, and nothing is missing, may mean what was paid back in these days."""


def coming(order: Order, view: View) -> tuple[Parcel, ...]:
    """The parcels that are still to be waited for."""
    return tuple(p for p in slots.moving(order) if not gone(p, view))


def elsewhere(view: View) -> Outcome | None:
    """No order was named and none is missing: then it is late, or on its way, or an old one to be named."""
    orders = view.facts.orders
    if "order" in view.answers or any(just_missed(order, view) for order in orders):
        return None
    for order in orders:
        if order.number in view.pending or any(view.facts.now - r.asked < JUST_PAID for r in order.refunds):
            return not_missing(order, view)
    waiting = [p for order in orders for p in slots.moving(order)]
    if any(slots.is_late(p, view) for p in waiting):
        return Outcome(then="late", rule="nothing is marked delivered; something is late")
    if waiting or not orders:
        return Outcome(then="tracking", given={"claimed": "marked"}, rule="nothing is marked delivered")
    if all(order.status in slots.OVER for order in orders):
        return slots.nothing_coming("to_find", view)
    return None


def not_missing(order: Order, view: View) -> Outcome | None:
    """What the order's own state says instead of a claim."""
    if order.number in view.pending:
        return Outcome((Reply(view.words.say("missing.pending", number=order.number)),), rule="under way already")
    if missable(order, view) and order.status not in slots.OVER:
        return None
    outward = slots.outward(order)
    if order.status in slots.OVER or (outward and not any(slots.contents(order, p) for p in outward)):
        return Outcome(then="refund_status", rule=NOT_TO_COME)
    late = any(slots.is_late(p, view) for p in slots.moving(order))
    if late:
        return Outcome(then="late", rule="late, not marked delivered")
    return Outcome(then="tracking", given={"orders": order.number}, rule="not marked delivered yet")


def being_traced(order: Order, parcel: Parcel, view: View) -> Outcome | None:
    """Its carrier is looking for it already: by when that ends."""
    if parcel.traced is None or parcel.lost or (parcel.last and parcel.last.at > parcel.traced):
        return None
    by = parcel.traced + timedelta(hours=view.policy.trace_hours)
    if by <= view.facts.now:
        return None
    said = view.words.say("trace.running", carrier=parcel.carrier, since=parcel.traced, by=by, time=view.words.time(by))
    return Outcome((Reply(said, card=slots.card(order, parcel, view)),), offers_person=True, rule="being traced")


def persons(order: Order, parcel: Parcel, view: View) -> Outcome | None:
    """A claim that only a person settles, with the reason."""
    amount = slots.worth(slots.contents(order, parcel), order)
    before = claims(view)
    if view.policy.is_high(amount):
        return handed(order, parcel, view, "missing_high", view.words.say("why.high_value", amount=amount))
    if before >= view.policy.claims_before_person:
        why = view.words.say("why.claims", count=before, days=view.policy.claims_days)
        return handed(order, parcel, view, "missing_claims", why)
    if back := tuple(i for i in slots.contents(order, parcel) if slots.coming_back(order, i)):
        why = view.words.say("why.comes_back", items=slots.names(back, view))
        return handed(order, parcel, view, "missing_claims", why)
    old = parcel.delivered and view.facts.now - parcel.delivered > timedelta(days=view.policy.missing_days)
    if old and parcel.delivered:
        why = view.words.say("why.long_ago", day=parcel.delivered)
        return handed(order, parcel, view, "missing_old", why)
    return None


def handed(order: Order, parcel: Parcel, view: View, rule: str, why: str) -> Outcome:
    """To a person, who sees what the carrier says; the customer sees it too."""
    shown = Reply(
        slots.sentence(order, parcel, view), proof_card(order, parcel, view), offers=slots.links(parcel, view)
    )
    details = ((view.words.say("label.looked_where"), said),) if (said := looked(view)) else ()
    need = Handoff(rule, (why,), "delivery", wants=in_short(order, parcel, view), details=details, order=order.number)
    return Outcome((shown,), handoff=need, rule=rule)


def part_of_it(order: Order, parcel: Parcel, view: View) -> Outcome:
    """The parcel came, and something of it is not in it: nobody can see that from here."""
    words = view.extras.get("words", "")
    named = slots.items_in(Given(words), slots.contents(order, parcel)) or ()
    titles = ", ".join(pick.item.title for pick in named) or order.title
    wants = f"not all of it in the parcel: {titles}, order {order.number}"
    details = ((view.words.say("label.what_is_wrong"), words),)
    why = (view.words.say("why.not_in_it"),)
    need = Handoff("home", why, "delivery", wants=wants, details=details, order=order.number)
    return Outcome(handoff=need, rule="part of what came is missing")


def looked(view: View) -> str:
    """Where they have looked, as they said it."""
    said = view.answers.get("looked", "")
    return view.words.say("missing.looked_all") if said == "yes" else said


def in_short(order: Order, parcel: Parcel, view: View) -> str:
    """One line for the card."""
    items = slots.contents(order, parcel)
    amount = view.words.money(slots.worth(items, order))
    day = f", marked delivered {view.words.day(parcel.delivered)}" if parcel.delivered and not parcel.lost else ", lost"
    return f"not received: {slots.names(items, view)}, order {order.number}, {amount}{day}"


def proof_card(order: Order, parcel: Parcel, view: View) -> Card:
    """What the carrier shows, with its photo and where it was left."""
    card, proof = slots.card(order, parcel, view), parcel.proof
    if proof is None or parcel.lost:
        return card
    left = (view.words.say("card.left_at"), proof.place)
    return Card(card.title, (*card.facts, left), image=proof.photo)
