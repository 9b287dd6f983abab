"""Slack's Web API through the real client: one shared session, no retries of its own, every outcome named.

Trouble
├── No        Slack said no and would say no again; `code` tells why
│   └── Gone  we are not in that workspace any more
├── Slow      Slack asked for a wait of `retry_after` seconds
├── Away      certainly not accepted: nothing was sent, or nothing that would hurt if it came twice
└── Lost      perhaps accepted: the line broke, or Slack failed, after a post had gone out

The client's own retries are off. It would send a post once more when the line breaks, and Slack
has no key by which it would know the second from the first.
"""

import logging
from types import TracebackType
from typing import Any, Protocol, Self
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.pace import Holds
from adapters.slack.parts import Endpoints

JSON = dict[str, Any]

TIMEOUT = aiohttp.ClientTimeout(total=20, connect=10)
"""Under the 30 seconds that delivery gives to one row."""
CONNECTIONS = 100

ONCE = frozenset({"chat.postMessage", "chat.postEphemeral", "files.completeUploadExternal"})
"""What would be seen twice if it were sent twice."""
GONE = frozenset({"account_inactive", "invalid_auth", "not_authed", "token_revoked"})
SLOW = frozenset({"ratelimited", "rate_limited"})
FAILED = frozenset({"fatal_error", "internal_error", "service_unavailable"})
"""Slack's own failures: some of it may have been done."""
CUT_OFF = frozenset({"org_login_required", "request_timeout", "team_added_to_org", "token_expired"})
"""Turned away for the moment; nothing was done. Tokens are rotated before they end, and after a race soon."""
SHORTLY = 1.0
"""The wait where Slack asks for one and does not say how long."""
quiet = logging.getLogger("slack_sdk.baton")
# Without a level of its own the library writes out every request and answer for the log, and then drops that.
quiet.setLevel(logging.WARNING)
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Trouble(Exception):
    """A call that did not end with an answer."""


class No(Trouble):
    """A refusal: `code` as Slack names it, `needed` the scope that is missing if that is why."""

    def __init__(self, code: str, method: str, needed: str = "", details: tuple[str, ...] = ()) -> None:
        super().__init__(f"{method}: {code}" + (f" ({needed})" if needed else ""))
        self.code, self.method, self.needed, self.details = code, method, needed, details


class Gone(No):
    """The app was removed from the workspace, or its token was revoked."""

    def __init__(self, code: str = "not_installed", method: str = "") -> None:
        super().__init__(code, method)


class Slow(Trouble):
    """Come back after `retry_after` seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"{retry_after:.1f} s")
        self.retry_after = retry_after


class Away(Trouble):
    """Certainly not accepted, or harmless to do again."""


class Lost(Trouble):
    """Perhaps accepted."""


class Tokens(Protocol):
    """Where the bot's token of a workspace comes from: the settings, or an install, rotated when due."""

    async def of(self, space: str) -> str:
        """The token; raises Gone where we are not installed, and Away where it can't be told just now."""


