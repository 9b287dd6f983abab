"""Which charge it is about: by its sum, its day, its order, or the words on the statement."""

import re
from decimal import Decimal, InvalidOperation

from bot.charging import too_much
from bot.flow import Given, View
from bot.shop import Charge, Money
from bot.slots.naming import NEWEST, named, on_day, priced, rank_in

SHOWN_CHARGES = 9
"""Beside them stands that it is none of these, and a menu holds ten."""
SUM = re.compile(
    r"(?<![\w.,#-])\d{1,3}(?:[,\s]\d{3})+(?:\.\d{1,2})?(?![\w%])|(?<![\w.,#-])\d{1,6}(?:[.,]\d{1,2})?(?![\w%])"
)


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


def named_sum(given: Given, view: View) -> Money | None:
    """A sum said as one (with its currency or its cents) that none of the charges has."""
    amounts = {amount for c in charges(view) for amount in _sums_of(c, view)}
    spoken = [sums_in(e.text) for e in given.entities if e.type == "amount"]
    spoken += [(value,) for value in sums_in(given.text) if value.as_tuple().exponent == -2]
    plain = [value for sums in spoken for value in sums]
    if not plain or any(value in amounts for value in plain):
        return None
    currency = charges(view)[0].amount.currency if charges(view) else "USD"
    return Money(plain[0], currency)


def _by_sum(given: Given, view: View, known: tuple[Charge, ...]) -> tuple[Charge, ...] | None:
    spoken = set(sums_in(given.text))
    whole = tuple(c for c in known if c.amount.amount in spoken)
    return whole or tuple(c for c in known if spoken & set(_sums_of(c, view))) or None


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
