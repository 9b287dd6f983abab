"""Bolt as we use it: the door ahead of everything, and an authorisation that asks nothing of Slack."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.api import JSON, Gone
from adapters.slack.door import Door
from adapters.slack.tokens import Tokens
from adapters.slack.workspaces import Workspaces

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Bolting:
    """Makes the app; who listens to what comes with a trigger is registered at it afterwards."""

    door: Door
    workspaces: Workspaces
    tokens: Tokens

    def app(self, client: AsyncWebClient, signing_secret: str) -> AsyncApp:
        quiet = logging.getLogger("slack_bolt.baton")
        # Below this level Bolt logs whole requests, and with them people's words.
        quiet.setLevel(logging.ERROR)
        return AsyncApp(
            name="baton",
            logger=quiet,
            client=client,
            # Without one nothing is listened to over HTTP, and Socket Mode has no signatures.
            signing_secret=signing_secret or "none",
            before_authorize=self._before(),
            authorize=self._authorize(),  # type: ignore[arg-type]  # None means not installed, as Bolt's own has it
        )

    def _before(self) -> Callable[..., Awaitable[BoltResponse | None]]:
        async def before_authorize(
            body: JSON,
            context: AsyncBoltContext,
            next: Callable[[], Awaitable[None]],  # Bolt's name for it
        ) -> BoltResponse | None:
            """An event ends here, once it is stored; everything else goes on to its listener."""
            match body.get("type"):
                case "event_callback":
                    await self.door.event(body)
                    return BoltResponse(status=200, body="")
                case "app_rate_limited":
                    log.error("Slack holds events back: more than 30,000 in an hour")
                    return BoltResponse(status=200, body="")
                case "url_verification":
                    pass
                case _ if (row := await self.door.installed(body)) is not None:
                    context["team_id"] = row.space
            await next()
            return None

        return before_authorize

    def _authorize(self) -> Callable[..., Awaitable[AuthorizeResult | None]]:
        async def authorize(
            enterprise_id: str | None, team_id: str | None, user_id: str | None
        ) -> AuthorizeResult | None:
            """From what we keep: what cannot be told just now raises, and is not taken for a no."""
            space = team_id or enterprise_id or ""
            row = await self.workspaces.of(space, enterprise_id or "")
            if row is None:
                return None
            try:
                token = await self.tokens.of(space)
            except Gone:
                return None
            return AuthorizeResult(
                enterprise_id=enterprise_id,
                team_id=team_id,
                bot_user_id=row.bot_user,
                bot_id=row.bot,
                bot_token=token,
                user_id=user_id,
            )

        return authorize
