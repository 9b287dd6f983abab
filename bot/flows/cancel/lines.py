"""What of an order is to be stopped, and what of that still can be: lines here, on their way, or arrived."""

import re

from bot import corrections, slots
from bot.anew import replace
from bot.flow import Given, View
from bot.shop import Item, Order, Parcel, ScanKind
from bot.wording import Markup

ALL = "all"
"""Kept for everything of an order that can be stopped."""
_N = r"one|two|three|four|five|six|\d{1,2}"
OF_THEM = re.compile(
    rf"\b(?:{_N}) of (?:them|these|those|the (?:{_N}))\b|\bkeep(?:ing)? (?:only |just )?(?:{_N})\b"
    rf"|\bshould(?:'?ve| have)? be(?:en)? (?:only |just )?(?:{_N})\b"
    rf"|\b(?:only|just) (?:want|need|wanted|needed|meant)(?: to (?:order|buy|get|have))? (?:{_N})\b"
    rf"|\b(?:want|need|wanted|needed|meant)(?: to (?:order|buy|get|have))? (?:only|just) (?:{_N})\b"
    rf"|\bto (?:only |just )?(?:{_N})(?= (?:please|pls|instead|only|pieces?|items?)\b|\W*$|[,.;!?])",
    re.I,
)
"""Some of the one thing that there are several of."""
HALF = re.compile(r"\bhalf(?: of)? (?:it|them|the|my|this|that)\b", re.I)
ONE_MORE = re.compile(r"\b(?:second|2nd|other|extra|additional) (\w+)(?! order\b)")
STAYS = re.compile(rf"\b(?:keep\w*|not|except(?: for)?|apart from|leave) (?:the|my|that|this|{_N})\b", re.I)


KEEPS_ALL = re.compile(
    r"\W*(?:(?:no+|oh|ok(?:ay)?|wait|sorry|actually|hm+|then|just|please|pls|but|so|i|we|i'?ll|we'?ll|will|want|to"
    r"|better|let'?s)\W+)*(?:keep (?:them )?(?:both|all|everything)(?: of)?(?: (?:them|the|my|these|those))?(?: \w+s)?"
    r"|(?:do not|don'?t) (?:cancel|stop) (?:anything|any of them|either(?: of them)?)"
    r"|(?:cancel|stop) (?:neither|none|nothing)(?: of them)?|neither(?: of them)?|none of them)"
    r"(?:\W+(?:please|pls|then|after all|now|thanks|thank you))*\W*",
    re.I,
)
"""All of it stays."""
_SMALL = r"(?:yes|yeah|yep|ok(?:ay)?|sure|fine|well|no|hm+|then|so|and|but|just|please|pls|alright|can you|i want to)"
ALL_OF_IT = re.compile(
    rf"\W*(?:{_SMALL}\W+)*(?:(?:cancel|stop|bring|(?:ask (?:them )?)?for) )?"
    rf"(?P<all>all(?! right\b| good\b)(?: of)?(?: (?:it|them|those|these))?(?: (?:the )?(?:{_N}))?"
    r"|both(?: of (?:them|it))?|(?:the )?(?:whole|entire) (?:order|thing)|it all|everything"
    rf"|the (?:whole )?lot|(?:{_N}))"
    r"(?: (?:the |my )?\w+s)?(?: back)?(?:\W+(?:then|please|pls|now|instead|thanks))*\W*",
    re.I,
)
"""Not a part of it but all."""
EVERYTHING = re.compile(r"(?:the )?(?:whole|entire) |it all|everything|the ", re.I)
"""May mean more than the line that they wanted some of."""
_SENTENCES = re.compile(r"[.!?\n]+\s*")


def taken_back(words: str) -> bool:
    """Whether a message that began with a wish to cancel ends by leaving it all."""
    *before, last = [part for part in _SENTENCES.split(words) if part.strip()] or [""]
    return bool(before) and KEEPS_ALL.fullmatch(last) is not None


def can_be_stopped(order: Order) -> bool:
    """By the shop while it is here, by its carrier while it is on its way."""
    return bool(still_here(order)) or (order.status == "dispatched" and bool(on_its_way(order)))


def on_its_way(order: Order) -> tuple[Parcel, ...]:
    """The parcels that are coming to the customer: one that has turned round is not stopped twice."""
    return tuple(p for p in slots.moving(order) if not slots.turned_round(p))


