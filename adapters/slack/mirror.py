"""Whether a customer's words may stand under the customer's name: the scope chat:write.customize."""

from collections.abc import Callable
from time import monotonic as now

from adapters.slack.api import Api

SCOPE = "chat:write.customize"
LOOK_AGAIN = 600.0
"""Seconds for which a workspace that refused is left in peace."""


class Mirror:
    """Knows where we may bear other names; where not, words are shown in a plainer way."""

    def __init__(self, api: Api, monotonic: Callable[[], float] = now) -> None:
        self._api, self._monotonic = api, monotonic
        self._denied: dict[str, float] = {}

    async def may(self, space: str) -> bool:
        if self._denied.get(space, 0.0) > self._monotonic():
            return False
        return await self._api.may(space, SCOPE)

    def denied(self, space: str) -> None:
        """Slack refused it although the scope seemed to be there."""
        self._denied[space] = self._monotonic() + LOOK_AGAIN
