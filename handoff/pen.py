"""Writing the desk's rows: posts, revisions, timers, the transcript, the audit.

Every key is made from the event that caused the row, so deciding again writes the same.
"""

import hashlib
from base64 import b32encode
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from bot.codec import dump, load
from bot.content import Choice, Mark, Post, Reply, Revise, Shown, Withdraw
from bot.effects import Asked, Effect
from bot.events import Due, File, Person, Place
from bot.text import plain
from bot.writes import AuditRow, Change, MessageRow, OutboxRow, TimerRow, Writes, micros
from handoff.acts import SYSTEM, Act, Teammate
from handoff.rows import CaseRow

Content = Post | Revise | Withdraw | Mark
Voice = Literal["desk", "mirror", "staff", "notice"]


def key_of(*parts: object) -> str:
    """24 characters that are always the same for the same parts, fit for a Discord nonce."""
    digest = hashlib.sha256("\x1f".join(map(str, parts)).encode()).digest()
    return b32encode(digest[:15]).decode().lower()


def place_of(text: str) -> Place | None:
    return load(Place, text) if text else None


@dataclass(frozen=True, slots=True)
class Pen:
    """What all rows of one unit have in common."""

    team: str
    seed: str
    """The key of the event that is being answered."""
    now: datetime

    def show(self, case: CaseRow, place: Place, content: Content, voice: Voice, tag: str) -> OutboxRow:
        """One thing to be delivered to `place`; `tag` tells it apart from the unit's others."""
        at = micros(self.now)
        return OutboxRow(
            id=key_of(self.team, self.seed, tag),
            team=self.team,
            place=str(place),
            to=dump(place),
            conversation=case.conversation,
            kind=content.kind,
            voice=voice,
            payload=dump(content, Shown),
            at=at,
            due=at,
            case=case.number,
        )

    def effect(self, case: CaseRow, effect: Effect) -> Writes:
        """Something the world is asked to do about a case; what came of it is told in the customer's conversation."""
        place, person = load(Place, case.place), Person(case.conversation, case.name)
        row = self.show(case, place, Post(Reply()), "desk", "effect")
        asked, line = dump(Asked(effect, place, person)), f"effect:{case.conversation}"
        return Writes((replace(row, place=line, kind="effect", voice="effect", payload=asked),))

    def thread(self, case: CaseRow, reply: Reply, tag: str, voice: Voice = "desk") -> Writes:
        """A line in the case's thread; nothing while the desk has no place yet."""
        place = place_of(case.thread)
        return Writes((self.show(case, place, Post(reply), voice, tag),)) if place else Writes()

    def customer(self, case: CaseRow, text: str, tag: str, *offers: Choice) -> Writes:
        """A notice to the customer, and its line in the transcript."""
        from_us = Reply(text, notice=True, offers=offers)
        row = self.show(case, load(Place, case.place), Post(from_us), "notice", tag)
        return Writes((row, self.line(case, row.id, "notice", "", plain(text))))

    def line(
        self,
        case: CaseRow,
        id: str,
        speaker: str,
        name: str,
        text: str,
        files: tuple[File, ...] = (),
        source: str = "",
        copies: tuple[str, ...] = (),
        author: str = "",
    ) -> MessageRow:
        """One line of the transcript."""
        return MessageRow(
            team=self.team,
            id=id,
            conversation=case.conversation,
            at=micros(self.now),
            speaker=speaker,
            name=name,
            text=text,
            files=dump(files, tuple[File, ...]),
            source=source,
            copies=dump(copies, tuple[str, ...]),
            case=case.number,
            author=author,
        )

    def audit(self, by: Teammate, verb: str, subject: str, detail: str = "") -> Writes:
        """Who did what to what; one for each unit and verb."""
        id = key_of(self.team, self.seed, "audit", verb, subject)
        return Writes((AuditRow(self.team, id, micros(self.now), by.id, verb, subject, detail[:1000]),))

    def timer(self, case: CaseRow, name: str, what: str, after: timedelta) -> Writes:
        """Come back to a case; a timer of the same name is set anew. It remembers since when it runs."""
        due = micros(self.now + after)
        id = f"case:{case.number}:{name}"
        place = place_of(case.thread) or load(Place, case.place)
        since = Due(id, what, str(micros(self.now)))
        act = Act(f"timer:{self.team}:{id}:{due}", self.team, place, SYSTEM, self.now + after, since)
        return Writes((TimerRow(self.team, id, "desk", case.conversation, what, due, event=dump(act)),))

    def cancel(self, case: CaseRow, name: str) -> Writes:
        where = {"team": self.team, "id": f"case:{case.number}:{name}", "state": "set"}
        return Writes(changes=(Change(TimerRow, where, {"state": "off"}),))
