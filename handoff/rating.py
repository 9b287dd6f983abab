"""How did it go: who is asked when a case has ended, and what becomes of the answer."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.content import Choice, Post, Quoted, Reply
from bot.events import Inbound
from bot.hearing import hear
from bot.policy import Policy
from bot.ports import About, Store
from bot.standing import DeskView, Rated, Rating
from bot.text import clean, escape, shorten
from bot.turns.rating import LOW, SCORES, VERB
from bot.writes import MessageRow, Row, Writes, micros, moment
from handoff import wording
from handoff.case import Stage
from handoff.pen import Pen, place_of
from handoff.routing import blocked, routing_of
from handoff.rows import CaseRow, RatingRow
from handoff.scene import Outcome, Scene, Where
from handoff.timers import RATE, RATING, rests_until
from handoff.timetable import GRAVE, timetable_of

UNASKED = ("spam", "duplicate")
"""Reasons to close after which the question would make no sense."""
GRAVE_WORDS = ("safety", "security")
LOOKED_AT = 200
"""A case's newest lines, that it is judged by whether asking is fitting."""
SHOWN = 5
"""Ratings of one person that a turn looks at."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What goes with the closing notice."""

    words: str = ""
    offers: tuple[Choice, ...] = ()
    writes: Writes = field(default_factory=Writes)


@dataclass(frozen=True, slots=True)
class RatingFile(Row):
    """What the desk needs of a rating during a customer's turn; it is never written."""

    row: RatingRow
    case: CaseRow


async def at_closing(scene: Scene, reason: str) -> Asked:
    """The question with the notice that a case is closed, or the timer that asks it later."""
    if reason in UNASKED or not _may_ask(scene.policy, scene.case):
        return Asked()
    if scene.policy.rating_after_minutes:
        return Asked(writes=later(scene.pen, scene.policy, scene.case))
    row = await _row(scene)
    return Asked(wording.HOW_WAS_IT, buttons(scene.case.number), Writes((row,))) if row else Asked()


def later(pen: Pen, policy: Policy, case: CaseRow) -> Writes:
    """The timer that asks it; with no time to wait, at once."""
    span = timedelta(minutes=policy.rating_after_minutes)
    return pen.timer(case, RATING, RATE, span) if _may_ask(policy, case) else Writes()


async def due(scene: Scene) -> Outcome:
    """The time to ask has come, and the case is still closed."""
    case = scene.case
    row = await _row(scene) if case.conversation and _may_ask(scene.policy, case) else None
    if row is None:
        return Outcome()
    told = scene.pen.customer(case, wording.HOW_WAS_IT, "rating", *buttons(case.number))
    return Outcome(Writes((row,)) + told)


def buttons(number: int) -> tuple[Choice, ...]:
    labels = zip(SCORES, wording.SCORES, strict=True)
    return tuple(Choice(label, f"{VERB}:{number}:{score}") for score, label in labels)


def _may_ask(policy: Policy, case: CaseRow) -> bool:
    """A person answered, and it was nothing after which the question would be an affront."""
    answered = bool(case.first_word) or case.call == "reached"
    return policy.rating and answered and case.rule not in GRAVE and case.department != "security"


async def _row(scene: Scene) -> RatingRow | None:
    """That this person is asked now; None if they were lately, or of this very case, or it does not befit the words."""
    case, at = scene.case, micros(scene.now)
    if blocked(scene.settings, case.conversation):
        return None
    if await scene.store.find(RatingRow, {"team": case.team, "number": case.number}, limit=1):
        return None  # opened again and closed again: the first question can still be answered
    since = at - scene.policy.rating_again_days * 86_400_000_000
    whose = {"team": case.team, "conversation": case.conversation}
    lately = await scene.store.find(RatingRow, whose, order=("asked",), newest_first=True, limit=1)
    if lately and lately[0].asked > since:
        return None
    of_case: Where = {"team": case.team, "case": case.number, "speaker": ("customer", "staff")}
    lines = await scene.store.find(MessageRow, of_case, order=("at",), newest_first=True, limit=LOOKED_AT)
    if any(line.speaker == "customer" and _is_grave(line.text) for line in lines):
        return None
    last = next((line for line in lines if line.speaker == "staff"), None)
    mate, name = (last.author, last.name) if last else (case.owner, case.owner_name)
    return RatingRow(case.team, case.number, 1, case.conversation, case.department, mate, name, at)


def _is_grave(words: str) -> bool:
    return any(rule in GRAVE_WORDS for rule, _ in hear(words).triggers)


async def asked_of(store: Store, team: str, conversation: str) -> tuple[Rating, ...]:
    """What this person was asked, newest first."""
    whose = {"team": team, "conversation": conversation}
    rows = await store.find(RatingRow, whose, order=("asked",), newest_first=True, limit=SHOWN) if conversation else ()
    if not rows:
        return ()
    numbers = tuple(row.number for row in rows)
    cases = {case.number: case for case in await store.find(CaseRow, {"team": team, "number": numbers})}
    return tuple(_as_seen(row, cases[row.number]) for row in rows if row.number in cases)


def _as_seen(row: RatingRow, case: CaseRow) -> Rating:
    rated = moment(row.rated) if row.rated else None
    kept = RatingFile(row, case)
    return Rating(row.number, moment(row.asked), row.score, rated, commented=bool(row.commented), kept=kept)


def rated(rates: Rated, event: Inbound, view: DeskView, about: About) -> Writes:
    """The score or the comment, kept and told to staff; a low one to the leads."""
    file = next(rating.kept for rating in view.ratings if rating.number == rates.number)
    assert isinstance(file, RatingFile), "a rating comes from Desk.view"
    pen = Pen(event.team, event.key, about.now)
    if rates.comment:
        return _commented(pen, file, rates.comment)
    return _scored(pen, file, rates.score, view)


def _scored(pen: Pen, file: RatingFile, score: int, view: DeskView) -> Writes:
    row, case = file.row, file.case
    if score == row.score:
        return Writes()
    alerts = score <= LOW and case.stage == Stage.CLOSED and not row.alerted
    after = replace(row, version=row.version + 1, score=score, rated=micros(pen.now), alerted=row.alerted or alerts)
    line = pen.thread(case, Reply(wording.rated(case.name, score, row.score)), "rated")
    return Writes((after,)) + line + (_to_leads(pen, after, case, view) if alerts else Writes())


def _commented(pen: Pen, file: RatingFile, words: str) -> Writes:
    row, case = file.row, file.case
    after = replace(row, version=row.version + 1, comment=words[:1000], commented=micros(pen.now))
    said = Reply(quoted=Quoted(clean(case.name), escape(shorten(clean(words), 1500)), "customer"))
    return Writes((after,)) + pen.thread(case, said, "rating comment")


def _to_leads(pen: Pen, row: RatingRow, case: CaseRow, view: DeskView) -> Writes:
    """In the channel where the case's card hangs; nobody is called there while they are away."""
    thread, routing = place_of(case.thread), routing_of(view.kept)
    if thread is None:
        return Writes()
    away = rests_until(timetable_of(view.kept), case, pen.now)
    mention = (routing.leads(),) if routing.leads() and away is None else ()
    offers = (Choice("Reopen", f"reopen #{case.number}"), Choice("Transcript", f"transcript #{case.number}"))
    text = wording.rated_low(case.number, case.name, row.score, row.mate_name)
    return Writes(
        (
            pen.show(
                case, replace(thread, thread=""), Post(Reply(text, offers=offers, mention=mention)), "desk", "rated low"
            ),
        )
    )
