"""The composition root: settings, store, shop, desk, service, delivery and pages, joined up here alone."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.attic import Attic
from adapters.borrowed import Borrowed
from adapters.delivery.loop import Delivery
from adapters.delivery.ports import Platform
from adapters.delivery.quiet import Quiet
from adapters.demo import Crew, Used, mark_real, seed, used
from adapters.knowledge import SAMPLE, KnowledgeError
from adapters.knowledge import folder as shelf_of
from adapters.mail import FolderMail, Postman, SmtpMail
from adapters.metrics import Metrics
from adapters.phone import StaffDial
from adapters.settings import Settings
from adapters.shop.counter import Counter
from adapters.shop.http import HttpShop, Line, Signer
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
from bot.ports import Clock, Files, Telephone, Trace
from bot.service import Service
from bot.writes import StoreUnavailable, micros
from handoff.desk import Checks, Desk, no_checks
from handoff.scene import Channels, no_channels

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
class RealTime:
    """The time, where there is a real shop: it cannot be moved."""

    now: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Sample:
    """The sample shop, where it is the shop: its counter, its owner's side, and a clock that can be moved."""

    shop: SampleShop
    owner: Owner
    clock: ShopClock
    photos: tuple[str, ...]
    """Files of its own, which are no customer's."""


@dataclass(frozen=True, slots=True)
class AllHands:
    """Effects, each to those who carry it out."""

    shop: Counter
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
    clock: Clock
    shop: Counter
    sample: Sample | None
    """None where a real shop stands behind the counter."""
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
        """Move the sample shop's clock ahead; what falls due by that is done at once. Raises ValueError without one."""
        if self.sample is None:
            raise ValueError("only the sample shop's clock can be moved, and this is a real shop")
        self.sample.clock.advance(by)
        self.delivery.wake()

    async def start_over(self) -> None:
        """As on the first day: no conversation, no case, no payment, and all stories begin now."""
        assert self.sample is not None  # nobody else offers it
        await self.intake.idle()
        self.sample.owner.reset()
        await self.store.empty()
        await _seed(self.settings, self.store, self.sample, self.clock)
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
    channels: Channels = no_channels,
    real_time: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> AsyncIterator[App]:
    """All of Baton, working until the end of the block; raises CannotStart or StoreUnavailable.

    No port is opened: what would be shown in the playground is accepted and stands in the
    outbox, unless one of `platforms` takes its name. Platforms that are made from the app
    are connected before anything is delivered: what the last stop left reaches them too.
    """
    _make(settings.data_dir)
    keys = keyring(settings.key.get_secret_value())
    async with AsyncExitStack() as stack:
        opened = open_store(settings.database, keys=keys, files=settings.files_dir)
        store = await stack.enter_async_context(opened)
        files = FileStore(settings.files_dir, LARGEST_FILE, keys)
        sample = None if settings.shop_url else await _sample(settings, files, real_time)
        clock: Clock = sample.clock if sample else RealTime(real_time)
        shop: Counter = (
            sample.shop if sample else await _real_shop(settings, Borrowed(files, store, clock, TEAM), clock, stack)
        )
        await _seed(settings, store, sample, clock)
        app = _assembled(settings, (store, files, clock), shop, sample, checks, channels)
        for platform in platforms(app) if callable(platforms) else platforms:
            app.delivery.connect(platform)
        async with _working(app):
            yield app


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as no:
        raise CannotStart(f"BATON_DATA_DIR: {folder} cannot be made or used: {no.strerror}.") from None


async def _sample(settings: Settings, files: FileStore, real_time: Callable[[], datetime]) -> Sample:
    clock, photos = ShopClock(settings.shop_file, real_time), await _photos(files)
    shop = SampleShop(settings.shop_file, clock, photos, files)
    return Sample(shop, Owner(shop, clock), clock, tuple(photos.values()))


async def _real_shop(settings: Settings, files: Files, clock: Clock, stack: AsyncExitStack) -> HttpShop:
    line = Line(settings.shop_url, Signer(settings.shop_secret.get_secret_value()))
    return HttpShop(await stack.enter_async_context(line), files, clock)


async def _seed(settings: Settings, store: SqliteStore, sample: Sample | None, clock: Clock) -> None:
    """What a first start puts in place; beside a real shop and a platform that is an admin's to do."""
    now, before = micros(clock.now()), await used(store, TEAM)
    if sample is not None:
        if before is Used.REAL:
            raise CannotStart(
                f"BATON_SHOP_URL is not set, and {settings.data_dir} was used with a real shop. Set it, or "
                "BATON_DATA_DIR to a new folder for the sample shop."
            )
        await seed(store, TEAM, now, crew=CREW, shop_name=NAME, customers=sample.owner.ids())
        return
    if before is Used.SAMPLE:
        raise CannotStart(
            f"BATON_SHOP_URL: {settings.data_dir} was used with the sample shop, and knows chat accounts as its "
            "customers. Set BATON_DATA_DIR to a new folder for the real shop."
        )
    await mark_real(store, TEAM, now)
    if not settings.has_platform:
        await seed(store, TEAM, now, crew=CREW)


def _assembled(
    settings: Settings,
    held: tuple[SqliteStore, FileStore, Clock],
    shop: Counter,
    sample: Sample | None,
    checks: Checks,
    channels: Channels,
) -> App:
    store, files, clock = held
    attic = Attic(store, files, clock, sample.photos if sample else ())
    library, mail, metrics = _library(settings), _mail(settings, clock), Metrics(store, clock, TEAM)
    hands = AllHands(shop, Postman(mail, lambda: _policy(store)), StaffDial())
    witnesses = Witnesses([metrics.saw])
    desk = Desk(store, clock, shop, checks, library, attic, channels)
    service = Service(store, shop, library, desk, clock, witnesses, shop)
    intake = Intake(store, {"customer": service.answer, "desk": desk.answer}, {"customer": service.give_up})
    service.connect(intake)
    desk.connect(intake)
    delivery = Delivery(store, (Quiet("web"), Quiet("terminal")), hands, intake, clock)
    delivery.tap.watch(lambda row, settlement: metrics.settled(row.kind, settlement.state))
    mails = mail if isinstance(mail, FolderMail) else None
    return App(
        settings, TEAM, store, files, clock, shop, sample, library,
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


def _mail(settings: Settings, clock: Clock) -> SmtpMail | FolderMail:
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
