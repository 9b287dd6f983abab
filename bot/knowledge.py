"""The shop's own written answers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the shop's, in our markup, with where it stands written."""

    id: str
    title: str
    text: str
    source: str
    score: float = 0.0
