"""The queue at the staff channel's edge, read from the desk's own rows."""

from collections.abc import Iterable

from adapters.web.ports import Store
from bot.codec import load
from bot.events import Place
from bot.gathering import BLOCKED
from bot.writes import SettingRow
from handoff.case import OPEN_STAGES, pressing
from handoff.rows import CaseRow

NO_PLACE = "no staff channel yet"
CLOSED_SHOWN = 12


async def cases(store: Store, team: str) -> list[dict[str, object]]:
    """Open cases as one would take them up, then the newest closed ones."""
    open_now = await store.find(CaseRow, {"team": team, "stage": OPEN_STAGES})
    closed = await store.find(
        CaseRow, {"team": team, "stage": "closed"}, order=("closed",), newest_first=True, limit=CLOSED_SHOWN
    )
    rows = (*sorted(open_now, key=pressing), *closed)
    shut_out = await _blocked(store, team, rows)
    return [{**_case(row), "blocked": row.conversation in shut_out} for row in rows]


async def _blocked(store: Store, team: str, rows: Iterable[CaseRow]) -> set[str]:
    """Whose customer is not answered any more."""
    names = tuple({BLOCKED + row.conversation for row in rows})
    found = await store.find(SettingRow, {"team": team, "name": names}) if names else ()
    return {row.name.removeprefix(BLOCKED) for row in found if row.value}


def _case(row: CaseRow) -> dict[str, object]:
    return {
        "number": row.number,
        "name": row.name,
        "conversation": row.conversation,
        "stage": row.stage,
        "department": row.department,
        "tier": row.tier,
        "urgent": row.urgent,
        "rule": row.rule,
        "opened": row.opened // 1000,
        "claimed": row.claimed // 1000,
        "closed": row.closed // 1000,
        "reason": row.reason,
        "owner": row.owner.removeprefix("web:"),
        "ownerName": row.owner_name,
        "lastCustomer": row.last_customer // 1000,
        "lastStaff": row.last_staff // 1000,
        "elsewhere": _elsewhere(row),
    }


def _elsewhere(row: CaseRow) -> str:
    """Where the case's thread is, if it is not on this page."""
    place = load(Place, row.thread) if row.thread else None
    if place is None:
        return NO_PLACE
    return "" if place.platform == "web" else f"{place.platform.capitalize()}, channel {place.channel}"
