"""What staff read: the queue, their own cases, the words of one, the figures of all."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from statistics import median

from bot.content import Card, Choice, Reply
from bot.text import shorten
from bot.writes import MessageRow, micros, moment
from handoff import scores, wording
from handoff.brief import listed
from handoff.case import OPEN, OPEN_STAGES, Stage, pressing
from handoff.in_order import asked_first
from handoff.moves import may_own
from handoff.routing import blocked
from handoff.rows import CaseRow, RatingRow
from handoff.scene import Outcome, Scene, Where
from handoff.waits import platform_of, until_called, waited

SHOWN = 20
LOOKED_THROUGH = 1000
"""Lines of a conversation, the newest, among which those of a case are."""
CLAIMS_OFFERED = 3


async def _open(scene: Scene, owner: str = "") -> list[CaseRow]:
    where: Where = {"team": scene.act.team, "stage": OPEN_STAGES}
    where |= {"owner": owner} if owner else {}
    return sorted(await scene.store.find(CaseRow, where), key=pressing)


def _lines(scene: Scene, cases: Sequence[CaseRow]) -> str:
    shown = [listed(c, scene.now, blocked(scene.settings, c.conversation), _ball(c)) for c in cases[:SHOWN]]
    return "\n".join(shown + ([f"- and {len(cases) - SHOWN} more"] if len(cases) > SHOWN else []))


def _ball(case: CaseRow) -> str:
    """Whose turn it is; the card leaves it out, as it would have to be redrawn with every message."""
    return "waiting for the customer" * (case.stage == Stage.WAITING_ON_CUSTOMER)


async def queue(scene: Scene) -> Outcome:
    cases = await _open(scene)
    if not cases:
        return Outcome(reply=Reply("No case is open."))
    waiting = [case for case in cases if case.stage == Stage.WAITING and may_own(case, scene.by.role)]
    offers = tuple(Choice(f"Claim #{case.number}", f"claim #{case.number}") for case in waiting[:CLAIMS_OFFERED])
    return Outcome(reply=Reply(_lines(scene, cases), offers=offers))


async def mine(scene: Scene) -> Outcome:
    cases = await _open(scene, scene.by.id)
    return Outcome(reply=Reply(_lines(scene, cases) or "You own no open case."))


async def transcript(scene: Scene, count: int) -> Outcome:
    """The newest lines of the conversation up to the end of the case, oldest first."""
    where = {"team": scene.act.team, "conversation": scene.case.conversation}
    limit = min(max(count, 1), 200)
    found = await scene.store.find(MessageRow, where, order=("at",), newest_first=True, limit=LOOKED_THROUGH)
    # What was said after a case was closed is of the next one, or of none.
    rows = [row for row in found if not scene.case.closed or row.at <= scene.case.closed][:limit]
    lines = map(_line, asked_first(reversed(rows), lambda row: (row.at, row.speaker)))
    return Outcome(reply=Reply("\n".join(lines) or "Nothing has been said yet."))


def _line(row: MessageRow) -> str:
    who = {"bot": "the bot", "notice": "notice to the customer", "note": f"note, {row.name}"}.get(row.speaker, row.name)
    marks = " (edited)" * bool(row.edited) + " (taken back)" * bool(row.deleted) + " (with files)" * (row.files != "[]")
    words = " ".join(shorten(row.text, 400).split())
    return f"- {moment(row.at):%d %b %H:%M} **{wording.safe(who)}**{marks}: {wording.safe(words)}"


async def stats(scene: Scene) -> Outcome:
    """How many wait, and how long people wait, today and over seven days."""
    midnight = scene.now.replace(hour=0, minute=0, second=0, microsecond=0)
    week = await _since(scene, micros(scene.now - timedelta(days=7)))
    today = [case for case in week if case.opened >= micros(midnight)]
    cases = await _open(scene)
    by_stage = [f"{sum(c.stage == s for c in cases)} {s.replace('_', ' ')}" for s in OPEN]
    departments, platforms = sorted({c.department for c in week}), sorted(set(map(platform_of, week)))
    facts = [
        ("Open now", f"{len(cases)}: {', '.join(by_stage)}"),
        ("Today", _figures(scene, today)),
        ("7 days", _figures(scene, week)),
    ]
    facts += [(name, _figures(scene, [c for c in week if c.department == name])) for name in departments]
    facts += [(f"on {name}", _figures(scene, [c for c in week if platform_of(c) == name])) for name in platforms]
    facts += [("Calls", calls)] if (calls := _calls(week)) else []
    asked = {"team": scene.act.team}
    since = ("asked", micros(scene.now - timedelta(days=7)))
    facts += scores.facts(await scene.store.find(RatingRow, asked, after=since, limit=10000))
    return Outcome(reply=Reply(card=Card("Waits, as medians", tuple(facts))))


async def _since(scene: Scene, at: int) -> tuple[CaseRow, ...]:
    return await scene.store.find(CaseRow, {"team": scene.act.team}, after=("opened", at), limit=10000)


def _figures(scene: Scene, cases: Sequence[CaseRow]) -> str:
    """Counted while the department was open."""
    first = _median(_took(scene, c, c.first_word) for c in cases if c.first_word)
    settled = _median(_took(scene, c, c.closed) for c in cases if c.closed)
    return f"{len(cases)} case{'s' * (len(cases) != 1)}, first answer {first}, settled {settled}"


def _took(scene: Scene, case: CaseRow, until: int) -> int:
    return waited(case, until, scene.hours) if until >= case.opened else -1


def _calls(cases: Sequence[CaseRow]) -> str:
    """Calls that were asked for, and how long the first try took to come."""
    asked = [case for case in cases if case.call]
    if not asked:
        return ""
    spans = [took for case in asked if (took := until_called(case)) is not None]
    reached = sum(case.call == "reached" for case in asked)
    return f"{len(asked)} asked for, {reached} reached, first try after {_median(spans)}"


def _median(times: Iterable[int]) -> str:
    known = [time for time in times if time >= 0]
    return wording.span(timedelta(microseconds=median(known))) if known else "no figure yet"
