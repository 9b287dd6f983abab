"""Buttons, menus and inputs, by Slack's documented limits, and where each may stand."""

from .errors import JSON
from .limits import IDS, MARKED, Check, Rule, confirm, option

ENTITIES = ("users_select", "conversations_select", "channels_select")
SELECTS = ("static_select", "external_select", *ENTITIES)
MULTI = tuple(f"multi_{one}" for one in SELECTS)
PICKERS = ("datepicker", "timepicker")
BOXES = ("checkboxes", "radio_buttons")
TYPED = ("plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input")
IN_ACTIONS = ("button", *SELECTS, "overflow", *PICKERS, "datetimepicker", *BOXES, "workflow_button", "rich_text_input")
IN_SECTION = ("button", *SELECTS, *MULTI, "overflow", *PICKERS, *BOXES, "image", "workflow_button")
IN_INPUT = (*TYPED, *SELECTS, *MULTI, *PICKERS, "datetimepicker", *BOXES, "file_input")


def element(check: Check, path: str, node: object, allowed: tuple[str, ...], seen: set[str]) -> None:
    """One element: its type, its action_id (unique in its block), its own rules."""
    if not isinstance(node, dict):
        check.bad(path, "must be an object")
        return
    kind = node.get("type")
    if kind not in allowed:
        check.bad(f"{path}/type", f"unsupported type: {kind}")
        return
    action_id = node.get("action_id")
    check.length(f"{path}/action_id", action_id, IDS, 1)
    if action_id in seen:
        check.bad(f"{path}/action_id", f"`action_id` {action_id!r} already exists in this block")
    if action_id:
        seen.add(action_id)
    confirm(check, f"{path}/confirm", node.get("confirm"))
    check.maybe(f"{path}/placeholder", node.get("placeholder"), 150)
    if rule := RULES.get(str(kind)):
        rule(check, path, node)


def button(check: Check, path: str, node: JSON) -> None:
    check.text(f"{path}/text", node.get("text"), 75)
    check.length(f"{path}/value", node.get("value"), 2000)
    check.length(f"{path}/url", node.get("url"), 3000)
    check.length(f"{path}/accessibility_label", node.get("accessibility_label"), 75)
    if node.get("style") not in (None, "primary", "danger"):
        check.bad(f"{path}/style", "must be primary or danger")


def static(check: Check, path: str, node: JSON) -> None:
    """Options or groups of them, and initial ones that are among them."""
    groups, options = node.get("option_groups"), node.get("options")
    if (groups is None) == (options is None):
        check.bad(path, "needs options or option_groups, and not both")
        return
    if groups is not None:
        options = _grouped(check, path, groups)
    else:
        options = check.count(f"{path}/options", options, 100)
        for number, one in enumerate(options):
            option(check, f"{path}/options/{number}", one)
    _initial(check, path, node, options)


def _grouped(check: Check, path: str, groups: object) -> list[JSON]:
    every: list[JSON] = []
    for number, group in enumerate(check.count(f"{path}/option_groups", groups, 100)):
        at = f"{path}/option_groups/{number}"
        check.text(f"{at}/label", group.get("label"), 75)
        inner = check.count(f"{at}/options", group.get("options"), 100)
        for index, one in enumerate(inner):
            option(check, f"{at}/options/{index}", one)
        every += inner
    return every


def _initial(check: Check, path: str, node: JSON, options: list[JSON]) -> None:
    chosen = [*(node.get("initial_options") or ()), *filter(None, [node.get("initial_option")])]
    if any(one not in options for one in chosen):
        check.bad(path, "initial option must be exactly one of the options")
    if "initial_options" in node and not node["initial_options"]:
        check.bad(f"{path}/initial_options", "no less than 1 items allowed")


def boxes(check: Check, path: str, node: JSON) -> None:
    options = check.count(f"{path}/options", node.get("options"), 10)
    for number, one in enumerate(options):
        option(check, f"{path}/options/{number}", one, MARKED)
    _initial(check, path, node, options)


def overflow(check: Check, path: str, node: JSON) -> None:
    for number, one in enumerate(check.count(f"{path}/options", node.get("options"), 5)):
        option(check, f"{path}/options/{number}", one)


def typed(check: Check, path: str, node: JSON) -> None:
    least, most = node.get("min_length"), node.get("max_length")
    if least is not None and not 0 <= least <= 3000:
        check.bad(f"{path}/min_length", "must be between 0 and 3000")
    if most is not None and not 1 <= most <= 3000:
        check.bad(f"{path}/max_length", "must be between 1 and 3000")
    check.length(f"{path}/initial_value", node.get("initial_value"), most or 3000)


def number(check: Check, path: str, node: JSON) -> None:
    if "is_decimal_allowed" not in node:
        check.bad(path, "missing required field: is_decimal_allowed")


def file_input(check: Check, path: str, node: JSON) -> None:
    if check.surface != "modal":
        check.bad(f"{path}/type", "unsupported type: file_input (only in modals)")
    if not 1 <= node.get("max_files", 10) <= 10:
        check.bad(f"{path}/max_files", "must be between 1 and 10")


def picture(check: Check, path: str, node: JSON) -> None:
    """An image, as an element or a block."""
    if "alt_text" not in node:
        check.bad(path, "missing required field: alt_text")
    check.length(f"{path}/alt_text", node.get("alt_text"), 2000)
    check.length(f"{path}/image_url", node.get("image_url"), 3000)
    if not node.get("image_url") and not node.get("slack_file"):
        check.bad(path, "missing required field: image_url")


RULES: dict[str, Rule] = {
    "button": button,
    "static_select": static,
    "multi_static_select": static,
    "overflow": overflow,
    "checkboxes": boxes,
    "radio_buttons": boxes,
    "plain_text_input": typed,
    "number_input": number,
    "file_input": file_input,
    "image": picture,
}
