"""What of an order can be missing, and how often this customer was helped out of that."""

from datetime import timedelta

from bot.flow import View
from bot.shop import Order, Parcel
from bot.slots.parcels import contents, outward, still_to_come

JUST_CAME = timedelta(days=7)
"""A parcel that is marked delivered and missed is one of these days."""
CLAIM = "not_received"
"""The reason that money back and things sent again bear, so that they are known as claims later."""


def gone(parcel: Parcel, view: View) -> bool:
    """Given up by its carrier, or so late that it counts as lost."""
    overdue = timedelta(days=view.policy.late_refund_days)
    return parcel.lost or (not parcel.delivered and parcel.late_by(view.facts.now) >= overdue)


def missable(order: Order, view: View) -> tuple[Parcel, ...]:
    """The parcels that one may say are not there: marked delivered or gone, and not paid back."""
    if order.status == "cancelled":
        return ()
    found = (p for p in outward(order) if p.delivered or gone(p, view))
    return tuple(p for p in found if contents(order, p))


def just_missed(order: Order, view: View) -> bool:
    """Whether this is an order one would ask about first."""
    return any(
        gone(p, view) or (p.delivered and view.facts.now - p.delivered < JUST_CAME) for p in missable(order, view)
    )


def lost(order: Order, view: View) -> bool:
    """Whether nothing of it has come and its carrier has given it up: then nothing can go back or be stopped."""
    came = any(p.delivered for p in outward(order))
    return not came and not still_to_come(order) and any(p.lost for p in missable(order, view))


def claims(view: View) -> int:
    """How often this customer was helped out of a parcel that was not there, lately."""
    since = view.facts.now - timedelta(days=view.policy.claims_days)
    back = sum(r.reason == CLAIM and r.asked > since for o in view.facts.orders for r in o.refunds)
    again = sum(bool(p.replaces) and o.placed > since for o in view.facts.orders for p in o.parcels)
    return back + again
