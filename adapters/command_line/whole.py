"""All of Baton in this process, for the commands that need it whole."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from adapters import logs
from adapters.app import App, CannotStart, build
from adapters.command_line.checks import look
from adapters.command_line.opening import data_folder
from adapters.command_line.pages import playground
from adapters.command_line.stopping import Stop
from adapters.settings import Settings


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[App]:
    """The app, working; what keeps it from starting is the end of the command."""
    data_folder(settings)
    logs.set_up(settings.log_level)
    try:
        async with build(settings, checks=partial(look, settings), platforms=playground) as app:
            yield app
    except CannotStart as why:
        raise Stop(str(why)) from None
