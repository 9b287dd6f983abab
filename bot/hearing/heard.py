"""What was heard in one message: the value every other room reads."""

from dataclasses import dataclass
from enum import StrEnum


class Band(StrEnum):
    """How sure we are: do it, ask which of a few, or offer a person."""

    ACT = "act"
    CLARIFY = "clarify"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing named in a message; positions count in the text as it arrived."""

    type: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heard:
    """Everything understood from one message, safe to show and to store."""

    text: str
    intents: tuple[tuple[str, float], ...]
    band: Band
    urgency: float
    frustration: float
    urgent: bool
    frustrated: bool
    handoff: bool
    reasons: tuple[str, ...]
    triggers: tuple[tuple[str, str], ...]
    entities: tuple[Entity, ...]
    redacted: tuple[str, ...]
    language: str

    @property
    def intent(self) -> str:
        """The action to take first."""
        return self.intents[0][0]


def as_json(heard: Heard) -> dict[str, object]:
    """The shape `baton hear` writes, one object a line."""
    return {
        "intents": [[name, round(p, 4)] for name, p in heard.intents],
        "band": heard.band.value,
        "urgent": heard.urgent,
        "frustrated": heard.frustrated,
        "urgency": round(heard.urgency, 4),
        "frustration": round(heard.frustration, 4),
        "handoff": heard.handoff,
        "reasons": list(heard.reasons),
        "entities": [{"type": entity.type, "text": entity.text} for entity in heard.entities],
    }
