"""Filling in a modal, sending it off, closing it."""

import mimetypes
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from .choosing import chosen
from .elements import TYPED
from .errors import JSON, ApiError, InteractionFailed, Misused
from .interactions import Made
from .mentions import rich_text
from .modals import VALUED
from .records import File, View
from .screens import Answer
from .shapes import file_json, view_json

if TYPE_CHECKING:
    from .onlooker import Onlooker


async def submit(
    person: "Onlooker", view: View, given: Iterable[str | Mapping[str, Any]], named: Mapping[str, Any]
) -> Answer:
    """view_submission, and what the app says to it."""
    if view.closed or person.views[-1:] != [view]:
        raise Misused(f"that modal is not before {person.name} (any more)")
    await fill(person, view, given, named)
    _complete(view)
    person.acts()
    interactions = person.slack.rooms.interactions
    made = interactions.made(person.workspace.id, person.user)
    payload = interactions.base(made, "view_submission") | {"trigger_id": made.trigger_id, "response_urls": []}
    payload |= sent_from(person, view)
    ack = await interactions.happens(made, payload)
    try:
        return _answered(person, view, made, ack.body)
    except ApiError as refused:
        raise InteractionFailed(f"Slack does not take that response_action: {refused}") from refused


def sent_from(person: "Onlooker", view: View) -> JSON:
    """Of an external, `team` is their own; where the app lives stands in `view.app_installed_team_id`."""
    team = person.slack.world.teams[person.user.team_id]
    shown = view_json(person.slack.world, view, person.slack.app.id)
    return {"team": {"id": team.id, "domain": team.domain}, "view": shown}


def _answered(person: "Onlooker", view: View, made: Made, body: Any) -> Answer:
    views = person.slack.rooms.views
    action = body.get("response_action") if isinstance(body, dict) else None
    match action:
        case None:
            if not view.closed:
                views.close(view)
        case "clear":
            views.close(view, all_of_them=True)
        case "update":
            made.view = views.update(view, body["view"])
        case "push":
            made.view = views.push(view.team_id, person.user, body["view"])
        case "errors":
            return Answer(person, made, _complaints(view, body))
        case _:
            raise InteractionFailed(f"response_action {action!r} is none of errors, update, push, clear")
    return Answer(person, made)


def _complaints(view: View, body: JSON) -> dict[str, str]:
    errors: dict[str, str] = body.get("errors") or {}
    inputs = {one["block_id"] for one in view.blocks if one["type"] == "input"}
    if not errors or errors.keys() - inputs:
        raise InteractionFailed(f"errors must name input blocks {sorted(inputs)}, not {sorted(errors)}")
    return errors


async def close(person: "Onlooker", view: View, *, all_of_them: bool = False) -> None:
    """The app hears of it only where it asked to."""
    interactions, stack = person.slack.rooms.interactions, list(person.views)
    person.slack.rooms.views.close(view, all_of_them=all_of_them)
    for one in stack if all_of_them else [view]:
        if one.given.get("notify_on_close"):
            made = interactions.made(person.workspace.id, person.user)
            payload = interactions.base(made, "view_closed") | {"is_cleared": all_of_them} | sent_from(person, one)
            await interactions.happens(made, payload)


# Filling in


async def fill(
    person: "Onlooker", view: View, given: Iterable[str | Mapping[str, Any]], named: Mapping[str, Any]
) -> None:
    inputs = [one for one in view.blocks if one["type"] == "input"]
    wanted: dict[str, Any] = {}
    for number, one in enumerate(given):
        wanted |= one if isinstance(one, Mapping) else {inputs[number]["block_id"]: one}
    for name, value in {**wanted, **named}.items():
        block = _field(inputs, name)
        element = block["element"]
        filled = await _filled(person, view, block, value)
        view.values[block["block_id"], element["action_id"]] = {"type": element["type"]} | filled


def _field(inputs: list[JSON], name: str) -> JSON:
    for block in inputs:
        if name in (block["element"]["action_id"], block["block_id"], block["label"]["text"]):
            return block
    known = [(one["label"]["text"], one["element"]["action_id"]) for one in inputs]
    raise Misused(f"the form has no field {name!r}, only {known}")


async def _filled(person: "Onlooker", view: View, block: JSON, value: Any) -> JSON:
    element = block["element"]
    kind = element["type"]
    if kind == "file_input":
        return {"files": [_attached(person, element, *one) for one in _pairs(value)]}
    if kind == "rich_text_input":
        return {"rich_text_value": rich_text(str(value))}
    if kind in TYPED:
        return {VALUED[kind]: _typed(block["label"]["text"], element, str(value))}
    picked = tuple(value) if isinstance(value, (list, tuple)) else (value,)
    found = await chosen(person, view, block, element, picked)
    if found is None:
        options = [one["text"]["text"] for one in element.get("options") or ()]
        raise Misused(f"{block['label']['text']!r} does not offer {value!r}, only {options}")
    return found


def _pairs(value: Any) -> list[tuple[str, bytes]]:
    return list(value.items()) if isinstance(value, Mapping) else list(value)


def _attached(person: "Onlooker", element: JSON, name: str, data: bytes) -> JSON:
    """Uploaded by the person; seen by the app, shared to no channel."""
    kinds = element.get("filetypes")
    if kinds and name.rsplit(".", 1)[-1].lower() not in kinds:
        raise Misused(f"the form takes {kinds}, not {name}")
    world = person.slack.world
    file = File(world.clock.id("F"), name, person.id, person.workspace.id, world.clock.now(), len(data), data)
    file.media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    file.uploaded = file.completed = True
    world.files[file.id] = file
    return file_json(file, person.slack.origin)


def _typed(label: str, element: JSON, value: str) -> str:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if not least <= len(value) <= most:
        raise Misused(f"{label!r} takes {least} to {most} letters, not {len(value)}")
    return value


def _complete(view: View) -> None:
    """The client does not send a form whose required fields are empty."""
    for block in view.blocks:
        if block["type"] != "input" or block.get("optional"):
            continue
        element = block["element"]
        value = view.values.get((block["block_id"], element["action_id"]), {}).get(VALUED[element["type"]])
        if value in (None, "", []):
            raise Misused(f"{block['label']['text']!r} must be filled in")
