"""How sums of money are written: with their coin, or after a word that says that they are one."""

from typing import Final

from bot.hearing.lexicon import Late
from bot.hearing.shape import Shape, ignoring_case

_NUMERAL = (
    r"(?:\d{1,3}(?:,\d{2})+,\d{3}(?:\.\d{1,2})?|\d{1,3}(?:[,. ’']\d{3})+(?:[.,]\d{1,2})?|\d{1,12}(?:[.,]\d{1,2})?)"
)
_MANY = r"(?:\s?(?:k|mn?|bn?|mil|million|billion|lakhs?|lacs?|crores?|cr|thousand|grand)\b)?"
_RUPEES = r"rup(?:p?ee?|ie|ay|ya)[se]{0,2}"
COIN = (
    rf"(?:rs|inr|usd|eur|gbp|cad|aud|nzd|sgd|aed|sar|chf|sek|nok|dkk|pln|{_RUPEES}"
    r"|(?:us |canadian |australian )?dollars?|pounds?"
    r"|euros?|bucks?|quid|grand|cents?|pence|kr|zł|kč|naira|pesos?|dirhams?|rands?|riyals?|shillings?|yen|yuan|baht|reais"
    r"|lira|shekels?|ringgit|taka|kroner|kronor|zloty|tl|tk|円|元)(?!\w)"
)
_BEFORE_A_COIN = r"(?=[\d,.’'\s]*+[$£€₹₱₦¢/a-egik-npq-uyzk円元৳])"
"""Behind a number and its separators something begins as a coin or a thousand does, which is told at once."""
_SIGNS = "$£€₹¥₱₦₩₺฿₫₪₽₴৳"
_MONEY = (
    r"(?:(?:\b(?:US|CA|AU|NZ|HK|C|A|R|S)(?=[$£]))?[" + _SIGNS + "]"
    r"|\b(?=[a-z])(?:Rs\s?[.:,/-]{0,2}|INR[.:]?|USD|EUR|GBP|CAD|AUD|NZD|CHF|AED|SAR|QAR|SEK|NOK|DKK|PLN|SGD|MYR|PHP|NGN"
    rf"|ZAR|JPY|CNY|HKD|MXN|BRL|IDR|THB|HUF|CZK|TRY|ILS|NIS|KES|KSh|LKR|BDT|PKR|Tk|Rp|RM|kr|{_RUPEES})\.?(?=[\s\d])"
    r"|\b(?-i:R)(?=\s?\d[\d,. ]{2}))"
)
_THEN = (
    r"(?:\s(?:is|was|of|me|extra|just|only|about|around|for|at|now|us|my|the|an?|rs|on|to|amount|back|other|over|up"
    r"|nearly|almost|like)){0,3}(?:\s?[:=~-]{1,2}\s?|\s)\n?"
)
# A sum without its coin, right after a word that says it is one.
_SUM_OF = (
    r"\b(?:price|costs?|costing|paid|pay|charged?|billed|refund(?:ed)?|worth|total|amount|amt|fee|debited|deducted"
    rf"|credited|balance|mrp|emi|cashback|discount|rate){_THEN}"
)
# And after one that says so of larger numbers alone.
_MUCH_OF = (
    r"\b(?:charges|fees|priced|pricing|spent|spend|lost|owes?|owed|transferred|deposited|bill|dues|fined"
    r"|penalty|voucher|gift ?card|quoted|refunds|refunding|deposit|budget|looted|reimbursed|costed|charging|value"
    rf"|(?:payment|purchase|transaction|loss|sum|order|bill) (?:of|worth)){_THEN}"
)
_BOUGHT_FOR = (
    r"\b(?:bought|buy|purchased?|got|sold|sell|selling|ordered|available|listed|offered|offering|booked)"
    r"\s(?:[\w'’&.+-]{1,12}\s){1,7}$"
)
_FOR = r"(?=\d)(?:(?<=\sfor\s)|(?<=\sat\s)|(?<=\s@\s)|(?<=\sonly\s)|(?<=\sjust\s))"
_GROUPED = r"\d{1,3}(?:,\d{2,3})+(?:\.\d{1,2})?"
_TOLD = rf"(?:(?:{_GROUPED}|\d{{1,6}}[.,]\d{{1,2}}|\d{{2,6}}|\d(?=\s?k\b)){_MANY})"
_TOLD_MUCH = rf"(?:(?:{_GROUPED}|\d{{1,6}}[.,]\d{{2}}|(?!(?:19|20)\d\d\b)\d{{3,6}}){_MANY})"
_COUNTED = (
    r"%|percent|days?|hours?|hrs?|min|weeks?|wks?|months?|mths?|years?|yrs?|times?|x\b|am\b|pm\b|items?|orders?|pieces?"
    r"|pcs|units?|points?|nights?|people|of\b|st\b|nd\b|rd\b|th\b|in\s(?!cash|total|all|advance|full|my|the)|-|–|or\s\d"
    r"|to\s\d|and\s\d|more|inch|gb|kg|g\b|ml|cm|mm|m\b|l\b|w\b|v\b|lines|seats|cards|products?|stars?|digits?|business"
    r"|working|separate|different|(?!(?:is|was|has|as|this|his|its|plus|less|always|yes|unless|does|sales)\b)[a-z]+s\b"
)
_NO_SUM = rf"(?![\w%:/-]|[.,]\d|\s?(?:{_COUNTED}))"
"""What follows a number that counts something else than money."""
_MEANT = (
    r"(?=\s(?:cash ?back|discount|gift ?card\b|voucher\b|bonus|off (?:my|the|on|if|for)\b"
    r"|(?:is |was |got |has been )?(?:debited|deducted|refunded|credited)"
    r"|(?:has |have )?(?:gone )?(?:from|out of|in|into) my (?:account|bank|card|wallet)))"
)
"""What follows a number that is a sum."""
SUMS: Final = (
    Shape(
        "amount",
        ignoring_case(
            rf"(?=[\da-z{_SIGNS}])(?:{_MONEY}\s?{_NUMERAL}{_MANY}(?:/[-=])?"
            rf"|(?<!\w)(?<!\d[.,])(?=\d){_BEFORE_A_COIN}{_NUMERAL}{_MANY}\s?(?:[$£€₹₱₦¢]|{COIN}|/[-=]))"
        ),
        before=9,
    ),
    Shape("amount", ignoring_case(r"(?<![\w.,:/-])\d{1,2}p(?![\w-])"), at_digit=True),
)
BARE_SUMS: Final = (
    Shape(
        "amount",
        ignoring_case(rf"{_SUM_OF}(?<!\d-)(?P<value>{_TOLD}){_NO_SUM}"),
    ),
    Shape(
        "amount",
        ignoring_case(rf"{_MUCH_OF}(?<!\d-)(?P<value>{_TOLD_MUCH}){_NO_SUM}"),
        digits=2,
    ),
    Shape(
        "amount",
        ignoring_case(rf"{_FOR}{_TOLD_MUCH}{_NO_SUM}"),
        at_digit=True,
        digits=2,
        follows=ignoring_case(_BOUGHT_FOR),
        back=100,
    ),
    Shape("amount", ignoring_case(rf"(?<=\s)(?:{_GROUPED}|\d{{2,6}}){_MEANT}"), at_digit=True, digits=2),
    Shape(
        "amount",
        ignoring_case(rf"(?<=\s)\d{{1,4}}(?:\.\d{{1,2}})?\s?(?:lakhs?|lacs?|crores?)\b{_NO_SUM}"),
        ("lac", "lakh", "crore"),
        at_digit=True,
    ),
    # What things cost in shops everywhere.
    Shape(
        "amount",
        Late(
            r"(?<![\w.,:/-])\d{1,4}[.,](?:99|95|49)"
            r"(?![\w%]|[.,:/-]\d|\s(?:percent|stars?|miles?|inch(?:es)?|[ckm]?m|k?g|m?l)\b)"
        ),
        at_digit=True,
        digits=2,
    ),
)
