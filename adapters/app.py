"""The composition root: settings, store, shop, desk, service, delivery and pages, joined up here alone."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.attic import Attic
from adapters.delivery.loop import Delivery
from adapters.delivery.ports import Platform
from adapters.delivery.quiet import Quiet
from adapters.demo import Crew, seed
from adapters.knowledge import SAMPLE, KnowledgeError
from adapters.knowledge import folder as shelf_of
from adapters.mail import FolderMail, Postman, SmtpMail
from adapters.metrics import Metrics
from adapters.phone import StaffDial
from adapters.settings import Settings
from adapters.shop.sample import NAME, Owner, SampleShop, ShopClock, pictures
from adapters.store.files import FileStore
from adapters.store.keys import keyring
from adapters.store.sqlite import SqliteStore, open_store
from adapters.upkeep import upkeep
from adapters.web.crew import STAFF, thread
from bot.effects import Effect, MailCode, PlaceCall
from bot.intake import Intake
from bot.knowledge import Shelf
from bot.policy import Policy, policy_of
from bot.ports import Telephone, Trace
from bot.service import Service
from bot.writes import StoreUnavailable, micros
from handoff.desk import Checks, Desk, no_checks

TEAM = "main"
CREW = Crew(tuple(STAFF.values()), thread(0))
LARGEST_FILE = 100_000_000
"""What may be kept at all; `policy set file_megabytes` says what is taken from customers."""


class CannotStart(Exception):
    """Something outside keeps Baton from starting; the message says what, and what to do."""


@dataclass(slots=True)
class Witnesses:
    """Everybody who wants to see why a turn came out as it did."""

    watching: list[Callable[[Trace], None]] = field(default_factory=list)

    def saw(self, trace: Trace) -> None:
        for watcher in tuple(self.watching):
            watcher(trace)


@dataclass(frozen=True, slots=True)
class AllHands:
    """Effects, each to those who carry it out."""

    shop: SampleShop
    postman: Postman
    telephone: Telephone

    async def perform(self, key: str, effect: Effect) -> str:
        """Do it once per key, and say what came of it."""
        match effect:
            case MailCode():
                return await self.postman.perform(key, effect)
            case PlaceCall():
                return await self.telephone.place(key, effect)
            case _:
                return await self.shop.perform(key, effect)


@dataclass(frozen=True, slots=True)
class App:
    """Everything that runs, for the commands and the tests."""

    settings: Settings
    team: str
    store: SqliteStore
    files: FileStore
    clock: ShopClock
    shop: SampleShop
    owner: Owner
    library: Shelf
    mails: FolderMail | None
    service: Service
    desk: Desk
    intake: Intake
    delivery: Delivery
    witnesses: Witnesses
    metrics: Metrics
    attic: Attic

    def advance(self, by: timedelta) -> None:
        """Move the shop's clock ahead; what falls due by that is done at once."""
        self.clock.advance(by)
        self.delivery.wake()

    async def start_over(self) -> None:
        """As on the first day: no conversation, no case, no payment, and all stories begin now."""
        await self.intake.idle()
        self.owner.reset()
        await self.store.empty()
        await seed(self.store, self.team, NAME, self.owner.ids(), CREW, micros(self.clock.now()))
        self.delivery.wake()

    async def ready(self) -> bool:
        """Whether the database answers."""
        try:
            await self.store.load(self.team, "")
        except StoreUnavailable:
            return False
        return True


@asynccontextmanager
async def build(
    settings: Settings,
    *,
    platforms: "Iterable[Platform] | Callable[[App], Iterable[Platform]]" = (),
    checks: Checks = no_checks,
    real_time: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> AsyncIterator[App]:
    """All of Baton, working until the end of the block; raises CannotStart or StoreUnavailable.

    No port is opened: what would be shown in the playground is accepted and stands in the
    outbox, unless one of `platforms` takes its name. Platforms that are made from the app
    are connected before anything is delivered: what the last stop left reaches them too.
    """
    _make(settings.data_dir)
    keys = keyring(settings.key.get_secret_value())
    async with open_store(settings.database, keys=keys, files=settings.files_dir) as store:
        clock = ShopClock(settings.shop_file, real_time)
        app = await _assembled(settings, store, clock, checks)
        for platform in platforms(app) if callable(platforms) else platforms:
            app.delivery.connect(platform)
        async with _working(app):
            yield app


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as no:
        raise CannotStart(f"BATON_DATA_DIR: {folder} cannot be made or used: {no.strerror}.") from None


async def _assembled(settings: Settings, store: SqliteStore, clock: ShopClock, checks: Checks) -> App:
    files = FileStore(settings.files_dir, LARGEST_FILE, store.keys)
    photos = await _photos(files)
    shop = SampleShop(settings.shop_file, clock, photos, files)
    attic = Attic(store, files, clock, photos.values())
    owner = Owner(shop, clock)
    await seed(store, TEAM, NAME, owner.ids(), CREW, micros(clock.now()))
    library, mail, metrics = _library(settings), _mail(settings, clock), Metrics(store, clock, TEAM)
    hands = AllHands(shop, Postman(mail, lambda: _policy(store)), StaffDial())
    witnesses = Witnesses([metrics.saw])
    desk = Desk(store, clock, shop, checks, library, attic)
    service = Service(store, shop, library, desk, clock, witnesses, shop)
    intake = Intake(store, {"customer": service.answer, "desk": desk.answer}, {"customer": service.give_up})
    service.connect(intake)
    desk.connect(intake)
    delivery = Delivery(store, (Quiet("web"), Quiet("terminal")), hands, intake, clock)
    delivery.tap.watch(lambda row, settlement: metrics.settled(row.kind, settlement.state))
    mails = mail if isinstance(mail, FolderMail) else None
    return App(
        settings, TEAM, store, files, clock, shop, owner, library,
        mails, service, desk, intake, delivery, witnesses, metrics, attic,
    )  # fmt: skip


async def _policy(store: SqliteStore) -> Policy:
    return policy_of((await store.load(TEAM, "")).settings)


async def _photos(files: FileStore) -> Mapping[str, str]:
    """The carriers' photos, kept where attachments lie: their refs by name."""
    return {name: (await files.keep(name, data)).ref for name, data in pictures.everything().items()}


def _library(settings: Settings) -> Shelf:
    try:
        return shelf_of(settings.knowledge_dir or SAMPLE)
    except KnowledgeError as fault:
        raise CannotStart(f"BATON_KNOWLEDGE_DIR: {fault}") from None


def _mail(settings: Settings, clock: ShopClock) -> SmtpMail | FolderMail:
    url = settings.smtp_url.get_secret_value()
    if url:
        return SmtpMail(url, settings.mail_from)
    return FolderMail(settings.mails_dir, settings.mail_from, clock.now)


@asynccontextmanager
async def _working(app: App) -> AsyncIterator[None]:
    """Delivering and answering, from here to the end of the block; then all ends in order."""
    try:
        async with asyncio.TaskGroup() as tasks:
            tidying = upkeep(app.store, app.clock, app.team, app.attic)
            work = tuple(map(tasks.create_task, (app.delivery.run(), app.metrics.watch(), tidying)))
            try:
                await app.intake.resume()
                yield
            finally:
                await app.intake.close()
                for task in work:
                    task.cancel()
    except BaseExceptionGroup as several:
        # What the block itself raised is for its own caller, not an event of the group.
        if len(several.exceptions) == 1:
            raise several.exceptions[0] from None
        raise
