"""Learning from Slack whose token it is that stands in the settings, before anything can be taken in."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from adapters.slack.api import Api, Gone, No, Slow, Trouble
from adapters.slack.manifest import bot_scopes
from adapters.slack.parts import Parts
from adapters.slack.rows import WorkspaceRow
from adapters.slack.workspaces import Workspaces, is_agent

log = logging.getLogger(__name__)
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 120.0


@dataclass(slots=True)
class Introducing:
    """Asks until it is told; only a refused token ends that."""

    parts: Parts
    api: Api
    workspaces: Workspaces
    problem: Callable[[str], None]
    refused: asyncio.Event = field(default_factory=asyncio.Event)

    async def done(self) -> None:
        """What was told is kept, for the next start too."""
        pause = FIRST_PAUSE
        while not self.refused.is_set():
            try:
                await self._meet()
            except Gone as no:
                again = "copy it anew from OAuth & Permissions of your app."
                self.problem(f"BATON_SLACK_BOT_TOKEN: Slack refuses it ({no.code}); {again}")
                self.refused.set()
            except Trouble as no:
                self.problem(f"Slack: {no}; trying again.")
                await asyncio.sleep(no.retry_after if isinstance(no, Slow) else pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                self.problem("")
                return

    async def _meet(self) -> None:
        told = await self.api.call("", "auth.test")
        scopes = ",".join([one for one in bot_scopes(agent=True) if await self.api.may("", one)])
        space = str(told.get("team_id") or told.get("enterprise_id") or "")
        before = await self.workspaces.fresh(space)
        row = WorkspaceRow(
            space,
            self.parts.team,
            str(told.get("team") or ""),
            str(told.get("enterprise_id") or ""),
            await self._app(str(told.get("bot_id") or "")) or (before.app if before else ""),
            str(told.get("user_id") or ""),
            str(told.get("bot_id") or ""),
            scopes,
            joined=before.joined if before and before.joined else self.parts.now(),
            agent=is_agent(scopes),
        )
        await self.workspaces.keep(row)
        self.workspaces.own = space

    async def _app(self, bot: str) -> str:
        """The app's id, for links to it; what Slack does not tell is done without."""
        with suppress(No, KeyError):
            return str((await self.api.call("", "bots.info", bot=bot))["bot"]["app_id"])
        return ""
