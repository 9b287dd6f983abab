"""Figures for operators, as Prometheus reads them."""

import asyncio
from collections import Counter as Tally
from datetime import timedelta
from functools import cache

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.ports import Clock, Store, Trace
from bot.writes import OutboxRow, StoreUnavailable, micros
from handoff.rows import CaseRow, RatingRow

log = structlog.get_logger("metrics")
STATES = ("queued", "sending", "unknown")
EVERY = 5.0
HOUR = 3600 * 1_000_000
LATELY = timedelta(days=7)
"""Over which ratings are counted."""


class Metrics:
    """What is counted as it happens, and what is read from the store every few seconds."""

    def __init__(self, store: Store, clock: Clock, team: str) -> None:
        self._store, self._clock, self._team = store, clock, team
        self._seen: int | None = None
        self.registry = CollectorRegistry()
        self._turns = Histogram(
            "baton_turn_seconds", "From hearing an event to its commit.", ["outcome"], registry=self.registry
        )
        self._settled = Counter(
            "baton_delivered_total", "Outbox rows by how they ended.", ["kind", "state"], registry=self.registry
        )
        # Both are few, and finding one by its labels takes a lock.
        self._turns_by, self._settled_by = cache(self._turns.labels), cache(self._settled.labels)
        self._outbox = Gauge("baton_outbox_rows", "Outbox rows on their way.", ["state"], registry=self.registry)
        self._inbox = Gauge("baton_inbox_rows", "Events stored but not finished.", registry=self.registry)
        self._age = Gauge("baton_inbox_age_seconds", "Age of the oldest unfinished event.", registry=self.registry)
        self._ratings = Gauge(
            "baton_ratings",
            "Ratings of the last seven days, by score; 0 for not answered.",
            ["score"],
            registry=self.registry,
        )
        self._cases = Counter("baton_handoffs_total", "Cases opened, by rule.", ["rule"], registry=self.registry)

    def saw(self, trace: Trace) -> None:
        """A turn was decided."""
        self._turns_by(trace.outcome).observe(sum(trace.milliseconds.values()) / 1000)

    def settled(self, kind: str, state: str) -> None:
        """An outbox row came to a state."""
        self._settled_by(kind, state).inc()

    def render(self) -> bytes:
        return generate_latest(self.registry)

    async def watch(self) -> None:
        """Read the store every few seconds, until cancelled."""
        while True:
            # Those whose work it stops say so; the figures stay as they were.
            try:
                await self.read()
            except StoreUnavailable:
                pass
            except ValueError as wrong:  # a row that does not open: no reason to stop all of Baton
                log.error("metrics.unread", why=str(wrong))
            await asyncio.sleep(EVERY)

    async def read(self) -> None:
        """Take the figures as they are now."""
        rows = await self._store.find(OutboxRow, {"state": STATES}, limit=10_000)
        tally = Tally(row.state for row in rows)
        for state in STATES:
            self._outbox.labels(state).set(tally[state])
        waiting = await self._store.waiting()
        now = micros(self._clock.now())
        self._inbox.set(len(waiting))
        self._age.set(max(0, now - waiting[0].at) / 1e6 if waiting else 0)
        await self._count()
        await self._rated()

    async def _count(self) -> None:
        """Cases opened since the last look, found by their numbers; a shop that starts over counts from one."""
        team = {"team": self._team}
        newest = await self._store.find(CaseRow, team, order=("number",), newest_first=True, limit=1)
        last = newest[0].number if newest else 0
        seen, self._seen = last if self._seen is None else self._seen, last
        fresh = await self._store.find(CaseRow, team, after=("number", seen if seen <= last else 0), order=("number",))
        for case in fresh:
            self._cases.labels(case.rule).inc()
            self._seen = max(self._seen, case.number)

    async def _rated(self) -> None:
        """Who was asked lately how their case went, and what they said."""
        # By whole hours: the store remembers an answer by its question, and each moment would be another one.
        since = micros(self._clock.now() - LATELY) // HOUR * HOUR
        rows = await self._store.find(RatingRow, {"team": self._team}, after=("asked", since), limit=10_000)
        tally = Tally(row.score for row in rows)
        for score in range(6):
            self._ratings.labels(str(score)).set(tally[score])
