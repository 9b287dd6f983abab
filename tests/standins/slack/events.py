"""What the app hears about: only what it subscribed to, is allowed to, and is there for."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from .app import App
from .delivery import Delivery, Parcel
from .errors import JSON
from .records import Channel, Message
from .shapes import message_json
from .world import World

MESSAGES = {"channel": "message.channels", "group": "message.groups", "im": "message.im", "mpim": "message.mpim"}
KINDS = {"channel": "channel", "group": "group", "im": "im", "mpim": "mpim"}


class Events:
    """Wraps each event in its envelope and hands it to the delivery, without anybody waiting for it."""

    def __init__(self, world: World, app: App, delivery: Delivery, stirred: Callable[[], None]) -> None:
        self.world, self.app, self.delivery, self.stirred = world, app, delivery, stirred
        self.origin = ""
        self.repeats = 0
        self.delays: list[tuple[str, float]] = []
        self.held: list[Parcel] | None = None
        self.sent: list[JSON] = []
        self.late: set[asyncio.Task[Any]] = set()

    def tell(self, team_id: str, event: JSON, *, subscription: str = "", channel: Channel | None = None) -> None:
        """One event to the app as installed in a workspace."""
        bot, scopes = self.world.bot_of(team_id), self.scopes(team_id)
        if bot is None or not self.app.hears(subscription or event["type"], scopes):
            return
        self.sends(self.envelope(team_id, event, channel))

    def sends(self, payload: JSON) -> None:
        parcel = Parcel("events_api", payload)
        self.sent.append(payload)
        if self.held is not None:
            self.held.append(parcel)
            return
        self._carry(parcel)

    def releases(self, *, backwards: bool = False) -> None:
        """What was held back goes out, in its order or the other way round."""
        held, self.held = self.held or [], None
        for parcel in reversed(held) if backwards else held:
            self._carry(parcel)

    def _carry(self, parcel: Parcel) -> None:
        kind = parcel.payload.get("event", {}).get("type", "")
        delay = next((one for one in self.delays if one[0] in (kind, "*")), None)
        if delay:
            self.delays.remove(delay)
        copies = 1 + bool(self.repeats)
        self.repeats -= copies - 1
        for _ in range(copies):
            self.soon(self.delivery.carries(Parcel(parcel.kind, parcel.payload), delay[1] if delay else 0.0))

    def soon(self, work: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.ensure_future(work)
        self.late.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: "asyncio.Task[Any]") -> None:
        self.late.discard(task)
        self.stirred()

    def scopes(self, team_id: str) -> set[str]:
        """What the app may do in a workspace: that of its newest living bot token."""
        tokens = (one for one in self.world.tokens.values() if one.kind == "bot" and one.team_id == team_id)
        living = [one for one in tokens if not one.dead]
        return living[-1].scopes if living else set()

    def envelope(self, team_id: str, event: JSON, channel: Channel | None = None) -> JSON:
        world = self.world
        team, bot = world.teams[team_id], world.bot_of(team_id)
        authorization = {
            "enterprise_id": team.enterprise_id,
            "team_id": team_id,
            "user_id": bot.id if bot else "",
            "is_bot": True,
            "is_enterprise_install": False,
        }
        shown: JSON = {
            "token": self.app.token,
            "team_id": team_id,
            "context_team_id": team_id,
            "context_enterprise_id": team.enterprise_id,
            "api_app_id": self.app.id,
            "event": event,
            "type": "event_callback",
            "event_id": world.clock.id("Ev"),
            "event_time": int(world.clock.now()),
            "authorizations": [authorization],
            "is_ext_shared_channel": bool(channel and channel.is_ext_shared),
            "event_context": f"4-{world.clock.id('e')}",
        }
        return shown | ({"enterprise_id": team.enterprise_id} if team.enterprise_id else {})

    # Messages

    def message(self, message: Message, *, subtype: str = "", before: JSON | None = None) -> None:
        """A message is new, changed or gone."""
        channel = self.world.channels[message.channel_id]
        if message.ephemeral:
            return
        event = self._event(message, channel, subtype, before)
        for team_id in list(self.world.installed(channel))[:1]:
            self._mentioned(team_id, message, channel, subtype)
            self.tell(team_id, event, subscription=MESSAGES[channel.kind], channel=channel)

    def _event(self, message: Message, channel: Channel, subtype: str, before: JSON | None) -> JSON:
        shown = message_json(self.world, message, origin=self.origin, metadata=True)
        where: JSON = {"channel": channel.id, "channel_type": KINDS[channel.kind]}
        if not subtype:
            return shown | where | {"event_ts": message.ts} | self._homes(message, channel)
        event: JSON = {"type": "message", "subtype": subtype, "hidden": True, "ts": self.world.clock.ts()} | where
        event["event_ts"] = event["ts"]
        if subtype == "message_deleted":
            event["deleted_ts"] = message.ts
        else:
            event["message"] = shown
        return event | ({"previous_message": before} if before else {})

    def _homes(self, message: Message, channel: Channel) -> JSON:
        if not channel.is_ext_shared:
            return {}
        return {"user_team": message.user.team_id, "source_team": message.user.team_id}

    def _mentioned(self, team_id: str, message: Message, channel: Channel, subtype: str) -> None:
        """app_mention comes besides the message's own event, with another event_id; never in a DM."""
        bot = self.world.bot_of(team_id)
        if subtype or channel.kind == "im" or bot is None or bot.id not in message.pings or message.user is bot:
            return
        shown = message_json(self.world, message, origin=self.origin)
        event = shown | {"type": "app_mention", "channel": channel.id, "event_ts": message.ts}
        event.pop("subtype", None)
        self.tell(team_id, event | self._homes(message, channel), channel=channel)

    def about(self, channel: Channel, event: JSON, subscription: str = "") -> None:
        """Something about a channel that the bot is in."""
        for team_id in list(self.world.installed(channel))[:1]:
            self.tell(team_id, event, subscription=subscription, channel=channel)
