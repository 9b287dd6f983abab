"""Our names for Discord's things, and back: people, places, messages, and what a component carries.

A component's custom_id is `ask|value`. `ask` names what is answered: a question's id, "offer",
or "case:<number>". A menu carries `ask|*<n>` and its values come with the press. What is longer
than Discord takes is `h|<digest>`: the row `ValueRow` of that digest says what it stands for.
"""

import hashlib
import re
from base64 import b32encode
from dataclasses import dataclass

from bot.content import OFFER
from bot.events import Place

NAME = "discord"
PRIVATE_SPACE = "@me"
LONGEST = 100
HASHED = "h"
ASIDE = "aside/"
"""Begins the ref of a message that only one person saw, beneath what they pressed."""
CUSTOM_ID = r"(?P<ask>[^|]{1,100})\|(?P<value>.{0,100})"
"""Template of the one DynamicItem that every button and menu of ours matches; use with re.DOTALL."""

DISCORD_EPOCH = 1_420_070_400_000
_CUSTOM_ID = re.compile(CUSTOM_ID, re.DOTALL)


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a custom_id says: the answer to `ask`, or the digest under which both are kept."""

    ask: str
    value: str = ""
    menu: bool = False
    """The values come with the press, each read with `read_option`."""
    digest: str = ""


def custom_id(ask: str, value: str) -> str:
    """A button's id; `needs_keeping` says whether a ValueRow must be kept for it."""
    written = f"{ask}|{value}"
    return f"{HASHED}|{digest_of(ask, value)}" if needs_keeping(ask, value) else written


def needs_keeping(ask: str, value: str) -> bool:
    """Whether the id does not say by itself what it stands for."""
    return len(f"{ask}|{value}") > LONGEST or "|" in ask or ask in ("", HASHED) or value.startswith("*")


def menu_id(ask: str, number: int = 0) -> str:
    """A menu's id; its options carry the values (see `option`)."""
    return f"{ask}|*{number}"


def menu_needs_keeping(ask: str) -> bool:
    """Whether this question is one whose id no menu can carry; its choices are shown as buttons."""
    return len(menu_id(ask, 24)) > LONGEST or "|" in ask or ask in ("", HASHED)


def option(ask: str, value: str) -> str:
    """A menu option's value: the choice's own, or `h|<digest>` where that is too long."""
    return f"{HASHED}|{digest_of(ask, value)}" if option_needs_keeping(value) else value


def option_needs_keeping(value: str) -> bool:
    return not value or len(value) > LONGEST or value.startswith(f"{HASHED}|")


def read_custom_id(text: str) -> Pressed | None:
    """What a pressed component answers; None if it is none of ours."""
    found = _CUSTOM_ID.fullmatch(text)
    if found is None:
        return None
    ask, value = found["ask"], found["value"]
    if ask == HASHED:
        return Pressed("", digest=value)
    return Pressed(ask, menu=True) if value.startswith("*") else Pressed(ask, value)


def read_option(text: str) -> tuple[str, str]:
    """A picked option as (value, digest); one of them is empty."""
    prefix, bar, rest = text.partition("|")
    return ("", rest) if bar and prefix == HASHED else (text, "")


def digest_of(ask: str, value: str) -> str:
    raw = hashlib.sha256(f"{ask}\x1f{value}".encode("utf-8", "replace")).digest()
    return b32encode(raw[:15]).decode().lower()


def case_ask(number: int) -> str:
    """The `ask` of a case's buttons; 0 means the case of the place where they are pressed."""
    return f"case:{number}"


def case_of_ask(ask: str) -> int | None:
    """The case number in a button's `ask`, None if it belongs to a customer's question."""
    head, _, digits = ask.partition(":")
    return int(digits) if head == "case" and digits.isdecimal() and len(digits) < 12 else None


def is_offer(ask: str) -> bool:
    return ask == OFFER


def person_id(user: int | str) -> str:
    return f"{NAME}:{user}"


def user_of(person: str) -> int | None:
    """The user id in a person's id, None for a role or another platform's person."""
    return _number(person.removeprefix(f"{NAME}:")) if person.startswith(f"{NAME}:") else None


def role_id(role: int | str) -> str:
    """How the desk's settings name a role."""
    return f"{NAME}:&{role}"


def role_of(text: str) -> int | None:
    """The role id in what the desk's settings hold."""
    return _number(text.removeprefix(f"{NAME}:&")) if text.startswith(f"{NAME}:&") else None


def mention(id: str) -> str:
    """A ping of one person or role as Discord writes it; empty for ids that are not Discord's."""
    if (role := role_of(id)) is not None:
        return f"<@&{role}>"
    user = user_of(id)
    return "" if user is None else f"<@{user}>"


def dm_place(user: int | str) -> Place:
    """Where this person is answered alone, whichever channel that comes to be."""
    return Place(NAME, PRIVATE_SPACE, f"dm:{user}")


def dm_user(place: Place) -> int | None:
    """Whose private place this is."""
    return _number(place.channel.removeprefix("dm:")) if place.space == PRIVATE_SPACE else None


def channel_place(guild: int | str, channel: int | str, *, public: bool = False) -> Place:
    return Place(NAME, str(guild), str(channel), public=public)


def message_ref(channel: int | str, message: int | str) -> str:
    """A message as `Said.message` and `OutboxRow.platform_id` name it."""
    return f"{channel}/{message}"


def read_refs(text: str) -> tuple[tuple[int, int], ...]:
    """(channel, message) of each message that shows a post; a post may have been split.

    What was shown aside can neither be changed nor taken back later, and is not among them.
    """
    pairs = (part.partition("/") for part in text.split(",") if part and not part.startswith(ASIDE))
    return tuple((int(channel), int(message)) for channel, _, message in pairs)


def nonce(row: str, part: int = 0) -> str:
    """An outbox row's nonce; a post in several messages has one for each."""
    return row[:25] if not part else f"{row[:22]}{part:x}"


def snowflake(at: int) -> int:
    """The smallest id of anything made at this moment (in microseconds)."""
    return max(0, (at // 1000 - DISCORD_EPOCH)) << 22


def made_at(id: int) -> int:
    """When the thing with this id was made, in microseconds."""
    return ((id >> 22) + DISCORD_EPOCH) * 1000


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 21 else None
