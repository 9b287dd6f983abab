"""Discord, joined to a working app: the gateway in, sending out, one client for both."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager

from aiohttp import web

from adapters.app import App, CannotStart
from adapters.command_line.checks import Check
from adapters.command_line.sides import DEMONSTRATION
from adapters.delivery.ports import Busy, CannotTell, Platform, Refused, Unknown, Unreached
from adapters.discord import doctor
from adapters.discord.commands import Commands, Interaction, Special
from adapters.discord.follow_ups import FollowUps
from adapters.discord.gateway import CannotConnect, DiscordGateway
from adapters.discord.hanging import hanger
from adapters.discord.messages import words_of
from adapters.discord.parts import Endpoints, Parts
from adapters.discord.sending import Sending
from adapters.discord.setting_up import SettingUp
from adapters.discord.syncing import Syncing
from adapters.discord.watch import Watching
from adapters.settings import Settings
from adapters.store.keys import keyring
from adapters.store.reader import open_reader
from bot.content import Reply
from bot.events import Place
from bot.writes import StoreUnavailable
from handoff.acts import Act
from handoff.ports import Outcomes

OUTCOMES = Outcomes(Refused, Busy, Unreached, Unknown, CannotTell)
TEAM = "main"


def endpoints(settings: Settings) -> Endpoints:
    """Where Discord is."""
    return Endpoints(settings.discord_api_url, settings.discord_gateway_url, settings.discord_cdn_url)


class DiscordSide:
    """Discord, where a token is set."""

    name = "Discord"

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._app: App | None = None
        self._gateway: DiscordGateway | None = None

    def platforms(self, app: App) -> Iterable[Platform]:
        """The way out. What is due while the gateway is away waits for it."""
        gateway = self._joined(app)
        remark = DEMONSTRATION if self._settings.demonstrates else ""
        return (Sending(lambda: gateway.client, app.store, app.files, app.clock, OUTCOMES, remark, gateway.live),)

    def _joined(self, app: App) -> DiscordGateway:
        parts = Parts(
            store=app.store,
            service=app.service,
            desk=app.desk,
            files=app.files,
            clock=app.clock,
            endpoints=endpoints(self._settings),
            reads_content=self._settings.discord_message_content,
            team=app.team,
        )
        self._app, self._gateway = app, DiscordGateway(parts)
        self._gateway.connect(_syncing(app, self._gateway, self._settings.demonstrates))
        app.witnesses.watching.append(self._gateway.saw)
        aside = self._gateway.aside
        app.delivery.tap.watch(lambda row, settlement: aside.settled(row, settlement.error))
        return self._gateway

    @property
    def ready(self) -> bool:
        """Whether it is connected just now."""
        return self._gateway is not None and self._gateway.state.connected

    async def checks(self) -> Sequence[Check]:
        """As the running client sees it."""
        if self._gateway is None or self._app is None or not self.ready:
            problem = self._gateway.state.problem if self._gateway else ""
            return (Check("discord: gateway", ok=False, found=problem or "not connected", mend="`baton doctor`"),)
        reads = self._settings.discord_message_content
        found = await doctor.examine(self._gateway.client, reads, self._app.store, self._app.team)
        return tuple(map(_check, found))

    def channels(self, place: Place) -> Mapping[str, str] | None:
        """By their names, as the gateway has told them; an id was picked, and may be newer than what it told."""
        if place.channel.isdecimal() or self._gateway is None or not place.space.isdecimal():
            return None
        if (guild := self._gateway.client.get_guild(int(place.space))) is None:
            return None
        return {str(room.id): room.name for room in guild.text_channels} | {str(f.id): f.name for f in guild.forums}

    def routes(self) -> Sequence[web.RouteDef]:
        return ()

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[None]:
        """Connected until the end of the block; a refused token raises CannotStart."""
        assert self._gateway is not None  # the app was built with it
        try:
            await self._gateway.start(self._settings.discord_token.get_secret_value())
        except CannotConnect as why:
            raise CannotStart(str(why)) from None
        try:
            yield
        finally:
            await self._gateway.stop()


def _syncing(app: App, gateway: DiscordGateway, demo: bool) -> Syncing:
    client, store, desk, clock = gateway.client, app.store, app.desk, app.clock
    hang = hanger(DEMONSTRATION if demo else "")
    setting_up = SettingUp(client, store, desk, clock, hang, app.team)

    async def set_up(interaction: Interaction, act: Act) -> Reply:
        reply = await setting_up.run(interaction, act)
        gateway.where.forget(interaction.guild_id or 0)
        return reply

    special: dict[str, Special] = {"setup": set_up, "watch": Watching(gateway, desk).run}
    shown = FollowUps(store, clock, app.team)
    commands = Commands(store, desk, clock, gateway.roles, shown, app.team, words_of, special)
    client.tree.error(commands.failed)
    return Syncing(client.tree, store, clock, commands, app.team)


async def before_connecting(settings: Settings) -> Sequence[Check]:
    """`baton doctor --platform discord`: by HTTP alone, beside a running Baton or without one."""
    endpoints(settings).point()
    token, reads = settings.discord_token.get_secret_value(), settings.discord_message_content
    try:
        async with open_reader(settings.database, keyring(settings.key.get_secret_value())) as store:
            found = await doctor.before_connecting(token, reads, store, TEAM)
    except StoreUnavailable:
        found = await doctor.before_connecting(token, reads, None, TEAM)
    return tuple(map(_check, found))


def _check(found: doctor.Check) -> Check:
    return Check(found.name, found.ok, found.found, found.mend, found.warning)
