"""The questions several flows share: which order, which items, why, a photo, shall I."""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Any, TypeVar

from pydantic import ValidationError

from bot.codec import dump, load
from bot.content import Choice
from bot.events import File
from bot.flow import NOTHING, Given, View, slot
from bot.shop import Item, Order
from bot.text import escape

NO_PHOTO = File("", "", "", 0)
YES = frozenset(
    "yes yep yeah yup ok okay sure please correct right go confirm confirmed absolutely definitely fine".split()
)
NO = frozenset("no nope nah stop cancel dont don't not never leave wait".split())
ALL = re.compile(r"\b(both|all|everything|every one|whole (?:order|thing|lot)|all of (?:it|them))\b", re.I)
NEWEST = re.compile(r"\b(last|latest|newest|most recent)\b(?! (?:week|month|year|night|time))", re.I)
ORDINALS = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3}
DULL = frozenset("the and for with set new pack size pair large small medium my your of in a an to".split())
SHOWN_ORDERS = 10

T = TypeVar("T")


def words_of(text: str) -> frozenset[str]:
    """The words that could name a thing, without their plural s."""
    found = re.findall(r"[^\W\d_]{3,}", text.casefold())
    return frozenset(w.removesuffix("s") for w in found if w not in DULL)


def bare(text: str) -> list[str]:
    """The words of a short answer."""
    return re.findall(r"[\w']+", text.casefold())


def named(said: str, things: tuple[T, ...], name: Callable[[T], str]) -> tuple[T, ...]:
    """The things whose names share the most words with what was said; none if nothing is shared."""
    spoken = words_of(said)
    score = {id(thing): len(spoken & words_of(name(thing))) for thing in things}
    top = max(score.values(), default=0)
    return tuple(t for t in things if top and score[id(t)] == top)


# which order


def order_in(given: Given, view: View, orders: tuple[Order, ...]) -> Order | None:
    """The order that is meant: by its number, by what was in it, or by its rank."""
    if number := given.entity("order_number"):
        return view.facts.order(number.lstrip("#"))
    if known := [o for o in view.facts.orders if re.search(rf"(?<!\w){re.escape(o.number)}(?!\w)", given.text)]:
        return known[0]
    called = named(given.text, orders, lambda o: " ".join(i.title for i in o.items))
    if len(called) == 1:
        return called[0]
    if NEWEST.search(given.text) and orders:
        return orders[0]
    rank = next((ORDINALS[w] for w in bare(given.text) if w in ORDINALS), None) if given.asked else None
    return orders[rank] if rank is not None and rank < len(orders) else None


def which_order(fits: Callable[[Order, View], bool], ask: Callable[[View], str]) -> Any:
    """One of the customer's own orders; the only one that fits is assumed."""

    def fitting(view: View) -> tuple[Order, ...]:
        return tuple(o for o in view.facts.orders if fits(o, view))[:SHOWN_ORDERS]

    def alone(view: View) -> Order | None:
        found = fitting(view)
        return found[0] if len(found) == 1 else None

    return slot(
        ask=ask,
        read=lambda given, view: order_in(given, view, fitting(view)) or order_in(given, view, view.facts.orders),
        keep=lambda order: order.number,
        take=lambda kept, view: view.facts.order(kept),
        choices=lambda view: tuple(Choice(order_label(o, view), o.number) for o in fitting(view)),
        default=alone,
        miss=_no_such_order,
    )


def order_label(order: Order, view: View) -> str:
    """ "Kettle and 2 more · 7731 · Tuesday 3 Nov"."""
    more = len(order.items) - 1
    title = f"{order.title} and {more} more" if more else order.title
    return f"{title} · {order.number} · {view.words.day(order.placed)}"


def _no_such_order(given: Given, view: View) -> str:
    number = given.entity("order_number")
    return view.words.say("order.not_yours", number=number) if number and not view.facts.order(number) else ""


# which of its items


def left(item: Item) -> int:
    """How many of an order line have not been paid back."""
    return item.quantity - item.refunded


def items_in(given: Given, open_items: tuple[Item, ...]) -> tuple[Item, ...] | None:
    """The items that are meant: all of them in so many words, or those that are named."""
    if ALL.search(given.text):
        return open_items or None
    said = words_of(given.text)
    shared = frozenset.intersection(*(words_of(i.title) for i in open_items)) if len(open_items) > 1 else frozenset()
    return tuple(i for i in open_items if said & (words_of(i.title) - shared)) or None


