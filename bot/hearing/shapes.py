"""How orders, parcels, cases, money and dates are written: the shapes that `entities` looks for."""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Shape:
    """One way to write one kind of thing, and where alone it needs to be looked for."""

    kind: str
    pattern: re.Pattern[str]
    hints: tuple[str, ...] = ()
    """Words, in lower case, of which a text that has it has one."""
    before: int = 0
    """How far before its first digit it may begin; 0: it may stand where no digit is."""


_ID = r"(?=[A-Z0-9-]*\d)[A-Z0-9](?:[A-Z0-9-]{1,28}[A-Z0-9])"
_LINK = r"(?:\s{0,3}(?:numbers?|num|no\.?|nr\.?|id|code|ref(?:erence)?|#|is|was|:|=|-|–|\()){0,4}\s{0,3}#?\s{0,3}"
_NAME = 60
"""How far before a number the name of its kind may begin."""
_MONTH_NAME = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_DAY = r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|saturday|sunday)"
_DAY_OF_MONTH = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s{{0,2}}(?:of\s{{1,2}})?[-/ ]?{_MONTH_NAME}\b|{_MONTH_NAME}\.?\s{{0,2}}\d)"
)
_YEAR = r"(?:,?\s{0,2}(?:19|20)\d\d(?!\d))?"
_DAY_MONTH = (
    r"(?:(?:1[3-9]|2[0-35-9]|3[01])/(?:0?[1-9]|1[0-2])|24/(?:0?[1-689]|1[0-2])|(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01]))"
)
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


# Earlier shapes win where two overlap.
SHAPES: Final = (
    Shape("email", _ignoring_case(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[a-z]{2,24}\b"), ("@",)),
    Shape(
        "tracking_number",
        re.compile(
            r"\b(?:1Z[0-9A-Z]{16}|(?:JJD|JD|JVGL|TBA)\d{10,18}|[A-Z]{2}\d{9}[A-Z]{2}"
            r"|[A-Z]{2} \d{3} \d{3} \d{3} [A-Z]{2}|9[1-5]\d{2}(?: ?\d{4}){3,4}(?: ?\d{2})?)\b"
        ),
        before=5,
    ),
    Shape(
        "tracking_number",
        re.compile(r"\b[A-Z]{2,3} \d{4} \d{4}(?: \d{1,4})?(?: [A-Z]{1,2})?\b(?! ?\d)"),
        before=5,
    ),
    Shape(
        "tracking_number",
        _called("track(?:ing)?|awb|consignment|waybill|parcel|shipment", 6),
        ("track", "awb", "consignment", "waybill", "parcel", "shipment"),
        _NAME,
    ),
    Shape("order_number", re.compile(r"(?<![\w-])(?:\d{3}|[A-Z]\d{2})-\d{7}-\d{7}(?![\w-]*\d)"), ("-",), 2),
    Shape("order_number", re.compile(r"\b(?:ORD|OD|PO|SO|BO|WEB|PRE|INV)[-/]\d[\dA-Z-]{1,18}(?<=[\dA-Z])\b"), before=5),
    Shape(
        "case_number",
        re.compile(r"\b(?:CS|CAS|CASE|INC|TKT|TCK|TS|TK|SR|REQ|ESC|CMP|RMA|REF|CB)-?\d{4,12}\b"),
        before=6,
    ),
    Shape(
        "case_number",
        _called("case|ticket|complaint|incident|sr|service request|enquiry|query", 3),
        ("case", "ticket", "complaint", "incident", "sr", "service request", "enquiry", "query"),
        _NAME,
    ),
    Shape("order_number", _called("orders?|ord|purchase|booking", 3), ("ord", "purchase", "booking"), _NAME),
    Shape("case_number", _called("ref|reference|rma|claim", 4), ("ref", "rma", "claim"), _NAME),
    Shape(
        "case_number", re.compile(r"\b[Rr]ef(?:erence)?\W{1,3}(?P<value>[A-Z]{2,4}/\d{2,4}/\d{2,6})\b"), ("ref",), 20
    ),
    Shape(
        "amount",
        _ignoring_case(rf"{_MONEY}\s?{_NUMERAL}{_MANY}(?:/-)?|(?<![\w.,]){_NUMERAL}\s?(?:[$£€₹₱₦]|{_COIN}|/-)"),
        before=6,
    ),
    Shape(
        "date",
        _ignoring_case(
            rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s{{0,2}}(?:of\s{{1,2}})?[-/ ]?{_MONTH_NAME}\b\.?"
            rf"(?:[-/ ]\d{{2,4}}\b(?!\s?[.:]\d)|{_YEAR})"
            rf"|{_MONTH_NAME}\.?\s{{0,2}}\d{{1,2}}(?:st|nd|rd|th)?\b(?!:\d){_YEAR}"
            r"|(?:19|20)\d\d-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})"
            r"|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})(?<!\.0\.\d\d)"
            r"|\d{1,2}-\d{1,2}-(?:\d{4}|\d{2}))\b"
        ),
        before=13,
    ),
    Shape("date", re.compile(rf"(?<![\w/.,-]){_DAY_MONTH}(?![\w/-])"), ("/",), 1),
    Shape(
        "date",
        _ignoring_case(rf"{_WHEN}(?P<value>{_EITHER}(?![\w/-])|{_DOTTED}(?!\d))"),
        ("/", "."),
        9,
    ),
    Shape(
        "date",
        _ignoring_case(
            rf"\b(?:today|yesterday|tomm?orr?ow|tonight|tmrw|tmr|2moro"
            rf"|{_DAY}(?![-'])(?!,?\s{{1,2}}(?:the\s)?{_DAY_OF_MONTH}))(?!\w|['’]s\b)"
        ),
    ),
    # Short names that are words as well.
    Shape(
        "date",
        _ignoring_case(
            r"\b(?:on|by|till|until|this|next|last|since|from|every|before|it'?s)\s(?P<value>sat|sun)\b(?!-)"
        ),
        (" sat", " sun"),
    ),
    Shape(
        "order_number",
        re.compile(r"(?<![\w#&])#\s?(?P<value>(?!20[12]\d\b)\d{3,12}(?:-\d{1,7}){0,2}|[A-Z]{1,4}-\d[\d-]{2,12}\d)\b"),
        ("#",),
        8,
    ),
    Shape("order_number", re.compile(r"(?<![\w-])[A-Z]{1,4}-\d{4,8}(?:-\d{1,6}|-[A-Z])?\b(?!-)"), ("-",), 5),
    # Digits in groups of their own, and not in those of telephones, days, years or postcodes.
    Shape(
        "order_number",
        re.compile(
            r"(?<![\w./-])(?!(?:19|20)\d\d-\d)(?:\d{2}-\d{4,7}|\d{2}-\d{3}-\d{2,4}|\d{4}-\d{2,3}(?:-\d{1,3})?"
            r"|\d{3}-(?:\d{5}|\d{3}-\d{2})|\d{3,5}(?:-\d{2,4})?-[A-Z]{1,3}|\d{2,5}-[A-Z]{1,3}-\d{2,5}"
            r"|[A-Z]{1,2}\d{1,2}[A-Z]?-\d{4,6}(?:-\d{2,3})?)(?![\w/-]|\.\d)"
        ),
        ("-",),
        5,
    ),
    Shape("amount", _ignoring_case(rf"{_SUM_OF}(?P<value>\d{{1,6}}[.,]\d{{2}}|\d{{2,6}}){_NO_SUM}"), before=45),
)
