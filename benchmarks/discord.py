"""Baton on Discord beside a plain discord.py bot: the whole way from a gateway event to the reply.

Both have a stand-in of the same kind, in a process of their own. A round is one message
by each of 500 people, 32 of them waiting at any time, with rate limits that hold nobody
up; and once more, shorter, under Discord's 50 requests a second. Rounds are interleaved,
and ratios are taken within each pair of them, so that what else the machine does falls
on both.
"""

import multiprocessing
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks import discord_ends
from benchmarks.discord_ends import CUSTOMERS, Ran

PEOPLE, WIDTH = 500, 32
ROUNDS = 5
ALONE, HELD = 60, 150
"""Messages a round of one in flight, and of many under Discord's limit."""
UNLIMITED, LIMIT = 1_000_000, 50
"""Requests a second."""
BATON, PLAIN = "baton", "plain"
NAMES = (BATON, PLAIN)
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


@dataclass(slots=True)
class Rounds:
    """All rounds of one bot."""

    bot: End
    busy: list[Round] = field(default_factory=list)
    held: list[Ran] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)
    asked: int = 0


def measure(folder: Path) -> dict[str, float]:
    with started(discord_ends.standin, NAMES, PEOPLE) as crowd:
        at = crowd.hear()
        for name in NAMES:
            (folder / name).mkdir()
            crowd.tell(name, "allows", UNLIMITED)
        with (
            started(discord_ends.baton, folder / BATON, at[BATON]) as baton,
            started(discord_ends.plain, folder / PLAIN, at[PLAIN]) as plain,
        ):
            rounds = {BATON: Rounds(baton), PLAIN: Rounds(plain)}
            _begun(crowd, rounds)
            for number in range(ROUNDS):
                for name in NAMES if number % 2 else reversed(NAMES):
                    _round(crowd, name, rounds[name])
            for name in NAMES:
                crowd.tell(name, "settles")
    _kept(folder, {name: each.asked for name, each in rounds.items()})
    return _figures(rounds[BATON], rounds[PLAIN])


def _begun(crowd: End, rounds: dict[str, Rounds]) -> None:
    """Each customer is told of a parcel, the plain bot says hello, and both have met everybody once."""
    for name, each in rounds.items():
        if each.bot.hear() != "ready":
            raise AssertionError(f"{name} did not start")
        crowd.tell(name, "settles")
        told = [crowd.tell(name, "asks", number) for number in range(len(CUSTOMERS))]
        wanted = "arcel" if name == BATON else "hello"
        if not all(wanted in answer for answer in told):
            raise AssertionError(f"{name} answered {told}")
        crowd.tell(name, "round", PEOPLE, WIDTH)
        each.asked = len(told) + PEOPLE


def _round(crowd: End, name: str, rounds: Rounds) -> None:
    before = rounds.bot.tell("processor")
    ran = crowd.tell(name, "round", PEOPLE, WIDTH)
    rounds.busy.append(Round(ran, rounds.bot.tell("processor") - before))
    rounds.alone += crowd.tell(name, "round", ALONE, 1).waits
    crowd.tell(name, "allows", LIMIT)
    rounds.held.append(crowd.tell(name, "round", HELD, WIDTH))
    crowd.tell(name, "allows", UNLIMITED)
    rounds.asked += PEOPLE + ALONE + HELD


def _kept(folder: Path, asked: dict[str, int]) -> None:
    """Every message lies in its bot's database, and Baton's answers as sent."""
    found = {
        "select count(*) from inbox where state='done'": BATON,
        "select count(*) from outbox where state='sent'": BATON,
        "select count(*) from messages": PLAIN,
    }
    for count, name in found.items():
        with closing(sqlite3.connect(folder / name / f"{name}.db")) as db:
            (kept,) = db.execute(count).fetchone()
        if kept != asked[name]:
            raise AssertionError(f"{name} was asked {asked[name]} times; {count}: {kept}")


def _figures(ours: Rounds, theirs: Rounds) -> dict[str, float]:
    pairs, held = zip(ours.busy, theirs.busy, strict=True), zip(ours.held, theirs.held, strict=True)
    both = list(pairs)
    results = {
        "discord_path_vs_plain": median(one.ran.speed / other.ran.speed for one, other in both),
        "discord_path_vs_plain_at_50_requests": median(one.speed / other.speed for one, other in held),
        "discord_work_vs_plain": median(one.work / other.work for one, other in both),
    }
    for name, rounds in ((BATON, ours), (PLAIN, theirs)):
        cuts = quantiles(rounds.alone, n=100)
        results |= {
            f"discord_{name}_messages_per_second_32": median(each.ran.speed for each in rounds.busy),
            f"discord_{name}_messages_per_second_at_50": median(each.speed for each in rounds.held),
            f"discord_{name}_processor_ms_a_message": median(each.work for each in rounds.busy),
            f"discord_{name}_calls_a_message": median(each.ran.calls / PEOPLE for each in rounds.busy),
            f"discord_{name}_alone_ms_p50": cuts[49] * 1000,
            f"discord_{name}_alone_ms_p99": cuts[98] * 1000,
        }
    return results


PRINTED = (
    "messages_per_second_32",
    "messages_per_second_at_50",
    "processor_ms_a_message",
    "calls_a_message",
    "alone_ms_p50",
    "alone_ms_p99",
)


def run() -> dict[str, float]:
    """Print a table; the figures for results.json."""
    with tempfile.TemporaryDirectory(prefix="baton-bench-") as folder:
        results = measure(Path(folder))
    print(f"{'Discord, event in to reply out:':<38}{BATON:>10}{PLAIN:>10}")
    for what in PRINTED:
        print(f"{what:<38}" + "".join(f"{results[f'discord_{name}_{what}']:>10.2f}" for name in NAMES))
    for name in ("discord_path_vs_plain", "discord_path_vs_plain_at_50_requests", "discord_work_vs_plain"):
        print(f"{name:<38}{results[name]:>10.2f}")
    return results
