"""The playground on a real database and a real port, with stand-ins behind its doors."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from adapters.store.files import FileStore
from adapters.store.migrate import migrate
from adapters.store.sqlite import SqliteStore, open_store
from adapters.web.playground import Playground
from adapters.web.ports import Parts
from tests.adapters.web.double import Clock, Desk, Faults, Mail, Service, Shop


async def ready() -> bool:
    return True


@dataclass(slots=True)
class Behind:
    """Everything a test looks at behind the page."""

    store: SqliteStore
    files: FileStore
    service: Service = field(default_factory=Service)
    desk: Desk = field(default_factory=Desk)
    clock: Clock = field(default_factory=Clock)
    shop: Shop = field(default_factory=Shop)
    faults: Faults = field(default_factory=Faults)
    moves: list[str] = field(default_factory=list)

    @property
    def parts(self) -> Parts:
        return Parts(
            self.store, self.service, self.desk, self.files, self.clock, self.shop, self.faults,
            mails=lambda: (Mail(), Mail(subject="Newer")), ready=ready, metrics=lambda: b"baton_up 1\n",
            moved=lambda: self.moves.append("moved"),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Browser:
    """What a tab of the page does, without the tab."""

    http: aiohttp.ClientSession
    address: str

    async def post(self, path: str, body: object, **headers: str) -> tuple[int, dict[str, object]]:
        sent = {"X-Baton": "1", "Origin": self.address.rstrip("/"), **headers}
        async with self.http.post(self.address + path, data=json.dumps(body), headers=sent) as answer:
            told: dict[str, object] = await answer.json()
            return answer.status, told

    async def say(
        self, id: str, text: str, path: str = "say", who: str = "rosa", case: int = 0, **files: bytes
    ) -> tuple[int, dict[str, Any]]:
        form = aiohttp.FormData(default_to_multipart=True)
        form.add_field("words", json.dumps({"id": id, "who": who, "text": text, "case": case}))
        for name, data in files.items():
            form.add_field("file", BytesIO(data), filename=name.replace("__", "."))
        async with self.http.post(self.address + path, data=form, headers={"X-Baton": "1"}) as answer:
            return answer.status, await answer.json()

    async def events(self, count: int, **headers: str) -> list[tuple[str, object]]:
        """The first events of a new stream, until `count` of the kind "rows" or the end of what was missed."""
        heard: list[tuple[str, object]] = []
        async with self.http.get(self.address + "events", headers=headers) as stream:
            name = ""
            async for raw in stream.content:
                line = raw.decode().strip()
                name = line.removeprefix("event: ") if line.startswith("event:") else name
                if line.startswith("data:"):
                    heard.append((name, json.loads(line.removeprefix("data: "))))
                if sum(kind == "rows" for kind, _ in heard) >= count and (count or name == "ready"):
                    break
        return heard

    async def rows(self, **headers: str) -> list[dict[str, object]]:
        heard = await self.events(0, **headers)
        return [row for name, rows in heard if name == "rows" for row in rows]  # type: ignore[attr-defined] # JSON


@pytest.fixture
async def behind(tmp_path: Path) -> AsyncIterator[Behind]:
    migrate(tmp_path / "baton.db")
    async with open_store(tmp_path / "baton.db") as store:
        yield Behind(store, FileStore(tmp_path / "files", 100_000_000))


@pytest.fixture
async def page(behind: Behind) -> AsyncIterator[Playground]:
    playground = Playground(behind.parts)
    await playground.start("127.0.0.1", 0)
    yield playground
    await playground.stop()


@pytest.fixture
async def browser(page: Playground) -> AsyncIterator[Browser]:
    async with aiohttp.ClientSession() as http:
        yield Browser(http, page.address)


@pytest.fixture
async def guarded(behind: Behind) -> AsyncIterator[Browser]:
    """Bound to every address of the machine, hence behind a token."""
    playground = Playground(replace(behind.parts, token="a-token-of-some-length"))
    await playground.start("0.0.0.0", 0)
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:
        yield Browser(http, playground.address)
    await playground.stop()
