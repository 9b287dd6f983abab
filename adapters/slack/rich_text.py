"""Rich text as Slack's clients write it: sections, lists, quotes and code, as blocks of our tree."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from adapters.slack.emoji import emoji
from adapters.slack.references import Kind, Names, link, named
from bot.text import Block, Break, Code, Emphasis, Inline, ListOf, Paragraph, Strong, Text
from bot.writes import EPOCH

JSON = Mapping[str, Any]
DEEPEST = 8
_IDS: dict[str, tuple[Kind, str]] = {
    "user": ("user", "user_id"),
    "usergroup": ("group", "usergroup_id"),
    "channel": ("channel", "channel_id"),
}


def nodes_of(blocks: Sequence[Any], names: Names) -> tuple[Block, ...]:
    """The blocks of a message as our tree; empty where they are not what a person typed."""
    made: list[Block] = []
    for block in _dicts(blocks):
        if block.get("type") != "rich_text":
            return ()
        for element in _dicts(block.get("elements")):
            made += _element(element, names)
    return tuple(made)


def referred(blocks: Sequence[Any]) -> frozenset[tuple[Kind, str]]:
    """Who and what is mentioned in them."""
    return frozenset(_referred(blocks, 0))


def _referred(nodes: Any, depth: int) -> Iterator[tuple[Kind, str]]:
    for node in _dicts(nodes):
        if (known := _IDS.get(str(node.get("type")))) and isinstance(node.get(known[1]), str):
            yield known[0], node[known[1]]
        if depth < DEEPEST:
            yield from _referred(node.get("elements"), depth + 1)


def _element(element: JSON, names: Names) -> list[Block]:
    match element.get("type"):
        case "rich_text_list":
            return _list(element, names)
        case "rich_text_preformatted":
            words = "".join(str(one.get("text") or one.get("url") or "") for one in _dicts(element.get("elements")))
            return _paragraph(_lines(words, Code))
        case "rich_text_section" | "rich_text_quote":
            return _paragraph(list(_inlines(element, names)))
        case _:
            return []


def _list(element: JSON, names: Names) -> list[Block]:
    lines = [tuple(_stripped(list(_inlines(one, names)))) for one in _dicts(element.get("elements"))]
    lines = [line for line in lines if line]
    if element.get("style") != "ordered":
        return [ListOf(tuple(lines))] if lines else []
    offset = element.get("offset")
    first = offset + 1 if isinstance(offset, int) else 1
    numbered = [(Text(f"{number}. "), *line) for number, line in enumerate(lines, first)]
    joined = [node for line in numbered for node in (Break(), *line)][1:]
    return _paragraph(joined)


def _paragraph(nodes: list[Inline]) -> list[Block]:
    kept = _stripped(nodes)
    return [Paragraph(tuple(kept))] if kept else []


def _stripped(nodes: list[Inline]) -> list[Inline]:
    """Without blank lines at either end; blocks stand apart anyway."""
    while nodes and isinstance(nodes[0], Break):
        nodes = nodes[1:]
    while nodes and isinstance(nodes[-1], Break):
        nodes = nodes[:-1]
    return nodes


def _inlines(element: JSON, names: Names) -> Iterator[Inline]:
    for one in _dicts(element.get("elements")):
        style = one.get("style")
        yield from _styled(one, style if isinstance(style, Mapping) else {}, names)


def _styled(one: JSON, style: JSON, names: Names) -> list[Inline]:
    if one.get("type") == "link":
        return [link(str(one.get("url") or ""), str(one.get("text") or ""))]
    words = _words(one, names)
    if style.get("code"):
        return _lines(words, Code)
    weights = [weight for key, weight in (("italic", Emphasis), ("bold", Strong)) if style.get(key)]
    return [one for node in _lines(words, Text) for one in _weighted(node, weights)]


def _weighted(node: Inline, weights: list[type[Emphasis] | type[Strong]]) -> list[Inline]:
    """Blanks at the edges stay outside the marks, which do not hold next to them."""
    if not isinstance(node, Text) or not weights or not (core := node.text.strip()):
        return [node]
    at = node.text.index(core)
    inner: Inline = Text(core)
    for weight in weights:
        inner = weight((inner,))
    return [one for one in (Text(node.text[:at]), inner, Text(node.text[at + len(core) :])) if one != Text("")]


def _lines(words: str, kind: type[Text] | type[Code]) -> list[Inline]:
    nodes: list[Inline] = []
    for number, line in enumerate(words.split("\n")):
        nodes += [Break()] * bool(number) + [kind(line)] * bool(line)
    return nodes


def _words(one: JSON, names: Names) -> str:
    kind = str(one.get("type"))
    if known := _IDS.get(kind):
        return named(known[0], str(one.get(known[1]) or ""), names)
    match kind:
        case "text":
            return str(one.get("text") or "")
        case "emoji":
            return _emoji(one)
        case "broadcast":
            return f"@{one.get('range') or 'here'}"
        case "date":
            return str(one.get("fallback") or _moment(one.get("timestamp")))
        case "color":
            return str(one.get("value") or "")
        case _:
            return ""


def _emoji(one: JSON) -> str:
    name, tone = str(one.get("name") or ""), one.get("skin_tone")
    try:
        shown = "".join(chr(int(code, 16)) for code in str(one.get("unicode") or "").split("-") if code)
    except (OverflowError, ValueError):
        shown = ""
    return shown or emoji(name, tone if isinstance(tone, int) else 0) or f":{name}:"


def _moment(seconds: Any) -> str:
    """As everybody reads it, whatever their own zone."""
    try:
        return f"{EPOCH + timedelta(seconds=int(seconds)):%d %b %Y %H:%M} UTC"
    except (OverflowError, TypeError, ValueError):
        return "some day"


def _dicts(nodes: Any) -> list[JSON]:
    return [node for node in nodes if isinstance(node, Mapping)] if isinstance(nodes, list | tuple) else []
