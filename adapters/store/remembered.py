"""What was read of tables that seldom change: settings, bindings, open cases, where people are reached.

Every turn asks for them, and nearly always they are as they were. Only one process writes the
file, so each change is known here: from the moment its unit is queued until it is on disk or
refused nothing of that table is remembered, and then it is read anew.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from functools import partial
from typing import Any, NamedTuple

from bot.writes import Row, Writes

AT_MOST = 4096
"""Answers remembered of one table."""
FEW = 100
"""Rows of one answer; larger ones are not for turns."""


class Found(NamedTuple):
    """What was read, which may be nothing."""

    value: Any


class Remembered:
    """Answers by table and question."""

    def __init__(self) -> None:
        self._found: dict[type[Row], dict[Hashable, Found]] = {}
        self._under_way: Counter[type[Row]] = Counter()
        self._editions: Counter[type[Row]] = Counter()

    def get(self, kind: type[Row], question: Hashable) -> Found | None:
        known = self._found.get(kind)
        return known.get(question) if known else None

    def edition(self, kind: type[Row]) -> int:
        """To be asked for before reading, and given back with what was read."""
        return self._editions[kind]

    def keep(self, kind: type[Row], question: Hashable, value: Any, edition: int) -> None:
        """Remember it, unless the table has changed since, or is changing."""
        if self._under_way[kind] or self._editions[kind] != edition:
            return
        known = self._found.setdefault(kind, {})
        if len(known) >= AT_MOST:
            known.clear()
        known[question] = Found(value)

    def changes(self, writes: Writes) -> Callable[[], None] | None:
        """A unit is queued; to be called, if anything, when it has ended, however that was."""
        seldom = {type(row) for row in writes.rows if row.seldom} | {c.kind for c in writes.changes if c.kind.seldom}
        if writes.erasures:
            # It reaches every table, those of the platforms too.
            seldom |= {kind for kind in Row.__subclasses__() if kind.seldom}
        return self._changing(seldom)

    def removes(self, table: str) -> Callable[[], None] | None:
        """Old rows of this table are being removed; to be called as the above."""
        return self._changing({kind for kind in Row.__subclasses__() if kind.seldom and kind.table == table})

    def _changing(self, seldom: set[type[Row]]) -> Callable[[], None] | None:
        if not seldom:
            return None
        for kind in seldom:
            self._under_way[kind] += 1
            self._editions[kind] += 1
            self._found.pop(kind, None)
        return partial(self._changed, seldom)

    def _changed(self, kinds: Iterable[type[Row]]) -> None:
        for kind in kinds:
            self._under_way[kind] -= 1
            self._editions[kind] += 1

    def forget(self) -> None:
        """Everything may have changed."""
        for kind in tuple(self._found):
            del self._found[kind]
            self._editions[kind] += 1
