"""What we say, undressed of any platform.

Texts are in our own small markup (see `bot.text`): **strong**, *emphasis*, `code`,
[label](address), "- " lists and blank lines. Words that come from people are escaped
with `bot.text.escape` before they are put into one.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Discriminator

from bot.events import File

OFFER = "offer"
"""The `ask` of a choice that stands by itself and never goes out of date."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be pressed instead of typed."""

    label: str
    value: str
    style: Literal["plain", "primary", "danger"] = "plain"
    link: str = ""
    """A web address to open; such a choice sends nothing back."""


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a form."""

    name: str
    label: str
    kind: Literal["text", "long", "choice"] = "text"
    required: bool = True
    limit: int = 400
    choices: tuple[Choice, ...] = ()
    value: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """Several things asked at once; `name` comes back with the values."""

    name: str
    title: str
    fields: tuple[Field, ...]
    submit: str = "Send"


@dataclass(frozen=True, slots=True)
class Question:
    """Something we still need to know, and the easy ways to tell us.

    `ask` is unique within the conversation; a press that names another question is an
    old one. More than five choices are best shown as a menu. `several` lets more than
    one choice be picked (values joined by commas).
    """

    ask: str
    slot: str
    text: str
    choices: tuple[Choice, ...] = ()
    several: bool = False
    wants_file: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """Facts at a glance: a title, labelled lines, perhaps a picture."""

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    state: Literal["", "waiting", "claimed", "closed", "urgent", "good", "late"] = ""
    image: str = ""
    """Address or file ref of a picture."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody's words, carried to another place under their name."""

    speaker: str
    text: str
    role: Literal["customer", "staff", "bot", "note"] = "customer"


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to a customer or to staff.

    `notice` marks words that are not conversation (results, stage changes, failures):
    they are shown apart and are sent even while a person is talking.
    """

    text: str = ""
    card: Card | None = None
    question: Question | None = None
    offers: tuple[Choice, ...] = ()
    files: tuple[File, ...] = ()
    quoted: Quoted | None = None
    notice: bool = False
    mention: tuple[str, ...] = ()
    """Ids of the only people or roles this message may notify."""


# What an outbox row of kind "post", "revise", "withdraw" or "mark" carries.


@dataclass(frozen=True, slots=True)
class Post:
    """Show `reply`; a `case` number marks the card that a handoff thread grows from."""

    reply: Reply
    case: int = 0
    kind: Literal["post"] = "post"


@dataclass(frozen=True, slots=True)
class Revise:
    """Show `reply` in place of what the outbox row `of` posted."""

    of: str
    reply: Reply
    kind: Literal["revise"] = "revise"


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take back what the outbox row `of` posted."""

    of: str
    kind: Literal["withdraw"] = "withdraw"


@dataclass(frozen=True, slots=True)
class Mark:
    """Show at somebody's own message how the copy of it fared (a tick, or why not)."""

    message: str
    """The platform's id of the message that was typed."""
    state: Literal["queued", "sent", "failed", "unknown"]
    error: str = ""
    retry: str = ""
    """The outbox key that *Retry* would send again, when it failed."""
    kind: Literal["mark"] = "mark"


Shown = Annotated[Post | Revise | Withdraw | Mark, Discriminator("kind")]
