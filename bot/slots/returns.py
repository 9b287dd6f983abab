"""A return as one tells of it: what is in it, where its money goes, what comes of its first scan."""

from bot.anew import replace
from bot.content import Card, Choice
from bot.flow import View
from bot.shop import Item, Order, Parcel, Return
from bot.slots.goods import names
from bot.slots.way_back import target
from bot.wording import Markup


def inside(order: Order, back: Return) -> tuple[Item, ...]:
    """The order's lines cut down to what is in the parcel."""
    lines = {item.id: item for item in order.items}
    return tuple(replace(lines[one.item], quantity=one.quantity, refunded=0) for one in back.lines if one.item in lines)


def sent_back(order: Order, back: Return, view: View) -> Markup:
    return names(inside(order, back), view)


def parcel_of(order: Order, back: Return) -> Parcel | None:
    return next((parcel for parcel in order.parcels if parcel.tracking == back.tracking), None)


def waits(order: Order, back: Return, view: View) -> Markup:
    """No carrier has seen it yet: what there is to do."""
    given = {"items": sent_back(order, back, view), "place": back.place, "last_day": back.last_day}
    if back.way == "pick_up":
        return view.words.say("returning.waits_pick_up", carrier=back.carrier, **given)
    return view.words.say("returning.waits", **given)


def at_first_scan(order: Order, back: Return, view: View) -> Markup:
    """What will happen when the carrier has it."""
    swaps, money = any(line.instead for line in back.lines), back.owed.amount > 0
    key = "then_both" if swaps and money else "then_swap" if swaps else "then_money"
    given = {"amount": back.owed, "to": target(back.to, order, view)} if money else {}
    return view.words.say(f"send_back.{key}", carrier=back.carrier, **given)


def return_card(order: Order, back: Return, view: View) -> Card:
    """The label's facts at a glance."""
    say = view.words.say
    facts = (
        (say("card.order"), order.number),
        (say("returning.tracking"), f"{back.carrier} {back.tracking}"),
        (say("returning.hand_in"), back.place),
        (say("returning.until"), view.words.day(back.last_day)),
    )
    money = ((say("card.amount"), view.words.money(back.owed)),) if back.owed.amount else ()
    return Card(say("send_back.kept", order=order.number), facts + money, "waiting")


def track(order: Order, back: Return, view: View) -> tuple[Choice, ...]:
    parcel = parcel_of(order, back)
    return (Choice(view.words.say("tracking.link"), parcel.link, link=parcel.link),) if parcel and parcel.link else ()
