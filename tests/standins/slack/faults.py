"""What can go wrong between a client and Slack, asked for by a test, a number of times."""

import re
from collections.abc import Container
from dataclasses import dataclass, field

from .errors import JSON, Misused

How = int | str
WORDS = ("drop before", "drop after accept", "fails after accept", "delay", "hang", "html")
CODE = re.compile(r"[a-z_]+")


@dataclass(slots=True)
class Fault:
    """One thing that will go wrong with a method."""

    method: str
    how: How
    times: int
    seconds: float
    channel_id: str | None = None

    def meant(self, method: str, params: JSON) -> bool:
        here = self.channel_id in (None, params.get("channel"), params.get("channel_id"))
        return here and self.method in ("*", method) and self.times > 0


@dataclass(slots=True)
class Faults:
    """Those still to come, and the log of those that came."""

    known: Container[str]
    waiting: list[Fault] = field(default_factory=list)
    happened: list[tuple[str, How]] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        if fault.method != "*" and fault.method not in self.known:
            raise Misused(f"there is no method {fault.method!r}")
        if isinstance(fault.how, str) and fault.how not in WORDS and not CODE.fullmatch(fault.how):
            raise Misused(f"cannot fail by {fault.how!r}: a status, an error code, or one of {WORDS}")
        self.waiting.append(fault)

    def take(self, method: str, params: JSON) -> Fault | None:
        """The next fault for this request, used up by asking."""
        for fault in self.waiting:
            if fault.meant(method, params):
                fault.times -= 1
                self.waiting = [one for one in self.waiting if one.times > 0]
                self.happened.append((method, fault.how))
                return fault
        return None
