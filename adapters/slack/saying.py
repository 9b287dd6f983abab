"""Posting, changing and taking back what an outbox row shows."""

from contextlib import suppress
from dataclasses import dataclass, replace

import structlog

from adapters.slack.api import Api, No, Slow, Trouble
from adapters.slack.begun import Begun, Shown
from adapters.slack.ids import case_ask, digest_of, dm_user, message_ref, read_refs
from adapters.slack.mirror import SCOPE, Mirror
from adapters.slack.pace import Pace
from adapters.slack.private import Private
from adapters.slack.refusals import BAD_BLOCKS, TAKEN_BACK, words
from adapters.slack.render import is_mirrored, render
from adapters.slack.rows import ValueRow
from adapters.slack.sharing import Sharing
from adapters.slack.shown import JSON, Message
from adapters.slack.threads import Target, Threads
from adapters.slack.uploads import Uploads, fitting
from bot.content import OFFER, Reply
from bot.events import Place
from bot.text import escape
from bot.writes import OutboxRow, Writes, micros
from handoff.ports import Clock, Outcomes, Store

log = structlog.get_logger("slack")
EVENT = "baton"
"""The type of the metadata by which a post of ours is found again."""
PEOPLE = ("staff", "mirror")
"""Whose words go before the bot's where a channel takes no more for now."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to stand at a place."""

    row: OutboxRow
    place: Place
    target: Target
    reply: Reply
    messages: tuple[Message, ...]
    files: bool = True
    """Whether its files go along; in a change they hang there already."""

    @property
    def steps(self) -> int:
        """How many calls may show a part of it."""
        last = self.messages[-1] if self.messages else Message()
        return len(self.messages) + (self.files and bool(last.files or last.picture))


