"""Channels made and changed: kinds, names, overwrites, forum tags."""

from .errors import JSON, refuse
from .limits import bad, check_name
from .permissions import ALL
from .records import Channel, Guild, Kind, Overwrite
from .world import Clock, World

TOPIC, FORUM_TOPIC, TAGS, TAG_NAME = 1024, 4096, 20, 20


def make_channel(world: World, guild: Guild, body: JSON, *, may: int = ALL) -> Channel:
    """`may` is what its maker may do: nobody grants in an overwrite what they have not."""
    check_name("name", body.get("name"))
    kind = Kind(int(body.get("type") or 0))
    parent = int(body["parent_id"]) if body.get("parent_id") else None
    if parent is not None and parent not in world.channels:
        raise bad("parent_id", "CHANNEL_PARENT_INVALID", "Category does not exist")
    channel = Channel(world.clock.snowflake(), kind, dashed(kind, body["name"]), guild.id, parent)
    channel.position = len(world.channels_of(guild))
    if parent and body.get("permission_overwrites") is None:
        channel.overwrites = dict(world.channels[parent].overwrites)
    change_channel(world.clock, channel, {key: value for key, value in body.items() if key != "name"}, may=may)
    world.channels[channel.id] = channel
    return channel


def dashed(kind: Kind, name: str) -> str:
    """Text channels have no spaces or capitals."""
    return name if kind in (Kind.CATEGORY, Kind.VOICE) else name.casefold().replace(" ", "-")


def change_channel(clock: Clock, channel: Channel, body: JSON, *, may: int = ALL) -> None:
    if "name" in body:
        check_name("name", body["name"])
        channel.name = dashed(channel.kind, body["name"])
    if "topic" in body:
        most = FORUM_TOPIC if channel.kind is Kind.FORUM else TOPIC
        if len(body["topic"] or "") > most:
            raise bad("topic", "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
        channel.topic = body["topic"]
    if body.get("flags") is not None:
        channel.flags = int(body["flags"])
    if body.get("position") is not None:
        channel.position = int(body["position"])
    if body.get("rate_limit_per_user") is not None:
        channel.slowmode = int(body["rate_limit_per_user"])
    if body.get("permission_overwrites") is not None:
        made = [overwrite(one, may=may) for one in body["permission_overwrites"]]
        channel.overwrites = {one.id: one for one in made}
    if body.get("available_tags") is not None:
        channel.tags = _tags(clock, body["available_tags"])


def overwrite(given: JSON, *, may: int = ALL, id_: int | None = None) -> Overwrite:
    made = Overwrite(
        id_ or int(given["id"]), int(given.get("type") or 0), int(given.get("allow") or 0), int(given.get("deny") or 0)
    )
    if (made.allow | made.deny) & ~may:
        raise refuse(50013)
    return made


def _tags(clock: Clock, given: list[JSON]) -> list[JSON]:
    if len(given) > TAGS:
        raise bad("available_tags", "BASE_TYPE_MAX_LENGTH", f"Must be {TAGS} or fewer in length.")
    return [_tag(clock, index, one) for index, one in enumerate(given)]


def _tag(clock: Clock, index: int, given: JSON) -> JSON:
    check_name(f"available_tags.{index}.name", given.get("name"), TAG_NAME)
    emoji = {"emoji_id": given.get("emoji_id"), "emoji_name": given.get("emoji_name")}
    id_ = str(given.get("id") or clock.snowflake())
    return {"id": id_, "name": given["name"], "moderated": bool(given.get("moderated")), **emoji}
