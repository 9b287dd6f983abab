"""The staff's side: words in a case's thread, and the verbs of the desk."""

from aiohttp import web

from adapters.web import shapes
from adapters.web.feed import Feed
from adapters.web.lines import Changed, Line, Taken, Typed
from adapters.web.ports import Commands, Parts
from adapters.web.rows import FeedRow
from adapters.web.show import Showing
from adapters.web.uploads import says
from bot.codec import dump
from bot.content import Reply
from bot.events import Deleted, Edited, Place, Said
from bot.hearing.redaction import redact
from bot.policy import Policy
from bot.writes import micros
from handoff.acts import Act, ActBody, Command, Teammate

STAFF = {
    "mina": Teammate("web:mina", "Mina", "staff"),
    "jonas": Teammate("web:jonas", "Jonas", "lead"),
    "ada": Teammate("web:ada", "Ada", "admin"),
}
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
            web.get("/staff/commands", self.commands),
            web.post("/staff/say", self.say),
            web.post("/staff/change", self.change),
            web.post("/staff/command", self.command),
        ]

    async def people(self, request: web.Request) -> web.Response:
        """Who one can be."""
        return web.json_response([{"id": id, "name": t.name, "role": ROLES[t.role]} for id, t in STAFF.items()])

    async def commands(self, request: web.Request) -> web.Response:
        """Every verb with its help and parameters, for completion."""
        return web.json_response(verbs(self._parts.commands))

    async def say(self, request: web.Request) -> web.Response:
        """Words and files in a case's thread."""
        given, files, refused = await says(request, self._parts.files.keep, Policy().file_megabytes)
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
        """A verb, typed or pressed."""
        given = await shapes.body(request, shapes.Orders)
        by = _teammate(given.who)
        verb = Command(given.verb, given.case, given.given)
        if given.line:
            verb = self._parsed(given.line, given.case)
        return self._answer(await self._act(by, given.case, given.id, verb))

    def _parsed(self, line: str, case: int) -> Command:
        """A typed line; a case it does not name is the one that is open on the page."""
        try:
            verb = self._parts.commands.parse(line)
        except ValueError as wrong:
            raise shapes.refusal(str(wrong)) from None
        return verb if verb.case else Command(verb.verb, case, verb.given)

    async def _take(self, by: Teammate, case: int, id: str, body: ActBody, line: Line) -> web.Response:
        """Show it in the thread, then act on it."""
        place = thread(case)
        now = micros(self._parts.clock.now())
        row = FeedRow(self._parts.team, place.channel, place.thread, f"{by.id}:{id}", line.kind, dump(line, Line), now)
        await self._feed.append(row)
        return self._answer(await self._act(by, case, id, body))

    async def _act(self, by: Teammate, case: int, id: str, body: ActBody) -> Reply:
        now = self._parts.clock.now()
        return await self._parts.desk.receive(Act(f"web:{by.id}:{id}", self._parts.team, thread(case), by, now, body))

    def _answer(self, reply: Reply) -> web.Response:
        return web.json_response({"reply": self._showing.reply(reply) if reply != Reply() else None})


def verbs(commands: Commands) -> list[dict[str, object]]:
    """The registry as the page reads it."""
    return [
        {
            "name": spec.name,
            "help": spec.help,
            "role": spec.role,
            "usage": spec.usage,
            "parameters": [
                {"name": p.name, "label": p.label, "required": p.required, "long": p.long, "choices": p.choices}
                for p in spec.parameters
            ],
        }
        for spec in commands.specs()
    ]


def thread(case: int) -> Place:
    """A case's thread; without a case, the staff channel itself."""
    return Place("web", "demo", "staff", f"case-{case}" if case else "")


def _teammate(id: str) -> Teammate:
    if id not in STAFF:
        raise shapes.refusal("No teammate has that name. Choose who you are again.", 404)
    return STAFF[id]
