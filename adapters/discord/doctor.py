"""What keeps Discord from working, by name, and how to mend it: before the bot connects and while it runs.

Everything is asked of Discord itself over HTTP, so that the answer holds also when the gateway does not.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar

import aiohttp
import discord

from adapters.discord.commands import GROUPS
from adapters.discord.ids import NAME, role_of
from adapters.discord.options import Room
from adapters.discord.permissions import Need, Where, invite, named
from adapters.discord.rows import GuildRow
from adapters.discord.server import Server, called_in, looked_at, team_roles
from adapters.discord.standing import can_be_called
from adapters.discord.where import watched_in
from bot.events import Place
from bot.writes import Row, Scalar, Snapshot, StoreUnavailable
from handoff.routing import Routing, routing_of

R = TypeVar("R", bound=Row)
ODD = (KeyError, TypeError, ValueError, AttributeError)
"""What the library runs into where an answer lacks what Discord's has."""
UNREACHED = (aiohttp.ClientError, OSError, TimeoutError, *ODD)
PORTAL = "https://discord.com/developers/applications"


class Reading(Protocol):
    """The store, also as somebody else's that is only read."""

    async def load(self, team: str, conversation: str) -> Snapshot: ...

    async def find(
        self, kind: type[R], where: Mapping[str, Scalar | tuple[Scalar, ...]], *, limit: int = 1000
    ) -> tuple[R, ...]: ...


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: what was found, and how to mend it. A warning is not a failure."""

    name: str
    ok: bool
    found: str
    mend: str = ""
    warning: bool = False


def _fine(name: str, found: str) -> Check:
    return Check(f"{NAME}: {name}", ok=True, found=found)


def _wrong(name: str, found: str, mend: str) -> Check:
    return Check(f"{NAME}: {name}", ok=False, found=found, mend=mend)


def _poor(name: str, found: str, mend: str) -> Check:
    return Check(f"{NAME}: {name}", ok=True, found=found, mend=mend, warning=True)


def token_shape(token: str) -> Check:
    """What a look at it can tell, without showing it."""
    if not token:
        return _wrong("token", "none", f"Set BATON_DISCORD_TOKEN: {PORTAL}, your application, Bot, Reset Token.")
    parts = token.split(".")
    if len(parts) != 3 and len(token) in (32, 64):
        found = "it looks like the client secret or the public key"
        return _wrong("token", found, f"The bot's token is on the page Bot of your application at {PORTAL}.")
    if len(parts) != 3:
        return _poor(
            "token", "it does not look like a bot's token", f"See the page Bot of your application at {PORTAL}."
        )
    return _fine("token", "it looks like one")


async def before_connecting(token: str, reads_content: bool, store: Reading | None, team: str) -> list[Check]:
    """The whole of it without the gateway, for a bot that does not run yet."""
    checks = [token_shape(token)]
    if not checks[0].ok:
        return checks
    async with discord.Client(intents=discord.Intents.none()) as client:
        try:
            await client.login(token)
        except discord.LoginFailure:
            mend = f"It was reset or mistyped: make a new one at {PORTAL}, Bot, Reset Token."
            return [*checks, _wrong("API", "the token is refused", mend)]
        except (discord.HTTPException, *UNREACHED) as no:
            return [*checks, _unreached(no)]
        name = client.user.name if client.user else "?"
        return [*checks, _fine("API", f"logged in as {name}"), *await examine(client, reads_content, store, team)]


def _unreached(no: BaseException) -> Check:
    mend = "Check this machine's network, its proxy, and BATON_DISCORD_API_URL."
    if isinstance(no, ODD):
        return _wrong("API", f"what answers there does not answer as Discord does: {type(no).__name__}", mend)
    return _wrong("API", f"Discord cannot be reached: {type(no).__name__}", mend)


async def examine(client: discord.Client, reads_content: bool, store: Reading | None, team: str) -> list[Check]:
    """Everything a logged-in client can see; what Discord does not answer is a finding of its own."""
    try:
        about = await client.application_info()
        found = list(_application(about, reads_content))
        guilds = [guild async for guild in client.fetch_guilds(limit=None, with_counts=False)]
    except (discord.HTTPException, *UNREACHED) as no:
        return [_unreached(no)]
    if not guilds:
        mend = f"Add it to your server with this link: {invite(about.id)}"
        return [*found, _wrong("servers", "it is in none", mend)]
    found.append(_fine("servers", ", ".join(guild.name for guild in guilds[:10])))
    settings, rows = await _known(store, team)
    routing = routing_of(settings)
    for guild in guilds:
        found += await _asked(guild.name, partial(_server, client, guild.id, about, routing, rows))
        if ids := watched_in(settings, guild.id):
            found += await _asked(guild.name, partial(_watched, client, guild.id, ids, reads_content))
    return [*found, *_nowhere(routing, {str(guild.id) for guild in guilds})]


async def _asked(name: str, look: Callable[[], Awaitable[list[Check]]]) -> list[Check]:
    try:
        return await look()
    except (discord.HTTPException, *UNREACHED) as no:
        return [_wrong(name, f"it could not be looked at: {no}", "Try again; then add the bot to the server anew.")]


async def _known(store: Reading | None, team: str) -> tuple[Mapping[str, str], dict[str, GuildRow]]:
    """What was set up; nothing where there is no database yet."""
    if store is None:
        return {}, {}
    try:
        rows = await store.find(GuildRow, {"team": team})
        return (await store.load(team, "")).settings, {row.guild: row for row in rows}
    except StoreUnavailable:
        return {}, {}


def _application(about: discord.AppInfo, reads_content: bool) -> Iterator[Check]:
    """The switches of the developer portal."""
    granted = about.flags.gateway_message_content or about.flags.gateway_message_content_limited
    if reads_content and not granted:
        mend = f"Switch it on at {PORTAL}, Bot, Privileged Gateway Intents; or set BATON_DISCORD_MESSAGE_CONTENT=no."
        yield _poor("Message Content intent", "off in the portal, so what staff type is not read", mend)
    elif not reads_content:
        mend = "Staff answer by /case reply, the Reply button or *Send to customer*; typing in a thread is not read."
        yield _poor("Message Content intent", "BATON_DISCORD_MESSAGE_CONTENT is no", mend)
    else:
        yield _fine("Message Content intent", "on")
    if about.interactions_endpoint_url:
        mend = f"Clear the Interactions Endpoint URL at {PORTAL}, General Information: Baton takes them by the gateway."
        yield _wrong("interactions", "commands and buttons go to a web address", mend)
    if about.bot_public:
        mend = f"Switch off Public Bot at {PORTAL}, Installation (Install Link: None) and Bot."
        yield _poor("public bot", "anybody may add it to a server of theirs", mend)


async def _server(
    client: discord.Client, guild: int, about: discord.AppInfo, routing: Routing, rows: dict[str, GuildRow]
) -> list[Check]:
    server, row = await looked_at(client, guild), rows.get(str(guild), GuildRow("", str(guild)))
    return [
        *_staff_rooms(server, routing),
        *_called(server, routing),
        *await _panel(server, row),
        await _commands(client, about.id, guild),
    ]


def _staff_rooms(server: Server, routing: Routing) -> Iterator[Check]:
    """Each channel where cases are shown: who sees it, and what we may do there."""
    for place, role in dict(called_in(routing)).items():
        if place is None or place.platform != NAME or place.space != str(server.guild.id):
            continue
        room = server.room_at(place)
        if room is None:
            mend = "Run `/support setup` with another channel as staff: this one was deleted, or is hidden from me."
            yield _wrong(f"staff channel {place.channel}", "it is not there", mend)
            continue
        yield _hidden(server, room, routing)
        yield from _permitted(server, room, "staff")
        if role and not server.sees(room, role):
            mend = f"Give {server.role_named(role)} View Channel in #{room.name}."
            yield _wrong(f"#{room.name}", f"{server.role_named(role)} cannot see it", mend)


def _hidden(server: Server, room: Room, routing: Routing) -> Check:
    if server.is_open(room):
        mend = f"In the permissions of #{room.name} take View Channel from @everyone: cases are for staff alone."
        return _wrong(f"#{room.name}", "everybody in the server can see it", mend)
    if others := server.onlookers(room, team_roles(routing)):
        mend = f"Take View Channel in #{room.name} from whoever is not staff."
        return _poor(f"#{room.name}", f"others can see it too: {', '.join(others)}", mend)
    return _fine(f"#{room.name}", "only staff can see it")


def _permitted(server: Server, room: Room, where: Where) -> Iterator[Check]:
    """Each permission we lack, by the name that Discord's settings have."""
    lacking = server.missing(room, where)
    if not lacking:
        yield _fine(f"#{room.name} permissions", "all there")
    for need in lacking:
        yield _lacks(room, need)


