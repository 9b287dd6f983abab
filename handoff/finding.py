"""Finding a case again: by its number, by who it was, by an order, by what was wanted."""

from bot.content import Choice, Reply
from bot.writes import moment
from handoff import wording
from handoff.brief import kept, listed
from handoff.refusal import NotUnderstood
from handoff.routing import blocked
from handoff.rows import CaseRow
from handoff.scene import Outcome, Scene

LOOKED_AT = 5000
"""The newest cases of a team that are looked through."""
SHOWN = 10


async def found(scene: Scene, words: str) -> Outcome:
    """Cases in which every word stands, newest first."""
    wanted = words.casefold().replace("#", " ").split()
    if not wanted:
        raise NotUnderstood("Say what to look for: a number, a name, an order, or words of what was wanted.")
    rows = await scene.store.find(
        CaseRow, {"team": scene.act.team}, order=("number",), newest_first=True, limit=LOOKED_AT
    )
    met = [row for row in rows if _fits(row, wanted)]
    if not met:
        return Outcome(reply=Reply(f"No case has {wording.safe(words, 80)} in it."))
    lines = [_line(row, scene) for row in met[:SHOWN]]
    lines += [f"- and {len(met) - SHOWN} more: add a word"] if len(met) > SHOWN else []
    offers = (Choice("Transcript", f"transcript #{met[0].number}"),) if len(met) == 1 else ()
    return Outcome(reply=Reply("\n".join(lines), offers=offers))


def _fits(row: CaseRow, wanted: list[str]) -> bool:
    brief = kept(row)
    parts = (str(row.number), row.name, row.order, row.callback, row.department, row.owner_name)
    told = (*parts, brief.customer, brief.wants, *brief.last_words, *(value for fact in brief.facts for value in fact))
    text = " ".join(told).casefold()
    return all(word == str(row.number) if word.isdecimal() and len(word) < 4 else word in text for word in wanted)


def _line(row: CaseRow, scene: Scene) -> str:
    """With the day it was opened."""
    shut_out = blocked(scene.settings, row.conversation)
    return listed(row, scene.now, shut_out, f"{moment(row.opened):%d %b}")
