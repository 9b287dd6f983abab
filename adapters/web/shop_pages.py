"""The top bar: the shop's clock, its ledger, the mails, the faults, and starting over."""

from datetime import timedelta

from aiohttp import web

from adapters.web import shapes
from adapters.web.live import Live
from adapters.web.ports import LedgerLine, Parts
from bot.shop import Customer, Money
from bot.wording import Words
from bot.writes import micros

MOST_HOURS = 24 * 31
SLOW_SECONDS = 3.0
"""Longer than the bot waits by default."""


class ShopPages:
    """What the shop's owner can see and turn."""

    def __init__(self, parts: Parts, live: Live) -> None:
        self._parts = parts
        self._live = live
        self.drops = False
        """Whether what is shown here is answered for with a broken line."""
        live.moving("clock", self._time)

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/shop/ledger", self.ledger),
            web.get("/shop/mails", self.mails),
            web.post("/shop/clock", self.clock),
            web.post("/shop/faults", self.faults),
        ]

    async def ledger(self, request: web.Request) -> web.Response:
        """All that was paid and done, newest first."""
        known = {c.id: c for c in self._parts.shop.customers()}
        lines = reversed(self._parts.shop.ledger())
        return web.json_response([self._entry(line, known.get(line.customer)) for line in lines])

    def _entry(self, line: LedgerLine, customer: Customer | None) -> dict[str, object]:
        words = Words(self._parts.clock.now(), *((customer.locale, customer.time_zone) if customer else ()))
        return {
            "key": line.key,
            "kind": line.kind,
            "customer": customer.name if customer else line.customer,
            "order": line.order,
            "to": line.to,
            "amount": str(line.amount),
            "currency": line.currency,
            "shown": words.money(Money(line.amount, line.currency)) if line.currency else "",
            "at": micros(line.at) // 1000,
        }

    async def mails(self, request: web.Request) -> web.Response:
        """Mails that were written to files, newest first."""
        mails = [
            {"to": mail.to, "subject": mail.subject, "text": mail.text, "at": micros(mail.at) // 1000}
            for mail in reversed(self._parts.mails())
        ]
        return web.json_response(mails)

    async def clock(self, request: web.Request) -> web.Response:
        """Move time on."""
        given = await shapes.body(request, shapes.Moves)
        ahead = timedelta(hours=max(0, min(given.hours, MOST_HOURS)))
        if given.next_scan:
            scan = self._parts.shop.next_scan()
            if scan is None:
                raise shapes.refusal("No parcel is on its way, so there is no next scan.")
            ahead = max(timedelta(), scan - self._parts.clock.now()) + timedelta(seconds=1)
        self._parts.clock.advance(ahead)
        self._parts.moved()
        self.tell()
        return web.json_response({})

    async def faults(self, request: web.Request) -> web.Response:
        """Let something fail, or mend it."""
        given = await shapes.body(request, shapes.Switches)
        match given.fault:
            case "slow":
                self._parts.faults.slow = SLOW_SECONDS if given.on else 0.0
            case "down":
                self._parts.faults.down = given.on
            case "lying":
                self._parts.faults.lying = given.on
            case "drops":
                self.drops = given.on
            case _:
                raise shapes.refusal("There is no such fault.")
        self.tell()
        return web.json_response({})

    def tell(self) -> None:
        """The clock and the faults, to every tab."""
        self._live.passing("clock", self._time())
        shop = self._parts.faults
        on = {"drops": self.drops, "slow": shop.slow > 0, "down": shop.down, "lying": shop.lying}
        self._live.state("faults", on)

    def _time(self) -> dict[str, int]:
        return {"now": micros(self._parts.clock.now()) // 1000}
