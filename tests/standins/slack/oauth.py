"""Installing: a person approves, the app swaps the code for a token, rotates it, loses it."""

from collections.abc import Iterable
from dataclasses import dataclass

from .app import App
from .errors import JSON, ApiError, Misused
from .events import Events
from .records import Token, User
from .world import World

CODE_LIFE, TOKEN_LIFE = 600.0, 12 * 3600
LIVING = 2


@dataclass(slots=True)
class Grant:
    """What stands behind a code: who approved what, for where."""

    team_id: str
    user: User
    scopes: frozenset[str]
    redirect_uri: str
    at: float


class OAuth:
    """Codes, tokens and refresh tokens."""

    def __init__(self, world: World, app: App, events: Events) -> None:
        self.world, self.app, self.events = world, app, events
        self.codes: dict[str, Grant] = {}
        self.refreshes: dict[str, Token] = {}
        self.refreshed = 0

    def approves(self, user: User, team_id: str, client_id: str, scopes: Iterable[str], redirect_uri: str) -> str:
        """The code that Slack sends the browser back with."""
        if client_id != self.app.client_id:
            raise Misused(f"Slack shows: invalid client_id ({client_id!r})")
        allowed = self.app.redirect_urls
        if redirect_uri and allowed and not any(redirect_uri.startswith(one) for one in allowed):
            raise Misused(f"Slack shows: redirect_uri {redirect_uri!r} did not match any configured URIs {allowed}")
        code = self.world.clock.id("code")
        self.codes[code] = Grant(team_id, user, frozenset(scopes), redirect_uri, self.world.clock.now())
        return code

    def access(self, params: JSON) -> JSON:
        """oauth.v2.access, by code or by refresh token."""
        if params.get("client_id") != self.app.client_id:
            raise ApiError("invalid_client_id")
        if params.get("client_secret") != self.app.client_secret:
            raise ApiError("bad_client_secret")
        match params.get("grant_type") or "authorization_code":
            case "refresh_token":
                return self._rotated(str(params.get("refresh_token")))
            case "authorization_code":
                return self._exchanged(params)
        raise ApiError("invalid_grant_type")

    def _exchanged(self, params: JSON) -> JSON:
        grant = self.codes.pop(str(params.get("code")), None)
        if grant is None or self.world.clock.now() - grant.at > CODE_LIFE:
            raise ApiError("invalid_code")
        if grant.redirect_uri != (params.get("redirect_uri") or ""):
            raise ApiError("bad_redirect_uri")
        token = self.installs(grant.team_id, grant.scopes)
        return self._shown(token) | {"authed_user": {"id": grant.user.id}}

    def installs(self, team_id: str, scopes: Iterable[str]) -> Token:
        """The bot is in the workspace from here on; a second time it keeps its user."""
        if team_id not in self.world.bots:
            bot = self.world.add_user(self.world.teams[team_id], self.app.name, is_bot=True)
            bot.bot_id, bot.app_id, bot.email = self.world.clock.id("B"), self.app.id, ""
            self.world.bots[team_id] = bot
        return self._token(team_id, scopes)

    def _token(self, team_id: str, scopes: Iterable[str]) -> Token:
        value = f"xoxb-{team_id[1:]}-{self.world.clock.id('s').lower()}"
        token = Token(value, "bot", set(scopes), team_id, self.world.bots[team_id].id)
        if self.app.token_rotation:
            token.value, token.expires = f"xoxe.{value}", self.world.clock.now() + TOKEN_LIFE
        self.world.tokens[token.value] = token
        return token

    def _rotated(self, refresh: str) -> JSON:
        """Single use; at most two tokens live at once."""
        old = self.refreshes.pop(refresh, None)
        if old is None or old.dead:
            raise ApiError("invalid_refresh_token")
        self.refreshed += 1
        fresh = self._token(old.team_id, old.scopes)
        living = [one for one in self.of(old.team_id) if one.expires]
        for one in living[:-LIVING]:
            one.dead = "token_expired"
        return self._shown(fresh)

    def of(self, team_id: str) -> list[Token]:
        every = self.world.tokens.values()
        return [one for one in every if one.kind == "bot" and one.team_id == team_id and not one.dead]

    def _shown(self, token: Token) -> JSON:
        team = self.world.teams[token.team_id]
        shown: JSON = {
            "access_token": token.value,
            "token_type": "bot",
            "scope": ",".join(sorted(token.scopes)),
            "bot_user_id": token.user_id,
            "app_id": self.app.id,
            "team": {"id": team.id, "name": team.name},
            "enterprise": {"id": team.enterprise_id, "name": "enterprise"} if team.enterprise_id else None,
            "is_enterprise_install": False,
        }
        if token.expires:
            refresh = f"xoxe-1-{self.world.clock.id('r').lower()}"
            self.refreshes[refresh] = token
            shown |= {"expires_in": TOKEN_LIFE, "refresh_token": refresh}
        return shown

    def revokes(self, token: Token, why: str = "token_revoked") -> None:
        """One token ends; the app hears tokens_revoked."""
        event = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [token.user_id]}}
        self.events.tell(token.team_id, event)
        token.dead = why

    def uninstalls(self, team_id: str) -> None:
        """Every token ends; the app hears app_uninstalled and tokens_revoked, in no order."""
        bot = self.world.bots[team_id]
        self.events.tell(team_id, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [bot.id]}})
        self.events.tell(team_id, {"type": "app_uninstalled"})
        for token in self.of(team_id):
            token.dead = "account_inactive"
        for channel in self.world.channels.values():
            if bot.id in channel.members and channel.kind != "im":
                channel.members.remove(bot.id)
        del self.world.bots[team_id]
