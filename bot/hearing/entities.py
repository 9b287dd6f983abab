"""Finds what a message names: orders, parcels, cases, money, dates, telephones, addresses."""

import re
from collections.abc import Iterator
from typing import Final

from bot.hearing.heard import Entity

_ID = r"(?=[A-Z0-9-]*\d)[A-Z0-9](?:[A-Z0-9-]{1,28}[A-Z0-9])"
_LINK = r"(?:\s{0,3}(?:number|num|no\.?|nr\.?|id|code|ref(?:erence)?|#|is|was|:|=|-|–|\()){0,4}\s{0,3}#?\s{0,3}"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)"
)
_YEAR = r"(?:,?\s{0,2}(?:19|20)\d\d)?"
_NUMERAL = r"(?:\d{1,3}(?:[,. ’']\d{3})+(?:[.,]\d{1,2})?|\d{1,12}(?:[.,]\d{1,2})?)"
_COIN = r"(?:rs|inr|usd|eur|gbp|rupees?|dollars?|pounds?|euros?|bucks|quid|cents|pence)\b"


def _ignoring_case(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


def _called(names: str, digits: int) -> re.Pattern[str]:
    """A number with at least so many digits, right after the name of its kind."""
    return _ignoring_case(rf"\b(?:{names}){_LINK}(?P<value>(?=(?:[A-Z-]{{0,12}}\d){{{digits}}}){_ID})\b")


# Earlier patterns win where two overlap.
_PATTERNS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("email", _ignoring_case(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[a-z]{2,24}\b")),
    (
        "tracking_number",
        re.compile(
            r"\b(?:1Z[0-9A-Z]{16}|(?:JJD|JD|TBA)\d{10,18}|[A-Z]{2}\d{9}[A-Z]{2}|9[1-5]\d{2}(?: ?\d{4}){4} ?\d{2})\b"
        ),
    ),
    ("tracking_number", _called("track(?:ing)?|awb|consignment|waybill|parcel|shipment", 6)),
    ("order_number", re.compile(r"(?<![\w-])(?:\d{3}|[A-Z]\d{2})-\d{7}-\d{7}(?![\w-]*\d)")),
    ("case_number", _called("case|ticket|complaint|incident|sr|service request|enquiry|query", 3)),
    ("order_number", _called("orders?|ord|purchase|booking", 3)),
    (
        "amount",
        _ignoring_case(
            rf"(?:(?:US|CA|AU|C|A)?[$£€₹¥]|\b(?:Rs\.?|INR|USD|EUR|GBP|CAD|AUD))\s?{_NUMERAL}(?:k\b)?"
            rf"|(?<![\w.,]){_NUMERAL}\s?(?:[$£€₹]|{_COIN}|/-)"
        ),
    ),
    (
        "date",
        _ignoring_case(
            rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s{{0,2}}(?:of\s{{1,2}})?[-/ ]?{_MONTH}\b\.?(?:[-/ ]\d{{2,4}}\b|{_YEAR})"
            rf"|{_MONTH}\.?\s{{0,2}}\d{{1,2}}(?:st|nd|rd|th)?\b(?!:){_YEAR}"
            r"|(?:19|20)\d\d-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})|\d{1,2}-\d{1,2}-(?:\d{4}|\d{2}))\b"
        ),
    ),
    ("date", _ignoring_case(rf"\b(?:today|yesterday|tomorrow|tonight|{_DAY}(?![-'\w]))(?!['’]s\b)")),
    ("order_number", re.compile(r"(?<![\w#&])#(?P<value>\d{3,12}|[A-Z]{1,4}-?\d{3,12})\b")),
)
_DIGIT: Final = re.compile(r"\d")
_WITHOUT_DIGITS: Final = tuple((kind, pattern) for kind, pattern in _PATTERNS if kind in ("email", "date"))
"""Nothing else can be found where no digit is, as in most messages."""
_PHONE: Final = re.compile(r"(?<![\w.,$£€₹#-])(?:\+\s?|\((?=\d{1,5}\)))?\d(?:[ ().-]{0,2}\d){6,14}(?![\w-]|[.,]\d)")
_ID_BEFORE: Final = _ignoring_case(
    r"\b(?:order|track\w*|awb|case|ticket|id|ref\w*|asin|imei|serial|invoice|pin ?code)\W{0,3}(?:\w+\W+)?$"
)
_PHONE_BEFORE: Final = _ignoring_case(r"\b(?:call|phone|ring|text|mobile|cell|tel)\b")
# A card hidden just now is a hole; one hidden before it reached us is a marker.
CARD_HOLE: Final = "\x00"
_CARD: Final = re.compile(rf"{CARD_HOLE}+|\[card •\d{{4}}\]")


def entities(text: str) -> list[Entity]:
    """What is named in readable text, in order, none overlapping; secrets stand there as NULs."""
    found: list[Entity] = []
    taken = bytearray(len(text) + 1)
    for kind, start, end in _candidates(text):
        if start < end and not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            found.append(Entity(kind, text[start:end], start, end))
    return sorted(found, key=lambda entity: entity.start)


def _candidates(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _CARD.finditer(text):
        yield "card", *match.span()
    numbered = _DIGIT.search(text) is not None
    for kind, pattern in _PATTERNS if numbered else _WITHOUT_DIGITS:
        for match in pattern.finditer(text):
            yield kind, *match.span("value" if "value" in pattern.groupindex else 0)
    for match in _PHONE.finditer(text) if numbered else ():
        if _is_phone(match.group(), text[max(0, match.start() - 30) : match.start()]):
            yield "phone", *match.span()


def _is_phone(number: str, before: str) -> bool:
    """Dialable in shape; the number is validated when somebody is to be called."""
    digits = sum(character.isdecimal() for character in number)
    if number.startswith("+"):
        return 8 <= digits <= 15
    if _ID_BEFORE.search(before):
        return False
    return digits in (10, 11) or (digits >= 7 and bool(_PHONE_BEFORE.search(before)))
