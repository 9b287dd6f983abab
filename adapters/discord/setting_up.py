"""`/support setup`: from the invite to a working desk, with nobody but staff in the room.

The desk's own verb keeps the settings. Around it stands what only Discord has: a channel
that others cannot see, permissions that are looked at before anything is stored, the panel.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

import discord

from adapters.discord.commands import Interaction
from adapters.discord.ids import role_of
from adapters.discord.options import Room
from adapters.discord.permissions import NEEDS, Where
from adapters.discord.rows import GuildRow
from adapters.discord.server import Server, looked_at, team_roles
from adapters.discord.standing import standing
from bot.content import Reply
from bot.text import escape
from bot.writes import Writes, micros
from handoff.acts import Act, Command
from handoff.ports import Clock, Desk, Store
from handoff.routing import Routing, routing_of

STAFF_ROOM = "support-desk"
TOPIC = "Customers' cases, each in its thread. Only the support team can see this channel."
REASON = "Baton: /support setup"

HangPanel = Callable[[Room, str], Awaitable[str]]
"""Post the panel in a channel, or bring the message with this id up to date; returns the message's id."""


class Blocked(Exception):
    """Set-up stops before anything is stored; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for, as far as it is Discord's business."""

    server: Server
    routing: Routing
    given: Mapping[str, str]

    @property
    def staff_role(self) -> int | None:
        return role_of(self.given.get("staff_role", "") or self.routing.staff_role)

    @property
    def roles(self) -> tuple[int, ...]:
        """Whoever may see a case: the team's roles as they will be."""
        asked = [role_of(self.given.get(name, "")) for name in ("staff_role", "lead_role", "role")]
        known = [r for r in team_roles(self.routing) if self.server.guild.get_role(r)]
        return tuple(dict.fromkeys((*(r for r in asked if r), *known)))

    @property
    def needs_room(self) -> bool:
        """Whether there is no staff channel yet in this server, and none was chosen."""
        other = self.given.get("staff") or self.given.get("department")
        return not other and self.server.room_at(self.routing.staff_place) is None and not self._elsewhere

    @property
    def _elsewhere(self) -> bool:
        """Cases are shown in another server: this one may be for customers alone."""
        place = self.routing.staff_place
        return place is not None and place.platform == "discord" and place.space != str(self.server.guild.id)

    def room(self, name: str) -> Room | None:
        """A channel that was chosen."""
        id = self.given.get(name, "").rpartition(":")[2]
        return self.server.rooms.get(int(id)) if id.isdecimal() else None


