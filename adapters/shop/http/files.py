"""Labels and photos: fetched from the shop once, and kept where attachments lie."""

from urllib.parse import quote

from adapters.shop.http.lies import Unusable
from adapters.shop.http.line import Line
from bot.events import File
from bot.ports import Files
from bot.shop import ShopUnavailable

LARGEST = 5_000_000
MOST_KNOWN = 2_000
ENDINGS = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp", "image/gif": "gif"}


class ShopFiles:
    """A file never changes under its id, so it is asked for once."""

    def __init__(self, line: Line, files: Files) -> None:
        self._line, self._files = line, files
        self._known: dict[str, File] = {}

    async def get(self, id: str, name: str) -> File | None:
        """The file, called `name`; None if the shop has none. Raises ShopUnavailable or Unusable."""
        if (known := self._known.get(id)) is not None and await self._is_here(known):
            return known
        answer = await self._line.read(f"/files/{quote(id, safe='')}", largest=LARGEST)
        if answer.status != 200:
            if answer.status == 404 and answer.code == "unknown_file":
                return None
            raise ShopUnavailable(f"A file cannot be had: status {answer.status}.")
        file = await self._files.keep(name, answer.body)
        if (ending := ENDINGS.get(file.media_type)) is None:
            raise Unusable(f"a file is no picture and no PDF but {file.media_type}")
        self._remember(id, File(file.ref, f"{name}.{ending}", file.media_type, file.size))
        return self._known[id]

    async def _is_here(self, file: File) -> bool:
        """It may have been erased since, with whoever it was shown to."""
        try:
            await self._files.read(file.ref)
        except FileNotFoundError:
            return False
        return True

    def _remember(self, id: str, file: File) -> None:
        while len(self._known) >= MOST_KNOWN:
            del self._known[next(iter(self._known))]
        self._known[id] = file
