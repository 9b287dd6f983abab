"""The days a parcel can come on instead, and which of them is meant."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.content import Choice
from bot.flow import Given, View
from bot.slots.negation import denied

WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
DAYS_AHEAD = 7
"""Carriers keep a parcel for so long before they bring it."""
SUNDAY = 6


UNFIT = re.compile(
    r"\b(?:away|out\b(?! for)|busy|abroad|on (?:holiday|vacation)|travell?ing|flying|leaving|impossible|no good"
    r"|(?:am|are|is|i'?m|'m|'?re|be) (?:working|(?:at|in) (?:the |my )?(?:work|office|hospital|doctor\w*|dentist\w*"
    r"|school|church))"
    r"|(?:see|have) (?:the|an?|my) (?:doctor|dentist|appointment|exam|shift|meeting|operation)"
    r"|(?:nobody|no-?one)(?:'s| is)?(?: at)? (?:home|in|there|here)"
    r"|not (?:at home|home|in\b(?! the)|there|here|possible|good|free|available|around|on|this)"
    r"|(?:can'?t|cannot|won'?t)\b|(?:does|do|is)n'?t (?:suit|work|good|possible))",
    re.I,
)
"""Said of a day on which nobody could take a parcel in."""
SINCE = re.compile(r"\b(?:until|till?|before|from|after)\W+(?:the )?$", re.I)
""" "Not home until Friday": that day is the first that suits."""
CLAUSES = re.compile(
    r"[,.;!?\n]+|\b(?:but|so|and then|then|because|cause|as|since|any chance"
    r"|(?:can|could|would)(?= (?:it|they|the|my|you|u|we|i|someone|he|she)\b))\b",
    re.I,
)


WISHED = re.compile(
    r"\b(?:come|bring|brought|deliver|delivered|arrive|make it|move it|moved?|chang\w* (?:it )?to|any chance(?: of)?"
    r"|have it|get it|resched\w+|switch\w*)\b"
    r"(?: (?:it|them|the|my|be|to|on|for|until|till|this|next|only|a|not|before))*\s*$",
    re.I,
)
"""Stands right before the day that is wished for, whatever other day is told of."""


def suits(text: str, at: int) -> bool:
    """Whether the day that is named there is one to come on: "Wednesday I am away" is none."""
    start = max((found.end() for found in CLAUSES.finditer(text, 0, at)), default=0)
    if SINCE.search(text, start, at):
        return True
    after = CLAUSES.search(text, at)
    clause = text[start : after.start() if after else len(text)]
    return not denied(text, at) and not UNFIT.search(clause.replace("’", "'"))


def days(view: View) -> tuple[datetime, ...]:
    """The days of the next week, in the customer's own calendar; no Sundays."""
    now = view.facts.now.astimezone(_zone(view))
    ahead = (now + timedelta(days=n) for n in range(1, DAYS_AHEAD + 1))
    return tuple(day.replace(hour=12, minute=0, second=0, microsecond=0) for day in ahead if day.weekday() != SUNDAY)


STATED = re.compile(
    r"(?<!make sure )(?<!so )(?<!so that )(?<!if )(?<!sure )(?<!until )(?<!that )"
    r"\b(?:it|they|(?:my|the) (?!order )[\w-]+)(?: #?\d{4})? (?:only )?"
    r"(?:comes?|coming|arrives?|(?:is|are) (?:coming|due|arriving)|due)(?: on| this| in| here)? $",
    re.I,
)
"""Tells of the day on which it comes as things stand; "make sure it comes Saturday" wishes for one."""
ORDINAL = (
    r"(?:(?<=the )|(?<=on )|(?<=for )|(?<=^)){day}(?:st|nd|rd|th)\b"
    r"(?!\s*(?:of\b|st\b|street|ave|floor|road|lane))"
)
"""A day by its number alone: "the 30th"; no street is one."""


def day_in(given: Given, view: View) -> str | None:
    """The first of those days that is named and not ruled out, by its name or its number."""
    named = rf"{'|'.join(WEEKDAYS)}|tomorrow"
    text = re.sub(rf"(?<!why )\bnot (?:on )?(?:{named})\b(?!,? (?:or|nor|and)\b)", ".", given.text, flags=re.I)
    fitting: list[str] = []
    for one in days(view):
        said = list(re.finditer(_said_as(one, view), text, re.I))
        suited = [found.start() for found in said if suits(text, found.start())]
        if any(WISHED.search(text[:at]) for at in suited):
            return one.date().isoformat()
        told_of = suited and all(STATED.search(text[:at]) for at in suited)
        if suited and len(suited) == len(said) and not told_of:
            fitting.append(one.date().isoformat())
    return fitting[0] if fitting else None


def _said_as(day: datetime, view: View) -> str:
    """How that day is named: "tomorrow", "monday", "mon", "30 November", "30.11", "the 30th"."""
    near = r"|tomorrow|tmrw|tmr" if view.words.day(day) == "tomorrow" else ""
    dated = rf"{day.day}(?:st|nd|rd|th)?(?: of)? {day:%b}|{day:%b}[a-z]* {day.day}(?!\d)|{day.day}[./]{day.month}(?!\d)"
    return rf"(?<![\w./])(?:{dated}|{ORDINAL.format(day=day.day)}|{day:%A}|{day:%a}(?!\w){near})"


BY_THEN = re.compile(rf"\bby (?:this |next )?(?:{'|'.join(WEEKDAYS)}|tomorrow)\b", re.I)


def another_day(given: Given, view: View, due: date | None) -> str | None:
    """The day that is named; "by Friday", of what comes tomorrow, moves nothing."""
    named = day_in(given, view)
    in_time = named and due and due.isoformat() <= named and BY_THEN.search(given.text)
    return None if in_time else named


ANY_DAY = re.compile(
    r"\W*(?:(?:ok(?:ay)?|well|hm+|oh|um+|i(?:'?m| am)|it(?:'?s| is)|really|just|on|honestly)\W+)*"
    r"(?:any(?: (?:day|time|of (?:them|those)|other day|one|weekday))?|any ?time|whenever|which ?ever(?: day)?|whatever"
    r"|(?:up to|your choice|you (?:choose|decide|pick))|(?:does(?:n'?t| not)|don'?t) (?:matter|mind|care)|not fussy"
    r"|no preference|all (?:of them|days)|as soon as (?:possible|you can)|asap|the (?:first|next|earliest|soonest)"
    r"(?: (?:one|day))?(?: possible)?|easy|flexible)"
    r"(?: (?:day|is|are|works?|you|u|they|to|me|for|can|like|want|suits?|best|fine|good|ok(?:ay)?|will|do|of|them|after"
    r"|that|then|possible|convenient|which|what|when|it|i|but|not|tomorrow))*"
    r"(?:\W+(?:please|pls|thanks|thank you|x+))*\W*",
    re.I,
)
"""Leaves the day to us."""


def any_day(given: Given, view: View, due: date | None = None) -> str | None:
    """The first day after the one on which it would come, where they leave it to us."""
    if not ANY_DAY.fullmatch(given.text.replace("’", "'")):
        return None
    after = [one.date() for one in days(view) if due is None or one.date() > due]
    return after[0].isoformat() if after else None


def day_choices(view: View) -> tuple[Choice, ...]:
    return tuple(Choice(view.words.day(one), one.date().isoformat()) for one in days(view))


def shown_day(iso: str, view: View) -> str:
    return next((view.words.day(one) for one in days(view) if one.date().isoformat() == iso), iso)


def _zone(view: View) -> ZoneInfo:
    name = view.facts.account.customer.time_zone if view.facts.account else "UTC"
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
