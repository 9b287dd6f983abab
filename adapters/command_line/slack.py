"""Slack, joined to a working app: Bolt's events in, sending out, one Web API client for both."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager

from aiohttp import web

from adapters.app import App, CannotStart
from adapters.command_line.checks import Check
from adapters.command_line.opening import settings_or_stop
from adapters.command_line.sides import DEMONSTRATION
from adapters.command_line.stopping import Stop
from adapters.delivery.ports import Busy, CannotTell, Platform, Refused, Unknown, Unreached
from adapters.settings import Settings
from adapters.slack import doctor
from adapters.slack.api import Api
from adapters.slack.fetching import LANE
from adapters.slack.gateway import CannotConnect, SlackGateway, Ways
from adapters.slack.ids import is_channel
from adapters.slack.manifest import as_json, as_yaml
from adapters.slack.manifest import manifest as made
from adapters.slack.pace import Pace
from adapters.slack.parts import Endpoints, Later, Parts
from adapters.slack.sending import Sending
from adapters.slack.tokens import Secrets
from adapters.store.keys import keyring
from adapters.store.reader import open_reader
from bot.events import Place
from bot.writes import SettingRow, StoreUnavailable, Writes, micros
from handoff.ports import Outcomes

OUTCOMES = Outcomes(Refused, Busy, Unreached, Unknown, CannotTell)
TEAM = "main"


def endpoints(settings: Settings) -> Endpoints:
    """Where Slack is."""
    return Endpoints(f"{settings.slack_api_url}/", settings.slack_files_url)


def ways(settings: Settings) -> Ways:
    """How Slack reaches us, and what proves who we are; ends the command where that cannot work."""
    secrets = Secrets(
        settings.slack_bot_token.get_secret_value(),
        settings.slack_client_id,
        settings.slack_client_secret.get_secret_value(),
    )
    app_token, signing = settings.slack_app_token.get_secret_value(), settings.slack_signing_secret.get_secret_value()
    if wrong := _impossible(settings, secrets, app_token, signing):
        raise Stop(wrong)
    return Ways(secrets, app_token, signing, bool(settings.key.get_secret_value()))


def _impossible(settings: Settings, secrets: Secrets, app_token: str, signing: str) -> str:
    """What cannot work together, and what to set."""
    if not app_token and not signing:
        return (
            "BATON_SLACK_APP_TOKEN or BATON_SLACK_SIGNING_SECRET: Slack is set, and can't reach Baton. Set the first "
            "for Socket Mode, the second for HTTP."
        )
    if bool(secrets.client_id) != bool(secrets.client_secret):
        return "BATON_SLACK_CLIENT_ID and BATON_SLACK_CLIENT_SECRET: installs need both; set both, or neither."
    if secrets.installs and not settings.key.get_secret_value():
        return (
            "BATON_KEY: installs by OAuth keep their tokens sealed or not at all. Set it to a key: `baton key new` "
            "makes one."
        )
    return ""


class SlackSide:
    """Slack, where a token is set."""

    name = "Slack"
    pace: Pace | None = None
    """How fast a channel is written to; without one as Slack asks for."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._ways = ways(settings)
        self._app: App | None = None
        self._gateway: SlackGateway | None = None

    def platforms(self, app: App) -> Iterable[Platform]:
        """The way out."""
        gateway = self._joined(app)
        sending = Sending(
            gateway.api,
            app.store,
            app.files,
            app.clock,
            OUTCOMES,
            sharing=gateway.sharing,
            pace=self.pace,
            remark=gateway.parts.remark,
        )
        return (sending,)

    def _joined(self, app: App) -> SlackGateway:
        later = Later(app.intake.take, app.service.safe, app.service.answer, app.service.give_up, app.desk.answer)
        parts = Parts(
            store=app.store,
            service=app.service,
            desk=app.desk,
            files=app.files,
            clock=app.clock,
            endpoints=endpoints(self._settings),
            command=self._settings.slack_command,
            team=app.team,
            remark=DEMONSTRATION if self._settings.demonstrates else "",
            later=later,
            shop=app.shop,
        )

        async def joined(team: str, name: str) -> None:
            """A team of its own, as a first start would leave it but for the playground's people."""
            rows = await app.store.find(SettingRow, {"team": team}, limit=1)
            if not rows and name:
                await app.store.commit(Writes((SettingRow(team, "shop_name", name, micros(app.clock.now()), "slack"),)))

        self._app, self._gateway = app, SlackGateway(parts, self._ways, joined)
        gateway = self._gateway
        app.witnesses.watching.append(gateway.saw)
        app.delivery.tap.watch(lambda row, settlement: gateway.delivered(row.conversation))
        app.intake.add(LANE, self._gateway.fetching.work, self._gateway.fetching.gives_up)
        return self._gateway

    @property
    def ready(self) -> bool:
        """Whether anything can come in just now."""
        return self._gateway is not None and self._gateway.connected

    def channels(self, place: Place) -> Mapping[str, str] | None:
        """A name was asked after when the command was read: what is no id now is no channel."""
        return None if is_channel(place.channel) else {}

    def routes(self) -> Sequence[web.RouteDef]:
        return self._gateway.routes() if self._gateway else ()

    async def checks(self) -> Sequence[Check]:
        """As the running one sees it."""
        if self._gateway is None or self._app is None or not self.ready:
            problem = self._gateway.state.problem if self._gateway else ""
            return (Check("slack: connection", ok=False, found=problem or "not connected", mend="`baton doctor`"),)
        found = list(doctor.shapes(_tokens(self._settings)))
        for row in await self._gateway.workspaces.here():
            found += await doctor.install(row, self._gateway.api, self._app.store)
        return tuple(map(_check, found))

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[None]:
        """Connected until the end of the block; a refused token raises CannotStart."""
        assert self._gateway is not None  # the app was built with it
        try:
            await self._gateway.start()
        except CannotConnect as why:
            raise CannotStart(str(why)) from None
        try:
            yield
        finally:
            await self._gateway.stop()


