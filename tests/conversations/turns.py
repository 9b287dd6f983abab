"""How many turns an errand takes its customer: `python -m tests.conversations.turns` prints the table."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from tests.conversations.transcript import Talk, read_all

FOLDER = Path(__file__).parent


def by_errand(talks: Iterable[Talk]) -> dict[str, list[int]]:
    """The turns of every conversation, by what it is about."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for talk in talks:
        found[talk.about].append(talk.turns)
    return dict(sorted(found.items()))


def table(talks: Iterable[Talk]) -> str:
    """One line an errand: how many conversations, the median of their turns, the most."""
    rows = [f"{'errand':<16} talks  median  worst"]
    for errand, turns in by_errand(talks).items():
        rows.append(f"{errand:<16} {len(turns):>5}  {median(turns):>6g}  {max(turns):>5}")
    return "\n".join(rows)


if __name__ == "__main__":
    print(table(read_all(FOLDER)))
