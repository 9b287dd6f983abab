"""Baton on Discord beside a plain discord.py bot: the whole way from a gateway event to the reply.

Rate limits hold nobody up; but once more, shorter, under Discord's 50 requests a second.
"""

import tempfile
from pathlib import Path
from statistics import median

from benchmarks import discord_ends
from benchmarks.pairs import WIDTH, Meeting, figures, meeting, ratio, table

PLAIN = "plain"
HELD = 150
"""Messages a round of many under Discord's limit."""
UNLIMITED, LIMIT = 1_000_000, 50
"""Requests a second."""


def measure(folder: Path) -> dict[str, float]:
    with meeting(folder, discord_ends, PLAIN, UNLIMITED) as met:

        def held(name: str) -> None:
            met.crowd.tell(name, "allows", LIMIT)
            met.rounds[name].held.append(met.ran(name, HELD, WIDTH))
            met.crowd.tell(name, "allows", UNLIMITED)

        met.runs(held)
    return _figures(met)


def _figures(met: Meeting) -> dict[str, float]:
    ours, theirs = met.rounds.values()
    held = zip(ours.held, theirs.held, strict=True)
    at_50 = {
        f"discord_{name}_messages_per_second_at_50": median(each.speed for each in rounds.held)
        for name, rounds in met.rounds.items()
    }
    return {
        "discord_path_vs_plain": ratio(met, lambda one: one.ran.speed),
        "discord_path_vs_plain_at_50_requests": median(one.speed / other.speed for one, other in held),
        "discord_work_vs_plain": ratio(met, lambda one: one.work),
        **at_50,
        **figures("discord", met),
    }


def run() -> dict[str, float]:
    """Print a table; the figures for results.json."""
    with tempfile.TemporaryDirectory(prefix="baton-bench-") as folder:
        results = measure(Path(folder))
    table("Discord", PLAIN, results, more=("messages_per_second_at_50",))
    return results
