"""Finds payment card numbers, and tells them from order, tracking and telephone numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, chain, groupby, pairwise
from typing import Final

import numpy as np

from bot.hearing.normalise import INVISIBLE
from bot.hearing.numbers import Numbers


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text to hide, and what stands there instead."""

    kind: str
    start: int
    end: int
    shown: str


_GAP = rf"[\s.\-\u2010-\u2015\u2212/_{INVISIBLE}]{{0,3}}"
_ANY_GAP = r"[\s,;:|\u00b7\u2022*~+().\-/]{1,3}"
"""What four groups of four may stand apart by: no sums and dates are written so."""
_WIDEST, _FEWEST = 3, 12
"""So far apart two groups of one number stand at most, and so many digits it has at least."""
_SIGNS: Final = np.array([bool(re.fullmatch(_GAP, chr(code))) for code in range(128)] + [True])
"""What a gap may begin with; anything that is no plain sign might."""
_RUN = re.compile(rf"\d(?:{_GAP}\d){{11,}}")
_IN_FOURS = re.compile(rf"(?<!\d)(?<!\d[.,:;])\d{{4}}(?:{_ANY_GAP}\d{{4}}){{3}}(?![.,:;]?\d)")
_GROUP = re.compile(r"\d+")
_LENGTHS: Final = range(19, 11, -1)
"""Of card numbers, the longest first."""
_ONCE: Final = {digit: int(digit) for digit in "0123456789"}
_TWICE: Final = dict(zip("0123456789", map(int, "0246813579"), strict=True))
Sums = tuple[list[int], list[int]]
_ORDER = re.compile(r"\d{3}[ -]\d{7}[ -]\d{7}")
# Written so, with nothing joined to it, it is one beside any other number too; no card is grouped like it.
_ORDER_BESIDE = re.compile(r"(?<!\d)(?<!\d[-/_.])\d{3}-\d{7}-\d{7}(?![-/_.]{0,3}\d)")
_POSTAL = re.compile(r"9[1-5]\d{2}(?: ?\d{4}){4} ?\d{2}")
# By their first digits and lengths (ISO/IEC 7812), as the networks of four continents give them out.
_NETWORK = re.compile(
    r"4(?:\d{15}|\d{18})|(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}"
    r"|3[689]\d{14,17}|35(?:2[89]|[3-8]\d)\d{12,15}|(?:6\d|50|5[6-9])\d{14,17}|8[12]\d{14}|220[0-4]\d{12,15}"
    r"|(?:9792|8600|9860|9112)\d{12}"
)
_OLD: Final = re.compile(r"4\d{12}|(?:50|5[6-9]|6\d)\d{10,13}|1\d{14}")
"""Lengths that are hardly in use any more, and that bar codes and telephones have too: hidden where a card is named."""
_FEW_GROUPS = 3
"""In so few groups of even sizes ("411111 1111111111") a card is written by who counts none."""
_IN_A_DATE = re.compile(r"(?:19|20)\d\d([-./])(?:0?[1-9]|1[0-2])\1[0-3]?\d(?!\d)")
_LETTER = re.compile(r"[^\W\d_]")
_CALLED_A_CARD = re.compile(
    r"\b(?:(?:credit|debit|bank|payment)?card|master ?card|maestro|cc|pan)\b"
    r"(?! (?:was|is|has) (?:charged|declined|billed|debited))[^.!?\n]{0,24}$",
    re.IGNORECASE,
)
_NUMBER = r"(?:\W{1,3}(?:number|num|no|nr|id|code))"
_IS = r"(?:\W{1,3}(?:is|was))?\W{1,3}"
_CALLED_ELSE = re.compile(
    rf"(?:\b(?:track(?:ing)?|consignment|shipment|awb|waybill|imei|serial|barcode|ean|isbn|upc|sku){_NUMBER}*{_IS}"
    rf"|\b(?:orders?|parcel|package|case|ticket|reference|ref|invoice|receipt|transaction){_NUMBER}+{_IS}"
    r"|(?<![A-Za-z])(?!MC|CC)(?-i:[A-Z]{1,3}))$",
    re.IGNORECASE,
)
"""Called so directly: who paid an order with a number tells of a card."""


def cards(text: str, found: Numbers) -> Iterator[Span]:
    """Every run of whole digit groups that is a card number by its network, its check digit and how it is written."""
    if found.digits < _FEWEST:
        return
    for start, end in found.stretches(_WIDEST, _SIGNS, _FEWEST):
        for run in _RUN.finditer(text, start, end):
            if not (_ORDER.fullmatch(run.group()) or _POSTAL.fullmatch(run.group())):
                for part in _around_orders(text, *run.span()):
                    groups = (match.span() for match in _GROUP.finditer(text, *part))
                    for short, joined in groupby(groups, _may_belong):
                        if short:
                            yield from _in_run(text, list(joined))
                        else:
                            yield from chain.from_iterable(_glued(text, *group) for group in joined)
    yield from _in_fours(text, found)


def _in_fours(text: str, found: Numbers) -> Iterator[Span]:
    """Four groups of four, whatever signs stand between them: "4111, 1111, ..."."""
    four = (found.lengths == 4) & (found.following(_WIDEST) == 4)
    starts = found.starts[:-3][four[:-3] & four[1:-2] & four[2:-1]] if len(four) > 3 else found.starts[:0]
    for match in filter(None, (_IN_FOURS.match(text, start) for start in starts.tolist())):
        number = _ascii("".join(_GROUP.findall(match.group())))
        if _NETWORK.fullmatch(number) and _holds(_sums(number), 0, len(number)):
            yield Span("card", *match.span(), f"[card •{number[-4:]}]")


