"""Finds what a message names: orders, parcels, cases, money, dates, telephones, addresses."""

import re
from collections.abc import Iterator
from typing import Final

from bot.hearing.heard import Entity

_ID = r"(?=[A-Z0-9-]*\d)[A-Z0-9](?:[A-Z0-9-]{1,28}[A-Z0-9])"
_LINK = r"(?:\s{0,3}(?:numbers?|num|no\.?|nr\.?|id|code|ref(?:erence)?|#|is|was|:|=|-|–|\()){0,4}\s{0,3}#?\s{0,3}"
_MONTH_NAME = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_DAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|saturday|sunday)"
)
_DAY_OF_MONTH = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s{{0,2}}(?:of\s{{1,2}})?[-/ ]?{_MONTH_NAME}\b|{_MONTH_NAME}\.?\s{{0,2}}\d)"
_YEAR = r"(?:,?\s{0,2}(?:19|20)\d\d(?!\d))?"
_DAY_MONTH = r"(?:(?:1[3-9]|2[0-35-9]|3[01])/(?:0?[1-9]|1[0-2])|24/(?:0?[1-689]|1[0-2])|(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01]))"
_EITHER = r"(?:0?[1-9]|1[0-2])/(?:0?[1-9]|1[0-2])"
_DOTTED = r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\."
_WHEN = r"\b(?:on|since|by|from|till|until|dated?|due|placed|ordered|and|between|of|for|before|it'?s)\s"
_NUMERAL = (
    r"(?:\d{1,3}(?:,\d{2})+,\d{3}(?:\.\d{1,2})?|\d{1,3}(?:[,. ’']\d{3})+(?:[.,]\d{1,2})?|\d{1,12}(?:[.,]\d{1,2})?)"
)
_MANY = r"(?:\s?(?:k|mn?|bn|million|billion|lakhs?|lacs?|crores?|thousand)\b)?"
_COIN = (
    r"(?:rs|inr|usd|eur|gbp|aed|chf|sek|nok|dkk|pln|rupees?|dollars?|pounds?|euros?|bucks|quid|cents|pence|kr|zł|naira"
    r"|pesos?|dirhams?|rands?)\b"
)
_MONEY = (
    r"(?:(?:US|CA|AU|NZ|HK|C|A|R|S)?[$£€₹¥₱₦₩₺฿]"
    r"|\b(?:Rs\.?|INR|USD|EUR|GBP|CAD|AUD|NZD|CHF|AED|SAR|QAR|SEK|NOK|DKK|PLN|SGD|MYR|PHP|NGN|ZAR|kr)(?=[\s\d])"
    r"|\b(?-i:R)(?=\s?\d[\d,. ]{2}))"
)
# A sum without its coin, right after a word that says it is one.
_SUM_OF = (
    r"\b(?:price|costs?|costing|paid|pay|charged?|billed|refund(?:ed)?|worth|total|amount|fee|debited|deducted"
    r"|credited|balance|mrp|emi|cashback|discount|rate)"
    r"(?:\s(?:is|was|of|me|extra|just|only|about|around|for|at|now|us|my|the|an?|rs|on|to|amount|back|other)){0,3}:?\s"
)
_NO_SUM = (
    r"(?![\d%:/-]|[.,]\d|\s?(?:%|percent|days?|hours?|hrs?|min|weeks?|wks?|months?|mths?|years?|yrs?|times?|x\b|am\b|pm\b|items?"
    r"|orders?|pieces?|pcs|units?|points?|nights?|people|of\b|st\b|nd\b|rd\b|th\b|in\s|-|–|or\s\d|to\s\d|and\s\d|more|inch"
    r"|gb|kg|g\b|ml|cm|mm|m\b|l\b|w\b|v\b|lines|seats|cards|products?|stars?|digits?|business|working|separate|different"
    r"|[A-Za-z]+s\b))"
)


