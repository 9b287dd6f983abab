"""Everything a decision may need, read before it; what is far away in parallel and within a time limit."""

import asyncio
import secrets
from collections.abc import Awaitable, Coroutine, Mapping
from datetime import timedelta
from typing import TypeVar

from bot.anew import replace
from bot.blanks import values
from bot.events import Due, Inbound, Opened, Press, Result, Said
from bot.facts import FROZEN, Facts
from bot.flows.product import SELL, WANTS_TO_BUY
from bot.hearing import Band, Heard
from bot.incidents import Incident, IncidentRow, Reported, ReportRow, topic_of
from bot.incidents import about as by_words
from bot.knowledge import Answer, filled, going_on
from bot.memory import Conversation
from bot.policy import Policy
from bot.ports import Catalogue, Clock, Desk, Library, Shop, Store
from bot.product import Product
from bot.shop import Account, Customer, ShopUnavailable
from bot.standing import DeskView
from bot.turns import centre, looking_up, of_things
from bot.turns.context import sold
from bot.turns.identity import mailbox
from bot.writes import CodeRow, ConfirmationRow, Snapshot, micros, moment
from bot.written import MOST, WrittenRow, article_of

PRODUCT = "product_question"
MOST_WORDS = 500
GOES_ON = 8
"""Words in which something is still asked of the product before; more of them name their own."""
MOST_ADDRESSES = 3
MOST_KEPT = 500
AN_HOUR = timedelta(hours=1)
BLOCKED = "blocked."
"""Settings with this prefix name the people whose chat an admin has closed."""

T = TypeVar("T")
Wanted = Awaitable[tuple[Product, ...]]


