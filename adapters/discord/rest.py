"""Discord's HTTP API through the real client's own session and rate limits; nothing else calls it for sending.

No        Discord said no; its code tells why
Slow      Discord asked for a longer wait than the client keeps by itself
"""

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import aiohttp
import discord
from discord.http import Route

from adapters.discord.shown import JSON
from handoff.ports import Outcomes

Risk = Literal["again", "nonce", "once"]
"""What a lost answer means: sending it again is harmless, is recognised for minutes, or would double it."""

NOT_CONNECTED = 2.0
SIGNED_OUT = 60.0
BANNED = 60.0


class No(Exception):
    """A refusal: `code` as Discord numbers them, `needs` the permissions the call takes."""

    def __init__(self, error: discord.HTTPException, needs: tuple[str, ...], channel: int) -> None:
        super().__init__(f"{error.status} {error.code}")
        self.code, self.status, self.text = error.code, error.status, error.text
        self.needs, self.channel = needs, channel


class Slow(Exception):
    """Come back after `retry_after` seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"{retry_after:.0f} s")
        self.retry_after = retry_after


class _Repeated(Exception):
    """The client was about to send once more what may have been accepted."""


class _Once(discord.File):
    """Rides along with a call that has no nonce: the client's own retries after a 5xx could double it."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), filename="once")

    def reset(self, *, seek: int | bool = True) -> None:
        if seek:
            raise _Repeated


@dataclass(frozen=True, slots=True)
class Upload:
    """A file on its way out."""

    name: str
    data: bytes


class Rest:
    """The calls that sending makes, each one request."""

    def __init__(self, client: Callable[[], discord.Client | None], outcomes: Outcomes) -> None:
        self._client, self._outcomes = client, outcomes

    @property
    def client(self) -> discord.Client:
        """The client that is signed in; Busy until there is one."""
        client = self._client()
        if client is None or client.user is None or client.is_closed():
            raise self._outcomes.busy(NOT_CONNECTED, "Discord is not connected yet")
        return client

    def crowded(self, route: Route) -> bool:
        """Whether, by Discord's own headers, nothing more may be sent there just now, or the last call sat that out.

        The library waits at the end of the call that used a bucket up; it then has no end of its time yet.
        """
        http = self.client.http
        bucket = http._bucket_hashes.get(route.key) or route.key
        known = http._buckets.get(f"{bucket}:{route.major_parameters}")
        if known is None or known.limit <= 1:
            return False
        return known.expires is None or (known.remaining <= 0 and not known.is_expired())

    async def post(self, channel: int, body: JSON, files: Sequence[Upload], nonce: str) -> JSON:
        """Create a message; a repeat of the nonce within minutes returns the one that exists."""
        route = to_channel(channel)
        needs = ("view_channel", "send_messages", "send_messages_in_threads", *_files_need(files))
        body = {**body, "nonce": nonce, "enforce_nonce": True}
        return await self._call(route, "nonce", needs, channel, body, files)

    async def edit(self, channel: int, message: int, body: JSON) -> JSON:
        return await self._call(_message("PATCH", channel, message), "again", ("view_channel",), channel, body)

    async def delete(self, channel: int, message: int) -> None:
        await self._call(_message("DELETE", channel, message), "again", ("view_channel",), channel)

    async def react(self, channel: int, message: int, emoji: str) -> None:
        needs = ("add_reactions", "read_message_history")
        await self._call(_message("PUT", channel, message, f"/reactions/{emoji}/@me"), "again", needs, channel)

    async def unreact(self, channel: int, message: int, emoji: str) -> None:
        await self._call(_message("DELETE", channel, message, f"/reactions/{emoji}/@me"), "again", (), channel)

    async def history(self, channel: int, limit: int = 100) -> list[JSON]:
        """The newest messages first."""
        route = Route("GET", "/channels/{channel_id}/messages", channel_id=channel)
        needs = ("view_channel", "read_message_history")
        return _listed(await self._call(route, "again", needs, channel, params={"limit": limit}))

    async def message(self, channel: int, message: int) -> JSON:
        return await self._call(_message("GET", channel, message), "again", ("read_message_history",), channel)

    async def start_thread(self, channel: int, message: int, body: JSON) -> JSON:
        """Grow a thread from a message; it gets the message's id."""
        needs = ("create_public_threads",)
        return await self._call(_message("POST", channel, message, "/threads"), "again", needs, channel, body)

    async def create_thread(self, channel: int, body: JSON, files: Sequence[Upload] = ()) -> JSON:
        """A forum's post, or a private thread."""
        route = Route("POST", "/channels/{channel_id}/threads", channel_id=channel)
        private = body.get("type") == discord.ChannelType.private_thread.value
        needs = ("create_private_threads",) if private else ("send_messages", *_files_need(files))
        return await self._call(route, "once", needs, channel, body, files)

    async def active_threads(self, guild: int) -> list[JSON]:
        found = await self._call(Route("GET", "/guilds/{guild_id}/threads/active", guild_id=guild), "again")
        threads: list[JSON] = found.get("threads") or []
        return threads

    async def channel(self, channel: int) -> JSON:
        route = Route("GET", "/channels/{channel_id}", channel_id=channel)
        return await self._call(route, "again", ("view_channel",), channel)

    async def change_channel(self, channel: int, **to: object) -> None:
        """Archive, lock, tag: never rename, which Discord allows twice in ten minutes."""
        route = Route("PATCH", "/channels/{channel_id}", channel_id=channel)
        await self._call(route, "again", ("manage_threads",), channel, to)

    async def invite(self, thread: int, user: int) -> None:
        """Let somebody into a thread."""
        route = Route("PUT", "/channels/{channel_id}/thread-members/{user_id}", channel_id=thread, user_id=user)
        await self._call(route, "again", ("send_messages_in_threads",), thread)

    async def open_dm(self, user: int) -> int:
        found = await self._call(Route("POST", "/users/@me/channels"), "again", body={"recipient_id": str(user)})
        return int(found["id"])

    async def webhooks(self, channel: int) -> list[JSON]:
        route = Route("GET", "/channels/{channel_id}/webhooks", channel_id=channel)
        return _listed(await self._call(route, "again", ("manage_webhooks",), channel))

    async def create_webhook(self, channel: int, name: str) -> JSON:
        route = Route("POST", "/channels/{channel_id}/webhooks", channel_id=channel)
        return await self._call(route, "again", ("manage_webhooks",), channel, {"name": name})

    async def execute(self, hook: JSON, thread: int, body: JSON, files: Sequence[Upload]) -> JSON:
        """Speak through a webhook, which takes no nonce."""
        where = {"wait": "true"} | ({"thread_id": str(thread)} if thread else {})
        return await self._call(through(hook), "once", ("manage_webhooks",), thread, body, files, where)

    async def aside(self, application: int, token: str, body: JSON, files: Sequence[Upload]) -> JSON:
        """Beneath what somebody pressed or commanded, for them alone; it takes no nonce."""
        hook = {"id": application, "token": token}
        return await self._call(_hook("POST", hook), "once", (), 0, body, files, {"wait": "true"})

    async def edit_through(self, hook: JSON, thread: int, message: int, body: JSON) -> None:
        where = {"thread_id": str(thread)} if thread else {}
        await self._call(_hook("PATCH", hook, message), "again", (), thread, body, params=where)

    async def delete_through(self, hook: JSON, thread: int, message: int) -> None:
        where = {"thread_id": str(thread)} if thread else {}
        await self._call(_hook("DELETE", hook, message), "again", (), thread, params=where)

    async def _call(
        self,
        route: Route,
        risk: Risk,
        needs: tuple[str, ...] = (),
        channel: int = 0,
        body: JSON | None = None,
        files: Sequence[Upload] = (),
        params: JSON | None = None,
    ) -> JSON:
        http = self.client.http
        given: dict[str, Any] = {"params": params} if params else {}
        if files:
            given["form"] = _form(body or {}, files)
        elif body is not None:
            given["json"] = body
        try:
            answer: JSON = await http.request(route, files=[_Once()] if risk == "once" else None, **given)
        except discord.RateLimited as limited:
            raise Slow(limited.retry_after) from limited
        except discord.HTTPException as no:
            raise self._read(no, risk, needs, channel) from no
        except aiohttp.ClientConnectorError as away:
            raise self._outcomes.unreached("Discord could not be reached") from away
        except (aiohttp.ClientError, OSError, _Repeated) as lost:
            raise self._lost(risk) from lost
        return answer

    def _read(self, no: discord.HTTPException, risk: Risk, needs: tuple[str, ...], channel: int) -> Exception:
        if no.status >= 500:
            return self._lost(risk)
        if no.status == 401 and not no.code:
            return self._outcomes.busy(SIGNED_OUT, "Discord does not accept the bot's token any more")
        if no.status == 429 and not no.code:
            return self._outcomes.busy(BANNED, "Discord turns this machine away for a while")
        return No(no, needs, channel)

    def _lost(self, risk: Risk) -> Exception:
        words = "the line to Discord broke"
        return self._outcomes.unreached(words) if risk == "again" else self._outcomes.unknown(words)


