"""An event as it may be stored: no secret in it, and nothing that a database could not keep."""

from bot.anew import replace
from bot.events import Body, Edited, Filled, Inbound, Press, Said
from bot.hearing import redact
from bot.text import clean

NAME, PRESSED = 80, 1000
"""Characters kept of a display name, and of what a button sent."""


def redacted(event: Inbound, keeps_code: bool = False) -> Inbound:
    """The event as it may be stored: secrets hidden, and nothing in it that no database could keep.

    The code that we asked for ourselves is kept until it has been checked. A form is the
    words that were filled in, and is answered as they are.
    """
    person = replace(event.person, name=clean(event.person.name)[:NAME])
    return replace(event, person=person, body=_redacted(event, keeps_code))


def _redacted(event: Inbound, keeps_code: bool) -> Body:
    match event.body:
        case Said(text=text) | Edited(text=text):
            return replace(event.body, text=redact(clean(text), keeps_code)[0])
        case Press(ask=ask, value=value):
            return Press(_short(ask), _short(value))
        case Filled(values=values):
            lines = "\n".join(redact(clean(value))[0] for value in values.values() if value.strip())
            return Said(lines, event.key)
        case body:
            return body


def _short(pressed: str) -> str:
    return redact(clean(pressed))[0][:PRESSED]


def hidden(event: Inbound) -> Inbound:
    """The event with its words hidden."""
    return replace(event, body=replace(event.body, text="••••••")) if isinstance(event.body, Said) else event