def _ignoring_case(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


def _called(names: str, digits: int) -> re.Pattern[str]:
    """A number with at least so many digits, right after the name of its kind."""
    return _ignoring_case(rf"\b(?:{names}){_LINK}(?P<value>(?=(?:[A-Z-]{{0,12}}\d){{{digits}}}){_ID})(?![\w/])")


# Earlier patterns win where two overlap.
_PATTERNS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("email", _ignoring_case(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[a-z]{2,24}\b")),
    (
        "tracking_number",
        re.compile(
            r"\b(?:1Z[0-9A-Z]{16}|(?:JJD|JD|JVGL|TBA)\d{10,18}|[A-Z]{2}\d{9}[A-Z]{2}|[A-Z]{2} \d{3} \d{3} \d{3} [A-Z]{2}"
            r"|9[1-5]\d{2}(?: ?\d{4}){3,4}(?: ?\d{2})?)\b"
        ),
    ),
    ("tracking_number", _called("track(?:ing)?|awb|consignment|waybill|parcel|shipment", 6)),
    ("order_number", re.compile(r"(?<![\w-])(?:\d{3}|[A-Z]\d{2})-\d{7}-\d{7}(?![\w-]*\d)")),
    ("order_number", re.compile(r"\b(?:ORD|OD|PO|SO|BO|WEB|PRE|INV)[-/]\d[\dA-Z-]{1,18}(?<=[\dA-Z])\b")),
    ("case_number", re.compile(r"\b(?:CS|CAS|CASE|INC|TKT|TCK|TS|TK|SR|REQ|ESC|CMP|RMA|REF|CB)-?\d{4,12}\b")),
    ("case_number", _called("case|ticket|complaint|incident|sr|service request|enquiry|query", 3)),
    ("order_number", _called("orders?|ord|purchase|booking", 3)),
    ("case_number", _called("ref|reference|rma|claim", 4)),
    ("case_number", re.compile(r"\b[Rr]ef(?:erence)?\W{1,3}(?P<value>[A-Z]{2,4}/\d{2,4}/\d{2,6})\b")),
    (
        "amount",
        _ignoring_case(
            rf"{_MONEY}\s?{_NUMERAL}{_MANY}|(?<![\w.,]){_NUMERAL}\s?(?:[$£€₹₱₦]|{_COIN}|/-)"
        ),
    ),
    (
        "date",
        _ignoring_case(
            rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s{{0,2}}(?:of\s{{1,2}})?[-/ ]?{_MONTH_NAME}\b\.?(?:[-/ ]\d{{2,4}}\b(?!\s?[.:]\d)|{_YEAR})"
            rf"|{_MONTH_NAME}\.?\s{{0,2}}\d{{1,2}}(?:st|nd|rd|th)?\b(?!:\d){_YEAR}"
            r"|(?:19|20)\d\d-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})(?<!\.0\.\d\d)|\d{1,2}-\d{1,2}-(?:\d{4}|\d{2}))\b"
        ),
    ),
    ("date", re.compile(rf"(?<![\w/.,-]){_DAY_MONTH}(?![\w/-])")),
    ("date", _ignoring_case(rf"{_WHEN}(?P<value>{_EITHER}(?![\w/-])|{_DOTTED}(?!\d))")),
    (
        "date",
        _ignoring_case(
            rf"\b(?:today|yesterday|tomm?orr?ow|tonight|tmrw|tmr|2moro"
            rf"|{_DAY}(?![-'])(?!,?\s{{1,2}}(?:the\s)?{_DAY_OF_MONTH}))(?!\w|['’]s\b)"
        ),
    ),
    # Short names that are words as well.
    ("date", _ignoring_case(r"\b(?:on|by|till|until|this|next|last|since|from|every|before|it'?s)\s(?P<value>sat|sun)\b(?!-)")),
    ("order_number", re.compile(r"(?<![\w#&])#\s?(?P<value>(?!20[12]\d\b)\d{3,12}(?:-\d{1,7}){0,2}|[A-Z]{1,4}-\d[\d-]{2,12}\d)\b")),
    ("order_number", re.compile(r"(?<![\w-])[A-Z]{1,4}-\d{4,8}(?:-\d{1,6}|-[A-Z])?\b(?!-)")),
    ("amount", _ignoring_case(rf"{_SUM_OF}(?P<value>\d{{1,6}}[.,]\d{{2}}|\d{{2,6}}){_NO_SUM}")),
)
_DIGIT: Final = re.compile(r"\d")
_WITHOUT_DIGITS: Final = tuple((kind, pattern) for kind, pattern in _PATTERNS if kind in ("email", "date") and not pattern.pattern.startswith(("(?<![\\w/", r"\b(?:\d", _WHEN)))
"""Nothing else can be found where no digit is, as in most messages."""
_PHONE: Final = re.compile(r"(?<![\w.,$£€₹#-])(?:\+\s?|\((?=\d{1,5}\)))?\d(?:[ ().-]{0,2}\d){6,14}(?![\w-]|[.,]\d)")
_LOCAL: Final = re.compile(r"\d{3}[ -]\d{4}")
_ID_BEFORE: Final = _ignoring_case(
    r"\b(?:order|track\w*|awb|case|ticket|id|ref\w*|asin|imei|serial|invoice|pin ?code|transaction|txn|utr|account|a/c"
    r"|model|sku|cancel)\W{0,3}(?:\w+\W+){0,2}$"
)
_PHONE_BEFORE: Final = _ignoring_case(
    r"\b(?:call|phone|rings?|text|mobile|cell|tel|contact|dial|line|(?:my|his|her|their|'?s) number|number is|number \d|reach|i'?m on)\b"
)
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
        if _is_phone(match.group(), text[max(0, match.start() - 60) : match.start()]):
            yield "phone", *match.span()


def _is_phone(number: str, before: str) -> bool:
    """Dialable in shape; the number is validated when somebody is to be called."""
    digits = sum(character.isdecimal() for character in number)
    if number.startswith("+"):
        return 8 <= digits <= 15
    if _ID_BEFORE.search(before):
        return False
    return digits in (10, 11) or (digits >= 7 and bool(_PHONE_BEFORE.search(before)))
