"""The lines that go back, what comes for them, and the sums of it."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from bot import slots
from bot.flow import View
from bot.shop import Going, Item, Money, Order
from bot.slots.goods import COLOURS
from bot.slots.instead import UNITS


class Wish(StrEnum):
    """What one gets for what goes back."""

    EXCHANGE = "exchange"
    REPLACE = "replace"
    REFUND = "refund"


SIZES = (
    r"(?:sizes? (?:up|down)\b|half a size"
    r"|(?:different|other|another|bigger|smaller|larger|next|right) (?:size|colou?r|model))"
)
OTHERS = (
    r"too (?:big|small|large|tight|loose|long|short|wide|narrow)\b[^?]{0,80}?\b(?:want|need|like|get|have|send|give)\b"
    r"(?: me)?(?: the| some)? (?:others?|another|different)(?: ones?| pairs?)?\b"
)
"""What does not fit comes in another size, not once more."""
NEEDS = (
    r"(?:need|want|prefer|take|rather have|like|get|have|swap for|exchange for|in) (?:me )?(?:it in )?"
    rf"(?:(?:the|an?|size|{COLOURS}) )*(?:(?:bigger|smaller|larger|wider|narrower|longer|shorter) (?:ones?|pair)"
    r"|(?<=\ba )\d(?![\d.,:/-])(?! ?\w)"
    r"|(?:\d{2}(?:\.5)?(?!\d|[.,:/-]\d)|x{0,3}[sl]|m)\b"
    rf"(?! ?(?:{UNITS})\b))"
)
"""Another size is needed: "41 is too small, need 42"."""
WISHES = {
    Wish.EXCHANGE: (
        rf"(?<!or )exchang\w*|swap\w*|{SIZES}|{OTHERS}|{NEEDS}|in (?:a |the )?(?:size|colou?r)\b|instead(?! of that)"
        rf"|(?:chang|switch)\w* [^.?!]{{1,40}}\b(?:to|for|into) (?:an? |the )?(?:{COLOURS})\b"
    ),
    Wish.REPLACE: r"replac\w*|another (?:one|pair|set)|new (?:one|pair|set)\b|the same again|resend",
    Wish.REFUND: r"refund\w*|money back|reimburse\w*",
}


def usual_wish(view: View) -> Wish:
    """Money, unless what they said first names something that one of the lines could have been instead."""
    first = "" if slots.ANEW in view.answers else view.extras.get("words", "")
    named = any(slots.variant_in(first, pick.item) for pick in view.known["items"] or ())
    return Wish.EXCHANGE if named else Wish.REFUND


def part_of(pick: slots.Pick, view: View) -> Item:
    counts: slots.Each = view.known.get("count") or {}
    return pick.part(int(counts.get(pick.item.id, 0)))


def parts(view: View) -> tuple[Item, ...]:
    """What goes back: the picked lines, each cut down to the number that was said."""
    return tuple(part_of(pick, view) for pick in view.known.get("items") or ())


def answers(view: View) -> dict[str, str]:
    """What is sent for each line: money unless they want something else."""
    wish, told = view.known.get("wish"), view.known.get("instead") or {}
    usual = slots.SAME if wish is Wish.REPLACE else slots.MONEY
    return {item.id: told.get(item.id, usual) for item in parts(view)}


def going(view: View) -> tuple[Going, ...]:
    """The lines as the shop is asked to take them back; never more money than is left of the order."""
    order: Order = view.known["order"]
    left, why = order.refundable.amount, view.known.get("reason") or {}
    found: list[Going] = []
    for part, answer in zip(parts(view), answers(view).values(), strict=True):
        back = min(left, slots.back_for(part, answer, order))
        left -= back
        instead = {slots.MONEY: "", slots.SAME: part.id}.get(answer, answer)
        reason = why.get(part.id, "")
        found.append(Going(part.id, part.quantity, Money(back, order.total.currency), reason, instead))
    return tuple(found)


def to_pay(view: View) -> Money:
    """What is still to be paid where something dearer is wanted."""
    order: Order = view.known["order"]
    more = (slots.dearer(part, answer) for part, answer in zip(parts(view), answers(view).values(), strict=True))
    return Money(slots.rounded(sum((m for m in more if m > 0), Decimal()), order), order.total.currency)


def last_day(view: View) -> datetime:
    return view.facts.now + view.policy.return_time


def swapped(view: View) -> tuple[slots.Pick, ...]:
    """The lines that something may come for."""
    return tuple(view.known["items"] or ())


def unasked(view: View) -> slots.Each:
    """What comes for those lines of which nobody is asked: money, or the same once more; of "another one" what is not
    wanted as it is, is asked about, for that is no wish for the same.
    """
    why: slots.Each = view.known["reason"] or {}
    ids = [pick.item.id for pick in swapped(view)]
    match view.known["wish"]:
        case Wish.REFUND:
            return dict.fromkeys(ids, slots.MONEY)
        case Wish.REPLACE:
            return {id: slots.SAME for id in ids if why.get(id) != slots.Reason.UNWANTED}
    return {}


def damaged(view: View) -> tuple[Item, ...]:
    why: slots.Each = view.known["reason"] or {}
    return tuple(item for item in parts(view) if why.get(item.id) == slots.Reason.DAMAGED)


def titles(view: View) -> str:
    return ", ".join(f"{item.quantity} × {item.title}" for item in parts(view))


def wanted(view: View) -> str:
    """One line for the card: what goes back, of which order, for what."""
    order = view.known.get("order")
    if not order:
        return "send something back"
    told = answers(view)
    swaps = [_instead(item, told[item.id]) for item in parts(view) if told[item.id] != slots.MONEY]
    for_it = f", wants instead: {', '.join(swaps)}" if swaps else ""
    return f"send back: {titles(view) or 'something'}, order {order.number}{for_it}"


def _instead(item: Item, answer: str) -> str:
    other = slots.variant_of(item, answer)
    return f"{item.quantity} × {other.title if other else item.title}"
