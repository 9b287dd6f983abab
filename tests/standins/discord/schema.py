"""Requests and answers held against Discord's own OpenAPI file, where there is one."""

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

from .errors import JSON, ApiError, Form

try:
    import jsonschema_rs
except ImportError:  # a kit must not force a validator on those who do without
    jsonschema_rs = None  # type: ignore[assignment] # stands for "not installed"

VARIABLE = "DISCORD_OPENAPI"
NEXT_DOOR = Path(__file__).parents[4] / "shared" / "specs" / "discord-openapi.json"
PARAMETER = re.compile(r"{[^}]+}")
COERCED = (
    (re.compile(r"^-?\d+ is not of type"), '"string"'),
    (re.compile(r'^"-?\d+" is not of type'), '"integer"'),
)


class Schema:
    """Off without the file or without jsonschema-rs; `why_off` says which."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or Path(os.environ.get(VARIABLE) or NEXT_DOOR)
        self.violations: list[str] = []
        self.refused: list[str] = []
        self.why_off = _why_off(self.path)

    @property
    def on(self) -> bool:
        return not self.why_off

    def check_request(self, route: str, body: Any) -> None:
        """50035 where Discord's own description does not allow the body."""
        validator = self._for(route, "request")
        if validator is None:
            return
        form = Form()
        for error in validator.iter_errors(body):
            if not _forgiven(error):
                form.wrong(".".join(map(str, error.instance_path)) or "body", "SCHEMA", error.message[:300])
        try:
            form.check()
        except ApiError as refused:
            self.refused.append(f"{route}: {json.dumps(refused.errors)}")
            raise

    def check_answer(self, route: str, status: int, body: Any) -> None:
        """Our own answers are to be such as Discord describes."""
        validator = self._for(route, str(status))
        if validator is None or body is None:
            return
        for error in validator.iter_errors(body):
            where = ".".join(map(str, error.instance_path))
            self.violations.append(f"{route} answered {where}: {error.message[:300]}")

    def _for(self, route: str, which: str) -> Any:
        return _validator(self.path, route, which) if self.on else None


def _why_off(path: Path) -> str:
    if jsonschema_rs is None:
        return "jsonschema-rs is not installed"
    return "" if path.is_file() else f"there is no {path} (set {VARIABLE} to Discord's OpenAPI file)"


def _bare(route: str) -> str:
    """Parameters have other names in the file."""
    return PARAMETER.sub("{}", route)


def _forgiven(error: Any) -> bool:
    """Discord takes numbers for snowflakes and words of digits for permissions, and clients send them."""
    inner = list(getattr(error.kind, "context", ()) or ())
    if any(sent.match(error.message) and asked in error.message for sent, asked in COERCED):
        return True
    branches = [branch for branch in inner if branch]
    return any(all(_forgiven(one) for one in branch) for branch in branches)


@cache
def _read(path: Path) -> JSON:
    spec: JSON = json.loads(path.read_text())
    return spec


@cache
def _operations(path: Path) -> dict[str, JSON]:
    spec = _read(path)
    return {
        _bare(f"{method.upper()} {way}"): one
        for way, methods in spec["paths"].items()
        for method, one in methods.items()
    }


@cache
def _validator(path: Path, route: str, which: str) -> Any:
    """Compiled when first needed."""
    operation = _operations(path).get(_bare(route))
    if operation is None:
        return None
    holder = operation.get("requestBody") if which == "request" else operation["responses"].get(which)
    schema = _schema(holder)
    return _compile(_read(path), schema) if schema else None


def _schema(holder: JSON | None) -> JSON | None:
    found: JSON | None = ((holder or {}).get("content") or {}).get("application/json", {}).get("schema")
    return found


def _compile(spec: JSON, schema: JSON) -> Any:
    return jsonschema_rs.validator_for({**schema, "components": spec["components"]})
