"""The format of a scripted conversation, read strictly: a line that is not understood fails with its place.

About: refund                         what the file's conversations are about; a conversation may say it anew

== She changes her mind               one conversation, by its name
Given: rosa                           whose account; "rosa, not signed in" for a chat that nobody knows yet
Policy: high_value USD=40             a setting of the team, before it begins
rosa: my kettle leaks                 what the customer types; an indented line goes on with it
rosa: here (photo: kettle.png)        a picture (or "file: notes.txt") comes with it; words may be missing
[Stop]                                the newest button that begins so
(a day passes)                        what happens meanwhile: see `HAPPENINGS`
Ends with:                            the state of the world, never the bot's sentences
  ledger: pay_back 48.00 for 7731     each deed in the shop's ledger, or "nothing"; in full, in any order
  case: billing, high value, urgent   the case that is open, by department and rule, or "none"
  card: 48.00                         stands on the case's card
  kept: $48.00                        stands in the message centre ("nothing": it is empty)
  told: Toledo                        a fact (a sum, a day, a place) that the customer was shown
  not told: 8042                      one that was not
  under way: refund asks photo        the question that is left open, or "nothing"
  turns: at most 3                    lines and presses of the customer
  never asked: order, items           slots that were not asked for
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ENDINGS = frozenset({"ledger", "case", "card", "kept", "told", "not told", "under way", "turns", "never asked"})
NEEDED = ("ledger", "case")
"""What every conversation says of its end: what was done, and whether a person has it."""
SPAN = re.compile(r"(?:an?|(\d+)) (minute|hour|day)s? pass(?:es)?")
HAPPENINGS = {
    "the shop goes down": "down",
    "the shop is back": "back",
    "the shop keeps its answers": "lying",
    "restart": "restart",
    "the parcel is scanned": "scanned",
    "the code is typed": "code",
    "the site is known to be down": "incident:site",
    "the log-in is known to be down": "incident:account",
    "payments are known to fail": "incident:payment",
    "the incident is over": "over",
    "a colleague takes the case": "claim",
    "a colleague hands it back": "hand_back",
    "a colleague closes the case": "close",
}
"""What may happen beside the talk, and its short name; "a day passes", "3 hours pass" besides."""
FILE = re.compile(r"\((photo|file): ([\w.-]+)\)$")


class Unreadable(Exception):
    """A transcript breaks the format; the message names the file, the line and what was expected."""


@dataclass(frozen=True, slots=True)
class Says:
    """A line of the customer, with a file if one came along."""

    line: int
    text: str
    file: str = ""
    in_public: bool = False


@dataclass(frozen=True, slots=True)
class Presses:
    """A button, by the beginning of its label."""

    line: int
    label: str


@dataclass(frozen=True, slots=True)
class Happens:
    """Time goes by, or something happens to the shop, the parcel or the case."""

    line: int
    what: str
    minutes: int = 0


Step = Says | Presses | Happens


@dataclass(frozen=True, slots=True)
class Talk:
    """One scripted conversation."""

    where: str
    name: str
    about: str
    customer: str
    signed_in: bool
    policy: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    ends: tuple[tuple[str, str], ...]

    def said(self, key: str) -> tuple[str, ...]:
        """What its end says under a key."""
        return tuple(value for name, value in self.ends if name == key)

    @property
    def turns(self) -> int:
        """How often the customer had to do something."""
        return sum(isinstance(step, Says | Presses) or step.what == "code" for step in self.steps)


@dataclass
class _Draft:
    """A conversation while it is read."""

    line: int
    name: str
    about: str
    customer: str = ""
    signed_in: bool = True
    policy: list[tuple[str, str]] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    ends: list[tuple[str, str]] = field(default_factory=list)
    ending: bool = False


def read_all(folder: Path) -> tuple[Talk, ...]:
    """Every conversation in a folder's text files."""
    return tuple(talk for path in sorted(folder.glob("*.txt")) for talk in read(path.name, path.read_text()))


def read(name: str, text: str) -> tuple[Talk, ...]:
    """The conversations of one file."""
    return tuple(_Reader(name).talks(text))


