"""How orders, parcels, cases, money and dates are written: the shapes that `entities` looks for."""

from typing import Final

from bot.hearing.days import DAYS
from bot.hearing.lexicon import Late
from bot.hearing.shape import Shape, ignoring_case
from bot.hearing.sums import BARE_SUMS, COIN, SUMS

_ID = r"(?=[A-Z0-9-]*\d)[A-Z0-9](?:[A-Z0-9-]{1,28}[A-Z0-9])"
_LINK = (
    r"(?:\s{0,3}(?:numbers?|num|no\.?|nr\.?|id|code|ref(?:erence)?|#|№|n°|is|was|still|:|;|=|-|–|>|\()){0,4}"
    r"\s{0,3}#?\s{0,3}"
)
_DASH = r"\s?[-–—‑−_/.]{1,2}\s?"
_NAME = 60
"""How far before a number the name of its kind may begin."""
# Serial, model and customer numbers are written like order numbers, and telephones like tracking numbers.
_OTHER_NUMBER = Late(
    r"\b(?:serial|s/n|model|sku|asin|version|batch|lot|imei|error|transaction|txn|utr|licen[cs]e|zip|postcode"
    r"|(?:pin|promo|product|item|voucher) ?code|(?:part|customer|account|a/c|member(?:ship)?|policy)"
    r" ?(?:no|num|id|#)\w{0,4}|(?:call|phone|mobile|contact|tel)\b)['’]?s?"
    r"(?:[^\w.!?\n,]{1,3}\w+){0,3}[^\w!?\n]{1,3}$",
    any_case=True,
)


_OF_A_PARCEL = ignoring_case(r"track|\b(?:awb|courier|parcel|package|shipment|consignment|waybill|docket|label|slip)")


def _called(names: str, digits: int) -> Late:
    """A number with at least so many digits, right after the name of its kind."""
    return ignoring_case(rf"\b(?:{names}){_LINK}(?P<value>(?=(?:[A-Z-]{{0,12}}\d){{{digits}}}){_ID})(?![\w/])")