class Api:
    """Every call that is made of Slack. Use as a context manager, or close it."""

    def __init__(self, tokens: Tokens, endpoints: Endpoints | None = None, holds: Holds | None = None) -> None:
        self._tokens, self._endpoints = tokens, endpoints or Endpoints()
        self.holds = holds or Holds()
        self._session: aiohttp.ClientSession | None = None
        self._clients: dict[str, tuple[str, AsyncWebClient]] = {}
        self._scopes: dict[str, frozenset[str]] = {}

    @property
    def session(self) -> aiohttp.ClientSession:
        """The one session; files are fetched and uploaded through it too."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                timeout=TIMEOUT, connector=aiohttp.TCPConnector(limit=CONNECTIONS), cookie_jar=aiohttp.DummyCookieJar()
            )
        return self._session

    def client(self, token: str) -> AsyncWebClient:
        """A client of the library, on our session and without retries; Bolt is given one as well."""
        made = AsyncWebClient(
            token=token,
            base_url=self._endpoints.api,
            timeout=int(TIMEOUT.total or 0),
            session=self.session,
            logger=quiet,
            retry_handlers=[],
        )
        if urlsplit(self._endpoints.api).hostname in LOOPBACK:
            # The library takes a proxy from the environment, for this machine itself too.
            made.proxy = None
        return made

    async def call(self, space: str, method: str, /, **params: Any) -> JSON:
        """One request to "chat.postMessage" and so on as the bot of a workspace; raises Trouble."""
        if left := self.holds.left(space, method):
            raise Slow(left)
        answer = await self._asked(await self._client(space), space, method, params)
        # Raised here, where the library's error is no longer at hand: it carries the request with the token.
        if isinstance(answer, Trouble):
            if isinstance(answer, Slow):
                self.holds.hold(space, method, answer.retry_after)
            raise answer
        return answer

    async def upload(self, url: str, data: bytes) -> None:
        """The bytes of a file to the address that Slack gave for them; no token goes along."""
        try:
            async with self.session.post(url, data=data) as response:
                if response.status != 200:
                    raise Away(f"the upload was answered with {response.status}")
        except (aiohttp.ClientError, OSError, TimeoutError) as lost:
            raise Away("the line broke during an upload") from lost

    async def may(self, space: str, scope: str) -> bool:
        """Whether the token of a workspace has a scope, as Slack says with every answer; yes where it did not say."""
        if space not in self._scopes:
            await self.call(space, "auth.test")
        known = self._scopes.setdefault(space, frozenset())
        return scope in known or not known

    def forget(self, space: str) -> None:
        """The token of a workspace has changed, or is no more."""
        self._clients.pop(space, None)
        self._scopes.pop(space, None)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def _client(self, space: str) -> AsyncWebClient:
        token = await self._tokens.of(space)
        known = self._clients.get(space)
        if known is None or known[0] != token or known[1].session is not self._session:
            known = self._clients[space] = token, self.client(token)
        return known[1]

    async def _asked(self, client: AsyncWebClient, space: str, method: str, params: JSON) -> JSON | Trouble:
        # The library knows which methods take JSON and which take a form only.
        verb = getattr(client, method.replace(".", "_"))
        lost = Lost if method in ONCE else Away
        try:
            response: AsyncSlackResponse = await verb(**params)
        except SlackApiError as no:
            self._saw(space, no.response)
            return _refusal(no.response, method, lost)
        except aiohttp.ClientConnectorError:
            return Away("Slack could not be reached")
        except (aiohttp.ClientError, OSError, TimeoutError):
            return lost("the line to Slack broke")
        except (AttributeError, SlackClientError, ValueError):
            return lost("Slack's answer could not be read")
        self._saw(space, response)
        return dict(response.data) if isinstance(response.data, dict) else {}

    def _saw(self, space: str, response: object) -> None:
        if isinstance(response, AsyncSlackResponse) and (told := _header(response, "x-oauth-scopes")):
            self._scopes[space] = frozenset(scope.strip() for scope in told.split(","))


def _refusal(response: object, method: str, lost: type[Trouble]) -> Trouble:
    if not isinstance(response, AsyncSlackResponse):
        return lost("Slack's answer could not be read")
    data: JSON = response.data if isinstance(response.data, dict) else {}
    code = str(data.get("error") or "")
    if response.status_code == 429 or code in SLOW:
        return Slow(_seconds(_header(response, "retry-after")))
    if response.status_code >= 500 or code in FAILED or not (code or response.status_code >= 400):
        return lost(f"Slack failed ({code or response.status_code})")
    if code in CUT_OFF or not code:
        return Away(f"Slack turned it away for now ({code or response.status_code})")
    if code in GONE and not _of_the_other(code, method):
        return Gone(code, method)
    details = tuple(map(str, (data.get("response_metadata") or {}).get("messages") or ()))
    return No(code, method, str(data.get("needed") or ""), details)


def _of_the_other(code: str, method: str) -> bool:
    """`account_inactive` of a post or an opened DM speaks of the person who was to read it."""
    return code == "account_inactive" and method in ("chat.postMessage", "conversations.open")


def _header(response: AsyncSlackResponse, name: str) -> str:
    """Slack's proxies write header names in any case."""
    return next((str(value) for key, value in response.headers.items() if key.casefold() == name), "")


def _seconds(text: str) -> float:
    try:
        return max(float(text), SHORTLY)
    except ValueError:
        return SHORTLY
