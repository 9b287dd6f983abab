"""Forms as Discord's modals, and what was filled in.

A modal's custom_id says by itself what it is for, so that one that was opened before a
restart can still be sent in after it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import discord

from adapters.discord import wording
from adapters.discord.ids import HASHED
from bot.content import Field, Form
from bot.text import shorten
from handoff.acts import Command
from handoff.commands import COMMANDS

FORM = "form"
WRITE = "write"
"""The form for words that could not be typed in private; also the value of the button that opens it."""
TITLE, LABEL, VALUE, OPTION, ID = 45, 45, 4000, 100, 100
FIELDS = 5
OPTIONS = 25
FOR_A_WHILE = 15 * 60
"""Seconds after which the library forgets that it showed one; we do not need it to remember."""


def modal_of(form: Form) -> discord.ui.Modal:
    """As it is shown; what is sent in is read from the interaction itself."""
    title = shorten(form.title, TITLE) or form.name[:TITLE]
    modal = discord.ui.Modal(title=title, custom_id=f"{FORM}|{form.name}"[:ID], timeout=FOR_A_WHILE)
    for field in form.fields[:FIELDS]:
        modal.add_item(_labelled(field))
    return modal


def _labelled(field: Field) -> discord.ui.Label[Any]:
    more = field.label if len(field.label) > LABEL else None
    component = _select(field) if field.kind == "choice" else _input(field)
    return discord.ui.Label(text=shorten(field.label, LABEL), description=more and more[:100], component=component)


def _input(field: Field) -> discord.ui.TextInput[Any]:
    style = discord.TextStyle.long if field.kind == "long" else discord.TextStyle.short
    limit = max(1, min(field.limit, VALUE))
    return discord.ui.TextInput(
        custom_id=field.name[:ID],
        style=style,
        required=field.required,
        max_length=limit,
        default=field.value[:limit] or None,
    )


def _select(field: Field) -> discord.ui.Select[Any]:
    options = [
        discord.SelectOption(label=c.label[:OPTION], value=c.value[:OPTION], default=c.value == field.value)
        for c in field.choices[:OPTIONS]
    ]
    return discord.ui.Select(custom_id=field.name[:ID], options=options, required=field.required)


def write_form() -> Form:
    """One box for everything one would type."""
    words = Field("words", wording.WRITE_LABEL, "long", limit=2000)
    return Form(WRITE, wording.WRITE_TITLE, (words,))


def form_named(data: Mapping[str, Any]) -> str | None:
    """Which form was sent in; None if it is none of ours."""
    head, bar, name = str(data.get("custom_id", "")).partition("|")
    return name if bar and head == FORM and name and name != HASHED else None


def values_of(data: Mapping[str, Any]) -> dict[str, str]:
    """What was filled in, whichever way Discord wraps it; picked options joined by commas."""
    return dict(_values(data.get("components") or ()))


def _values(components: Any) -> Iterator[tuple[str, str]]:
    for component in components:
        if not isinstance(component, Mapping):
            continue
        inner = component.get("components") or ([component["component"]] if component.get("component") else [])
        yield from _values(inner)
        name = component.get("custom_id")
        if name is not None and not inner:
            picked = component.get("values")
            value = ",".join(map(str, picked)) if picked is not None else component.get("value")
            yield str(name), str(value if value is not None else "")


def command_named(name: str, values: Mapping[str, str]) -> Command | None:
    """The desk's verb that a form was for ("reply 7"), None if it was a customer's form."""
    verb, _, number = name.rpartition(" ")
    if verb in COMMANDS and number.isdecimal() and len(number) < 12:
        return Command(verb, int(number), _given(values))
    return Command(name, 0, _given(values)) if name in COMMANDS else None


def _given(values: Mapping[str, str]) -> dict[str, str]:
    """What was left empty was not given."""
    return {name: value for name, value in values.items() if value.strip()}
