"""How a colleague's words fared, shown at the very message that was typed."""

from contextlib import suppress
from dataclasses import dataclass

from adapters.discord.ids import read_refs
from adapters.discord.refusals import ARCHIVED
from adapters.discord.rest import No
from adapters.discord.rows import MarkRow
from adapters.discord.saying import Draft, Saying
from adapters.discord.threads import Target
from bot.content import Mark, Reply
from bot.events import Place
from bot.writes import OutboxRow, Writes, micros
from handoff import wording
from handoff.answers import ways

SIGNS = {"sent": "✅", "failed": "❌", "unknown": "❓"}


@dataclass(frozen=True, slots=True)
class Marks:
    """A tick when it arrived; a cross or a question mark with the reason and a way on when it did not."""

    saying: Saying

    async def mark(self, row: OutboxRow, place: Place, mark: Mark) -> str:
        """What is queued shows nothing: it would cost a call for what is over in a second."""
        where = read_refs(mark.message)
        if mark.state == "queued" or not where:
            return ""
        channel, message = where[0]
        target = await self.saying.target(row.team, place)
        await self._clear(row, target, mark.message)
        await self._react(target, channel, message, SIGNS[mark.state])
        if mark.state == "sent":
            return ""
        told = Reply(wording.fared(mark.state, mark.error), offers=ways(mark.retry, mark.state) if mark.retry else ())
        notice = await self._told(row, place, target, message, told)
        await self._keep(MarkRow(row.team, mark.message, SIGNS[mark.state], notice, self._now))
        return notice

    async def _clear(self, row: OutboxRow, target: Target, message: str) -> None:
        """The sign that hung there, and the reason below it: they hold no more."""
        where = {"team": row.team, "message": message}
        for before in await self.saying.store.find(MarkRow, where, limit=1):
            if before.emoji:
                channel, id = read_refs(message)[0]
                with suppress(No):
                    await self.saying.rest.unreact(channel, id, before.emoji)
                for ref in read_refs(before.notice):
                    with suppress(No):
                        await self.saying.rest.delete(*ref)
                await self._keep(MarkRow(row.team, message, "", "", self._now))

    async def _react(self, target: Target, channel: int, message: int, sign: str) -> None:
        """A sign that Discord does not let us set is no reason to fail."""
        try:
            await self.saying.rest.react(channel, message, sign)
        except No as no:
            if no.code != ARCHIVED:
                return
            with suppress(No):
                await self.saying.threads.open(channel)
                await self.saying.rest.react(channel, message, sign)
                await self.saying.threads.settle(target)

    async def _told(self, row: OutboxRow, place: Place, target: Target, message: int, told: Reply) -> str:
        """An answer to the message: why, and what can be done."""
        draft = await self.saying.draft(row, place, told, target)
        answering = Target(target.channel, answers=message, row=target.row)
        return await self.saying.say(Draft(row, place, answering, draft.messages))

    async def _keep(self, row: MarkRow) -> None:
        await self.saying.store.commit(Writes((row,)))

    @property
    def _now(self) -> int:
        return micros(self.saying.clock.now())
