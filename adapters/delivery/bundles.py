"""Several texts of one speaker as one message, where a place gets more of them than its platform takes.

Which rows they are, and the key under which they go out, is kept before the call: a retry, by whichever
process, sends the same message under the same key, and what came of it holds for all of them. Only rows
that stand next to each other are taken, so nothing changes its order. The bot's own words never are:
they may have to be dropped until the very moment that they are lent out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from adapters.delivery.reports import fared
from adapters.delivery.settlement import Settlement
from bot.codec import dump, load
from bot.content import Post, Reply, Revise, Shown, Withdraw
from bot.writes import Change, OutboxRow, Scalar, Writes, new_key
from handoff.ports import Store

AT_MOST, LETTERS = 20, 1800
"""Rows and characters of one message, names and escapes apart."""
VOICES = ("staff", "mirror", "notice", "desk")
OPEN = ("queued", "sending", "unknown")


@dataclass(frozen=True, slots=True)
class Bundle:
    """What goes out as one: the row that was lent out, and those that go with it."""

    row: OutboxRow
    others: tuple[OutboxRow, ...] = ()
    shown: Shown | None = None
    """What takes the place of the row's own content."""

    @property
    def sent(self) -> OutboxRow:
        """The row as the platform is given it."""
        if self.shown is None:
            return self.row
        return replace(self.row, id=self.row.bundle or self.row.id, payload=dump(self.shown, Shown))

    def settlement(self, settlement: Settlement, now: int) -> Settlement:
        """What came of it, for each of them, in one unit."""
        if not self.others or not settlement.final:
            return settlement
        assert settlement.state != "queued"
        every = (self.row, *self.others)
        also = tuple(act for row in every for act in fared(row, settlement.state, settlement.error, now))
        to: dict[str, Scalar] = {
            "state": settlement.state,
            "platform_id": settlement.platform_id,
            "error": settlement.error[:400],
            "settled": now,
        }
        changes = tuple(Change(OutboxRow, {"id": row.id, "bundle": self.row.bundle}, to) for row in self.others)
        return replace(settlement, also=also, changes=changes, others=self.others)


@dataclass(frozen=True, slots=True)
class Bundles:
    """Makes them, finds them again, and changes what one row of a shown one says."""

    store: Store

    async def again(self, row: OutboxRow) -> Bundle:
        """As it was attempted before; alone if it was."""
        if not row.bundle:
            return Bundle(row)
        where = {"team": row.team, "bundle": row.bundle, "state": "queued"}
        others = await self.store.find(OutboxRow, where, order=("number",))
        return _bundle(row, [other for other in others if other.number > row.number and other.place == row.place])

    async def made(self, row: OutboxRow) -> Bundle:
        """With what stands next in its place and can be said in one breath; kept before it is returned."""
        said = _text_of(row)
        if said is None or row.bundle or row.attempts > 1 or row.voice not in VOICES:
            return Bundle(row)
        where: dict[str, Scalar | tuple[Scalar, ...]] = {"team": row.team, "place": row.place, "state": OPEN}
        queue = await self.store.find(OutboxRow, where, order=("number",), limit=AT_MOST)
        joining = _joining(row, said, [other for other in queue if other.number > row.number])
        if not joining:
            return Bundle(row)
        key = new_key()
        mine = Change(OutboxRow, {"id": row.id, "attempts": row.attempts, "state": row.state}, {"bundle": key})
        theirs = (
            Change(OutboxRow, {"id": one.id, "state": "queued", "bundle": ""}, {"bundle": key}) for one in joining
        )
        await self.store.commit(Writes(changes=(mine, *theirs)))
        # Somebody may have settled one of them meanwhile: what is kept is what counts.
        return await self.again(replace(row, bundle=key))

    async def changing(self, row: OutboxRow) -> Bundle:
        """A change of what was shown with others is one of the message that shows them all."""
        shown: Shown = load(Shown, row.payload)
        if not isinstance(shown, Revise | Withdraw):
            return Bundle(row)
        found = await self.store.find(OutboxRow, {"id": shown.of}, limit=1)
        if not found or not found[0].bundle or found[0].state != "sent":
            return Bundle(row)
        where = {"team": row.team, "bundle": found[0].bundle, "state": "sent"}
        every = await self.store.find(OutboxRow, where, order=("number",))
        if len(every) < 2:
            return Bundle(row)
        said = shown.reply if isinstance(shown, Revise) else Reply()
        replies = [said if one.id == shown.of else _reply_of(one) for one in every]
        whole = joined([reply for reply in replies if reply != Reply()])
        return Bundle(row, (), Withdraw(every[0].id) if whole == Reply() else Revise(every[0].id, whole))

    def changed(self, bundle: Bundle, settlement: Settlement) -> Settlement:
        """Once it is changed, the row that was spoken of says so itself: the next change starts from there."""
        own: Shown = load(Shown, bundle.row.payload)
        if bundle.shown is None or settlement.state != "sent" or not isinstance(own, Revise | Withdraw):
            return settlement
        said = own.reply if isinstance(own, Revise) else Reply()
        now = Change(OutboxRow, {"id": own.of}, {"payload": dump(Post(said), Shown)})
        return replace(settlement, changes=(*settlement.changes, now))


def joined(replies: Sequence[Reply]) -> Reply:
    """One reply that says all of it, a paragraph each."""
    if not replies:
        return Reply()
    first = replies[0]
    texts = [reply.quoted.text if reply.quoted else reply.text for reply in replies]
    text = "\n\n".join(text for text in texts if text.strip())
    if first.quoted is None:
        return replace(first, text=text)
    return replace(first, quoted=replace(first.quoted, text=text))


def _bundle(row: OutboxRow, others: Sequence[OutboxRow]) -> Bundle:
    """Under the key that was kept, also where only one of them is left of it."""
    whole = joined([_reply_of(one) for one in (row, *others)])
    return Bundle(row, tuple(others), Post(whole))


def _joining(row: OutboxRow, said: Reply, queue: Sequence[OutboxRow]) -> list[OutboxRow]:
    """Those that follow it without a gap, as long as one speaker goes on."""
    joining: list[OutboxRow] = []
    letters, number = _length(said), row.number
    for other in queue:
        reply = _text_of(other)
        number += 1
        if reply is None or other.number != number or not _is_free(other, row):
            break
        letters += _length(reply)
        if _speaker(reply) != _speaker(said) or letters > LETTERS:
            break
        joining.append(other)
    return joining


def _is_free(other: OutboxRow, row: OutboxRow) -> bool:
    """Waiting as the first one was, for the same people, and in nobody else's company."""
    alike = attrgetter("voice", "case", "conversation", "to")
    return alike(other) == alike(row) and not other.bundle and other.state == "queued" and other.due <= row.lease


def _text_of(row: OutboxRow) -> Reply | None:
    """What it says, if words are all that it is."""
    if row.kind != "post":
        return None
    shown: Shown = load(Shown, row.payload)
    if not isinstance(shown, Post) or shown.case:
        return None
    reply = shown.reply
    bare = replace(reply, text="", quoted=None, notice=False)
    both = bool(reply.text) and reply.quoted is not None
    return reply if bare == Reply() and not both and _length(reply) else None


def _reply_of(row: OutboxRow) -> Reply:
    shown: Shown = load(Shown, row.payload)
    return shown.reply if isinstance(shown, Post) else Reply()


def _speaker(reply: Reply) -> tuple[object, ...]:
    return (reply.notice, reply.quoted and (reply.quoted.speaker, reply.quoted.role))


def _length(reply: Reply) -> int:
    return len(reply.quoted.text if reply.quoted else reply.text)
