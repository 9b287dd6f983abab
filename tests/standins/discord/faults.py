"""What can go wrong between a client and Discord, asked for by a test, a number of times."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .errors import Misused

How = int | Literal["drop before", "drop after accept", "delay"]


@dataclass(slots=True)
class Fault:
    """One thing that will go wrong on a route."""

    route: str
    how: How
    times: int
    seconds: float
    code: int
    message: str
    channel_id: int | None = None

    def meant(self, route: str, params: Mapping[str, str]) -> bool:
        here = self.channel_id is None or params.get("channel_id") == str(self.channel_id)
        return here and self.route in ("*", route) and self.times > 0


@dataclass(slots=True)
class Faults:
    """Those still to come, and the log of those that came."""

    known_routes: frozenset[str]
    waiting: list[Fault] = field(default_factory=list)
    happened: list[tuple[str, How]] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        if fault.route != "*" and fault.route not in self.known_routes:
            method = fault.route.split(" ")[0]
            near = "\n  ".join(sorted(one for one in self.known_routes if one.startswith(f"{method} ")))
            raise Misused(f"no route {fault.route!r} here. Those with {method}:\n  {near}")
        if isinstance(fault.how, str) and fault.how not in ("drop before", "drop after accept", "delay"):
            raise Misused(f"cannot fail by {fault.how!r}: a status, 'drop before', 'drop after accept' or 'delay'")
        self.waiting.append(fault)

    def take(self, route: str, params: Mapping[str, str]) -> Fault | None:
        """The next fault for this request, used up by asking."""
        for fault in self.waiting:
            if fault.meant(route, params):
                fault.times -= 1
                self.waiting = [one for one in self.waiting if one.times > 0]
                self.happened.append((route, fault.how))
                return fault
        return None
