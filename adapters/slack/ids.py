"""Our names for Slack's things, and back: people, places, messages, and what a component carries.

A button's value is `ask|value`, as on the other platforms: `ask` names what is answered (a
question's id, "offer", or "case:<number>"). A menu's action_id is `ask` itself, behind "menu|",
and its options carry the values; what is longer than an option takes is `h|<digest>`, and the
row `ValueRow` of that digest says what it stands for. A menu of several is closed by a button of
its own (`done_ask`, `picked`). A workspace is its install's own team id:
a Slack Connect member is somebody of the workspace whose token hears them.
"""

import hashlib
import re
from base64 import b32encode
from collections.abc import Mapping
from typing import Any

from bot.events import Place

NAME = "slack"
OPTION, VALUE = 150, 2000
HASHED = "h"
MENU, PRESS, OPEN, SEVERAL, DONE = "menu", "press", "open", "several", "done"
_ID = re.compile(r"[USW][A-Z0-9]{1,30}")
_CHANNEL = re.compile(r"[CG][A-Z0-9]{1,30}")
_FILE = re.compile(r"F[A-Z0-9]{1,30}")
_REF = re.compile(r"(?P<channel>[CDG][A-Z0-9]{1,30})/(?P<ts>\d{1,12}\.\d{1,9})")


def person_id(team: str, user: str) -> str:
    return f"{NAME}:{team}:{user}"


def user_of(person: str) -> tuple[str, str] | None:
    """(workspace, user) of a person's id; None for a group or another platform's person."""
    platform, _, rest = person.partition(":")
    team, colon, user = rest.partition(":")
    return (team, user) if platform == NAME and colon and team and user else None


def is_channel(id: str) -> bool:
    """Whether it is written as Slack writes a channel's id."""
    return _CHANNEL.fullmatch(id) is not None


def role_id(who: str) -> str:
    """How the desk's settings name a user group (S...) or, where there are none, a user (U...)."""
    return f"{NAME}:&{who}"


def role_of(text: str) -> str:
    """The user group's or user's id in what the desk's settings hold; empty for another platform's."""
    return text.removeprefix(f"{NAME}:&") if text.startswith(f"{NAME}:&") else ""


def mention(id: str) -> str:
    """A ping of one person or group as Slack writes it; empty for ids that are not Slack's."""
    known = user_of(id)
    who = role_of(id) or (known[1] if known else "")
    if not _ID.fullmatch(who):
        return ""
    return f"<!subteam^{who}>" if who.startswith("S") else f"<@{who}>"


def dm_place(team: str, user: str) -> Place:
    """Where this person is answered alone, whichever conversation that comes to be."""
    return Place(NAME, team, f"dm:{user}")


def dm_user(place: Place) -> str:
    """Whose private place this is; empty if it is none."""
    return place.channel.removeprefix("dm:") if place.channel.startswith("dm:") else ""


def channel_place(team: str, channel: str, *, thread: str = "", public: bool = False) -> Place:
    """A channel, or the thread in it whose first message has the ts `thread`."""
    return Place(NAME, team, channel, thread, public=public)


def message_ref(channel: str, ts: str) -> str:
    """A message as `Said.message` and `OutboxRow.platform_id` name it."""
    return f"{channel}/{ts}"


def read_refs(text: str) -> tuple[tuple[str, str], ...]:
    """(channel, ts) of each message that shows a post; what is none of ours is left out."""
    found = (_REF.fullmatch(part) for part in text.split(","))
    return tuple((one["channel"], one["ts"]) for one in found if one)


def read_files(text: str) -> tuple[str, ...]:
    """Slack's ids of the files that belong to a post; they stand beside its messages."""
    return tuple(part for part in text.split(",") if _FILE.fullmatch(part))


def key_of(team: str, channel: str, ts: str) -> str:
    """What makes a message act once, whichever of Slack's events tell of it."""
    return f"{NAME}:{team}:{channel}:{ts}"


def digest_of(ask: str, value: str) -> str:
    raw = hashlib.sha256(f"{ask}\x1f{value}".encode("utf-8", "replace")).digest()
    return b32encode(raw[:15]).decode().lower()


def button_value(ask: str, value: str) -> str:
    """What a button carries; `fits` says whether a ValueRow must be kept for it."""
    return f"{ask}|{value}" if fits(ask, value) else f"{HASHED}|{digest_of(ask, value)}"


def fits(ask: str, value: str) -> bool:
    return len(f"{ask}|{value}") <= VALUE and "|" not in ask and ask not in ("", HASHED)


def option(ask: str, value: str) -> str:
    """A menu option's value: the choice's own, or `h|<digest>` where that is too long."""
    return value if option_fits(value) else f"{HASHED}|{digest_of(ask, value)}"


def option_fits(value: str) -> bool:
    return 0 < len(value) <= OPTION and "|" not in value


def read_value(text: str) -> tuple[str, str, str]:
    """(ask, value, digest) of a pressed button's value or a picked option; digest alone where it was too long."""
    ask, bar, value = text.partition("|")
    return ("", "", value) if bar and ask == HASHED else (ask, value, "") if bar else ("", text, "")


def press_id(number: int) -> str:
    """A button's action_id, which has to be its own within a message; what it means stands in its value."""
    return f"{PRESS}|{number}"


def is_link(action_id: str) -> bool:
    """Whether the button opened an address, of which Slack tells all the same; there is nothing to do."""
    return action_id.startswith(f"{OPEN}|")


def done_id(ask: str) -> str:
    """The button beneath a menu of several: only its press is an answer, not each tick in the menu."""
    return f"{DONE}|{ask}"


def done_ask(action_id: str) -> str:
    """The `ask` of the menu that this button closes; empty if it closes none."""
    return action_id.removeprefix(f"{DONE}|") if action_id.startswith(f"{DONE}|") else ""


def several_id(ask: str) -> str:
    """The action_id of a menu of several; what is picked is read from the state when its button is pressed."""
    return f"{SEVERAL}|{ask}"


def is_several(action_id: str) -> bool:
    """A tick in a menu of several, which is no answer yet."""
    return action_id.startswith(f"{SEVERAL}|")


def picked(state: Mapping[str, Any], ask: str) -> tuple[str, ...]:
    """The options' values picked in the menu of several of this `ask`, from `state` of block_actions."""
    blocks = (state.get("values") or {}).values()
    menus = (block[several_id(ask)] for block in blocks if several_id(ask) in block)
    return tuple(str(one["value"]) for menu in menus for one in menu.get("selected_options") or ())


def menu_id(ask: str) -> str:
    """A menu's action_id."""
    return f"{MENU}|{ask}"


def menu_ask(action_id: str) -> str:
    """The `ask` of a menu; empty if the action is none."""
    return action_id.removeprefix(f"{MENU}|") if action_id.startswith(f"{MENU}|") else ""


def case_ask(number: int) -> str:
    """The `ask` of a case's buttons; 0 means the case of the place where they are pressed."""
    return f"case:{number}"


def case_of_ask(ask: str) -> int | None:
    """The case number in a button's `ask`, None if it belongs to a customer's question."""
    head, _, digits = ask.partition(":")
    return int(digits) if head == "case" and digits.isdecimal() and len(digits) < 12 else None
