"""The websocket: hello, identify, resume with replay, heartbeats, shards, compression, and how it breaks."""

import asyncio
import json
import time
import zlib
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from aiohttp import WSCloseCode, WSMsgType, web

from .errors import JSON
from .events import Events
from .manners import Manners
from .shapes import user_json

PRIVILEGED = {1 << 1: "members", 1 << 8: "presences", 1 << 15: "message_content"}
REPLAYED, SENDS = 5000, 120
SHAKING_HANDS = 30.0


class Line:
    """One open websocket; with zlib-stream all frames share one compressor."""

    def __init__(self, socket: web.WebSocketResponse, compress: bool) -> None:
        self.socket, self.zlib = socket, zlib.compressobj() if compress else None
        self.heard: deque[float] = deque(maxlen=SENDS)

    def too_fast(self) -> bool:
        """More than 120 frames in a minute."""
        now = time.monotonic()
        full = len(self.heard) == SENDS and now - self.heard[0] < 60
        self.heard.append(now)
        return full

    async def send(self, payload: JSON) -> None:
        text = json.dumps(payload, separators=(",", ":"))
        if self.socket.closed:
            return None
        if self.zlib is None:
            return await self.socket.send_str(text)
        data = self.zlib.compress(text.encode()) + self.zlib.flush(zlib.Z_SYNC_FLUSH)
        return await self.socket.send_bytes(data)


@dataclass(eq=False)
class Session:
    """What a bot resumes: its shard, its intents and the events it may have missed."""

    shard: tuple[int, int]
    intents: int
    id: str = field(default_factory=lambda: uuid4().hex)
    sequence: int = 0
    sent: deque[JSON] = field(default_factory=lambda: deque(maxlen=REPLAYED))
    line: Line | None = None
    writing: asyncio.Lock = field(default_factory=asyncio.Lock)
    manners: Manners = field(default_factory=Manners)

    async def dispatch(self, name: str, data: Any, *, twice: bool = False) -> None:
        data = self.manners.worded(name, data)
        always = self.manners.says_all_twice and name not in ("READY", "RESUMED")
        for _ in range(2 if twice or always else 1):
            async with self.writing:
                self.sequence += 1
                payload = {"op": 0, "s": self.sequence, "t": name, "d": data}
                self.sent.append(payload)
                await self._write(payload)

    async def replay(self, after: int) -> None:
        async with self.writing:
            for payload in [one for one in self.sent if one["s"] > after]:
                await self._write(payload)

    async def _write(self, payload: JSON) -> None:
        if self.line is None:
            return
        try:
            await self.line.send(payload)
        except ConnectionError:
            self.line = None


