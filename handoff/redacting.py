"""Secrets that staff paste are hidden before anything is stored, as a customer's are."""

from collections.abc import Mapping
from dataclasses import replace

from bot.events import Edited, Said
from bot.hearing import redact
from handoff.acts import Act, Command


def redacted(act: Act) -> tuple[Act, tuple[str, ...]]:
    """The act as it may be stored, and the kinds of secrets that were in it."""
    match act.body:
        case Said(text=text) | Edited(text=text):
            safe, kinds = redact(text)
            return replace(act, body=replace(act.body, text=safe)), kinds
        case Command(given=given):
            values, kinds = _all(given)
            return replace(act, body=replace(act.body, given=values)), kinds
        case _:
            return act, ()


def _all(given: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    safe = {name: redact(value) for name, value in given.items()}
    kinds = dict.fromkeys(kind for _, found in safe.values() for kind in found)
    return {name: text for name, (text, _) in safe.items()}, tuple(kinds)
