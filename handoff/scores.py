"""How cases went, in figures: of those who were asked, how many said so, and how many of them were content."""

from collections.abc import Callable, Iterator, Sequence

from handoff import wording
from handoff.rows import RatingRow

GOOD = 4
"""From this score on somebody is content."""


def facts(rows: Sequence[RatingRow]) -> Iterator[tuple[str, str]]:
    """All of them, then by department and by who answered, where anybody has said something."""
    if not rows:
        return
    yield "Ratings", _figures(rows)
    if told := _by(rows, lambda row: row.department):
        yield "by department", told
    if told := _by(rows, lambda row: row.mate_name):
        yield "by colleague", told


def _figures(rows: Sequence[RatingRow]) -> str:
    said = [row for row in rows if row.score]
    return f"{_share(said)}, {len(said)} of {len(rows)} asked answered ({_percent(len(said), len(rows))})"


def _by(rows: Sequence[RatingRow], name_of: Callable[[RatingRow], str]) -> str:
    """A line for each; nothing where nobody has said anything."""
    names = sorted({name_of(row) for row in rows if row.score and name_of(row)})
    return "\n".join(f"{wording.safe(name)}: {_figures([r for r in rows if name_of(r) == name])}" for name in names)


def _share(said: Sequence[RatingRow]) -> str:
    if not said:
        return "nobody has rated yet"
    good = sum(row.score >= GOOD for row in said)
    return f"{_percent(good, len(said))} gave 4 or 5 ({good} of {len(said)})"


def _percent(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)} %"
