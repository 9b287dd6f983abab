"""Where is it: never asks, answers from the parcels."""

import re
from dataclasses import dataclass
from datetime import timedelta

from bot import slots
from bot.anew import replace
from bot.content import Choice, Reply
from bot.flow import Flow, Given, Outcome, View, slot
from bot.shop import Order, Parcel, Return
from bot.slots.missing import just_missed
from bot.wording import Markup

MOST = 3
CLAIMED = "claimed"
"""Kept where they say that something is late, or marked delivered, and nothing is."""
JUST_CAME = timedelta(days=7)
"""How long after a delivery it is offered to say that it is not there."""

WAITS = re.compile(
    r"\b(?:still|am|i'?m|been|keep) (?:\w+ )?waiting (?:for|on)\b|\bwaiting (?:for|on) \w+ \w+ still\b", re.I
)
"""Waits for it, whatever is marked."""


def on_the_way(view: View) -> tuple[Order, ...]:
    """The orders somebody may be waiting for, newest first; else the one that came last."""
    orders = view.facts.orders
    open_ones = tuple(o for o in orders if o.status in ("open", "dispatched"))
    return open_ones[:MOST] or orders[:1]


def _meant(given: Given, view: View) -> tuple[Order, ...] | None:
    if given.asked:
        return None
    numbered = tuple(o for o in view.facts.orders if re.search(rf"(?<!\w){re.escape(o.number)}(?!\w)", given.text))
    if len(numbered) > 1:
        return numbered[:MOST]
    order = slots.order_in(given, view, view.facts.orders[: slots.SHOWN_ORDERS])
    return (order,) if order else None


def _take(kept: str, view: View) -> tuple[Order, ...] | None:
    found = tuple(o for o in view.facts.orders if o.number in kept.split(","))
    return found or None


@dataclass(frozen=True)
class Tracking(Flow):
    """The orders to tell about; assumed when none is named, since looking changes nothing."""

    name = "tracking"

    orders: tuple[Order, ...] = slot(
        ask=lambda _: "",
        read=_meant,
        keep=lambda orders: ",".join(o.number for o in orders),
        take=_take,
        default=lambda view: on_the_way(view) or None,
    )

    @classmethod
    def stop(cls, view: View) -> Outcome | None:
        """A customer without orders hears just that; who asks after a part that is cancelled hears that of it."""
        if stopped := slots.stopped_part(view):
            return stopped
        if view.facts.orders:
            return None
        return Outcome((Reply(view.words.say("tracking.no_orders")),), offers_person=True, rule="no orders")

    def settle(self, view: View) -> Outcome:
        if len(self.orders) == 1 and WAITS.search(view.extras.get("words", "")) and just_missed(self.orders[0], view):
            given = {"order": self.orders[0].number}
            return Outcome(then="not_received", given=given, rule="still waits for what is marked delivered")
        if self.orders[0].status == "returned" and len(self.orders) == 1:
            return _sent_back(self.orders[0], view)
        if _came_long_ago(self.orders, view):
            return _none_coming(self.orders[0], view)
        named = Given(view.extras.get("words", "")) if len(self.orders) == 1 else None
        replies = tuple(reply for order in self.orders for reply in tell(order, view, named))
        replies = _with_what_was_claimed(replies, view)
        about = "; ".join(in_brief(order, view) for order in self.orders)
        return Outcome(replies, tried=f"tracking → {about}", about=about, rule="tracking from the shop's parcels")


def _sent_back(order: Order, view: View) -> Outcome:
    """What they sent back is no parcel to wait for: its money is, if it is this order that they name."""
    if "orders" not in view.answers:
        return slots.nothing_coming("to_find", view)
    return Outcome(then="refund_status", given={"order": order.number}, rule="sent back")


def _came_long_ago(orders: tuple[Order, ...], view: View) -> bool:
    """Whether they name none, nothing of theirs is on its way, and what came last did so too long ago to be meant."""
    came = orders[0].delivered if len(orders) == 1 else None
    waits = any(slots.still_to_come(order) for order in view.facts.orders)
    return came is not None and "orders" not in view.answers and not waits and view.facts.now - came >= JUST_CAME


