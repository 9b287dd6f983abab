"""Finds bank account (IBAN) and national identity numbers."""

import re
from collections.abc import Iterator
from functools import cache

import numpy as np

from bot.hearing.cards import Span
from bot.hearing.numbers import Numbers

# Length of an IBAN by country (ISO 13616 registry).
_LENGTHS = {
    "AD": 24, "AE": 23, "AT": 20, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "CH": 21, "CY": 28,
    "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GI": 23, "GR": 27,
    "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28,
    "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18,
    "NO": 15, "PK": 24, "PL": 28, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19,
    "SK": 24, "SM": 27, "TN": 24, "TR": 26, "UA": 29,
}  # fmt: skip  # a table reads better in columns
_IBAN = re.compile(r"(?<![^\W_])[A-Z]{2}[0-9]{2}(?=[ -]?[0-9A-Z]{4})", re.IGNORECASE | re.ASCII)
_VALUES = str.maketrans({letter: str(int(letter, 36)) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"})
_NATIONAL = re.compile(
    r"(?<![\w-])(?!000)[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}(?![\w-])"
    r"|(?<=[\s:#])[0-9]{3}[ -]?[0-9]{2}[ -]?[0-9]{4}(?![\w-])"
    r"|(?<=[\s:#])[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}(?![\w-])"
    r"|(?<![^\W_])[A-CEGHJ-PR-TW-Z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D](?![^\W_])",
    re.ASCII,
)
_FEWEST = 6
"""So many digits it has at least."""
_MOST = 13
"""More digits in a row than any of them has."""
_BARE = np.zeros((_MOST + 1, _MOST + 1), dtype=np.bool_)
"""Whether one may begin with so many digits, and after a sign at most so many more."""
_BARE[[9, 12]] = True
_BARE[[3, 3, 5, 8, 4, 4], [2, 6, 4, 4, 4, 8]] = True
_LETTERED = np.isin(np.arange(_MOST + 1), [2, 4, 6])
"""Whether one that begins with letters may have so many digits after them."""
_DASHED = re.compile(r"[0-9]{3}-[0-9]{2}-[0-9]{4}|[A-Z]{2}.*", re.DOTALL)
_NAMED = re.compile(
    r"\b(?:ssn|social security|aadha?ar|national (?:id|insurance)|tax id|sin)\b[^0-9\n]{0,30}$", re.IGNORECASE
)


def ibans(text: str, found: Numbers) -> Iterator[Span]:
    """Account numbers of the right length for their country whose check digits hold."""
    lettered = found.starts[found.letter_before(1) & found.letter_before(2)]
    for match in filter(None, (_IBAN.match(text, start - 2) for start in lettered.tolist())):
        length = _LENGTHS.get(match.group()[:2].upper())
        whole = _of_length(length).match(text, match.start()) if length else None
        if whole and _checks(whole.group()):
            yield Span("iban", *whole.span(), "[iban hidden]")


@cache
def _of_length(length: int) -> re.Pattern[str]:
    """So many letters and digits, one space or hyphen allowed between any two."""
    return re.compile(rf"(?:[0-9A-Za-z][ -]?){{{length - 1}}}[0-9A-Za-z](?![0-9A-Za-z])")


def _checks(iban: str) -> bool:
    plain = iban.replace(" ", "").replace("-", "").upper()
    return int((plain[4:] + plain[:4]).translate(_VALUES)) % 97 == 1


def national_ids(text: str, found: Numbers) -> Iterator[Span]:
    """Numbers written like a national identity, or called one."""
    for match in filter(None, (_NATIONAL.match(text, place) for place in _places(found))):
        if _DASHED.fullmatch(match.group()) or _NAMED.search(text[max(0, match.start() - 50) : match.start()]):
            yield Span("national_id", *match.span(), "[national id hidden]")


def _places(found: Numbers) -> list[int]:
    """Where one may begin: at digits in groups of its kind, or at two letters before them."""
    if found.digits < _FEWEST:
        return []
    digits = np.minimum(found.lengths, _MOST)
    places = found.starts[_BARE[digits, np.minimum(found.following(1), _MOST)]].tolist()
    if (lettered := _LETTERED[digits]).any():
        heads = found.starts[lettered & found.capital_before(2)].tolist()
        places += [place for head in heads for place in (head - 2, head - 3) if place >= 0]
    return sorted(places)
