"""Stopping an order: at once while it is here, by its carrier once it has left, and never twice."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from bot import slots
from bot.content import Choice, Reply
from bot.effects import CancelOrder, Intercept
from bot.flow import Flow, Given, Outcome, View, slot
from bot.shop import Item, Money, Order, Parcel, ScanKind
from bot.wording import Markup

PICK = "pick"
"""Kept when not all of the order is to be stopped: then its items are asked for."""
WAS = re.compile(r"\bcancell?ed\b", re.I)
WANTS = re.compile(r"\b(?:want|need|get|like|please|can|could)\b.{0,40}\bcancell?ed\b", re.I | re.S)
JUST_CAME = timedelta(days=3)
"""Who wants to cancel so soon after a delivery may well mean that one."""
BOTH = re.compile(r"\b(?:both|all (?:of )?(?:them|these|my)|each of|the two(?![-\w])(?! ?person)|two of them)\b", re.I)
"""Means more orders than one is stopped at a time."""
ALL = "all"
"""Kept for everything of an order that has not left."""


def still_here(order: Order) -> tuple[Item, ...]:
    """The lines that no carrier has yet."""
    gone = {item for p in order.parcels if not p.is_return and _has_left(p) for item in (p.items or _ids(order.items))}
    return tuple(i for i in order.items if i.id not in gone and slots.left(i)) if order.status != "cancelled" else ()


def _has_left(parcel: Parcel) -> bool:
    return any(scan.kind is not ScanKind.LABEL for scan in parcel.scans)


def _ids(items: tuple[Item, ...]) -> tuple[str, ...]:
    return tuple(item.id for item in items)


def may_be_stopped(order: Order, view: View) -> bool:
    """One that is still here; where there is none, one that is on its way."""
    here = bool(still_here(order))
    if slots.CHOOSE not in view.answers and any(still_here(o) for o in view.facts.orders):
        return here
    return here or (order.status == "dispatched" and bool(slots.moving(order)))


def back(order: Order, items: tuple[Item, ...]) -> Money:
    """What goes back: with the postage if all of the order is stopped."""
    if set(items) == {i for i in order.items if slots.left(i)}:
        return order.refundable
    return slots.worth(items, order)


def _which(given: Given, view: View) -> str | None:
    order: Order | None = view.known.get("order")
    if order is None or len(still_here(order)) < 2:
        return None
    picks = slots.items_in(given, still_here(order))
    ids = tuple(p.item.id for p in picks or ())
    return (ALL if len(ids) == len(still_here(order)) else ",".join(ids)) if ids else None


def _picked(view: View) -> tuple[Item, ...]:
    order: Order = view.known["order"]
    kept = view.known.get("items") or ALL
    return tuple(i for i in still_here(order) if kept == ALL or i.id in kept.split(","))


def _fits(kept: str, view: View) -> str | None:
    order: Order | None = view.known.get("order")
    here = _ids(still_here(order)) if order else ()
    return kept if kept == ALL or all(part in here for part in kept.split(",")) else None


def _ask_confirm(view: View) -> Markup:
    order, items, say = view.known["order"], _picked(view), view.words.say
    if not items:
        parcel = slots.moving(order)[0]
        return say(
            "cancel.confirm_carrier",
            carrier=parcel.carrier,
            item=slots.what_is_in(order, parcel),
            number=order.number,
            amount=back(order, slots.contents(order, parcel)),
            to=order.paid_with,
        )
    rest = tuple(i for i in order.items if slots.left(i) and i not in items)
    return say(
        "cancel.confirm",
        items=slots.names(items, view),
        number=order.number,
        placed=order.placed,
        amount=back(order, items),
        to=order.paid_with,
        rest=say("cancel.rest", items=slots.names(rest, view)) if rest else _left_too(order, view),
    )


def _left_too(order: Order, view: View) -> Markup:
    """Of both that they want to stop one may be on its way: that is said, and not left out in silence."""
    if not BOTH.search(view.extras.get("words", "")):
        return Markup()
    others = [o for o in view.facts.orders if o is not order and o.status == "dispatched" and slots.moving(o)]
    return view.words.say("cancel.left_too", number=others[0].number, item=others[0].title) if others else Markup()


def _options(view: View) -> tuple[Choice, ...]:
    say = view.words.say
    yes = Choice(say("cancel.yes") if _picked(view) else say("cancel.yes_carrier"), "yes", "primary")
    others = [o for o in view.facts.orders if still_here(o) or (o.status == "dispatched" and slots.moving(o))]
    several = len(others) > 1 or len(still_here(view.known["order"])) > 1
    change = (Choice(say("confirm.change"), "change"),) if several else ()
    return (yes, *change, Choice(say("cancel.keep"), "stop"))


@dataclass(frozen=True)
class Cancel(Flow):
    """Which order, how much of it, and a yes that names the money."""

    name: ClassVar[str] = "cancel"
    told: ClassVar[tuple[str, ...]] = ("order",)
    moves: ClassVar[bool] = True

    order: Order = slots.which_order(
        may_be_stopped, lambda view: view.words.say("cancel.which_order"), may_be_spared=True
    )
    items: str = slot(
        ask=lambda view: view.words.say("cancel.which_items"),
        read=_which,
        take=_fits,
        choices=lambda view: (
            Choice(view.words.say("cancel.everything"), ALL),
            *(Choice(i.title, i.id) for i in still_here(view.known["order"])),
        ),
        default=lambda view: None if PICK in view.answers else ALL,
        several=True,
    )
    confirm: str = slots.confirmed(_ask_confirm, _options, verb=lambda _: "cancel(?: (?:my|the|this|that) order)?")

    @classmethod
    def in_short(cls, view: View) -> str:
        order = view.known.get("order")
        return f"cancel {order.title}, order {order.number}" if order else "cancel an order"

    @classmethod
    def stop(cls, view: View) -> Outcome | None:
        """Nothing to stop, stopped already, or past stopping."""
        if not view.known:
            waiting = "order" in view.answers or any(may_be_stopped(o, view) for o in view.facts.orders)
            nothing = None if waiting else _nothing_to_stop(view)
            return _by_the_shop(view) or nothing
        order: Order | None = view.known.get("order")
        return _cannot_stop(order, view) if order and "items" not in view.known else None

    def settle(self, view: View) -> Outcome:
        """Ask the shop, or the carrier once it has left."""
        if self.confirm == "change":
            pick = (
                {"order": self.order.number, PICK: "yes"} if len(still_here(self.order)) > 1 else {slots.CHOOSE: "yes"}
            )
            return Outcome(again=pick, rule="changed")
        if self.confirm == "stop":
            return Outcome((Reply(view.words.say("cancel.kept_as_it_is")),), tried="cancel → stopped", rule="stopped")
        customer, items = slots.customer_id(view), _picked(view)
        if not items:
            parcel = slots.moving(self.order)[0]
            wanted = Intercept(customer, self.order.number, parcel.tracking, "return")
            said = view.words.say("address.asked_carrier", carrier=parcel.carrier)
            return Outcome(
                (Reply(said),), (wanted,), tried=f"{_tried(self.order)} → asked {parcel.carrier}", rule="sent"
            )
        whole = set(items) == {i for i in self.order.items if slots.left(i)}
        stop = CancelOrder(customer, self.order.number, () if whole else _ids(items))
        said = view.words.say("cancel.asked")
        return Outcome((Reply(said),), (stop,), tried=f"{_tried(self.order)} → asked the shop", rule="not sent yet")


def _tried(order: Order) -> str:
    return f"cancel order {order.number}"


def _by_the_shop(view: View) -> Outcome | None:
    """They ask about an order that is cancelled, not to cancel one: what the shop says of it."""
    said = view.extras.get("words", "")
    if "order" in view.answers or not WAS.search(said) or WANTS.search(said):
        return None
    stopped = next((o for o in view.facts.orders if o.status == "cancelled"), None)
    if stopped is None:
        none = Reply(view.words.say("cancel.none"))
        return Outcome((none,), then="tracking", rule="none of theirs is cancelled")
    already = Reply(view.words.say("cancel.already", item=stopped.title, number=stopped.number))
    return Outcome((already,), then="refund_status", given={"order": stopped.number}, rule="cancelled already")


def _nothing_to_stop(view: View) -> Outcome:
    """The shop may have cancelled one by itself; else what is written of it, then a colleague."""
    newest = view.facts.orders[0] if view.facts.orders else None
    if newest and newest.status == "cancelled":
        return Outcome(then="refund_status", given={"order": newest.number}, rule="cancelled by the shop")
    if newest and newest.delivered and view.facts.now - newest.delivered < JUST_CAME:
        return _arrived(newest, view)
    return Outcome(then="elsewhere", rule="nothing can be stopped")


def _cannot_stop(order: Order, view: View) -> Outcome | None:
    if order.number in view.pending:
        return Outcome((Reply(view.words.say("missing.pending", number=order.number)),), rule="under way already")
    if order.status == "cancelled":
        already = Reply(view.words.say("cancel.already", item=order.title, number=order.number))
        return Outcome((already,), then="refund_status", rule="cancelled already")
    if still_here(order) or slots.moving(order):
        return None
    return _arrived(order, view)


def _arrived(order: Order, view: View) -> Outcome:
    """Past stopping; it can be sent back."""
    said = view.words.say("cancel.arrived", item=order.title)
    send_back = Choice(view.words.say("topic.return_exchange"), "topic:return_exchange")
    return Outcome((Reply(said, offers=(send_back,)),), tried=f"{_tried(order)} → refused: arrived", rule="arrived")
