"""On the way to the app: the first attempt, the retries, and what became of each parcel."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from .clock import Clock
from .errors import JSON

ParcelKind = Literal["events_api", "interactive", "slash_commands"]
RETRIES = (0.0, 60.0, 300.0)
HOUR = 3600.0
IN_TIME = 3.0


@dataclass(slots=True)
class Parcel:
    """One payload for the app, with the attempt it is on."""

    kind: ParcelKind
    payload: JSON
    attempt: int = 0
    reason: str = ""
    tried: set[int] = field(default_factory=set)


@dataclass(slots=True, frozen=True)
class Ack:
    """How the app answered: `reason` says why that was none."""

    ok: bool
    body: Any = None
    status: int = 200
    reason: str = ""
    no_retry: bool = False


class Transport(Protocol):
    """One attempt at a parcel."""

    async def attempt(self, parcel: Parcel) -> Ack: ...


@dataclass(slots=True)
class Attempt:
    """For the record: what was tried, and how it ended."""

    parcel: Parcel
    number: int
    ack: Ack

    @property
    def event_id(self) -> str:
        return str(self.parcel.payload.get("event_id", ""))


class Delivery:
    """Carries parcels by the transport of the day: signed HTTP, or Socket Mode."""

    def __init__(self, clock: Clock, stirred: Callable[[], None], delayed: Callable[[], bool]) -> None:
        self.clock, self.stirred, self.delayed = clock, stirred, delayed
        self.transport: Transport | None = None
        self.attempts: list[Attempt] = []
        self.under_way = 0
        self.retries: tuple[float, ...] = RETRIES

    async def carries(self, parcel: Parcel, delay: float = 0.0) -> Ack:
        """An event: again after a failure, at once, after a minute, after five; hourly for a day if so configured."""
        if delay:
            await self._waits(delay)
        ack = await self.tries(parcel)
        hourly = (HOUR,) * 24 if self.delayed() else ()
        for number, wait in enumerate((*self.retries, *hourly), 1):
            if ack.ok or ack.no_retry:
                break
            await self.clock.until(self.clock.now() + wait)
            parcel.attempt, parcel.reason = number, ack.reason
            ack = await self.tries(parcel)
        return ack

    async def _waits(self, delay: float) -> None:
        self.under_way += 1
        try:
            await asyncio.sleep(delay)
        finally:
            self.under_way -= 1

    async def tries(self, parcel: Parcel) -> Ack:
        assert self.transport is not None, "set when the stand-in starts"
        number = parcel.attempt
        self.under_way += 1
        try:
            ack = await self.transport.attempt(parcel)
        finally:
            self.under_way -= 1
        self.attempts.append(Attempt(parcel, number, ack))
        self.stirred()
        return ack
