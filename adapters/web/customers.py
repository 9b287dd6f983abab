"""The customer's side: whatever is done there becomes an event of the service."""

import asyncio
from collections.abc import Mapping

from aiohttp import web

from adapters.web import shapes
from adapters.web.feed import Feed
from adapters.web.lines import Changed, Line, Pressed, Sent, Taken, Typed
from adapters.web.live import Live
from adapters.web.ports import Parts
from adapters.web.rows import FeedRow
from adapters.web.standing import file_megabytes, showable
from adapters.web.uploads import says
from bot.codec import dump
from bot.events import Body, Deleted, Edited, Filled, Inbound, Opened, Person, Place, Press, Said
from bot.shop import Customer
from bot.writes import BindingRow, Writes, micros

GUEST = Customer("guest", "Guest", "", story="Not signed in: the shop does not know who this is.")

ASK_AS_GUEST = "What are your opening hours?"


class CustomerSide:
    """Takes what a customer does on the page; each is stored before it is answered."""

    def __init__(self, parts: Parts, feed: Feed, live: Live) -> None:
        self._parts = parts
        self._feed = feed
        self._live = live
        self._bound: set[str] = set()
        self._known: dict[str, Customer] = {}

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/people", self.people),
            web.post("/enter", self.enter),
            web.post("/say", self.say),
            web.post("/change", self.change),
            web.post("/press", self.press),
            web.post("/fill", self.fill),
            web.post("/typing", self.typing),
        ]

    async def people(self, request: web.Request) -> web.Response:
        """Who one can be."""
        people = [
            {"id": c.id, "name": c.name, "story": c.story, "ask": self._parts.shop.ask(c.id) or ASK_AS_GUEST}
            for c in self._customers().values()
        ]
        return web.json_response(people)

    async def enter(self, request: web.Request) -> web.Response:
        """Sit down as somebody: they are bound, and the bot sees that they came."""
        given = await shapes.body(request, shapes.Enters)
        person = await self._person(given.who)
        await self._parts.service.receive(self._event(person, "opened", Opened()))
        return web.json_response({})

    async def say(self, request: web.Request) -> web.Response:
        """Words and files."""
        given, files, refused = await says(request, self._parts.files.keep, await file_megabytes(self._parts))
        person = await self._person(given.who)
        words = await self._showable(person, given.text)
        line = Typed(given.id, person.id, person.name, words, files, refused)
        await self._take(person, given.id, Said(given.text, given.id, files, refused), line)
        return web.json_response({})

    async def change(self, request: web.Request) -> web.Response:
        """An own message edited, or taken back."""
        given = await shapes.body(request, shapes.Changes)
        person = await self._person(given.who)
        event: Body = Deleted(given.message)
        line: Line = Taken(given.message, person.id)
        if given.text is not None:
            event = Edited(given.message, given.text)
            line = Changed(given.message, person.id, await self._showable(person, given.text))
        await self._take(person, given.id, event, line)
        return web.json_response({})

    async def press(self, request: web.Request) -> web.Response:
        """A button."""
        given = await shapes.body(request, shapes.Presses)
        person = await self._person(given.who)
        line = Pressed(given.of, person.id, given.ask, given.value, given.label)
        await self._take(person, given.id, Press(given.ask, given.value), line)
        return web.json_response({})

    async def fill(self, request: web.Request) -> web.Response:
        """A form."""
        given = await shapes.body(request, shapes.Fills)
        person = await self._person(given.who)
        values = {name: await self._showable(person, value) for name, value in given.values.items()}
        await self._take(person, given.id, Filled(given.form, given.values), Sent(given.form, person.id, values))
        return web.json_response({})

    async def typing(self, request: web.Request) -> web.Response:
        """Somebody is at the keys; nothing is stored."""
        given = await shapes.body(request, shapes.Types)
        self._live.passing("typing", {"who": given.who[:80], "channel": given.channel[:80]})
        return web.json_response({})

    async def _take(self, person: Person, id: str, event: Body, line: Line) -> None:
        """Show it and store it: both wait for the same commit."""
        place = chat(person)
        row = FeedRow(
            self._parts.team, place.channel, "", f"{person.id}:{id}", line.kind, dump(line, Line), self._now()
        )
        await asyncio.gather(self._feed.append(row), self._parts.service.receive(self._event(person, id, event)))

    def _event(self, person: Person, id: str, body: Body) -> Inbound:
        key = f"web:{person.id}:{id}"
        return Inbound(key, self._parts.team, chat(person), person, self._parts.clock.now(), body)

    async def _person(self, id: str) -> Person:
        """The one who was chosen, bound to their account unless they are the guest."""
        customer = self._customers().get(id)
        if customer is None:
            raise shapes.refusal("Nobody here has that name. Choose who you are again.", 404)
        person = Person(f"web:{customer.id}", customer.name)
        if customer is not GUEST and person.id not in self._bound:
            await self._bind(person, customer)
        return person

    async def _bind(self, person: Person, customer: Customer) -> None:
        known: Mapping[str, str] = {"team": self._parts.team, "person": person.id}
        if not await self._parts.store.find(BindingRow, known, limit=1):
            row = BindingRow(self._parts.team, person.id, customer.id, "playground", "web", self._now())
            await self._parts.store.commit(Writes(rows=(row,)))
        self._bound.add(person.id)

    def forget(self) -> None:
        """After a reset nobody is bound."""
        self._bound.clear()
        self._known.clear()

    def _customers(self) -> dict[str, Customer]:
        if not self._known:
            self._known = {c.id: c for c in (*self._parts.shop.customers(), GUEST)}
        return self._known

    async def _showable(self, person: Person, text: str) -> str:
        return await showable(self._parts, person.id, text)

    def _now(self) -> int:
        return micros(self._parts.clock.now())


def chat(person: Person) -> Place:
    """Where a customer of the playground is answered."""
    return Place("web", "demo", f"chat-{person.id}")
