"""Chat accounts as they are typed: whether there is such a one, and whose it is."""

import asyncio
import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from bot.writes import BindingRow, ConversationRow
from handoff.refusal import NotUnderstood, Refusal
from handoff.routing import OURS
from handoff.scene import Scene
from handoff.wording import safe

LOOKED_AT = 500
"""The newest accounts that are looked through for what was meant."""
NEAREST = 3
HOW = "An account is named like web:guest: its platform, then its id there."
_ID = re.compile(r"[\w.-]*\d[\w.-]*(?::[\w.-]+)*")
"""What a platform calls an account, which nobody types by mistake."""


async def customer_account(scene: Scene, person: str) -> str:
    """The account, if a customer can have it; raises a Refusal for a teammate's and for one that is not there."""
    mate = scene.routing.mates.get(person)
    if person == scene.by.id or (mate is not None and mate.role != "none"):
        raise Refusal(f"{safe(mate.name if mate else scene.by.name)} is a teammate, and teammates are not blocked.")
    if await _is_known(scene, person) or _of_their_platform(scene, person):
        return person
    raise NotUnderstood(await unknown(scene, person))


async def _is_known(scene: Scene, person: str) -> bool:
    team = scene.act.team
    talked = await scene.store.find(ConversationRow, {"team": team, "id": person}, limit=1)
    return bool(talked or await scene.store.find(BindingRow, {"team": team, "person": person}, limit=1))


def _of_their_platform(scene: Scene, person: str) -> bool:
    """An id of a chat service that the team is on: somebody there may never have written to us."""
    platform, _, id = person.partition(":")
    routing, here = scene.routing, scene.act.place.platform
    places = (routing.staff_place, *(own.place for own in routing.departments.values()))
    theirs = {here, *(place.platform for place in places if place), *(mate.partition(":")[0] for mate in routing.mates)}
    return platform in theirs.difference(OURS) and _ID.fullmatch(id) is not None


async def unknown(scene: Scene, person: str) -> str:
    """What to say of an account that is not there: the nearest that are."""
    where = {"team": scene.act.team}
    talked, bound = await asyncio.gather(
        scene.store.find(ConversationRow, where, order=("updated",), newest_first=True, limit=LOOKED_AT),
        scene.store.find(BindingRow, where, limit=LOOKED_AT),
    )
    names = {row.person: "" for row in bound} | {row.id: row.name for row in talked}
    near = [f"`{id}`" + (f" ({safe(names[id], 40)})" if names[id] else "") for id in nearest(person, names, names)]
    return f"I know no account {person[:60]!r}. " + (f"The nearest: {', '.join(near)}." if near else HOW)


def nearest(typed: str, ids: Iterable[str], names: Mapping[str, str] | None = None) -> list[str]:
    """The ids that were most likely meant: by their last part, by a name, by how they are written."""
    wanted, known = typed.casefold().removeprefix("@"), list(ids)
    last = wanted.rpartition(":")[2]
    met = [id for id in known if last and last == id.casefold().rpartition(":")[2]]
    met += [id for id in known if last and last in (names or {}).get(id, "").casefold().split()]
    ends = {id.casefold().rpartition(":")[2]: id for id in known}
    met += [ends[end] for end in get_close_matches(last, ends, NEAREST)]
    met += get_close_matches(wanted, known, NEAREST)
    return list(dict.fromkeys(met))[:NEAREST]
