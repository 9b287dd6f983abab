"""Flows: what we must learn before we can act, and what we do then.

A flow is a frozen dataclass. Its fields are the things we must know, in the order we
would ask for them; `settle` runs once all are known; `stop` may end it as soon as
something known forbids it. Nothing here talks to a network or a database, and what is
kept between two messages are strings, read again against today's facts.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, ClassVar, cast

from bot import labels
from bot.anew import replace
from bot.content import Card, Choice, Reply
from bot.effects import Effect, Handoff
from bot.events import File
from bot.facts import Facts
from bot.hearing import Entity
from bot.memory import Wake
from bot.policy import Policy
from bot.wording import Words

Answers = Mapping[str, str]
NOTHING = "-"
"""Kept for a slot that was passed over on purpose."""


@dataclass(frozen=True, slots=True)
class Given:
    """One message or press, as a slot reads it."""

    text: str
    intent: str = ""
    entities: tuple[Entity, ...] = ()
    files: tuple[File, ...] = ()
    asked: bool = False
    """True while the slot that was asked for reads it: then a bare answer will do."""
    pressed: bool = False
    sure: bool = True
    """False where the intent is no more than a guess: no guess is a yes to something irreversible."""

    def entity(self, kind: str) -> str:
        """The text of the first entity of a kind, or nothing."""
        return next((e.text for e in self.entities if e.type == kind), "")


@dataclass(frozen=True, slots=True)
class View:
    """What a slot may look at: the facts, the policy, and the slots before it."""

    facts: Facts
    policy: Policy
    words: Words
    answers: Mapping[str, str] = field(default_factory=dict)
    """All that was said so far, as it is kept."""
    extras: Mapping[str, str] = field(default_factory=dict)
    pending: tuple[str, ...] = ()
    """Orders, charges and subscriptions that something is being done with at this moment."""
    known: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def knowing(self, name: str, value: object) -> "View":
        return replace(self, known={**self.known, name: value})


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing a flow must know, and how people tend to tell us.

    `read` finds the answer in a message; `keep` writes it as a string; `take` reads that
    string against today's facts, and gives None when it no longer fits.
    """

    ask: Callable[[View], str]
    read: Callable[[Given, View], Any]
    keep: Callable[[Any], str] = str
    take: Callable[[str, View], Any] = lambda kept, _: kept
    choices: Callable[[View], tuple[Choice, ...]] = lambda _: ()
    default: Callable[[View], Any] = lambda _: None
    """What to assume without asking; None to ask."""
    needed: Callable[[View], bool] = lambda _: True
    whole: Callable[[Any, View], bool] = lambda _value, _view: True
    """False while parts of the answer are missing: then the slot is asked again, for the next part."""
    several: bool = False
    wants_file: bool = False
    names: bool = False
    """Its answer names a thing or a number: said once more, at a later question, it is a correction."""
    of: str = ""
    """The slot whose answer this one belongs to, and falls with."""
    again: Callable[[Given, View], Any] = lambda _given, _view: None
    """What a sentence of its own says anew of it at a later question: "the toaster does not work, actually"."""
    any_words: bool = False
    """Takes whatever is said to it, so that other wishes must be told from answers."""
    only_when_asked: bool = False
    """A confirmation is never read out of words that were said before it was shown."""
    card: Callable[[View], Card | None] = lambda _: None
    """Facts at a glance, shown with the question."""
    offers: Callable[[View], tuple[Choice, ...]] = lambda _: ()
    """What stands by itself under the question: a link, a person."""
    miss: Callable[[Given, View], str] = lambda _given, _view: ""
    """What to say first when the answer was not understood; empty for the usual words."""
    tells: Callable[[Given, View], str] = lambda _given, _view: ""
    """What a question beside it is told; the slot is asked again, and that was no wrong answer."""
    once: Callable[[View], bool] = lambda _: False
    """Whether it is asked anew only once before a person comes, however patient the team is with others."""

    def heard(self, given: Given, view: View) -> Any:
        """The answer in a message; pressing a choice and typing its label are the same."""
        if given.asked and (value := _chosen(self, given, view)):
            return self.take(value, view)
        unread = given.pressed and not (self.wants_file and given.files)
        return None if unread else self.read(given, view)

    def today(self, name: str, answers: Answers, view: View) -> Any:
        """Its value today: what was said if it still fits, else what may be assumed; nothing where it is not needed."""
        if not self.needed(view):
            return None
        taken = self.take(answers[name], view) if name in answers else None
        return self.default(view) if taken is None or not self.whole(taken, view) else taken


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a flow ends: what is said, asked of the world, or handed to a person."""

    replies: tuple[Reply, ...] = ()
    effects: tuple[Effect, ...] = ()
    wakes: tuple[Wake, ...] = ()
    """When to come back to it by ourselves."""
    rests: Mapping[str, str] | None = None
    """The answers to take this errand up with again when those come round."""
    ends: tuple[str, ...] = ()
    """Names of wakes that nothing waits for any more."""
    handoff: Handoff | None = None
    refused: str = ""
    """Why it could not be done, in words for the card; the customer may contest it."""
    tried: str = ""
    about: str = ""
    """What it was about, in one line, should a person be called soon after."""
    then: str = ""
    """The flow to go on with, taking the answers along that it also knows."""
    given: Mapping[str, str] = field(default_factory=dict)
    """Answers for that flow that this one knows under another name."""
    later: Mapping[str, str] | None = None
    """What this one left over: it is asked for on its own, once this is done."""
    later_as: str = ""
    """The intent that is left over, where it is another one."""
    again: Mapping[str, str] | None = None
    """Do not end: go on with just these answers (the customer changed their mind)."""
    offers_person: bool = False
    rule: str = ""
    """The rule that decided, for whoever asks why."""


@dataclass(frozen=True, slots=True)
class Ask:
    """The slot to ask for next, with everything known before it."""

    name: str
    slot: Slot
    view: View


class Flow:
    """Base of all flows; see `bot.flows.tracking` for the smallest real one."""

    name: ClassVar[str] = ""
    private: ClassVar[bool] = True
    """Needs to know who the customer is."""
    told: ClassVar[tuple[str, ...]] = ()
    """Slots that say what it is about and what has happened: still so when they come back to it after a no."""
    moves: ClassVar[bool] = False
    """Is there to move money or goods: not begun while the account is frozen; nor is any other asked for its yes."""

    def settle(self, view: View) -> Outcome:
        raise NotImplementedError

    @classmethod
    def in_short(cls, view: View) -> str:
        """What the customer wants as far as it is known, in one line for the card."""
        return ""

    @classmethod
    def before_time(cls, answers: Answers) -> Answers:
        """Of the answers that it rested with, those that hold when the customer comes back to it first."""
        return answers

    @classmethod
    def stop(cls, view: View) -> Outcome | None:
        """An early end, judged after each slot that becomes known."""
        return None


def slot(**given: Any) -> Any:
    """Declare a field of a flow; takes what `Slot` takes."""
    return field(metadata={"slot": Slot(**given)})


def slots(flow: type[Flow]) -> Iterator[tuple[str, Slot]]:
    """The slots of a flow in the order they are asked."""
    for declared in fields(cast(Any, flow)):  # every flow is a dataclass; the base is not, so mypy cannot know
        yield declared.name, declared.metadata["slot"]


def advance(flow: type[Flow], answers: Answers, view: View) -> Ask | Outcome:
    """Ask for the first thing still missing, end early, or settle."""
    if early := flow.stop(view):
        return early
    for name, this in slots(flow):
        value = this.today(name, answers, view)
        if value is None and this.needed(view):
            return Ask(name, this, view)
        view = view.knowing(name, value)
        if early := flow.stop(view):
            return early
    return flow(**view.known).settle(view)


def _chosen(this: Slot, given: Given, view: View) -> str:
    """The value of the choice that was pressed, or whose label was typed."""
    by_value = {choice.value: choice for choice in this.choices(view)}
    if given.pressed:
        picked = given.text.split(",") if this.several else [given.text]
        return given.text if all(value in by_value for value in picked) else ""
    said = labels.folded(given.text), labels.bared(given.text)
    shown = {value: labels.folded(choice.label) for value, choice in by_value.items()}
    close = [value for value, label in shown.items() if any(labels.nearly(one, label) for one in said)]
    return next((value for value, label in shown.items() if label in said), close[0] if len(close) == 1 else "")
