"""What is wrong on Slack, and how to mend it: before the bot connects and while it runs.

What a bot's token cannot see (which events are subscribed to, where Slack sends them) is named with
the place to look at; what never arrived says so by itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from adapters.slack.api import JSON, Api, Gone, No, Trouble
from adapters.slack.ids import NAME, role_of
from adapters.slack.manifest import Scope, scopes
from adapters.slack.rooms import Room, Rooms
from adapters.slack.rows import WorkspaceRow
from bot.events import Place
from bot.writes import UNREADABLE, OutboxRow, Row, Scalar, Snapshot, StoreUnavailable
from handoff.routing import Routing, routing_of

R = TypeVar("R", bound=Row)
APPS = "https://api.slack.com/apps"
PATIENCE = 50
"""Posts that failed last and are looked at."""


class Reading(Protocol):
    """The store, also as somebody else's that is only read."""

    async def load(self, team: str, conversation: str) -> Snapshot: ...

    async def find(
        self,
        kind: type[R],
        where: Mapping[str, Scalar | tuple[Scalar, ...]],
        *,
        order: tuple[str, ...] = (),
        newest_first: bool = False,
        limit: int = 1000,
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


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the settings hold."""

    bot: str = ""
    app: str = ""
    signing: str = ""
    client: str = ""
    client_secret: str = ""
    key: bool = False


def shapes(given: Tokens) -> Iterator[Check]:
    """What a look at the settings can tell, without showing them."""
    if given.bot and not given.bot.startswith("xoxb-"):
        mend = f"It begins with xoxb-: {APPS}, your app, OAuth & Permissions, Bot User OAuth Token."
        yield _wrong("bot token", _looks(given.bot), mend)
    if given.app and not given.app.startswith("xapp-"):
        mend = f"It begins with xapp-: {APPS}, your app, Basic Information, App-Level Tokens, with connections:write."
        yield _wrong("app token", _looks(given.app), mend)
    if not given.app and not given.signing:
        mend = "Set BATON_SLACK_APP_TOKEN for Socket Mode, or BATON_SLACK_SIGNING_SECRET for HTTP."
        yield _wrong("how Slack reaches us", "not at all", mend)
    if bool(given.client) != bool(given.client_secret):
        mend = "Set both BATON_SLACK_CLIENT_ID and BATON_SLACK_CLIENT_SECRET, or neither."
        yield _wrong("OAuth", "one half of it is missing", mend)
    elif given.client and not given.key:
        yield _wrong("OAuth", "BATON_KEY is not set", "Set BATON_KEY: installs' tokens are kept sealed or not at all.")


def _looks(token: str) -> str:
    kinds = {"xoxb-": "a bot token", "xapp-": "an app-level token", "xoxp-": "a person's token"}
    return f"it looks like {next((kind for head, kind in kinds.items() if token.startswith(head)), 'none')}"


async def before_connecting(given: Tokens, api: Api, store: Reading | None, team: str) -> list[Check]:
    """The whole of it without a connection, for a bot that does not run yet."""
    found = list(shapes(given))
    if given.app.startswith("xapp-"):
        found.append(await _socket_mode(given.app, api))
    elif given.signing:
        found.append(_fine("HTTP", "the signing secret is set; Slack's events come to /slack/events"))
    if not given.bot:
        installs = await _installed(store)
        return [*found, *[check for row in installs for check in await install(row, api, store)]]
    return [*found, *await examine("", api, store, team)]


async def _installed(store: Reading | None) -> tuple[WorkspaceRow, ...]:
    try:
        return await store.find(WorkspaceRow, {"left": 0}) if store else ()
    except StoreUnavailable:
        return ()


async def _socket_mode(token: str, api: Api) -> Check:
    from slack_sdk.errors import SlackApiError, SlackClientError

    try:
        await api.client("").apps_connections_open(app_token=token)
    except SlackApiError as no:
        mend = f"{APPS}, your app: Socket Mode on, and an app-level token with connections:write."
        return _wrong("Socket Mode", f"refused: {no.response.get('error')}", mend)
    except (SlackClientError, OSError, TimeoutError) as no:
        return _unreached(type(no).__name__)
    return _fine("Socket Mode", "Slack lets us connect")


def _unreached(why: str) -> Check:
    return _wrong("API", f"Slack cannot be reached: {why}", "Check this machine's network and BATON_SLACK_API_URL.")


async def install(row: WorkspaceRow, api: Api, store: Reading | None) -> list[Check]:
    """A workspace that installed us."""
    if row.token != UNREADABLE:
        return await examine(row.space, api, store, row.team)
    mend = "Open /slack/install of this Baton and install the app there again, or restore a backup."
    return [_wrong(f"token of {row.name or row.space}", "it does not open: it was changed where it lies", mend)]


async def examine(space: str, api: Api, store: Reading | None, team: str) -> list[Check]:
    """Everything a token can see; `space` empty is the one in the settings."""
    try:
        told = await api.call(space, "auth.test")
    except Gone as no:
        mend = f"Copy it anew: {APPS}, your app, OAuth & Permissions; or install the app again."
        return [_wrong("API", f"the token is refused: {no.code}", mend)]
    except Trouble as no:
        return [_unreached(str(no))]
    where = str(told.get("team") or "?")
    routing = await _known(store, team)
    found = [_fine("API", f"{told.get('user') or 'the bot'} in {where}"), *await _scopes(space, api)]
    found += await _staff_rooms(space, str(told.get("team_id") or space), api, routing)
    found += await _called(space, api, routing)
    return [*found, *await _messages_tab(store, team), _events()]


async def _known(store: Reading | None, team: str) -> Routing:
    """What was set up; nothing where there is no database yet."""
    try:
        return routing_of((await store.load(team, "")).settings) if store else Routing()
    except StoreUnavailable:
        return Routing()


async def _scopes(space: str, api: Api) -> list[Check]:
    """What was granted, held against the manifest's own table."""
    lacking = [scope for scope in scopes(agent=False) if not await api.may(space, scope.name)]
    return [_lacks(scope) for scope in lacking] or [_fine("scopes", "all that are used")]


def _lacks(scope: Scope) -> Check:
    mend = f"It is there to {scope.why}. {APPS}, your app, OAuth & Permissions: add it, then install the app again."
    return (_wrong if scope.required else _poor)(f"scope {scope.name}", "missing", mend)


async def _staff_rooms(space: str, here: str, api: Api, routing: Routing) -> list[Check]:
    """Each channel where cases are shown."""
    places = [routing.staff_place, *(own.place for own in routing.departments.values())]
    ours = [place for place in places if place is not None and place.platform == NAME and place.space == here]
    if not ours:
        mend = "In Slack type /baton setup staff_role=@group: I make a private channel."
        return [_poor("staff channel", "cases are not shown on Slack yet", mend)]
    return [check for place in dict.fromkeys(ours) for check in _room(place, await _look(space, api, place))]


async def _look(space: str, api: Api, place: Place) -> Room | None:
    try:
        return await Rooms(api).of(space, place.channel)
    except Trouble:
        return None


def _room(place: Place, room: Room | None) -> Iterator[Check]:
    if room is None:
        mend = "Invite the bot there with /invite, or run /baton setup with another staff channel."
        yield _wrong(f"staff channel {place.channel}", "it is not there, or hidden from me", mend)
        return
    name = f"#{room.name}"
    if room.archived:
        yield _wrong(name, "it is archived", "Unarchive it, or run /baton setup with another staff channel.")
    if room.shared:
        mend = "Stop sharing it, or run /baton setup with another staff channel: nothing is shown there meanwhile."
        yield _wrong(name, "another organisation reads along", mend)
    if not room.member:
        yield _wrong(name, "I am not in it", f"Type /invite and the bot's name in {name}.")
    if not room.private:
        mend = f"Make {name} private: cases are for staff alone."
        yield _poor(name, "everybody in the workspace can read it", mend)
    if room.member and room.private and not room.shared and not room.archived:
        yield _fine(name, "private, and I am in it")


async def _called(space: str, api: Api, routing: Routing) -> list[Check]:
    """Whether whoever is called hears it."""
    mend = "In Slack type /baton setup staff_role=@group."
    if not role_of(routing.staff_role):
        return [_poor("staff role", "none on Slack yet", mend)]
    try:
        told = await api.call(space, "usergroups.list", include_disabled=True)
    except No as no:
        return [_poor("user groups", f"I may not look at them ({no.code})", "Grant usergroups:read, or name people.")]
    except Trouble as no:
        return [_unreached(str(no))]
    known: dict[str, JSON] = {str(one["id"]): one for one in told.get("usergroups") or ()}
    return [_group(id, known.get(id), mend) for id in _groups(routing)]


def _groups(routing: Routing) -> list[str]:
    every = (routing.staff_role, routing.lead_role, *(own.role for own in routing.departments.values()))
    return list(dict.fromkeys(id for role in every if (id := role_of(role)).startswith("S")))


def _group(id: str, group: JSON | None, mend: str) -> Check:
    if group is None or group.get("date_delete"):
        return _wrong(f"user group {id}", "it is not there any more", mend)
    return _fine(f"@{group.get('handle')}", "can be called")


async def _messages_tab(store: Reading | None, team: str) -> list[Check]:
    """Slack says only when a post fails that people cannot write to the app."""
    if store is None:
        return []
    try:
        failed = await store.find(
            OutboxRow, {"team": team, "state": "failed"}, order=("at",), newest_first=True, limit=PATIENCE
        )
    except StoreUnavailable:
        return []
    if any("essages tab" in row.error or "messages_tab" in row.error for row in failed):
        mend = f"{APPS}, your app, App Home: switch on the Messages Tab, and let people write in it."
        return [_wrong("messages tab", "people cannot write to the app", mend)]
    return [_fine("messages tab", "nothing was turned away")]


def _events() -> Check:
    return _fine("events", "a bot cannot see its own: hold Event Subscriptions against `baton slack manifest`")
