"""What can't be stopped any more, told as soon as it is known, with what can be done instead."""

import re
from datetime import timedelta

from bot import slots
from bot.content import Choice, Reply
from bot.flow import Outcome, View
from bot.flows.cancel.lines import (
    ALL,
    arrived,
    coming,
    meant,
    on_its_way,
    picked,
    still_here,
    where,
)
from bot.shop import Item, Order
from bot.slots.missing import lost

WAS = re.compile(r"\bcancell?ed\b", re.I)
WANTS = re.compile(r"\b(?:want|need|get|like|please|can|could)\b.{0,40}\bcancell?ed\b", re.I | re.S)
JUST_CAME = timedelta(days=3)
"""Who wants to cancel so soon after a delivery may well mean that one."""


def stopping(order: Order) -> str:
    return f"cancel order {order.number}"


def by_the_shop(view: View) -> Outcome | None:
    """They ask about an order that is cancelled, not to cancel one: what the shop says of it."""
    said = view.extras.get("words", "")
    if "order" in view.answers or not WAS.search(said) or WANTS.search(said):
        return None
    stopped = next((o for o in view.facts.orders if o.status == "cancelled"), None)
    if stopped is None and any(slots.still_to_come(o) for o in view.facts.orders):
        none = Reply(view.words.say("cancel.none"))
        return Outcome((none,), then="tracking", rule="none of theirs is cancelled")
    if stopped is None:
        return slots.nothing_coming("none_cancelled", view)
    already = Reply(view.words.say("cancel.already", item=stopped.title, number=stopped.number))
    return Outcome((already,), then="refund_status", given={"order": stopped.number}, rule="cancelled already")


def nothing_to_stop(view: View) -> Outcome:
    """The shop may have cancelled one by itself; else it is said that there is nothing, and a colleague may look."""
    newest = view.facts.orders[0] if view.facts.orders else None
    if newest and newest.status == "cancelled":
        return Outcome(then="refund_status", given={"order": newest.number}, rule="cancelled by the shop")
    if newest and newest.delivered and view.facts.now - newest.delivered < JUST_CAME:
        return _arrived(newest, view)
    return slots.nothing_coming("to_stop", view)


def cannot_stop(order: Order, view: View) -> Outcome | None:
    if order.number in view.pending:
        return Outcome((Reply(view.words.say("missing.pending", number=order.number)),), rule="under way already")
    if order.status == "cancelled":
        already = Reply(view.words.say("cancel.already", item=order.title, number=order.number))
        return Outcome((already,), then="refund_status", rule="cancelled already")
    if still_here(order) or on_its_way(order):
        return None
    if turned := slots.brought_back(order):
        return _turned(order, turned, view)
    if lost(order, view):
        return Outcome(then="not_received", given={"order": order.number}, rule="lost on its way")
    return _arrived(order, view)


def gone(order: Order, view: View) -> Outcome | None:
    """What they name of an order is past stopping: nobody is offered another part of it instead."""
    if picked(view) or view.known["items"] == ALL:
        return None
    there, say = arrived(view), view.words.say
    if coming(view):
        return None  # its carrier may be asked
    if set(meant(view)) <= set(slots.brought_back(order)):
        return _turned(order, meant(view), view)
    if not {item.id for item in meant(view)} & {item.id for item in slots.free(order)}:
        return Outcome(then="refund_status", given={"order": order.number}, rule="sent back or paid back already")
    said = say("cancel.none_of_it", where=where(view))
    if set(there) == set(meant(view)):
        came = next(p.delivered for p in slots.outward(order) if p.delivered and there[0] in slots.contents(order, p))
        said = say("cancel.arrived_part", number=order.number, items=slots.names(there, view), day=came)
    back = Choice(say("topic.return_exchange"), f"return:{order.number}")
    way = back if there and slots.within(order, view) else Choice(say("offer.colleague"), "human")
    why = "arrived" if there else "has left"
    return Outcome((Reply(said, offers=(way,)),), tried=f"{stopping(order)} → refused: {why}", rule=why)


def _turned(order: Order, items: tuple[Item, ...], view: View) -> Outcome:
    said = view.words.say("cancel.comes_back", items=slots.names(items, view), number=order.number)
    return Outcome((Reply(said),), rule="on its way back already")


def _arrived(order: Order, view: View) -> Outcome:
    """Past stopping; it can be sent back, if that is not too long ago, and if it was not already."""
    if not slots.free(order):
        return Outcome(then="refund_status", given={"order": order.number}, rule="sent back or paid back already")
    if not slots.within(order, view):
        age, window = slots.days_old(order, view), view.policy.return_days
        said = view.words.say("cancel.arrived_long_ago", item=order.title, age=age, window=window)
        tried, why = f"{stopping(order)} → refused: arrived {age} days ago", "outside the return window"
        return Outcome((Reply(said),), tried=tried, refused=why, offers_person=True, rule="arrived long ago")
    said = view.words.say("cancel.arrived", item=order.title)
    send_back = Choice(view.words.say("topic.return_exchange"), f"return:{order.number}")
    return Outcome((Reply(said, offers=(send_back,)),), tried=f"{stopping(order)} → refused: arrived", rule="arrived")
