"""Bots that the tests run: the real Bolt, behind HTTP or on Socket Mode."""

from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient


def client(server, token=None):
    return AsyncWebClient(token=token or server.bot_token, base_url=server.api_url, retry_handlers=[])


def bolt(server, **options):
    options.setdefault("client", client(server))
    return AsyncApp(signing_secret=server.signing_secret, **options)


class Served:
    """A Bolt app behind a real HTTP port."""

    def __init__(self, app):
        self.app, self.requests = app, []

    async def __aenter__(self):
        site = web.Application()
        site.router.add_route("*", "/slack/events", self._handle)
        self._runner = web.AppRunner(site, access_log=None, shutdown_timeout=0.05)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/slack/events"
        return self

    async def __aexit__(self, *_):
        await self._runner.cleanup()

    async def _handle(self, request):
        body = (await request.read()).decode()
        self.requests.append(dict(request.headers))
        headers = {key.lower(): value for key, value in request.headers.items()}
        answer = await self.app.async_dispatch(AsyncBoltRequest(body=body, headers=headers))
        first = {key: values[0] for key, values in answer.headers.items()}
        return web.Response(status=answer.status, body=answer.body, headers=first)


class Socketed:
    """A Bolt app on Socket Mode."""

    def __init__(self, server, app):
        self.server = server
        self.handler = AsyncSocketModeHandler(app, server.app_token, web_client=client(server, server.app_token))

    async def __aenter__(self):
        await self.handler.connect_async()
        await self.server.connected()
        return self

    async def __aexit__(self, *_):
        await self.handler.close_async()
