"""Whether people of another organisation read a channel. Cases are never shown where they do."""

import time
from collections.abc import Callable

import structlog

from adapters.slack.api import Api, No
from handoff.ports import Outcomes

log = structlog.get_logger("slack")
FRESH = 600.0
"""Seconds for which an answer holds if no event tells otherwise."""
SHARED = (
    "This channel is shared with another organisation, who would read every customer's case."
    " Nothing is posted here: stop sharing it, or set up another channel for staff"
)


class Sharing:
    """Asks Slack once a channel; `forget` it when Slack tells of a change."""

    def __init__(self, api: Api, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._api, self._monotonic = api, monotonic
        self._known: dict[str, tuple[float, bool]] = {}

    async def is_shared_outside(self, space: str, channel: str) -> bool:
        """Whether it is, or is about to be, shared by Slack Connect; raises Trouble if Slack can't be asked.

        An app that may not ask (no channels:read or groups:read) shows no case: better none than to strangers.
        """
        until, shared = self._known.get(channel, (0.0, False))
        if until > self._monotonic():
            return shared
        try:
            found = (await self._api.call(space, "conversations.info", channel=channel)).get("channel") or {}
        except No as no:
            # A private channel without us: the post itself says what to do.
            if no.code != "channel_not_found":
                raise
            found = {}
        shared = bool(found.get("is_ext_shared") or found.get("is_pending_ext_shared"))
        self._known[channel] = self._monotonic() + FRESH, shared
        return shared

    async def guard(self, space: str, channel: str, outcomes: Outcomes) -> None:
        """Raises Refused where others would read along."""
        if await self.is_shared_outside(space, channel):
            log.error("slack.staff_channel_shared_outside", space=space, channel=channel)
            raise outcomes.refused(SHARED)

    def forget(self, channel: str) -> None:
        """It was shared, or is shared no more: `channel_shared`, `channel_unshared`, `shared_channel_invite_*`."""
        self._known.pop(channel, None)
