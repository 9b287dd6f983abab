"""The customer's side of the thread: words, files, edits and deletes, carried to staff."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.codec import dump, load
from bot.content import Reply
from bot.events import Deleted, Edited, File, Filled, Inbound, Place, Said
from bot.ports import About
from bot.recording import message_id
from bot.writes import Change, MessageRow, Row, Writes, micros
from handoff import calling, wording
from handoff.acts import SYSTEM
from handoff.brief import with_words
from handoff.case import Move, Stage, advance
from handoff.copies import Copies, Keys, Line
from handoff.pen import Pen, place_of
from handoff.rows import CaseRow
from handoff.scene import become
from handoff.timers import rests_until
from handoff.timetable import Timetable, timetable_of


@dataclass(frozen=True, slots=True)
class CaseFile(Row):
    """What the desk needs of an open case during a customer's turn; it is never written."""

    case: CaseRow
    shown: Mapping[str, MessageRow] = field(default_factory=dict)
    """The customer's lines that hang in the thread, by their row's id."""
    called: str = ""
    """Whom to call about it: its owner, else its department's role."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """The desk's own."""

    @property
    def hours(self) -> Timetable:
        return timetable_of(self.settings)


def relayed(file: CaseFile, event: Inbound, about: About) -> Writes:
    """The event in the thread, and the case after it."""
    match event.body:
        case Said():
            return _said(file, event, event.body, about)
        case Edited():
            return _edited(file, event, event.body, about)
        case Deleted():
            return _deleted(file, event, event.body, about)
        case Filled():
            return _filled(file, event, event.body, about)
        case _:
            return Writes()


def _said(file: CaseFile, event: Inbound, said: Said, about: About) -> Writes:
    pen = Pen(event.team, event.key, about.now)
    row, copies = mirrored(pen, file.case, event, said)
    called = _called_again(pen, file) if about.again else Writes()
    return Writes((*copies.rows, row)) + heard(pen, file, said.text, event.place, about) + called


def _called_again(pen: Pen, file: CaseFile) -> Writes:
    """Somebody has asked after it: whoever has it is called, below the words that ask."""
    case = file.case
    mention = (file.called,) if file.called and rests_until(file.hours, case, pen.now) is None else ()
    line = pen.thread(case, Reply(wording.asks_again(case.name), mention=mention), "asks again")
    return line + pen.audit(SYSTEM, "asks again", f"case:{case.number}")


def mirrored(pen: Pen, case: CaseRow, event: Inbound, said: Said) -> tuple[MessageRow, Copies]:
    """A message as it hangs in the thread, and its line in the transcript."""
    refused = "\n".join(f"Not taken: {wording.safe(why)}." for why in said.refused)
    line = thread_line(pen, case)
    copies = (
        line.copy(wording.harmless(case.department, said.text), said.files, refused, tag="mirror")
        if line
        else Copies((), ())
    )
    id = message_id(event.place, said.message)
    return pen.line(case, id, "customer", case.name, said.text, said.files, said.message, copies.keys), copies


def first_words(pen: Pen, case: CaseRow, event: Inbound, before: tuple[str, ...]) -> Writes:
    """At the opening: what was said shortly before, then the message that opened the case."""
    said = event.body if isinstance(event.body, Said) else None
    earlier = "\n".join(
        wording.harmless(case.department, words) for words in before if said is None or words != said.text[:500]
    )
    line = thread_line(pen, case)
    told = line.copy(earlier, tag="before").rows if line and earlier else ()
    if said is None:
        return Writes(told)
    row, copies = mirrored(pen, case, event, said)
    return Writes((*told, *copies.rows, row))


def thread_line(pen: Pen, case: CaseRow) -> Line | None:
    """How the customer's words are shown in the case's thread, if it has one yet."""
    thread = place_of(case.thread)
    return Line(pen, case, thread, "mirror", "customer", case.name) if thread else None


def heard(pen: Pen, file: CaseFile, words: str, place: Place, about: About) -> Writes:
    """The case after the customer wrote: it may wake; answers go to where they wrote from, unless that is public.

    A telephone number among the words is where they are to be called.
    """
    case = file.case
    call = calling.heard(case, words, about.policy, about.now)
    at, now = case.place if place.public else dump(place), micros(about.now)
    brief = with_words(case, words, call.raw)
    after = advance(case, Move.CUSTOMER_WROTE, about.now, last_customer=now, brief=brief, place=at)
    after = replace(after, urgent=case.urgent or about.again, **call.fields)
    woke = Reply(wording.woken(case.owner_name, wrote=True), mention=(case.owner,))
    said = pen.thread(case, woke, "woke") if case.stage == Stage.SNOOZED else Writes()
    said += pen.customer(case, call.told, "call to customer") if call.told else Writes()
    gave = Reply(call.line, mention=tuple(filter(None, (case.owner,))))
    said += pen.thread(case, gave, "number") if call.line else Writes()
    return become(pen, about.policy, file.hours, case, after) + said


def _filled(file: CaseFile, event: Inbound, filled: Filled, about: About) -> Writes:
    words = "\n".join(f"{name}: {value}" for name, value in filled.values.items() if value)
    return _said(file, event, Said(words, event.key), about) if words else Writes()


def _edited(file: CaseFile, event: Inbound, change: Edited, about: About) -> Writes:
    pen, case = Pen(event.team, event.key, about.now), file.case
    now = micros(about.now)
    row = file.shown.get(message_id(event.place, change.message))
    line = thread_line(pen, case)
    if row is None or line is None or row.copies == "[]":
        told = pen.thread(case, Reply(wording.customer_edited(change.text)), "edited before")
        return told + _marked(event, change.message, {"text": change.text, "edited": now})
    copies = line.revise(
        load(Keys, row.copies), wording.harmless(case.department, change.text), load(tuple[File, ...], row.files)
    )
    return Writes((*copies.rows, replace(row, text=change.text, edited=now, copies=dump(copies.keys, Keys))))


def _deleted(file: CaseFile, event: Inbound, change: Deleted, about: About) -> Writes:
    pen, case = Pen(event.team, event.key, about.now), file.case
    row = file.shown.get(message_id(event.place, change.message))
    line = thread_line(pen, case)
    if row is None or line is None or row.copies == "[]":
        told = pen.thread(case, Reply(wording.CUSTOMER_DELETED), "deleted before")
        return told + _marked(event, change.message, {"deleted": micros(about.now)})
    gone = line.withdraw(load(Keys, row.copies))
    return Writes((*gone, replace(row, deleted=micros(about.now), copies="[]")))


def _marked(event: Inbound, message: str, to: Mapping[str, str | int]) -> Writes:
    where = {"team": event.team, "id": message_id(event.place, message)}
    return Writes(changes=(Change(MessageRow, where, dict(to)),))
