"""Changing and taking back what was posted by an earlier row."""

from dataclasses import dataclass, replace

from adapters.slack.api import No
from adapters.slack.begun import Shown, shown_in
from adapters.slack.ids import message_ref, read_refs
from adapters.slack.refusals import UNCHANGEABLE
from adapters.slack.saying import Draft, Saying
from adapters.slack.shown import Message
from bot.codec import load
from bot.content import Post, Revise, Withdraw
from bot.content import Shown as Posted
from bot.events import Place
from bot.writes import Change, OutboxRow, Writes
from handoff.routing import thread_of

NOT_YET = 1.0


@dataclass(frozen=True, slots=True)
class Changing:
    """Revise and Withdraw: what they speak of is found through its own row."""

    saying: Saying

    async def revise(self, row: OutboxRow, place: Place, revise: Revise) -> str:
        """Other content in the same messages; there may be more of them now, or fewer."""
        of = await self._shown(revise.of)
        if of is None:
            raise self.saying.outcomes.refused("What it would change was never shown")
        draft = replace(await self.saying.draft(row, place, revise.reply), files=False)
        shown = shown_in(of.platform_id)
        shown = await self._changed(draft, of, shown)
        for channel, ts in read_refs(str(shown))[len(draft.messages) :]:
            await self.saying.delete(draft.target.space, channel, ts)
        shown = replace(shown, messages=shown.messages[: len(draft.messages)])
        await self._moved(of, shown)
        while len(shown.messages) < len(draft.messages):
            part = len(shown.messages)
            shown = await self._grown(draft, of, shown, part)
        await self._follow(of, place, shown)
        return str(shown)

    async def withdraw(self, place: Place, withdraw: Withdraw) -> str:
        """Nothing of it is left; what was never shown is gone as it is."""
        of = await self._shown(withdraw.of)
        if of is None:
            return ""
        shown, refs = shown_in(of.platform_id), read_refs(of.platform_id)
        for file in shown.files:
            await self.saying.uploads.remove(place.space, refs[-1][0] if refs else "", file)
        for channel, ts in refs:
            await self.saying.delete(place.space, channel, ts)
        return of.platform_id

    async def catch_up(self, revise: Revise, found: dict[int, str]) -> None:
        """Parts that a lost call had added after all belong to what was changed."""
        of = await self._shown(revise.of)
        if of is None:
            return
        shown = shown_in(of.platform_id)
        added = tuple(ref for _, ref in sorted(found.items()) if ref not in shown.messages)
        await self._moved(of, replace(shown, messages=shown.messages + added))

    async def _shown(self, id: str) -> OutboxRow | None:
        """The row that posted it; None if it never came to that."""
        found = await self.saying.store.find(OutboxRow, {"id": id}, limit=1)
        if found and found[0].state in ("queued", "sending"):
            raise self.saying.outcomes.busy(NOT_YET, "what it changes is not shown yet")
        return found[0] if found and found[0].platform_id else None

    async def _changed(self, draft: Draft, of: OutboxRow, shown: Shown) -> Shown:
        """Each message that is there, as it reads now."""
        refs = read_refs(str(shown))
        for part, (ref, message) in enumerate(zip(refs, draft.messages, strict=False)):
            if (now := await self._edited(draft, ref, part, message)) != message_ref(*ref):
                messages = (*shown.messages[:part], now, *shown.messages[part + 1 :])
                shown = replace(shown, messages=messages)
                await self._moved(of, shown)
        return shown

    async def _edited(self, draft: Draft, ref: tuple[str, str], part: int, message: Message) -> str:
        try:
            await self.saying.edit(draft, *ref, message)
        except No as no:
            if no.code not in UNCHANGEABLE:
                raise
            # Slack lets it be changed no more: from here on it is another message.
            return await self.saying.post(draft, message, part)
        return message_ref(*ref)

    async def _grown(self, draft: Draft, of: OutboxRow, shown: Shown, part: int) -> Shown:
        """One more message; noted at once, so that doing it all again changes it and adds none."""
        ref = await self.saying.post(draft, draft.messages[part], part)
        shown = replace(shown, messages=(*shown.messages, ref))
        await self._moved(of, shown)
        return shown

    async def _follow(self, of: OutboxRow, place: Place, shown: Shown) -> None:
        """A case's thread hangs where its card is now, if the message it hung on is gone."""
        said, threads = load(Posted, of.payload), self.saying.threads
        if not isinstance(said, Post) or not said.case:
            return
        row = await threads.row(of.team, thread_of(place, said.case))
        if row is None or message_ref(row.channel, row.ts) not in shown.messages:
            await threads.grow(of.team, place, said.case, str(shown))

    async def _moved(self, of: OutboxRow, shown: Shown) -> None:
        """Later changes go to the messages that show it now."""
        if str(shown) != of.platform_id:
            changed = Change(OutboxRow, {"id": of.id}, {"platform_id": str(shown)})
            await self.saying.store.commit(Writes(changes=(changed,)))
