"""Which of an order's items, and how many of each."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.anew import replace
from bot.content import Choice
from bot.flow import Given, View, slot
from bot.shop import Item, Money, Order
from bot.slots.naming import ALL, BOTH, NUMBERS, counted, naming, number_in, priced, rank_in, words_of


@dataclass(frozen=True, slots=True)
class Pick:
    """Some of one order line; `count` is 0 while nobody has said how many."""

    item: Item
    count: int

    def part(self, count: int) -> Item:
        """The line cut down to what is picked, with its share of what was paid."""
        some = self.count or min(count, left(self.item)) or left(self.item)
        paid = Money(self.item.paid.amount * some / self.item.quantity, self.item.paid.currency)
        return replace(self.item, quantity=some, paid=paid, refunded=0)


def left(item: Item) -> int:
    """How many of an order line have not been paid back."""
    return item.quantity - item.refunded


def free(order: Order) -> tuple[Item, ...]:
    """The lines of which something is neither paid back nor on its way back, each with just that left."""
    lines = (replace(i, refunded=min(i.quantity, i.refunded + coming_back(order, i))) for i in order.items)
    return tuple(i for i in lines if left(i))


def coming_back(order: Order, item: Item) -> int:
    """How many of a line are being sent back, or were exchanged."""
    alive = (back for back in order.returns if back.state != "void")
    lines = ((back, line) for back in alive for line in back.lines if line.item == item.id)
    return sum(line.quantity for back, line in lines if line.instead or not back.paid)


EXCEPT = re.compile(
    r"\b(?:except(?: for)?|apart from|other than|keep(?:ing)?|(?:but )?not(?= (?:the|my|this|that|those|these)\b)"
    r"|(?:do|did)(?:n'?t| not) want to (?:return|refund|cancel|exchange|swap|send back))\b"
    r"(?P<what>[^,.;!?]*)",
    re.I,
)
ONLY_A_NUMBER = re.compile(
    rf"\W*(?:(?:no|not|oh|sorry|wait|actually|rather|i|mean|meant|make|it|that|just|only|please|pls|of|them|\d{{1,3}}"
    rf"|{'|'.join(NUMBERS)})\b\W*)+",
    re.I,
)
"""Says another number of the same thing, and nothing besides."""
STAYS = re.compile(r"(?P<what>[^,.;!?]*?)\b(?:can |will )?(?:stays?|staying)\b(?! (?:at|with|in)\b)", re.I)
FINE = re.compile(
    r"\b(?P<what>(?:the|my)(?: \w+){1,3}?) (?:is|are) (?:still )?(?:fine|ok(?:ay)?|good|perfect|all right|intact)\b"
    r"(?!\W+(?:until|except|apart|at|for|when|but (?!the\b|my\b)))",
    re.I,
)
"""What nothing is wrong with: "the toaster is fine", and not "the toaster is good for nothing"."""
CAME = re.compile(
    r"\b(?:only|just) (?!(?:one|two|three|four|five|six|\d+)\b)"
    r"(?P<what>(?:(?!\b(?:that|which|want|return|refund|send|swap|exchange)\b)[^,.;!?])*?)"
    r" (?:was inside|were inside|was there|were there|came|arrived|in the (?:box|parcel|package|bag))"
    r"(?=\W*(?:$|[,.;!?]))",
    re.I,
)
"""What there was in the box, said of what is not: "no toaster, only kettle and cups in the box"."""
LACKS = re.compile(r"\b(?:no|without|missing|never|not)\b|n'?t\b", re.I)
"""Tells that something is not there."""
BUT = re.compile(r"\bbut\b(?! (?:also|not)\b)(?P<what>[^,.;!?]*)", re.I)


PUT_RIGHT = re.compile(
    r"[.,;!?\n]\s*(?:(?:oh|oops|ups|sorry|hm+)\W+)*(?:no|wait|actually|i mean(?:t)?)\b\W*"
    r"(?:(?:no|wait|actually|sorry|i mean(?:t)?|rather|it'?s|it is)\W+)*"
    r"(?P<meant>(?:the|my|its)\W+\w+"
    r"(?: (?!too\b|also\b|as\b|well\b|is\b|isn|are\b|was\b|were\b|works?\b|came\b|arrived\b|stays?\b|and\b)\w+){0,2})"
    r"(?:\W+(?:sorry|please|pls|instead|i mean|i meant|thanks))*\W*$",
    re.I,
)
"""Ends by naming another thing than it began with: "the toaster. no, the kettle"."""


def items_in(given: Given, items: tuple[Item, ...]) -> tuple[Pick, ...] | None:
    """The items that are meant: all in so many words, all but some, both of two, or those that are named."""
    right = PUT_RIGHT.search(given.text)
    said = right["meant"] if right and _named(right["meant"], items) else _lacking(given.text)
    text, spared = _spared(said)
    meant = _named(text, items) or (_placed(text, items) if given.asked else ())
    every = ALL.search(text) or (BOTH.search(text) and len(items) == 2)
    if (every and not _of_those("all|both", text, meant)) or (given.asked and spared and not meant):
        meant = items
    out = {i.id: counted(spared, i.title) or left(i) for i in _named(spared, items)}
    found = (_meant(i, text, out.get(i.id, 0), every=meant is items) for i in meant)
    picks = tuple(pick for pick in found if pick)
    if given.asked and len(picks) == 1 and not picks[0].count:
        return (_picked(picks[0].item, number_in(text)),)
    return picks or None


def _lacking(text: str) -> str:
    """Without what is told to have come, where something else is told to be missing."""
    came = CAME.search(text)
    rest = text.replace(came.group(), " ") if came else text
    return rest if LACKS.search(rest) else text


def _placed(text: str, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The item that its price or its place in the list picks out: "the cheaper one", "the second"."""
    if one := priced(text, items, lambda i: i.paid.amount / i.quantity):
        return (one,)
    rank = rank_in(text)
    return items[rank : rank + 1] if rank is not None else ()


