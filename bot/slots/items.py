"""Which of an order's items, and how many of each."""

import re
from collections.abc import Callable
from typing import Any

from bot.content import Choice
from bot.corrections import RECOUNTS
from bot.flow import Given, View, slot
from bot.shop import Item, Order
from bot.slots.each import tells_why
from bot.slots.naming import ALL, BOTH, NUMBERS, OUT_OF, as_number, counted, number_in, priced, ranks_in, words_of
from bot.slots.picking import Pick, free, here, left, named_in, picked
from bot.slots.recounting import BOTH_OF, WHOLE, all_of_something, going_of, put_right
from bot.slots.some_of import meant, told_of
from bot.slots.sparing import ALL_WELL, REST, THEM, spared_in

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
    said = right["meant"] if right and named_in(right["meant"], items) else _lacking(given.text)
    if well := ALL_WELL.search(said):
        said = well["meant"]
    text, stays, fine = spared_in(said)
    meant = named_in(text, items) or (_placed(text, items) if given.asked else ())
    both = BOTH.search(text) and len(items) == 2 and not _of_those("both", text, meant)
    every = bool(both or WHOLE.search(text) or (ALL.search(text) and not meant))
    some = () if meant or every else _kept_some(stays, text, items)
    if every or (given.asked and not (meant or some) and _leaves_the_rest(given.text, stays, fine, items)):
        meant, every = items, True
    meant = meant or some
    out = {i.id: counted(stays, i.title) or left(i) for i in named_in(f"{stays} {fine}", items)}
    found = (_meant(i, text, out.get(i.id, 0), every=every) for i in meant)
    picks = tuple(pick for pick in found if pick)
    if given.asked and len(picks) == 1 and not picks[0].count:
        return (picked(picks[0].item, number_in(text)),)
    if len(picks) == 1 and (fewer := told_of(given.text, picks[0].count or left(picks[0].item), tells_why)):
        return (Pick(picks[0].item, fewer),)
    return picks or None


