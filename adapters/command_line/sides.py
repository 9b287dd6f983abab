"""What a chat platform is to the command that starts it."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from aiohttp import web

from adapters.app import App
from adapters.command_line.checks import Check
from adapters.delivery.ports import Platform
from bot.events import Place

DEMONSTRATION = "A demonstration with a fictional shop: nothing here is a real order or real money."
"""Beneath every answer, where the sample shop stands beside a platform's real token."""


class Side(Protocol):
    """A platform that has a token."""

    name: str
    """As people call it."""

    def platforms(self, app: App) -> Iterable[Platform]:
        """What delivers to it; made once, before anything is delivered."""

    @property
    def ready(self) -> bool:
        """Whether it is connected just now."""

    async def checks(self) -> Sequence[Check]:
        """What the running platform knows for `doctor`."""

    def channels(self, place: Place) -> Mapping[str, str] | None:
        """What `handoff.scene.Channels` asks, as far as it is known without a call."""

    def routes(self) -> Sequence[web.RouteDef]:
        """What the platform itself calls on the web port; none if it calls nothing there."""

    def connected(self) -> AbstractAsyncContextManager[None]:
        """Connected until the end of the block; raises CannotStart."""
