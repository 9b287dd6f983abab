"""How days are written: by date, by name, from today."""

from typing import Final

from bot.hearing.lexicon import Late
from bot.hearing.shape import Shape, ignoring_case

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|febuary|septmber|novemeber|decemeber)"
)
_WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|saturday|sunday"
    r"|wensday|wednsday|wenesday|tuseday|thrusday|thursady|firday|satuday)"
)
_NEAR_TODAY = (
    r"(?:today|yest[eua]rday|yesteday|yeterday|yday|tom+[oa]?r+[oa]?w|tonight|tonite|tmo?rr?o?w|tmr|tomoro"
    r"|2moro|2mrw|2morrow|2nite)"
)
_D, _M, _Y = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_NTH = r"(?:\s?(?:st|nd|rd|th)\b)?"
_DAY_OF_MONTH = rf"(?:\d{{1,2}}{_NTH}\s{{0,2}}(?:of\s{{1,2}})?[-/., ]?{_MONTH}\b|{_MONTH}[.,-]?\s{{0,2}}\d{{1,2}}\b)"
_UNTIL = rf"(?:\s?[-–]\s?{_D}{_NTH}(?![\d/:]|-\d))?"
_YEAR = rf"(?:,?\s{{0,2}}{_Y}(?!\d))?"
# A year of two digits is told from an hour and from a number of things.
_YEAR_AFTER = (
    rf"(?:\.?(?:[-/](?:{_Y}|\d\d)\b(?!\s?[.:]\d)|\s?['’]\d\d\b|,?\s{{0,2}}{_Y}(?!\d)"
    r"|\s(?:1[5-9]|2\d)\b(?!\s?(?:[.:/-]?\d|[ap]\.?m\b|[a-z]+s\b))))?"
)
_NO_COUNT = r"(?!:\d|\.\d|\s?(?:%|percent|days?|weeks?|months?|years?|hours?|hrs?|min|items?|people|times?|x)\b)"
_VERB = r"(?!\s(?:be|have|not|come|take|need|get)\b)"
"""What follows "may" where it is none of the months."""
_DATE = (
    rf"(?<![\w$£€₹])(?<!\d[/.,-])(?=\d{{1,2}}(?!\d)|\d{{4}}[-/.]|[jfmasond])(?:(?:{_D}{_NTH}\s?[-–/]\s?)?{_D}{_NTH}\s{{0,2}}"
    rf"(?:of\s{{1,2}}|\.\s(?=\w{{4}}(?<!marc)))?[-/., ]?{_MONTH}\b{_VERB}{_YEAR_AFTER}"
    rf"|{_MONTH}[.-]?\s{{0,2}}\d{{1,2}}{_NTH}\b{_NO_COUNT}{_UNTIL}{_YEAR}"
    rf"|(?!may){_MONTH}(?:\.?,?\s?|[-/'’]){_Y}\b"
    rf"|{_Y}-{_M}-{_D}|{_Y}/{_M}/{_D}|{_Y}\.{_M}\.{_D}"
    rf"|(?:{_D}\s?/\s?{_M}|{_M}\s?/\s?{_D})\s?/\s?(?:{_Y}|\d\d)"
    rf"|(?:{_D}\.{_M}|{_M}\.{_D})\.(?:{_Y}|\d\d)(?<!\.0\.\d\d)"
    rf"|(?:{_D}-{_M}|{_M}-{_D})-(?:{_Y}|\d\d))(?:(?=T\d\d:)|(?![\w/-]*\d|\w|\.\d))"
)
_DAY_MONTH = (
    r"(?:(?:1[3-9]|2[0-35-9]|3[01])/(?:0?[1-9]|1[0-2])|24/(?:0?[1-689]|1[0-2])|(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01]))"
)
# A day or a fraction: only after a word that asks for a day.
_EITHER = rf"(?!1/[1-4]\b|2/[23]\b|3/[34]\b){_M}/{_M}(?![\w/-])|{_D}\.{_M}\.(?!\d)"
_WHEN = (
    r"\b(?:on|since|by|from|till|until|dated?|due|now|placed|ordered|and|between|of|for|before|it'?s|after|to|expected"
    r"|arriv\w{1,4}|delivered|delivery|shipped|dispatched|bought|purchased|scheduled|promised)\s$"
)
# The short name of a weekday beside a date is a part of it that nobody marks.
_NAMED = (
    r"\b(?=[tymwfs2])(?!mon (?:ami|amie|dieu|compte|colis|argent|commande)\b)"
    rf"(?:{_NEAR_TODAY}|{_WEEKDAY}(?!-[a-z])"
    rf"(?:(?<=[dnrtu]day)|(?!,?\s{{1,2}}(?:the\s)?{_DAY_OF_MONTH})))(?!\w)"
)
# Short names that are words as well.
_SAT_OR_SUN = (
    r"\b(?:on|by|till|until|this|next|last|since|from|every|before|it'?s|arrives?|due"
    r"|ordered|come|coming|came|delivery|delivered)\s(?P<value>sat|sun)\b(?!-)"
)
DAYS: Final = (
    Shape("date", ignoring_case(_DATE), before=13),
    Shape("date", Late(rf"(?<!\w)(?<!\d[/.,-]){_DAY_MONTH}(?![\w/-])"), ("/",), at_digit=True),
    Shape("date", Late(rf"(?<=\s)(?:{_EITHER})"), ("/", "."), at_digit=True, follows=ignoring_case(_WHEN)),
    Shape(
        "date",
        ignoring_case(_NAMED),
        (
            *("today", "yest", "yete", "yday", "tom", "tm", "toni", "2m", "2n"),
            *("mon", "tue", "tus", "wed", "wen", "thu", "thr", "fri", "fir", "sat", "sun"),
        ),
        digits=0,
    ),
    Shape("date", ignoring_case(_SAT_OR_SUN), ("sat", "sun"), 10, digits=0, sign=ignoring_case(" s(?:at|un)")),
)
