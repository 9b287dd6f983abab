"""Words that were said before: sent after all, changed, taken back."""

from dataclasses import replace

from bot.codec import dump, load
from bot.content import Reply
from bot.events import Deleted, Edited, File
from bot.recording import message_id
from bot.text import clean
from bot.writes import MessageRow, Writes, micros
from handoff import typed_wording, wording
from handoff.answers import answers, customer_line, echo_gone, fares
from handoff.case import is_open
from handoff.moves import leads, takes
from handoff.noted import is_note, perhaps_note
from handoff.refusal import NotAllowed, Refusal
from handoff.scene import Outcome, Scene, Where
from handoff.typed import commanded

Keys = tuple[str, ...]
LOOK_BACK = 200


async def lines(scene: Scene, speaker: str) -> tuple[MessageRow, ...]:
    """The case's newest lines of one kind, newest first, without those taken back."""
    where: Where = {"team": scene.act.team, "case": scene.case.number, "speaker": speaker, "deleted": 0}
    return await scene.store.find(MessageRow, where, order=("at",), newest_first=True, limit=LOOK_BACK)


async def own(scene: Scene, speaker: str, message: str) -> MessageRow:
    """The actor's own line: the one named, or the newest."""
    for row in await lines(scene, speaker):
        named = message in (row.source, row.id) if message else not is_note(row.text)
        if named and row.author == scene.by.id:
            return row
    kind = "note" if speaker == "note" else "reply"
    raise Refusal(f"I can't find {'that' if message else 'a'} {kind} of yours in case #{scene.case.number}.")


async def _meant(scene: Scene, message: str) -> MessageRow:
    row = await own(scene, "note", message)
    if is_note(row.text):
        raise Refusal("That was marked as a note, and notes never go to the customer.")
    typed = commanded(row.text)
    return replace(row, text=typed.words) if typed and typed.answers(scene.case.number) else row


async def claim_and_send(scene: Scene, message: str) -> Outcome:
    row = await _meant(scene, message)
    case, said = takes(scene) if scene.case.owner != scene.by.id else (scene.case, Writes())
    after, shown = answers(scene, case, row)
    writes = scene.becomes(after) + said + shown + scene.audit("claim_and_send")
    told = f"Case #{case.number} is yours, and your words are on their way."
    return Outcome(writes, Reply() if scene.in_thread else Reply(told))


async def send_anyway(scene: Scene, message: str) -> Outcome:
    after, shown = answers(scene, scene.case, await _meant(scene, message))
    writes = scene.becomes(after) + shown + scene.audit("send_anyway")
    return Outcome(writes, Reply("On its way to the customer."))


async def edited(scene: Scene, change: Edited) -> Outcome:
    """A message typed in the thread reads otherwise now; its copy follows."""
    row = await _typed(scene, change.message)
    if row is None:
        return Outcome()
    if row.speaker == "staff" and not is_note(change.text):
        if typed := commanded(change.text, [mate.name for mate in scene.routing.mates.values()]):
            raise Refusal(typed_wording.stays_as_sent(f'"{wording.safe(typed.verb)}" reads like a command'))
        if perhaps_note(change.text):
            raise Refusal(typed_wording.stays_as_sent("That reads like a note for colleagues"))
    return _revised(scene, row, change.text)


async def deleted(scene: Scene, change: Deleted) -> Outcome:
    row = await _typed(scene, change.message)
    return _withdrawn(scene, replace(row, deleted=micros(scene.now))) if row else Outcome()


async def _typed(scene: Scene, message: str) -> MessageRow | None:
    where: Where = {
        "team": scene.act.team,
        "id": message_id(scene.act.place, message),
        "case": scene.case.number,
        "deleted": 0,
    }
    found = await scene.store.find(MessageRow, where, limit=1)
    if found and found[0].speaker != "customer" and found[0].author != scene.by.id:
        raise NotAllowed("Only whoever wrote a message can change it or take it back.")
    return found[0] if found and found[0].speaker in ("staff", "note") else None


async def edit(scene: Scene, text: str, message: str) -> Outcome:
    if not text.strip():
        raise Refusal(wording.NOTHING_SAID)
    outcome = _revised(scene, await own(scene, "staff", message), text)
    told = typed_wording.NOTE_INSTEAD if is_note(text) else "The customer's copy is being changed."
    return replace(outcome, reply=Reply(told))


async def delete(scene: Scene, message: str) -> Outcome:
    row = await own(scene, "staff", message)
    outcome = _withdrawn(scene, replace(row, deleted=micros(scene.now)))
    return replace(outcome, reply=Reply("The customer's copy is being taken back."))


def _revised(scene: Scene, row: MessageRow, text: str) -> Outcome:
    if row.speaker == "staff" and is_note(text):
        return _withdrawn(scene, replace(row, speaker="note", text=clean(text)))
    if row.speaker == "staff":
        _may_change(scene)
    words = clean(text)
    changed = replace(row, text=words, edited=micros(scene.now))
    if row.speaker == "note" or not words.strip():
        return Outcome(Writes((changed,)) + scene.audit("edit", row.id))
    line = customer_line(scene, scene.case, row)
    copies = line.revise(load(Keys, row.copies), words, load(tuple[File, ...], row.files))
    changed = replace(changed, copies=dump(copies.keys, Keys))
    echo = fares(scene, scene.case, changed, "queued") if copies.rows else Writes()
    return Outcome(Writes((*copies.rows, changed)) + echo + scene.audit("edit", row.id))


def _may_change(scene: Scene) -> None:
    """New words for the customer are the owner's to say, or a lead's, and only while the case is open."""
    case, by = scene.case, scene.by
    if not is_open(case):
        raise Refusal(typed_wording.stays_as_sent(f"Case #{case.number} is closed"))
    if case.owner != by.id and not leads(by.role):
        now = f"{wording.safe(case.owner_name)} has" if case.owner else "Nobody owns"
        raise NotAllowed(typed_wording.stays_as_sent(f"{now} case #{case.number} now"))


def _withdrawn(scene: Scene, row: MessageRow) -> Outcome:
    """The customer's copies of a line are taken back; the line stays in the transcript, marked."""
    gone = customer_line(scene, scene.case, row).withdraw(load(Keys, row.copies))
    echo = echo_gone(scene, scene.case, row) if row.deleted or row.speaker == "note" else Writes()
    return Outcome(Writes((*gone, replace(row, copies="[]"))) + echo + scene.audit("delete", row.id))
