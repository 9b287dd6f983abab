"""Blocks of a message, a modal or a home tab, by Slack's documented limits."""

import json
from typing import Any

from .elements import IN_ACTIONS, IN_INPUT, IN_SECTION, element, picture
from .errors import JSON, ApiError
from .limits import IDS, MARKED, Check, Rule

IN_MESSAGE, IN_VIEW = 50, 100
ALL_WORDS = 13_000  # of a message's blocks together; people have measured it, Slack does not document it
VIEW_SIZE = 250 * 1024
MARKDOWN = 12_000
ONLY_MESSAGES = ("file", "markdown", "table", "context_actions")


def section(check: Check, path: str, node: JSON) -> None:
    if node.get("text") is None and not node.get("fields"):
        check.bad(path, "missing required field: text")
    check.maybe(f"{path}/text", node.get("text"), 3000, MARKED)
    if node.get("fields") is not None:
        for number, one in enumerate(check.count(f"{path}/fields", node["fields"], 10)):
            check.text(f"{path}/fields/{number}", one, 2000, MARKED)
    if node.get("accessory") is not None:
        element(check, f"{path}/accessory", node["accessory"], IN_SECTION, set())


def actions(check: Check, path: str, node: JSON) -> None:
    seen: set[str] = set()
    for number, one in enumerate(check.count(f"{path}/elements", node.get("elements"), 25)):
        element(check, f"{path}/elements/{number}", one, IN_ACTIONS, seen)


def context(check: Check, path: str, node: JSON) -> None:
    for number, one in enumerate(check.count(f"{path}/elements", node.get("elements"), 10)):
        at = f"{path}/elements/{number}"
        if isinstance(one, dict) and one.get("type") == "image":
            picture(check, at, one)
        else:
            check.text(at, one, 3000, MARKED)


def header(check: Check, path: str, node: JSON) -> None:
    check.text(f"{path}/text", node.get("text"), 150)


def image(check: Check, path: str, node: JSON) -> None:
    picture(check, path, node)
    check.maybe(f"{path}/title", node.get("title"), 2000)


def input_(check: Check, path: str, node: JSON) -> None:
    check.inputs += 1
    check.text(f"{path}/label", node.get("label"), 2000)
    check.maybe(f"{path}/hint", node.get("hint"), 2000)
    element(check, f"{path}/element", node.get("element"), IN_INPUT, set())


def markdown(check: Check, path: str, node: JSON) -> None:
    check.needs(path, node, "text")
    check.markdown += len(node.get("text") or "")
    if check.markdown > MARKDOWN:
        check.bad(f"{path}/text", f"must be less than {MARKDOWN + 1} characters in all markdown blocks")


def rich_text(check: Check, path: str, node: JSON) -> None:
    known = ("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote")
    for number, one in enumerate(check.count(f"{path}/elements", node.get("elements"), 3000)):
        if not isinstance(one, dict) or one.get("type") not in known:
            check.bad(f"{path}/elements/{number}/type", "unsupported type")


def table(check: Check, path: str, node: JSON) -> None:
    check.tables += 1
    if check.tables > 1:
        check.bad(path, "only_one_table_allowed")
    for number, row in enumerate(check.count(f"{path}/rows", node.get("rows"), 100)):
        check.count(f"{path}/rows/{number}", row, 20)


def anything(check: Check, path: str, node: JSON) -> None:
    """Known, and not looked into."""


BLOCKS: dict[str, Rule] = {
    "section": section,
    "actions": actions,
    "context": context,
    "header": header,
    "image": image,
    "input": input_,
    "markdown": markdown,
    "rich_text": rich_text,
    "table": table,
    **dict.fromkeys(("divider", "video", "file", "context_actions", "alert", "card", "carousel", "plan"), anything),
}


def check_blocks(check: Check, blocks: Any, most: int, path: str = "/blocks") -> None:
    for number, node in enumerate(check.count(path, blocks, most, 0)):
        at = f"{path}/{number}"
        if not isinstance(node, dict):
            check.bad(at, "must be an object")
            continue
        kind, block_id = str(node.get("type")), node.get("block_id")
        if kind not in BLOCKS or (kind in ONLY_MESSAGES and check.surface != "message"):
            check.bad(f"{at}/type", f"unsupported type: {kind}")
            continue
        check.length(f"{at}/block_id", block_id, IDS)
        if block_id and block_id in check.block_ids:
            check.bad(f"{at}/block_id", f"`block_id` {block_id!r} already exists")
        check.block_ids.add(str(block_id))
        BLOCKS[kind](check, at, node)


def message_blocks(blocks: Any) -> list[JSON]:
    """The blocks of a message, each with a block_id; refused as Slack does."""
    if not isinstance(blocks, list):
        raise ApiError("invalid_blocks_format")
    check = Check("message")
    check_blocks(check, blocks, IN_MESSAGE)
    check.done("invalid_blocks")
    if _words(blocks) > ALL_WORDS:
        raise ApiError("msg_blocks_too_long")
    return with_ids(blocks)


def with_ids(blocks: list[JSON]) -> list[JSON]:
    """Slack names blocks and elements that came without a name."""
    for number, block in enumerate(blocks):
        block.setdefault("block_id", f"b{number:04d}")
        inner = [*(block.get("elements") or ()), block.get("accessory"), block.get("element")]
        for index, one in enumerate(one for one in inner if isinstance(one, dict)):
            if block["type"] not in ("rich_text", "context") and one.get("type") != "image":
                one.setdefault("action_id", f"a{number:03d}{index:02d}")
    return blocks


def _words(node: Any) -> int:
    if isinstance(node, list):
        return sum(map(_words, node))
    if not isinstance(node, dict):
        return 0
    own = len(node["text"]) if isinstance(node.get("text"), str) and node.get("type") != "markdown" else 0
    return own + sum(_words(value) for value in node.values() if isinstance(value, (dict, list)))


def check_view(view: JSON, kind: str) -> JSON:
    """A modal or home tab; refused as `invalid_arguments` with what is wrong."""
    check = Check(kind)
    if view.get("type") != kind:
        check.bad("/view/type", f"must be {kind}")
    if "blocks" not in view:
        check.bad("/view", "missing required field: blocks")
    check_blocks(check, view.get("blocks", []), IN_VIEW, "/view/blocks")
    check.length("/view/private_metadata", view.get("private_metadata"), 3000)
    check.length("/view/callback_id", view.get("callback_id"), IDS)
    check.length("/view/external_id", view.get("external_id"), IDS)
    if kind == "modal":
        check.text("/view/title", view.get("title"), 24)
        check.maybe("/view/submit", view.get("submit"), 24)
        check.maybe("/view/close", view.get("close"), 24)
        if check.inputs and not view.get("submit"):
            check.bad("/view", "`submit` is required when an `input` block is within blocks array")
    check.done("invalid_arguments")
    if len(json.dumps(view)) > VIEW_SIZE:
        raise ApiError("view_too_large")
    with_ids(view["blocks"])
    return view
