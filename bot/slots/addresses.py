"""A postal address in what somebody wrote: in one line or several, with or without words around it.

Read for completeness only (street with a number, town, postcode where the country is known to
have them); what is kept are the customer's own words, tidied, for them to confirm.
"""

import re
from dataclasses import dataclass
from functools import cache

from babel import Locale

from bot.facts import Facts
from bot.slots.around import NOT_A_TOWN, NUMBERED, address_alone, ended, has_talk, pieces
from bot.slots.letters import UNIT, without_story
from bot.slots.postcodes import ELSEWHERE, ENDS_WITH_IT, POSTCODES, postcode

IN = re.compile(r"^(?:it'?s |that'?s )?(?:in|from) (?:the )?", re.I)
ALIASES = {
    "uk": "GB", "great britain": "GB", "britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
    "northern ireland": "GB", "usa": "US", "us": "US", "u.s.": "US", "u.s.a.": "US", "america": "US",
    "holland": "NL", "nederland": "NL", "brasil": "BR", "polska": "PL", "schweiz": "CH", "suisse": "CH",
    "belgique": "BE", "sverige": "SE", "norge": "NO", "danmark": "DK", "suomi": "FI", "the netherlands": "NL",
    "deutschland": "DE", "españa": "ES", "österreich": "AT", "italia": "IT",
}  # fmt: skip
LIMIT = 200
"""Characters of an address; more is no address."""
STREETS = (
    r"street|st|road|rd|lane|ln|avenue|ave|drive|dr|way|close|court|ct|place|pl|boulevard|blvd|terrace|gardens?|row"
    r"|square|sq|walk|mews|hill|park|crescent|yard|cottages?|highway|hwy|parkway|circle|trail|grove|quay|alley"
)
_TOWN = r"[^\W\d_][^\W\d_'’-]+(?:[ -][^\W\d_]{2,}){0,2}"
TOWN = re.compile(
    rf"(?i:(?:it'?s|it is|i'?m|i live|we live|i moved|now|moved)? ?(?:in|to) )(?P<in>{_TOWN})(?i: now)?[ .!]*"
    rf"|(?i:it'?s |it is )?(?P<now>{_TOWN}) (?i:now)[ .!]*"
    r"|(?i:it'?s |it is )(?P<name>[A-Z][\w'’-]+(?:[ -][A-Z][\w'’-]+)?)[.!]*"
)
NO_PART = frozenset("both all each everything either neither them these those of then only just please pls".split())
"""Tells how many are meant, or which, and nothing of where they go."""
TOWNISH = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Address:
    """An address as it was written, and which of its parts are not there."""

    line: str
    missing: tuple[str, ...] = ()
    """Of: street, number, town, postcode; in this order."""

    @property
    def complete(self) -> bool:
        return not self.missing


def home_of(facts: Facts) -> str:
    """Where a customer's post goes unless they name another country."""
    locale = facts.account.customer.locale if facts.account else ""
    return locale.replace("-", "_").partition("_")[2]


def address_in(text: str, country: str, besides: tuple[str, ...] = ()) -> Address | None:
    """The address that is written in a text, if any; `besides` are numbers in it that belong to something else.

    `country` (ISO 3166) holds unless the text names one.
    """
    parts = without_story(_parts(text, besides), country)
    if not parts or len(line := ", ".join(parts)) > LIMIT:
        return None
    named = _country(parts[-1])
    body = parts[:-1] if named and len(parts) > 1 else parts
    code = postcode(body, named or country)
    body = _ended(body, named or country)
    line = ", ".join([*body, *parts[-1:]] if named and len(parts) > 1 else body)
    if not code and not any(map(NUMBERED.search, body)):
        return None
    return Address(line, tuple(_missing(body, code, named or country)))


def _ended(parts: list[str], country: str) -> list[str]:
    """Up to the postcode, where it is the last of an address that lacks nothing."""
    if country not in ENDS_WITH_IT:
        return parts
    alone, rest = ended(parts, re.compile(rf"(?<![\w-]){POSTCODES[country]}(?![\w-])", re.I))
    whole = alone != parts and not _missing(alone, postcode(alone, country), country)
    return [*alone, *rest] if whole else parts


def town_in(text: str) -> Address | None:
    """A town and no more, said to the question for an address: "it's Leeds now", "in leeds"."""
    said = TOWN.fullmatch(" ".join(text.split()))
    town = said and (said["now"] or said["in"] or said["name"])
    if not town or has_talk(town) or NOT_A_TOWN & set(town.casefold().split()):
        return None
    return Address(town, ("street", "postcode"))


def begun(before: str, country: str) -> Address | None:
    """What was said of an address so far: some of its parts, or the town alone."""
    return address_in(before, country) or town_in(f"in {before}")


def with_more(before: str, text: str, country: str, besides: tuple[str, ...] = ()) -> Address | None:
    """An address that was half said, with what is added now; None if that adds nothing."""
    alone = address_in(text, country, besides)
    if alone and alone.complete:
        return alone
    old = begun(before, country)
    parts = _parts(text, besides)
    if old is None or not parts:
        return alone
    anew = alone if alone and _begins_anew(alone, before) else None
    parts = [part for part in parts if NUMBERED.search(part) or not _is_talk(part)] or parts
    if len(parts) > 3 or any(map(_is_talk, parts)):
        return anew
    parts = [IN.sub("", part) if _country(IN.sub("", part)) else part for part in parts]
    added = ", ".join(parts)
    body, land = _with_country_apart(before)
    land = "" if _country(parts[-1]) else land
    orders = (f"{body}, {added}{land}", f"{added}, {body}{land}", f"{added} {body}{land}")
    read = [one for line in orders if (one := address_in(line, country))]
    if found := [one for one in read if len(one.missing) < len(old.missing)]:
        return min(found, key=lambda one: len(one.missing))
    behind = read[0] if read else old
    if _country(parts[-1]) or (is_abroad(behind, country) and not is_abroad(old, country)):
        return behind if added not in before else None
    return anew


