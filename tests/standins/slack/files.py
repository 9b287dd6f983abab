"""The file server: the upload address, and private downloads that need a token."""

import mimetypes

from aiohttp import web

from .faults import Faults
from .records import File
from .server import LOGIN
from .world import World


class Files:
    """Takes bytes, and gives them to who shows a token that may read files; to others, a login page with 200."""

    def __init__(self, world: World, faults: Faults) -> None:
        self.world, self.faults = world, faults
        self.downloads: list[tuple[str, bool]] = []

    def add_to(self, app: web.Application) -> None:
        app.router.add_post("/upload/v1/{file}", self.upload)
        app.router.add_get("/files-pri/{file}/{name}", self.download)
        app.router.add_get("/files-pri/{file}/download/{name}", self.download)

    async def upload(self, request: web.Request) -> web.Response:
        return await self.faults.around("upload", request, self._upload)

    async def _upload(self, request: web.Request) -> web.Response:
        file = self.world.files.get(request.match_info["file"])
        if file is None or file.uploaded:
            return web.Response(status=404, text="no such upload")
        data = await self._bytes(request)
        if len(data) != file.size:
            return web.Response(status=400, text=f"length mismatch: {len(data)} instead of {file.size}")
        file.data, file.uploaded = data, True
        file.media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        return web.Response(text=f"OK - {len(data)}")

    async def _bytes(self, request: web.Request) -> bytes:
        if request.content_type != "multipart/form-data":
            return await request.read()
        form = await request.post()
        part = next(iter(form.values()))
        return part.file.read() if isinstance(part, web.FileField) else str(part).encode()

    async def download(self, request: web.Request) -> web.Response:
        return await self.faults.around("download", request, self._download)

    async def _download(self, request: web.Request) -> web.Response:
        id_ = request.match_info["file"].rpartition("-")[2]
        file, allowed = self.world.files.get(id_), self._may(request)
        self.downloads.append((id_, allowed))
        if not allowed:
            return web.Response(text=LOGIN, content_type="text/html")
        if file is None or file.deleted:
            return web.Response(status=404, text="file_not_found")
        return web.Response(body=file.data, headers=_headers(file))

    def _may(self, request: web.Request) -> bool:
        scheme, _, value = request.headers.get("Authorization", "").partition(" ")
        token = self.world.tokens.get(value) if scheme == "Bearer" else None
        return token is not None and not token.dead and "files:read" in token.scopes


def _headers(file: File) -> dict[str, str]:
    return {"Content-Type": file.media_type, "Content-Disposition": f'attachment; filename="{file.id}"'}
