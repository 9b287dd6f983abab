"""Who somebody is at the desk: found out from Discord at the act itself, and never kept.

A role counts in the servers of the team: those where its cases are shown, or were when an
admin of the team set them up. Elsewhere one is what one is there, so that nobody becomes
our admin by owning a server of their own; until the first set-up, as long as cases are
shown in the playground alone, any server does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import discord

from adapters.discord.ids import NAME, person_id, role_id
from adapters.discord.rows import GuildRow
from bot.events import Place
from handoff.acts import Teammate
from handoff.ports import Store
from handoff.routing import Routing, routing_of

Role = Literal["none", "staff", "lead", "admin"]
PRACTICE = ("web", "terminal")
GONE = (discord.NotFound, discord.Forbidden)


def homes(settings: Mapping[str, str]) -> tuple[int, ...]:
    """The servers of the team, by the places where its cases are shown."""
    places = _places(routing_of(settings))
    return tuple(dict.fromkeys(int(p.space) for p in places if p.platform == NAME and p.space.isdecimal()))


def _places(routing: Routing) -> Iterator[Place]:
    if routing.staff_place:
        yield routing.staff_place
    yield from (own.place for own in routing.departments.values() if own.place)


def _is_new(routing: Routing) -> bool:
    """Whether nobody has set up a desk on any platform yet."""
    return all(place.platform in PRACTICE for place in _places(routing))


def judged(routing: Routing, has: frozenset[str], permissions: discord.Permissions) -> Role:
    """What these roles and permissions make of somebody."""
    if permissions.administrator or permissions.manage_guild:
        return "admin"
    if routing.lead_role and routing.lead_role in has:
        return "lead"
    called = {routing.staff_role, *(own.role for own in routing.departments.values())} - {""}
    return "staff" if has & called else "none"


@dataclass(frozen=True, slots=True)
class Roles:
    """Says who acts."""

    client: discord.Client
    store: Store
    team: str

    async def of(self, interaction: discord.Interaction) -> Teammate:
        """Whoever pressed or typed; Discord sends their roles and permissions along."""
        settings = (await self.store.load(self.team, "")).settings
        user, guild, told = interaction.user, interaction.guild_id, interaction.permissions
        if guild is not None and getattr(user, "_permissions", None) is None:
            member = await self._member(guild, user.id)
            user, told = member or user, member.guild_permissions if member else told
        return await self._teammate(settings, user, guild, told)

    async def of_author(self, guild: int, user: discord.User | discord.Member) -> Teammate:
        """Whoever wrote a message in a server."""
        settings = (await self.store.load(self.team, "")).settings
        member = user if isinstance(user, discord.Member) else await self._member(guild, user.id)
        known = member.guild_permissions if member else discord.Permissions.none()
        return await self._teammate(settings, member or user, guild, known)

    async def _teammate(
        self,
        settings: Mapping[str, str],
        user: discord.User | discord.Member,
        guild: int | None,
        permissions: discord.Permissions,
    ) -> Teammate:
        routing, ours = routing_of(settings), (*homes(settings), *await self._set_up())
        if guild is not None and (guild in ours or _is_new(routing)):
            role = judged(routing, _roles(user), permissions)
        else:
            role = await self._elsewhere(routing, ours, user.id)
        return Teammate(person_id(user.id), user.display_name, role)

    async def _set_up(self) -> tuple[int, ...]:
        """Servers that an admin of the team gave a staff channel once, wherever its cases are shown by now."""
        rows = await self.store.find(GuildRow, {"team": self.team, "left": 0})
        return tuple(int(row.guild) for row in rows if row.staff_channel and row.guild.isdecimal())

    async def _elsewhere(self, routing: Routing, ours: tuple[int, ...], user: int) -> Role:
        """The role in the first of our servers where they have one."""
        for home in ours:
            if member := await self._member(home, user):
                role = judged(routing, _roles(member), member.guild_permissions)
                if role != "none":
                    return role
        return "none"

    async def _member(self, guild: int, user: int) -> discord.Member | None:
        """Asked for one at a time: the list of all members is a privilege we do not need."""
        there = self.client.get_guild(guild)
        try:
            if there is None or not there.roles:
                # It was not told yet, or could not be read: without its roles nobody is anything there.
                there = await self.client.fetch_guild(guild, with_counts=False)
            return await there.fetch_member(user)
        except GONE:
            return None


def _roles(user: discord.User | discord.Member) -> frozenset[str]:
    """By their ids: which role is which, only a server that was told in full could say."""
    return frozenset(map(role_id, user._roles)) if isinstance(user, discord.Member) else frozenset()
