"""A slash command as a person types it: found among those offered, its options checked and resolved."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .commands import CHAT_INPUT, GROUP, SUBCOMMAND
from .errors import JSON, Misused
from .permissions import in_channel
from .pressing import resolve
from .records import Channel, Role

if TYPE_CHECKING:
    from .people import Person

STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(3, 12)
NUMBERS: Mapping[int, type] = {INTEGER: int, NUMBER: float}
IN_GUILD, IN_DM = 0, 1


@dataclass(frozen=True, slots=True)
class Typed:
    """Where the words led: the command, the group and subcommand on the way, and the options there."""

    command: JSON
    steps: tuple[JSON, ...]

    @property
    def options(self) -> list[JSON]:
        last = self.steps[-1] if self.steps else self.command
        return [one for one in last.get("options") or () if one["type"] not in (SUBCOMMAND, GROUP)]

    def data(self, filled: list[JSON], resolved: JSON) -> JSON:
        """As an interaction carries it."""
        inner = filled
        for step in reversed(self.steps):
            inner = [{"name": step["name"], "type": step["type"], "options": inner}]
        shown: JSON = {"id": self.command["id"], "name": self.command["name"], "type": self.command["type"]}
        shown |= {"options": inner}
        if self.command.get("guild_id"):
            shown["guild_id"] = self.command["guild_id"]
        return shown | ({"resolved": resolved} if resolved else {})


def offered(person: "Person", channel: Channel, kind: int = CHAT_INPUT) -> list[JSON]:
    """The commands Discord would show this person here."""
    commands = person.discord.rooms.commands
    here = commands.of(channel.guild_id) if channel.guild_id else []
    every = [*here, *(one for one in commands.of(None) if _in_context(one, channel))]
    return [one for one in every if one["type"] == kind and _allowed(person, channel, one)]


def _in_context(command: JSON, channel: Channel) -> bool:
    context = IN_GUILD if channel.guild_id else IN_DM
    if command.get("contexts") is not None:
        return context in command["contexts"]
    return context == IN_GUILD or bool(command.get("dm_permission", True))


def _allowed(person: "Person", channel: Channel, command: JSON) -> bool:
    """default_member_permissions is only a default: admins may open a command to anyone."""
    needed = command.get("default_member_permissions")
    if needed is None or channel.guild_id is None or person.discord.rooms.commands.open_to_all:
        return True
    allowed = in_channel(person.discord.world, channel, person.user)
    return (bool(int(needed)) and allowed & int(needed) == int(needed)) or bool(allowed & 1 << 3)


def read(person: "Person", channel: Channel, words: str) -> Typed:
    """ "/support policy show" becomes a command, a group and a subcommand."""
    first, *rest = words.removeprefix("/").split()
    every = offered(person, channel)
    command = next((one for one in every if first in _names(one)), None)
    if command is None:
        raise Misused(f"{person.name} is not offered /{first} here, only {[one['name'] for one in every]}")
    steps, at = [], command
    for word in rest:
        inner = [one for one in at.get("options") or () if one["type"] in (SUBCOMMAND, GROUP)]
        found = next((one for one in inner if word in _names(one)), None)
        if found is None:
            raise Misused(f"/{words}: {at['name']!r} has no {word!r}, only {[one['name'] for one in inner]}")
        steps.append(found)
        at = found
    if any(one["type"] in (SUBCOMMAND, GROUP) for one in at.get("options") or ()):
        raise Misused(f"/{words} needs one of {[one['name'] for one in at['options']]} after it")
    return Typed(command, tuple(steps))


def _names(command: JSON) -> set[str]:
    return {command["name"], *(command.get("name_localizations") or {}).values()}


def fill(person: "Person", typed: Typed, given: Mapping[str, Any], *, focused: str = "") -> tuple[list[JSON], JSON]:
    """Options in the order of the command; while one is being typed (`focused`) others may be missing."""
    known, resolved = {one["name"]: one for one in typed.options}, dict[str, Any]()
    given = {_option_name(known, key): value for key, value in given.items() if value is not None}
    missing = [name for name, one in known.items() if one.get("required") and name not in given]
    if missing and not focused:
        raise Misused(f"/{typed.command['name']} does not go without {missing}")
    filled = []
    for name, option in known.items():
        if name in given:
            value = given[name] if name == focused else _value(person, option, given[name], resolved)
            shown: JSON = {"name": name, "type": option["type"], "value": value}
            filled.append(shown | ({"focused": True} if name == focused else {}))
    return filled, resolved


def _option_name(known: Mapping[str, JSON], key: str) -> str:
    """Python has no hyphens in names."""
    for name in (key, key.replace("_", "-"), key.rstrip("_")):
        if name in known:
            return name
    raise Misused(f"the command has no option {key!r}, only {list(known)}")


def _value(person: "Person", option: JSON, value: Any, resolved: JSON) -> Any:
    if option.get("choices"):
        return _choice(option, value)
    match option["type"]:
        case 3:
            _bounded(option, len(_is(option, value, str)), "min_length", "max_length")
        case 4 | 10:
            _bounded(option, _is(option, value, int, float), "min_value", "max_value")
        case 5:
            _is(option, value, bool)
        case 6 | 7 | 8 | 9:
            return _thing(person, option, value, resolved)
        case 11:
            return _file(person, value, resolved)
    return value


def _is(option: JSON, value: Any, *kinds: type) -> Any:
    if not isinstance(value, kinds):
        raise Misused(f"option {option['name']!r} takes {' or '.join(one.__name__ for one in kinds)}, not {value!r}")
    return value


def _bounded(option: JSON, size: float, least: str, most: str) -> None:
    low, high = option.get(least), option.get(most)
    if (low is not None and size < low) or (high is not None and size > high):
        raise Misused(f"option {option['name']!r} takes {low} to {high}, not {size}")


def _choice(option: JSON, value: Any) -> Any:
    for choice in option["choices"]:
        if value in (choice["name"], choice["value"]):
            return choice["value"]
    raise Misused(f"option {option['name']!r} offers {[one['name'] for one in option['choices']]}, not {value!r}")


def _thing(person: "Person", option: JSON, value: Any, resolved: JSON) -> str:
    fits = {USER: not isinstance(value, (Role, Channel)), CHANNEL: isinstance(value, Channel)}
    fits |= {ROLE: isinstance(value, Role), MENTIONABLE: not isinstance(value, Channel)}
    if isinstance(value, str) or not fits[option["type"]]:
        raise Misused(f"option {option['name']!r} does not take {value!r}")
    kinds = option.get("channel_types")
    if isinstance(value, Channel) and kinds and int(value.kind) not in kinds:
        raise Misused(f"option {option['name']!r} offers no channel of type {value.kind.name}")
    resolve(person, value, resolved)
    return str(value.id)


def _file(person: "Person", value: tuple[str, bytes], resolved: JSON) -> str:
    file = person.attached([value])[0]
    channel = person.at or person.dm_channel
    person.discord.world.files[file.id] = (channel.id, file)
    shown = person.discord.rooms.wire.attachment(channel.id, file) | {"ephemeral": True}
    resolved.setdefault("attachments", {})[str(file.id)] = shown
    return str(file.id)
