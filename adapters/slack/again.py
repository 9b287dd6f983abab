"""A card that somebody deleted, shown once more: without it a case has no thread, and nobody would see its words."""

from dataclasses import dataclass, replace

from adapters.slack.begun import Shown
from adapters.slack.saying import Saying
from bot.events import Place
from bot.writes import Change, OutboxRow, Writes
from handoff import brief
from handoff.routing import case_in
from handoff.rows import CaseRow

GONE = "The case's card was deleted on Slack, and there is nothing to make another of"


@dataclass(frozen=True, slots=True)
class Again:
    """Posts a case's card anew, as the case stands now; later changes go to it."""

    saying: Saying

    async def card(self, team: str, thread: Place) -> None:
        number, hangs = case_in(thread), replace(thread, thread="")
        case, row = await self._kept(team, number)
        reply = brief.card(case)
        shown = await self.saying.say(await self.saying.draft(row, hangs, reply, card=True), Shown())
        await self.saying.threads.grow(team, hangs, number, shown)
        moved = Change(OutboxRow, {"id": row.id}, {"platform_id": shown})
        await self.saying.store.commit(Writes(changes=(moved,)))

    async def _kept(self, team: str, number: int) -> tuple[CaseRow, OutboxRow]:
        """The case, and the row that once posted its card."""
        for case in await self.saying.store.find(CaseRow, {"team": team, "number": number}, limit=1):
            for row in await self.saying.store.find(OutboxRow, {"id": case.card}, limit=1):
                return case, row
        raise self.saying.outcomes.refused(GONE)
