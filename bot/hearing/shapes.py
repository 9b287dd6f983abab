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
    digits: int = 1
    """A text that has it has so many digits in a row."""
    follows: re.Pattern[str] | None = None
    """What has to stand right before it."""
    back: int = 45
    """How far back that may begin."""
    unless: re.Pattern[str] | None = None
    """What, right before it, says that it is a number of another kind."""

    def may_stand(self, text: str, at: int) -> bool:
        """Whether what stands before that place is no reason against it."""
        start = max(0, at - self.back)
        return not (
            (self.follows and not self.follows.search(text[start:at])) or (self.unless and self.unless.search(text[start:at]))
        )


_ID = r"(?=[A-Z0-9-]*\d)[A-Z0-9](?:[A-Z0-9-]{1,28}[A-Z0-9])"
_LINK = (
    r"(?:\s{0,3}(?:numbers?|num|no\.?|nr\.?|id|code|ref(?:erence)?|#|is|was|still|:|;|=|-|–|>|\()){0,4}\s{0,3}#?\s{0,3}"
)
_DASH = r"\s?[-–—‑−_]\s?"
_NAME = 60
"""How far before a number the name of its kind may begin."""
_MONTH_NAME = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|febuary|septmber|novemeber|decemeber)"
)
_DAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|saturday|sunday"
    r"|wensday|wednsday|wenesday|tuseday|thrusday|thursady|firday|satuday)"
)
_NTH = r"(?:\s?(?:st|nd|rd|th)\b)?"
_DAY_OF_MONTH = (
    rf"(?:\d{{1,2}}{_NTH}\s{{0,2}}(?:of\s{{1,2}})?[-/., ]?{_MONTH_NAME}\b|{_MONTH_NAME}[.,-]?\s{{0,2}}\d{{1,2}}\b)"
)
_YEAR = r"(?:,?\s{0,2}(?:19|20)\d\d(?!\d))?"
_YEAR_AFTER = (
    r"(?:\.?(?:[-/](?:(?:19|20)\d\d|\d\d)\b(?!\s?[.:]\d)|\s?['’]\d\d\b|,?\s{0,2}(?:19|20)\d\d(?!\d)"
    r"|\s(?:1[5-9]|2\d)\b(?!\s?(?:[.:/-]?\d|[ap]\.?m\b|[a-z]+s\b))))?"
)
_NOT_MANY = r"(?!:\d|\s?(?:%|percent|days?|weeks?|months?|years?|hours?|hrs?|min|items?|people|times?|x)\b)"
"""What follows the number of a day of the month is not counted by it."""
_D, _M = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_DAY_MONTH = (
    r"(?:(?:1[3-9]|2[0-35-9]|3[01])/(?:0?[1-9]|1[0-2])|24/(?:0?[1-689]|1[0-2])|(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01]))"
)
_EITHER = rf"(?!1/[1-4]\b|2/[23]\b|3/[34]\b){_M}/{_M}"
_DOTTED = rf"{_D}\.{_M}\."
_WHEN = (
    r"\b(?:on|since|by|from|till|until|dated?|due|placed|ordered|and|between|of|for|before|it'?s|after|to|expected"
    r"|arriv\w{1,4}|delivered|delivery|shipped|dispatched|bought|purchased|scheduled|promised)\s$"
)
_NUMERAL = (
    r"(?:\d{1,3}(?:,\d{2})+,\d{3}(?:\.\d{1,2})?|\d{1,3}(?:[,. ’']\d{3})+(?:[.,]\d{1,2})?|\d{1,12}(?:[.,]\d{1,2})?)"
)
_MANY = r"(?:\s?(?:k|mn?|bn?|mil|million|billion|lakhs?|lacs?|crores?|cr|thousand|grand)\b)?"
_RUPEES = r"rup(?:p?ee?|ie)[se]{0,2}"
_COIN = (
    rf"(?:rs|inr|usd|eur|gbp|cad|aud|nzd|sgd|aed|sar|chf|sek|nok|dkk|pln|{_RUPEES}|dollars?|pounds?|euros?|bucks?|quid"
    r"|grand|cents?|pence|kr|zł|kč|naira|pesos?|dirhams?|rands?|riyals?|shillings?)\b"
)
_MONEY = (
    r"(?:(?:\b(?:US|CA|AU|NZ|HK|C|A|R|S)(?=[$£]))?[$£€₹¥₱₦₩₺฿₫₪₽₴]"
    r"|\b(?=[a-z])(?:Rs\s?[.:,/-]{0,2}|INR[.:]?|USD|EUR|GBP|CAD|AUD|NZD|CHF|AED|SAR|QAR|SEK|NOK|DKK|PLN|SGD|MYR|PHP|NGN|ZAR|kr"
    rf"|{_RUPEES})(?=[\s\d])"
    r"|\b(?-i:R)(?=\s?\d[\d,. ]{2}))"
)
_THEN = (
    r"(?:\s(?:is|was|of|me|extra|just|only|about|around|for|at|now|us|my|the|an?|rs|on|to|amount|back|other|over|up"
    r"|nearly|almost|like)){0,3}(?:\s?[:=~])?\s"
)
# A sum without its coin, right after a word that says it is one.
_SUM_OF = (
    r"\b(?:price|costs?|costing|paid|pay|charged?|billed|refund(?:ed)?|worth|total|amount|fee|debited|deducted"
    rf"|credited|balance|mrp|emi|cashback|discount|rate){_THEN}"
)
# And after one that says so of larger numbers alone.
_MUCH_OF = (
    r"\b(?:charges|fees|priced|pricing|spent|spend|lost|owes?|owed|transferred|deposited|bill|dues|fined"
    rf"|penalty|voucher|gift ?card|quoted|refunds|refunding|deposit|budget|looted|reimbursed){_THEN}"
)
_BOUGHT_FOR = (
    r"\b(?:bought|buy|purchased?|got|sold|sell|selling|ordered|available|listed|offered|offering|booked)"
    r"\s(?:[\w'’&.+-]{1,12}\s){1,7}$"
)
_FOR = r"(?=\d)(?:(?<=\sfor\s)|(?<=\sat\s)|(?<=\s@\s)|(?<=\sonly\s)|(?<=\sjust\s))"
_GROUPED = r"\d{1,3}(?:,\d{2,3})+(?:\.\d{1,2})?"
_TOLD = rf"(?:(?:{_GROUPED}|\d{{1,6}}[.,]\d{{1,2}}|\d{{2,6}}|\d(?=\s?k\b)){_MANY})"
_TOLD_MUCH = rf"(?:(?:{_GROUPED}|\d{{1,6}}[.,]\d{{2}}|(?!(?:19|20)\d\d\b)\d{{3,6}}){_MANY})"
_NO_SUM = (
    r"(?![\w%:/-]|[.,]\d|\s?(?:%|percent|days?|hours?|hrs?|min|weeks?|wks?|months?|mths?|years?|yrs?|times?|x\b|am\b|pm\b|items?"
    r"|orders?|pieces?|pcs|units?|points?|nights?|people|of\b|st\b|nd\b|rd\b|th\b|in\s(?!cash|total|all|advance|full|my|the)"
    r"|-|–|or\s\d|to\s\d|and\s\d|more|inch"
    r"|gb|kg|g\b|ml|cm|mm|m\b|l\b|w\b|v\b|lines|seats|cards|products?|stars?|digits?|business|working|separate|different"
    r"|(?!(?:is|was|has|as|this|his|its|plus|less|always|yes|unless|was|does|sales)\b)[A-Za-z]+s\b))"
)
# Serial, model and customer numbers are written like order numbers, and telephones like tracking numbers.
_OTHER_NUMBER = re.compile(
    r"\b(?:serial|s/n|model|sku|asin|version|batch|lot|imei|error|transaction|txn|utr|licen[cs]e|zip|postcode"
    r"|(?:pin|promo|product|item|voucher) ?code|(?:part|customer|account|a/c|member(?:ship)?|policy) ?(?:no|num|id|#)\w{0,4}"
    r"|(?:call|phone|mobile|whatsapp|contact|tel)\b)['’]?s?(?:[^\w.!?\n,]{1,3}\w+){0,3}[^\w!?\n]{1,3}$",
    re.IGNORECASE,
)