def _listed(answer: object) -> list[JSON]:
    """An answer that is a list of things."""
    assert isinstance(answer, list), "Discord lists these"
    return answer


def _files_need(files: Sequence[Upload]) -> tuple[str, ...]:
    return ("attach_files",) if files else ()


def _message(method: str, channel: int, message: int, more: str = "") -> Route:
    path = "/channels/{channel_id}/messages/{message_id}"
    if "/reactions/" not in more:
        return Route(method, path + more, channel_id=channel, message_id=message)
    emoji = more.split("/")[2]
    return Route(method, path + "/reactions/{emoji}/@me", channel_id=channel, message_id=message, emoji=emoji)


def to_channel(channel: int) -> Route:
    """Where a message is posted."""
    return Route("POST", "/channels/{channel_id}/messages", channel_id=channel)


def through(hook: JSON) -> Route:
    """Where a message is posted under a name of its own."""
    return _hook("POST", hook)


def _hook(method: str, hook: JSON, message: int = 0) -> Route:
    path = "/webhooks/{webhook_id}/{webhook_token}"
    named = {"webhook_id": int(hook["id"]), "webhook_token": hook["token"]}
    if not message:
        return Route(method, path, **named)
    return Route(method, path + "/messages/{message_id}", message_id=message, **named)


def _form(body: JSON, files: Sequence[Upload]) -> list[JSON]:
    """A form of the message and its files; bytes, so that a retry can send them again."""
    told = {"attachments": [{"id": number, "filename": file.name} for number, file in enumerate(files)]}
    whole = {**body, "message": body["message"] | told} if "message" in body else body | told
    parts: list[JSON] = [{"name": "payload_json", "value": json.dumps(whole)}]
    for number, file in enumerate(files):
        kind = "application/octet-stream"
        parts.append({"name": f"files[{number}]", "value": file.data, "filename": file.name, "content_type": kind})
    return parts
