"""The socket of a running Baton carries lines both ways, and ends every caller well."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from adapters.command_line.control import Lines, Out, connected, listening
from adapters.command_line.stopping import Stop
from bot.writes import StoreUnavailable


async def echo(opening: Mapping[str, Any], lines: Lines, out: Out) -> None:
    """Says everything back; can be made to fail."""
    match opening:
        case {"fail": "stop"}:
            raise Stop("no such thing", code=2)
        case {"fail": "store"}:
            raise StoreUnavailable("the disk is full")
    async for line in lines:
        await out({"said": line})


async def of(*lines: str) -> AsyncIterator[str]:
    for line in lines:
        yield line


async def talk(path: Path, opening: Mapping[str, Any], *lines: str) -> list[dict[str, Any]]:
    heard: list[dict[str, Any]] = []

    async def out(shape: dict[str, Any]) -> None:
        heard.append(shape)

    async with connected(path) as running:
        assert running is not None
        await running.talk(opening, of(*lines), out)
    return heard


@pytest.mark.parametrize("folder", [".", "a" * 60 + "/" + "b" * 60])
async def test_lines_go_both_ways_however_long_the_path(tmp_path: Path, folder: str) -> None:
    path = tmp_path / folder / "baton.sock"
    path.parent.mkdir(parents=True, exist_ok=True)
    async with listening(path, echo):
        assert path.stat().st_mode & 0o777 == 0o600
        assert await talk(path, {}, "one", "zwei ü", "x" * 200_000) == [
            {"said": "one"},
            {"said": "zwei ü"},
            {"said": "x" * 200_000},
        ]
    assert not path.exists()


@pytest.mark.parametrize("failure", ["stop", "store"])
async def test_what_fails_inside_ends_the_caller_in_words(tmp_path: Path, failure: str) -> None:
    async with listening(tmp_path / "s", echo):
        with pytest.raises(Stop):
            await talk(tmp_path / "s", {"fail": failure})
        assert await talk(tmp_path / "s", {}, "still here") == [{"said": "still here"}]


@pytest.mark.parametrize("garbage", [b"not json\n", b"\n", b"[]\n", b"\xff\n", b""])
async def test_garbage_closes_the_line_and_nothing_else(tmp_path: Path, garbage: bytes) -> None:
    async with listening(tmp_path / "s", echo):
        reader, writer = await asyncio.open_unix_connection(tmp_path / "s")
        writer.write(garbage)
        writer.write_eof()
        assert await reader.read() == b""
        writer.close()
        assert await talk(tmp_path / "s", {}, "still here") == [{"said": "still here"}]


async def test_nobody_listens_where_none_runs_or_one_was_killed(tmp_path: Path) -> None:
    path = tmp_path / "s"
    async with connected(path) as running:
        assert running is None
    server = await asyncio.start_unix_server(lambda r, w: None, path)
    server.close()
    async with connected(path) as running:
        assert running is None


async def test_the_end_of_the_server_ends_its_callers(tmp_path: Path) -> None:
    async with listening(tmp_path / "s", echo):
        reader, writer = await asyncio.open_unix_connection(tmp_path / "s")
        writer.write(json.dumps({}).encode() + b"\n" + b"one\n")
        assert json.loads(await reader.readline()) == {"said": "one"}
    assert await reader.read() == b""
    writer.close()
