"""Requests and answers held against Discord's own OpenAPI file, where there is one."""

from pathlib import Path
from typing import Any

NEXT_DOOR = Path(__file__).parents[4] / "shared" / "specs" / "discord-openapi.json"


class Schema:
    """Off, and saying why, without the file or without jsonschema-rs."""

    def __init__(self, path: Path | None = None) -> None:
        self.violations: list[str] = []
        self.why_off = "not loaded"
        self.validators: dict[str, Any] = {}

    def check_request(self, route: str, body: Any) -> None:
        pass

    def check_answer(self, route: str, status: int, body: Any) -> None:
        pass
