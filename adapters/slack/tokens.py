"""The bot's token of a workspace: from the settings, or from its install, renewed before it ends.

A refresh token works once. Whoever renews first writes down that they do; others wait for what
comes of it, in this process and in every other on the same database.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.api import JSON, Away, Gone
from adapters.slack.rows import WorkspaceRow
from adapters.slack.workspaces import Workspaces
from bot.writes import UNREADABLE, Committed, InboxRow, StoreUnavailable, Writes

log = logging.getLogger(__name__)
AHEAD = 2 * 3600
"""Seconds before its end at which a token is renewed: both work until then."""
TURN = 60
"""Seconds after which somebody else may try, if the one who began has not come back."""
LOOKS, PAUSE = 40, 0.25
"""How often, and how far apart, one looks for what another is renewing."""
SECOND = 1_000_000


@dataclass(frozen=True, slots=True)
class Secrets:
    """What the settings hold for Slack."""

    bot_token: str = ""
    client_id: str = ""
    client_secret: str = ""

    @property
    def installs(self) -> bool:
        """Whether workspaces can install us by OAuth."""
        return bool(self.client_id and self.client_secret)


@dataclass(slots=True)
class Tokens:
    """Implements adapters.slack.api.Tokens."""

    workspaces: Workspaces
    secrets: Secrets
    bare: Callable[[], AsyncWebClient]
    """A client without a token, for the exchange."""
    changed: Callable[[str], None] = field(default=lambda _: None)
    """Told when a workspace's token is another."""
    stopped: bool = field(default=False, init=False)
    """Nothing is called any more; delivery, which ends a little later, keeps its rows."""
    _locks: dict[str, asyncio.Lock] = field(default_factory=dict, init=False)
    _given: dict[str, str] = field(default_factory=dict, init=False)
    """The token that was given last, by workspace."""
    _broken: set[str] = field(default_factory=set, init=False)
    """Workspaces whose token does not open."""

    async def of(self, space: str) -> str:
        """Raises Gone where we are not installed, Away where it can't be told just now."""
        if self.stopped:
            raise Away("Baton is stopping")
        if self.secrets.bot_token and space in ("", self.workspaces.own):
            return self.secrets.bot_token
        try:
            row = await self._row(space)
            if self._is_due(row):
                row = await self._renewed(row)
        except StoreUnavailable:
            raise Away("the store is away") from None
        if self._given.get(row.space) != row.token:
            self._given[row.space] = row.token
            self.changed(row.space)
        return row.token

    async def _row(self, space: str) -> WorkspaceRow:
        """The install itself: for a workspace that belongs to an organisation's install, that one."""
        row = await self.workspaces.of(space)
        if row is not None and not row.token and row.enterprise and row.enterprise != space:
            row = await self.workspaces.of(row.enterprise)
        if (row is None or not row.token) and self.secrets.bot_token and not self.workspaces.own:
            # At a start it may be the very one whose token we have: Slack has not told us yet.
            raise Away("Slack has not told yet whose token is set")
        if row is None or not row.token:
            raise Gone
        if row.token == UNREADABLE:
            self._does_not_open(row)
            raise Away("its token does not open")
        return row

    def _does_not_open(self, row: WorkspaceRow) -> None:
        """Once in a process, however often it is asked for; what is to be sent there waits for another."""
        if row.space not in self._broken:
            self._broken.add(row.space)
            log.error("the token of workspace %s does not open: install the app there again", row.space)

    def _is_due(self, row: WorkspaceRow) -> bool:
        return bool(row.refresh and row.expires and row.expires - self.now() < AHEAD * SECOND)

    def now(self) -> int:
        """By the world's clock, which Slack's tokens follow; the shop's own may have been moved."""
        return int(time.time() * SECOND)

    async def _renewed(self, row: WorkspaceRow) -> WorkspaceRow:
        async with self._locks.setdefault(row.space, asyncio.Lock()):
            fresh = await self.workspaces.fresh(row.space) or row
            if not self._is_due(fresh):
                return fresh
            if not await self._first(fresh):
                return await self._awaited(fresh)
            return await self._exchanged(fresh)

    async def _first(self, row: WorkspaceRow) -> bool:
        """Whether the renewal of this very token is ours to do; the inbox takes a key only once."""
        turn = self.now() // (TURN * SECOND)
        for number in (turn - 1, turn):
            id = f"slack:renew:{row.space}:{row.expires}:{number}"
            claim = InboxRow(id, row.team, "slack", "", "{}", self.now(), "done")
            if number != turn:
                if await self.workspaces.parts.store.find(InboxRow, {"id": id}, limit=1):
                    return False
                continue
            return await self.workspaces.parts.store.commit(Writes((claim,))) is Committed.DONE
        return False

    async def _awaited(self, row: WorkspaceRow) -> WorkspaceRow:
        for _ in range(LOOKS):
            fresh = await self.workspaces.fresh(row.space)
            if fresh is not None and fresh.expires != row.expires:
                return fresh
            await asyncio.sleep(PAUSE)
        return self._still_good(row)

    def _still_good(self, row: WorkspaceRow) -> WorkspaceRow:
        if row.expires <= self.now():
            raise Away("its token has ended and is not renewed yet")
        return row

    async def _exchanged(self, row: WorkspaceRow) -> WorkspaceRow:
        try:
            told = await self.exchange(grant_type="refresh_token", refresh_token=row.refresh)
        except SlackApiError as no:
            log.error("the token of workspace %s was not renewed: %s", row.space, no.response.get("error"))
            return self._still_good(row)
        except (SlackClientError, aiohttp.ClientError, OSError, TimeoutError) as no:
            log.warning("the token of workspace %s was not renewed: %s", row.space, type(no).__name__)
            return self._still_good(row)
        return await self.workspaces.keep(with_tokens(row, told, self.now()))

    async def exchange(self, **given: str) -> JSON:
        """oauth.v2.access; raises what the library raises."""
        known = {"client_id": self.secrets.client_id, "client_secret": self.secrets.client_secret}
        answer = await self.bare().api_call("oauth.v2.access", data=known | given)
        return dict(answer.data) if isinstance(answer.data, dict) else {}


def with_tokens(row: WorkspaceRow, told: JSON, now: int) -> WorkspaceRow:
    """The row with the tokens of an answer."""
    lasts = int(told.get("expires_in") or 0)
    return replace(
        row,
        token=str(told["access_token"]),
        refresh=str(told.get("refresh_token") or ""),
        expires=now + lasts * SECOND if lasts else 0,
        scopes=str(told.get("scope") or row.scopes),
    )
