"""Socket Mode: two connections, so that one takes what comes while the other is renewed.

The library acknowledges an envelope once Bolt has answered it with 200, which is after the door has
stored it. What is not acknowledged Slack sends again, by the other connection.
"""

import asyncio
import logging
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.api import GONE, LOOPBACK

log = logging.getLogger(__name__)
CONNECTIONS = 2
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 120.0
TO_CLOSE = 1.5
"""Seconds that closing may take."""
REFUSED = GONE | {"not_allowed_token_type", "missing_scope", "forbidden_for_app"}
"""What Slack says to a token that will never do."""
Problem = Callable[[str], None]


@dataclass(slots=True)
class Sockets:
    """Keeps them open; only a refused token ends it."""

    app: AsyncApp
    token: str
    client: Callable[[], AsyncWebClient]
    problem: Problem
    _handlers: list[AsyncSocketModeHandler] = field(default_factory=list, init=False)
    _task: "asyncio.Task[None] | None" = field(default=None, init=False)
    opened: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    refused: asyncio.Event = field(default_factory=asyncio.Event, init=False)

    @property
    def connected(self) -> bool:
        """Whether anything can come in just now."""
        return any(_is_open(handler) for handler in self._handlers)

    def begin(self) -> None:
        self._task = asyncio.create_task(self._connect(), name="slack socket mode")

    async def _connect(self) -> None:
        """Each in turn; the library keeps up what was connected once."""
        for _ in range(CONNECTIONS):
            handler = AsyncSocketModeHandler(self.app, self.token, web_client=self.client())
            if urlsplit(handler.client.web_client.base_url).hostname in LOOPBACK:
                handler.client.proxy = None
            self._handlers.append(handler)
            if not await self._connected(handler):
                return
            self.opened.set()

    async def _connected(self, handler: AsyncSocketModeHandler) -> bool:
        """Again until it is, ever more slowly; False if the token is refused."""
        pause = FIRST_PAUSE
        while True:
            try:
                # Asked for ahead: the library itself would try for ever, whatever Slack says.
                handler.client.wss_uri = await handler.client.issue_new_wss_url()
                await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt does not say
            except SlackApiError as no:
                code = str(no.response.get("error"))
                if code in REFUSED:
                    self.problem(
                        f"BATON_SLACK_APP_TOKEN: Slack refuses it ({code}); make an app-level token with "
                        "connections:write, and turn Socket Mode on."
                    )
                    self.refused.set()
                    return False
                self.problem(f"Slack: {code}; trying again.")
            except (SlackClientError, aiohttp.ClientError, OSError, TimeoutError) as no:
                self.problem(f"Slack: {type(no).__name__}; trying again.")
            else:
                self.problem("")
                return True
            await asyncio.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311 # spreads load, keeps no secret
            pause = min(pause * 2, LONGEST_PAUSE)

    async def close(self) -> None:
        """Nothing is taken in any more; what is not acknowledged comes again."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await asyncio.gather(*map(_closed, self._handlers), return_exceptions=True)
        self._handlers.clear()


async def _closed(handler: AsyncSocketModeHandler) -> None:
    """The library waits for a goodbye that may not come, and holds its session meanwhile."""
    try:
        await asyncio.wait_for(handler.client.close(), TO_CLOSE)  # type: ignore[no-untyped-call]  # it does not say
    except TimeoutError:
        log.info("a connection to Slack was not closed in time")
    finally:
        for task in (handler.client.message_processor, handler.client.message_receiver):
            if task is not None:
                task.cancel()
        await handler.client.aiohttp_client_session.close()


def _is_open(handler: AsyncSocketModeHandler) -> bool:
    session = handler.client.current_session
    return session is not None and not session.closed
