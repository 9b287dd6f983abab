"""Finds payment card numbers, and tells them from order, tracking and telephone numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.hearing.normalise import INVISIBLE


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text to hide, and what stands there instead."""

    kind: str
    start: int
    end: int
    shown: str


_GAP = rf"[\s.\-\u2010-\u2015\u2212/_{INVISIBLE}]{{0,3}}"
_RUN = re.compile(rf"\d(?:{_GAP}\d){{12,}}")
_GROUP = re.compile(r"\d+")
_ORDER = re.compile(r"\d{3}[ -]\d{7}[ -]\d{7}")
_POSTAL = re.compile(r"9[1-5]\d{2}(?: ?\d{4}){4} ?\d{2}")
_NETWORK = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]|2[2-7])\d{14}|3[47]\d{13}|3[0689]\d{12}|(?:6|50|5[6-9]|8[12])\d{14,17}"
)
_NOT_A_CARD = re.compile(
    r"(?:\b(?:track(?:ing)?|consignment|shipment|parcel|awb|waybill|order|case|ticket|reference|ref|imei)\W+"
    r"(?:\w+\W+){0,2}|(?<![A-Za-z])[A-Z]{1,4})$",
    re.IGNORECASE,
)


def cards(text: str) -> Iterator[Span]:
    """Every run of whole digit groups that is a card number by its check digit."""
    for run in _RUN.finditer(text):
        if _ORDER.fullmatch(run.group()) or _POSTAL.fullmatch(run.group()):
            continue
        yield from _in_run(text, [match.span() for match in _GROUP.finditer(text, *run.span())])


def _in_run(text: str, groups: list[tuple[int, int]]) -> Iterator[Span]:
    digits = [_ascii(text[start:end]) for start, end in groups]
    first = 0
    while first < len(groups):
        last = _longest(text, groups, digits, first)
        if last is None:
            first += 1
            continue
        shown = f"[card •{''.join(digits[first : last + 1])[-4:]}]"
        yield Span("card", groups[first][0], groups[last][1], shown)
        first = last + 1


def _longest(text: str, groups: list[tuple[int, int]], digits: list[str], first: int) -> int | None:
    """The last group of the longest card that starts with this group."""
    number, found = "", None
    for last in range(first, len(groups)):
        number += digits[last]
        if len(number) > 19:
            break
        if len(number) >= 13 and luhn(number) and _is_card(text, number, groups[first][0], groups[last][1]):
            found = last
    return found


def _is_card(text: str, number: str, start: int, end: int) -> bool:
    """Whether a number that passes the check is a card rather than another kind of number."""
    if _ORDER.fullmatch(text[start:end]):
        return False
    if _NETWORK.fullmatch(number):
        return True
    if len(number) <= 15 and text[max(0, start - 2) : start].strip().endswith("+"):
        return False
    return not _NOT_A_CARD.search(text[max(0, start - 40) : start])


def _ascii(digits: str) -> str:
    """ASCII digits of any script's digits."""
    return digits if digits.isascii() else "".join(str(int(digit)) for digit in digits)


_DOUBLED = str.maketrans("0123456789", "0246813579")


def luhn(number: str) -> bool:
    """Whether the last digit checks the rest (ISO/IEC 7812-1, annex B)."""
    return sum(map(int, number[-1::-2] + number[-2::-2].translate(_DOUBLED))) % 10 == 0
