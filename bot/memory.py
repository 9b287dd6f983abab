"""What a conversation remembers between two messages, and what one turn changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from bot.anew import replace
from bot.content import Reply
from bot.effects import Effect, Handoff
from bot.events import File
from bot.standing import Rated

Outcome = Literal["answered", "clarified", "asked", "handed off", "offered", "mirrored", "silent", "failed"]
LINES_KEPT = 8
PAST = 24
"""Labels of earlier questions that are known again."""
LINE = 500
"""Characters that are kept of a line."""
PARKED = 6
"""So many errands are gone back to; more at once is no conversation any more."""


@dataclass(frozen=True, slots=True)
class Errand:
    """A flow under way: what was said so far, as strings, and what was asked last."""

    flow: str
    answers: Mapping[str, str] = field(default_factory=dict)
    slot: str = ""
    ask: str = ""
    asked_as: tuple[str, ...] = ()
    """What the very same question was called when it was asked before: its buttons still stand there."""
    shown: str = ""
    """The text of the question as it was asked: a yes counts only for what was shown."""
    wish: str = ""
    """What they want, as far as it is known: one line for the card, should a person be called."""
    misses: int = 0
    """Answers to this question that were not understood."""
    asked: int = 0
    """When it was asked, in microseconds."""
    extras: Mapping[str, str] = field(default_factory=dict)
    """What started it: the intent and the first words."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """A code that was mailed and is waited for; only a salted hash of it is kept."""

    address: str
    digest: str
    salt: str
    customer: str
    """Empty if the address has no account: then no code can be right."""
    until: int
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One of the last lines, for hearing and for the card."""

    speaker: Literal["customer", "bot"]
    text: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """Everything kept of one person's conversation but its transcript."""

    greeted: bool = False
    errand: Errand | None = None
    parked: tuple[Errand, ...] = ()
    """Errands to go back to, newest last."""
    let_go: tuple[Errand, ...] = ()
    """Errands whose question nobody answered for too long, newest last: they begin again at a press."""
    asks: int = 0
    """Questions asked so far; makes each `ask` unique."""
    choices: Mapping[str, str] = field(default_factory=dict)
    """Labels of the newest question's choices, by value."""
    past: tuple[str, ...] = ()
    """Labels of the choices of the questions before it, newest last."""
    offers: Mapping[str, str] = field(default_factory=dict)
    """Labels of the choices that stood by themselves in the last answer, by value."""
    misses: int = 0
    """Messages in a row that were not understood."""
    offered: bool = False
    """A person has been offered since the last handoff."""
    refused: str = ""
    """The last refusal and its reason, until something else is settled."""
    tried: tuple[str, ...] = ()
    done: str = ""
    """What we said of the last thing that the shop confirmed: the next words may want it back."""
    paid: bool = False
    """It was money, paid back."""
    pending: tuple[str, ...] = ()
    """Subjects of effects (orders, charges, ...) that are not answered yet: nothing is asked of them twice."""
    topic: str = ""
    """The intent of the last thing talked about."""
    topic_at: int = 0
    """When that was, in microseconds."""
    about: str = ""
    """The order, refund or question that it was about."""
    lines: tuple[Line, ...] = ()
    photo: File | None = None
    """A picture that answered nothing yet: it counts for what is begun soon after."""
    photo_at: int = 0
    challenge: Challenge | None = None
    acknowledged: int = 0
    """Number of the case whose waiting customer was told so already."""
    was_silent: bool = False
    told_blocked: bool = False
    shares: tuple[str, ...] = ()
    """Platforms that this person has agreed to have their words carried to."""
    held: Handoff | None = None
    """The case that waits for that agreement."""
    asked_again: int = 0
    """When they last asked after an open case and its people were called once more, in microseconds."""
    resting: Mapping[str, Errand] = field(default_factory=dict)
    """Errands to be taken up again when a timer of ours comes round, by the name of its `Wake`."""
    stopped: Errand | None = None
    """What was told of the errand that they last said no to; its `asked` is when."""
    scanned: tuple[str, ...] = ()
    """Returns that a carrier has, and the customer was told so: by their tracking numbers."""
    looked: int = 0
    """Times in a row the shop could not be reached."""
    rated: int = 0
    """The case that they have just rated: their next words may say why."""

    def hears(self, text: str) -> "Conversation":
        return self._with_line(Line("customer", text[:LINE]))

    def said(self, text: str) -> "Conversation":
        return self._with_line(Line("bot", text[:LINE]))

    def masked(self) -> "Conversation":
        """Without the secret that was said last."""
        last = replace(self.lines[-1], text="••••••") if self.lines else None
        return replace(self, lines=(*self.lines[:-1], last)) if last else self

    @property
    def before(self) -> tuple[str, ...]:
        """The customer's own last words, oldest first."""
        return tuple(line.text for line in self.lines if line.speaker == "customer")

    @property
    def ours(self) -> tuple[str, ...]:
        """Our own last words, oldest first."""
        return tuple(line.text for line in self.lines if line.speaker == "bot")

    def _with_line(self, line: Line) -> "Conversation":
        return replace(self, lines=(*self.lines, line)[-LINES_KEPT:]) if line.text else self


@dataclass(frozen=True, slots=True)
class Wake:
    """Come back to this conversation by ourselves, as `bot.turns.wakes` knows `what`, and about what.

    One of a kind and about one thing for each conversation: a new one takes the old one's place.
    """

    what: str
    after: timedelta
    about: str = ""

    @property
    def name(self) -> str:
        return f"{self.what}:{self.about}"


LOOK_AGAIN = Wake("look_again", timedelta(seconds=60))
"""The shop could not be reached: it may be by then."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What became of a question to the knowledge."""

    outcome: Literal["unanswered", "helped", "not_helped"]
    text: str
    intent: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one event changes: the new memory, what we say, what the world must do."""

    after: Conversation
    replies: tuple[Reply, ...] = ()
    effects: tuple[Effect, ...] = ()
    handoff: Handoff | None = None
    ends_case: bool = False
    rates: Rated | None = None
    """How a case went, as they say."""
    shares: str = ""
    """The platform that the customer has just agreed to."""
    binds: str = ""
    """The shop customer this person has proven to be."""
    reports: str = ""
    """The topic of `bot.incidents` that this person has met."""
    incident: str = ""
    """The topic that is an incident from now on."""
    freezes: str = ""
    """The shop customer whose money and goods stay where they are from now on."""
    confirms: tuple[tuple[str, str], ...] = ()
    """Titles and texts for the message centre."""
    moves: str = ""
    """The department that the customer would rather have their waiting case in."""
    goes_private: bool = False
    """Said in public, but not to be answered there: the same event is taken up again in private."""
    wakes: tuple[Wake, ...] = ()
    """When to come back to something by ourselves."""
    code_for: str = ""
    """The address a code was mailed to, for the limits."""
    masks: bool = False
    """The words were a secret (a code): the transcript does not keep them."""
    again: bool = False
    """They ask after an open case: its people are called once more, and it is urgent from now on."""
    remarks: tuple[str, ...] = ()
    """Lines for the case's thread."""
    noted: tuple[Noted, ...] = ()
    """What is counted of the knowledge."""
    decided: tuple[str, ...] = ()
    outcome: Outcome = "answered"

    def says(self, *replies: Reply) -> "Turn":
        return replace(self, replies=self.replies + replies)

    def because(self, *rules: str) -> "Turn":
        return replace(self, decided=self.decided + rules)
