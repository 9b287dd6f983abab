"""How a parcel that is not there is put right: sent again, paid back, or looked for; as the shop allows."""

import re
from datetime import timedelta
from enum import StrEnum

from bot import slots
from bot.content import Choice
from bot.effects import PayBack, Resend, ShopEffect, Trace
from bot.flow import Given, View
from bot.shop import Order, Parcel
from bot.slots.missing import CLAIM
from bot.wording import Markup


class Remedy(StrEnum):
    """What the shop does about it."""

    REPLACE = "replace"
    REFUND = "refund"
    TRACE = "trace"


TELLS = {
    Remedy.REPLACE: re.compile(
        r"\b(?:replace\w*|resend|re-send|another one|(?:a )?new one"
        r"|send (?:(?:it|them)(?! (?:back )?(?:to|on|onto) (?:my|the) (?:card|account|bank)\b)"
        r"|me(?! (?:back |the |my )*(?:money|cash|refund)\b)|another|a new)\b.*"
        r"|(?:send|ship|sent|post) (?:it |them |one |mine )?(?:again|anew|once more|out again))\b",
        re.I,
    ),
    Remedy.REFUND: re.compile(
        r"\b(?:refund\w*|money back|pay (?:me|it) back|reimburse\w*|(?:my|the) money"
        r"|back (?:to|on|onto) (?:my|the) (?:card|account|bank)|\d (?:\w+ )?(?:be |is to be )?returned to me)\b",
        re.I,
    ),
    Remedy.TRACE: re.compile(
        r"\b(?:trace|chase|look(?:ed|ing)? for|find (?:it|out)|search"
        r"|investigat(?:e|ing)|investigation(?! (?:says?|said|is|was|has|found|closed|ended|came|team|result)))\b",
        re.I,
    ),
}

MONEY = re.compile(r"\b(?:money|cash)\b(?!')", re.I)
"""Means a refund where one can be chosen; in their first words it may be any money."""
NEW = re.compile(r"^\W*(?:(?:a|just|please|pls)\W+)*(?:new|another)(?: (?:please|pls))?\W*$", re.I)


def names(remedy: Remedy, text: str) -> bool:
    """Whether it is named, where all of them have been shown."""
    brief = {Remedy.REFUND: MONEY, Remedy.REPLACE: NEW}.get(remedy)
    return slots.said(TELLS[remedy], text) or (brief is not None and slots.said(brief, text))


def offered(view: View) -> tuple[Remedy, ...]:
    """What the shop allows here; a parcel that was given up is not looked for again."""
    policy, parcel = view.policy, view.known["parcel"]
    allowed = {
        Remedy.REPLACE: policy.missing_replace,
        Remedy.REFUND: policy.missing_refund,
        Remedy.TRACE: policy.missing_trace and not parcel.lost and not parcel.traced,
    }
    return tuple(remedy for remedy, may in allowed.items() if may)


def wished(given: Given, view: View) -> str | None:
    """The one that is plainly asked for, if the shop allows it."""
    later = given.text != view.extras.get("words")
    named = [r for r, tell in TELLS.items() if (names(r, given.text) if later else slots.said(tell, given.text))]
    return str(named[0]) if len(named) == 1 and view.known.get("parcel") and named[0] in offered(view) else None


_NO = r"no(?! (?:an?|the|my|send|sent|give|i|just|please|pls|pay|another|refund (?:me|it))\b)"
"""Before a wish it answers what was asked: "no send a new one"."""
_NONE_OF = rf"\b(?:any(?:thing|one|thing else)? but|(?:but )?not|{_NO}|except|without|don'?t want)"
"""Says that one is not wanted: "anything but a new one", "no refund please"."""
RULES_OUT = {
    Remedy.REPLACE: re.compile(
        rf"{_NONE_OF}(?: (?:to|an?|the|it|another|send|sent))* (?:new one|another(?: one)?|replacement|resend"
        r"|sen[dt] (?:it )?again)\b",
        re.I,
    ),
    Remedy.REFUND: re.compile(rf"{_NONE_OF}(?: (?:an?|the|my))* (?:refund|money(?: back)?)\b", re.I),
    Remedy.TRACE: re.compile(rf"{_NONE_OF}(?: (?:an?|the|to))* (?:trace|search|look(?:ing)? for it)\b", re.I),
}


def ruled_out(text: str) -> tuple[Remedy, ...]:
    """Those that shall not be; what is left may still be chosen."""
    return tuple(remedy for remedy, no in RULES_OUT.items() if no.search(text.replace("’", "'")))


def without(given: Given, view: View) -> str | None:
    """The same, after the first words: "no refund, no answer" is a complaint there."""
    later = given.text != view.extras.get("words")
    return ",".join(ruled_out(given.text)) or None if later else None


def on_the_table(view: View) -> tuple[Remedy, ...]:
    """Just the one that was wished for, or all that were not ruled out."""
    wish, without = view.known.get("wish"), (view.known.get("without") or "").split(",")
    left = tuple(r for r in offered(view) if r not in without) or offered(view)
    return tuple(r for r in left if r == wish) or left


def in_words(remedy: Remedy, view: View) -> Markup:
    """What would be done, named in full: the things, the place, the money and where it goes."""
    order: Order = view.known["order"]
    parcel: Parcel = view.known["parcel"]
    items, say = slots.contents(order, parcel), view.words.say
    match remedy:
        case Remedy.REPLACE:
            return say("remedy.replace", items=slots.names(items, view), address=order.deliver_to)
        case Remedy.REFUND:
            amount = slots.worth(items, order)
            return say("remedy.refund", amount=amount, items=slots.names(items, view), to=order.paid_with)
        case Remedy.TRACE:
            return say("remedy.trace", carrier=parcel.carrier, span=timedelta(hours=view.policy.trace_hours))


def choices(view: View) -> tuple[Choice, ...]:
    """One button for each, then the ways out of it."""
    table, say = on_the_table(view), view.words.say
    order, parcel = view.known["order"], view.known["parcel"]
    amount = view.words.money(slots.worth(slots.contents(order, parcel), order))
    ways = tuple(
        Choice(say(f"remedy.do_{r}", **({"amount": Markup(amount)} if r is Remedy.REFUND else {})), r) for r in table
    )
    change = (Choice(say("confirm.change"), "change"),) if len(table) < len(offered(view)) else ()
    return (*ways, *change, Choice(say("confirm.stop"), "stop"))


def effect(remedy: Remedy, customer: str, order: Order, parcel: Parcel) -> ShopEffect:
    """What the shop is asked for."""
    items = slots.contents(order, parcel)
    match remedy:
        case Remedy.REPLACE:
            return Resend(customer, order.number, parcel.tracking, CLAIM)
        case Remedy.REFUND:
            lines = tuple((item.id, slots.left(item)) for item in items)
            return PayBack(customer, order.number, lines, slots.worth(items, order), reason=CLAIM)
        case Remedy.TRACE:
            return Trace(customer, order.number, parcel.tracking)
