"""What stands on a Discord screen, read back as the reply it shows: stories then read alike on every platform."""

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from adapters.discord.ids import is_offer, read_custom_id
from bot.content import Card, Choice, Question, Quoted, Reply
from bot.events import File
from bot.text import JOINER
from tests.standins.discord.errors import JSON
from tests.standins.discord.records import Message

BUTTON, MENU, SMALL = 2, 3, "-# "
_ESCAPED = re.compile(r"\\([^a-zA-Z0-9\s])")
_PING = re.compile(r"\n?<@(&?\d+)>")
_HEADS: dict[Literal["staff", "customer", "note", "bot"], re.Pattern[str]] = {
    "staff": re.compile(r"\*\*(?P<name>[^\n]+)\*\* from Support\n(?P<text>.*)", re.DOTALL),
    "customer": re.compile(r"\*\*(?P<name>[^\n]+)\*\* \(customer\)\n(?P<text>.*)", re.DOTALL),
    "note": re.compile(r"📝 \*\*(?P<name>[^\n]+)\*\*, for staff only\n(?P<text>.*)", re.DOTALL),
    "bot": re.compile(r"\*\*(?P<name>[^\n]+)\*\* \(automated\)\n(?P<text>.*)", re.DOTALL),
}
_UNDER_A_WEBHOOK = re.compile(r"(?P<name>.+) \(customer\)")


def read_back(message: Message, posted: Mapping[str, File]) -> Reply:
    """The reply a message shows. `posted` are the files of this story by name: what comes through is one of them."""
    quoted, rest = _quoted(message)
    ask, asked, offered = _choices(message)
    return Reply(
        text=plain(rest),
        card=next(iter(map(_card, message.embeds)), None),
        question=Question(ask, "", "", asked) if asked else None,
        offers=offered,
        files=tuple(posted[one.name] for one in message.attachments if one.name in posted),
        quoted=quoted,
        mention=tuple(f"discord:{one}" for one in _PING.findall(message.content)),
        notice=any(line.startswith(SMALL) for line in message.content.splitlines()),
    )


def plain(shown: str) -> str:
    """Words without the signs that Discord makes bold and small letters of."""
    lines = (line.removeprefix(SMALL) for line in _PING.sub("", shown).replace(JOINER, "").split("\n"))
    return _ESCAPED.sub(r"\1", "\n".join(lines).replace("**", ""))


def components(message: Message) -> Iterator[JSON]:
    """Buttons and menus, in their order."""
    for row in message.components:
        yield from row["components"]


def _quoted(message: Message) -> tuple[Quoted | None, str]:
    if message.shown_as and (found := _UNDER_A_WEBHOOK.fullmatch(message.shown_as)):
        return Quoted(found["name"], plain(message.content)), ""
    for role, head in _HEADS.items():
        if found := head.fullmatch(message.content):
            said, _, small = found["text"].partition(f"\n{SMALL}")
            return Quoted(plain(found["name"]), plain(said), role), small
    return None, message.content


def _choices(message: Message) -> tuple[str, tuple[Choice, ...], tuple[Choice, ...]]:
    """Which question is asked with which answers, and offers that stand by themselves."""
    ask = ""
    answers: list[Choice] = []
    offers: list[Choice] = []
    for one in components(message):
        if link := one.get("url", ""):
            offers.append(Choice(one["label"], "", link=link))
            continue
        meant = read_custom_id(one["custom_id"])
        assert meant is not None, f"{one} is none of ours"
        to = offers if is_offer(meant.ask) else answers
        ask = ask if is_offer(meant.ask) else meant.ask
        shown = one["options"] if one["type"] == MENU else [one]
        to += [Choice(option["label"], option["label"]) for option in shown]
    return ask, tuple(answers), tuple(offers)


def _card(embed: JSON) -> Card:
    facts = tuple((plain(field["name"]), plain(field["value"])) for field in embed.get("fields", ()))
    return Card(plain(embed.get("title", "")), facts)