def which_items(ask: Callable[[View], str]) -> Any:
    """Some of the order's items; the only one left is assumed. Reads the slot `order`."""

    def returnable(view: View) -> tuple[Item, ...]:
        order: Order | None = view.known["order"]
        return tuple(i for i in order.items if left(i)) if order else ()

    def alone(view: View) -> tuple[Item, ...] | None:
        found = returnable(view)
        return found if len(found) == 1 else None

    def take(kept: str, view: View) -> tuple[Item, ...] | None:
        ids = kept.split(",")
        found = tuple(i for i in returnable(view) if i.id in ids)
        return found if len(found) == len(set(ids)) else None

    return slot(
        ask=ask,
        read=lambda given, view: items_in(given, returnable(view)),
        keep=lambda items: ",".join(i.id for i in items),
        take=take,
        choices=lambda view: tuple(Choice(_item_label(i, view), i.id) for i in returnable(view)),
        default=alone,
        several=True,
    )


def _item_label(item: Item, view: View) -> str:
    count = f"{item.quantity} × " if item.quantity > 1 else ""
    return f"{count}{item.title} ({view.words.money(item.paid)})"


# one of a closed set


def one_of(
    options: Mapping[Any, str], ask: Callable[[View], str], label: Callable[[Any, View], str], **more: Any
) -> Any:
    """One of a closed set of answers, each with its give-away words as a pattern."""
    tells = {option: re.compile(rf"\b(?:{pattern})", re.I) for option, pattern in options.items()}
    by_value = {str(option): option for option in options}

    def read(given: Given, _: View) -> StrEnum | None:
        hits = [option for option, tell in tells.items() if tell.search(given.text)]
        return hits[0] if len(hits) == 1 or (hits and not given.asked) else None

    return slot(
        ask=ask,
        read=read,
        keep=str,
        take=lambda kept, _: by_value.get(kept),
        choices=lambda view: tuple(Choice(label(option, view), str(option)) for option in options),
        **more,
    )


# a photo


def photo(ask: Callable[[View], str], needed: Callable[[View], bool]) -> Any:
    """A picture, or the word that there is none."""

    def read(given: Given, _: View) -> File | None:
        if picture := next((f for f in given.files if f.is_image), None):
            return picture
        declined = given.asked and not given.files and (given.intent == "deny" or bool(NO & set(bare(given.text)[:3])))
        return NO_PHOTO if declined else None

    def take(kept: str, _: View) -> File | None:
        try:
            return NO_PHOTO if kept == NOTHING else load(File, kept)
        except ValidationError:
            return None

    return slot(
        ask=ask,
        read=read,
        keep=lambda file: dump(file) if file.ref else NOTHING,
        take=take,
        choices=lambda view: (Choice(view.words.say("photo.none"), NOTHING),),
        needed=needed,
        wants_file=True,
        miss=lambda given, view: view.words.say("photo.not_one", name=given.files[0].name) if given.files else "",
    )


# shall I


def confirmed(ask: Callable[[View], str], options: Callable[[View], tuple[Choice, ...]]) -> Any:
    """The last question before something irreversible; its options always hold yes, change and stop."""
    return slot(
        ask=ask,
        read=_yes_or_no,
        take=lambda kept, view: kept if kept in {c.value for c in options(view)} else None,
        choices=options,
        only_when_asked=True,
    )


def _yes_or_no(given: Given, _: View) -> str | None:
    said = bare(given.text)
    if not given.asked or len(said) > 8:
        return None
    if given.intent == "deny" or (said and said[0] in NO):
        return "stop"
    clear_yes = bool(said) and (said[0] in YES or said[:2] == ["do", "it"]) and not NO & set(said)
    return "yes" if clear_yes or (given.intent == "affirm" and not NO & set(said)) else None


def quoted(words: str, limit: int = 80) -> str:
    """Somebody's words, cut and escaped, to stand inside a sentence of ours."""
    short = " ".join(words.split())
    return escape(short if len(short) <= limit else short[: limit - 1] + "…")


def within(order: Order, view: View) -> bool:
    """Whether an order may still be sent back under the shop's own window."""
    since = order.delivered or order.placed
    return view.facts.now - since <= view.policy.return_window


def days_old(order: Order, view: View) -> int:
    """Days since it arrived (or, while it has not, since it was placed)."""
    return (view.facts.now - (order.delivered or order.placed)) // timedelta(days=1)
