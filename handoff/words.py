"""Staff's own words: what goes to the customer at once, what stays a note, and what is asked about first."""

import re
from dataclasses import replace
from typing import Final

from bot.content import Choice, Quoted, Reply
from bot.events import Said
from bot.recording import message_id
from bot.text import clean
from bot.writes import MessageRow, Writes, micros
from handoff import wording
from handoff.answers import answers, brief_quote
from handoff.case import is_open, touched
from handoff.moves import leads
from handoff.pen import key_of
from handoff.refusal import Refusal
from handoff.scene import Outcome, Scene
from handoff.spec import COMMANDS, Spec

NOTE_MARKS = ("//", "note:")
_SLASHED: Final = re.compile(r"/([a-z][\w-]*)(?!\S)", re.IGNORECASE)
_BARE: Final = re.compile(r"([a-z_]+)(?: +#?\d{1,11})?", re.IGNORECASE)


def is_note(text: str) -> bool:
    return text.lstrip().casefold().startswith(NOTE_MARKS)


def spoken(scene: Scene, said: Said) -> Outcome:
    """Words typed in a case's thread."""
    case, by, text = scene.case, scene.by, clean(said.text)
    if not text.strip() and not said.files:
        raise Refusal("\n".join((*map(wording.safe, said.refused), wording.NOTHING_SAID)))
    if (verb := commanded(text)) is not None:
        outcome = _held(scene, said, text, verb)
    elif is_open(case) and case.owner == by.id and not is_note(text):
        outcome = _replied(scene, said, text)
    else:
        outcome = _noted(scene, said, text)
    refused = "\n".join(f"Not taken: {wording.safe(why)}." for why in said.refused)
    return replace(outcome, reply=replace(outcome.reply, text="\n".join(filter(None, (outcome.reply.text, refused)))))


def commanded(text: str) -> str | None:
    """The word that makes these words read as a command; None for words meant for people.

    Nothing typed in a thread is a command, yet "/close 7" or a bare "close" was hardly meant for the customer.
    """
    line = text.strip()
    if slashed := _SLASHED.match(line):
        return slashed[1].casefold()
    bare = _BARE.fullmatch(line)
    spec = COMMANDS.get(bare[1].casefold()) if bare else None
    return spec.name if spec and spec.needs_case else None


def _held(scene: Scene, said: Said, text: str, verb: str) -> Outcome:
    """Neither obeyed nor sent: whoever typed it says which they meant."""
    case, by = scene.case, scene.by
    spec = COMMANDS.get(verb)
    run = (_pressable(spec),) if spec and spec.needs_case and spec.allows(by.role) else ()
    ours = is_open(case) and case.owner == by.id
    send = (Choice("Send to the customer", f"claim_and_send {said.message}"),) if ours else ()
    row = _typed(scene, said, text, "note")
    writes = Writes((row,)) + _owner_active(scene) + scene.audit("note")
    return Outcome(writes, Reply(wording.reads_as_command(verb), offers=(*run, *send)))


def _pressable(spec: Spec) -> Choice:
    label = spec.name.replace("_", " ").capitalize()
    return Choice(f"{label}…" if spec.parameters else label, spec.name)


def _replied(scene: Scene, said: Said, text: str) -> Outcome:
    row = _typed(scene, said, text, "staff")
    after, shown = answers(scene, scene.case, row)
    return Outcome(scene.becomes(after) + shown + scene.audit("reply"))


def _noted(scene: Scene, said: Said, text: str) -> Outcome:
    """Kept for colleagues; whoever may have meant the customer is told what became of it."""
    row = _typed(scene, said, text, "note")
    meant = not is_note(text)
    outcome = unsent(scene, said.message) if meant else Outcome(_owner_active(scene))
    return replace(outcome, writes=Writes((row,)) + outcome.writes + scene.audit("note"))


def unsent(scene: Scene, message: str) -> Outcome:
    """Why words did not go to the customer, and how they still can."""
    case, by = scene.case, scene.by
    if not is_open(case):
        return Outcome(reply=Reply(wording.is_closed(case.number), offers=(Choice("Reopen", "reopen"),)))
    anyway = (Choice("Send anyway", f"send_anyway {message}"),) if leads(by.role) else ()
    if not case.owner:
        claim = Choice("Claim and send", f"claim_and_send {message}", "primary")
        return Outcome(reply=Reply(wording.unclaimed(case.number), offers=(claim, *anyway)))
    told = set(filter(None, case.told_owner_rule.split(",")))
    if by.id in told:
        return Outcome()
    after = touched(case, told_owner_rule=",".join(sorted(told | {by.id})))
    return Outcome(scene.becomes(after), Reply(wording.only_owner(case.owner_name, leads(by.role)), offers=anyway))


def _owner_active(scene: Scene) -> Writes:
    if not scene.case.owner or scene.case.owner != scene.by.id:
        return Writes()
    return scene.becomes(touched(scene.case, last_staff=micros(scene.now)))


def _typed(scene: Scene, said: Said, text: str, speaker: str) -> MessageRow:
    """The transcript's line for words typed in the thread."""
    id, by = message_id(scene.act.place, said.message), scene.by
    return scene.pen.line(scene.case, id, speaker, by.name, text, said.files, said.message, author=by.id)


def command_line(scene: Scene, text: str, speaker: str) -> MessageRow:
    """The transcript's line for words that came with a command."""
    if not text.strip():
        raise Refusal(wording.NOTHING_SAID)
    id, by = key_of(scene.act.team, scene.act.key, "said"), scene.by
    return scene.pen.line(scene.case, id, speaker, by.name, clean(text), author=by.id)


def reply(scene: Scene, text: str) -> Outcome:
    """The owner's words by command; while nobody owns the case they are kept and can be claimed for."""
    case, by = scene.case, scene.by
    row = command_line(scene, text, "note")
    if is_open(case) and case.owner == by.id:
        after, shown = answers(scene, case, row)
        return Outcome(scene.becomes(after) + shown + scene.audit("reply"), Reply("On its way to the customer."))
    outcome = unsent(scene, row.id)
    return replace(outcome, writes=outcome.writes + _note(scene, row))


def note(scene: Scene, text: str) -> Outcome:
    row = command_line(scene, text, "note")
    return Outcome(_note(scene, row) + _owner_active(scene), Reply("Noted, for staff only."))


def _note(scene: Scene, row: MessageRow) -> Writes:
    shown = Reply(quoted=Quoted(clean(row.name), brief_quote(row.text), "note"))
    return Writes((row,)) + scene.pen.thread(scene.case, shown, "note") + scene.audit("note")
