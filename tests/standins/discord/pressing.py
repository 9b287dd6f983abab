"""Finding what a person would click: the newest message on their screen that shows it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .answers import Answer
from .errors import JSON, Misused
from .interactions import Type
from .limits import BUTTON, LINK_STYLE, SELECTS, STRING_SELECT, walk
from .permissions import in_channel
from .records import Channel, Message, Role, User
from .shapes import member_json, role_json, user_json

if TYPE_CHECKING:
    from .people import Person

USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = 5, 6, 7, 8
Picked = "str | Person | Role | Channel"


def components(person: "Person", on: Message | None) -> Iterator[tuple[Message, JSON]]:
    """Newest message first, each with its components in order."""
    messages = [on] if on else reversed(person.sees())
    for message in messages:
        for _, component in walk(message.components):
            yield message, component


async def press(person: "Person", label: str, on: Message | None) -> Answer:
    message, button = _button(person, label, on)
    if button.get("disabled"):
        raise Misused(f"the button {button.get('label')!r} is greyed out")
    if button.get("style") == LINK_STYLE:
        raise Misused(f"{label!r} is a link to {button['url']}: nothing is sent when it is pressed")
    data = {"custom_id": button["custom_id"], "component_type": BUTTON, "id": button["id"]}
    return await _act(person, message, data)


def _button(person: "Person", label: str, on: Message | None) -> tuple[Message, JSON]:
    """The exact label first; then one that begins with it."""
    buttons = [(message, one) for message, one in components(person, on) if one["type"] == BUTTON]
    for message, one in buttons:
        if (one.get("label") or (one.get("emoji") or {}).get("name")) == label:
            return message, one
    for message, one in buttons:
        if (one.get("label") or "").startswith(label):
            return message, one
    there = [one.get("label") or one.get("emoji") for _, one in buttons[:20]]
    raise Misused(f"{person.name} sees no button {label!r}, only {there}. On the screen:\n{person.screen()}")


async def choose(person: "Person", picked: "tuple[str | Person | Role | Channel, ...]", on: Message | None) -> Answer:
    """Words pick options of a menu; a person, role or channel is picked from a menu of those."""
    for message, menu in components(person, on):
        if menu["type"] in SELECTS and (found := _picks(person, menu, picked)):
            values, resolved = found
            if menu.get("disabled"):
                raise Misused(f"the menu {menu.get('placeholder')!r} is greyed out")
            _within(menu, len(values))
            data = {"custom_id": menu["custom_id"], "component_type": menu["type"], "id": menu["id"], "values": values}
            return await _act(person, message, data | ({"resolved": resolved} if resolved else {}))
    raise Misused(f"{person.name} sees no menu with {picked}. On the screen:\n{person.screen()}")


def _within(menu: JSON, number: int) -> None:
    least, most = menu.get("min_values", 1), menu.get("max_values", 1)
    if not least <= number <= most:
        raise Misused(f"the menu takes {least} to {most} choices, not {number}")


def _picks(person: "Person", menu: JSON, picked: tuple[object, ...]) -> tuple[list[str], JSON] | None:
    if menu["type"] != STRING_SELECT:
        return _entities(person, menu["type"], picked)
    by_name = {one["label"]: one["value"] for one in menu["options"]}
    by_name |= {one["value"]: one["value"] for one in menu["options"]}
    return ([by_name[str(one)] for one in picked], {}) if all(one in by_name for one in picked) else None


def _entities(person: "Person", kind: int, picked: tuple[object, ...]) -> tuple[list[str], JSON] | None:
    resolved: JSON = {}
    for one in picked:
        match one:
            case Role() if kind in (ROLE_SELECT, MENTIONABLE_SELECT):
                pass
            case Channel() if kind == CHANNEL_SELECT:
                pass
            case _ if hasattr(one, "user") and kind in (USER_SELECT, MENTIONABLE_SELECT):
                pass
            case _:
                return None
        resolve(person, one, resolved)
    return [str(one.id) for one in picked], resolved  # type: ignore[attr-defined] # each of the three has an id


def resolve(person: "Person", one: object, resolved: JSON) -> None:
    """Write someone or something into an interaction's `resolved`."""
    if isinstance(one, Role):
        resolved.setdefault("roles", {})[str(one.id)] = role_json(one)
    elif isinstance(one, Channel):
        allowed = str(in_channel(person.discord.world, one, person.user))
        shown = person.discord.rooms.wire.channel(one) | {"permissions": allowed}
        resolved.setdefault("channels", {})[str(one.id)] = shown
    else:
        user: User = one.user  # type: ignore[attr-defined] # a Person
        resolved.setdefault("users", {})[str(user.id)] = user_json(user)
        if person.at and person.at.guild_id:
            _resolve_member(person, user, person.at.guild_id, resolved)


def _resolve_member(person: "Person", user: User, guild_id: int, resolved: JSON) -> None:
    member = person.discord.world.guilds[guild_id].members.get(user.id)
    if member and person.at:
        shown = member_json(member, with_user=False)
        shown["permissions"] = str(in_channel(person.discord.world, person.at, user))
        resolved.setdefault("members", {})[str(user.id)] = shown


async def _act(person: "Person", message: Message, data: JSON) -> Answer:
    channel = person.discord.world.channels[message.channel_id]
    return await person.acts(Type.COMPONENT, channel, data, source=message)
