"""The file server: links that expire, and avatars."""

from aiohttp import web

from .wire import Wire
from .world import World


class Cdn:
    """Serves an attachment as long as its message stands and its link holds."""

    def __init__(self, world: World, wire: Wire) -> None:
        self.world, self.wire = world, wire
        self.downloads: list[str] = []

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/attachments/{channel_id}/{file_id}/{name}", self.attachment)

    async def attachment(self, request: web.Request) -> web.Response:
        held = self.world.files.get(int(request.match_info["file_id"]))
        if held is None or str(held[0]) != request.match_info["channel_id"]:
            return web.Response(status=404, text="This content is no longer available.")
        if not self._holds(request):
            return web.Response(status=404, text="This content is no longer available.")
        self.downloads.append(held[1].name)
        return web.Response(body=held[1].data, headers={"Content-Type": held[1].media_type})

    def _holds(self, request: web.Request) -> bool:
        """Whether the link was signed here and has not run out."""
        expires, issued = request.query.get("ex", ""), request.query.get("is", "")
        if request.query.get("hm") != self.wire.signature(request.rel_url.raw_path, expires, issued):
            return False
        return int(expires, 16) > self.world.clock.now()
