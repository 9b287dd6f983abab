"""What a first start with the sample shop puts in place, so that there is something to try."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.codec import dump
from bot.events import Place
from bot.ports import Store
from bot.writes import BindingRow, Row, SettingRow, Writes
from handoff.acts import Teammate
from handoff.routing import LEAD_ROLE, MATE, STAFF_PLACE, STAFF_ROLE, Mate

ROLES = {STAFF_ROLE: "web:support", LEAD_ROLE: "web:leads"}
CHANNELS = ("web", "terminal")


@dataclass(frozen=True, slots=True)
class Crew:
    """Who stands behind the counter, and where they talk."""

    mates: tuple[Teammate, ...]
    place: Place


async def seed(store: Store, team: str, shop_name: str, customers: Iterable[str], crew: Crew, now: int) -> None:
    """Set up the desk and bind the sample customers; what an admin has changed since is left alone."""
    settings = {row.name for row in await store.find(SettingRow, {"team": team})}
    bound = {row.person for row in await store.find(BindingRow, {"team": team}, limit=100_000)}
    rows: list[Row] = [
        SettingRow(team, name, value, now, "first start")
        for name, value in _settings(shop_name, crew)
        if name not in settings
    ]
    rows += [row for row in _bindings(team, customers, now) if row.person not in bound]
    if rows:
        await store.commit(Writes(tuple(rows)))


def _settings(shop_name: str, crew: Crew) -> Iterator[tuple[str, str]]:
    yield "shop_name", shop_name
    yield "claims_address", "claims@example.com, or Claims Desk, Box 500, Portland, ME 04101"
    yield STAFF_PLACE, dump(crew.place)
    yield from ROLES.items()
    for mate in crew.mates:
        yield f"{MATE}{mate.id}", dump(Mate(mate.id, mate.name, mate.role))


def _bindings(team: str, customers: Iterable[str], now: int) -> Iterator[BindingRow]:
    for customer in customers:
        for channel in CHANNELS:
            yield BindingRow(team, f"{channel}:{customer}", customer, "sample shop", "first start", now)
