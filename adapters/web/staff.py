"""The staff's side: words in a case's thread, and the verbs of the desk."""

import json
from typing import assert_never

from aiohttp import web

from adapters.web import shapes
from adapters.web.crew import STAFF, thread
from adapters.web.feed import Feed
from adapters.web.lines import Changed, Line, Taken, Typed
from adapters.web.ports import Parts
from adapters.web.rows import FeedRow
from adapters.web.show import Showing
from adapters.web.standing import file_megabytes
from adapters.web.uploads import says
from bot.codec import dump
from bot.content import Reply
from bot.events import Deleted, Edited, Said
from bot.hearing.redaction import redact
from bot.writes import MessageRow, Scalar, micros
from handoff.acts import Act, ActBody, Command, Teammate
from handoff.commands import COMMANDS, NotUnderstood, complete, form_of, pressed, read_words
from handoff.wording import instead

CHANGING = ("edit", "delete")
LOOK_BACK = 200
ROLES = {"staff": "Support", "lead": "Lead", "admin": "Admin"}


class StaffSide:
    """Takes what a teammate does on the page; what only they should see is in the answer."""

    def __init__(self, parts: Parts, feed: Feed, showing: Showing) -> None:
        self._parts = parts
        self._feed = feed
        self._showing = showing

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/staff/people", self.people),
            web.get("/staff/forms", self.forms),
            web.get("/staff/complete", self.complete),
            web.post("/staff/say", self.say),
            web.post("/staff/change", self.change),
            web.post("/staff/command", self.command),
        ]

    async def people(self, request: web.Request) -> web.Response:
        """Who one can be."""
        return web.json_response([{"id": id, "name": t.name, "role": ROLES[t.role]} for id, t in STAFF.items()])

    async def forms(self, request: web.Request) -> web.Response:
        """What each verb has to be told before it can run."""
        forms = {name: (spec, form_of(spec)) for name, spec in COMMANDS.items()}
        return web.json_response(
            {name: {"help": spec.help, **json.loads(dump(form))} for name, (spec, form) in forms.items() if form}
        )

    async def complete(self, request: web.Request) -> web.Response:
        """How a line that is being typed could go on."""
        by = _teammate(request.query.get("who", ""))
        known = await self._parts.desk.known(self._parts.team)
        found = complete(shapes.clean(request.query.get("line", ""))[:500], by.role, known)
        return web.json_response([{"text": one.text, "help": one.help} for one in found])

    async def say(self, request: web.Request) -> web.Response:
        """Words and files in a case's thread."""
        given, files, refused = await says(request, self._parts.files.keep, await file_megabytes(self._parts))
        by = _teammate(given.who)
        line = Typed(given.id, by.id, by.name, redact(given.text)[0], files, refused)
        return await self._take(by, given.case, given.id, Said(given.text, given.id, files, refused), line)

    async def change(self, request: web.Request) -> web.Response:
        """An own message edited, or taken back; the customer's copy follows."""
        given = await shapes.body(request, shapes.Changes)
        by = _teammate(given.who)
        if given.text is None:
            return await self._take(by, given.case, given.id, Deleted(given.message), Taken(given.message, by.id))
        line = Changed(given.message, by.id, redact(given.text)[0])
        return await self._take(by, given.case, given.id, Edited(given.message, given.text), line)

    async def command(self, request: web.Request) -> web.Response:
        """A verb: typed as a line, pressed on a card, or filled in."""
        given = await shapes.body(request, shapes.Orders)
        by = _teammate(given.who)
        try:
            verb = _verb(given)
        except NotUnderstood as wrong:
            return self._answer(Reply(instead(str(wrong))), refused=True)
        since = micros(self._parts.clock.now())
        reply = await self._act(by, given.case, given.id, verb)
        if verb.verb in CHANGING:
            await self._show_changed(by, verb.case, since)
        return self._answer(reply)

    async def _show_changed(self, by: Teammate, case: int, since: int) -> None:
        """What a command changed reads otherwise where it was typed, as the customer's copy does."""
        own: dict[str, Scalar | tuple[Scalar, ...]] = {"team": self._parts.team, "case": case, "author": by.id}
        for row in await self._parts.store.find(MessageRow, own, order=("at",), newest_first=True, limit=LOOK_BACK):
            if row.deleted >= since:
                await self._show(case, f"{row.id}:{row.deleted}", Taken(row.source, by.id))
            elif row.edited >= since:
                await self._show(case, f"{row.id}:{row.edited}", Changed(row.source, by.id, row.text))

    async def _show(self, case: int, id: str, line: Line) -> None:
        place, now = thread(case), micros(self._parts.clock.now())
        await self._feed.append(
            FeedRow(self._parts.team, place.channel, place.thread, id, line.kind, dump(line, Line), now)
        )

    async def _take(self, by: Teammate, case: int, id: str, body: ActBody, line: Line) -> web.Response:
        """Show it in the thread, then act on it."""
        await self._show(case, f"{by.id}:{id}", line)
        return self._answer(await self._act(by, case, id, body))

    async def _act(self, by: Teammate, case: int, id: str, body: ActBody) -> Reply:
        now = self._parts.clock.now()
        return await self._parts.desk.receive(Act(f"web:{by.id}:{id}", self._parts.team, thread(case), by, now, body))

    def _answer(self, reply: Reply, *, refused: bool = False) -> web.Response:
        """What only the one who acted sees; `refused` leaves the line they typed for another try."""
        shown = self._showing.reply(reply) if reply != Reply() else None
        return web.json_response({"reply": shown, "refused": refused})


def _verb(given: shapes.Orders) -> Command:
    """What was meant; a typed line that names no case means the one that is open on the page."""
    match given.how:
        case "pressed":
            return pressed(given.line, given.case)
        case "filled":
            return Command(given.line, given.case, given.given)
        case "typed":
            verb = read_words(given.line, in_case=bool(given.case))
            return verb if verb.case else Command(verb.verb, given.case, verb.given)
    assert_never(given.how)


def _teammate(id: str) -> Teammate:
    if id not in STAFF:
        raise shapes.refusal("No teammate has that name. Choose who you are again.", 404)
    return STAFF[id]
