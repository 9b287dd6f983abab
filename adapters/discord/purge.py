"""A server that threw us out: what we kept about it goes, what customers told us stays with the team."""

import logging

from adapters.discord.parts import Parts
from adapters.discord.rows import DmRow, GuildRow, ThreadRow
from bot.writes import Change, Scalar, Writes

log = logging.getLogger(__name__)
SET_UP = ("name", "staff_channel", "staff_role", "lead_role", "panel_channel", "panel_message", "commands")


async def purge(parts: Parts, guild: int) -> None:
    """Only when we were removed; a server that is merely away keeps everything."""
    team, there = parts.team, str(guild)
    threads = await parts.store.find(ThreadRow, {"team": team, "guild": there}, limit=100_000)
    await parts.store.commit(Writes(changes=(*_of_the_server(team, there, parts.now()), *_of_threads(threads))))
    log.warning("removed from server %s: its settings and threads were forgotten", guild)


def _of_the_server(team: str, guild: str, now: int) -> tuple[Change, ...]:
    forgotten = dict.fromkeys(SET_UP, "")
    return (
        Change(GuildRow, {"team": team, "guild": guild}, {**forgotten, "left": now}),
        Change(DmRow, {"team": team, "guild": guild}, {"guild": "", "thread": "", "closed": False}),
    )


def _of_threads(rows: tuple[ThreadRow, ...]) -> tuple[Change, ...]:
    gone: dict[str, Scalar] = {"thread": "", "card": "", "closed": True}
    return tuple(Change(ThreadRow, {"team": row.team, "place": row.place}, gone) for row in rows)
