"""Staff's only door, and the people behind the bot as the core sees them.

It loads, decides and commits; what is decided stands in the modules beside it.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from bot.codec import dump, load
from bot.content import Quoted, Reply
from bot.effects import Handoff
from bot.events import Inbound
from bot.intake import Intake
from bot.ports import About, Clock, Library, Shop, Store
from bot.standing import DeskView, OpenCase, Rated
from bot.writes import Committed, InboxRow, OutboxRow, SettingRow, Snapshot, Writes, micros
from handoff import acting, choosing, opening, rating, relay, view, wording
from handoff.acting import number_of
from handoff.acts import SYSTEM, Act, Command, Fared
from handoff.attic import Attic
from handoff.case import OPEN_STAGES, Move, advance
from handoff.commands import COMMANDS, Known
from handoff.pen import Pen
from handoff.redacting import redacted
from handoff.refusal import NotAllowed, Refusal
from handoff.relay import CaseFile
from handoff.routing import MATE, Mate
from handoff.rows import CaseRow, GoneFileRow
from handoff.scene import Channels, Check, Outcome, Scene, Where, become, no_channels
from handoff.waits import Measured

Checks = Callable[[], Awaitable[Sequence[Check]]]
PATIENCE = 8
"""Times an act is decided again because somebody else was faster."""


async def no_checks() -> Sequence[Check]:
    return ()


class Desk:
    """Implements bot.ports.Desk for the core, and takes the acts of staff."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        shop: Shop | None = None,
        checks: Checks = no_checks,
        library: Library | None = None,
        attic: Attic | None = None,
        channels: Channels = no_channels,
    ) -> None:
        self._store = store
        self._library = library
        self._clock = clock
        self._shop = shop
        self._checks = checks
        self._attic = attic
        self._channels = channels
        self._intake: Intake | None = None
        self._measured = Measured()

    def connect(self, intake: Intake) -> None:
        """Give the queue that stored acts wait in; done once, by the composition root."""
        self._intake = intake

    # What the core asks of us.

    async def view(self, team: str, conversation: str, read: Snapshot | None = None) -> DeskView:
        return await view.seen(self._store, self._measured, team, conversation, self._clock.now(), read)

    def open(self, need: Handoff, event: Inbound, view: DeskView, about: About) -> Writes:
        case, writes = opening.opened(need, event, view, about)
        return writes + relay.first_words(Pen(event.team, event.key, about.now), case, event, need.last_words)

    def relay(self, case: OpenCase, event: Inbound, about: About) -> Writes:
        return relay.relayed(_file(case), event, about)

    def remark(self, case: OpenCase, event: Inbound, text: str, about: About) -> Writes:
        said = Reply(quoted=Quoted(about.policy.bot_name, text, "bot"))
        return Pen(event.team, event.key, about.now).thread(_file(case).case, said, f"remark {text}", "mirror")

    def call_back(self, case: OpenCase, need: Handoff, event: Inbound, about: About) -> Writes:
        return choosing.call_back(_file(case), need, event, about)

    def move(self, case: OpenCase, department: str, event: Inbound, about: About) -> Writes:
        return choosing.move(_file(case), department, event, about)

    def rated(self, rates: Rated, event: Inbound, view: DeskView, about: About) -> Writes:
        return rating.rated(rates, event, view, about)

    def end(self, case: OpenCase, event: Inbound, about: About) -> Writes:
        before = _file(case).case
        pen = Pen(event.team, event.key, about.now)
        after = advance(before, Move.CLOSE, about.now, reason="settled, says the customer")
        audit = pen.audit(replace(SYSTEM, id=event.person.id), "end", f"case:{before.number}")
        return (
            become(pen, about.policy, _file(case).hours, before, after)
            + pen.thread(before, Reply(wording.CUSTOMER_ENDED), "end")
            + rating.later(pen, about.policy, after)
            + audit
        )

    # What staff and the outside do.

    async def receive(self, act: Act) -> Reply:
        """Store an act, wait until it is done, and return what the actor alone should see.

        What was refused comes back as a notice. Raises StoreUnavailable if nothing could be kept.
        """
        act, hidden = redacted(act)
        reply = await self._received(act)
        return replace(reply, text="\n".join(filter(None, (reply.text, wording.hidden(hidden))))) if hidden else reply

    async def _received(self, act: Act) -> Reply:
        case = await self._case(act, "")
        spec = COMMANDS.get(act.body.verb) if isinstance(act.body, Command) else None
        if spec is not None and spec.reads:
            return await self._read(await self._scene(act, case))
        if case is None and not isinstance(act.body, Command):
            return Reply()
        conversation = case.conversation if case else ""
        row = InboxRow(act.key, act.team, "desk", conversation, dump(act), micros(act.at))
        assert self._intake is not None, "the composition root connects the intake"  # a wiring error
        done = await self._intake.take(row)
        reply = await done if done is not None else None
        return reply if isinstance(reply, Reply) else Reply()

    async def _read(self, scene: Scene) -> Reply:
        """Nothing changes, so nothing is stored before; a refusal is audited all the same."""
        outcome = await self._decided(scene)
        if outcome.writes != Writes():
            await self._store.commit(outcome.writes)
        return outcome.reply

    async def answer(self, row: InboxRow) -> Reply:
        """Lane "desk": decide and commit one stored act; who was slower decides again."""
        act = load(Act, row.payload)
        for _ in range(PATIENCE):
            scene = await self._scene(act, await self._case(act, row.conversation))
            outcome = await self._decided(scene)
            committed = await self._store.commit(outcome.writes + _met(scene) + Writes(done=row.id))
            if committed is Committed.DONE:
                await self._cleared(outcome.writes)
                return outcome.reply
            if committed is Committed.REPEAT:
                return Reply()
        await self._store.commit(Writes(done=row.id))
        return Reply(wording.CROWDED)

    async def _cleared(self, writes: Writes) -> None:
        """Files go at once; what a stop prevents is done at the next start."""
        if self._attic is not None and any(isinstance(row, GoneFileRow) for row in writes.rows):
            await self._attic.clear()

    async def known(self, team: str) -> Known:
        """What a command line can complete with."""
        return await view.known(self._store, team, self._library)

    async def _case(self, act: Act, conversation: str) -> CaseRow | None:
        number = number_of(act) or (await self._case_of_post(act.body) if isinstance(act.body, Fared) else 0)
        where: Where = {"team": act.team, "number": number}
        if not number and isinstance(act.body, Fared) and conversation:
            where = {"team": act.team, "conversation": conversation, "stage": OPEN_STAGES}
        elif not number:
            return None
        return next(iter(await self._store.find(CaseRow, where, limit=1)), None)

    async def _case_of_post(self, news: Fared) -> int:
        found = await self._store.find(OutboxRow, {"id": news.outbox}, limit=1)
        return found[0].case if found else 0

    async def _scene(self, act: Act, case: CaseRow | None) -> Scene:
        snapshot = await self._store.load(act.team, case.conversation if case else "")
        now = self._clock.now()
        checks = tuple(await self._checks()) if isinstance(act.body, Command) and act.body.verb == "doctor" else ()
        row, settings = snapshot.conversation, snapshot.settings
        return Scene(
            act, now, self._store, settings, case, row,
            self._shop, checks, self._library, self._attic, self._channels,
        )  # fmt: skip

    async def _decided(self, scene: Scene) -> Outcome:
        try:
            return await acting.run(scene)
        except Refusal as no:
            verb = scene.act.body.verb if isinstance(scene.act.body, Command) else scene.act.body.kind
            audit = scene.audit(f"refused: {verb}"[:60]) if isinstance(no, NotAllowed) else Writes()
            return Outcome(audit, Reply(str(no), offers=no.offers, notice=True))


def _met(scene: Scene) -> Writes:
    """Remember a teammate, so that others can pass cases to them by name."""
    by = scene.by
    mate = Mate(by.id, by.name, by.role)
    if by == SYSTEM or by.role == "none" or scene.routing.mates.get(by.id) == mate:
        return Writes()
    return Writes((SettingRow(scene.act.team, MATE + by.id, dump(mate), micros(scene.now), by.id),))


def _file(case: OpenCase) -> CaseFile:
    if not isinstance(case.kept, CaseFile):
        raise TypeError("an open case comes from Desk.view")
    return case.kept
