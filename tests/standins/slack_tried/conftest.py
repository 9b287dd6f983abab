"""A server, a workspace, Ana, and a Bolt app by either way."""

import pytest

from tests.standins.slack import SlackStandIn
from tests.standins.slack_tried.apps import Served, Socketed, bolt, client


@pytest.fixture
async def server():
    async with SlackStandIn() as server:
        yield server


@pytest.fixture
def workspace(server):
    return server.workspace("Larkspur & Pine")


@pytest.fixture
def ana(workspace):
    return workspace.member("Ana")


@pytest.fixture
def web(server, workspace):
    """The bot, calling the Web API itself."""
    return client(server)


@pytest.fixture
def app(server, workspace):
    return bolt(server)


@pytest.fixture(params=["http", "socket"])
async def running(request, server, app):
    """The app, heard by either transport."""
    if request.param == "http":
        async with Served(app) as served:
            server.delivers_to(served.url)
            yield served
    else:
        async with Socketed(server, app) as socketed:
            yield socketed
