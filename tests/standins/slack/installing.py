"""Add to Slack, as a browser does it: the app's page, Slack's question, the way back with a code."""

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

import aiohttp
from aiohttp import web

from .errors import Misused
from .records import User

if TYPE_CHECKING:
    from .people import Person
    from .standin import SlackStandIn

AUTHORIZE = re.compile(r"https?://[^\s\"'<>]*/oauth/v2/authorize\?[^\s\"'<>]*")


@dataclass(frozen=True, slots=True)
class Page:
    """Where the browser ended."""

    status: int
    text: str


def add_to(app: web.Application, slack: "SlackStandIn") -> None:
    """Slack's own page, for a browser that nobody sits at: the first admin (or member) approves at once."""

    async def authorize(request: web.Request) -> web.StreamResponse:
        wanted = request.query.get("team") or slack.workspaces[-1].id
        people = [one for one in slack.world.users.values() if one.team_id == wanted and not one.is_bot]
        user = next((one for one in people if one.is_admin), people[0] if people else None)
        if user is None:
            return web.Response(status=404, text="nobody is there to approve")
        way = _answered(slack, user, wanted, str(request.url), declines=False)
        return web.Response(status=302, headers={"Location": way})

    app.router.add_get("/oauth/v2/authorize", authorize)


async def install(person: "Person", url: str, *, declines: bool = False) -> Page:
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(url))
    jar = aiohttp.CookieJar(unsafe=True, treat_as_secure_origin=[origin])
    async with aiohttp.ClientSession(cookie_jar=jar) as browser:
        asked = url if "/oauth/v2/authorize" in url else await _question(browser, url)
        back = _answered(person.slack, person.user, person.workspace.id, asked, declines=declines)
        async with browser.get(back) as response:
            return Page(response.status, await response.text())


async def _question(browser: aiohttp.ClientSession, url: str) -> str:
    """The address of Slack's own page, from a redirect or from a button."""
    async with browser.get(url, allow_redirects=False) as response:
        if location := response.headers.get("Location"):
            return location
        found = AUTHORIZE.search(await response.text())
    if found is None:
        raise Misused(f"{url} leads to no Slack page")
    return unescape(found[0])


def _answered(slack: "SlackStandIn", user: User, team_id: str, asked: str, *, declines: bool) -> str:
    query = {key: values[0] for key, values in parse_qs(urlsplit(asked).query).items()}
    app, scopes = slack.app, [one for one in query.get("scope", "").split(",") if one]
    redirect = query.get("redirect_uri", "")
    way = redirect or (app.redirect_urls[0] if app.redirect_urls else "")
    if not way:
        raise Misused("Slack shows: no redirect_uri was given, and none is configured")
    if declines:
        return f"{way}?{urlencode({'error': 'access_denied', 'state': query.get('state', '')})}"
    code = slack.rooms.oauth.approves(user, team_id, query.get("client_id", ""), scopes, redirect)
    return f"{way}?{urlencode({'code': code, 'state': query.get('state', '')})}"