@dataclass(frozen=True, slots=True)
class Saying:
    """One message at a time, wherever it belongs."""

    api: Api
    pace: Pace
    store: Store
    clock: Clock
    outcomes: Outcomes
    threads: Threads
    private: Private
    mirror: Mirror
    sharing: Sharing
    uploads: Uploads
    begun: Begun
    remark: str = ""
    """Stands beneath whatever customers are told, such as that this is a demonstration."""

    async def draft(self, row: OutboxRow, place: Place, reply: Reply, *, card: bool = False) -> Draft:
        """The reply as it will stand at its place; a card hangs in the channel itself."""
        target = Target(place.space, place.channel) if card else await self.threads.target(row.team, place)
        staff = card or _is_staff(place)
        if staff:
            await self.sharing.guard(target.space, target.channel, self.outcomes)
        named = staff and is_mirrored(reply) and await self.mirror.may(target.space)
        return Draft(row, place, target, reply, self._rendered(row, place, reply, named=named))

    async def say(self, draft: Draft, shown: Shown | None = None) -> str:
        """Post what is not shown yet, then its files; the ids of it all."""
        if shown is None:
            shown = await self.begun.of(draft.row) if draft.steps > 1 else Shown()
        before = shown
        self._book(draft, len(draft.messages) - len(shown.messages))
        try:
            for part in range(len(shown.messages), len(draft.messages)):
                draft, ref = await self._posted(draft, part)
                shown = replace(shown, messages=(*shown.messages, ref))
                if draft.steps > 1:
                    await self.begun.note(draft.row, shown)
            shown = await self._with_files(draft, shown)
        except No:
            await self._undo(draft, shown, before)
            raise
        return str(shown)

    async def post(self, draft: Draft, message: Message, part: int) -> str:
        """One message, and the row's mark on it; without what Slack refuses to show."""
        await self._keep(draft.row.team, message)
        target = draft.target
        body = {"channel": target.channel, "unfurl_links": False, "unfurl_media": False}
        body |= {"metadata": {"event_type": EVENT, "event_payload": {"row": draft.row.id, "part": part}}}
        body |= {"thread_ts": target.thread} if target.thread else {}
        body |= {"username": message.name} if message.name else {}
        made = await self._shown(target.space, "chat.postMessage", message, body)
        return message_ref(str(made["channel"]), str(made["ts"]))

    async def edit(self, draft: Draft, channel: str, ts: str, message: Message) -> None:
        """Change one message; its files hang there already, and its mark stays."""
        await self._keep(draft.row.team, message)
        await self._shown(draft.target.space, "chat.update", message, {"channel": channel, "ts": ts})

    async def delete(self, space: str, channel: str, ts: str) -> None:
        """Take one message back; one that is gone already is as well."""
        try:
            await self.api.call(space, "chat.delete", channel=channel, ts=ts)
        except No as no:
            if no.code not in TAKEN_BACK:
                raise

    def _book(self, draft: Draft, messages: int) -> None:
        """The channel's turn, for all of it at once: what is begun is not broken off."""
        if messages > 0:
            target, row = draft.target, draft.row
            human = row.voice in PEOPLE
            if wait := self.pace.wait(target.space, target.channel, row.id, human=human, messages=messages):
                raise Slow(wait)

    def _rendered(self, row: OutboxRow, place: Place, reply: Reply, *, named: bool) -> tuple[Message, ...]:
        fits = fitting(reply.files)
        if fits.refused and row.voice == "staff":
            raise self.outcomes.refused("; ".join(fits.refused))
        if fits.refused:
            notes = [f"Not shown: {escape(why)}." for why in fits.refused]
            reply = replace(reply, files=fits.files, text="\n\n".join(filter(None, (reply.text, *notes))))
        to_customer = place.public or bool(dm_user(place))
        ask, remark = (OFFER, self.remark) if to_customer else (case_ask(row.case), "")
        return render(reply, offers_ask=ask, named=named, remark=remark)

    async def _posted(self, draft: Draft, part: int) -> tuple[Draft, str]:
        try:
            return draft, await self.post(draft, draft.messages[part], part)
        except No as no:
            draft = await self._otherwise(draft, no)
            return draft, await self.post(draft, draft.messages[part], part)

    async def _otherwise(self, draft: Draft, no: No) -> Draft:
        """How or where else to say it; raises what Slack said if there is no other way."""
        target, user = draft.target, dm_user(draft.place)
        if draft.messages[0].name and no.code == "missing_scope" and no.needed in ("", SCOPE):
            self.mirror.denied(target.space)
            return replace(draft, messages=self._rendered(draft.row, draft.place, draft.reply, named=False))
        if user and no.code == "channel_not_found":
            channel = await self.private.anew(draft.row.team, target.space, user)
            return replace(draft, target=Target(target.space, channel))
        if user and target.thread and no.code == "thread_not_found":
            return replace(draft, target=replace(target, thread=""))
        if no.code == "not_in_channel" and await self._joined(target):
            return draft
        raise no

    async def _joined(self, target: Target) -> bool:
        """A public channel can be entered, where the app may."""
        if not await self.api.may(target.space, "channels:join"):
            return False
        try:
            await self.api.call(target.space, "conversations.join", channel=target.channel)
        except No:
            return False
        return True

    async def _with_files(self, draft: Draft, shown: Shown) -> Shown:
        if not draft.files or not draft.messages:
            return shown
        try:
            return await self.uploads.share(draft.row, draft.target, draft.messages[-1], shown)
        except No as no:
            if draft.row.voice == "staff":
                raise
            told = Message(f"Not shown: the file. {words(no)}.")
            note = await self.post(draft, told, len(draft.messages))
            return replace(shown, messages=(*shown.messages, note), pending=())

    async def _undo(self, draft: Draft, shown: Shown, before: Shown) -> None:
        """Of what was refused half-way nothing stays: it may be sent again as a whole."""
        for channel, ts in read_refs(str(shown))[len(before.messages) :]:
            with suppress(Trouble):
                await self.delete(draft.target.space, channel, ts)
        if shown != before:
            await self.begun.note(draft.row, before)

    async def _shown(self, space: str, method: str, message: Message, more: JSON) -> JSON:
        plainer: Message | None = message
        while True:
            assert plainer is not None, "the loop ends with what is plainest"
            try:
                return await self.api.call(space, method, **plainer.body(), **more)
            except No as no:
                plainer = plainer.plainer()
                if no.code not in BAD_BLOCKS or plainer is None:
                    raise
                log.warning("slack.blocks_refused", space=space, error=str(no), details=no.details)

    async def _keep(self, team: str, message: Message) -> None:
        if message.kept:
            now = micros(self.clock.now())
            rows = (ValueRow(team, digest_of(ask, value), ask, value, now) for ask, value in set(message.kept))
            await self.store.commit(Writes(tuple(rows)))


def _is_staff(place: Place) -> bool:
    """Whether only staff may read there: customers are answered in public or alone."""
    return not place.public and not dm_user(place)
