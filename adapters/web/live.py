"""What open tabs are told at once: a queue each, so that a slow tab holds up nobody."""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

BACKLOG = 2000
REMEMBERED = 300
"""People about whom something is remembered; a tab that was just opened hears of the latest."""


class Tab:
    """One open page; a tab that falls too far behind is let go and resumes by itself."""

    def __init__(self) -> None:
        self.queue: asyncio.Queue[tuple[int, bytes] | None] = asyncio.Queue(BACKLOG)
        self.lost = False

    def push(self, item: tuple[int, bytes] | None) -> None:
        if self.queue.full():
            self.lost = True
            self.queue.get_nowait()
        self.queue.put_nowait(None if self.lost else item)


class Live:
    """All open tabs, and the newest word on everything that has a present state."""

    def __init__(self) -> None:
        self._tabs: set[Tab] = set()
        self._now: dict[str, bytes] = {}
        self._about: dict[str, bytes] = {}
        self._moving: dict[str, Callable[[], object]] = {}

    @contextmanager
    def tab(self) -> Iterator[Tab]:
        """A tab, for as long as its stream is open."""
        tab = Tab()
        self._tabs.add(tab)
        try:
            yield tab
        finally:
            self._tabs.discard(tab)

    def rows(self, last: int, rows: list[dict[str, object]]) -> None:
        """New lines of the feed, up to number `last`."""
        self._push(last, event("rows", rows, last))

    def state(self, name: str, value: object, about: str = "") -> None:
        """Something that is so from now on: the queue, the clock, the faults, the newest trace `about` somebody."""
        told, here = event(name, value), self._about if about else self._now
        if here.pop(key := f"{name} {about}", b"") != told:
            self._push(0, told)
        here[key] = told
        if len(self._about) > REMEMBERED:
            del self._about[next(iter(self._about))]

    def moving(self, name: str, read: Callable[[], object]) -> None:
        """Something that changes by itself, such as the time: it is read anew for each tab that opens."""
        self._moving[name] = read

    def forget(self) -> None:
        """After a reset nothing is so any more."""
        self._now.clear()
        self._about.clear()

    def passing(self, name: str, value: object) -> None:
        """Something that a tab opened later need not know: somebody types."""
        self._push(0, event(name, value))

    def present(self) -> bytes:
        """All that is so now, for a tab that was just opened."""
        moving = (event(name, read()) for name, read in self._moving.items())
        return b"".join((*moving, *self._now.values(), *self._about.values()))

    def close(self) -> None:
        """End every stream."""
        for tab in self._tabs:
            tab.lost = True
            tab.push(None)

    def _push(self, last: int, told: bytes) -> None:
        for tab in self._tabs:
            tab.push((last, told))


def event(name: str, value: object, last: int = 0) -> bytes:
    """One server-sent event; JSON holds no line break, so one data line is enough."""
    number = f"id: {last}\n" if last else ""
    return f"{number}event: {name}\ndata: {json.dumps(value, ensure_ascii=False)}\n\n".encode()