def still_here(order: Order) -> tuple[Item, ...]:
    """The lines that no carrier has yet."""
    gone = {item for p in order.parcels if not p.is_return and _has_left(p) for item in (p.items or ids(order.items))}
    return tuple(i for i in order.items if i.id not in gone and slots.left(i)) if order.status != "cancelled" else ()


def _has_left(parcel: Parcel) -> bool:
    return any(scan.kind is not ScanKind.LABEL for scan in parcel.scans)


def ids(items: tuple[Item, ...]) -> tuple[str, ...]:
    return tuple(item.id for item in items)


def named(given: Given, view: View) -> str | None:
    """The lines that are named, wherever they are, each with its number where only some of it shall go."""
    order: Order | None = view.known.get("order")
    if order is None:
        return None
    lines = tuple(i for i in order.items if slots.left(i))
    first = still_here(order) if given.asked else lines  # by its place among those that were shown
    picks = slots.items_in(given, first) or slots.items_in(given, lines)
    one = tuple(p.item for p in picks or () if not p.count) or lines
    parts = _some_of_one(given.text, one) or [_part(p.item, p.count) for p in picks or ()]
    if not parts and STAYS.search(given.text):
        picks = slots.items_in(replace(given, text=f"all of it, {given.text}"), lines) or ()
        parts = [_part(p.item, p.count) for p in picks]
    whole = [item.id for item in lines]
    if parts == whole:
        return ALL if given.asked or slots.every(given.text) else None
    return ",".join(parts) or None


def _part(item: Item, count: int) -> str:
    return f"{item.id}:{count}" if 0 < count < slots.left(item) else item.id


def _some_of_one(said: str, lines: tuple[Item, ...]) -> list[str]:
    """ "Only one of them", "half of it", "the second planter", of the one line that there are several of."""
    if len(lines) != 1:
        return []
    found = OF_THEM.search(said) or corrections.RECOUNTS.search(said)
    number = slots.number_in(found.group().partition(" of ")[0]) if found else None
    if HALF.search(said) or any(_singly(word, lines[0]) for word in ONE_MORE.findall(said.casefold())):
        number = 1
    return [_part(lines[0], number)] if number and number < slots.left(lines[0]) else []


def _singly(word: str, item: Item) -> bool:
    """Whether a word of its name stands for one of it."""
    return word in slots.words_of(item.title) and not word.endswith("s")


def fits(kept: str, view: View) -> str | None:
    """Still a choice of lines that have not been paid back."""
    order: Order | None = view.known.get("order")
    known = {i.id for i in order.items if slots.left(i)} if order else set()
    return kept if kept == ALL or all(part.partition(":")[0] in known for part in kept.split(",")) else None


def meant(view: View) -> tuple[Item, ...]:
    """The lines that are to be stopped, as far as they have not been paid back."""
    order: Order = view.known["order"]
    kept = view.known.get("items") or ALL
    wanted = {part.partition(":")[0] for part in kept.split(",")}
    return tuple(i for i in order.items if slots.left(i) and (kept == ALL or i.id in wanted))


def picked(view: View) -> tuple[Item, ...]:
    """Those of them that no carrier has yet."""
    here = still_here(view.known["order"])
    return tuple(i for i in meant(view) if i in here)


def coming(view: View) -> tuple[Parcel, ...]:
    """The parcels on their way that something of it is in."""
    order: Order = view.known["order"]
    found = tuple(p for p in on_its_way(order) if _has_left(p)) or on_its_way(order)
    return tuple(p for p in found if set(slots.contents(order, p)) & set(meant(view)))


def arrived(view: View) -> tuple[Item, ...]:
    order: Order = view.known["order"]
    there = [p for p in slots.outward(order) if p.delivered]
    return tuple(i for i in meant(view) if any(i in slots.contents(order, p) for p in there))


def cut(view: View) -> tuple[Item, ...]:
    """The lines of which only some shall go: each can only go as a whole, by the shop as by the carrier."""
    order: Order = view.known["order"]
    counted = dict(part.split(":") for part in (view.known.get("items") or ALL).split(",") if ":" in part)
    now = picked(view)  # what has left is not part of this question
    some = tuple(i for i in order.items if int(counted.get(i.id, "0") or 0) not in (0, slots.left(i)))
    return tuple(i for i in some if not now or i in now)


