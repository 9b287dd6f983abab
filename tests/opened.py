"""A shop that has just opened, to begin conversations and stories with a copy of."""

import asyncio

import pytest


@pytest.fixture(scope="session")
def opened(tmp_path_factory):
    """A folder with everything `baton run` has made by the time it answers: only the first opening pays for that."""
    from tests.stage import a_stage  # all of Baton: no run that needs it not shall wait for it

    path = tmp_path_factory.mktemp("opened")

    async def open_and_close():
        async with a_stage(path):
            pass

    asyncio.run(open_and_close())
    return path