def _none_coming(order: Order, view: View) -> Outcome:
    """That nothing is, where the last one arrived, and what can be done if that is missed, or another is meant."""
    parcel = max(slots.outward(order), key=lambda p: p.delivered or order.placed)
    said = Markup(f"{view.words.say('tracking.none_coming')} {slots.sentence(order, parcel, view)}")
    missing = Choice(view.words.say("tracking.not_here"), f"missing:{order.number}")
    ask = Choice(view.words.say("offer.colleague"), "human")
    reply = Reply(said, card=slots.card(order, parcel, view), offers=(missing, ask, *slots.links(parcel, view)))
    about = in_brief(order, view)
    return Outcome((reply,), tried=f"tracking → nothing is on its way; {about}", about=about, rule="nothing is coming")


def _with_what_was_claimed(replies: tuple[Reply, ...], view: View) -> tuple[Reply, ...]:
    """First that nothing we see is as they say; a colleague may look at it with them."""
    claimed = view.answers.get(CLAIMED)
    if not claimed or not replies:
        return replies
    text = Markup(f"{view.words.say(f'tracking.none_{claimed}')} {replies[0].text}")
    last = replace(replies[0], text=text) if len(replies) == 1 else replies[-1]
    person = () if any(o.value == "human" for o in last.offers) else (Choice(view.words.say("offer.human"), "human"),)
    asked = replace(last, offers=last.offers + person)
    return (asked,) if len(replies) == 1 else (replace(replies[0], text=text), *replies[1:-1], asked)


def in_brief(order: Order, view: View) -> str:
    """An order's standing in a few words, for the card: "headphones, order 8042, 2 days late"."""
    late = max((p.late_by(view.facts.now) for p in order.parcels if not p.is_return), default=timedelta())
    day = f" {view.words.day(order.delivered)}" if order.delivered else ""
    standing = f"{view.words.span(late)} late" if late >= timedelta(hours=12) else f"{order.status}{day}"
    return f"{order.title}, order {order.number}, {standing}"


def tell(order: Order, view: View, named: Given | None = None) -> tuple[Reply, ...]:
    """One reply for each parcel of an order (of those that hold what was named), or for the order that has none yet."""
    parcels = slots.outward(order)
    meant = {pick.item.id for pick in slots.items_in(named, order.items) or ()} if named else set()
    if holding := tuple(p for p in parcels if meant & set(p.items)):
        return tuple(_parcel(order, p, view) for p in holding[:MOST])
    if not parcels:
        return (Reply(_unsent(order, view), offers=_person_if_high(order, view)),)
    return (*(_parcel(order, p, view) for p in parcels[:MOST]), *_coming_back(order, view))


def _coming_back(order: Order, view: View) -> tuple[Reply, ...]:
    """A parcel that the shop waits for, or has on its way."""
    return tuple(_return(order, back, view) for back in order.returns if back.state in ("open", "scanned"))


def _return(order: Order, back: Return, view: View) -> Reply:
    words, items = view.words, slots.sent_back(order, back, view)
    if back.state == "open":
        return Reply(slots.waits(order, back, view), files=(back.label,) if back.label else ())
    return Reply(words.say("returning.seen", carrier=back.carrier, items=items), offers=slots.track(order, back, view))


def _unsent(order: Order, view: View) -> Markup:
    key = "tracking.cancelled" if order.status == "cancelled" else "tracking.packing"
    return view.words.say(key, item=order.title, number=order.number, placed=order.placed)


def _parcel(order: Order, parcel: Parcel, view: View) -> Reply:
    offers = slots.links(parcel, view)
    if parcel.lost or (parcel.delivered and view.facts.now - parcel.delivered < JUST_CAME):
        offers += (Choice(view.words.say("tracking.not_here"), f"missing:{order.number}"),)
    if slots.is_late(parcel, view) and not parcel.lost:
        offers += (Choice(view.words.say("tracking.what_now"), f"late:{order.number}"),)
    card = slots.card(order, parcel, view)
    return Reply(slots.sentence(order, parcel, view), card=card, offers=offers + _person_if_high(order, view))


def _person_if_high(order: Order, view: View) -> tuple[Choice, ...]:
    """A calm tracking question is answered first, whatever it is worth; a person is one press away."""
    return (Choice(view.words.say("offer.human"), "human"),) if view.policy.is_high(order.total) else ()
