"""Forms as Slack's modals, and what was filled in.

A modal's callback_id says by itself what it is for, so that one that was opened before a restart
can still be sent in after it. `private_metadata` is the opener's, such as where it was opened.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from adapters.slack.markup import label
from adapters.slack.shown import JSON, OPTION_LABEL, OPTIONS, unmarked
from bot.content import Choice, Field, Form
from handoff.acts import Command
from handoff.commands import COMMANDS

FORM = "form"
TITLE, SUBMIT, LABEL, VALUE, OPTION, ID, METADATA, BLOCKS = 24, 24, 2000, 3000, 150, 255, 3000, 100


def modal_of(form: Form, metadata: str = "") -> JSON:
    """The view to open; raises ValueError if the metadata is longer than Slack keeps."""
    if len(metadata) > METADATA:
        raise ValueError(f"private_metadata of {len(metadata)} characters, {METADATA} fit")
    shown: JSON = {
        "type": "modal",
        "callback_id": f"{FORM}|{form.name}"[:ID],
        "private_metadata": metadata,
        "title": unmarked(label(form.title, TITLE) or "…"),
        "submit": unmarked(label(form.submit, SUBMIT) or "Send"),
        "close": unmarked("Cancel"),
        "blocks": [_block(field) for field in form.fields[:BLOCKS]],
    }
    return shown


def loading(title: str) -> JSON:
    """What is shown within Slack's three seconds, until the form itself is ready."""
    words = {"type": "section", "text": unmarked("One moment…")}
    return {"type": "modal", "title": unmarked(label(title, TITLE) or "…"), "blocks": [words]}


def _block(field: Field) -> JSON:
    # Slack takes no option without a value, and no menu without an option.
    choices = [choice for choice in field.choices if choice.value] if field.kind == "choice" else []
    element = _select(field, choices) if choices else _input(field)
    return {
        "type": "input",
        "block_id": field.name[:ID],
        "label": unmarked(label(field.label, LABEL) or field.name[:LABEL]),
        "optional": not field.required,
        "element": element | {"action_id": field.name[:ID]},
    }


def _input(field: Field) -> JSON:
    limit = max(1, min(field.limit, VALUE))
    made: JSON = {"type": "plain_text_input", "multiline": field.kind == "long", "max_length": limit}
    return made | {"initial_value": field.value[:limit]} if field.value else made


def _select(field: Field, choices: Sequence[Choice]) -> JSON:
    options = [_option(choice) for choice in choices[:OPTIONS]]
    made: JSON = {"type": "static_select", "options": options}
    chosen = [one for one in options if one["value"] == field.value[:OPTION]]
    return made | {"initial_option": chosen[0]} if chosen else made


def _option(choice: Choice) -> JSON:
    return {"text": unmarked(label(choice.label or choice.value, OPTION_LABEL) or "…"), "value": choice.value[:OPTION]}


def form_named(view: Mapping[str, Any]) -> str | None:
    """Which form was sent in; None if it is none of ours."""
    head, bar, name = str(view.get("callback_id") or "").partition("|")
    return name if bar and head == FORM and name else None


def values_of(view: Mapping[str, Any]) -> dict[str, str]:
    """What was filled in, by the fields' names; picked options joined by commas."""
    state = view.get("state") or {}
    return dict(_values(state.get("values") or {}))


def _values(blocks: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for block in blocks.values():
        for name, given in block.items():
            if given.get("selected_options") is not None:
                yield name, ",".join(str(one["value"]) for one in given["selected_options"])
            elif given.get("selected_option") is not None:
                yield name, str(given["selected_option"]["value"])
            else:
                yield name, str(given.get("value") or "")


def command_named(name: str, values: Mapping[str, str]) -> Command | None:
    """The desk's verb that a form was for ("reply 7"), None if it was a customer's form."""
    verb, _, number = name.rpartition(" ")
    if verb in COMMANDS and number.isdecimal() and len(number) < 12:
        return Command(verb, int(number), _given(values))
    return Command(name, 0, _given(values)) if name in COMMANDS else None


def _given(values: Mapping[str, str]) -> dict[str, str]:
    """What was left empty was not given."""
    return {name: value for name, value in values.items() if value.strip()}
