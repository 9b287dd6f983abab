"""Moments as the people files write them, relative to the day the shop opened.

"-3 09:12" is 09:12 on the customer's clock, three days before that day; "-50h" and
"+90m" count from the very minute.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAY = re.compile(r"(?P<days>[+-]?\d+) (?P<hour>\d\d):(?P<minute>\d\d)")
_SPAN = re.compile(r"(?P<count>[+-]\d+)(?P<unit>[hm])")


@dataclass(frozen=True, slots=True)
class Calendar:
    """Turns written moments into real ones, for one customer's time zone."""

    opened: datetime
    zone: ZoneInfo

    def read(self, text: str) -> datetime:
        """The UTC moment that `text` names; raises ValueError on anything else."""
        if match := _DAY.fullmatch(text):
            return self._at(int(match["days"]), time(int(match["hour"]), int(match["minute"])))
        if match := _SPAN.fullmatch(text):
            unit = timedelta(hours=1) if match["unit"] == "h" else timedelta(minutes=1)
            return self.opened.astimezone(UTC) + int(match["count"]) * unit
        raise ValueError(f"{text!r} is no moment; write '-3 09:12', '-50h' or '+90m'")

    def maybe(self, text: str) -> datetime | None:
        return self.read(text) if text else None

    def _at(self, days: int, clock: time) -> datetime:
        day = self.opened.astimezone(self.zone).date() + timedelta(days=days)
        return datetime.combine(day, clock, self.zone).astimezone(UTC)
