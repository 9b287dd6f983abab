"""A card as blocks: a header, its facts as fields or lines, its state beneath; and the same as words."""

from adapters.slack.markup import cut, label, literal, units
from adapters.slack.shown import ALT, FIELD, FIELDS, HEADER, JSON, LINK, SECTION, marked, unmarked
from bot.content import Card
from bot.text import plain

STATES = {
    "waiting": "🟡 waiting",
    "claimed": "🔵 claimed",
    "closed": "⚪ closed",
    "urgent": "🔴 urgent",
    "good": "🟢 all is well",
    "late": "🟠 late",
}
SHORT = 30
"""Values up to this long stand side by side."""
LONGEST = 1000
"""Of one fact, where there is room for it."""

Facts = list[tuple[str, str]]


def card_blocks(card: Card, room: int) -> tuple[JSON, ...]:
    """The card in at most `room` characters; where it is too long, its longest facts are cut."""
    title = label(plain(card.title), HEADER)
    blocks: list[JSON] = [{"type": "header", "text": unmarked(title)}] if title else []
    groups = _grouped(_fitting(card, room - len(title)))
    blocks += [_fields(group) if _short(group[0]) else _lines(group) for group in groups]
    if is_address(card.image):
        alt = label(plain(card.title), ALT) or "picture"
        blocks.append({"type": "image", "image_url": card.image, "alt_text": alt})
    if card.state:
        blocks.append({"type": "context", "elements": [marked(STATES[card.state])]})
    return tuple(blocks)


def card_words(card: Card, room: int) -> str:
    """What a notification and a screen reader say of it."""
    title = literal(label(plain(card.title), HEADER))
    return "\n".join((f"*{title}*" if title else "", *map(_line, _fitting(card, room - 200)))).strip()


def is_address(image: str) -> bool:
    """Whether a picture lies on the web; else it is one of our files."""
    return image.startswith(("https://", "http://")) and len(image) <= LINK


def _fitting(card: Card, room: int) -> Facts:
    facts = [fact for fact in card.facts if any(map(str.strip, fact))]
    most = LONGEST
    while True:
        shown = [(cut(name, min(150, most)), cut(value, most)) for name, value in facts]
        if sum(units(name) + units(value) + 4 for name, value in shown) <= room:
            return shown
        if most < 40:
            return shown[: max(room // 90, 1)]
        most = most * 3 // 4


def _grouped(facts: Facts) -> list[Facts]:
    """Neighbours that are shown alike, as many as one block takes."""
    groups: list[Facts] = []
    for fact in facts:
        last = groups[-1] if groups else []
        alike = bool(last) and _short(last[0]) == _short(fact)
        if alike and (len(last) < FIELDS if _short(fact) else _together(last, fact) <= SECTION):
            last.append(fact)
        else:
            groups.append([fact])
    return groups


def _short(fact: tuple[str, str]) -> bool:
    return units(fact[1]) <= SHORT and "\n" not in fact[1]


def _together(facts: Facts, more: tuple[str, str]) -> int:
    return sum(units(_line(fact)) + 1 for fact in (*facts, more))


def _fields(facts: Facts) -> JSON:
    shown = [marked(f"{_name(name)}\n{value or '–'}"[:FIELD]) for name, value in facts]
    return {"type": "section", "fields": shown}


def _lines(facts: Facts) -> JSON:
    return {"type": "section", "text": marked("\n".join(map(_line, facts)))}


def _line(fact: tuple[str, str]) -> str:
    name, value = fact
    return f"{_name(name)}  {value}".strip()


def _name(name: str) -> str:
    """A fact's name in bold, if it has none of our marks itself."""
    return f"*{name}*" if name and "*" not in name and "\n" not in name else name
