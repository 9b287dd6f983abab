"""The lines of a transcript as they were said."""

from collections.abc import Callable, Iterable
from typing import TypeVar

L = TypeVar("L")
SAME_TURN = 1000
"""Microseconds. What is kept from before a turn had one moment for all it writes has the question, while a case was
open, some 50 after its answers; the next question is further off, by a turn and a commit at least."""
ANSWERS = ("bot", "notice")


def asked_first(lines: Iterable[L], of: Callable[[L], tuple[int, str]]) -> list[L]:
    """Lines from the oldest on, each question before its answers; `of` tells when one was said, and who spoke."""
    said: list[L] = []
    for line in lines:
        at, speaker = of(line)
        place = len(said)
        while place and speaker == "customer" and _answers(of(said[place - 1]), at):
            place -= 1
        said.insert(place, line)
    return said


def _answers(before: tuple[int, str], asked: int) -> bool:
    at, speaker = before
    return speaker in ANSWERS and 0 < asked - at <= SAME_TURN
