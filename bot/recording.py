"""A turn as rows: the conversation, the transcript, the outbox, timers and confirmations."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.codec import dump
from bot.content import Post, Reply, Shown
from bot.effects import Asked, Effect
from bot.events import Deleted, Due, Edited, File, Inbound, Place, Said
from bot.facts import FROZEN
from bot.incidents import IncidentRow, ReportRow
from bot.memory import Turn, Wake
from bot.policy import Policy
from bot.text import plain
from bot.writes import (
    AuditRow,
    BindingRow,
    Change,
    CodeRow,
    ConfirmationRow,
    ConsentRow,
    ConversationRow,
    MessageRow,
    OutboxRow,
    Row,
    Scalar,
    SettingRow,
    Snapshot,
    TimerRow,
    Writes,
    micros,
    new_key,
)
from bot.written import QuestionRow, masked

BOT = "bot"
"""Who did it, where nobody of flesh and blood did."""
FILES, KEYS = tuple[File, ...], tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recording:
    """Writes down what one event's turn changed."""

    event: Inbound
    snapshot: Snapshot
    now: datetime
    mirrored: bool = False
    """A case's thread shows the customer's words: the desk writes those lines down, with their copies."""
    policy: Policy = Policy()
    incident: IncidentRow | None = None
    """The row of the topic that this event reports, as it was read."""

    def of(self, turn: Turn) -> Writes:
        rows = (self._conversation(turn), *self._heard(turn), *self._said(turn), *self._kept(turn))
        return Writes(rows, tuple(self._changed(turn)))

    _at: int = field(init=False)
    _to: str = field(init=False)
    """Where the event came from, as rows keep it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_at", micros(self.now))
        object.__setattr__(self, "_to", dump(self.event.place))

    def _conversation(self, turn: Turn) -> ConversationRow:
        before = self.snapshot.conversation
        place = before.place if before and self.event.place.public else self._to
        return ConversationRow(
            self.event.team,
            self.event.person.id,
            before.version + 1 if before else 1,
            self.event.person.name,
            place,
            dump(turn.after),
            bool(before and before.silent and not turn.ends_case),
            self._at,
        )

    def _heard(self, turn: Turn) -> Iterator[Row]:
        """The customer's own words."""
        body = self.event.body
        if isinstance(body, Said) and not self.mirrored:
            yield MessageRow(
                self.event.team,
                message_id(self.event.place, body.message),
                self.event.person.id,
                self._at,
                "customer",
                self.event.person.name,
                "••••••" if turn.masks else body.text,
                dump(body.files, FILES) if body.files else "[]",
                body.message,
            )

    def _changed(self, turn: Turn) -> Iterator[Change]:
        body = self.event.body
        if isinstance(body, Edited | Deleted) and not self.mirrored:
            key = {"team": self.event.team, "id": message_id(self.event.place, body.message)}
            to: dict[str, Scalar] = {"deleted": self._at}
            if isinstance(body, Edited):
                to = {"text": body.text, "edited": self._at}
            yield Change(MessageRow, key, to)

    def _said(self, turn: Turn) -> Iterator[Row]:
        for reply in turn.replies:
            key = new_key()
            yield self._post(key, reply)
            speaker = "notice" if reply.notice else "bot"
            words = plain(reply.text or (reply.question.text if reply.question else ""))
            copies = dump((key,), KEYS)
            yield MessageRow(self.event.team, key, self.event.person.id, self._at, speaker, "", words, copies=copies)
        for effect in turn.effects:
            yield self._effect(effect)

    def _post(self, key: str, reply: Reply) -> OutboxRow:
        place = self.event.place
        return OutboxRow(
            key,
            self.event.team,
            str(place),
            self._to,
            self.event.person.id,
            "post",
            "notice" if reply.notice else "bot",
            dump(Post(reply), Shown),
            self._at,
            self._at,
        )

    def _effect(self, effect: Effect) -> OutboxRow:
        asked = Asked(effect, self.event.place, self.event.person)
        line = f"effect:{self.event.person.id}"
        key = new_key()
        who = self.event.person.id
        return OutboxRow(key, self.event.team, line, self._to, who, "effect", "effect", dump(asked), self._at, self._at)

    def _kept(self, turn: Turn) -> Iterator[Row]:
        team, person = self.event.team, self.event.person.id
        if turn.binds:
            yield BindingRow(team, person, turn.binds, "e-mailed code", person, self._at)
        if turn.shares:
            yield ConsentRow(team, person, turn.shares, self._at)
        if turn.code_for:
            yield CodeRow(team, new_key(), person, turn.code_for, self._at)
        yield from self._incident(turn)
        if turn.freezes:
            why = turn.decided[0] if turn.decided else ""
            yield SettingRow(team, FROZEN + turn.freezes, why, self._at, BOT)
            yield AuditRow(team, new_key(), self._at, BOT, "freeze", f"customer:{turn.freezes}", why)
        for title, text in turn.confirms:
            yield ConfirmationRow(team, new_key(), person, self._at, title, text)
        for one in turn.noted:
            row = QuestionRow(team, new_key(), person, self._at, one.outcome, masked(one.text), one.intent, one.answer)
            yield row
        for wake in turn.wakes:
            yield self._timer(wake)

    def _incident(self, turn: Turn) -> Iterator[Row]:
        """The report that was made, and the incident that it makes."""
        team, now = self.event.team, self._at
        if turn.reports:
            place = dump(self.event.private) if self.event.place.public and self.event.private else self._to
            yield ReportRow(team, turn.reports, self.event.person.id, place, now)
        if turn.incident:
            since = micros(self.now - timedelta(minutes=self.policy.incident_minutes))
            version = self.incident.version + 1 if self.incident else 1
            yield IncidentRow(team, turn.incident, version, "open", now, since, by=BOT)
            yield AuditRow(team, new_key(), now, BOT, "incident open", f"incident:{turn.incident}")

    def _timer(self, wake: Wake) -> TimerRow:
        """One timer of a kind and about one thing for each conversation: a new one takes the old one's place."""
        key = ":".join(filter(None, (wake.what, wake.about, self.event.person.id)))
        due = self.now + wake.after
        ring = Due(key, wake.what, wake.about)
        event = Inbound("", self.event.team, self.event.place, self.event.person, due, ring)
        who, rings = self.event.person.id, micros(due)
        return TimerRow(self.event.team, key, "customer", who, wake.what, rings, wake.about, event=dump(event))


def message_id(place: Place, message: str) -> str:
    """The transcript's id of a platform's message."""
    return f"{place}/{message}"
