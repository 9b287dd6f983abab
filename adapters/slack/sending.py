"""Slack for the delivery loop: what an outbox row carries, shown where it belongs."""

from typing import assert_never

from adapters.slack.again import Again
from adapters.slack.api import Api, No, Trouble
from adapters.slack.begun import Begun
from adapters.slack.changing import Changing
from adapters.slack.ids import NAME
from adapters.slack.looking import Looking
from adapters.slack.marks import Marks
from adapters.slack.mirror import Mirror
from adapters.slack.pace import Pace
from adapters.slack.private import Private
from adapters.slack.refusals import NO_THREAD, outcome
from adapters.slack.saying import Draft, Saying
from adapters.slack.sharing import Sharing
from adapters.slack.threads import Threads
from adapters.slack.uploads import Uploads
from bot.codec import load
from bot.content import Mark, Post, Revise, Shown, Withdraw
from bot.events import Place
from bot.writes import OutboxRow
from handoff.ports import Clock, Files, Outcomes, Store
from handoff.routing import case_in


class Sending:
    """The Platform that delivery knows. `sharing` is the way in's too: one memory of what is shared outside."""

    name = NAME

    def __init__(
        self,
        api: Api,
        store: Store,
        files: Files,
        clock: Clock,
        outcomes: Outcomes,
        *,
        sharing: Sharing | None = None,
        pace: Pace | None = None,
        remark: str = "",
    ) -> None:
        self.sharing = sharing or Sharing(api)
        self._outcomes = outcomes
        private, begun = Private(api, store, clock), Begun(store, clock)
        self._threads = Threads(store, clock, outcomes, private)
        self._saying = Saying(
            api=api,
            pace=pace or Pace(),
            store=store,
            clock=clock,
            outcomes=outcomes,
            threads=self._threads,
            private=private,
            mirror=Mirror(api),
            sharing=self.sharing,
            uploads=Uploads(api, files, begun, outcomes),
            begun=begun,
            remark=remark,
        )
        self._changing, self._marks = Changing(self._saying), Marks(self._saying)
        self._looking, self._again = Looking(self._saying), Again(self._saying)

    async def deliver(self, row: OutboxRow) -> str:
        """Show it; "<channel>/<ts>" of each message that does and the ids of its files, joined by commas."""
        try:
            return await self._deliver(row, load(Place, row.to), load(Shown, row.payload))
        except Trouble as trouble:
            raise outcome(trouble, self._outcomes) from trouble

    async def find(self, row: OutboxRow) -> str | None:
        """Where it is shown already. What may be repeated without harm is simply not looked for."""
        try:
            return await self._find(row, load(Place, row.to), load(Shown, row.payload))
        except Trouble as trouble:
            raise outcome(trouble, self._outcomes) from trouble

    async def is_shared_outside(self, space: str, channel: str) -> bool:
        """Whether people of another organisation read the channel, so that no case may be shown there."""
        return await self.sharing.is_shared_outside(space, channel)

    def forget(self, channel: str) -> None:
        """Slack told that a channel was shared, or is no more."""
        self.sharing.forget(channel)

    async def _deliver(self, row: OutboxRow, place: Place, shown: Shown) -> str:
        match shown:
            case Post():
                return await self._grown(row, place, shown, await self._posted(row, place, shown))
            case Revise():
                return await self._changing.revise(row, place, shown)
            case Withdraw():
                return await self._changing.withdraw(place, shown)
            case Mark():
                return await self._marks.mark(row, place, shown)
            case _:
                assert_never(shown)

    async def _posted(self, row: OutboxRow, place: Place, post: Post) -> str:
        try:
            return await self._saying.say(await self._draft(row, place, post))
        except No as no:
            if no.code not in NO_THREAD or not case_in(place):
                raise
        # Somebody deleted the card: the case gets another, and its words a thread.
        await self._again.card(row.team, place)
        return await self._saying.say(await self._draft(row, place, post))

    async def _find(self, row: OutboxRow, place: Place, shown: Shown) -> str | None:
        match shown:
            case Post():
                found = await self._looking.find(await self._draft(row, place, shown))
                return await self._grown(row, place, shown, found) if found else None
            case Revise():
                # What it changes may be changed again; only parts that it added could double.
                draft = await self._saying.draft(row, place, shown.reply)
                await self._changing.catch_up(shown, await self._looking.parts(draft))
            case Mark():
                return await self._marks.find(row, place, shown, self._looking)
            case Withdraw():
                pass
            case _:
                assert_never(shown)
        return None

    async def _draft(self, row: OutboxRow, place: Place, post: Post) -> Draft:
        return await self._saying.draft(row, place, post.reply, card=bool(post.case))

    async def _grown(self, row: OutboxRow, place: Place, post: Post, shown: str) -> str:
        if post.case:
            await self._threads.grow(row.team, place, post.case, shown)
        return shown
