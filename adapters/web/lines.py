"""What the feed's rows carry besides what was delivered: everything people did themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Discriminator

from bot.content import Shown
from bot.events import File


@dataclass(frozen=True, slots=True)
class Delivered:
    """An outbox row, shown."""

    outbox: str
    voice: str
    case: int
    shown: Shown
    kind: Literal["delivered"] = "delivered"


@dataclass(frozen=True, slots=True)
class Typed:
    """Somebody's own words, as they were typed but for secrets."""

    message: str
    who: str
    name: str
    text: str
    files: tuple[File, ...] = ()
    refused: tuple[str, ...] = ()
    kind: Literal["typed"] = "typed"


@dataclass(frozen=True, slots=True)
class Changed:
    """Their message now reads otherwise."""

    message: str
    who: str
    text: str
    kind: Literal["changed"] = "changed"


@dataclass(frozen=True, slots=True)
class Taken:
    """Their message was taken back."""

    message: str
    who: str
    kind: Literal["taken"] = "taken"


@dataclass(frozen=True, slots=True)
class Pressed:
    """A choice was made on the message `of`."""

    of: str
    who: str
    ask: str
    value: str
    label: str
    kind: Literal["pressed"] = "pressed"


@dataclass(frozen=True, slots=True)
class Sent:
    """A form was sent in."""

    form: str
    who: str
    values: Mapping[str, str] = field(default_factory=dict)
    kind: Literal["sent"] = "sent"


Line = Annotated[Delivered | Typed | Changed | Taken | Pressed | Sent, Discriminator("kind")]