def _put_right(text: str, before: tuple[Pick, ...], items: tuple[Item, ...]) -> tuple[Pick, ...] | None:
    """What was picked, with less of it ("keep the boots") or with another number of the one thing ("make it five")."""
    rest, spared = _spared(text)
    stays = _named(spared, items)
    if stays and not _named(rest, items) and not ALL.search(text):
        return tuple(pick for pick in before if pick.item not in stays) or None
    number = number_in(text) if ONLY_A_NUMBER.fullmatch(text) else None
    return (_picked(before[0].item, number),) if number and len(before) == 1 else None


def _spared(text: str) -> tuple[str, str]:
    """What was said without, and apart from it, what was said to stay: "everything but the kettle"."""
    found = [
        *EXCEPT.finditer(text),
        *STAYS.finditer(text),
        *FINE.finditer(text),
        *(BUT.finditer(text) if ALL.search(text) else ()),
    ]
    for match in found:
        text = text.replace(match.group(), " ")
    return text, " ".join(match["what"] for match in found)


def _named(text: str, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items that a word of the text names, and names apart from the others."""
    said = naming(text, frozenset().union(*(words_of(i.title) for i in items)))
    shared = frozenset.intersection(*(words_of(i.title) for i in items)) if len(items) > 1 else frozenset()
    return tuple(i for i in items if said & (words_of(i.title) - shared))


def _of_those(every: str, text: str, named: tuple[Item, ...]) -> bool:
    """Whether "all" is said of the named things only: "all of the cups"."""
    words = {word for i in named for word in words_of(i.title)}
    after = re.split(rf"\b(?:{every})\b(?!,)", text.casefold())[1:]
    return any(words & words_of(" ".join(said.split()[:4])) for said in after)


def _meant(item: Item, text: str, spared: int, *, every: bool) -> Pick | None:
    """A pick of one line, less what is to stay of it."""
    if spared:
        return Pick(item, left(item) - spared) if left(item) > spared else None
    if every or _of_those("all", text, (item,)) or (BOTH.search(text) and left(item) == 2):
        return Pick(item, left(item))
    return _picked(item, counted(text, item.title))


def _picked(item: Item, count: int | None) -> Pick:
    """A pick with the number that was said, if there are so many; a single one needs no number."""
    if left(item) == 1:
        return Pick(item, 1)
    return Pick(item, count if count and count <= left(item) else 0)


def which_items(ask: Callable[[View], str], **more: Any) -> Any:
    """Some of the order's items; the only one left is assumed. Reads the slot `order`."""

    def returnable(view: View) -> tuple[Item, ...]:
        order: Order | None = view.known["order"]
        return free(order) if order else ()

    def alone(view: View) -> tuple[Pick, ...] | None:
        found = returnable(view)
        return (_picked(found[0], None),) if len(found) == 1 else None

    def take(kept: str, view: View) -> tuple[Pick, ...] | None:
        by_id = {i.id: i for i in returnable(view)}
        said = [part.partition(":") for part in kept.split(",")]
        if not all(id in by_id for id, _, _ in said):
            return None
        picks = [_picked(by_id[id], int(n) if n.isdigit() else None) for id, _, n in said]
        return tuple(picks)

    def read(given: Given, view: View) -> tuple[Pick, ...] | None:
        kept = view.answers.get("items")
        before = take(kept, view) if kept and not given.asked else None
        return (_put_right(given.text, before, returnable(view)) if before else None) or items_in(
            given, returnable(view)
        )

    return slot(
        ask=ask,
        read=read,
        keep=lambda picks: ",".join(f"{p.item.id}:{p.count}" if p.count else p.item.id for p in picks),
        take=take,
        choices=lambda view: tuple(Choice(_label(i, view), i.id) for i in returnable(view)),
        default=alone,
        several=True,
        names=True,
        **more,
    )


def how_many(ask: Callable[[View], str]) -> Any:
    """How many of the one item that there are several of. Reads the slot `items`."""

    def most(view: View) -> int:
        unsaid = [p for p in view.known["items"] or () if not p.count]
        return left(unsaid[0].item) if len(unsaid) == 1 else 0

    def read(given: Given, view: View) -> int | None:
        if not given.asked:
            return None
        if ALL.search(given.text) or (BOTH.search(given.text) and most(view) == 2):
            return most(view)
        number = number_in(given.text)
        return number if number and number <= most(view) else None

    def choices(view: View) -> tuple[Choice, ...]:
        everything = Choice(view.words.say("refund.all_of_them", count=most(view)), str(most(view)))
        return (*(Choice(str(n), str(n)) for n in range(1, most(view))), everything)

    return slot(
        ask=ask,
        read=read,
        take=lambda kept, view: int(kept) if kept.isdigit() and 0 < int(kept) <= most(view) else None,
        choices=choices,
        needed=lambda view: most(view) > 1,
        names=True,
        of="items",
    )


def _label(item: Item, view: View) -> str:
    count = f"{left(item)} × " if left(item) > 1 else ""
    paid = Pick(item, left(item)).part(0).paid
    return f"{count}{item.title} ({view.words.money(paid)})"
