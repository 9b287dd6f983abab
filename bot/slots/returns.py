"""A return as one tells of it: what is in it, where its money goes, what comes of its first scan."""

import re

from bot.anew import replace
from bot.content import Card, Choice
from bot.flow import View
from bot.shop import Item, Order, Parcel, Return
from bot.slots.goods import names
from bot.slots.way_back import target
from bot.wording import Markup

HANDED_IN = re.compile(
    r"\b(?:dropped|handed|brought|took|taken|posted|shipped|sent|returned|gave|given)\b"
    r"(?: in\b|[^.?!]{0,30}\b(?:off|in(?! (?:the|my|an?) (?!post|mail|shop|parcel))|back|already|post ?office|counter"
    r"|courier|yesterday|today|last week)\b)",
    re.I,
)
I_GIVE = re.compile(
    r"(?:^|[,.;!?]|\band|\bbut)\W*i (?:have |just |already )*(?:send|sent|give|gave|hand|bring|brought|drop|post|put)"
    r"(?: (?:it|them|(?:the )?(?!to\b)\w+))?(?: (?:back|in|off))?"
    r" (?:already|yesterday|last (?:week|night|\w+day)|\d days ago|(?:to|at|in) (?:the )?(?:post(?: ?office)?"
    r"|courier|counter|shop|carrier|parcel shop))\b",
    re.I,
)
"""The same by who tells every time as now: "i give to post office"."""
NOT_YET = re.compile(
    r"\b(?:not|n'?t|never|will|shall|can|could|should|must|want to|if|when i|(?:where|how) (?:do|can|should))\b", re.I
)


def handed_in(text: str) -> bool:
    """Whether these words say that the parcel was given to its carrier."""
    return bool(HANDED_IN.search(text) or I_GIVE.search(text)) and not NOT_YET.search(text)


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
