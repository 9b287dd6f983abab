"""What stands on a Slack screen, read back as the reply it shows: stories then read alike on every platform."""

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from adapters.slack.ids import done_ask, is_several, menu_ask, read_value
from bot.content import OFFER, Card, Choice, Question, Quoted, Reply
from bot.events import File
from bot.text import JOINER
from tests.standins.slack.errors import JSON
from tests.standins.slack.reading import elements, unescaped
from tests.standins.slack.records import Message

APART = "\u200b"
_PING = re.compile(r"\n?<(@|!subteam\^)([A-Z0-9]+)>")
_LINK = re.compile(r"<([^<>|@!#][^<>|]*)(?:\|([^<>]*))?>")
_BOLD = re.compile(r"\*([^*\n]+)\*")
_ITALIC = re.compile(r"(?<!\w)_([^_\n]+)_(?!\w)")
_HEADS: dict[Literal["staff", "customer", "note", "bot"], re.Pattern[str]] = {
    "staff": re.compile(r"\*(?P<name>[^\n]+)\* from Support\n(?P<text>.*)", re.DOTALL),
    "customer": re.compile(r"\*(?P<name>[^\n]+)\* \(customer\)\n(?P<text>.*)", re.DOTALL),
    "note": re.compile(r"📝 \*(?P<name>[^\n]+)\*, for staff only\n(?P<text>.*)", re.DOTALL),
    "bot": re.compile(r"\*(?P<name>[^\n]+)\* \(automated\)\n(?P<text>.*)", re.DOTALL),
}
_UNDER_A_NAME = re.compile(r"(?P<name>.+) \(customer\)")


def read_back(message: Message, posted: Mapping[str, File], team: str = "") -> Reply:
    """The reply a message shows. `posted` are the files of this story by name: what comes through is one of them."""
    words, small, card = _parts(message)
    quoted, rest = _quoted(message, words)
    ask, asked, offered = _choices(message)
    pings = tuple(_pinged(sign, id, team) for sign, id in _PING.findall(words))
    return Reply(
        text="\n".join(filter(None, (plain(rest), plain(small)))),
        card=card,
        question=Question(ask, "", "", asked) if asked else None,
        offers=offered,
        files=tuple(posted[one.name] for one in message.files if one.name in posted),
        quoted=quoted,
        mention=pings,
        notice=bool(small),
    )


def _pinged(sign: str, id: str, team: str) -> str:
    return f"slack:{team}:{id}" if sign == "@" and not id.startswith("S") else f"slack:&{id}"


def plain(shown: str) -> str:
    """Words without the signs that Slack makes bold and links of."""
    shown = _PING.sub("", shown).replace(JOINER, "").replace(APART, "")
    shown = _LINK.sub(lambda found: found[2] or found[1], shown)
    return unescaped(_ITALIC.sub(r"\1", _BOLD.sub(r"\1", shown))).strip("\n")


def _parts(message: Message) -> tuple[str, str, Card | None]:
    """The words, the small print, and the card, whose header parts them from its facts."""
    if not message.blocks:
        return message.raw, "", None
    words: list[str] = []
    small: list[str] = []
    title = ""
    facts: list[tuple[str, str]] = []
    for block in message.blocks:
        match block["type"]:
            case "header":
                title = block["text"]["text"]
            case "section" if title:
                facts += _facts(block)
            case "section" if "accessory" not in block:
                words.append(block["text"]["text"])
            case "context" if not title:
                small += [one["text"] for one in block["elements"] if "text" in one]
    return "\n".join(words), "\n".join(small), Card(title, tuple(facts)) if title else None


def _facts(block: JSON) -> Iterator[tuple[str, str]]:
    if "fields" in block:
        pairs = (field["text"].partition("\n") for field in block["fields"])
        yield from ((plain(name), plain(value)) for name, _, value in pairs)
        return
    lines: list[list[str]] = []
    for line in block["text"]["text"].split("\n"):
        found = re.match(r"\*([^*]+)\*  (.*)", line)
        if found:
            lines.append([found[1], found[2]])
        elif lines:
            lines[-1][1] += f"\n{line}"
    yield from ((plain(name), plain(value)) for name, value in lines)


def _quoted(message: Message, words: str) -> tuple[Quoted | None, str]:
    if message.username and (found := _UNDER_A_NAME.fullmatch(message.username)):
        return Quoted(found["name"], plain(words)), ""
    for role, head in _HEADS.items():
        if found := head.fullmatch(words):
            return Quoted(plain(found["name"]), plain(found["text"]), role), ""
    return None, words


def _choices(message: Message) -> tuple[str, tuple[Choice, ...], tuple[Choice, ...]]:
    """Which question is asked with which answers, and offers that stand by themselves."""
    ask = ""
    answers: list[Choice] = []
    offers: list[Choice] = []
    for _, one in elements(message.blocks):
        if link := one.get("url", ""):
            offers.append(Choice(one["text"]["text"], "", link=link))
            continue
        if done_ask(one["action_id"]):
            continue
        meant = _asked(one)
        to = offers if _stands_by_itself(meant) else answers
        ask = ask if _stands_by_itself(meant) else meant
        shown = one.get("options", [one])
        to += [Choice(option["text"]["text"], option["text"]["text"]) for option in shown]
    return ask, tuple(answers), tuple(offers)


def _asked(one: JSON) -> str:
    if is_several(one["action_id"]):
        return str(one["action_id"].partition("|")[2])
    return menu_ask(one["action_id"]) or read_value(one.get("value", ""))[0]


def _stands_by_itself(ask: str) -> bool:
    return ask == OFFER or ask.startswith("case:")