# Earlier shapes win where two overlap.
SHAPES: Final = (
    # A full stop after it, and no blank, do not make the next word a part of it.
    Shape(
        "email",
        ignoring_case(
            r"(?<![\w@])\w[\w.+'-]{0,63}@(?:[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}?\.(?:com|net|org)(?:\.[a-z]{2})?\b(?!-)"
            r"|[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[a-z]{2,24}\b)"
        ),
        ("@",),
        64,
        digits=0,
        sign=Late(r"@(?<=[\w.+-]@)[\w-]"),
    ),
    Shape(
        "order_number",
        Late(
            rf"(?<![\d.])(?<!\d-)(?:\d{{3}}|[A-Z]\d{{2}})(?:(?:{_DASH}|\s)\d{{7}}(?:{_DASH}|\s)\d{{7}}|-\d{{6,8}}-\d{{6,8}}|-\d{{14}}|\d{{7}}-\d{{7}})(?!-?\d)"
        ),
        before=2,
        digits=7,
    ),
    Shape(
        "tracking_number",
        Late(r"\b(?:\dZ|[1l]z)(?=\w{0,13}\d{3})[0-9A-Za-z]{16}\b"),
        ("z",),
        before=5,
        digits=3,
        sign=Late(r"[Zz](?<=[\dl].)"),
    ),
    Shape(
        "tracking_number",
        Late(r"\b(?:(?:JJD|JD|JVGL|TBA|TBC|TBM|SF|LP|GM|YT|H)\d{10,18}|[A-Z]{2}\d{9}[A-Z]{2}|[a-z]{2}\d{9}[a-z]{2})\b"),
        before=5,
        digits=3,
        sign=Late(r"\d\d{8}"),
    ),
    Shape(
        "tracking_number",
        Late(r"\b[A-Z]{2} \d{3} \d{3} \d{3} [A-Z]{2}\b"),
        before=3,
        lead=" ",
        size=range(3, 4),
        digits=3,
    ),
    Shape(
        "tracking_number",
        Late(r"\b9[1-5]\d{2}(?: ?\d{4}){3,4}(?: ?\d{2})?\b"),
        before=5,
        digits=3,
        sign=Late(r"9[1-5]\d\d ?\d{4}"),
    ),
    Shape(
        "tracking_number",
        Late(r"\b(?!AWB|ORD|OD |TEL|INR|USD|REF|NO )[A-Z]{2,3} \d{4} \d{4}(?: \d{1,4})?(?: [A-Z]{1,2})?\b(?! ?\d)"),
        before=4,
        lead=" ",
        size=range(4, 5),
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
        Late(
            r"\b(?:(?:ORD|OD|PO|SO|BO|WEB|PRE|INV)[-/]\d[\dA-Z/-]{1,18}(?<=[\dA-Z])|OR?D\d{4,20}(?:-\d{1,7})?"
            r"|\d{17})(?![\w-])"
        ),
        before=5,
    ),
    Shape(
        "case_number",
        Late(r"\b(?:CS|CAS|CASE|INC|TKT|TCK|TS|TK|SR|REQ|ESC|CMP|RMA|REF|CB)-?\d{4,12}(?:-[A-Z0-9]{2,10}){0,2}\b"),
        before=6,
        digits=4,
    ),
    Shape(
        "case_number",
        _called(
            "case|ticket|complaint|complain (?=no|num|id)|incident|sr|service request|request (?=no|num|id|#)|enquiry"
            "|query|docket|grievance|escalation|interaction",
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
        ignoring_case(
            r"\b(?:orders?|ord)" + _LINK + r"(?P<value>(?:OD \d{4}|\d{3}) \d{4,7}(?: \d{4,7})?)(?![\w-]| \d|[.,]\d)"
        ),
        ("ord",),
        _NAME,
    ),
    Shape(
        "tracking_number",
        ignoring_case(
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
        ignoring_case(
            r"\b(?:reference|report|claim|appeal|complaint|crime|ticket|case|confirmation)\b(?:,?\s[a-z]{2,8}){0,4}[\s(:,]{1,3}"
            r"(?P<value>(?-i:[A-Z]{1,3})-(?:\d{2}-)?\d{4,8})\b(?!-)"
        ),
        ("reference", "report", "claim", "appeal", "complaint", "crime", "ticket", "case", "confirmation"),
        _NAME,
    ),
    Shape(
        "case_number",
        Late(r"(?<![\w/])(?:(?:CMP|CR|REF|SR|TKT|CASE|[A-Z]{2,4}(?=/\d{2,4}/\d))/\d{2,6}(?:/\d{2,6})?)(?![\w/])"),
        ("/",),
        5,
        lead="/",
        size=range(2, 7),
    ),
    *SUMS,
    *DAYS,
    Shape(
        "order_number",
        Late(
            r"(?<![\w#&])#\s?(?P<value>(?!20[12]\d\b)\d{3,12}(?:-\d{1,7}){0,2}|[A-Z]{1,4}-\d[\d-]{2,12}\d|[A-Z]{1,3}(?!(?:19|20)\d\d\b)\d{4,12})\b"
        ),
        ("#",),
        8,
    ),
    Shape(
        "order_number",
        Late(r"(?<![\w-])[A-Z]{1,4}-\d{4,8}(?:-\d{1,6}|-[A-Z])?\b(?![-/]\w)"),
        ("-",),
        5,
        lead="-",
        size=range(4, 9),
        unless=_OTHER_NUMBER,
    ),
    # Digits in groups of their own, and not in those of telephones, days, years or postcodes.
    Shape(
        "order_number",
        Late(
            r"(?=[A-Z\d])(?<![\w./-])(?!(?:19|20)\d\d-\d)(?:\d{2}-\d{4,7}|\d{2}-\d{3}-\d{2,4}|\d{2}-\d{4,5}-(?:[A-Z]{1,2}|\d{1,3})"
            r"|\d{3}-\d{4}-\d{5}|\d{4}-\d{2,3}(?:-\d{1,3})?|\d{3}-(?:\d{5}|\d{3}-\d{2})|\d{3,5}(?:-\d{2,4})?-[A-Z]{1,3}|\d{2,5}-[A-Z]{1,3}-\d{2,5}"
            r"|[A-Z]{1,2}\d{1,2}[A-Z]?-\d{4,6}(?:-\d{2,3})?|[A-Z]{2}-\d{2}-\d{3,5})(?![\w/-]|\.\d)"
        ),
        ("-",),
        5,
        unless=_OTHER_NUMBER,
    ),
    *BARE_SUMS,
    # "Orders 1042 and 1043": the second is one as well.
    Shape(
        "order_number",
        ignoring_case(rf"\d{{3,12}}(?![\w-]|[.,/:%]\d|\s?{COIN}|\s(?:days?|weeks?|people|items?|pieces?|times)\b)"),
        at_digit=True,
        digits=3,
        follows=ignoring_case(r"\borders?:?\s(?:#?\d{3,12}(?:,|\sand|\sor|\s&|,\sand)\s?){1,5}#?$"),
        back=80,
    ),
    Shape(
        "tracking_number",
        Late(r"(?<![\w.,+#-])[A-Z]{0,4}\d{8,22}[A-Z]{0,2}(?![\w-]|[.,/ ]\d)"),
        ("track", "awb", "consignment", "waybill"),
        5,
        digits=8,
        follows=ignoring_case(r"\b(?:track\w{0,3}|awb|consignment|waybill)\b[^.!?\n]{0,40}$"),
        unless=_OTHER_NUMBER,
        back=60,
    ),
    Shape(
        "tracking_number",
        Late(r"(?<![\w.,+#-])(?!(?:1[- ]?8|08)00)(?:\d{12,22}|\d{4}(?: \d{4}){2,4}(?: \d{2})?)(?![\w-]|[.,/ ]\d)"),
        at_digit=True,
        digits=4,
        follows=_OF_A_PARCEL,
        unless=_OTHER_NUMBER,
        back=80,
    ),
)