def _kept_some(stays: str, text: str, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The lines of which only some are told to stay: "keep one cup" is about the cups, and no other thing."""
    if ALL.search(text) or REST.search(text):
        return ()
    return tuple(i for i in named_in(stays, items) if 0 < (counted(stays, i.title) or 0) < left(i))


def _leaves_the_rest(text: str, stays: str, fine: str, items: tuple[Item, ...]) -> bool:
    """Whether it is told by what is not meant: "not the kettle"; of what is fine only where that leaves no doubt."""
    if named_in(stays, items):
        return True
    those = len(items) == 2 or THEM.fullmatch(stays) or REST.search(text)
    return bool(named_in(fine, items) and those)


def _lacking(text: str) -> str:
    """Without what is told to have come, where something else is told to be missing."""
    came = CAME.search(text)
    rest = text.replace(came.group(), " ") if came else text
    return rest if LACKS.search(rest) else text


def _placed(text: str, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """What its price or its place in the list picks out: "the cheaper one", "the first and the third"."""
    if one := priced(text, items, lambda i: i.paid.amount / i.quantity):
        return (one,)
    ranks = ranks_in(text)
    picked_out = tuple(item for at, item in enumerate(items) if at in ranks)
    last = items[-1:] if ranks and LAST.search(text) else ()
    return picked_out + tuple(item for item in last if item not in picked_out)


LAST = re.compile(r"\bthe last(?: one)?\b(?! (?:week|month|year|time))", re.I)
"""Of a list, where another place in it is named as well."""


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
    number = counted(text, item.title)
    return picked(item, left(item) if number is None and ALL.search(text) else number)


def _returnable(view: View) -> tuple[Item, ...]:
    order: Order | None = view.known["order"]
    return free(order) if order else ()


def _shown(view: View) -> tuple[Item, ...]:
    order: Order | None = view.known["order"]
    return (here(order) or free(order)) if order else ()


def _alone(view: View) -> tuple[Pick, ...] | None:
    found = _shown(view)
    return (picked(found[0], None),) if len(found) == 1 else None


def _take(kept: str, view: View) -> tuple[Pick, ...] | None:
    by_id = {i.id: i for i in _returnable(view)}
    said = [part.partition(":") for part in kept.split(",")]
    if not all(id in by_id for id, _, _ in said):
        return None
    return tuple(picked(by_id[id], int(n) if n.isdigit() else None) for id, _, n in said)


def _some_of_them(given: Given, view: View) -> tuple[Pick, ...] | None:
    """Less of the one thing that there are several of, so many as they say then, or asked anew; or both of it."""
    kept = view.answers.get("items")
    picks = (_take(kept, view) if kept else _alone(view)) or ()
    if len(picks) == 1 and left(picks[0].item) == 2 and _says_both(given.text):
        return (Pick(picks[0].item, 2),)
    if len(picks) == 1 and (again := RECOUNTS.search(given.text)):
        number = as_number(again.group().split()[-1])
        if 0 < number < picks[0].count:
            return (Pick(picks[0].item, number),)
    going = going_of(picks[0], view.answers.get("count", "")) if len(picks) == 1 else 0
    some = meant(given.text, going, tells_why)
    return (Pick(picks[0].item, some),) if some < going else None


OF_BOTH = re.compile(
    r"(?<!not )(?<!n't )\bboth\b(?! (?:(?:are |were )?(?:fine|ok(?:ay)?|good|stay|work)"
    r"|of (?:us|you)|(?:my|the) (?:orders|parcels|e?mails?)|times|ways|sides)\b)",
    re.I,
)
SO_MANY_NEW = re.compile(rf"\b(?P<count>\d{{1,2}}|{'|'.join(NUMBERS)}) new(?: ones)?\b(?! \w)", re.I)
"""As many as shall come are as many as are meant: "send me 3 new"."""


def _says_both(text: str) -> bool:
    """ "Both broken", "both actually": of the one thing that was picked, and there are two of."""
    return bool(OF_BOTH.search(text)) and (tells_why(text) or BOTH_OF.fullmatch(text) is not None)


def _some_alone(given: Given, view: View) -> tuple[Pick, ...] | None:
    """Some of the only thing there is, or both of it, that need not be named: "one of the two", "both broken"."""
    alone = _alone(view)
    if alone and left(alone[0].item) == 2 and OF_BOTH.search(given.text):
        return (Pick(alone[0].item, 2),)
    if alone and (new := SO_MANY_NEW.search(given.text)):
        return (picked(alone[0].item, as_number(new["count"])),)
    some = told_of(given.text, left(alone[0].item), tells_why) if alone else 0
    return (Pick(alone[0].item, some),) if alone and some else None


def which_items(ask: Callable[[View], str], **more: Any) -> Any:
    """Some of the order's items; the only one left is assumed. Reads the slot `order`."""

    def read(given: Given, view: View) -> tuple[Pick, ...] | None:
        kept = view.answers.get("items")
        before, items = _take(kept, view) if kept and not given.asked else None, _returnable(view)
        right = put_right(given.text, before, items, view.answers.get("count", "")) if before else None
        if right or (before and all_of_something(given.text, items)):
            return right
        return items_in(given, items) or (_some_alone(given, view) if before is None else None)

    return slot(
        again=_some_of_them,
        ask=ask,
        read=read,
        keep=lambda picks: ",".join(f"{p.item.id}:{p.count}" if p.count else p.item.id for p in picks),
        take=_take,
        choices=lambda view: tuple(Choice(_label(i, view), i.id) for i in _shown(view)),
        default=_alone,
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
        number = number_in(OUT_OF.sub(" ", given.text))
        return number if number and number <= most(view) else None

    def again(given: Given, view: View) -> int | None:
        going = int(view.answers.get("count") or 0)
        return 0 if going and meant(given.text, going, tells_why) == 0 else None  # 0 is asked anew

    def choices(view: View) -> tuple[Choice, ...]:
        everything = Choice(view.words.say("refund.all_of_them", count=most(view)), str(most(view)))
        return (*(Choice(str(n), str(n)) for n in range(1, most(view))), everything)

    return slot(
        ask=ask,
        read=read,
        take=lambda kept, view: int(kept) if kept.isdigit() and 0 < int(kept) <= most(view) else None,
        choices=choices,
        needed=lambda view: most(view) > 1,
        again=again,
        names=True,
        of="items",
    )


def _label(item: Item, view: View) -> str:
    count = f"{left(item)} × " if left(item) > 1 else ""
    paid = Pick(item, left(item)).part(0).paid
    return f"{count}{item.title} ({view.words.money(paid)})"
