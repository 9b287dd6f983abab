"""Discord for the delivery loop: what an outbox row carries, shown where it belongs."""

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

import discord

from adapters.discord.changing import Changing
from adapters.discord.ids import NAME, dm_user, message_ref, read_refs
from adapters.discord.live import Live
from adapters.discord.looking import Looking
from adapters.discord.marks import Marks
from adapters.discord.mirror import Mirror
from adapters.discord.private import Private
from adapters.discord.refusals import outcome
from adapters.discord.rest import No, Rest, Slow
from adapters.discord.saying import Draft, Saying
from adapters.discord.threads import Target, Threads
from bot.codec import load
from bot.content import Mark, Post, Revise, Shown, Withdraw
from bot.events import Place
from bot.writes import OutboxRow, micros
from handoff.ports import Clock, Files, Outcomes, Store

BLIND = "What only they saw beneath what they pressed cannot be read back"


class Sending:
    """The Platform that delivery knows. `client` gives the client of the moment, or None."""

    name = NAME

    def __init__(
        self,
        client: Callable[[], discord.Client | None],
        store: Store,
        files: Files,
        clock: Clock,
        outcomes: Outcomes,
        remark: str = "",
        live: Live | None = None,
    ) -> None:
        self._rest, self._outcomes = Rest(client, outcomes), outcomes
        self._threads = Threads(self._rest, store, clock, outcomes)
        live = live or Live(lambda: micros(clock.now()))
        private, mirror = Private(self._rest, store, clock, outcomes, live), Mirror(self._rest, clock)
        self._saying = Saying(self._rest, store, files, clock, outcomes, self._threads, private, mirror, remark)
        self._changing, self._marks = Changing(self._saying), Marks(self._saying)
        self._looking = Looking(self._saying)

    async def deliver(self, row: OutboxRow) -> str:
        """Show it; "<channel>/<message>" of each message that does, joined by commas."""
        try:
            return await self._deliver(row, load(Place, row.to), load(Shown, row.payload))
        except No as no:
            raise outcome(no, self._rest.client, self._outcomes) from no
        except Slow as slow:
            raise self._outcomes.busy(slow.retry_after, "Discord asked us to slow down") from slow

    def crowded(self, row: OutboxRow) -> bool:
        """Whether its place gets more than Discord takes just now."""
        return self._saying.crowded(row.place)

    async def find(self, row: OutboxRow) -> str | None:
        """Where it is shown already. What may be repeated without harm is simply not looked for."""
        shown: Shown = load(Shown, row.payload)
        if not isinstance(shown, Post):
            return None
        try:
            return await self._find(row, load(Place, row.to), shown)
        except No as no:
            raise outcome(no, self._rest.client, self._outcomes) from no
        except Slow as slow:
            raise self._outcomes.busy(slow.retry_after, "Discord asked us to slow down") from slow

    async def _deliver(self, row: OutboxRow, place: Place, shown: Shown) -> str:
        match shown:
            case Post():
                return await self._post(row, place, shown)
            case Revise():
                return await self._changing.revise(row, place, shown)
            case Withdraw():
                return await self._changing.withdraw(row, place, shown)
            case Mark():
                return await self._marks.mark(row, place, shown)
            case _:
                assert_never(shown)

    async def _post(self, row: OutboxRow, place: Place, post: Post) -> str:
        if post.case and await self._threads.is_forum(int(place.channel)):
            return await self._in_forum(row, place, post)
        shown = await self._saying.say(await self._draft(row, place, post))
        if post.case:
            await self._grown(row, place, post.case, shown)
        return shown

    async def _draft(self, row: OutboxRow, place: Place, post: Post) -> Draft:
        """A card hangs in the channel itself, whatever thread grows from it."""
        target = Target(int(place.channel)) if post.case else None
        return await self._saying.draft(row, place, post.reply, target)

    async def _grown(self, row: OutboxRow, place: Place, case: int, shown: str) -> None:
        """The thread grows from the message that has the card, the last of them."""
        await self._threads.grow(row, place, case, read_refs(shown)[-1][1])

    async def _in_forum(self, row: OutboxRow, place: Place, post: Post) -> str:
        draft = await self._draft(row, place, post)
        card = draft.messages[-1]
        marked = replace(card, embed=(card.embed or {}) | {"footer": {"text": marker(row, post.case)}})
        body, files = await self._saying.body(row.team, marked)
        state = post.reply.card.state if post.reply.card else ""
        grown = await self._threads.post_in_forum(row, place, post.case, body, files, state)
        return message_ref(grown.thread, grown.card)

    async def _find(self, row: OutboxRow, place: Place, post: Post) -> str | None:
        if post.case and await self._threads.is_forum(int(place.channel)):
            found = await self._threads.found_in_forum(row, place, post.case, marker(row, post.case))
            return message_ref(found.thread, found.card) if found else None
        user = dm_user(place)
        if user is not None and await self._saying.private.is_aside(row.team, user):
            raise self._outcomes.cannot_tell(BLIND)
        shown = await self._looking.find(await self._draft(row, place, post))
        if shown and post.case:
            await self._grown(row, place, post.case, shown)
        return shown


def marker(row: OutboxRow, case: int) -> str:
    """In the footer of a forum post's card: what a lost answer is reconciled by."""
    return f"case {case} · {row.id[:12]}"
