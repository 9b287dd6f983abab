"""What is written, and what is found of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the shop's, in our markup, with where it stands written."""

    id: str
    title: str
    text: str
    source: str
    score: float = 0.0
    things: tuple[str, ...] = ()
    """What alone it is about, as one names it: of other things it says nothing."""


@dataclass(frozen=True, slots=True)
class Article:
    """An answer as its author wrote it: with the questions it is meant for."""

    answer: Answer
    intents: frozenset[str] = frozenset()
    asks: tuple[str, ...] = ()
    """Questions it answers, in customers' words."""
