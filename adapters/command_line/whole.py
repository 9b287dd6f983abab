"""All of Baton in this process, for the commands that need it whole."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager

from adapters import logs
from adapters.app import App, CannotStart, build
from adapters.command_line.checks import Check, look
from adapters.command_line.opening import data_folder, own_ear
from adapters.command_line.pages import playground
from adapters.command_line.sides import Side
from adapters.command_line.stopping import Stop
from adapters.delivery.ports import Platform
from adapters.settings import Settings


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
        async with build(settings, checks=checks, platforms=platforms) as app:
            yield app
    except CannotStart as why:
        raise Stop(str(why)) from None
