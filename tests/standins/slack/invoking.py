"""Slash commands and shortcuts, where Slack has them."""

from typing import TYPE_CHECKING

from .errors import JSON, ApiError, InteractionFailed, Misused
from .mentions import typed_after_command
from .records import Channel, Message
from .screens import Answer
from .shapes import message_json

if TYPE_CHECKING:
    from .people import Person


async def slash(person: "Person", command: str, where: Channel | None, thread: Message | None) -> Answer:
    """A command as typed into a channel's message field."""
    name, _, text = command.partition(" ")
    app, interactions = person.slack.app, person.slack.rooms.interactions
    if thread is not None:
        raise Misused(f"{name} is not supported in threads. Sorry!")
    if person.is_external:
        raise Misused(f"{person.name} is from another organisation: Slack offers them no commands")
    if name not in app.commands:
        raise Misused(f"{name} is not a valid command. Those of the app: {app.commands}")
    channel = where or person.at or person.dm_channel
    if not person.can_see(channel):
        raise Misused(f"{person.name} cannot see #{channel.name}")
    person.at = channel
    person.acts()
    made = interactions.made(person.workspace.id, person.user, channel=channel)
    place = interactions.place(channel)
    payload: JSON = {
        "token": app.token,
        "team_id": person.workspace.id,
        "team_domain": person.workspace.team.domain,
        "channel_id": channel.id,
        "channel_name": place["name"],
        "user_id": person.id,
        "user_name": person.user.handle,
        "command": name,
        "text": typed_after_command(person.slack.world, text, escapes=app.escapes_commands),
        "api_app_id": app.id,
        "is_enterprise_install": "false",
        "response_url": interactions.response_url(made, "commands"),
        "trigger_id": made.trigger_id,
    }
    ack = await interactions.happens(made, payload, "slash_commands")
    try:
        person.slack.responding.acknowledged(made, ack.body)
    except ApiError as refused:
        raise InteractionFailed(f"Slack does not take that answer to {name}: {refused}") from refused
    return Answer(person, made)


async def shortcut(person: "Person", name: str, message: Message | None) -> Answer:
    """message_action with the message, or a global shortcut."""
    app, interactions = person.slack.app, person.slack.rooms.interactions
    kind = "message" if message else "global"
    offered = [one for one in app.shortcuts if one.kind == kind]
    found = next((one for one in offered if one.name == name), None)
    if person.is_external:
        raise Misused(f"{person.name} is from another organisation: Slack offers them no shortcuts")
    if found is None:
        raise Misused(f"{person.name} is offered no {kind} shortcut {name!r}, only {[one.name for one in offered]}")
    person.acts()
    made = interactions.made(person.workspace.id, person.user)
    payload = interactions.base(made, "message_action" if message else "shortcut")
    payload |= {"callback_id": found.callback_id, "trigger_id": made.trigger_id}
    payload["action_ts"] = person.slack.world.clock.ts()
    if message:
        channel = person.slack.world.channels[message.channel_id]
        made.channel, made.thread_ts = channel, message.thread_ts
        shown = message_json(person.slack.world, message, origin=person.slack.origin, metadata=True)
        payload |= {"message": shown, "message_ts": message.ts, "channel": interactions.place(channel)}
        payload["response_url"] = interactions.response_url(made)
    await interactions.happens(made, payload)
    return Answer(person, made)
