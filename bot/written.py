"""What the team has learned: answers written from chat, and what was asked of the knowledge.

Answers of the folder are files and are not here. What was asked is kept as it was said,
without addresses and numbers, one row each time; whoever reads it counts.
"""

import re
from dataclasses import dataclass
from typing import ClassVar

from bot.codec import load
from bot.knowledge import Answer, Article
from bot.text import escape
from bot.writes import Row, moment

MOST = 100
"""Answers written from chat; a shop that has more to say keeps them in its folder."""
TEXTS = tuple[str, ...]
_ADDRESS = re.compile(r"\S+@\S+")
_NUMBER = re.compile(r"\S*\d[\d .-]{2,}\d\S*")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class WrittenRow(Row):
    """One answer written from chat."""

    table: ClassVar[str] = "answers"
    key: ClassVar[tuple[str, ...]] = ("team", "id")
    seldom: ClassVar[bool] = True
    sealed: ClassVar[tuple[str, ...]] = ("title", "text", "asks")

    team: str
    id: str
    title: str
    text: str
    """In our own markup."""
    asks: str
    """JSON of the questions it answers."""
    by: str
    at: int
    removed: int = 0


@dataclass(frozen=True, slots=True)
class QuestionRow(Row):
    """Something that was asked of the knowledge: it had no answer, or one that helped or did not."""

    table: ClassVar[str] = "questions"
    key: ClassVar[tuple[str, ...]] = ("team", "id")
    sealed: ClassVar[tuple[str, ...]] = ("text",)

    team: str
    id: str
    conversation: str
    at: int
    outcome: str
    """unanswered, helped or not_helped."""
    text: str
    intent: str
    answer: str = ""


def article_of(row: WrittenRow) -> Article:
    """A written answer as the search takes it; its source is the team, and the day."""
    at = moment(row.at)
    source = f"our support team, {at.day} {at:%b}"
    return Article(Answer(row.id, escape(row.title), row.text, source), asks=load(TEXTS, row.asks))


def masked(text: str) -> str:
    """A question without what could tell whose it is."""
    bare = _NUMBER.sub("[number]", _ADDRESS.sub("[address]", text))
    return " ".join(bare.split())[:_LONGEST]
