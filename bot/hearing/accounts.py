"""Finds bank account (IBAN) and national identity numbers."""

import re
from collections.abc import Iterator

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
_ALNUM = re.compile(r"[0-9A-Za-z]")
_NATIONAL = re.compile(
    r"(?<![\w-])(?!000)[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}(?![\w-])"
    r"|(?<=[\s:#])[0-9]{3}[ -]?[0-9]{2}[ -]?[0-9]{4}(?![\w-])"
    r"|(?<=[\s:#])[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}(?![\w-])"
    r"|(?<![^\W_])[A-CEGHJ-PR-TW-Z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D](?![^\W_])",
    re.ASCII,
)
_DASHED = re.compile(r"[0-9]{3}-[0-9]{2}-[0-9]{4}|[A-Z]{2}.*", re.DOTALL)
_NAMED = re.compile(
    r"\b(?:ssn|social security|aadha?ar|national (?:id|insurance)|tax id|sin)\b[^0-9\n]{0,30}$", re.IGNORECASE
)


def ibans(text: str, found: Numbers) -> Iterator[Span]:
    """Account numbers of the right length for their country whose check digits hold."""
    lettered = found.starts[found.letter_before(1) & found.letter_before(2)]
    for match in filter(None, (_IBAN.match(text, start - 2) for start in lettered.tolist())):
        length = _LENGTHS.get(match.group()[:2].upper())
        end = _end_of(text, match.start(), length) if length else None
        if end is not None and _checks(text[match.start() : end]):
            yield Span("iban", match.start(), end, "[iban hidden]")


def _end_of(text: str, start: int, length: int) -> int | None:
    """Where that many letters and digits end, one space or hyphen allowed between any two."""
    seen, gap = 0, 0
    for at in range(start, min(len(text), start + 2 * length)):
        if text[at].isalnum() and text[at].isascii():
            seen, gap = seen + 1, 0
        elif text[at] in " -" and not gap:
            gap = 1
        else:
            return None
        if seen == length:
            return None if at + 1 < len(text) and _ALNUM.match(text[at + 1]) else at + 1
    return None


def _checks(iban: str) -> bool:
    plain = "".join(_ALNUM.findall(iban)).upper()
    return int("".join(str(int(character, 36)) for character in plain[4:] + plain[:4])) % 97 == 1


def national_ids(text: str, found: Numbers) -> Iterator[Span]:
    """Numbers written like a national identity, or called one."""
    for match in filter(None, (_NATIONAL.match(text, place) for place in _places(found))):
        if _DASHED.fullmatch(match.group()) or _NAMED.search(text[max(0, match.start() - 50) : match.start()]):
            yield Span("national_id", *match.span(), "[national id hidden]")


def _places(found: Numbers) -> list[int]:
    """Where one may begin: at digits in groups of its kind, or at two letters before them."""
    digits, after = found.lengths, found.following(1)
    bare = (digits == 9) | (digits == 12) | ((digits == 3) & ((after == 2) | (after == 6)))
    bare |= ((digits == 5) | (digits == 8)) & (after == 4)
    bare |= (digits == 4) & ((after == 4) | (after == 8))
    lettered = found.letter_before(2) & ((digits == 2) | (digits == 4) | (digits == 6))
    heads = found.starts[lettered]
    places = np.concatenate((found.starts[bare], heads - 2, heads - 3))
    return sorted(places[places >= 0].tolist())
