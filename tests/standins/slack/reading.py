"""Slack's stored text as a person reads it: escapes undone, names for ids, the words of every block."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

JSON = dict[str, Any]
TOKEN = re.compile(r"<([^<>]+)>")
READ = (
    "title",
    "text",
    "label",
    "hint",
    "description",
    "placeholder",
    "alt_text",
    "fallback",
    "pretext",
    "author_name",
)
HOLDERS = ("blocks", "elements", "element", "accessory", "fields", "options", "option_groups", "confirm")


def readable(raw: str, names: Mapping[str, str]) -> str:
    """mrkdwn as it looks: `<@U1>` becomes @Ana, `&lt;` becomes <."""

    def shown(match: re.Match[str]) -> str:
        token, _, label = match[1].partition("|")
        if token.startswith(("@", "#")):
            return names.get(token[1:], label or token)
        if token.startswith("!"):
            return names.get(token[1:].removeprefix("subteam^"), label or f"@{token[1:]}")
        return f"{label} ({token})" if label and label != token else token.removeprefix("mailto:")

    return unescaped(TOKEN.sub(shown, raw))


def unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def words(raw: str, blocks: list[JSON], attachments: list[JSON], names: Mapping[str, str]) -> str:
    """What one reads: the blocks, or the text where there are none; then the attachments."""
    shown = list(_words(blocks, names)) if blocks else [readable(raw, names)]
    return "\n".join(one for one in (*shown, *_words(attachments, names)) if one)


def _words(node: object, names: Mapping[str, str]) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _words(item, names)
        return
    if not isinstance(node, dict):
        return
    if str(node.get("type", "")).startswith("rich_text"):
        yield rich(node, names)
        return
    for key in READ:
        value = node.get(key)
        if isinstance(value, dict) and "text" in value:
            yield object_words(value, names)
        elif isinstance(value, str):
            yield value if key == "alt_text" or node.get("type") == "plain_text" else readable(value, names)
    for key in HOLDERS:
        yield from _words(node.get(key), names)


def object_words(value: JSON, names: Mapping[str, str]) -> str:
    """A text object: plain text is taken literally."""
    text = str(value["text"])
    return unescaped(text) if value.get("type") == "plain_text" else readable(text, names)


def rich(node: JSON, names: Mapping[str, str]) -> str:
    """A rich_text block's words, lines for its parts."""
    match node.get("type"):
        case "rich_text" | "rich_text_list":
            return "\n".join(rich(one, names) for one in node.get("elements") or ())
        case "text":
            return str(node["text"])
        case "link":
            return f"{node['text']} ({node['url']})" if node.get("text") else str(node["url"])
        case "user" | "channel" | "usergroup" as kind:
            return names.get(str(node[f"{kind}_id"]), str(node[f"{kind}_id"]))
        case "broadcast":
            return f"@{node['range']}"
        case "emoji":
            return f":{node['name']}:"
    return "".join(rich(one, names) for one in node.get("elements") or ())


def labels(blocks: list[JSON]) -> list[str]:
    """The words on its buttons, in order."""
    return [element["text"]["text"] for _, element in elements(blocks) if element["type"] == "button"]


def choices(blocks: list[JSON]) -> list[list[str]]:
    """The options of each menu, in order."""
    menus = (element for _, element in elements(blocks) if element.get("options") or element.get("option_groups"))
    return [[one["text"]["text"] for one in offered(menu)] for menu in menus]


def offered(menu: JSON) -> list[JSON]:
    """Its options, in groups or not."""
    grouped = [one for group in menu.get("option_groups") or () for one in group["options"]]
    return [*(menu.get("options") or ()), *grouped]


def elements(blocks: list[JSON]) -> Iterator[tuple[JSON, JSON]]:
    """Each interactive element with the block it stands in."""
    for block in blocks:
        inner = [*(block.get("elements") or ()), block.get("accessory"), block.get("element")]
        for one in inner:
            if one and "action_id" in one:
                yield block, one
