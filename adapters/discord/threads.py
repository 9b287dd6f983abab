"""Where a case's words go on Discord: the thread grown from its card, kept open or closed as the case is.

A thread that grows from a message has the message's id, so it can always be found again and never
be started twice. A forum's post takes no nonce: its card's footer carries a marker to find it by.
Where the server has as many threads as it may, the case goes on as answers to its card.
"""

from contextlib import suppress
from dataclasses import dataclass, replace

import discord

from adapters.discord.ids import read_refs
from adapters.discord.live import Open
from adapters.discord.markup import label
from adapters.discord.refusals import HAS_THREAD, TOO_MANY_THREADS, WAITS
from adapters.discord.rest import No, Rest, Slow, Upload
from adapters.discord.rows import ThreadRow
from adapters.discord.shown import JSON, THREAD_NAME
from bot.codec import load
from bot.content import Post, Shown
from bot.events import Place
from bot.text import clean
from bot.writes import OutboxRow, Scalar, Writes, micros
from handoff.ports import Clock, Outcomes, Store
from handoff.routing import case_in, thread_of
from handoff.rows import CaseRow

Where = dict[str, Scalar | tuple[Scalar, ...]]
FORUM, MEDIA = 15, 16
WEEK = 10080
CARD_SOON = 1.0
"""The net; usually it is called in the moment the card is settled."""
TAGS_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class Target:
    """Where to post: a channel or thread; in a reply chain, as an answer to `answers`."""

    channel: int
    parent: int = 0
    """The channel a webhook would belong to; 0 where none is wanted."""
    thread: int = 0
    answers: int = 0
    row: ThreadRow | None = None
    aside: Open | None = None
    """Beneath what the person pressed, instead of a channel."""


