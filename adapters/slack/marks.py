"""How a colleague's words fared, shown at the very message that was typed."""

from contextlib import suppress
from dataclasses import dataclass, replace

from adapters.slack.api import No, Trouble
from adapters.slack.ids import read_refs
from adapters.slack.looking import Looking
from adapters.slack.rows import MarkRow
from adapters.slack.saying import Draft, Saying
from bot.content import Mark, Reply
from bot.events import Place
from bot.writes import OutboxRow, Writes, micros
from handoff import wording
from handoff.answers import ways

SIGNS = {"sent": "white_check_mark", "failed": "x", "unknown": "question"}


@dataclass(frozen=True, slots=True)
class Marks:
    """A tick when it arrived; a cross or a question mark with the reason and a way on when it did not."""

    saying: Saying

    async def mark(self, row: OutboxRow, place: Place, mark: Mark) -> str:
        """What is queued shows nothing: it would cost a call for what is over in a second."""
        where = read_refs(mark.message)
        if mark.state == "queued" or not where:
            return ""
        channel, ts = where[0]
        await self._clear(row, place, mark.message)
        await self._react(place.space, channel, ts, SIGNS[mark.state])
        if mark.state == "sent":
            return ""
        told = await self._told(row, place, mark, await self._link(place.space, channel, ts))
        return await self._noted(row, mark, await self.saying.say(told))

    async def find(self, row: OutboxRow, place: Place, mark: Mark, looking: Looking) -> str | None:
        """The reason below, if it was posted; setting a sign once more does no harm."""
        if mark.state in ("queued", "sent") or not read_refs(mark.message):
            return None
        notice = await looking.find(await self._told(row, place, mark, ""))
        return await self._noted(row, mark, notice) if notice else None

    async def _clear(self, row: OutboxRow, place: Place, message: str) -> None:
        """The sign that hung there, and the reason below it: they hold no more."""
        where = {"team": row.team, "message": message}
        for before in await self.saying.store.find(MarkRow, where, limit=1):
            if before.emoji:
                channel, ts = read_refs(message)[0]
                with suppress(No):
                    params = {"channel": channel, "timestamp": ts, "name": before.emoji}
                    await self.saying.api.call(place.space, "reactions.remove", **params)
                for ref in read_refs(before.notice):
                    with suppress(No):
                        await self.saying.delete(place.space, *ref)
                await self._keep(MarkRow(row.team, message, "", "", self._now))

    async def _react(self, space: str, channel: str, ts: str, sign: str) -> None:
        """A sign that Slack does not let us set is no reason to fail."""
        with suppress(No):
            await self.saying.api.call(space, "reactions.add", channel=channel, timestamp=ts, name=sign)

    async def _link(self, space: str, channel: str, ts: str) -> str:
        """Where the message is, as a thread has no answers to one of its messages."""
        try:
            found = await self.saying.api.call(space, "chat.getPermalink", channel=channel, message_ts=ts)
        except Trouble:
            return ""
        return str(found.get("permalink") or "")

    async def _told(self, row: OutboxRow, place: Place, mark: Mark, link: str) -> Draft:
        """Why, and what can be done, in the thread."""
        text = wording.fared(mark.state, mark.error)
        told = Reply(text, offers=ways(mark.retry, mark.state) if mark.retry else ())
        if link.startswith("https://"):
            told = replace(told, text=f"{text} [Your message]({link})")
        return await self.saying.draft(row, place, told)

    async def _noted(self, row: OutboxRow, mark: Mark, notice: str) -> str:
        await self._keep(MarkRow(row.team, mark.message, SIGNS[mark.state], notice, self._now))
        return notice

    async def _keep(self, row: MarkRow) -> None:
        await self.saying.store.commit(Writes((row,)))

    @property
    def _now(self) -> int:
        return micros(self.saying.clock.now())