class Gateway:
    """Every session of the bot, connected or not."""

    def __init__(self, token: str, events: Events) -> None:
        self.token, self.events = token, events
        self.sessions: dict[str, Session] = {}
        self.allowed = {"members": False, "presences": False, "message_content": True}
        self.heartbeat_ms = 41250
        self.answers_heartbeats = True
        self.identifies = self.resumes = 0
        self.url = ""
        self.manners = Manners()
        self._reachable = asyncio.Event()
        self._reachable.set()
        self.changed = asyncio.Condition()

    @property
    def connected(self) -> list[Session]:
        return [one for one in self.sessions.values() if one.line]

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        await self._reachable.wait()
        socket = web.WebSocketResponse(max_msg_size=4096 * 16, autoping=True, timeout=1.0)
        await socket.prepare(request)
        line = Line(socket, self.manners.compresses and request.query.get("compress") == "zlib-stream")
        await line.send({"op": 10, "s": None, "t": None, "d": {"heartbeat_interval": self.heartbeat_ms}})
        session: Session | None = None
        try:
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    session = await self._hears(line, session, json.loads(frame.data))
        finally:
            if session and session.line is line:
                session.line = None
                if socket.close_code in (1000, 1001):  # the bot said goodbye: nothing to resume
                    self.sessions.pop(session.id, None)
        return socket

    async def _hears(self, line: Line, session: Session | None, payload: JSON) -> Session | None:
        if line.too_fast():
            await line.socket.close(code=4008, message=b"You are being rate limited.")
            return session
        match payload.get("op"):
            case 1:
                if self.answers_heartbeats:
                    await line.send({"op": 11, "s": None, "t": None, "d": None})
            case 2:
                return await self._identify(line, session, payload["d"])
            case 6:
                return await self._resume(line, payload["d"])
            case 3 | 4:
                pass
            case 8 if session:
                await self.events.members_chunk(session, payload["d"])
            case _:
                code = 4001 if session else 4003
                await line.socket.close(code=code, message=b"Unknown opcode or not authenticated.")
        return session

    async def _identify(self, line: Line, session: Session | None, data: JSON) -> Session | None:
        self.identifies += 1
        if (refusal := self._refusal(session, data)) is not None:
            await line.socket.close(code=refusal[0], message=refusal[1].encode())
            return session
        shard, count = data.get("shard") or (0, 1)
        fresh = Session((shard, count), data.get("intents", 0), line=line, manners=self.manners)
        self.sessions[fresh.id] = fresh
        await self.events.greet(fresh, self.url)
        await self._tell()
        return fresh

    def _refusal(self, session: Session | None, data: JSON) -> tuple[int, str] | None:
        if session:
            return 4005, "Already authenticated."
        if data.get("token") != self.token:
            return 4004, "Authentication failed."
        shard, count = data.get("shard") or (0, 1)
        if not 0 <= shard < count:
            return 4010, "Invalid shard."
        if "intents" not in data or data["intents"] >> 26:
            return 4013, "Invalid intent(s)."
        if any(data["intents"] & bit and not self.allowed[name] for bit, name in PRIVILEGED.items()):
            return 4014, "Disallowed intent(s)."
        return None

    async def _resume(self, line: Line, data: JSON) -> Session | None:
        self.resumes += 1
        session = self.sessions.get(data.get("session_id", ""))
        if session is None or data.get("token") != self.token or data.get("seq", 0) > session.sequence:
            await line.send({"op": 9, "s": None, "t": None, "d": False})
            return None
        session.line = line
        await session.replay(data["seq"] or 0)
        await session.dispatch("RESUMED", {"_trace": []})
        await self._tell()
        return session

    async def _tell(self) -> None:
        async with self.changed:
            self.changed.notify_all()

    async def ready(self, within: float = SHAKING_HANDS, shards: int = 1) -> None:
        """Until a bot is connected, with so many of its shards."""
        async with asyncio.timeout(within), self.changed:
            await self.changed.wait_for(lambda: len(self.connected) >= shards)

    def _of(self, shard: int | None) -> list[Session]:
        return [one for one in self.connected if shard is None or one.shard[0] == shard]

    async def drop(self, *, resumable: bool, shard: int | None = None) -> None:
        """The connection breaks; when not resumable, the next resume is told "invalid session"."""
        for session in self._of(shard):
            line, session.line = session.line, None
            if not resumable:
                self.sessions.pop(session.id, None)
            if line:
                await line.socket.close(code=4000 if resumable else 4009, message=b"dropped")

    @asynccontextmanager
    async def away(self, *, resumable: bool, shard: int | None = None) -> AsyncIterator[None]:
        """Nobody gets through until the block ends."""
        self._reachable.clear()
        try:
            await self.drop(resumable=resumable, shard=shard)
            yield
        finally:
            self._reachable.set()

    async def ask_to_reconnect(self) -> None:
        for session in self.connected:
            if session.line:
                await session.line.send({"op": 7, "s": None, "t": None, "d": None})

    async def invalidate(self, *, resumable: bool = False, shard: int | None = None) -> None:
        """Op 9 out of the blue."""
        for session in self._of(shard):
            line = session.line
            if not resumable:
                self.sessions.pop(session.id, None)
                session.line = None
            if line:
                await line.send({"op": 9, "s": None, "t": None, "d": resumable})

    async def close(self) -> None:
        self._reachable.set()
        for session in self.connected:
            if session.line:
                await session.line.socket.close(code=WSCloseCode.GOING_AWAY, message=b"the stand-in ends")
        self.sessions.clear()


def ready_payload(session: Session, events: Events, url: str) -> JSON:
    world = events.world
    return {
        "v": 10,
        "user": user_json(world.bot),
        "guilds": [{"id": str(one.id), "unavailable": True} for one in events.guilds_of(session.shard)],
        "session_id": session.id,
        "session_type": "normal",
        "resume_gateway_url": url,
        "shard": list(session.shard),
        "application": {"id": str(world.application_id), "flags": events.application_flags},
        "private_channels": [],
        "relationships": [],
        "_trace": [],
    }
