"""Settings that can't all be meant: each is taken, and said beside the change that made it so."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.policy.settings import Policy


@dataclass(frozen=True, slots=True)
class Order:
    """One setting that belongs below another; and what happens where it doesn't."""

    less: str
    more: str
    otherwise: str


SPANS: Final = (
    Order("ping_again_minutes", "leads_minutes", "the leads are called before the department is called again"),
    Order("idle_nudge_minutes", "idle_release_minutes", "a case is released before its owner is nudged"),
    Order("return_remind_days", "return_send_days", "a return is reminded of as soon as it has its label"),
    Order("frustration_offers", "frustration_opens", "a person is called at once and never offered before"),
    Order("refund_bank_days", "refund_overdue_days", "a refund counts as overdue while the bank still has time"),
    Order("late_goodwill_days", "late_refund_days", "a parcel counts as lost before anything is given for the wait"),
)
SUMS: Final = (
    Order("goodwill_limit", "goodwill_lead_limit", "a lead may give less than staff may"),
    Order("late_goodwill", "goodwill_limit", "the bot gives more for a wait than staff may"),
    Order("charge_refund_limit", "high_value", "the bot pays back sums that only a person should"),
)


def contradictions(policy: Policy, about: str = "") -> tuple[str, ...]:
    """In plain words, all of them or those that one setting has a part in."""
    return tuple(said for order, said in _found(policy) if about in ("", order.less, order.more))


def _found(policy: Policy) -> Iterator[tuple[Order, str]]:
    for order in SPANS:
        less, more = getattr(policy, order.less), getattr(policy, order.more)
        if less >= more:
            yield order, f"{order.less} ({less}) is not below {order.more} ({more}): {order.otherwise}."
    for order in SUMS:
        small, large = getattr(policy, order.less), getattr(policy, order.more)
        for currency in small.keys() & large.keys():
            if small[currency] > large[currency]:
                less, more = f"{currency}={small[currency]}", f"{currency}={large[currency]}"
                yield order, f"{order.less} ({less}) is above {order.more} ({more}): {order.otherwise}."
