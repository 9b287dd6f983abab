"""A walk through Block Kit that gathers what is wrong, each with its JSON pointer, as Slack does."""

from collections.abc import Callable
from typing import Any

from .errors import JSON, ApiError

PLAIN, MARKED = ("plain_text",), ("plain_text", "mrkdwn")
IDS = 255


class Check:
    """Gathers complaints; `invalid_blocks` (or `invalid_arguments` for views) once there is one."""

    def __init__(self, surface: str) -> None:
        self.surface = surface
        self.wrong: list[str] = []
        self.block_ids: set[str] = set()
        self.inputs = 0
        self.tables = 0
        self.markdown = 0

    def bad(self, path: str, message: str) -> None:
        self.wrong.append(f"{message} [json-pointer:{path}]")

    def done(self, code: str) -> None:
        if self.wrong:
            raise ApiError(code, *self.wrong)

    def length(self, path: str, value: Any, most: int, least: int = 0) -> None:
        """A string within bounds; None is no string at all."""
        if value is None:
            return
        if not isinstance(value, str):
            self.bad(path, f"must be a string, not {type(value).__name__}")
        elif len(value) > most:
            self.bad(path, f"must be less than {most + 1} characters")
        elif len(value) < least:
            self.bad(path, f"must be more than {least - 1} characters")

    def count(self, path: str, value: Any, most: int, least: int = 1) -> list[Any]:
        """A list within bounds; what is no list counts as none."""
        if not isinstance(value, list):
            self.bad(path, "must be an array")
            return []
        if len(value) > most:
            self.bad(path, f"no more than {most} items allowed")
        if len(value) < least:
            self.bad(path, f"no less than {least} items allowed")
        return value

    def needs(self, path: str, node: JSON, *keys: str) -> None:
        for key in keys:
            if node.get(key) in (None, ""):
                self.bad(path, f"missing required field: {key}")

    def text(self, path: str, node: Any, most: int, kinds: tuple[str, ...] = PLAIN, *, least: int = 1) -> None:
        """A text object of the right type and size."""
        if not isinstance(node, dict):
            self.bad(path, "must be an object" if node is not None else "missing required field: text")
            return
        if node.get("type") not in kinds:
            self.bad(f"{path}/type", f"unsupported type: {node.get('type')}, must be {' or '.join(kinds)}")
        if "text" not in node:
            self.bad(path, "missing required field: text")
        for key in node.keys() - {"type", "text", "emoji", "verbatim"}:
            self.bad(path, f"invalid additional property: {key}")
        self.length(f"{path}/text", node.get("text"), most, least)

    def maybe(self, path: str, node: Any, most: int, kinds: tuple[str, ...] = PLAIN) -> None:
        if node is not None:
            self.text(path, node, most, kinds)


Rule = Callable[[Check, str, JSON], None]


def option(check: Check, path: str, node: Any, kinds: tuple[str, ...] = PLAIN) -> None:
    if not isinstance(node, dict):
        check.bad(path, "must be an object")
        return
    check.text(f"{path}/text", node.get("text"), 75, kinds)
    check.needs(path, node, "value")
    check.length(f"{path}/value", node.get("value"), 150)
    check.maybe(f"{path}/description", node.get("description"), 75, kinds)


def confirm(check: Check, path: str, node: Any) -> None:
    if node is None:
        return
    check.text(f"{path}/title", node.get("title"), 100)
    check.text(f"{path}/text", node.get("text"), 300, MARKED)
    check.text(f"{path}/confirm", node.get("confirm"), 30)
    check.text(f"{path}/deny", node.get("deny"), 30)
