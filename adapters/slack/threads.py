"""Where a place is on Slack: a channel, somebody's DM, or the thread under a case's card."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from adapters.slack.ids import dm_user, read_refs
from adapters.slack.private import Private
from adapters.slack.rows import ThreadRow
from bot.codec import load
from bot.content import Post, Shown
from bot.events import Place
from bot.writes import OutboxRow, Scalar, Writes, micros
from handoff.ports import Clock, Outcomes, Store
from handoff.routing import case_in, thread_of

CARD_SOON = 1.0


@dataclass(frozen=True, slots=True)
class Target:
    """Where to post; `thread` is the ts of the message that the words hang on, if they do."""

    space: str
    channel: str
    thread: str = ""


class Threads:
    """Finds places, and keeps which card's message a case's thread hangs on."""

    def __init__(self, store: Store, clock: Clock, outcomes: Outcomes, private: Private) -> None:
        self._store, self._clock, self._outcomes, self._private = store, clock, outcomes, private

    async def target(self, team: str, place: Place) -> Target:
        """Where a place is. A case's thread that is not there yet is waited for."""
        if user := dm_user(place):
            return Target(place.space, *await self._private.reach(team, place.space, user))
        if case := case_in(place):
            row = await self.row(team, place) or await self._from_card(team, place, case)
            return Target(row.space, row.channel, row.ts)
        return Target(place.space, place.channel, place.thread)

    async def row(self, team: str, place: Place) -> ThreadRow | None:
        found = await self._store.find(ThreadRow, {"team": team, "place": str(place)}, limit=1)
        return found[0] if found else None

    async def grow(self, team: str, place: Place, case: int, shown: str) -> ThreadRow:
        """From here on the case's words hang on the message that has the card, the last of them."""
        channel, ts = read_refs(shown)[-1]
        named = str(thread_of(place, case))
        row = ThreadRow(team, named, place.space, channel, ts, case, micros(self._clock.now()))
        await self._store.commit(Writes((row,)))
        return row

    async def _from_card(self, team: str, place: Place, case: int) -> ThreadRow:
        """The thread of a card whose row was lost, or that is only now being posted."""
        hangs = replace(place, thread="")
        where: Mapping[str, Scalar | tuple[Scalar, ...]] = {
            "team": team,
            "place": str(hangs),
            "case": case,
            "kind": "post",
        }
        found = await self._store.find(OutboxRow, where, order=("number",), newest_first=True)
        cards = tuple(row for row in found if _is_card(row, case))
        for card in cards:
            if card.state == "sent" and read_refs(card.platform_id):
                return await self.grow(team, hangs, case, card.platform_id)
        if any(card.state in ("queued", "sending", "unknown") for card in cards):
            raise self._outcomes.busy(CARD_SOON, f"the card of case #{case} is not posted yet")
        why = next((card.error for card in cards), "") or "it was never posted"
        raise self._outcomes.refused(f"The case has no thread, as its card could not be posted: {why}")


def _is_card(row: OutboxRow, case: int) -> bool:
    shown = load(Shown, row.payload)
    return isinstance(shown, Post) and shown.case == case
