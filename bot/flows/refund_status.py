"""Where is my money: amount, date, method, where it stands."""

from dataclasses import dataclass
from datetime import timedelta

from bot import slots
from bot.content import Card, Reply
from bot.effects import Handoff
from bot.flow import Flow, Given, Outcome, View, slot
from bot.shop import Order, Refund

Found = tuple[tuple[Order, Refund], ...]


def refunds(view: View, number: str = "") -> Found:
    """The customer's refunds (of one order), those still on their way first, newest first."""
    found = [(o, r) for o in view.facts.orders for r in o.refunds if number in ("", o.number)]
    return tuple(sorted(found, key=lambda pair: (pair[1].state != "arrived", pair[1].asked), reverse=True))


def _meant(given: Given, view: View) -> str | None:
    order = slots.order_in(given, view, tuple(o for o in view.facts.orders if o.refunds))
    return order.number if order else None


@dataclass(frozen=True)
class RefundStatus(Flow):
    """Which order's refund; all that are on their way when none is named."""

    name = "refund_status"

    order: str = slot(ask=lambda _: "", read=_meant, default=lambda _: "")

    def settle(self, view: View) -> Outcome:
        found = refunds(view, self.order)
        if not found:
            said = view.words.say("refund_status.none_for" if self.order else "refund_status.none", number=self.order)
            return Outcome((Reply(said),), offers_person=True, rule="no refund on record")
        moving = tuple(pair for pair in found if pair[1].state in ("asked", "sent", "failed"))[:2] or found[:1]
        late = next((pair for pair in moving if overdue(pair[1], view)), None)
        replies = tuple(_tell(order, refund, view) for order, refund in moving)
        about = "; ".join(f"{view.words.money(r.amount)}, order {o.number}, {r.state}" for o, r in moving)
        if late is None:
            told = f"refund status → {about}"
            return Outcome(replies, tried=told, about=about, rule="refund status from the shop")
        return Outcome(replies, handoff=_escalated(*late, view), rule="refund overdue")


def overdue(refund: Refund, view: View) -> bool:
    """A promise that was not kept: asked for too long ago, or well past the day it was due."""
    if refund.state in ("arrived", "failed"):
        return refund.state == "failed"
    limit = timedelta(days=view.policy.refund_overdue_days)
    return view.facts.now - refund.asked > limit or bool(
        refund.expected and refund.expected < view.facts.now - timedelta(days=1)
    )


def _tell(order: Order, refund: Refund, view: View) -> Reply:
    late = overdue(refund, view) and refund.state != "failed"
    key = "refund_status.overdue" if late else f"refund_status.{refund.state}"
    days = timedelta(days=view.policy.refund_bank_days)
    said = view.words.say(
        key,
        amount=refund.amount,
        to=refund.to,
        item=order.title,
        asked=refund.asked,
        due=refund.expected or refund.asked + days,
        arrived=refund.arrived or view.facts.now,
    )
    facts = (
        (view.words.say("card.order"), order.number),
        (view.words.say("card.amount"), view.words.money(refund.amount)),
        (view.words.say("card.to"), refund.to),
        (view.words.say("card.asked"), view.words.day(refund.asked)),
    )
    return Reply(said, card=Card(view.words.say("refund_status.title"), facts, "late" if overdue(refund, view) else ""))


def _escalated(order: Order, refund: Refund, view: View) -> Handoff:
    """An overdue refund goes past the first tier: only the payments side can find it."""
    amount, asked = view.words.money(refund.amount), view.words.day(refund.asked)
    wants = f"refund that was promised: {order.title}, order {order.number}, {amount}, asked {asked}"
    why = f"refund {'came back' if refund.state == 'failed' else 'overdue'} (asked {asked})"
    return Handoff("refund_overdue", (why,), "billing", tier=2, wants=wants, order=order.number)
