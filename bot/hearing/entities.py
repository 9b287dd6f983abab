"""Finds what a message names: orders, parcels, cases, money, dates, telephones, addresses."""

import re
from collections.abc import Iterator
from typing import Final

from bot.hearing.heard import Entity
from bot.hearing.places import Search, Stretch

_PHONE: Final = re.compile(
    r"(?<![\w$£€₹#])(?<!\d[.,-])(?<![A-Z]-)(?:\+\s?|\((?=\d{1,5}\)))?"
    r"(?:\d{10,13}(?![\w-]|[.,]\d)|\d(?:[ ().-]{0,2}\d){6,14}(?![\w-]|[.,]\d))"
)
_PHONE_GAP, _PHONE_DIGITS = 2, 7
"""So far apart its groups stand at most, and so many digits it has at least."""
_ID_BEFORE: Final = re.compile(
    r"\b(?:order|track\w*|awb|case|ticket|id|customer (?:no|number|id|code)|member\w*|ref\w*|asin|imei|serial|invoice"
    r"|pin ?code|transaction|txn|utr|account|a/c|model|sku|cancel)\W{0,3}(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
_LOCAL: Final = re.compile(r"\d{3}-\d{4}")
"""A number within one's own city, as North America writes it."""
_PHONE_BEFORE: Final = re.compile(
    r"\b(?:call|phone|rings?|text|mobile|cell|tel|contact|dial|line"
    r"|(?:my|his|her|their|'?s) number|number is|number \d|reach|i'?m on)\b",
    re.IGNORECASE,
)
_FREE: Final = ("1800", "1-800", "1860", "0800")
"""How numbers begin that cost nothing to call."""
# A card hidden just now is a hole; one hidden before it reached us is a marker.
CARD_HOLE: Final = "\x00"
_CARD: Final = re.compile(rf"{CARD_HOLE}+|\[card •\d{{4}}\]")


def entities(text: str, orders: re.Pattern[str] | None = None) -> list[Entity]:
    """What is named in readable text, in order, none overlapping; secrets stand there as NULs.

    `orders` is how a team writes its order numbers, if they are unlike anybody's.
    """
    found: list[Entity] = []
    taken = bytearray(len(text) + 1)
    for kind, start, end in _candidates(text, orders):
        if start < end and not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            found.append(Entity(kind, text[start:end], start, end))
    return sorted(found, key=lambda entity: entity.start)


def _candidates(text: str, orders: re.Pattern[str] | None) -> Iterator[tuple[str, int, int]]:
    for match in _CARD.finditer(text) if CARD_HOLE in text or "[card" in text else ():
        yield "card", *match.span()
    for match in orders.finditer(text) if orders else ():
        yield "order_number", *match.span()
    search = Search(text)
    for shape, match in search.matches():
        start, end = match.span(match.lastgroup or 0)
        if shape.may_stand(text, start):
            yield shape.kind, start, end
    for start, end in _long(search.numbers):
        for match in _PHONE.finditer(text, max(0, start - 2), end + 2):
            if _is_phone(match.group(), text[max(0, match.start() - 60) : match.start()]):
                yield "phone", *match.span()


def _long(numbers: list[Stretch]) -> list[Stretch]:
    """Stretches of digits in groups as near to each other as a telephone's, with as many as one has at least."""
    stretches: list[Stretch] = []
    digits: list[int] = []
    for start, end in numbers:
        if stretches and start - stretches[-1][1] <= _PHONE_GAP:
            stretches[-1] = (stretches[-1][0], end)
            digits[-1] += end - start
        else:
            stretches.append((start, end))
            digits.append(end - start)
    return [stretch for stretch, many in zip(stretches, digits, strict=True) if many >= _PHONE_DIGITS]


def _is_phone(number: str, before: str) -> bool:
    """Dialable in shape; the number is validated when somebody is to be called."""
    digits = sum(character.isdecimal() for character in number)
    if number.startswith("+"):
        return 8 <= digits <= 15
    if _ID_BEFORE.search(before):
        return False
    return (
        digits in (10, 11)
        or number.startswith(_FREE)
        or bool(_LOCAL.fullmatch(number) or (digits >= 7 and _PHONE_BEFORE.search(before)))
    )