def _glued(text: str, start: int, end: int) -> Iterator[Span]:
    """Two cards without a sign between them."""
    number = _ascii(text[start:end])
    if len(number) > 2 * _LENGTHS[0]:
        return
    sums = _sums(number)
    for cut in range(_FEWEST, len(number) - _FEWEST + 1):
        both = (0, cut), (cut, len(number))
        if all(_NETWORK.fullmatch(number[a:b]) and _holds(sums, a, b) for a, b in both):
            yield from (Span("card", start + a, start + b, f"[card •{number[a:b][-4:]}]") for a, b in both)
            return


def _may_belong(group: tuple[int, int]) -> bool:
    """Whether a group of digits is no longer than a card's number: what is longer is part of none."""
    return group[1] - group[0] <= _LENGTHS[0]


def _around_orders(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands before, between and after order numbers: no card is made of pieces of them."""
    for order in _ORDER_BESIDE.finditer(text, start, end):
        yield start, order.start()
        start = order.end()
    yield start, end


def _in_run(text: str, groups: list[tuple[int, int]]) -> Iterator[Span]:
    number = "".join(_ascii(text[start:end]) for start, end in groups)
    sums = _sums(number)
    # Where each group begins in the run's digits, and where the last one ends.
    at = list(accumulate((end - start for start, end in groups), initial=0))
    ending = {place: group for group, place in enumerate(at[1:])}
    begin, reach = 0, -1
    for first in range(len(groups)):
        last = _longest(text, groups, number, at[first], ending, sums, first)
        if last is None or last <= reach:
            continue
        if first > reach:
            if reach >= 0:
                yield _hidden(groups, number, at, begin, reach)
            begin = first
        elif _is_usual(groups[begin : reach + 1]) or not _NETWORK.fullmatch(number[at[first] : at[last + 1]]):
            continue
        reach = last
    if reach >= 0:
        yield _hidden(groups, number, at, begin, reach)


def _hidden(groups: list[tuple[int, int]], number: str, at: list[int], first: int, last: int) -> Span:
    shown = f"[card •{number[at[first] : at[last + 1]][-4:]}]"
    return Span("card", groups[first][0], groups[last][1], shown)


def _is_usual(groups: list[tuple[int, int]]) -> bool:
    """Whether digits are grouped as on cards; others may be one by chance, with pieces of a true one in it."""
    return len(groups) == 1 or all(end - start == 4 for start, end in groups[:-1])


def _longest(
    text: str, groups: list[tuple[int, int]], number: str, start: int, ending: dict[int, int], sums: Sums, first: int
) -> int | None:
    """The last group of the longest card that starts with this one; `ending` has the group that ends at a place."""
    for length in _LENGTHS:
        last = ending.get(start + length)
        if last is not None and _holds(sums, start, start + length):
            digits = number[start : start + length]
            if _is_card(text, digits, groups[first : last + 1]):
                return last
    return None


def _sums(number: str) -> Sums:
    """Running sums of the digits with those of even, and with those of odd place doubled: one check costs one look."""
    once, twice = [_ONCE[digit] for digit in number], [_TWICE[digit] for digit in number]
    even, odd = once.copy(), once
    even[::2], odd[1::2] = twice[::2], twice[1::2]
    return list(accumulate(even, initial=0)), list(accumulate(odd, initial=0))


def _holds(sums: Sums, start: int, end: int) -> bool:
    """Whether the last of these digits checks the rest: every second one before it counts double."""
    doubled = sums[end % 2]
    return (doubled[end] - doubled[start]) % 10 == 0


def _is_card(text: str, number: str, groups: list[tuple[int, int]]) -> bool:
    """Whether a number that passes the check is a card rather than another kind of number."""
    start, end = groups[0][0], groups[-1][1]
    if _ORDER.fullmatch(text[start:end]):
        return False
    before = text[max(0, start - 40) : start]
    # In a table of numbers there is none, and looking for one letter is quicker by far.
    lettered = _LETTER.search(before) is not None
    called = lettered and _CALLED_A_CARD.search(before) is not None
    if not (_NETWORK.fullmatch(number) or (called and _OLD.fullmatch(number))):
        return False
    if called or _in_groups_of_four(groups):
        return True
    # No telephone has more digits than fifteen, and none is written in fours.
    if len(number) <= 15 and text[start - 1 : start] == "+":
        return False
    return _evenly_written(text, groups) and not (lettered and len(groups) == 1 and _CALLED_ELSE.search(before))


def _in_groups_of_four(groups: list[tuple[int, int]]) -> bool:
    return len(groups) > 1 and all(end - start == 4 for start, end in groups[:-1]) and _size(groups[-1]) <= 4


def _evenly_written(text: str, groups: list[tuple[int, int]]) -> bool:
    """In one piece, in groups of one size, or as shorter cards are (4-6-5, 4-6-4), with the same sign between all:
    two telephones, or an order and its date, are not."""
    if len(groups) == 1:
        return True
    gaps = {text[one[1] : next_[0]] for one, next_ in pairwise(groups)}
    sizes = [_size(group) for group in groups]
    even = len(set(sizes[:-1])) == 1 and sizes[-1] <= sizes[0] != 5
    even = even or (len(sizes) <= _FEW_GROUPS and not any(size % 2 for size in sizes))
    if _IN_A_DATE.match(text, groups[-1][0]):
        return False  # "order 3007793021 - 2024-03-12"
    return len(gaps) == 1 and "\n" not in "".join(gaps) and (even or sizes in ([4, 6, 5], [4, 6, 4]))


def _size(group: tuple[int, int]) -> int:
    return group[1] - group[0]


def _ascii(digits: str) -> str:
    """ASCII digits of any script's digits."""
    return digits if digits.isascii() else "".join(str(int(digit)) for digit in digits)
