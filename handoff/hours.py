"""When a department is open: windows of a week in its own time zone, less holidays and days off. Pure.

A window that crosses midnight belongs to the day it begins on. Times are those of the
wall clock there, so that nine o'clock stays nine o'clock when the clocks change.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY = 24 * 60
"""Minutes of a day by the clock on the wall."""
AHEAD = 400
"""Days that are looked through for an opening: what is closed for longer does not open."""


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """From `start` to `end` minutes after the midnight that begins `day` (0 is Monday)."""

    day: int
    start: int
    end: int
    """More than a day's minutes when it crosses midnight."""


@dataclass(frozen=True, slots=True)
class Week:
    """The hours of one department."""

    windows: tuple[Window, ...]
    zone: str = "UTC"
    holidays: str = ""
    """A country, or a country and a part of it, whose public holidays are kept: GB, US-CA."""
    off: tuple[date, ...] = ()
    """Other days on which it is closed."""

    def is_open(self, now: datetime) -> bool:
        return any(start <= now < end for start, end in self._spans(now, days=1))

    def opens(self, now: datetime) -> datetime | None:
        """When it is open next: now if it is; None if it does not open again."""
        return next((max(start, now) for start, end in self._spans(now) if end > now), None)

    def later(self, now: datetime, span: timedelta) -> datetime:
        """The moment by which it has been open for so long; from the last opening ahead on, as if it always were."""
        at, left = now, span
        for start, end in self._spans(now):
            at = max(at, start)
            if end - at >= left:
                return at + left
            left -= max(end - at, timedelta())
            at = max(at, end)
        return at + left

    def spent(self, start: datetime, end: datetime) -> timedelta:
        """For how long of this it was open; without an opening ahead, as if it always were."""
        at, open_for, opened = start, timedelta(), False
        for opens, closes in self._spans(start):
            opened = True
            if opens >= end:
                break
            open_for += max(min(closes, end) - max(opens, at), timedelta())
            at = max(at, closes)
        return open_for if opened else end - start

    def _spans(self, now: datetime, days: int = AHEAD) -> Iterator[tuple[datetime, datetime]]:
        """Every opening that is not over, from the one that may have begun yesterday; in order."""
        zone = ZoneInfo(self.zone)
        today = now.astimezone(zone).date()
        for ahead in range(-1, days):
            day = today + timedelta(days=ahead)
            if not self._closed(day):
                yield from (span for span in self._of(day, zone) if span[1] > max(span[0], now))

    def _of(self, day: date, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
        midnight = datetime.combine(day, time(), zone)
        for window in self.windows:
            if window.day == day.weekday():
                # Adding to a local time moves the hands of the clock there, which is what hours mean.
                start, end = midnight + timedelta(minutes=window.start), midnight + timedelta(minutes=window.end)
                yield start.astimezone(UTC), end.astimezone(UTC)

    def _closed(self, day: date) -> bool:
        return day in self.off or bool(self.holidays and day in public_holidays(self.holidays, day.year))


@lru_cache(128)
def public_holidays(where: str, year: int) -> frozenset[date]:
    """The days that are kept there; none for a place the library does not know (any more)."""
    import holidays  # a fifth of a second, for those who keep any

    country, _, part = where.partition("-")
    try:
        return frozenset(holidays.country_holidays(country, subdiv=part or None, years=year))
    except NotImplementedError:
        return frozenset()
