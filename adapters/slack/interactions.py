"""Bolt's listeners for what is pressed, filled in, typed and picked: stored first, then acknowledged.

Slack waits three seconds and does not ask twice. What takes longer than it should is acknowledged
in time and answered when it is done.
"""

import asyncio
import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from adapters.slack import wording
from adapters.slack.answers import HERE, Answers, Whom
from adapters.slack.commands import Commands
from adapters.slack.customers import Who
from adapters.slack.door import Door
from adapters.slack.home import Home
from adapters.slack.messages import JSON
from adapters.slack.presses import Presses, opened_at, spot_of
from adapters.slack.shortcuts import Shortcuts
from bot.content import Reply

ANY = re.compile(r"[\s\S]*")
PATIENCE = 1.8
"""Seconds after which Slack is answered, whatever we are still at."""
AGAIN = (wording.NOT_KEPT_STAFF, wording.WHO)
"""Nothing was done, and the same may be sent in again."""
Work = Coroutine[Any, Any, Reply]


@dataclass(frozen=True, slots=True)
class Interactions:
    """Everything that comes with a trigger."""

    door: Door
    presses: Presses
    commands: Commands
    shortcuts: Shortcuts
    home: Home
    answers: Answers

    def listen(self, app: AsyncApp) -> None:
        """Register for every kind there is."""
        app.action(ANY)(_listener(self._pressed))
        app.view(ANY)(_listener(self._submitted))
        app.view_closed(ANY)(_listener(_nothing))
        app.command(ANY)(_listener(self._commanded))
        app.shortcut(ANY)(_listener(self._picked))

    async def _pressed(self, ack: AsyncAck, body: JSON) -> None:
        if (who := await self._who(body)) is None:
            await ack()
            return
        spot = spot_of(body)
        whom = Whom(who.team, who.space, who.user, spot.channel, spot.thread, str(body.get("response_url") or ""))
        if not spot.on_home:
            await self._done(ack, self.presses.safely(self.presses.component(body, who)), whom)
            return
        task = self.answers.soon(self.presses.safely(self.presses.component(body, who)), "slack act")
        await asyncio.wait({task}, timeout=PATIENCE)
        await ack()
        self.answers.soon(self._shown_at_home(task, who))

    async def _shown_at_home(self, task: "asyncio.Task[Reply]", who: Who) -> None:
        """The Home tab knows no answer but itself."""
        await asyncio.wait({task})
        if not task.cancelled() and task.exception() is None and task.result() != Reply():
            await self.home.shows(who, task.result().text)

    async def _submitted(self, ack: AsyncAck, body: JSON) -> None:
        """What could not be kept stays in the form, with a word why."""
        if (who := await self._who(body)) is None:
            await ack()
            return
        view: JSON = body.get("view") or {}
        work = self.presses.safely(self.presses.submitted(body, who), wording.NOT_KEPT_STAFF)
        task = self.answers.soon(work, "slack form")
        await asyncio.wait({task}, timeout=PATIENCE)
        fields = [str(block.get("block_id")) for block in view.get("blocks") or ()]
        if fields and task.done() and task.exception() is None and task.result().text in AGAIN:
            await ack(response_action="errors", errors={fields[0]: task.result().text})
            return
        await ack()
        whom = Whom(who.team, who.space, who.user, *opened_at(view))
        self.answers.soon(self._shown(task, whom, says=False))

    async def _commanded(self, ack: AsyncAck, body: JSON) -> None:
        if (who := await self._who(body)) is None:
            await ack()
            return
        channel, key = str(body.get("channel_id") or ""), f"slack:i:{body.get('trigger_id')}"
        whom = Whom(who.team, who.space, who.user, channel, "", str(body.get("response_url") or ""))
        line = str(body.get("text") or "")
        await self._done(ack, self.presses.safely(self.commands.run(who, key, line, channel)), whom, says=True)

    async def _picked(self, ack: AsyncAck, body: JSON) -> None:
        if (who := await self._who(body)) is None:
            await ack()
            return
        channel = str((body.get("channel") or {}).get("id") or "")
        thread = str((body.get("message") or {}).get("thread_ts") or "")
        whom = Whom(who.team, who.space, who.user, channel, thread, str(body.get("response_url") or ""))
        await self._done(ack, self.presses.safely(self.shortcuts.run(body, who)), whom, says=True)

    async def _done(self, ack: AsyncAck, work: Work, whom: Whom, *, says: bool = False) -> None:
        """Acknowledged once it is done, or in time; then answered."""
        task = self.answers.soon(work, "slack act")
        await asyncio.wait({task}, timeout=PATIENCE)
        await ack()
        self.answers.soon(self._shown(task, whom, says=says))

    async def _shown(self, task: "asyncio.Task[Reply]", whom: Whom, *, says: bool) -> None:
        await asyncio.wait({task})
        if task.cancelled() or task.exception() is not None:
            await self.answers.told(whom, Reply(wording.BROKEN, notice=True))
            return
        reply = task.result()
        if reply == Reply() and says:
            reply = Reply("Done.")
        if reply != Reply():
            await self.answers.told(whom, reply, HERE)

    async def _who(self, body: JSON) -> Who | None:
        """Who acts, at which team's desk."""
        row = await self.door.installed(body)
        user = body.get("user")
        id = str(body.get("user_id") or (user.get("id") if isinstance(user, dict) else user) or "")
        return Who(row.team, row.space, id) if row is not None and id else None


async def _nothing(ack: AsyncAck, body: JSON) -> None:
    await ack()


def _listener(handle: Callable[[AsyncAck, JSON], Coroutine[Any, Any, None]]) -> Callable[..., Any]:
    """Bolt reads the names of a function's own parameters."""

    async def listener(ack: AsyncAck, body: JSON, context: AsyncBoltContext) -> None:
        await handle(ack, body)

    return listener
