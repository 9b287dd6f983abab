"""What a person picks in a menu, box or picker, as Slack's payloads carry it."""

import datetime
from typing import TYPE_CHECKING, Any

from .errors import JSON, Misused
from .reading import offered
from .records import Channel, Message, View

if TYPE_CHECKING:
    from .onlooker import Onlooker

USERS, CHANNELS, CONVERSATIONS = "users_select", "channels_select", "conversations_select"
MOMENTS = {"datepicker": "selected_date", "timepicker": "selected_time", "datetimepicker": "selected_date_time"}


async def chosen(
    person: "Onlooker", spot: Message | View, block: JSON, menu: JSON, picked: tuple[object, ...]
) -> JSON | None:
    """`selected_option` and its kin; None where this menu does not offer that."""
    kind = str(menu["type"])
    many = kind.startswith("multi_") or kind == "checkboxes"
    if not many and len(picked) != 1:
        return None
    bare = kind.removeprefix("multi_")
    if bare in (USERS, CHANNELS, CONVERSATIONS):
        return _entities(bare, picked, many)
    if kind in MOMENTS:
        return _moment(kind, picked[0])
    options = await _offered(person, spot, block, menu, picked)
    by_name = {one["text"]["text"]: one for one in options} | {one["value"]: one for one in options}
    if not picked or any(not isinstance(one, str) or one not in by_name for one in picked):
        return None
    found = [by_name[str(one)] for one in picked]
    most = menu.get("max_selected_items")
    if most and len(found) > most:
        raise Misused(f"the menu takes at most {most} choices, not {len(found)}")
    return {"selected_options": found} if many else {"selected_option": found[0]}


async def _offered(
    person: "Onlooker", spot: Message | View, block: JSON, menu: JSON, picked: tuple[object, ...]
) -> list[JSON]:
    if menu["type"] in ("external_select", "multi_external_select"):
        return await suggested(person, spot, block, menu, str(picked[0]) if picked else "")
    return offered(menu)


async def suggested(person: "Onlooker", spot: Message | View, block: JSON, menu: JSON, typed: str) -> list[JSON]:
    """block_suggestion: the app is asked while the person types."""
    if len(typed) < menu.get("min_query_length", 3) and menu.get("min_query_length") != 0:
        return []
    from .pressing import place

    interactions = person.slack.rooms.interactions
    source = spot if isinstance(spot, Message) else None
    made = interactions.made(person.workspace.id, person.user, source=source)
    payload = interactions.base(made, "block_suggestion") | place(person, spot, made)
    payload |= {"action_id": menu["action_id"], "block_id": block["block_id"], "value": typed}
    payload.pop("response_url", None)
    ack = await interactions.happens(made, payload)
    return offered(ack.body) if isinstance(ack.body, dict) else []


def _entities(bare: str, picked: tuple[object, ...], many: bool) -> JSON | None:
    ids = [_id(bare, one) for one in picked]
    if not ids or None in ids:
        return None
    key = {USERS: "selected_user", CHANNELS: "selected_channel", CONVERSATIONS: "selected_conversation"}[bare]
    return {f"{key}s": ids} if many else {key: ids[0]}


def _id(bare: str, one: object) -> str | None:
    if isinstance(one, Channel):
        return one.id if bare != USERS else None
    id_ = getattr(one, "id", None)
    return id_ if isinstance(id_, str) and id_.startswith("U") and bare != CHANNELS else None


def _moment(kind: str, one: object) -> JSON | None:
    value: Any = one
    if kind == "datetimepicker":
        value = int(one.timestamp()) if isinstance(one, datetime.datetime) else one
        return {MOMENTS[kind]: value} if isinstance(value, int) else None
    read = datetime.date.fromisoformat if kind == "datepicker" else datetime.time.fromisoformat
    try:
        read(str(one))
    except ValueError:
        return None
    return {MOMENTS[kind]: str(one)[:10] if kind == "datepicker" else str(one)[:5]}
