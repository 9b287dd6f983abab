"""Baton beside another bot on one platform: from a message in to the reply out, in paired rounds.

Both have a stand-in of the same kind. A round is one message by each of 500 people, 32 of
them waiting at any time. Rounds are interleaved, and ratios are taken within each pair of
them, so that what else the machine does falls on both.
"""

import multiprocessing
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median, quantiles
from types import ModuleType
from typing import Any

from benchmarks.ends import CUSTOMERS, Ran

PEOPLE, WIDTH = 500, 32
ROUNDS = 5
ALONE = 60
"""Messages a round of one in flight."""
BATON = "baton"
PROCESSES = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class End:
    """The near end of the pipe to a process."""

    line: Connection

    def tell(self, *order: object) -> Any:
        self.line.send(order)
        return self.hear()

    def hear(self) -> Any:
        if not self.line.poll(300):
            raise AssertionError("a process of the benchmark does not answer")
        return self.line.recv()


@contextmanager
def started(work: Callable[..., None], *given: object) -> Iterator[End]:
    near, far = PROCESSES.Pipe()
    process = PROCESSES.Process(target=work, args=(far, *given), daemon=True)
    process.start()
    far.close()
    try:
        yield End(near)
    finally:
        process.kill()
        process.join()


@dataclass(frozen=True, slots=True)
class Round:
    """One bot's round of many in flight."""

    ran: Ran
    processor: float
    """Seconds of the bot's own processor time."""

    @property
    def work(self) -> float:
        """Milliseconds of processor time a message."""
        return self.processor / len(self.ran.waits) * 1000

    @property
    def late(self) -> float:
        """Seconds that all but one in a hundred waited less than."""
        return quantiles(self.ran.waits, n=100)[98]


@dataclass(slots=True)
class Rounds:
    """All rounds of one bot."""

    bot: End
    busy: list[Round] = field(default_factory=list)
    held: list[Ran] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Meeting:
    """Baton and its rival, each at its own stand-in."""

    crowd: End
    rounds: dict[str, Rounds]

    def begins(self) -> None:
        """Each customer is told of a parcel, the plain bot says hello, and both have met everybody once."""
        for name, each in self.rounds.items():
            self.crowd.tell(name, "meets", each.bot.hear())
            told = [self.crowd.tell(name, "asks", number) for number in range(len(CUSTOMERS))]
            wanted = "arcel" if name == BATON else "hello"
            if not all(wanted in answer for answer in told):
                raise AssertionError(f"{name} answered {told}")
            each.asked = len(told)
            self.ran(name, PEOPLE, WIDTH)

    def ran(self, name: str, count: int, width: int) -> Ran:
        """One round of one bot."""
        self.rounds[name].asked += count
        ran: Ran = self.crowd.tell(name, "round", count, width)
        return ran

    def runs(self, besides: Callable[[str], None] = lambda name: None) -> None:
        """All rounds, the two bots by turns first; `besides` is what else a bot is measured in, each time."""
        for number in range(ROUNDS):
            for name in self.rounds if number % 2 else reversed(self.rounds):
                self._measured(name)
                besides(name)
        for name in self.rounds:
            self.crowd.tell(name, "settles")

    def _measured(self, name: str) -> None:
        rounds = self.rounds[name]
        before = rounds.bot.tell("processor")
        ran = self.ran(name, PEOPLE, WIDTH)
        rounds.busy.append(Round(ran, rounds.bot.tell("processor") - before))
        rounds.alone += self.ran(name, ALONE, 1).waits


@contextmanager
def meeting(folder: Path, ends: ModuleType, rival: str, *unlimited: object) -> Iterator[Meeting]:
    """Both bots are there and have met everybody; afterwards, nothing they were asked may be missing."""
    names = (BATON, rival)
    with started(ends.standin, names, PEOPLE) as crowd:
        at = crowd.hear()
        for name in names:
            (folder / name).mkdir()
            crowd.tell(name, "allows", *unlimited)
        with (
            started(ends.baton, folder / BATON, at[BATON]) as ours,
            started(getattr(ends, rival), folder / rival, at[rival]) as theirs,
        ):
            met = Meeting(crowd, {BATON: Rounds(ours), rival: Rounds(theirs)})
            met.begins()
            yield met
    _kept(folder, rival, {name: each.asked for name, each in met.rounds.items()})


def _kept(folder: Path, rival: str, asked: dict[str, int]) -> None:
    """Every message lies in its bot's database, and Baton's answers as sent."""
    found = {
        "select count(*) from inbox where state='done'": BATON,
        "select count(*) from outbox where state='sent'": BATON,
        "select count(*) from messages": rival,
    }
    for count, name in found.items():
        with closing(sqlite3.connect(folder / name / f"{name}.db")) as db:
            (kept,) = db.execute(count).fetchone()
        if kept != asked[name]:
            raise AssertionError(f"{name} was asked {asked[name]} times; {count}: {kept}")


def ratio(met: Meeting, figure: Callable[[Round], float]) -> float:
    """Ours by theirs: the median over the pairs of rounds."""
    ours, theirs = met.rounds.values()
    return median(figure(one) / figure(other) for one, other in zip(ours.busy, theirs.busy, strict=True))


def figures(platform: str, met: Meeting) -> dict[str, float]:
    """What is told of each bot on every platform."""
    results: dict[str, float] = {}
    for name, rounds in met.rounds.items():
        cuts = quantiles(rounds.alone, n=100)
        results |= {
            f"{platform}_{name}_messages_per_second_32": median(each.ran.speed for each in rounds.busy),
            f"{platform}_{name}_processor_ms_a_message": median(each.work for each in rounds.busy),
            f"{platform}_{name}_calls_a_message": median(each.ran.calls / PEOPLE for each in rounds.busy),
            f"{platform}_{name}_alone_ms_p50": cuts[49] * 1000,
            f"{platform}_{name}_alone_ms_p99": cuts[98] * 1000,
        }
    return results


PRINTED = ("messages_per_second_32", "processor_ms_a_message", "calls_a_message", "alone_ms_p50", "alone_ms_p99")


def table(title: str, rival: str, results: dict[str, float], *, more: tuple[str, ...] = ()) -> None:
    """Print the figures of both side by side, and beneath them the ratios."""
    platform = title.casefold()
    print(f"{f'{title}, event in to reply out:':<38}{BATON:>10}{rival:>10}")
    for what in (*PRINTED, *more):
        print(f"{what:<38}" + "".join(f"{results[f'{platform}_{name}_{what}']:>10.2f}" for name in (BATON, rival)))
    for name in (name for name in results if "_vs_" in name):
        print(f"{name:<38}{results[name]:>10.2f}")
