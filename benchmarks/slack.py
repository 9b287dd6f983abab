"""Baton on Slack beside a plain slack-bolt app: the whole way from a signed event to the reply.

Both may post as much as Slack lets them, with its limits for each channel and method. Only
while everybody is met for the first time nothing is held back: names are asked for once.
"""

import tempfile
from pathlib import Path

from benchmarks import slack_ends
from benchmarks.pairs import figures, meeting, ratio, table

BOLT = "bolt"
UNLIMITED = "everything"


def measure(folder: Path) -> dict[str, float]:
    with meeting(folder, slack_ends, BOLT, UNLIMITED) as met:
        for name in met.rounds:
            met.crowd.tell(name, "allows")
        met.runs()
    return {
        "slack_path_vs_bolt": ratio(met, lambda one: one.ran.speed),
        "slack_p99_vs_bolt": ratio(met, lambda one: one.late),
        "slack_work_vs_bolt": ratio(met, lambda one: one.work),
        **figures("slack", met),
    }


def run() -> dict[str, float]:
    """Print a table; the figures for results.json."""
    with tempfile.TemporaryDirectory(prefix="baton-bench-") as folder:
        results = measure(Path(folder))
    table("Slack", BOLT, results)
    return results