class _OwnToken:
    """The token in the settings, for a look without anything running."""

    def __init__(self, token: str) -> None:
        self._token = token

    async def of(self, space: str) -> str:
        return self._token


async def before_connecting(settings: Settings) -> Sequence[Check]:
    """`baton doctor --platform slack`: by the Web API alone, beside a running Baton or without one."""
    given = _tokens(settings)
    async with Api(_OwnToken(given.bot), endpoints(settings)) as api:
        try:
            async with open_reader(settings.database, keyring(settings.key.get_secret_value())) as store:
                found = await doctor.before_connecting(given, api, store, TEAM)
        except StoreUnavailable:
            found = await doctor.before_connecting(given, api, None, TEAM)
    return tuple(map(_check, found))


def _tokens(settings: Settings) -> doctor.Tokens:
    return doctor.Tokens(
        settings.slack_bot_token.get_secret_value(),
        settings.slack_app_token.get_secret_value(),
        settings.slack_signing_secret.get_secret_value(),
        settings.slack_client_id,
        settings.slack_client_secret.get_secret_value(),
        bool(settings.key.get_secret_value()),
    )


def _check(found: doctor.Check) -> Check:
    return Check(found.name, found.ok, found.found, found.mend, found.warning)


def manifest(http: str, *, agent: bool, form: str) -> None:
    """`baton slack manifest`."""
    settings = settings_or_stop()
    if http and not http.startswith("https://"):
        raise Stop("--http: Slack calls addresses that begin with https:// only.")
    given = made(url=http, agent=agent, command=settings.slack_command, installs=bool(settings.slack_client_id))
    print(as_json(given) if form == "json" else as_yaml(given), end="\n" if form == "json" else "")
