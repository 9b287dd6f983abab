"""Telephone numbers: read as people write them, checked, shown in international form; and the code of the day. Pure."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Final, Literal

import phonenumbers
from babel import Locale
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, PhoneNumberType

DEAR: Final = frozenset({PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST})
SHORT: Final = 7
"""Fewer digits than this are no number that can be called from elsewhere."""
LETTERS: Final = "AFHJKMRTWXY"
"""Neither look nor sound like one another."""
CODE_LENGTH: Final = 5
NAMED: Final = {
    "uk": "GB", "u.k.": "GB", "britain": "GB", "great britain": "GB", "british": "GB", "england": "GB",
    "english": "GB", "scotland": "GB", "wales": "GB", "usa": "US", "u.s.": "US", "america": "US", "american": "US",
    "the states": "US", "german": "DE", "french": "FR", "spanish": "ES", "italian": "IT", "dutch": "NL",
    "holland": "NL", "irish": "IE", "canadian": "CA", "australian": "AU", "austrian": "AT", "swiss": "CH",
    "portuguese": "PT", "polish": "PL", "swedish": "SE", "danish": "DK", "norwegian": "NO", "finnish": "FI",
    "belgian": "BE", "indian": "IN", "japanese": "JP", "mexican": "MX", "brazilian": "BR",
}  # fmt: skip
"""What people call countries besides their names; "US" counts in capitals only, since "us" is somebody else."""
_WORDS = re.compile(r"[^\W\d_][\w.'-]*")
_DIGITS = re.compile(r"\d(?:[\s().-]{0,3}\d){2,17}")

Fault = Literal["", "short", "unknown", "dear"]


@dataclass(frozen=True, slots=True)
class Found:
    """A number in E.164, or what is wrong with what looked like one; neither where there was nothing."""

    number: str = ""
    fault: Fault = ""
    digits: str = field(default="", compare=False)
    """What it was read from, where it is faulty."""
    region: str = field(default="", compare=False)
    """The country that its own code names, where it is faulty."""


NONE: Final = Found()


def find(text: str, *regions: str) -> Found:
    """The first number in a text that can be called; a country that is named there goes before `regions`."""
    places = tuple(dict.fromkeys(filter(None, (region_named(text), *regions))))
    for region in places or ("ZZ",):
        for match in phonenumbers.PhoneNumberMatcher(text, region):
            return _called(match.number)
    if abroad := re.search(r"(?:\+|\b00)\s?\(?(\d[\d\s().-]{6,20}\d)", text):
        return _abroad("".join(filter(str.isdecimal, abroad[1])))
    digits = _first_digits(text)
    if not digits:
        return NONE
    if (number := _parsed("+" + digits)) and phonenumbers.is_valid_number(number) and len(digits) > 10:
        return _called(number)
    return Found(fault="short" if len(digits) < SHORT else "unknown", digits=digits)


def _abroad(digits: str) -> Found:
    """What begins with a country's code is no number there: that country is the one to name."""
    number = _parsed("+" + digits)
    if number and phonenumbers.is_possible_number(number) and phonenumbers.is_valid_number(number):
        return _called(number)
    code = number.country_code if number else None
    region = phonenumbers.region_code_for_country_code(code) if code else ""
    return Found(fault="unknown", digits=digits, region="" if region in ("ZZ", "001") else region or "")


def _first_digits(text: str) -> str:
    found = _DIGITS.search(text)
    return "".join(filter(str.isdecimal, found.group())) if found else ""


def _called(number: PhoneNumber) -> Found:
    if phonenumbers.number_type(number) in DEAR:
        return Found(fault="dear", digits=str(number.national_number))
    return Found(phonenumbers.format_number(number, PhoneNumberFormat.E164))


def _parsed(text: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(text)
    except NumberParseException:
        return None


def shown(number: str) -> str:
    """In international form: +44 20 7946 0018; as it stands if it cannot be read."""
    parsed = _parsed(number)
    return phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL) if parsed else number


def region_of(number: str) -> str:
    """The country that a number with its code is from, as two letters; empty if it names none."""
    parsed = _parsed(number)
    return (phonenumbers.region_code_for_number(parsed) or "") if parsed else ""


def hidden(number: str) -> str:
    """All that others need to know one by: its country and its last two digits."""
    parsed = _parsed(number)
    return f"+{parsed.country_code} … {number[-2:]}" if parsed else f"… {number[-2:]}"


def is_region(code: str) -> bool:
    """Whether these two letters are a country with a numbering plan of its own."""
    return code in phonenumbers.SUPPORTED_REGIONS


def region_named(text: str) -> str:
    """The country that a text names, as two letters; empty if none."""
    names, words = _names(), _WORDS.findall(text)
    if "US" in words:
        return "US"
    small = [word.casefold() for word in words]
    for length in (3, 2, 1):
        for at in range(len(small) - length + 1):
            if found := names.get(" ".join(small[at : at + length])):
                return found
    return ""


def country(region: str) -> str:
    """What a region is called in a sentence."""
    name = Locale("en").territories.get(region, region)
    return f"the {name}" if name.startswith("United") else name


@cache
def _names() -> dict[str, str]:
    territories = Locale("en").territories
    return {name.casefold(): code for code, name in territories.items() if len(code) == 2} | NAMED


def code_of_the_day(secret: str, day: date) -> str:
    """What whoever calls says first, so that nobody else can pass for us; another one each day."""
    drawn = hashlib.sha256(f"{secret}:{day.isoformat()}".encode()).digest()
    return "".join(LETTERS[byte % len(LETTERS)] for byte in drawn[:CODE_LENGTH])
