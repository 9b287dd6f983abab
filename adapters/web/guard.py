"""Who may talk to the page: its own tabs, from its own address, and with the token where one is needed."""

import hmac
from collections.abc import Awaitable, Callable
from hashlib import sha256
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
COOKIE = "baton_playground"
OPEN = frozenset({"/healthz", "/readyz", "/metrics"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' blob:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach what is bound there."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


class Guard:
    """Checks each request before any handler sees it."""

    def __init__(self, host: str, token: str, others: frozenset[str] = frozenset()) -> None:
        """`others`: paths that are not the page's, and are guarded by whoever put them there."""
        self._others = others
        self._local = is_loopback(host)
        self._token = token
        self._cookie = hmac.new(token.encode(), b"playground", sha256).hexdigest() if token else ""
        if not self._local and not token:
            raise ValueError("BATON_WEB_TOKEN is needed to bind the playground anywhere but loopback.")

    @web.middleware
    async def check(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse strangers, and let the token in once."""
        if request.path in self._others:
            return await handler(request)
        return self._refusal(request) or await handler(request)

    def _refusal(self, request: web.Request) -> web.StreamResponse | None:
        if self._local and not is_loopback(urlsplit(f"//{request.host}").hostname or ""):
            return web.Response(status=403, text="This page answers to its loopback address only.")
        if request.method not in ("GET", "HEAD") and not _same_site(request):
            return web.Response(status=403, text="Only the page itself may change something here.")
        if self._local or request.path in OPEN or self._known(request):
            return None
        return self._login(request)

    def _known(self, request: web.Request) -> bool:
        return hmac.compare_digest(request.cookies.get(COOKIE, "").encode(), self._cookie.encode())

    def _login(self, request: web.Request) -> web.StreamResponse:
        if not hmac.compare_digest(request.query.get("token", "").encode(), self._token.encode()):
            return web.Response(
                status=401,
                text="Open this page with ?token= and the token: BATON_WEB_TOKEN, or what was printed at start.",
            )
        answer = web.Response(status=303, headers={"Location": "/"})
        answer.set_cookie(COOKIE, self._cookie, httponly=True, samesite="Strict")
        return answer


async def headers(request: web.Request, answer: web.StreamResponse) -> None:
    """Put on every answer what keeps a browser from doing more with it than we mean."""
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)


def _same_site(request: web.Request) -> bool:
    """Our pages send this header, which another site cannot; a browser also names the origin."""
    origin = request.headers.get("Origin")
    return "X-Baton" in request.headers and (origin is None or urlsplit(origin).netloc == request.host)
