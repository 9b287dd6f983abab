"""A card as an embed: its colour tells the state and nothing else, its facts are fields."""

from adapters.discord.markup import cut, length
from adapters.discord.shown import EMBED_FIELDS, EMBED_TITLE, EMBED_TOTAL, FIELD_NAME, FIELD_VALUE, JSON
from bot.content import Card

COLOURS = {
    "waiting": 0xE0A100,
    "claimed": 0x2F6FDE,
    "closed": 0x80848E,
    "urgent": 0xD83C3E,
    "good": 0x2D8A4E,
    "late": 0xE0A100,
}
OF_A_CASE = frozenset({"waiting", "claimed", "closed", "urgent"})
SHORT = 30
"""Values up to this long stand side by side, on a customer's card."""
BLANK = "\u200b"
PICTURE = "picture"


def embed(card: Card) -> JSON:
    """The card within Discord's limits; where it is too long, its longest facts are cut."""
    facts = [fact for fact in card.facts if any(map(str.strip, fact))][:EMBED_FIELDS]
    shown: JSON = {"title": cut(card.title, EMBED_TITLE)}
    room = EMBED_TOTAL - length(shown["title"]) - 300
    shown["fields"] = _fields(facts, room, inline=card.state not in OF_A_CASE)
    if card.state:
        shown["color"] = COLOURS[card.state]
    if card.image.startswith(("https://", "http://")):
        shown["image"] = {"url": card.image}
    elif card.image:
        shown["image"] = {"url": f"attachment://{PICTURE}"}
    return {name: part for name, part in shown.items() if part}


def _fields(facts: list[tuple[str, str]], room: int, *, inline: bool) -> list[JSON]:
    most = FIELD_VALUE
    while True:
        fields = [_field(label, value, most, inline=inline) for label, value in facts]
        if sum(length(field["name"]) + length(field["value"]) for field in fields) <= room or most < 40:
            return fields
        most = most * 3 // 4


def _field(label: str, value: str, most: int, *, inline: bool) -> JSON:
    name, shown = _visible(cut(label, min(FIELD_NAME, most))), _visible(cut(value, most))
    return {"name": name, "value": shown, "inline": inline and len(shown) <= SHORT and "\n" not in shown}


def _visible(shown: str) -> str:
    """Discord refuses a field of blanks."""
    return shown if shown.strip() else BLANK
