"""Rate limits: tiers per method and workspace, and about one message a second per channel."""

from collections import Counter, deque
from dataclasses import dataclass, field

from .clock import Clock
from .errors import JSON

MINUTE = 60.0
TIERS = {1: 1, 2: 20, 3: 50, 4: 100}
"""At least so many a minute; Slack tolerates bursts, and does not say how large."""
METHOD_TIERS = {
    "agents.sessions.setStatus": 3,
    "apps.connections.open": 1,
    "chat.delete": 3,
    "chat.postEphemeral": 4,
    "chat.update": 3,
    "conversations.create": 2,
    "conversations.history": 3,
    "conversations.info": 3,
    "conversations.invite": 3,
    "conversations.join": 3,
    "conversations.list": 2,
    "conversations.members": 4,
    "conversations.open": 3,
    "conversations.replies": 3,
    "conversations.setTopic": 2,
    "files.completeUploadExternal": 4,
    "files.delete": 3,
    "files.getUploadURLExternal": 4,
    "files.info": 4,
    "reactions.add": 3,
    "reactions.get": 3,
    "reactions.remove": 2,
    "team.info": 3,
    "usergroups.list": 2,
    "usergroups.users.list": 2,
    "users.conversations": 3,
    "users.info": 4,
    "users.list": 2,
    "users.lookupByEmail": 3,
    "views.open": 4,
    "views.publish": 4,
    "views.push": 4,
    "views.update": 4,
}
A_CHANNEL = "chat.postMessage"
HISTORY = ("conversations.history", "conversations.replies")


@dataclass(slots=True)
class Budgets:
    """Unlimited until a test sets them: `set("chat.postMessage", 1, per=1)` or `realistic()`."""

    clock: Clock
    limits: dict[str, tuple[int, float]] = field(default_factory=dict)
    spent: dict[tuple[str, ...], deque[float]] = field(default_factory=dict)
    hit: Counter[str] = field(default_factory=Counter)

    def set(self, method: str, limit: int, *, per: float) -> None:
        """`chat.postMessage` is counted by channel, all else by method and workspace."""
        self.limits[method] = (limit, per)
        self.spent = {key: times for key, times in self.spent.items() if key[0] != method}

    def unlimited(self) -> None:
        self.limits.clear()
        self.spent.clear()

    def realistic(self, burst: int = 5) -> None:
        for method, tier in METHOD_TIERS.items():
            self.set(method, TIERS[tier], per=MINUTE)
        self.set(A_CHANNEL, burst, per=float(burst))

    def distributed(self) -> None:
        """An unlisted app that is sold: one look a minute at history, whatever the tier."""
        for method in HISTORY:
            self.set(method, 1, per=MINUTE)

    def spend(self, method: str, team_id: str, params: JSON) -> float:
        """Seconds to wait; zero lets the call pass."""
        if method not in self.limits:
            return 0.0
        limit, per = self.limits[method]
        key = (method, team_id, *([str(params.get("channel"))] if method == A_CHANNEL else []))
        times, now = self.spent.setdefault(key, deque()), self.clock.now()
        while times and times[0] <= now - per:
            times.popleft()
        if len(times) < limit:
            times.append(now)
            return 0.0
        self.hit[method] += 1
        return times[0] + per - now
