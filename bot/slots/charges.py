"""Which charge it is about: by its sum, its day, its order, or the words on the statement."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from bot.charging import too_much
from bot.flow import Given, View
from bot.hearing.entities import entities
from bot.shop import Charge, Money, Order
from bot.slots.naming import NEWEST, named, on_day, priced, rank_in
from bot.wording import Markup

SHOWN_CHARGES = 9
"""Beside them stands that it is none of these, and a menu holds ten."""
SUM = re.compile(
    r"(?<![\w.,#-])\d{1,3}(?:[,\s]\d{3})+(?:\.\d{1,2})?(?![\w%])|(?<![\w.,#-])\d{1,6}(?:[.,]\d{1,2})?(?![\w%])"
)


THOUSANDS = re.compile(
    r"\b(?:took|taken|charged|debited|deducted|pulled|lost|paid)\b(?: \w+){0,2}? (?P<sum>(?P<count>\d{1,3})k)\b", re.I
)
POSTAGE = (
    r"(?:express(?: (?:shipping|delivery))?|next[- ]day(?: delivery)?|priority|shipping|postage|transport|freight"
    r"|courier|handling|delivery)"
)
OTHER_MATTER = re.compile(
    r"\b(?:tax(?:es)?|vat|gst|duty|duties|meters?|readings?|tariffs?|roaming|handsets?|broadband|wallet|points|mandate"
    r"|direct debit|parking|fares?|taxi|ride|hotel|flight|booking|grocer(?:y|ies)|restaurant|petrol|fuel|atm|top-?up"
    r"|recharge|loan|insurance|premium|licen[cs]es?|seats|tenants?|rent"
    rf"|{POSTAGE} (?:costs?|fees?|charges?|price|money|(?:two|2) times|twice|double)"
    rf"|(?:paid|charged|billed|put|pay)(?: (?:me|us|for|extra|the|twice|double))* {POSTAGE}(?! address))\b",
    re.I,
)
"""What other houses charge for, or what is no charge of its own here."""


THAT_CHARGE = re.compile(
    r"\W*(?:(?:yes|yeah|no|ok(?:ay)?|it'?s|i mean)\b\W*)*(?:the|that)"
    r" (?:second|2nd|last|latest|newest|new|other|one|charge)(?: (?:one|charge|payment))?"
    r"(?: (?:please|pls|after (?:that|i cancelled)))*\W*",
    re.I,
)
"""One of two charges, by its place, and nothing else."""
_SUM_SAID = r"(?:[$£€¥] ?\d[\d.,]*|\d[\d.,]* ?(?:[$£€¥]|dollars?|pounds?|quid|euros?|bucks|usd|gbp|eur))"
_MORE = r"(?:more|too much|over(?!\w)|above|extra|higher|dearer|difference|less|off\b|discount|voucher|coupon|code)"
DIFFERENCE = re.compile(
    rf"{_SUM_SAID} {_MORE}|\b(?:more by|over by|up by|off by|higher by|difference (?:of|is)|discount of"
    rf"|an? extra|extra) {_SUM_SAID}",
    re.I,
)
"""What lies between two sums, or comes off one: nothing is charged with it."""
AS_CHARGED = re.compile(
    rf"\b(?:charged?|took|taken|debited|paid|billed|has|shows?|says?)(?: (?:me|us|it|as|is))* (?P<sum>{_SUM_SAID})",
    re.I,
)


def postage(order: Order) -> Decimal:
    """What was paid beside the things themselves."""
    return order.total.amount - sum((item.paid.amount for item in order.items), Decimal())


def charges(view: View) -> tuple[Charge, ...]:
    """What was charged, newest first."""
    account = view.facts.account
    return tuple(sorted(account.charges, key=lambda c: c.at, reverse=True)) if account else ()


def charge_label(charge: Charge, view: View, *, with_time: bool = False) -> str:
    """ "$72.00 · Tuesday 3 Nov · Larkspur & Pine 8009"; with the time where two would read the same."""
    words = view.words
    at = f"{words.day(charge.at)} {words.time(charge.at)}" if with_time else words.day(charge.at)
    return f"{words.money(charge.amount)} · {at} · {charge.description}"


def charges_meant(given: Given, view: View, known: tuple[Charge, ...]) -> tuple[Charge, ...]:
    """The charges that everything said fits: sum, day and order narrow each other; without any, the words do."""
    found, said = known, False
    for tell in (_by_sum, _by_day, _by_order):
        hits = tell(given, view, found)
        if hits is not None:
            found, said = hits, True
    if said:
        return found
    called = named(given.text, known, lambda c: c.description)
    return called if len(called) < len(known) else ()


def charge_in(given: Given, view: View, known: tuple[Charge, ...]) -> Charge | None:
    """The one that is meant; a rank counts only as an answer to the question."""
    meant = charges_meant(given, view, known)
    if len(meant) == 1:
        return meant[0]
    among = meant or known
    if NEWEST.search(given.text) and given.asked:
        return among[0]
    if given.asked and (one := priced(given.text, among, lambda c: c.amount.amount)):
        return one
    rank = rank_in(given.text) if given.asked else None
    return among[rank] if rank is not None and rank < len(among) else None


def sums_in(text: str) -> tuple[Decimal, ...]:
    """Every number in the words that may be a sum of money."""
    found = []
    for match in SUM.finditer(text):
        written = match.group()
        plain = re.sub(r"[,\s](?=\d{3}(?:\D|$))", "", written).replace(",", ".")
        try:
            found.append(Decimal(plain))
        except InvalidOperation:  # pragma: no cover - the pattern has only digits and one point
            continue
    return tuple(found)


def named_sum(words: str, view: View) -> str:
    """A sum, with the coin they gave it, that nothing was charged with and nothing of theirs costs; else nothing."""
    words = DIFFERENCE.sub(" ", words)
    known = {amount for c in charges(view) for amount in _sums_of(c, view)} | _prices(view)
    written = [e.text for e in entities(words) if e.type == "amount"] + _with_cents(words)
    if any(_is_about(value, one) for text in written for value in sums_in(_bare(text)) for one in known):
        return ""
    if with_coin := [text for text in written if text != _bare(text)]:
        taken = AS_CHARGED.search(words)  # beside what it should have been
        return next((text for text in with_coin if taken and text in taken["sum"]), with_coin[0])
    if took := THOUSANDS.search(words):
        return took["sum"] if Decimal(took["count"]) * 1000 not in known else ""
    plain = [value for text in written for value in sums_in(text)]
    if not plain or other_matter(words):  # what a meter reads is no sum
        return ""
    currency = charges(view)[0].amount.currency if charges(view) else "USD"
    return view.words.money(Money(plain[0], currency))


def names_a_difference(words: str, view: View) -> bool:
    """Whether no more is named than a difference, and none of theirs is of just that."""
    found = DIFFERENCE.search(words)
    known = {amount for c in charges(view) for amount in _sums_of(c, view)}
    return found is not None and not known & set(sums_in(words))


def _with_cents(words: str) -> list[str]:
    """Every number that is written as a sum is, whatever stands beside it."""
    return [found.group() for found in SUM.finditer(words) if re.search(r"[.,]\d\d$", found.group())]


def _bare(written: str) -> str:
    """A sum without its coin."""
    return re.sub(r"[^\d.,\s]", " ", written).strip()


def _prices(view: View) -> set[Decimal]:
    """What their things and subscriptions cost."""
    plans = view.facts.account.subscriptions if view.facts.account else ()
    orders = view.facts.orders
    return (
        {i.paid.amount for o in orders for i in o.items}
        | {o.total.amount for o in orders}
        | {p.price.amount for p in plans}
    )


def other_matter(words: str) -> bool:
    """Whether it is about something that no shop charges by itself, and ours does not sell."""
    return OTHER_MATTER.search(words) is not None


def _by_sum(given: Given, view: View, known: tuple[Charge, ...]) -> tuple[Charge, ...] | None:
    spoken = set(sums_in(given.text))
    whole = tuple(c for c in known if c.amount.amount in spoken)
    part = whole or tuple(c for c in known if spoken & set(_sums_of(c, view)))
    return part or tuple(c for c in known if any(_is_about(one, c.amount.amount) for one in spoken)) or None


def _is_about(spoken: Decimal, charged: Decimal) -> bool:
    """Whether people say it so: to the cent, or 19 and 20 of what is 19.90."""
    whole = spoken == spoken.to_integral_value()
    return spoken == charged or (whole and spoken in (charged // 1, charged.to_integral_value(ROUND_HALF_UP)))


def _sums_of(charge: Charge, view: View) -> tuple[Decimal, ...]:
    """What it is spoken of by: its sum, and what of it was too much."""
    above = too_much(view.facts.account, charge) if view.facts.account else None
    return (charge.amount.amount, above.amount) if above else (charge.amount.amount,)


def _by_day(given: Given, view: View, known: tuple[Charge, ...]) -> tuple[Charge, ...] | None:
    today = view.words.date(view.facts.now)
    return tuple(c for c in known if on_day(given.text, view.words.date(c.at), today)) or None


def _by_order(given: Given, view: View, known: tuple[Charge, ...]) -> tuple[Charge, ...] | None:
    numbers = {o.number for o in view.facts.orders if re.search(rf"(?<!\w){re.escape(o.number)}(?!\w)", given.text)}
    return tuple(c for c in known if c.order in numbers) or None


def postage_told(order: Order, view: View) -> Markup | None:
    """What of an order's total is no price of a thing; nothing where none is."""
    paid = postage(order)
    return view.words.say("orders.postage", amount=Money(paid, order.total.currency)) if paid > 0 else None
