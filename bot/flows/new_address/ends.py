"""Where nothing is left to change: what has come, what is cancelled, what is under way already."""

from datetime import timedelta

from bot import slots
from bot.content import Choice, Reply
from bot.flow import Outcome, View
from bot.shop import Order, ScanKind

JUST_CAME = timedelta(days=3)
"""Who asks for a change so soon after a delivery may well mean that one."""

LONG_AGO = timedelta(days=7)
"""Nobody who names no order means one that came before this."""


def nothing_to_change(view: View) -> Outcome:
    """Too late for what has just come; else it is said that there is nothing, and a colleague may look."""
    newest = view.facts.orders[0] if view.facts.orders else None
    if (
        newest
        and newest.delivered
        and view.facts.now - newest.delivered < JUST_CAME
        and (end := too_late(newest, view))
    ):
        return end
    return slots.nothing_coming("to_change", view)


def too_late(order: Order, view: View) -> Outcome | None:
    """What the order's own state says."""
    if order.number in view.pending:
        return Outcome((Reply(view.words.say("missing.pending", number=order.number)),), rule="under way already")
    if order.status == "cancelled":
        return Outcome(then="tracking", given={"orders": order.number}, rule="cancelled")
    if slots.moving(order) or not order.parcels:
        return None
    long_ago = order.delivered and view.facts.now - order.delivered >= LONG_AGO and "order" not in view.answers
    if order.status == "returned" or long_ago:
        return slots.nothing_coming("to_change", view)
    arrived = [p for p in slots.outward(order) if p.last and p.last.kind is ScanKind.DELIVERED]
    if not arrived:
        return Outcome(then="not_received", rule="lost on its way")
    said = view.words.say("address.delivered", seen=slots.sentence(order, arrived[-1], view))
    missing = Choice(view.words.say("tracking.not_here"), f"missing:{order.number}")
    return Outcome((Reply(said, slots.card(order, arrived[-1], view), offers=(missing,)),), rule="delivered already")
