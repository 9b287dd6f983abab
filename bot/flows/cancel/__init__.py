"""Stopping an order: at once while it is here, by its carrier once it has left, and never twice."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from bot import slots
from bot.content import Choice, Reply
from bot.effects import CancelOrder, Handoff, Intercept
from bot.flow import Flow, Outcome, View, slot
from bot.flows.cancel.lines import (
    ALL,
    asks_next,
    can_be_stopped,
    coming,
    cut,
    fits,
    how_many,
    ids,
    in_part,
    left_over,
    meant,
    named,
    on_its_way,
    only_whole,
    part_in_short,
    picked,
    rest,
    still_here,
    taken_back,
    where,
)
from bot.flows.cancel.past import by_the_shop, cannot_stop, gone, nothing_to_stop, stopping
from bot.shop import Item, Order
from bot.slots import way_back
from bot.slots.way_back import COLLEAGUE
from bot.wording import Markup

PICK = "pick"
"""Kept when not all of the order is to be stopped: then its items are asked for."""
EVERYTHING = re.compile(
    r"\b(?:cancel|stop|end) (?:it all|everything|all(?: of it)?)"
    r"(?= (?:please|pls|now|thanks|immediately|today|asap)\b|\W*$|[,.;!])",
    re.I,
)
"""May mean more than orders."""
SAME_TIME = timedelta(days=14)
"""Two orders of the same thing within this are easily taken for each other."""


def may_be_stopped(order: Order, view: View) -> bool:
    """One that is still here; where there is none, one that is on its way."""
    here = bool(still_here(order))
    if slots.CHOOSE not in view.answers and any(still_here(o) for o in view.facts.orders):
        return here
    return here or can_be_stopped(order)


def _ask_confirm(view: View) -> str:
    return way_back.led_by_card(_asked(view), view)


def _asked(view: View) -> Markup:
    order, items, say = view.known["order"], picked(view), view.words.say
    if not items:
        return _ask_of_carrier(view)
    if some := cut(view):
        return say(
            "cancel.all_or_none",
            items=slots.names(some, view),
            number=order.number,
            all=slots.names(items, view),
            amount=slots.stopped_worth(order, items),
            to=order.paid_with,
            rest=Markup(rest(view) + _beside(order, view)),
        )
    return say(
        "cancel.confirm",
        items=slots.names(items, view),
        number=order.number,
        placed=order.placed,
        amount=slots.stopped_worth(order, items),
        to=order.paid_with,
        rest=Markup(rest(view) + _beside(order, view)),
    )


def _ask_of_carrier(view: View) -> Markup:
    order, say = view.known["order"], view.words.say
    parcel = coming(view)[0]
    inside = slots.contents(order, parcel)
    part = set(inside) != {i for i in order.items if slots.left(i)}
    some = in_part(view)
    whole = part or some
    asked = say(
        "cancel.confirm_carrier_all" if some else "cancel.confirm_carrier_part" if part else "cancel.confirm_carrier",
        carrier=parcel.carrier,
        item=slots.names(inside, view) if whole else slots.what_is_in(order, parcel),
        number=order.number,
        amount=slots.stopped_worth(order, inside),
        to=order.paid_with,
        beside=Markup(_others(inside, view) + _beside(order, view)),
    )
    return Markup(f"{only_whole(view)} {asked}") if some else asked


def _others(inside: tuple[Item, ...], view: View) -> Markup:
    """Where the rest of what they named is, and what is asked next."""
    named = () if view.known["items"] == ALL else meant(view)
    told = where(view, inside) if set(named) - set(inside) else Markup()
    return Markup(told + asks_next(view))


def _beside(order: Order, view: View) -> Markup:
    """What is to be known of the others: those that come next, one like it that is cancelled, what runs on."""
    say, told = view.words.say, ""
    for other in filter(None, map(view.facts.order, view.answers.get("then", "").split(","))):
        key = "cancel.next_here" if still_here(other) else "cancel.next_left"
        told += say(key, number=other.number, item=other.title)
    if "after" not in view.answers and (like := _stopped_like(order, view)):
        told += say("cancel.like_it" if like.status == "cancelled" else "cancel.like_it_turned", number=like.number)
    running = [s for s in view.facts.account.subscriptions if not s.cancelled] if view.facts.account else []
    if running and EVERYTHING.search(view.extras.get("words", "")):
        told += say("cancel.plans", titles=view.words.several(tuple(s.title for s in running)))
    return Markup(told + slots.less_the_wait(order, tuple(i for i in order.items if slots.left(i)), view))


def _stopped_like(order: Order, view: View) -> Order | None:
    """Another order of the same, placed about then, that is stopped: whether they still mean this one is theirs."""
    alike = (o for o in view.facts.orders if o.title == order.title and o is not order)
    stopped = (o for o in alike if o.status == "cancelled" or (slots.brought_back(o) and not on_its_way(o)))
    return next((o for o in stopped if abs(o.placed - order.placed) < SAME_TIME), None)


def _options(view: View) -> tuple[Choice, ...]:
    say = view.words.say
    if in_part(view):
        key = "cancel.yes_all" if picked(view) else "cancel.yes_carrier_all"
        colleague = Choice(say("offer.colleague"), COLLEAGUE, "primary")
        return (colleague, Choice(say(key, count=how_many(view)), ALL), Choice(say("cancel.keep"), "stop"))
    yes = Choice(say("cancel.yes") if picked(view) else say("cancel.yes_carrier"), "yes", "primary")
    several = len([o for o in view.facts.orders if can_be_stopped(o)]) > 1 or len(still_here(view.known["order"])) > 1
    several = several and "then" not in view.answers
    change = (Choice(say("confirm.change"), "change"),) if several else ()
    return (yes, *way_back.colleague_first(view), *change, Choice(say("cancel.keep"), "stop"))


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
        read=named,
        take=fits,
        choices=lambda view: (
            Choice(view.words.say("cancel.everything"), ALL),
            *(Choice(i.title, i.id) for i in still_here(view.known["order"])),
        ),
        default=lambda view: None if PICK in view.answers else ALL,
        several=True,
        names=True,
        of="order",
    )
    card: str = way_back.card_said()
    confirm: str = slots.confirmed(
        _ask_confirm,
        _options,
        verb=lambda _: "cancel(?: (?:my|the|this|that) order)?",
        tells=way_back.of_a_new_card,
    )

    @classmethod
    def in_short(cls, view: View) -> str:
        order = view.known.get("order")
        if order is None:
            return "cancel an order"
        return f"cancel {part_in_short(view) or order.title}, order {order.number}"

    @classmethod
    def stop(cls, view: View) -> Outcome | None:
        """Nothing to stop, stopped already, or past stopping."""
        if not view.known and taken_back(view.extras.get("words", "")):
            return _left(view, "taken back in the same breath")
        if not view.known:
            waiting = "order" in view.answers or any(may_be_stopped(o, view) for o in view.facts.orders)
            nothing = None if waiting else nothing_to_stop(view)
            return slots.stopped_part(view) or by_the_shop(view) or nothing
        order: Order | None = view.known.get("order")
        if order is None or "confirm" in view.known:
            return None
        return cannot_stop(order, view) if "items" not in view.known else gone(order, view)

    def settle(self, view: View) -> Outcome:
        """Ask the shop, or the carrier once it has left."""
        if self.confirm == "change":
            pick = (
                {"order": self.order.number, PICK: "yes"} if len(still_here(self.order)) > 1 else {slots.CHOOSE: "yes"}
            )
            return Outcome(again=pick, rule="changed")
        if self.confirm == "stop":
            return _left(view, "stopped")
        if self.confirm == COLLEAGUE:
            part = Handoff("human", (only_whole(view),), wants=self.in_short(view), order=self.order.number)
            need = part if in_part(view) else way_back.to_a_person(view, self.in_short(view), self.order.number)
            return Outcome(handoff=need, rule="only some of a line" if in_part(view) else "a closed card")
        customer, items = slots.customer_id(view), picked(view)
        if not items:
            parcel = coming(view)[0]
            wanted = Intercept(customer, self.order.number, parcel.tracking, "return")
            said = view.words.say("address.asked_carrier", carrier=parcel.carrier)
            return Outcome(
                (Reply(said),),
                (wanted,),
                later=left_over(view),
                tried=f"{stopping(self.order)} → asked {parcel.carrier}",
                rule="sent",
            )
        whole = set(items) == {i for i in self.order.items if slots.left(i)}
        stop = CancelOrder(customer, self.order.number, () if whole else ids(items))
        said = view.words.say("cancel.asked")
        tried = f"{stopping(self.order)} → asked the shop"
        return Outcome((Reply(said),), (stop,), later=left_over(view), tried=tried, rule="not sent yet")


def _left(view: View, rule: str) -> Outcome:
    order: Order | None = view.known.get("order")
    if order and "after" in view.answers:  # another one was stopped before: something was changed
        part = view.known.get("items") not in (None, ALL)
        what = slots.names(meant(view), view) if part else order.title
        said = view.words.say("cancel.this_stays", item=what, number=order.number)
    else:
        said = view.words.say("cancel.kept_as_it_is")
    return Outcome((Reply(said),), tried="cancel → stopped", rule=rule)
