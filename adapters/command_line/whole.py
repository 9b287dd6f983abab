"""All of Baton in this process, for the commands that need it whole."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

from adapters import logs
from adapters.app import App, CannotStart, build
from adapters.command_line.checks import Check, look
from adapters.command_line.opening import data_folder, own_ear
from adapters.command_line.pages import playground
from adapters.command_line.sides import Side
from adapters.command_line.stopping import Stop
from adapters.delivery.ports import Platform
from adapters.settings import Settings
from adapters.web.crew import thread
from bot.events import Place
from handoff.routing import OURS
from handoff.scene import Channels

OUR_PAGE = thread(0)
"""The one channel of our own page; what is typed in the shell is in none."""
THEIRS = ("discord", "slack")


@asynccontextmanager
async def opened(settings: Settings, sides: Sequence[Side] = ()) -> AsyncIterator[App]:
    """The app, working; what keeps it from starting is the end of the command.

    Without its `sides` what is for a chat platform waits until Baton runs.
    """

    async def checks() -> Sequence[Check]:
        return (*await look(settings), *[check for side in sides for check in await side.checks()])

    def platforms(app: App) -> Iterable[Platform]:
        return (*playground(app), *[platform for side in sides for platform in side.platforms(app)])

    data_folder(settings)
    own_ear(settings)
    logs.set_up(settings.log_level)
    try:
        async with build(settings, checks=checks, channels=channels_of(sides), platforms=platforms) as app:
            yield app
    except CannotStart as why:
        raise Stop(str(why)) from None


def channels_of(sides: Sequence[Side]) -> Channels:
    """Which channels there are, as far as our own page and the sides know without a call."""

    def channels(place: Place) -> Mapping[str, str] | None:
        if place.platform in OURS:
            return {OUR_PAGE.channel: OUR_PAGE.channel} if replace(place, channel=OUR_PAGE.channel) == OUR_PAGE else {}
        if place.platform not in THEIRS:
            return {}
        return next((side.channels(place) for side in sides if side.name.casefold() == place.platform), None)

    return channels
