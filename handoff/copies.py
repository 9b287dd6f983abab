"""Somebody's message, shown elsewhere as one post or several, and kept like its original."""

from dataclasses import dataclass
from typing import Literal

from bot.content import Post, Quoted, Reply, Revise, Withdraw
from bot.events import File, Place
from bot.text import clean, escape, split
from bot.writes import OutboxRow
from handoff.pen import Pen, Voice
from handoff.rows import CaseRow

Keys = tuple[str, ...]
Role = Literal["customer", "staff", "bot", "note"]
PART = 1900
"""Characters of one post; what every platform takes with a name before it."""


@dataclass(frozen=True, slots=True)
class Copies:
    """The posts to write, and the keys of all posts that now show the message."""

    rows: tuple[OutboxRow, ...]
    keys: Keys


@dataclass(frozen=True, slots=True)
class Line:
    """One message on its way to another place: whose words, under which name, shown where."""

    pen: Pen
    case: CaseRow
    place: Place
    voice: Voice
    role: Role
    name: str

    def copy(self, words: str, files: tuple[File, ...] = (), remark: str = "", tag: str = "copy") -> Copies:
        """Show it for the first time; a remark of ours goes beneath the last part."""
        parts = self._parts(words)
        rows = tuple(
            self._post(part, f"{tag}{n}", *((files, remark) if n == len(parts) - 1 else ((), "")))
            for n, part in enumerate(parts)
        )
        return Copies(rows, tuple(row.id for row in rows))

    def revise(self, keys: Keys, words: str, files: tuple[File, ...] = (), tag: str = "edit") -> Copies:
        """Show other words in the same posts; there may be more parts now, or fewer."""
        parts = self._parts(words)
        last = len(parts) - 1
        kept = tuple(
            self._revision(key, part, files if n == last else (), f"{tag}{n}")
            for n, (key, part) in enumerate(zip(keys, parts, strict=False))
        )
        gone = self.withdraw(keys[len(parts) :], tag)
        more = tuple(self._post(part, f"{tag} more{n}") for n, part in enumerate(parts[len(keys) :]))
        return Copies((*kept, *gone, *more), (*keys[: len(parts)], *(row.id for row in more)))

    def part(self, words: str, at: int, files: tuple[File, ...]) -> Reply:
        """One of the posts that show the words, as they are now; files hang at the last."""
        parts = self._parts(words)
        part = parts[at] if at < len(parts) else "…"
        return self._reply(part, files if at >= len(parts) - 1 else ())

    def withdraw(self, keys: Keys, tag: str = "take back") -> tuple[OutboxRow, ...]:
        return tuple(self.pen.show(self.case, self.place, Withdraw(key), self.voice, f"{tag} {key}") for key in keys)

    def _parts(self, words: str) -> tuple[str, ...]:
        return split(escape(clean(words)), PART) or ("",)

    def _post(self, part: str, tag: str, files: tuple[File, ...] = (), remark: str = "") -> OutboxRow:
        return self.pen.show(self.case, self.place, Post(self._reply(part, files, remark)), self.voice, tag)

    def _revision(self, key: str, part: str, files: tuple[File, ...], tag: str) -> OutboxRow:
        return self.pen.show(self.case, self.place, Revise(key, self._reply(part, files)), self.voice, tag)

    def _reply(self, part: str, files: tuple[File, ...], remark: str = "") -> Reply:
        return Reply(remark, files=files, quoted=Quoted(clean(self.name), part, self.role))
