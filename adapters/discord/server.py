"""One server as it is now, asked of Discord rather than remembered: what set-up and the doctor look at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import discord

from adapters.discord.ids import NAME, role_of
from adapters.discord.options import Room
from adapters.discord.permissions import Need, Where, missing
from bot.events import Place
from handoff.routing import Department, Routing


@dataclass(frozen=True, slots=True)
class Server:
    """A server, ourselves in it, and its channels that can hold cases or a panel."""

    guild: discord.Guild
    me: discord.Member
    rooms: Mapping[int, Room]

    def with_room(self, room: Room) -> "Server":
        """With a channel that was just made."""
        return replace(self, rooms={**self.rooms, room.id: room})

    def missing(self, room: Room, where: Where) -> tuple[Need, ...]:
        """What we may not do in a channel, of what we need there."""
        have = room.permissions_for(self.me)
        # Discord reports a channel that is hidden from us with all its other permissions as they were.
        return missing(have if have.view_channel else discord.Permissions.none(), where)

    def is_open(self, room: Room) -> bool:
        """Whether everybody can see it."""
        return room.permissions_for(self.guild.default_role).view_channel

    def onlookers(self, room: Room, staff: Iterable[int]) -> tuple[str, ...]:
        """Roles and people that were let in and are not the team's; admins see everything anyway."""
        ours = {*staff, self.guild.default_role.id, self.me.id, *(role.id for role in self.me.roles)}
        let_in = [target for target, rule in room.overwrites.items() if rule.view_channel and target.id not in ours]
        return tuple(_name(target) for target in let_in if not _is_admin(target))

    def sees(self, room: Room, role: int) -> bool:
        """Whether a role is let in."""
        found = self.guild.get_role(role)
        return found is not None and room.permissions_for(found).view_channel

    def room_at(self, place: Place | None) -> Room | None:
        """The channel of a place, if it is one of this server's."""
        if place is None or place.platform != NAME or place.space != str(self.guild.id):
            return None
        return self.rooms.get(int(place.channel)) if place.channel.isdecimal() else None

    def role_named(self, role: int | None) -> str:
        found = self.guild.get_role(role) if role else None
        return f"@{found.name}" if found else "a role that is not here"


def _name(target: discord.Role | discord.Member | discord.Object) -> str:
    name = getattr(target, "name", "")
    return f"@{name}" if name else "somebody by name"


def _is_admin(target: discord.Role | discord.Member | discord.Object) -> bool:
    return isinstance(target, discord.Role) and target.permissions.administrator


async def looked_at(client: discord.Client, guild: int) -> Server:
    """Ask Discord; raises discord.HTTPException."""
    found = await client.fetch_guild(guild, with_counts=False)
    rooms = {one.id: one for one in await found.fetch_channels() if isinstance(one, Room)}
    assert client.user is not None  # whoever calls is logged in
    return Server(found, await found.fetch_member(client.user.id), rooms)


def team_roles(routing: Routing) -> tuple[int, ...]:
    """Every role of the desk that is Discord's."""
    departments = routing.departments.values()
    every = (routing.staff_role, routing.lead_role, *(own.role for own in departments))
    return tuple(dict.fromkeys(role for text in every if (role := role_of(text))))


def called_in(routing: Routing) -> tuple[tuple[Place | None, int | None], ...]:
    """Each place where cases are shown, with the role that has to see it."""
    every = [(routing.staff_place, routing.staff_role)]
    every += [_own(own, routing) for own in routing.departments.values() if own.place or own.role]
    return tuple((place, role_of(role)) for place, role in every)


def _own(department: Department, routing: Routing) -> tuple[Place | None, str]:
    return department.place or routing.staff_place, department.role or routing.staff_role
