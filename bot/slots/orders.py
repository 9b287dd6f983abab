"""Which order it is about."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from bot.anew import replace
from bot.content import Choice
from bot.flow import Given, View, slot
from bot.shop import Order, ScanKind
from bot.slots.apart import pointed, spared, titles
from bot.slots.items import items_in
from bot.slots.naming import NEWEST, named, on_day, priced, rank_in

SHOWN_ORDERS = 10
CHOOSE = "choose"
"""Kept when the order that was assumed is not the one: then none is assumed any more."""
LAST_WEEK = re.compile(
    r"\b(?:one|order|ordered|bought|purchase|parcel|package|stuff)\b.{0,25}\blast week\b|\blast week'?s\b", re.I
)
OF_A_DAY = re.compile(
    r"\b(?:one|order|ordered|bought|purchase|placed)\b|\b(?:today|yesterday|monday|tuesday|wednesday|thursday|friday"
    r"|saturday|sunday)'?s\b",
    re.I,
)
"""The day that an order is known by is the one on which it was placed; of another day something else is said."""
UNSENT = re.compile(r"\bnot (?:yet |been )*(?:sent|shipped|dispatched|left)\b|\bunsent\b", re.I)


MISSED_VISIT = re.compile(
    r"\b(?:twice|(?:\d|two|three|several) times)\b[^.?!]{0,20}\b(?:(?:did|have|has)(?:n'?t| not)|never|nobody|no one)"
    r"\b[^.?!]{0,12}\b(?:c[ao]me|deliver\w*|show\w*|turn\w*|ring|rang|bring|brought)\b"
    r"|\b(?:failed|missed) (?:attempts?|deliver(?:y|ies))\b|\btried to deliver\b",
    re.I,
)
"""The carrier came and found nobody, or did not come."""


def order_in(given: Given, view: View, orders: tuple[Order, ...]) -> Order | None:
    """The order that is meant: by its number, by what was in it, or by its rank."""
    if number := given.entity("order_number"):
        return view.facts.order(number.lstrip("#"))
    if known := next((o for o in view.facts.orders if o.number in given.text and _says(given.text, o.number)), None):
        return known
    if carried := next((o for o in view.facts.orders if any(_says(given.text, p.tracking) for p in o.parcels)), None):
        return carried
    if one := pointed(given.text, view.facts.orders):
        return one
    called = named(given.text, orders, titles)
    if len(called) == 1:
        return called[0]
    if NEWEST.search(given.text) and orders:
        return orders[0]
    described = _described(given.text, view, called or orders)
    if len(described) == 1:
        return described[0]
    if given.asked and (one := priced(given.text, called or orders, lambda o: o.total.amount)):
        return one
    rank = rank_in(given.text) if given.asked else None
    return orders[rank] if rank is not None and rank < len(orders) else None


def _says(text: str, number: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(number)}(?!\w)", text, re.I) is not None


def _described(said: str, view: View, orders: tuple[Order, ...]) -> tuple[Order, ...]:
    """The orders that a day or a state picks out: "yesterday's", "the one not sent yet"."""
    if MISSED_VISIT.search(said):
        return tuple(o for o in orders if any(s.kind is ScanKind.ATTEMPTED for p in o.parcels for s in p.scans))
    if UNSENT.search(said):
        return tuple(o for o in orders if o.status == "open")
    today = view.words.date(view.facts.now)
    if LAST_WEEK.search(said):
        return tuple(o for o in orders if _week(view.words.date(o.placed)) == _week(today - timedelta(weeks=1)))
    if OF_A_DAY.search(said):
        return tuple(o for o in orders if on_day(said, view.words.date(o.placed), today))
    return ()


def _week(day: date) -> tuple[int, int]:
    """The calendar week of a day."""
    return day.isocalendar()[:2]


NOT = "not:"
"""Begins what is kept where only those are known that are not meant."""


def not_meant(out: str, orders: tuple[Order, ...]) -> tuple[Order, ...]:
    """Those of these orders that are named as not meant; a line of one that has others leaves the order in."""
    if numbers := tuple(o for o in orders if _says(out, o.number)):
        return numbers
    if one := pointed(out, orders):
        return (one,)
    return tuple(o for o in named(out, orders, titles) if len(items_in(Given(out), o.items) or ()) == len(o.items))


def which_order(
    fits: Callable[[Order, View], bool],
    ask: Callable[[View], str],
    *,
    may_be_spared: bool = False,
    first: Callable[[View], str] = lambda _: "",
) -> Any:
    """One of the customer's own orders; the only one that fits is assumed, or the `first` of several; else all show.
    What is said not to be meant is left out of an answer; with `may_be_spared` out of first words, too."""

    def fitting(view: View) -> tuple[Order, ...]:
        out = view.answers.get("order", "").removeprefix(NOT).split(",")
        orders = tuple(o for o in view.facts.orders if o.number not in out or not _only_spared(view))
        return tuple(o for o in orders if fits(o, view))[:SHOWN_ORDERS] or orders[:SHOWN_ORDERS]

    def alone(view: View) -> Order | None:
        found = fitting(view) if CHOOSE not in view.answers or _only_spared(view) else ()
        return found[0] if len(found) == 1 else view.facts.order(first(view))

    def read(given: Given, view: View) -> Order | tuple[Order, ...] | None:
        every = fitting(replace(view, answers={**view.answers, CHOOSE: "yes"}))
        spare = _spare(given, view, every, at_first=may_be_spared)
        said = _without(given, spared(given.text)[0]) if spare else given
        left = tuple(o for o in every if o not in spare)
        for orders in (tuple(o for o in fitting(view) if o not in spare), left, view.facts.orders):
            if (found := order_in(said, view, orders)) and found not in spare:
                return found
        return left[0] if spare and len(left) == 1 else (left and spare) or None

    return slot(
        ask=ask,
        read=read,
        keep=lambda meant: meant.number if isinstance(meant, Order) else NOT + ",".join(o.number for o in meant),
        take=lambda kept, view: view.facts.order(kept),
        choices=lambda view: tuple(Choice(order_label(o, view), o.number) for o in fitting(view)),
        default=alone,
        miss=_no_such_order,
        names=True,
    )


def _spare(given: Given, view: View, every: tuple[Order, ...], *, at_first: bool) -> tuple[Order, ...]:
    """The orders that are said not to be meant; `at_first`, out of first words as well."""
    rest, out = spared(given.text)
    spare = not_meant(out, every)
    if out and given.asked and not spare and not named(rest, every, titles):
        spare = named(out, every, titles)  # "the mugs are fine", of an order that has a tray as well
    if not at_first and not given.asked and order_in(_without(given, rest), view, every) is None:
        return ()  # "can I keep the mug and have my money back" is about the mug
    return spare


def _without(given: Given, rest: str) -> Given:
    """The message with no more than these words of it."""
    return replace(given, text=rest, entities=tuple(e for e in given.entities if e.text in rest))


def _only_spared(view: View) -> bool:
    """Whether no more is known than which it is not."""
    return view.answers.get("order", "").startswith(NOT)


def order_label(order: Order, view: View) -> str:
    """ "Kettle and 2 more · 7731 · Tuesday 3 Nov"."""
    more = len(order.items) - 1
    title = f"{order.title} and {more} more" if more else order.title
    return f"{title} · {order.number} · {view.words.day(order.placed)}"


def _no_such_order(given: Given, view: View) -> str:
    number = given.entity("order_number")
    return view.words.say("order.not_yours", number=number) if number and not view.facts.order(number) else ""


def customer_id(view: View) -> str:
    """Whose account an effect is for."""
    return view.facts.account.customer.id if view.facts.account else ""


def within(order: Order, view: View) -> bool:
    """Whether an order may still be sent back under the shop's own window."""
    since = order.delivered or order.placed
    return view.facts.now - since <= view.policy.return_window


def days_old(order: Order, view: View) -> int:
    """Days since it arrived (or, while it has not, since it was placed); past the window by less than one, one more."""
    days = (view.facts.now - (order.delivered or order.placed)) // timedelta(days=1)
    return days + 1 if days == view.policy.return_days and not within(order, view) else days