class Gatherer:
    """The only part of a turn that looks at the world."""

    def __init__(
        self,
        store: Store,
        shop: Shop,
        library: Library,
        desk: Desk,
        clock: Clock,
        catalogue: Catalogue | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._store = store
        self._shop = shop
        self._library = library
        self._desk = desk
        self._clock = clock

    async def gather(
        self, event: Inbound, heard: Heard | None, now: Conversation, snapshot: Snapshot, policy: Policy
    ) -> Facts:
        """The facts for one event."""
        customer = snapshot.binding.customer if snapshot.binding else ""
        needs_shop = isinstance(event.body, Said | Press | Opened | Due | Result) and not event.place.public
        view = await self._desk.view(event.team, event.person.id, snapshot)
        ((account, up), (found, unasked)), (products, asked) = await self._from_afar(
            self._from_the_shop(customer if needs_shop else "", heard, policy), event, heard, now, policy
        )
        sent = await self._codes(event, heard, now)
        written = await self._answers(event, heard, now, view, policy, stranger=not customer)
        return Facts(
            now=self._clock.now(),
            account=account,
            bound=bool(customer),
            customer=customer,
            shop_up=up,
            blocked=bool(snapshot.settings.get(BLOCKED + event.person.id)),
            frozen=_frozen(customer, account, snapshot.settings),
            desk=view,
            reported=await self._reported(event, heard, policy, up=up),
            answers=of_things.asked_of(written, heard, products, now),
            put_off=await self._put_off(event.team, now, view, policy),
            kept=await self._kept(event, heard),
            products=products,
            catalogue=asked,
            product_before=sold.spoken_of(now, heard, account),
            fresh_code=f"{secrets.randbelow(1_000_000):06d}",
            salt=secrets.token_hex(8),
            by_email=found,
            mail_unknown=unasked,
            codes_sent=sent,
        )

    async def least(self, event: Inbound) -> Facts:
        """What even a failing turn must know: the time, and whether a case is open."""
        return Facts(self._clock.now(), desk=await self._desk.view(event.team, event.person.id))

    async def bound(self, facts: Facts, customer: str, snapshot: Snapshot, policy: Policy) -> Facts:
        """The facts again, for somebody who has just proven who they are."""
        account, up = await self._account(customer, policy)
        frozen = _frozen(customer, account, snapshot.settings)
        return replace(facts, account=account, bound=True, customer=customer, shop_up=up, frozen=frozen)

    async def _kept(self, event: Inbound, heard: Heard | None) -> tuple[ConfirmationRow, ...]:
        """The confirmations, if this event asks for them; never where others read along."""
        pressed = isinstance(event.body, Press) and centre.asks(event.body)
        if event.place.public or not (pressed or (heard is not None and centre.wished(heard.text))):
            return ()
        whose = {"team": event.team, "conversation": event.person.id}
        return await self._store.find(ConfirmationRow, whose, order=("at",), newest_first=True, limit=MOST_KEPT)

    async def _from_afar(
        self, shop: Coroutine[None, None, T], event: Inbound, heard: Heard | None, now: Conversation, policy: Policy
    ) -> tuple[T, tuple[tuple[Product, ...], bool]]:
        """The account, and beside it the products that are asked about, if any are."""
        wanted = self._asked_for(event, heard, now)
        if wanted is None:
            return await shop, ((), False)
        return await asyncio.gather(shop, self._products(wanted, policy))

    def _asked_for(self, event: Inbound, heard: Heard | None, now: Conversation) -> "Wanted | None":
        """Which products this message needs; None if it is about none."""
        if self._catalogue is None:
            return None
        asks_which = now.errand is not None and now.errand.flow == "product"
        ids = tuple(now.choices) if asks_which else ()
        if isinstance(event.body, Press):
            return self._catalogue.products(ids) if ids else None
        before = sold.product_before(now) or sold.just_shown(now, heard)[:MOST_WORDS]
        on = heard is not None and before and len(heard.text.split()) <= GOES_ON
        if heard is None or not (
            asks_which
            or on
            or PRODUCT in [name for name, _ in heard.intents[:3]]
            or SELL.search(heard.text)
            or sold.CARE.search(heard.text)
            or WANTS_TO_BUY.search(heard.text)
        ):
            return None
        return _both(self._catalogue, ids, f"{heard.text[:MOST_WORDS]} {before}".rstrip())

    async def _products(self, wanted: "Wanted", policy: Policy) -> tuple[tuple[Product, ...], bool]:
        try:
            async with asyncio.timeout(policy.gather_seconds):
                return await wanted, True
        except (ShopUnavailable, TimeoutError):
            return (), False

    async def _from_the_shop(
        self, customer: str, heard: Heard | None, policy: Policy
    ) -> tuple[tuple[Account | None, bool], tuple[dict[str, Customer], bool]]:
        """Only the shop is far away: what is asked of it is asked side by side."""
        if not _addresses(heard):
            return await self._account(customer, policy), ({}, False)
        return await asyncio.gather(self._account(customer, policy), self._by_email(heard, policy))

    async def _account(self, customer: str, policy: Policy) -> tuple[Account | None, bool]:
        """The account and whether the shop answered in time."""
        if not customer:
            return None, True
        try:
            async with asyncio.timeout(policy.gather_seconds):
                return await self._shop.account(customer), True
        except (ShopUnavailable, TimeoutError):
            return None, False

    async def _by_email(self, heard: Heard | None, policy: Policy) -> tuple[dict[str, Customer], bool]:
        """The accounts behind the addresses, and whether the shop could not be asked."""
        found: dict[str, Customer] = {}
        for address in _addresses(heard):
            try:
                async with asyncio.timeout(policy.gather_seconds):
                    customer = await self._shop.by_email(address)
            except (ShopUnavailable, TimeoutError):
                return found, True
            if customer:
                found[address] = customer
        return found, False

    async def _reported(self, event: Inbound, heard: Heard | None, policy: Policy, *, up: bool) -> Reported:
        """What this would be a report of, who else has met it lately, and whether it is known already."""
        topic = _topic(event, heard, up=up)
        row, known = await self._going_on(event.team, topic, by_words(heard.intent, heard.text) if heard and up else ())
        topic = known.topic if known else topic
        if not topic:
            return Reported()
        about = {"team": event.team, "topic": topic}
        since = micros(self._clock.now() - timedelta(minutes=policy.incident_minutes))
        met = await self._store.find(ReportRow, about, after=("at", max(since, row.closed if row else 0)))
        return Reported(topic, sum(report.person != event.person.id for report in met), known, row)

    async def _going_on(
        self, team: str, topic: str, maybe: tuple[str, ...]
    ) -> tuple[IncidentRow | None, Incident | None]:
        """The row of the topic that is reported; or the first that is going on already and these words may be of."""
        row = None
        for one in dict.fromkeys(filter(None, (topic, *maybe))):
            found = await self._store.find(IncidentRow, {"team": team, "topic": one}, limit=1)
            if found and found[0].state == "open":
                return found[0], Incident(one, moment(found[0].opened), found[0].status)
            row = found[0] if found and one == topic else row
        return row, None

    async def _codes(self, event: Inbound, heard: Heard | None, now: Conversation) -> dict[str, int]:
        """Codes mailed within the hour, to the addresses in this message (or the one before) and to this person."""
        addresses = _addresses(heard) or ((now.challenge.address,) if heard and now.challenge else ())
        if not addresses:
            return {}
        since = ("at", micros(self._clock.now() - AN_HOUR))
        counts = {
            "": len(await self._store.find(CodeRow, {"team": event.team, "person": event.person.id}, after=since))
        }
        for address in addresses:
            counts[address] = len(
                await self._store.find(CodeRow, {"team": event.team, "address": address}, after=since)
            )
        return counts

    async def _answers(
        self, event: Inbound, heard: Heard | None, now: Conversation, view: DeskView, policy: Policy, *, stranger: bool
    ) -> tuple[Answer, ...]:
        """What the shop has written on it; a press is looked up by the words on its label."""
        if view.case and view.case.silences_bot:
            return ()
        heard = looking_up.words(event, heard, now, view, stranger=stranger)
        # What is only half understood may still be the very words of an answer.
        sure = heard is not None and heard.band is Band.ACT
        if heard is None or not heard.text or (sure and looking_up.is_unwritten(heard)):
            return ()
        library = await self._shelf(event.team)
        asked = going_on.put_to(now.errand.flow if now.errand else now.topic, heard.intent, heard.text)
        found = library.search(asked, heard.intent if sure else "")
        under_way = now.errand.extras if now.errand and now.errand.flow == "elsewhere" else {}
        if under_way.get("answer") and (going_on.leans(heard.text) or not found):
            found = going_on.search(library, under_way, heard.text) or found
        return filled(found, values(policy, view.wait, view.hours)) if found else ()

    async def _put_off(self, team: str, now: Conversation, view: DeskView, policy: Policy) -> tuple[Answer, ...]:
        if not now.parked or now.parked[-1].flow != "elsewhere" or now.parked[-1].ask:
            return ()
        asked = now.parked[-1].extras
        words = going_on.of_nobodys(asked["words"], "return_exchange") or asked["words"]
        return filled((await self._shelf(team)).search(words, asked["intent"]), values(policy, view.wait, view.hours))

    async def _shelf(self, team: str) -> Library:
        written = await self._store.find(WrittenRow, {"team": team, "removed": 0}, limit=MOST)
        return self._library.beside(tuple(map(article_of, written)))


async def _both(catalogue: Catalogue, ids: tuple[str, ...], words: str) -> tuple[Product, ...]:
    """What was offered to choose from, then what these words name."""
    offered = await catalogue.products(ids) if ids else ()
    found = {product.id: product for product in (*offered, *await catalogue.search(words))}
    return tuple(found.values())


def _addresses(heard: Heard | None) -> tuple[str, ...]:
    """The first few mail addresses in a message, as they are looked up."""
    found = (mailbox(e.text) for e in (heard.entities if heard else ()) if e.type == "email")
    return tuple(dict.fromkeys(found))[:MOST_ADDRESSES]


def _frozen(customer: str, account: Account | None, settings: Mapping[str, str]) -> bool:
    """Whether we froze this customer's account, or the shop marks it as being taken over."""
    return bool(customer and settings.get(FROZEN + customer)) or bool(account and account.customer.at_risk)


def _topic(event: Inbound, heard: Heard | None, *, up: bool) -> str:
    """What does not work, if that is what this event says or what we have just found out ourselves."""
    if not up:
        return "shop"
    if isinstance(event.body, Press):
        return topic_of(event.body.value.removeprefix("topic:"), "")
    return topic_of(heard.intent, heard.text) if heard and heard.band is Band.ACT else ""
