"""What reaches us: one shape for everything a platform can tell the bot.

An event is an envelope (who, where, when, under which key) around a body (what).
All ids are opaque strings; only the adapter that made one can read it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Discriminator


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere messages can be posted, on whichever platform."""

    platform: str
    space: str
    channel: str
    thread: str = ""
    public: bool = False

    def __str__(self) -> str:
        """The key that orders the outbox: one line of messages per place."""
        return ":".join((self.platform, self.space, self.channel, self.thread)).rstrip(":")


@dataclass(frozen=True, slots=True)
class Person:
    """Someone at the other end; `id` is unique over all platforms."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class File:
    """An attachment we hold a copy of; `ref` finds it in our own file store."""

    ref: str
    name: str
    media_type: str
    size: int

    @property
    def is_image(self) -> bool:
        return self.media_type.startswith("image/")


@dataclass(frozen=True, slots=True)
class Said:
    """Words and files typed in a chat; `message` is the platform's id of the message."""

    text: str
    message: str
    files: tuple[File, ...] = ()
    refused: tuple[str, ...] = ()
    """Files that could not be taken, each as a short reason ("film.mov is larger than 10 MB")."""
    kind: Literal["said"] = "said"


@dataclass(frozen=True, slots=True)
class Press:
    """A button or menu choice: `ask` names the question it answers, or "offer"."""

    ask: str
    value: str
    kind: Literal["press"] = "press"


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that was sent in."""

    form: str
    values: Mapping[str, str] = field(default_factory=dict)
    kind: Literal["filled"] = "filled"


@dataclass(frozen=True, slots=True)
class Edited:
    """An earlier message now reads otherwise."""

    message: str
    text: str
    kind: Literal["edited"] = "edited"


@dataclass(frozen=True, slots=True)
class Deleted:
    """An earlier message was taken back."""

    message: str
    kind: Literal["deleted"] = "deleted"


@dataclass(frozen=True, slots=True)
class Opened:
    """The person opened the conversation without saying anything yet."""

    kind: Literal["opened"] = "opened"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an effect; `effect` is its outbox key, `request` the effect as JSON."""

    effect: str
    state: Literal["done", "refused", "failed"]
    request: str
    detail: str = ""
    kind: Literal["result"] = "result"


@dataclass(frozen=True, slots=True)
class Due:
    """A timer that was set earlier has run out."""

    timer: str
    what: str
    payload: str = ""
    kind: Literal["due"] = "due"


Body = Annotated[
    Said | Press | Filled | Edited | Deleted | Opened | Result | Due,
    Discriminator("kind"),
]


@dataclass(frozen=True, slots=True)
class Inbound:
    """One event of one customer's conversation; `key` makes it act once."""

    key: str
    team: str
    place: Place
    person: Person
    at: datetime
    body: Body
    private: Place | None = None
    """Where this person can be answered alone, if `place` is public."""
