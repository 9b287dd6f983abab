"""What the Web API refuses, and what a test did that nobody could do."""

from typing import Any

JSON = dict[str, Any]


class ApiError(Exception):
    """A refusal: HTTP 200 with `ok: false`, a code, and sometimes messages that say where."""

    def __init__(self, code: str, *messages: str, status: int = 200, headers: JSON | None = None, **more: Any) -> None:
        super().__init__(" ".join((code, *messages)))
        self.code, self.messages, self.status, self.headers, self.more = code, messages, status, headers or {}, more

    def body(self) -> JSON:
        body: JSON = {"ok": False, "error": self.code, **self.more}
        if self.messages:
            body["response_metadata"] = {"messages": [f"[ERROR] {one}" for one in self.messages]}
        return body


class Misused(AssertionError):
    """The test asked for something that cannot be: a button nobody shows, a channel one cannot see."""


class InteractionFailed(AssertionError):
    """What a person reads beside a button or command that the app did not acknowledge within three seconds."""