def _lacks(room: Room, need: Need) -> Check:
    mend = f"Give me {named((need,))} in #{room.name}: it is needed {need.why.partition(';')[0]}."
    name, found = f"#{room.name} {need.shown}", "missing"
    return _wrong(name, found, mend) if need.required else _poor(name, found, mend)


def _called(server: Server, routing: Routing) -> Iterator[Check]:
    """Whether the roles that are called hear it."""
    if role_of(routing.staff_role) is None:
        yield _wrong("staff role", "none yet", "Run `/support setup` with staff_role.")
    for role in team_roles(routing):
        found = server.guild.get_role(role)
        if found and can_be_called(server, found):
            yield _fine(f"@{found.name}", "can be called")
        elif found:
            mend = f"In the settings of @{found.name} allow anyone to mention this role: nobody else may call it."
            yield _wrong(f"@{found.name}", "a new case would call nobody", mend)


async def _panel(server: Server, row: GuildRow) -> list[Check]:
    again = "Run `/support setup` with panel."
    if not row.panel_channel:
        return [_poor(f"panel in {server.guild.name}", "none", again + " Without it customers find me by DM alone.")]
    room = server.rooms.get(int(row.panel_channel))
    if not isinstance(room, discord.TextChannel):
        return [_wrong("panel", "its channel is not there", again)]
    lacking = list(_permitted(server, room, "panel"))
    try:
        await room.fetch_message(int(row.panel_message or 0))
    except (discord.NotFound, discord.Forbidden):
        return [*lacking, _wrong(f"panel in #{room.name}", "its message was deleted", again)]
    return [*lacking, _fine(f"panel in #{room.name}", "there")]