def _with_country_apart(line: str) -> tuple[str, str]:
    body, _, last = line.rpartition(", ")
    return (body, f", {last}") if body and _country(last) else (line, "")


def _begins_anew(address: Address, before: str) -> bool:
    """Another street, rather than words that were said already, or a town: those would be asked about for ever."""
    said, known = (set(re.findall(r"\w+", line.casefold())) for line in (address.line, before))
    is_street = re.search(rf"\b(?:{STREETS})\b", address.line, re.I) or not ELSEWHERE.search(address.line)
    return bool(is_street and not {"street", "number"} & set(address.missing) and not said <= known)


def is_abroad(address: Address, country: str) -> bool:
    """Whether it lacks nothing but a postcode as this country has them, and has one that may be another's."""
    parts = address.line.split(", ")
    if address.missing != ("postcode",) or _country(parts[-1]) or country not in POSTCODES:
        return False
    street = next((at for at, part in enumerate(parts) if _is_street(part)), None)
    return any(ELSEWHERE.search(part) for at, part in enumerate(parts) if at != street)


def _is_talk(part: str) -> bool:
    """Words that are no part of an address: too many, or such as a sentence has."""
    words = part.casefold().split()
    if set(words) <= NO_PART:
        return True
    return len(words) > (5 if NUMBERED.search(part) else 3) or has_talk(part)


def _parts(text: str, besides: tuple[str, ...]) -> list[str]:
    """The lines and the comma-separated pieces, without the words around them."""
    for other in besides:
        text = re.sub(rf"(?<!\w)(?:order\s+)?(?:no\.?\s*)?#?{re.escape(other)}(?!\w)", " ", text, flags=re.I)
    found = [part[-LIMIT:] for part in pieces(text)]
    return [piece for part in address_alone(found) for piece in _pieces(part) if piece]


def _pieces(part: str) -> tuple[str, ...]:
    """The parts of "Rua Augusta 12 1100-053 Lisboa Portugal": a postcode that stands before its town is where the
    street ends, and a country may stand behind the town."""
    for code in ELSEWHERE.finditer(part):
        street, town = part[: code.start()].strip(), part[code.end() :].strip()
        if _is_street(re.sub(rf"\b{UNIT}", " ", street, flags=re.I)) and TOWNISH.search(town):
            if _country(town):
                return (f"{street} {code.group()}", town)
            town, land = _land_apart(town)
            return (street, f"{code.group()} {town}", land)
    return (part,)


def _land_apart(town: str) -> tuple[str, str]:
    """A town and the country behind it, if one is named: "Milton Keynes United Kingdom"."""
    words = town.split()
    for at in range(max(1, len(words) - 3), len(words)):
        if _country(land := " ".join(words[at:])):
            return " ".join(words[:at]), land
    return town, ""


def _missing(parts: list[str], code: str, country: str) -> list[str]:
    rest = [re.sub(rf"(?<![\w-]){re.escape(code)}(?![\w-])", " ", part) if code else part for part in parts]
    units = [re.sub(rf"\b{UNIT}|#\s*\w+", " ", part, flags=re.I) for part in rest]
    street = next((at for at, part in enumerate(units) if _is_street(part)), None)
    missing = []
    if street is None:
        missing.append(
            "street" if not any(re.search(rf"\b(?:{STREETS})\b", part, re.I) for part in units) else "number"
        )
    whole = bool(code) and country in ENDS_WITH_IT and _may_end_with_town(units, street)
    if not whole and not _town(units, street):
        missing.append("town")
    if country in POSTCODES and not code:
        missing.append("postcode")
    return missing


def _is_street(part: str) -> bool:
    """Words with a house number before or behind them."""
    return bool(NUMBERED.search(part) and TOWNISH.search(part))


def _may_end_with_town(parts: list[str], street: int | None) -> bool:
    """Whether a house number has three words behind it and none is a kind of street: "5 Carter Gate Nottingham"."""
    words = re.fullmatch(r"\W*\d+\w?((?: [^\W\d_][\w'’-]+){3,5})\W*", parts[street]) if street is not None else None
    return words is not None and not re.search(rf"\b(?:{STREETS})\b", words[1], re.I)


def _town(parts: list[str], street: int | None) -> str:
    """A name beside the street: in a piece of its own, or behind the kind of street in one piece."""
    for at, part in enumerate(parts):
        words = TOWNISH.findall(part)
        region = len(words) == 1 and len(words[0]) == 2 and words[0].isupper()
        if (
            (street is None or at > street)
            and words
            and not region
            and not re.search(rf"\b(?:{STREETS})\s*$", part, re.I)
        ):
            return part
    if street is None:
        return ""
    behind = re.split(rf"\b(?:{STREETS})\b\.?", parts[street], flags=re.I)
    return behind[-1].strip() if len(behind) > 1 and TOWNISH.search(behind[-1]) else ""


@cache
def _countries() -> dict[str, str]:
    names = Locale("en").territories
    return {name.casefold(): code for code, name in names.items() if len(code) == 2} | ALIASES


def _country(part: str) -> str:
    return _countries().get(part.casefold().strip(" ."), "")
