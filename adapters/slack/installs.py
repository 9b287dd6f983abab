"""Installing by OAuth: a workspace's admin follows a link, and the tokens that come back are kept sealed.

The `state` that goes out comes back once, within ten minutes, from the same browser; of it only a
digest is kept. A workspace that is new gets a team of its own: its cases are nobody else's.
"""

import hashlib
import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import urlencode, urlsplit

import aiohttp
from aiohttp import web
from slack_sdk.errors import SlackApiError, SlackClientError

from adapters.slack.api import JSON
from adapters.slack.manifest import bot_scopes
from adapters.slack.parts import Parts
from adapters.slack.rows import StateRow, WorkspaceRow
from adapters.slack.tokens import Tokens, with_tokens
from adapters.slack.workspaces import Workspaces, is_agent
from bot.writes import Committed, StoreUnavailable, Writes

log = logging.getLogger(__name__)
COOKIE = "baton_slack_state"
LIFE = 600
SECOND = 1_000_000
NO_KEY = (
    "BATON_KEY: installing by OAuth keeps tokens in the database, and they are kept sealed or not at all. "
    "Set it to a key: `baton key new` makes one."
)
Joined = Callable[[str, str], Awaitable[None]]
"""Told of a team that is new, and the workspace's name; does what a first start does."""
PAGE = (
    "<!doctype html><meta charset=utf-8><meta name=viewport content='width=device-width'><title>{title}</title>"
    "<body style='font:16px/1.5 system-ui;max-width:34em;margin:4em auto;padding:0 1em'><h1>{title}</h1><p>{words}</p>"
)


class Refused(Exception):
    """An installation that does not go through; the message is for whoever tried."""


@dataclass(slots=True)
class Installs:
    """The two pages of it."""

    parts: Parts
    workspaces: Workspaces
    tokens: Tokens
    sealed: bool
    """Whether the store seals: tokens are kept so or not at all."""
    joined: Joined | None = None

    async def begin(self, request: web.Request) -> web.StreamResponse:
        """`/slack/install`: on to Slack, which asks for consent."""
        if not self.sealed:
            return _page("Not ready to be installed", NO_KEY, 503)
        state = secrets.token_urlsafe(32)
        try:
            await self.parts.store.commit(Writes((StateRow(_digest(state), self.tokens.now()),)))
        except StoreUnavailable:
            return _page("Please try again", "Nothing could be saved just now.", 503)
        scopes = ",".join(bot_scopes(agent=False))
        query = {"client_id": self.tokens.secrets.client_id, "scope": scopes, "state": state}
        answer = web.Response(status=302, headers={"Location": f"{self._authorize}?{urlencode(query)}"})
        answer.set_cookie(
            COOKIE, state, max_age=LIFE, httponly=True, samesite="Lax", secure=request.secure, path="/slack"
        )
        return answer

    @property
    def _authorize(self) -> str:
        """Slack's own page stands beside its API."""
        own = urlsplit(self.parts.endpoints.api)
        return f"{own.scheme}://{own.netloc}/oauth/v2/authorize"

    async def end(self, request: web.Request) -> web.StreamResponse:
        """`/slack/oauth_redirect`: back from Slack, with a code or without."""
        try:
            row = await self._installed(request)
        except Refused as why:
            return _page("It was not installed", str(why), 400)
        except StoreUnavailable:
            return _page("Please try again", "Nothing could be saved just now.", 503)
        words = (
            f"Baton is in {row.name or 'your workspace'} now. In Slack an admin types /{self.parts.command} setup: "
            "it says what is next."
        )
        return _page("It is installed", words, 200)

    async def _installed(self, request: web.Request) -> WorkspaceRow:
        if error := request.query.get("error"):
            declined = "You declined." if error == "access_denied" else f"Slack says: {error[:80]}."
            raise Refused(f"{declined} Nothing was changed.")
        if not self.sealed:
            raise Refused(NO_KEY)
        await self._fits(request.query.get("state", ""), request.cookies.get(COOKIE, ""))
        told = await self._exchanged(request.query.get("code", ""))
        return await self._kept(told)

    async def _fits(self, state: str, cookie: str) -> None:
        """The state is ours, young, this browser's and used for the first time."""
        again = "That link is not good any more. Begin again with Add to Slack."
        if not state or not secrets.compare_digest(state.encode(), cookie.encode()):
            raise Refused(again)
        digest = _digest(state)
        found = await self.parts.store.find(StateRow, {"digest": digest}, limit=1)
        if not found or self.tokens.now() - found[0].at > LIFE * SECOND:
            raise Refused(again)
        used = StateRow(f"{digest}:used", self.tokens.now(), used=True)
        if await self.parts.store.commit(Writes((used,))) is not Committed.DONE:
            raise Refused(again)

    async def _exchanged(self, code: str) -> JSON:
        try:
            return await self.tokens.exchange(code=code)
        except SlackApiError as no:
            raise Refused(f"Slack refused the installation: {no.response.get('error')}.") from None
        except (SlackClientError, aiohttp.ClientError, OSError, TimeoutError):
            raise Refused("Slack could not be reached. Begin again in a minute.") from None

    async def _kept(self, told: JSON) -> WorkspaceRow:
        whole = bool(told.get("is_enterprise_install"))
        enterprise, team = told.get("enterprise") or {}, told.get("team") or {}
        where = enterprise if whole else team
        space, name = str(where.get("id") or ""), str(where.get("name") or "")
        if not space:
            raise Refused("Slack did not say which workspace it was.")
        before = await self.workspaces.fresh(space)
        ours = self.parts.team if space == self.workspaces.own else before.team if before else f"slack-{space}"
        scopes = str(told.get("scope") or "")
        row = WorkspaceRow(
            space,
            ours,
            name,
            str(enterprise.get("id") or ""),
            str(told.get("app_id") or ""),
            str(told.get("bot_user_id") or ""),
            before.bot if before else "",
            joined=self.parts.now(),
            agent=is_agent(scopes),
        )
        kept = await self.workspaces.keep(with_tokens(row, told, self.tokens.now()))
        self.tokens.changed(space)
        if self.joined is not None and (before is None or before.left):
            await self.joined(ours, name)
        log.info("installed in workspace %s for team %s", space, ours)
        return replace(kept, token="", refresh="")


def _digest(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()


def _page(title: str, words: str, status: int) -> web.Response:
    shown = PAGE.format(title=escape(title), words=escape(words))
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
    return web.Response(text=shown, status=status, content_type="text/html", charset="utf-8", headers=headers)