class _Reader:
    """Line by line through one file."""

    def __init__(self, name: str) -> None:
        self.name, self.about, self.draft = name, "", None
        self.draft: _Draft | None = None

    def talks(self, text: str) -> Iterator[Talk]:
        for number, line in enumerate(text.splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            if line.startswith("== "):
                yield from self._done()
                self.draft = _Draft(number, line[3:].strip(), self.about)
            else:
                self._line(number, line.rstrip())
        yield from self._done()

    def _fail(self, number: int, why: str) -> Unreadable:
        return Unreadable(f"{self.name}:{number}: {why}")

    def _line(self, number: int, line: str) -> None:
        key, colon, value = line.partition(":")
        draft, value = self.draft, value.strip()
        if colon and key == "About" and value:
            if draft is None:
                self.about = value
            else:
                draft.about = value
        elif draft is None:
            raise self._fail(number, f"{line!r} stands before the first conversation (== its name)")
        elif draft.ending:
            self._end(number, draft, line)
        elif line == "Ends with:":
            draft.ending = True
        elif colon and key in ("Given", "Policy"):
            self._given(number, draft, key, value)
        else:
            draft.steps.append(self._step(number, draft, line))

    def _given(self, number: int, draft: _Draft, key: str, value: str) -> None:
        if draft.steps:
            raise self._fail(number, f"{key} stands before the first line that is said")
        if key == "Given":
            draft.customer, _, signed = value.partition(", ")
            if signed not in ("", "not signed in") or not draft.customer:
                raise self._fail(number, f"{value!r}: a customer's name, or their name and ', not signed in'")
            draft.signed_in = not signed
            return
        setting, _, to = value.partition(" ")
        if not to:
            raise self._fail(number, "a policy is a setting and its value")
        draft.policy.append((setting, to))

    def _step(self, number: int, draft: _Draft, line: str) -> Step:
        if not draft.customer:
            raise self._fail(number, "nobody is given yet (Given: a customer)")
        if line.startswith("[") and line.endswith("]") and len(line) > 2:
            return Presses(number, line[1:-1])
        if line.startswith("(") and line.endswith(")"):
            return self._happens(number, line[1:-1])
        if line.startswith("    ") and draft.steps and isinstance(before := draft.steps[-1], Says):
            draft.steps.pop()
            return Says(before.line, f"{before.text}\n{line.strip()}", before.file, before.in_public)
        who, colon, text = line.partition(":")
        speaker, _, public = who.partition(", ")
        if not colon or speaker != draft.customer or public not in ("", "in public"):
            raise self._fail(number, f"{line!r} is no line of {draft.customer}, no [button] and no (happening)")
        found = FILE.search(text)
        file = f"{found[1]}:{found[2]}" if found else ""
        words = (text[: found.start()] if found else text).strip()
        if not words and not file:
            raise self._fail(number, "nothing is said")
        return Says(number, words, file, bool(public))

    def _happens(self, number: int, what: str) -> Step:
        if span := SPAN.fullmatch(what):
            each = {"minute": 1, "hour": 60, "day": 24 * 60}[span[2]]
            return Happens(number, "passes", int(span[1] or 1) * each)
        if found := FILE.search(f"({what})"):
            return Says(number, "", f"{found[1]}:{found[2]}")
        if what not in HAPPENINGS:
            raise self._fail(number, f"({what}) cannot happen; these can: {', '.join(HAPPENINGS)}, 2 hours pass")
        return Happens(number, HAPPENINGS[what])

    def _end(self, number: int, draft: _Draft, line: str) -> None:
        key, colon, value = line.strip().partition(":")
        if not line.startswith("  ") or not colon or key not in ENDINGS or not value.strip():
            raise self._fail(number, f"{line.strip()!r} is no end; these are: {', '.join(sorted(ENDINGS))}")
        if key == "turns" and not re.fullmatch(r"at most \d+", value.strip()):
            raise self._fail(number, "turns: at most so many, in digits")
        draft.ends.append((key, value.strip()))

    def _done(self) -> Iterator[Talk]:
        if (draft := self.draft) is None:
            return
        self.draft = None
        if not draft.steps or not draft.about:
            raise self._fail(draft.line, f"{draft.name!r} says nothing, or not what it is about (About:)")
        for key in NEEDED:
            if key not in dict(draft.ends):
                raise self._fail(draft.line, f"{draft.name!r} asserts too little: its end says no {key}")
        yield Talk(
            f"{self.name}:{draft.line}", draft.name, draft.about, draft.customer, draft.signed_in,
            tuple(draft.policy), tuple(draft.steps), tuple(draft.ends),
        )  # fmt: skip
