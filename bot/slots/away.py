"""Lines that were picked and have not arrived yet, of an order in several parcels."""

from bot.anew import replace
from bot.flow import Answers, View
from bot.shop import Item, Order
from bot.slots.goods import names
from bot.slots.picking import Pick, free, here, left, sent_again
from bot.wording import Markup

LEFT_OUT = "left_out"
"""Kept beside the answers: the lines that were named and are not here yet."""


def away(view: View) -> tuple[Item, ...]:
    """The picked lines that have not arrived."""
    picks: tuple[Pick, ...] = view.known.get("items") or ()
    arrived = {item.id for item in here(view.known["order"])}
    return tuple(pick.item for pick in picks if pick.item.id not in arrived)


def another_comes(view: View) -> Markup:
    """The words for what was sent again and is not there yet, where all that is meant is that; none otherwise."""
    order: Order = view.known["order"]
    picks: tuple[Pick, ...] = view.known.get("items") or ()
    lines = tuple(pick.item for pick in picks) or (() if here(order) else free(order))
    again = sent_again(order)
    if not again or not lines or not all(item.id in again for item in lines):
        return Markup()
    return view.words.say("sent_again.on_its_way", items=names(lines, view))


def only_here(view: View) -> Answers | None:
    """The answers without the lines that have not arrived; None if nothing would be left of them."""
    coming = {item.id for item in away(view)}
    rest = [part for part in view.answers.get("items", "").split(",") if part.partition(":")[0] not in coming]
    if not any(rest):
        return None
    return {**view.answers, "items": ",".join(rest), LEFT_OUT: ",".join(sorted(coming))}


def still_coming(key: str, view: View) -> Markup:
    """The words for what was named and is not part of it, as it is not here; none where all of it is."""
    ids = view.answers.get(LEFT_OUT, "").split(",")
    lines = tuple(item for item in view.known["order"].items if item.id in ids and left(item))
    shown = names(tuple(replace(item, quantity=left(item), refunded=0) for item in lines), view)
    return view.words.say(key, items=shown) if lines else Markup()