def _ignoring_case(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


def _called(names: str, digits: int) -> re.Pattern[str]:
    """A number with at least so many digits, right after the name of its kind."""
    return _ignoring_case(rf"\b(?:{names}){_LINK}(?P<value>(?=(?:[A-Z-]{{0,12}}\d){{{digits}}}){_ID})(?![\w/])")


# Earlier shapes win where two overlap.
SHAPES: Final = (
    # A full stop after it, and no blank, do not make the next word a part of it.
    Shape(
        "email",
        _ignoring_case(
            r"(?<![\w@])\w[\w.+-]{0,63}@(?:[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}?\.(?:com|net|org)(?:\.[a-z]{2})?\b(?!-)"
            r"|[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[a-z]{2,24}\b)"
        ),
        ("@",),
    ),
    Shape(
        "order_number",
        re.compile(rf"(?<![\d.])(?<!\d-)(?:\d{{3}}|[A-Z]\d{{2}})(?:{_DASH}|\s)\d{{7}}(?:{_DASH}|\s)\d{{7}}(?!-?\d)"),
        before=2,
        digits=7,
    ),
    Shape(
        "tracking_number",
        re.compile(
            r"\b(?:(?:\dZ|[1l]z)(?=\w{0,13}\d{3})[0-9A-Za-z]{16}|(?:JJD|JD|JVGL|TBA|TBC|TBM|SF|LP|GM|YT|H)\d{10,18}|[A-Z]{2}\d{9}[A-Z]{2}"
            r"|[A-Z]{2} \d{3} \d{3} \d{3} [A-Z]{2}|9[1-5]\d{2}(?: ?\d{4}){3,4}(?: ?\d{2})?)\b"
        ),
        before=5,
        digits=3,
    ),
    Shape(
        "tracking_number",
        re.compile(r"\b(?!AWB|ORD|OD |TEL|INR|USD|REF|NO )[A-Z]{2,3} \d{4} \d{4}(?: \d{1,4})?(?: [A-Z]{1,2})?\b(?! ?\d)"),
        before=5,
        digits=4,
    ),
    Shape(
        "tracking_number",
        _called("track(?:ing)?|awb|consignment|waybill|parcel|shipment", 6),
        ("track", "awb", "consignment", "waybill", "parcel", "shipment"),
        _NAME,
    ),
    Shape(
        "order_number",
        re.compile(
            r"\b(?:(?:ORD|OD|PO|SO|BO|WEB|PRE|INV)[-/]\d[\dA-Z/-]{1,18}(?<=[\dA-Z])|OR?D\d{4,20}(?:-\d{1,7})?"
            r"|\d{17})(?![\w-])"
        ),
        before=5,
    ),
    Shape(
        "case_number",
        re.compile(r"\b(?:CS|CAS|CASE|INC|TKT|TCK|TS|TK|SR|REQ|ESC|CMP|RMA|REF|CB)-?\d{4,12}(?:-[A-Z0-9]{2,10}){0,2}\b"),
        before=6,
        digits=4,
    ),
    Shape(
        "case_number",
        _called(
            "case|ticket|complaint|complain (?=no|num|id)|incident|sr|service request|request (?=no|num|id|#)|enquiry|query"
            "|docket|grievance|escalation|interaction",
            3,
        ),
        (
            *("case", "ticket", "complain", "incident", "sr", "request", "enquiry", "query", "docket", "grievance"),
            *("escalation", "interaction"),
        ),
        _NAME,
    ),
    Shape(
        "order_number",
        _ignoring_case(r"\b(?:orders?|ord)" + _LINK + r"(?P<value>(?:OD )?\d{3,4} \d{4,7}(?: \d{4,7})?)(?![\w-]| \d|[.,]\d)"),
        ("ord",),
        _NAME,
    ),
    Shape(
        "tracking_number",
        _ignoring_case(
            r"\b(?:track(?:ing)?|awb|consignment|waybill)"
            + _LINK
            + r"(?P<value>(?:(?-i:[A-Z]{2,3}) ?)?\d{2,4}(?: \d{2,5}){2,5}(?: (?-i:[A-Z]{2}))?)(?![\w-]| \d|[.,]\d)"
        ),
        ("track", "awb", "consignment", "waybill"),
        _NAME,
    ),
    Shape("order_number", _called("orders?|ord|purchase|booking", 3), ("ord", "purchase", "booking"), _NAME),
    Shape("case_number", _called("ref|reference|rma|claim", 4), ("ref", "rma", "claim"), _NAME),
    Shape(
        "case_number",
        _ignoring_case(
            r"\b(?:reference|report|claim|appeal|complaint|crime|ticket|case|confirmation)\b(?:,?\s[a-z]{2,8}){0,4}[\s(:,]{1,3}"
            r"(?P<value>(?-i:[A-Z]{1,3})-\d{4,8})\b(?!-)"
        ),
        ("reference", "report", "claim", "appeal", "complaint", "crime", "ticket", "case", "confirmation"),
        _NAME,
    ),
    Shape(
        "case_number",
        re.compile(r"(?<![\w/])(?:(?:CMP|CR|REF|SR|TKT|CASE|[A-Z]{2,4}(?=/\d{2,4}/\d))/\d{2,6}(?:/\d{2,6})?)(?![\w/])"),
        ("/",),
        6,
    ),
    Shape(
        "amount",
        _ignoring_case(rf"{_MONEY}\s?{_NUMERAL}{_MANY}(?:/[-=])?|(?<![\w.,])(?=\d){_NUMERAL}{_MANY}\s?(?:[$£€₹₱₦¢]|{_COIN}|/[-=])"),
        before=9,
    ),
    Shape("amount", _ignoring_case(r"(?<![\w.,:/-])\d{1,2}p(?![\w-])"), before=1),
    Shape(
        "date",
        _ignoring_case(
            rf"(?<![\w/.$£€₹-])(?=[\djfmasond])(?:{_D}{_NTH}\s{{0,2}}(?:of\s{{1,2}}|\.\s(?=\w{{4}}(?<!marc)))?[-/., ]?{_MONTH_NAME}\b"
            rf"(?!\s(?:be|have|not|come|take|need|get)\b){_YEAR_AFTER}"
            rf"|{_MONTH_NAME}[.-]?\s{{0,2}}\d{{1,2}}{_NTH}\b{_NOT_MANY}{_YEAR}"
            rf"|(?!may){_MONTH_NAME}(?:\.?,?\s?|[-/'’])(?:19|20)\d\d\b"
            rf"|(?:19|20)\d\d-{_M}-{_D}|(?:19|20)\d\d/{_M}/{_D}"
            rf"|(?:{_D}\s?/\s?{_M}|{_M}\s?/\s?{_D})\s?/\s?(?:(?:19|20)\d\d|\d\d)"
            rf"|(?:{_D}\.{_M}|{_M}\.{_D})\.(?:(?:19|20)\d\d|\d\d)(?<!\.0\.\d\d)"
            rf"|(?:{_D}-{_M}|{_M}-{_D})-(?:(?:19|20)\d\d|\d\d))(?![\w/-]*\d|\w)"
        ),
        before=13,
    ),
    Shape("date", re.compile(rf"(?<![\w/.,-]){_DAY_MONTH}(?![\w/-])"), ("/",), 1),
    Shape(
        "date",
        re.compile(rf"(?<=\s)(?:{_EITHER}(?![\w/-])|{_DOTTED}(?!\d))"),
        ("/", "."),
        1,
        follows=_ignoring_case(_WHEN),
    ),
    Shape(
        "date",
        _ignoring_case(
            r"\b(?=[tymwfs2])(?:today|yest[eua]rday|yesteday|yeterday|yday|tomm?[oa]rr?ow|tonight|tonite|tmo?rr?o?w|tmr|tomoro"
            r"|2moro|2mrw|2morrow|2nite"
            rf"|{_DAY}(?!-[a-z])(?:(?<=[dnrtu]day)|(?!,?\s{{1,2}}(?:the\s)?{_DAY_OF_MONTH})))(?!\w)"
        ),
        ("day", "tom", "tm", "nigh", "nite", "yest", "mon", "tue", "wed", "thu", "fri", "2m"),
    ),
    # Short names that are words as well.
    Shape(
        "date",
        _ignoring_case(
            r"\b(?:on|by|till|until|this|next|last|since|from|every|before|it'?s|arrives?|due"
            r"|ordered|come|coming|came|delivery|delivered)\s(?P<value>sat|sun)\b(?!-)"
        ),
        (" sat", " sun"),
    ),
    Shape(
        "order_number",
        re.compile(r"(?<![\w#&])#\s?(?P<value>(?!20[12]\d\b)\d{3,12}(?:-\d{1,7}){0,2}|[A-Z]{1,4}-\d[\d-]{2,12}\d)\b"),
        ("#",),
        8,
    ),
    Shape(
        "order_number",
        re.compile(r"(?<![\w-])[A-Z]{1,4}-\d{4,8}(?:-\d{1,6}|-[A-Z])?\b(?![-/]\w)"),
        ("-",),
        5,
        unless=_OTHER_NUMBER,
    ),
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
        unless=_OTHER_NUMBER,
    ),
    Shape("amount", _ignoring_case(rf"(?<=\s){_TOLD}{_NO_SUM}"), before=1, follows=_ignoring_case(f"{_SUM_OF}$")),
    Shape(
        "amount",
        _ignoring_case(rf"(?<=\s){_TOLD_MUCH}{_NO_SUM}"),
        before=1,
        digits=2,
        follows=_ignoring_case(f"{_MUCH_OF}$"),
    ),
    Shape(
        "amount",
        _ignoring_case(rf"{_FOR}{_TOLD_MUCH}{_NO_SUM}"),
        before=1,
        digits=2,
        follows=_ignoring_case(_BOUGHT_FOR),
        back=100,
    ),
    Shape("amount", re.compile(r"(?<![\w.,:/-])\d{1,4}[.,](?:99|95|49)(?![\w%]|[.,:/-]\d)"), before=5, digits=2),
    Shape(
        "tracking_number",
        re.compile(r"(?<![\w.,+#-])(?!(?:1[- ]?8|08)00)(?:\d{12,22}|\d{4}(?: \d{4}){2,4}(?: \d{2})?)(?![\w-]|[.,/ ]\d)"),
        before=1,
        digits=4,
        unless=_OTHER_NUMBER,
    ),
)
