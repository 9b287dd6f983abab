"""Secrets that staff paste are hidden before anything is stored, as a customer's are."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.events import Edited, Said
from bot.hearing import redact
from handoff.acts import Act, Command
from handoff.commands import COMMANDS

ID = re.compile(r"[a-z]{2,20}:[\w&@:-]{1,80}|\d{15,20}/\d{15,20}|[CDG][A-Z0-9]{1,30}/\d{1,12}\.\d{1,9}")
"""A person, role or channel with its platform in front, or a message in its channel."""


def redacted(act: Act) -> tuple[Act, tuple[str, ...]]:
    """The act as it may be stored, and the kinds of secrets that were in it."""
    match act.body:
        case Said(text=text) | Edited(text=text):
            safe, kinds = redact(text)
            return replace(act, body=replace(act.body, text=safe)), kinds
        case Command() as typed:
            safe_values = list(_all(typed))
            kinds = tuple(dict.fromkeys(kind for _, _, found in safe_values for kind in found))
            return replace(act, body=replace(typed, given={name: text for name, text, _ in safe_values})), kinds
        case _:
            return act, ()


def _all(typed: Command) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each value with what was hidden in it; a platform's long ids are no card numbers, though one in ten looks it."""
    spec = COMMANDS.get(typed.verb)
    texts = {p.name for p in spec.parameters if p.kind == "text"} if spec else set(typed.given)
    for name, value in typed.given.items():
        if name not in texts and ID.fullmatch(value):
            yield name, value, ()
        else:
            yield name, *redact(value)