class Threads:
    """Cases' threads: found, grown, opened and closed."""

    def __init__(self, rest: Rest, store: Store, clock: Clock, outcomes: Outcomes) -> None:
        self._rest, self._store, self._clock, self._outcomes = rest, store, clock, outcomes
        self._forums: dict[int, dict[str, str] | None] = {}

    async def target(self, team: str, place: Place) -> Target:
        """Where a place is. A case's thread that is not there yet is waited for."""
        case = case_in(place)
        if not case:
            return Target(int(place.thread or place.channel))
        row = await self.row(team, place) or await self._from_card(team, place, case)
        return target_of(row)

    async def row(self, team: str, place: Place) -> ThreadRow | None:
        found = await self._store.find(ThreadRow, {"team": team, "place": str(place)}, limit=1)
        return found[0] if found else None

    async def is_forum(self, channel: int) -> bool:
        return await self._tags(channel) is not None

    async def grow(self, row: OutboxRow, place: Place, case: int, card: int) -> ThreadRow:
        """The thread under a card that was posted in a channel."""
        channel = int(place.channel)
        thread = await self._started(int(place.space), channel, card, await self._name(row.team, case))
        return await self._keep(self._row_of(row.team, place, case, channel, thread, card))

    async def post_in_forum(
        self, row: OutboxRow, place: Place, case: int, body: JSON, files: tuple[Upload, ...], state: str
    ) -> ThreadRow:
        """The card as a forum's post, with the tag of its state if the forum has one."""
        forum = int(place.channel)
        name = await self._name(row.team, case)
        post = {"name": name, "auto_archive_duration": WEEK, "message": body}
        post["applied_tags"] = self._tag(await self._tags(forum) or {}, state)
        try:
            made = await self._rest.create_thread(forum, post, files)
        except No as no:
            if no.code != TOO_MANY_THREADS or not await self._make_room(int(place.space)):
                raise
            made = await self._rest.create_thread(forum, post, files)
        thread = int(made["id"])
        return await self._keep(self._row_of(row.team, place, case, forum, thread, thread))

    async def found_in_forum(self, row: OutboxRow, place: Place, case: int, marker: str) -> ThreadRow | None:
        """The post whose card carries the marker; those with our name are looked into."""
        forum, name = int(place.channel), await self._name(row.team, case)
        for thread in await self._rest.active_threads(int(place.space)):
            if int(thread.get("parent_id") or 0) != forum or thread.get("name") != name:
                continue
            id = int(thread["id"])
            starter = await self._rest.message(id, id)
            if any(marker in (embed.get("footer") or {}).get("text", "") for embed in starter.get("embeds") or ()):
                return await self._keep(self._row_of(row.team, place, case, forum, id, id))
        return None

    async def follow(self, team: str, place: Place, case: int, state: str) -> None:
        """Keep the thread as the card says: closed ones archived and locked, a forum's post tagged."""
        row = await self.row(team, thread_of(place, case))
        if row is None or not row.thread:
            return
        closed = state == "closed"
        if closed:
            await self._without_name(team, case, int(row.thread))
        tags = await self._tags(int(row.channel))
        to: JSON = {"applied_tags": self._tag(tags, state)} if tags else {}
        if closed or row.closed:
            await self._keep(replace(row, closed=closed))
            to |= {"archived": closed, "locked": closed}
        if to:
            await self._change(int(row.thread), to)

    async def _without_name(self, team: str, case: int, thread: int) -> None:
        """Whoever was erased does not stay in a title."""
        found = await self._store.find(CaseRow, {"team": team, "number": case}, limit=1)
        if found and not found[0].conversation:
            await self._change(thread, {"archived": False, "locked": False, "name": await self._name(team, case)})

    async def open(self, thread: int) -> None:
        """Discord lets nobody edit or react in an archived thread."""
        await self._rest.change_channel(thread, archived=False, locked=False)

    async def settle(self, target: Target) -> None:
        """What was said in a closed case's thread opened it again."""
        if target.row is not None and target.row.closed and target.thread:
            await self._change(target.thread, {"archived": True, "locked": True})

    async def _change(self, thread: int, to: JSON) -> None:
        """Best effort: how a thread is filed is no reason to hold back words."""
        with suppress(No, Slow):
            await self._rest.change_channel(thread, **to)

    async def _from_card(self, team: str, place: Place, case: int) -> ThreadRow:
        """The thread of a card whose row was lost, or that is only now being posted."""
        hangs = replace(place, thread="")
        where: Where = {"team": team, "place": str(hangs), "case": case, "kind": "post"}
        cards = await self._store.find(OutboxRow, where, order=("number",), newest_first=True)
        cards = tuple(card for card in cards if _is_card(card, case))
        for card in cards:
            if card.state == "sent" and card.platform_id:
                _, message = read_refs(card.platform_id)[0]
                return await self.grow(card, hangs, case, message)
        for card in cards:
            if card.state in ("queued", "sending", "unknown"):
                raise self._outcomes.busy(CARD_SOON, f"the card of case #{case} is not posted yet", card.id)
        why = next((card.error for card in cards), "") or "it was never posted"
        raise self._outcomes.refused(f"The case has no thread, as its card could not be posted: {why}")

    async def _started(self, guild: int, channel: int, card: int, name: str) -> int:
        """0 where the server can hold no more threads, or does not let us start any."""
        body = {"name": name, "auto_archive_duration": WEEK}
        for _ in range(2):
            try:
                return int((await self._rest.start_thread(channel, card, body))["id"])
            except No as no:
                if no.code == HAS_THREAD:
                    return card
                if no.code in WAITS:
                    raise
                # The card hangs there already: whatever keeps it from growing a thread, the case goes on.
                if no.code != TOO_MANY_THREADS or not await self._make_room(guild):
                    return 0
        return 0

    async def _make_room(self, guild: int) -> bool:
        """Archive the oldest thread of a case that is closed."""
        active = {str(thread["id"]) for thread in await self._rest.active_threads(guild)}
        if not active:
            return False
        where: Where = {"guild": str(guild), "closed": True}
        rows = await self._store.find(ThreadRow, where, order=("at",))
        for row in rows:
            if row.thread in active:
                with suppress(No):
                    await self._rest.change_channel(int(row.thread), archived=True, locked=True)
                    return True
        return False

    async def _tags(self, channel: int) -> dict[str, str] | None:
        """A forum's tags by their name; None if it is no forum."""
        known = self._rest.client.get_channel(channel)
        if isinstance(known, discord.ForumChannel):
            return {tag.name.casefold(): str(tag.id) for tag in known.available_tags}
        if known is not None:
            return None
        if channel not in self._forums:
            found = await self._rest.channel(channel)
            tags = {tag["name"].casefold(): str(tag["id"]) for tag in found.get("available_tags") or ()}
            self._forums[channel] = tags if found["type"] in (FORUM, MEDIA) else None
        return self._forums[channel]

    def _tag(self, tags: dict[str, str], state: str) -> list[str]:
        return [id for name, id in tags.items() if name == state][:TAGS_AT_MOST]

    async def _name(self, team: str, case: int) -> str:
        """Never the status: threads can be renamed twice in ten minutes."""
        found = await self._store.find(CaseRow, {"team": team, "number": case}, limit=1)
        who = " ".join(clean(found[0].name).split()) if found else ""
        return label(f"#{case} · {who}" if who else f"#{case}", THREAD_NAME)

    def _row_of(self, team: str, place: Place, case: int, channel: int, thread: int, card: int) -> ThreadRow:
        at = micros(self._clock.now())
        named = str(thread_of(place, case))
        shown = str(thread) if thread else ""
        return ThreadRow(team, named, place.space, str(channel), shown, str(card), case, at=at)

    async def _keep(self, row: ThreadRow) -> ThreadRow:
        await self._store.commit(Writes((row,)))
        return row


def target_of(row: ThreadRow) -> Target:
    if row.thread:
        return Target(int(row.thread), int(row.channel), int(row.thread), row=row)
    return Target(int(row.channel), int(row.channel), answers=int(row.card), row=row)


def _is_card(row: OutboxRow, case: int) -> bool:
    shown = load(Shown, row.payload)
    return isinstance(shown, Post) and shown.case == case
