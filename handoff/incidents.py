"""Incidents, as leads run them: open one, say how it stands, and tell all when it is over."""

from dataclasses import replace

from bot.codec import dump, load
from bot.content import Post, Reply, Shown
from bot.events import Place
from bot.incidents import TOPICS, IncidentRow, ReportRow
from bot.text import escape
from bot.writes import MessageRow, OutboxRow, Writes, micros, moment
from handoff import wording
from handoff.pen import key_of
from handoff.refusal import Refusal
from handoff.scene import Outcome, Scene

MOST = 10_000
"""People told in one go."""


async def shown(scene: Scene) -> Outcome:
    """What is going on, since when, who has met it, and what they are told."""
    rows = [row for topic in TOPICS if (row := await _found(scene, topic)) and row.state == "open"]
    lines = [await _line(scene, row) for row in rows]
    return Outcome(reply=Reply("\n".join(lines) or "No incident is open."))


async def opened(scene: Scene, topic: str, status: str) -> Outcome:
    """From now on whoever reports this is told the status."""
    before = await _found(scene, topic)
    if before and before.state == "open":
        raise Refusal(f"There is an incident about the {topic} already; `incident say` changes what is told.")
    now = micros(scene.now)
    version = before.version + 1 if before else 1
    row = IncidentRow(scene.act.team, topic, version, "open", now, now, status, scene.by.id)
    audit = scene.pen.audit(scene.by, "incident open", f"incident:{topic}", status)
    return Outcome(
        Writes((row,)) + audit, Reply(f"Whoever reports a problem with the {topic} now reads: {escape(status)}")
    )


async def said(scene: Scene, topic: str, status: str) -> Outcome:
    """A new status, told to all who have met it and to whoever comes."""
    row = await _open(scene, topic)
    after = replace(row, version=row.version + 1, status=status, by=scene.by.id)
    told = await _told(scene, row, wording.incident_news(status))
    audit = scene.pen.audit(scene.by, "incident say", f"incident:{topic}", status)
    return Outcome(Writes((after,)) + told + audit, _count(told))


async def over(scene: Scene, topic: str, status: str) -> Outcome:
    """It is over, and all who have met it are told."""
    row = await _open(scene, topic)
    after = replace(row, version=row.version + 1, state="over", closed=micros(scene.now), by=scene.by.id)
    told = await _told(scene, row, wording.incident_over(status))
    audit = scene.pen.audit(scene.by, "incident over", f"incident:{topic}", status)
    return Outcome(Writes((after,)) + told + audit, _count(told))


def _count(told: Writes) -> Reply:
    people = sum(isinstance(row, OutboxRow) for row in told.rows)
    return Reply(f"{people} {'person is' if people == 1 else 'people are'} told.")


async def _found(scene: Scene, topic: str) -> IncidentRow | None:
    found = await scene.store.find(IncidentRow, {"team": scene.act.team, "topic": topic}, limit=1)
    return found[0] if found else None


async def _open(scene: Scene, topic: str) -> IncidentRow:
    row = await _found(scene, topic)
    if row is None or row.state != "open":
        raise Refusal(f"No incident about the {topic} is open.")
    return row


async def _met(scene: Scene, row: IncidentRow) -> tuple[ReportRow, ...]:
    where = {"team": row.team, "topic": row.topic}
    return await scene.store.find(ReportRow, where, after=("at", row.since - 1), order=("at",), limit=MOST)


async def _line(scene: Scene, row: IncidentRow) -> str:
    met = len(await _met(scene, row))
    since = wording.span(scene.now - moment(row.opened))
    told = wording.safe(row.status, 300) or "only that we know of it"
    return f"- {row.topic}: open for {since}, met by {met}. They are told: {told}"


async def _told(scene: Scene, row: IncidentRow, text: str) -> Writes:
    """A notice to each of them, where they wrote from, and its line in their transcript."""
    rows: list[OutboxRow | MessageRow] = []
    for report in await _met(scene, row):
        rows += _notice(scene, report, text)
    return Writes(tuple(rows))


def _notice(scene: Scene, report: ReportRow, text: str) -> tuple[OutboxRow, MessageRow]:
    at, team = micros(scene.now), scene.act.team
    id, place = key_of(team, scene.act.key, "incident", report.person), load(Place, report.place)
    shown = dump(Post(Reply(text, notice=True)), Shown)
    post = OutboxRow(id, team, str(place), report.place, report.person, "post", "notice", shown, at, at)
    return post, MessageRow(team, id, report.person, at, "notice", "", text, copies=dump((id,), tuple[str, ...]))