def tied(view: View) -> tuple[Item, ...]:
    """What is wanted of a parcel on its way that has more in it: its carrier brings back all of it or nothing."""
    if picked(view) or view.known["items"] == ALL or not coming(view):
        return ()
    inside = slots.contents(view.known["order"], coming(view)[0])
    wanted = tuple(i for i in inside if i in meant(view))
    return wanted if len(wanted) < len([i for i in inside if slots.left(i)]) else ()


def in_part(view: View) -> tuple[Item, ...]:
    """The lines that can't go as they are wanted: less of one, or one without the others in its parcel."""
    return cut(view) or tied(view)


def only_whole(view: View) -> Markup:
    """Why that can't be."""
    if some := cut(view):
        return view.words.say("cancel.only_whole", items=slots.names(some, view))
    inside, alone = slots.contents(view.known["order"], coming(view)[0]), tied(view)
    others = tuple(i for i in inside if i not in alone)
    return view.words.say("cancel.not_alone", items=slots.names(alone, view), others=slots.names(others, view))


def how_many(view: View) -> int:
    """How many things go where it can only be all of them."""
    going = picked(view) or slots.contents(view.known["order"], coming(view)[0])
    return sum(slots.left(item) for item in going)


def all_then(said: str, view: View) -> bool:
    """Whether these words want all of it after all, where only some was wanted: a bare yes does not."""
    alone = tied(view) and not cut(view)
    found = ALL_OF_IT.fullmatch(said)
    count = how_many(view) if alone else sum(slots.left(item) for item in cut(view))
    number = slots.number_in(found["all"]) if found else None
    if found is None or number not in (None, count, how_many(view)):
        return False
    if found["all"].casefold().startswith("both"):
        return count == 2
    order: Order = view.known["order"]
    going = slots.contents(order, coming(view)[0]) if alone else cut(view)
    return len(going) == len([i for i in order.items if slots.left(i)]) or not EVERYTHING.match(found["all"])


def part_in_short(view: View) -> str:
    """The part of its lines that is wanted, for the card: "1 of 2 × Planter"."""
    kept = dict(part.partition(":")[::2] for part in (view.known.get("items") or ALL).split(","))
    if "order" in view.known and "items" in view.known and not cut(view):
        return slots.names(tied(view), view)
    return ", ".join(f"{kept[i.id]} of {slots.left(i)} × {i.title}" for i in cut(view))


def left_over(view: View) -> dict[str, str] | None:
    """What was meant and is not in this question, but in parcels whose carrier may be asked: it is asked for next."""
    order: Order = view.known["order"]
    later = coming(view) if picked(view) else coming(view)[1:]
    lines = {i.id for p in later for i in slots.contents(order, p)} & set(ids(meant(view)))
    if not lines - set(ids(picked(view))):
        return None
    kept = view.known.get("items") or ALL
    parts = ids(order.items) if kept == ALL else kept.split(",")
    these = ",".join(part for part in parts if part.partition(":")[0] in lines)
    return {"order": order.number, "items": these, "after": order.number}


def asks_next(view: View) -> Markup:
    order: Order = view.known["order"]
    told = left_over(view) or {}
    lines = {part.partition(":")[0] for part in told.get("items", "").split(",")}
    items = tuple(i for i in order.items if i.id in lines)
    return view.words.say("cancel.asks_next", items=slots.names(items, view)) if items else Markup()


def rest(view: View) -> Markup:
    """What stays though it was meant, with where it is; else what they keep."""
    order, say, here = view.known["order"], view.words.say, picked(view)
    others = tuple(i for i in order.items if slots.left(i) and i not in here)
    gone = where(view) if set(meant(view)) - set(here) else Markup()
    gone = Markup(gone + asks_next(view))
    kept = tuple(i for i in others if i not in meant(view) and i not in slots.brought_back(order))
    return Markup(gone + (say("cancel.rest", items=slots.names(kept, view)) if kept else ""))


def where(view: View, but: tuple[Item, ...] = ()) -> Markup:
    """Where what was meant and can't be stopped is now, but for what is asked about."""
    order, there, turned = view.known["order"], arrived(view), slots.brought_back(view.known["order"])
    inside = {i for p in coming(view) for i in slots.contents(order, p)}
    moving = tuple(i for i in meant(view) if i in inside and i not in (*there, *but, *still_here(order)))
    back_soon = tuple(i for i in meant(view) if i in turned)
    told = (("cancel.on_its_way", moving), ("cancel.turns_back", back_soon), ("cancel.has_arrived", there))
    return Markup("".join(view.words.say(key, items=slots.names(these, view)) for key, these in told if these))
