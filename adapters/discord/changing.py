"""Changing and taking back what was posted by an earlier row."""

from dataclasses import dataclass

from adapters.discord.ids import made_at, message_ref, read_refs
from adapters.discord.refusals import OLD_EDITS
from adapters.discord.rest import No, Slow
from adapters.discord.saying import Draft, Saying
from adapters.discord.shown import Message
from bot.codec import load
from bot.content import Post, Reply, Revise, Shown, Withdraw
from bot.events import Place
from bot.writes import Change, OutboxRow, Writes, micros

HOUR = 3600 * 1_000_000
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
        refs = read_refs(of.platform_id)
        draft = await self.saying.draft(row, place, revise.reply)
        pairs = enumerate(zip(refs, draft.messages, strict=False))
        now = [await self._changed(draft, ref, part, shown) for part, (ref, shown) in pairs]
        for surplus in refs[len(draft.messages) :]:
            await self.saying.delete(draft, *surplus)
        shown = await self.saying.say(draft, tuple(now)) if len(now) < len(draft.messages) else ",".join(now)
        await self._moved(of, shown)
        await self._follow(of, place, revise.reply)
        return shown

    async def withdraw(self, row: OutboxRow, place: Place, withdraw: Withdraw) -> str:
        """Nothing of it is left; what was never shown is gone as it is."""
        of = await self._shown(withdraw.of)
        if of is None:
            return ""
        draft = await self.saying.draft(row, place, _reply_of(of))
        for channel, message in read_refs(of.platform_id):
            await self.saying.delete(draft, channel, message)
        return of.platform_id

    async def _shown(self, id: str) -> OutboxRow | None:
        """The row that posted it; None if it never came to that."""
        found = await self.saying.store.find(OutboxRow, {"id": id}, limit=1)
        if found and found[0].state in ("queued", "sending"):
            raise self.saying.outcomes.busy(NOT_YET, "what it changes is not shown yet", id)
        return found[0] if found and found[0].platform_id else None

    async def _changed(self, draft: Draft, ref: tuple[int, int], part: int, shown: Message) -> str:
        try:
            await self.saying.edit(draft, *ref, shown)
        except (No, Slow) as no:
            if not self._too_old(no, ref[1]):
                raise
            # Messages older than an hour may be edited a few times only: from here on it is another one.
            return await self.saying.post(draft, shown, part)
        return message_ref(*ref)

    def _too_old(self, no: No | Slow, message: int) -> bool:
        if isinstance(no, No):
            return no.code == OLD_EDITS
        return micros(self.saying.clock.now()) - made_at(message) > HOUR

    async def _moved(self, of: OutboxRow, shown: str) -> None:
        """Later changes go to the messages that show it now."""
        if shown != of.platform_id:
            changed = Change(OutboxRow, {"id": of.id}, {"platform_id": shown})
            await self.saying.store.commit(Writes(changes=(changed,)))

    async def _follow(self, of: OutboxRow, place: Place, reply: Reply) -> None:
        """A card's thread is filed as the card says."""
        shown = load(Shown, of.payload)
        if isinstance(shown, Post) and shown.case and reply.card:
            await self.saying.threads.follow(of.team, place, shown.case, reply.card.state)


def _reply_of(of: OutboxRow) -> Reply:
    shown = load(Shown, of.payload)
    return shown.reply if isinstance(shown, Post | Revise) else Reply()