@dataclass(frozen=True, slots=True)
class SettingUp:
    """Does `/support setup`."""

    client: discord.Client
    store: Store
    desk: Desk
    clock: Clock
    hang: HangPanel
    team: str

    async def run(self, interaction: Interaction, act: Act) -> Reply:
        """Look, make what is missing, keep it, and say how things stand."""
        given = act.body.given if isinstance(act.body, Command) else {}
        if interaction.guild_id is None or act.by.role != "admin":
            return await self.desk.receive(_asking(act, {k: v for k, v in given.items() if k != "panel"}))
        try:
            return await self._set_up(interaction.guild_id, act, given)
        except Blocked as why:
            return Reply(str(why), notice=True)
        except discord.HTTPException as no:
            return Reply(f"Discord did not let me look at this server ({no.status}). Nothing was changed.", notice=True)

    async def _set_up(self, guild: int, act: Act, given: Mapping[str, str]) -> Reply:
        server = await looked_at(self.client, guild)
        wish = Wish(server, await self._routing(), given)
        panel = wish.room("panel")
        _fit(wish, panel)
        room = await self._staff_room(wish)
        server = server.with_room(room) if room else server
        chosen = {name: value for name, value in given.items() if name != "panel"}
        if room is not None and "staff" not in given:
            chosen["staff"] = f"discord:{guild}:{room.id}"
        reply = await self.desk.receive(_asking(act, chosen))
        if reply.notice:
            return reply
        routing = await self._routing()
        row = await self._kept(server, routing, panel)
        if panel is not None:
            row = await self._hung(server, row, panel)
        return Reply("\n".join(standing(server, routing, row)))

    async def _routing(self) -> Routing:
        return routing_of((await self.store.load(self.team, "")).settings)

    async def _staff_room(self, wish: Wish) -> Room | None:
        """The channel for cases: the one that was chosen, one that is there, or a new one; None if it stays."""
        if not wish.needs_room:
            return wish.room("staff")
        if wish.staff_role is None or wish.server.guild.get_role(wish.staff_role) is None:
            raise Blocked(
                "Please also choose `staff_role`: whoever has it is called to new cases and may answer. "
                "I then make a channel that only they can see."
            )
        return _own_room(wish) or await self._made(wish)

    async def _made(self, wish: Wish) -> Room:
        try:
            return await wish.server.guild.create_text_channel(
                STAFF_ROOM, topic=TOPIC, overwrites=_overwrites(wish), reason=REASON
            )
        except discord.Forbidden:
            raise Blocked(
                "I may not make channels here. Give me **Manage Channels**, or make a channel that only staff "
                "and I can see and choose it as `staff`."
            ) from None

    async def _kept(self, server: Server, routing: Routing, panel: Room | None) -> GuildRow:
        where = {"team": self.team, "guild": str(server.guild.id)}
        found = await self.store.find(GuildRow, where, limit=1)
        row = found[0] if found else GuildRow(self.team, str(server.guild.id), joined=micros(self.clock.now()))
        room = server.room_at(routing.staff_place)
        after = replace(
            row,
            name=server.guild.name,
            staff_channel=str(room.id) if room else row.staff_channel,
            staff_role=str(role_of(routing.staff_role) or ""),
            lead_role=str(role_of(routing.lead_role) or ""),
            left=0,
        )
        await self.store.commit(Writes((after,)))
        return after

    async def _hung(self, server: Server, row: GuildRow, panel: Room) -> GuildRow:
        same = row.panel_message if row.panel_channel == str(panel.id) else ""
        message = await self.hang(panel, same)
        after = replace(row, panel_channel=str(panel.id), panel_message=message)
        await self.store.commit(Writes((after,)))
        return after


def _asking(act: Act, given: Mapping[str, str]) -> Act:
    return replace(act, body=Command("setup", 0, given))


def _own_room(wish: Wish) -> Room | None:
    """One we made before, and did not come to use."""
    for room in wish.server.rooms.values():
        if room.name == STAFF_ROOM and not wish.server.is_open(room) and not wish.server.missing(room, "staff"):
            return room
    return None


def _overwrites(wish: Wish) -> dict[discord.Role | discord.Member | discord.Object, discord.PermissionOverwrite]:
    """Hidden from everybody; open to the team, and to us with what we need."""
    guild, me = wish.server.guild, wish.server.me
    team = discord.PermissionOverwrite(
        view_channel=True, read_message_history=True, send_messages=True, send_messages_in_threads=True
    )
    own = {need.name: True for need in NEEDS if "staff" in need.where and getattr(me.guild_permissions, need.name)}
    roles = (guild.get_role(role) for role in wish.roles)
    return {
        guild.default_role: discord.PermissionOverwrite(view_channel=False),
        **{role: team for role in roles if role and role != guild.default_role},
        me: discord.PermissionOverwrite(**own),
    }


def _fit(wish: Wish, panel: Room | None) -> None:
    """Nothing is kept that would not work, or would show cases to strangers."""
    if wish.server.guild.default_role.id in wish.roles:
        raise Blocked("**@everyone** cannot be a role of the desk: cases are for staff alone. Choose another.")
    for name in ("staff", "place"):
        if room := wish.room(name):
            _private(wish, room)
            _equipped(wish.server, room, "staff")
    if panel is not None:
        if isinstance(panel, discord.ForumChannel):
            raise Blocked(
                f"The panel is one message, so it needs a text channel; **#{escape(panel.name)}** is a forum."
            )
        _equipped(wish.server, panel, "panel")


def _private(wish: Wish, room: Room) -> None:
    if wish.server.is_open(room):
        raise Blocked(
            f"Everybody can see **#{escape(room.name)}**, and cases are for staff alone. In its permissions take "
            "*View Channel* from @everyone, or leave `staff` out and I make a channel."
        )


def _equipped(server: Server, room: Room, where: Where) -> None:
    lacking = [need for need in server.missing(room, where) if need.required]
    if lacking:
        lines = "\n".join(f"- **{need.shown}** {need.why}" for need in lacking)
        raise Blocked(f"In **#{escape(room.name)}** I still need:\n{lines}\nGive them to me there, then try again.")
