"""Hours as an admin types them, and as they are shown: "mon-fri 09:00-12:30 13:30-18:00; sat 10:00-14:00"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from handoff.hours import DAY, Week, Window
from handoff.refusal import NotUnderstood

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
GROUPS = {"weekdays": range(5), "weekend": range(5, 7), "weekends": range(5, 7), "daily": range(7), "always": range(7)}
SHAPE = 'Hours look like "mon-fri 09:00-12:30 13:30-18:00; sat 10:00-14:00", and "24/7" is always.'
_DAY = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*")
_WINDOW = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(am|pm)?-(\d{1,2})(?:[:.](\d\d))?(am|pm)?")
_DATE = r"\d{4}-\d\d-\d\d"
_MORE = re.compile(rf"\s(?:(zone|holidays)[ =]+(\S+)|(closed)[ =]+({_DATE}(?:[\s,]+{_DATE})*))", re.IGNORECASE)
LONGEST = 400
"""Characters of hours that are read."""


def week_of(text: str, zone: str = "", kept: str = "", off: str = "") -> Week:
    """Read hours; zone, holidays and days off may stand behind them. Raises NotUnderstood with the shape wanted."""
    if len(text) > LONGEST:
        raise NotUnderstood(f"That is too long. {SHAPE}")
    behind = {(found[1] or found[3]).casefold(): found[2] or found[4] for found in _MORE.finditer(f" {text}")}
    words = _MORE.sub("", f" {text}").replace('"', " ").replace("–", "-").strip().casefold()
    windows = tuple(merged(sorted(_windows(words))))
    return Week(
        windows,
        _zone(zone or behind.get("zone", "") or "UTC"),
        _holidays(kept or behind.get("holidays", "")),
        _days_off(off or behind.get("closed", "")),
    )


def _windows(words: str) -> Iterator[Window]:
    if words in ("24/7", "always"):
        words = "daily 00:00-24:00"
    parts = [part.split() for part in re.split(r"[;\n]", words) if part.strip()]
    if not parts:
        raise NotUnderstood(f"Which hours? {SHAPE}")
    for part in parts:
        days = _days(part[0])
        if part[1:] == ["closed"]:
            continue
        if not part[1:]:
            raise NotUnderstood(f"{part[0][:40]!r} has no times. {SHAPE}")
        for window in part[1:]:
            start, end = _times(window.strip(","))
            yield from (Window(day, start, end) for day in days)


def _days(word: str) -> list[int]:
    """ "mon-fri", "sat-mon", "mon,wed", "daily"."""
    days: list[int] = []
    for part in filter(None, word.split(",")):
        if part in GROUPS:
            days += GROUPS[part]
            continue
        ends = [_DAY.fullmatch(end) for end in part.split("-")]
        if not ends or len(ends) > 2 or not all(ends):
            raise NotUnderstood(f"{part[:40]!r} is no day. {SHAPE}")
        first, last = (DAYS.index(end[1]) for end in (ends[0], ends[-1]) if end)
        days += [day % 7 for day in range(first, first + (last - first) % 7 + 1)]
    return days


def _times(word: str) -> tuple[int, int]:
    found = _WINDOW.fullmatch(word)
    if found is None:
        raise NotUnderstood(f"{word[:40]!r} is no time. {SHAPE}")
    start, end = _minutes(word, *found.groups()[:3]), _minutes(word, *found.groups()[3:])
    if start in (end, DAY):
        raise NotUnderstood(f"{word[:40]!r} begins and ends at once; the whole day is 00:00-24:00. {SHAPE}")
    return start, end if end > start else end + DAY


def _minutes(word: str, hour: str, minute: str | None, half: str | None) -> int:
    hours, minutes = int(hour), int(minute or 0)
    if half:
        hours = hours % 12 + 12 * (half == "pm") if 1 <= hours <= 12 else 99
    if minutes > 59 or hours * 60 + minutes > DAY:
        raise NotUnderstood(f"{word[:40]!r} is no time of the day. {SHAPE}")
    return hours * 60 + minutes


def merged(windows: Sequence[Window]) -> Iterator[Window]:
    """Sorted windows of a day that touch or overlap are one."""
    last: Window | None = None
    for window in windows:
        if last and last.day == window.day and window.start <= last.end:
            last = replace(last, end=max(last.end, window.end))
            continue
        if last:
            yield last
        last = window
    if last:
        yield last


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise NotUnderstood(f"{name[:40]!r} is no time zone; they look like Europe/London.") from None


def _holidays(where: str) -> str:
    """A country the library knows, or one of its parts; "none" keeps none."""
    if where.casefold() in ("", "none"):
        return ""
    import holidays  # a fifth of a second, for those who keep any

    country, _, part = where.upper().partition("-")
    known = holidays.list_supported_countries()
    if country not in known:
        raise NotUnderstood(
            f"I know no public holidays of {where[:40]!r}; they look like GB, or US-CA for a part of one."
        )
    if part and part not in known[country]:
        parts = ", ".join(known[country][:30]) or "none"
        raise NotUnderstood(f"{country} has no part {part[:20]!r} with holidays of its own. It has: {parts}.")
    return f"{country}-{part}" if part else country


def _days_off(words: str) -> tuple[date, ...]:
    try:
        return tuple(sorted({date.fromisoformat(word) for word in re.split(r"[\s,]+", words.strip()) if word}))
    except ValueError:
        raise NotUnderstood("Days off are dates like 2026-12-24, with commas between.") from None


def shown(week: Week) -> str:
    """The hours as one would type them."""
    by_day = {day: tuple(_span(w) for w in week.windows if w.day == day) for day in range(7)}
    runs = [(times, [day for day, _ in run]) for times, run in groupby(by_day.items(), key=lambda of: of[1])]
    parts = [f"{_run(days)} {' '.join(times)}" for times, days in runs if times]
    return "; ".join(parts) or "daily closed"


def _run(days: Sequence[int]) -> str:
    return DAYS[days[0]] if len(days) == 1 else f"{DAYS[days[0]]}-{DAYS[days[-1]]}"


def _span(window: Window) -> str:
    end = window.end if window.end <= DAY else window.end - DAY
    return f"{window.start // 60:02}:{window.start % 60:02}-{end // 60:02}:{end % 60:02}"
