"""The way into a running Baton: JSON lines over a socket that only its owner can open."""

import asyncio
import json
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any

from adapters.command_line.stopping import Stop
from bot.writes import StoreUnavailable

Lines = AsyncIterator[str]
Out = Callable[[dict[str, Any]], Awaitable[None]]
Serve = Callable[[Mapping[str, Any], Lines, Out], Awaitable[None]]
PATIENCE = 3.0
"""Seconds for an answer that takes no work."""
LONGEST = 4_000_000
"""Bytes of one line; a message of 40,000 characters, every one escaped, fits many times."""


@asynccontextmanager
async def listening(path: Path, serve: Serve) -> AsyncIterator[None]:
    """Serve whoever connects, until the end of the block."""
    callers: set[asyncio.Task[None]] = set()

    async def called(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None  # a coroutine runs in a task
        callers.add(task)
        try:
            await _served(reader, writer, serve)
        finally:
            callers.discard(task)
            writer.close()

    with _reachable(path) as address:
        server = await asyncio.start_unix_server(called, address, limit=LONGEST, start_serving=False)
        # Nobody can connect between the two: it does not listen yet.
        os.chmod(address, 0o600)  # noqa: PTH101 - the address may name the folder by its handle
        await server.start_serving()
    try:
        yield
    finally:
        server.close()
        for task in callers:
            task.cancel()
        await asyncio.gather(*callers, return_exceptions=True)
        await asyncio.to_thread(path.unlink, missing_ok=True)


async def _served(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, serve: Serve) -> None:
    async def out(shape: dict[str, Any]) -> None:
        writer.write(json.dumps(shape).encode() + b"\n")
        with suppress(ConnectionError):
            await writer.drain()

    lines = _lines(reader)
    with suppress(ConnectionError, asyncio.LimitOverrunError, ValueError):
        opening = json.loads(await anext(lines, "{}"))
        try:
            await serve(opening if isinstance(opening, dict) else {}, lines, out)
        except Stop as stop:
            await out({"stop": str(stop), "code": stop.code})
        except StoreUnavailable as broken:
            await out({"stop": str(broken), "code": 2})


async def _lines(reader: asyncio.StreamReader) -> Lines:
    while raw := await reader.readline():
        yield raw.decode("utf-8", "replace").rstrip("\n")


@contextmanager
def _reachable(path: Path) -> Iterator[str]:
    """An address short enough for a socket (108 bytes on Linux): a long one is named by its folder's handle."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        yield str(path) if len(os.fsencode(path)) < 100 else f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)


class Running:
    """A running Baton, from outside."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def talk(self, opening: Mapping[str, Any], lines: Lines, out: Out) -> None:
        """Send what comes from one side and show what comes from the other, until either ends."""
        await self._send(json.dumps(opening))
        sending = asyncio.create_task(self._send_all(lines))
        try:
            async for line in _lines(self._reader):
                await out(_checked(json.loads(line)))
        finally:
            sending.cancel()
            with suppress(asyncio.CancelledError):
                await sending

    async def _send_all(self, lines: Lines) -> None:
        with suppress(ConnectionError):
            async for line in lines:
                await self._send(line)
            self._writer.write_eof()

    async def _send(self, line: str) -> None:
        self._writer.write(line.encode() + b"\n")
        await self._writer.drain()


def _checked(shape: dict[str, Any]) -> dict[str, Any]:
    if "stop" in shape:
        raise Stop(shape["stop"], shape["code"])
    return shape


def asked(path: Path, opening: Mapping[str, Any]) -> str | None:
    """What the Baton that runs on this data folder answers at once; empty if it has no such answer, None if none runs.

    Without a loop: for a thread that may wait.
    """
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(PATIENCE)
        try:
            with _reachable(path) as address:
                line.connect(address)
        except OSError:
            return None
        with suppress(OSError, ValueError), line.makefile("rwb") as both:
            both.write(json.dumps(opening).encode() + b"\n")
            both.flush()
            shape = json.loads(both.readline())
            return str(shape.get("text", "")) if isinstance(shape, dict) else ""
    return ""


@asynccontextmanager
async def connected(path: Path) -> AsyncIterator[Running | None]:
    """The Baton that runs on this data folder, None if none does."""
    try:
        with _reachable(path) as address:
            reader, writer = await asyncio.open_unix_connection(address, limit=LONGEST)
    except (FileNotFoundError, ConnectionRefusedError, NotADirectoryError):
        yield None
        return
    try:
        yield Running(reader, writer)
    finally:
        writer.close()