async def _watched(client: discord.Client, guild: int, ids: tuple[str, ...], reads_content: bool) -> list[Check]:
    """Each channel where an admin has us answer every message."""
    server, found = await looked_at(client, guild), list[Check]()
    for room in (server.rooms.get(int(id)) for id in ids if id.isdecimal()):
        if room is None:
            mend = "It was deleted, or is hidden from me: `/support watch` lists it, and ends it with `off`."
            found.append(_wrong("watched channel", "it is not there", mend))
        elif not reads_content:
            mend = "Set BATON_DISCORD_MESSAGE_CONTENT=yes and switch the intent on in the portal."
            found.append(_wrong(f"watched #{room.name}", "only messages that mention me can be read", mend))
        else:
            found += _permitted(server, room, "watch")
    return found


async def _commands(client: discord.Client, application: int, guild: int) -> Check:
    """Whether the server is offered what staff and admins type."""
    try:
        offered = await client.http.get_guild_commands(application, guild)
    except discord.Forbidden:
        mend = f"Add the bot again with this link, which has applications.commands: {invite(application)}"
        return _wrong("commands", "I may not offer any in this server", mend)
    missing = set(GROUPS) - {one["name"] for one in offered}
    if missing:
        found = f"not offered: {', '.join('/' + name for name in sorted(missing))}"
        return _poor("commands", found, "They come with the first `baton run`; if it runs, add the bot anew.")
    return _fine("commands", ", ".join("/" + name for name in sorted(GROUPS)))


def _nowhere(routing: Routing, guilds: set[str]) -> Iterator[Check]:
    """Cases that are shown where we are not."""
    places: list[Place | None] = [routing.staff_place, *(own.place for own in routing.departments.values())]
    known = [place for place in places if place is not None]
    if not any(place.platform == NAME for place in known):
        mend = "Run `/support setup` with staff_role (and staff, or I make a channel)."
        yield _poor("staff channel", "cases are not shown on Discord yet", mend)
    for place in known:
        if place.platform == NAME and place.space not in guilds:
            yield _wrong(
                "staff channel", f"I am not in the server {place.space} any more", "Run `/support setup` anew."
            )
