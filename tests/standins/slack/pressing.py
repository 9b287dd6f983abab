"""Finding what a person would click, in the form before them, their messages, or their home tab, and clicking it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .choosing import chosen
from .errors import JSON, Misused
from .interactions import Made
from .modals import VALUED, initial_values
from .reading import elements
from .records import Message, View
from .screens import Answer
from .shapes import message_json, view_json

if TYPE_CHECKING:
    from .onlooker import Onlooker

Spot = Message | View


def surfaces(person: "Onlooker", on: Spot | None) -> list[Spot]:
    """Topmost modal first, then messages, the newest first, then the home tab."""
    if on is not None:
        return [on]
    home = person.slack.rooms.views.homes.get((person.workspace.id, person.id))
    return [*person.views[-1:], *reversed(person.sees()), *([home] if home else [])]


def spots(person: "Onlooker", on: Spot | None) -> Iterator[tuple[Spot, JSON, JSON]]:
    for spot in surfaces(person, on):
        for block, element in elements(spot.blocks):
            yield spot, block, element


async def press(person: "Onlooker", label: str, on: Spot | None = None) -> Answer:
    spot, block, button = _button(person, label, on)
    action = {"type": "button", "text": button["text"]} | ({"value": button["value"]} if "value" in button else {})
    action |= {"style": button["style"]} if "style" in button else {}
    return await act(person, spot, block, button, action)


def _button(person: "Onlooker", label: str, on: Spot | None) -> tuple[Spot, JSON, JSON]:
    """The exact label first; then one that begins with it."""
    buttons = [one for one in spots(person, on) if one[2]["type"] == "button"]
    for fits in (label.__eq__, lambda words: words.startswith(label)):
        for spot, block, button in buttons:
            if fits(button["text"]["text"]):
                return spot, block, button
    there = [one["text"]["text"] for _, _, one in buttons[:20]]
    raise Misused(f"{person.name} sees no button {label!r}, only {there}. On the screen:\n{person.screen()}")


async def choose(person: "Onlooker", picked: tuple[object, ...], on: Spot | None = None) -> Answer:
    """From the newest menu that offers all of it; the app does not hear of an input block until it is submitted."""
    for spot, block, menu in spots(person, on):
        value = await chosen(person, spot, block, menu, picked)
        if value is not None:
            remember(person, spot, block, menu, value)
            if block["type"] == "input" and not block.get("dispatch_action"):
                return Answer(person, person.slack.rooms.interactions.made(person.workspace.id, person.user))
            return await act(person, spot, block, menu, {"type": menu["type"]} | value)
    raise Misused(f"{person.name} sees no menu with {picked}. On the screen:\n{person.screen()}")


def remember(person: "Onlooker", spot: Spot, block: JSON, element: JSON, value: JSON) -> None:
    """It is in `state.values` from here on."""
    if element["type"] in VALUED:
        key = (block["block_id"], element["action_id"])
        values(person, spot)[key] = {"type": element["type"]} | value


def values(person: "Onlooker", spot: Spot) -> dict[tuple[str, str], JSON]:
    """Of a view they are its own; of a message, each person's."""
    if isinstance(spot, View):
        return spot.values
    kept = person.slack.typed_into.setdefault((person.id, spot.channel_id, spot.ts), {})
    for key, value in initial_values(spot.blocks).items():
        kept.setdefault(key, value)
    return kept


async def act(person: "Onlooker", spot: Spot, block: JSON, element: JSON, action: JSON) -> Answer:
    """block_actions, acknowledged."""
    interactions = person.slack.rooms.interactions
    person.acts()
    channel = person.slack.world.channels[spot.channel_id] if isinstance(spot, Message) else None
    source = spot if isinstance(spot, Message) else None
    made = interactions.made(person.workspace.id, person.user, channel=channel, source=source)
    if source:
        made.thread_ts = source.thread_ts
    action |= {"action_id": element["action_id"], "block_id": block["block_id"]}
    action["action_ts"] = person.slack.world.clock.ts()
    payload = interactions.base(made, "block_actions") | {"trigger_id": made.trigger_id, "actions": [action]}
    await interactions.happens(made, payload | place(person, spot, made))
    return Answer(person, made)


def place(person: "Onlooker", spot: Spot, made: Made) -> JSON:
    """Where it stands: a view, or a message with its channel and response_url."""
    slack = person.slack
    if isinstance(spot, View):
        shown = view_json(slack.world, spot, slack.app.id)
        return {"container": {"type": "view", "view_id": spot.id}, "view": shown}
    channel = slack.world.channels[spot.channel_id]
    container: JSON = {"type": "message", "message_ts": spot.ts, "channel_id": channel.id}
    container |= {"is_ephemeral": spot.ephemeral} | ({"thread_ts": spot.thread_ts} if spot.thread_ts else {})
    state: dict[str, dict[str, JSON]] = {}
    for (block_id, action_id), value in values(person, spot).items():
        state.setdefault(block_id, {})[action_id] = value
    shown = {"container": container, "channel": slack.rooms.interactions.place(channel), "state": {"values": state}}
    shown["response_url"] = slack.rooms.interactions.response_url(made)
    if not spot.ephemeral:
        shown["message"] = message_json(slack.world, spot, origin=slack.origin, metadata=True)
    return shown
