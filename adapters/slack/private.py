"""Reaching one person alone: their DM with the bot, and in the agent view the thread they wrote in last."""

from dataclasses import replace

from adapters.slack.api import Api
from adapters.slack.rows import DmRow
from bot.writes import Writes, micros
from handoff.ports import Clock, Store


class Private:
    """Finds somebody's DM; opens it where we have not met yet."""

    def __init__(self, api: Api, store: Store, clock: Clock) -> None:
        self._api, self._store, self._clock = api, store, clock

    async def reach(self, team: str, space: str, user: str) -> tuple[str, str]:
        """The channel, and the thread in it where there is one; raises No where they can't be written to."""
        row = await self._row(team, space, user)
        return (row.channel, row.thread) if row.channel else (await self._opened(row), "")

    async def anew(self, team: str, space: str, user: str) -> str:
        """What was kept is no more: open their DM again."""
        return await self._opened(replace(await self._row(team, space, user), thread=""))

    async def _opened(self, row: DmRow) -> str:
        found = await self._api.call(row.space, "conversations.open", users=row.user)
        channel = str(found["channel"]["id"])
        kept = replace(row, channel=channel, at=micros(self._clock.now()))
        await self._store.commit(Writes((kept,)))
        return channel

    async def _row(self, team: str, space: str, user: str) -> DmRow:
        found = await self._store.find(DmRow, {"team": team, "space": space, "user": user}, limit=1)
        return found[0] if found else DmRow(team, space, user)
