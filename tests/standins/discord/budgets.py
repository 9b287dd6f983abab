"""Rate limits: a bucket per route and major parameter, and 50 requests a second over all."""

import hashlib
import time
from collections import Counter
from dataclasses import dataclass, field

MAJOR = ("channel_id", "guild_id", "webhook_id")
GLOBAL_EXEMPT = ("/interactions/", "/webhooks/")
PLENTY = (1000, 1.0)
REALISTIC = {
    "POST /channels/{channel_id}/messages": (5, 5.0),
    "PATCH /channels/{channel_id}/messages/{message_id}": (5, 5.0),
    "DELETE /channels/{channel_id}/messages/{message_id}": (5, 1.0),
    "PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji}/@me": (1, 0.25),
    "DELETE /channels/{channel_id}/messages/{message_id}/reactions/{emoji}/@me": (1, 0.25),
    "POST /webhooks/{webhook_id}/{webhook_token}": (5, 2.0),
    "PATCH /channels/{channel_id}": (5, 15.0),
    "POST /users/@me/channels": (10, 10.0),
    "POST /channels/{channel_id}/messages/{message_id}/threads": (10, 10.0),
}
"""Numbers people have seen in the headers. Discord documents none."""


@dataclass(slots=True)
class Window:
    """What is left of a budget until it is full again."""

    limit: int
    per: float
    opened: float = 0.0
    used: int = 0

    def spend(self, now: float) -> bool:
        if now >= self.opened + self.per:
            self.opened, self.used = now, 0
        self.used += 1
        return self.used <= self.limit

    def left(self, now: float) -> float:
        """Seconds until it is full again."""
        return max(self.opened + self.per - now, 0.001)


@dataclass(slots=True, frozen=True)
class Verdict:
    """Whether a request passes, and the headers that say so."""

    passes: bool
    headers: dict[str, str]
    retry_after: float = 0.0
    everywhere: bool = False


@dataclass(slots=True)
class Budgets:
    """Every bucket. Generous until a test sets them: `set(route, 5, per=5)` or `realistic()`."""

    per_second: int = 50
    budgets: dict[str, tuple[int, float]] = field(default_factory=dict)
    windows: dict[tuple[str, str], Window] = field(default_factory=dict)
    whole: Window = field(default_factory=lambda: Window(50, 1.0))
    hit: Counter[str] = field(default_factory=Counter)

    def set(self, route: str, limit: int, *, per: float) -> None:
        self.budgets[route] = (limit, per)
        self.windows = {key: window for key, window in self.windows.items() if key[0] != route}

    def globally(self, per_second: int) -> None:
        self.whole = Window(per_second, 1.0)

    def realistic(self) -> None:
        for route, (limit, per) in REALISTIC.items():
            self.set(route, limit, per=per)

    def spend(self, route: str, params: dict[str, str]) -> Verdict:
        now = time.monotonic()
        path = route.split(" ", 1)[1]
        if not path.startswith(GLOBAL_EXEMPT) and not self.whole.spend(now):
            self.hit["global"] += 1
            return Verdict(False, {"X-RateLimit-Global": "true"}, self.whole.left(now), True)
        major = "+".join(params[name] for name in MAJOR if name in params)
        window = self.windows.setdefault((route, major), Window(*self.budgets.get(route, PLENTY)))
        passes = window.spend(now)
        self.hit[route] += not passes
        left = window.left(now)
        headers = {
            "X-RateLimit-Limit": str(window.limit),
            "X-RateLimit-Remaining": str(max(window.limit - window.used, 0)),
            "X-RateLimit-Reset": f"{time.time() + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": bucket(route),
        }
        return Verdict(passes, headers, left)


def bucket(route: str) -> str:
    return hashlib.sha256(route.encode()).hexdigest()[:32]
