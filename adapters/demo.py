"""What a first start with the sample shop puts in place, so that there is something to try."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from bot.codec import dump
from bot.events import Place
from bot.ports import Store
from bot.writes import BindingRow, Row, SettingRow, Writes
from handoff.acts import Teammate
from handoff.routing import LEAD_ROLE, MATE, STAFF_PLACE, STAFF_ROLE, Mate

ROLES = {STAFF_ROLE: "web:support", LEAD_ROLE: "web:leads"}
CHANNELS = ("web", "terminal")
HOW, BY = "sample shop", "first start"
"""How the sample customers are bound."""
REAL = "shop.real"
"""The setting of a team whose customers are a real shop's."""


class Used(Enum):
    """What a data folder was used with."""

    SAMPLE, REAL = range(2)


@dataclass(frozen=True, slots=True)
class Crew:
    """Who stands behind the counter, and where they talk."""

    mates: tuple[Teammate, ...]
    place: Place


async def seed(
    store: Store, team: str, now: int, *, crew: Crew | None = None, shop_name: str = "", customers: Iterable[str] = ()
) -> None:
    """Set up the desk and bind the sample customers; what an admin has changed since is left alone."""
    settings = {row.name for row in await store.find(SettingRow, {"team": team})}
    bound = {row.person for row in await store.find(BindingRow, {"team": team}, limit=100_000)}
    wanted = (*(_shop(shop_name) if shop_name else ()), *(_desk(crew) if crew else ()))
    rows: list[Row] = [SettingRow(team, name, value, now, BY) for name, value in wanted if name not in settings]
    rows += [row for row in _bindings(team, customers, now) if row.person not in bound]
    if rows:
        await store.commit(Writes(tuple(rows)))


async def used(store: Store, team: str) -> Used | None:
    """Which kind of shop chat accounts were bound to here, if any was."""
    if await store.find(SettingRow, {"team": team, "name": REAL}, limit=1):
        return Used.REAL
    bound = await store.find(BindingRow, {"team": team, "how": HOW, "by": BY}, limit=1)
    return Used.SAMPLE if bound else None


async def mark_real(store: Store, team: str, now: int) -> None:
    """From now on this is a real shop's."""
    await store.commit(Writes((SettingRow(team, REAL, "yes", now, BY),)))


def _shop(name: str) -> Iterator[tuple[str, str]]:
    yield "shop_name", name
    yield "claims_address", "claims@example.com, or Claims Desk, Box 500, Portland, ME 04101"


def _desk(crew: Crew) -> Iterator[tuple[str, str]]:
    yield STAFF_PLACE, dump(crew.place)
    yield from ROLES.items()
    for mate in crew.mates:
        yield f"{MATE}{mate.id}", dump(Mate(mate.id, mate.name, mate.role))


def _bindings(team: str, customers: Iterable[str], now: int) -> Iterator[BindingRow]:
    for customer in customers:
        for channel in CHANNELS:
            yield BindingRow(team, f"{channel}:{customer}", customer, HOW, BY, now)
