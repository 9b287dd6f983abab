"""Finds bank account numbers (IBAN)."""

import re
from collections.abc import Iterator
from functools import cache

from bot.hearing.cards import Span
from bot.hearing.numbers import Numbers

# Length of an IBAN by country (ISO 13616 registry, and the banks of four countries that use the form unregistered).
_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BI": 27, "BR": 29,
    "BY": 28, "CH": 21, "CI": 28, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DJ": 27, "DK": 18, "DO": 28, "DZ": 26,
    "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FK": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18,
    "GR": 27, "GT": 28, "HN": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IR": 26, "IS": 26, "IT": 27,
    "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LC": 32, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "LY": 25, "MA": 28,
    "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MN": 20, "MR": 27, "MT": 31, "MU": 30, "NI": 28, "NL": 18, "NO": 15,
    "OM": 23, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "RU": 33, "SA": 24, "SC": 31,
    "SD": 18, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "SO": 23, "ST": 25, "SV": 28, "TL": 23, "TN": 24, "TR": 26,
    "UA": 29, "VA": 22, "VG": 24, "XK": 20, "YE": 30,
}  # fmt: skip  # a table reads better in columns
_IBAN = re.compile(r"(?:(?<![^\W_])|(?<=iban))[A-Z]{2}[0-9]{2}(?=[\s.-]?[0-9A-Z]{4})", re.IGNORECASE | re.ASCII)
_VALUES = str.maketrans({letter: str(int(letter, 36)) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"})


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
    """So many letters and digits, one blank, hyphen or point allowed between any two."""
    return re.compile(rf"(?:[0-9A-Za-z][\s.-]?){{{length - 1}}}[0-9A-Za-z](?![0-9A-Za-z])")


def _checks(iban: str) -> bool:
    plain = re.sub(r"[\s.-]", "", iban).upper()
    return int((plain[4:] + plain[:4]).translate(_VALUES)) % 97 == 1
