"""Staff's own words: what goes to the customer at once, what stays a note, and what is asked about first."""

from dataclasses import replace
from typing import Final

from bot.content import Choice, Quoted, Reply
from bot.events import Said
from bot.recording import message_id
from bot.text import clean, shorten
from bot.writes import MessageRow, Writes, micros
from handoff import typed_wording, wording
from handoff.answers import answers, brief_quote
from handoff.case import is_open, touched
from handoff.moves import leads, may_own
from handoff.noted import is_note, perhaps_note
from handoff.pen import key_of
from handoff.refusal import Refusal
from handoff.scene import Outcome, Scene
from handoff.typed import TypedCommand, commanded

SHOWN: Final = 40
"""Characters of their words that a button shows, and carries: longer ones are asked for again in the form."""


def spoken(scene: Scene, said: Said) -> Outcome:
    """Words typed in a case's thread."""
    case, by, text = scene.case, scene.by, clean(said.text)
    if not text.strip() and not said.files:
        raise Refusal("\n".join((*map(wording.safe, said.refused), wording.NOTHING_SAID)))
    typed = commanded(text, [mate.name for mate in scene.routing.mates.values()])
    ours = is_open(case) and case.owner == by.id
    if typed and (not is_note(text) or typed.case not in (0, case.number)):
        outcome = _held(scene, said, text, typed)
    elif ours and not is_note(text) and perhaps_note(text):
        outcome = _in_doubt(scene, said, text)
    elif ours and not is_note(text):
        outcome = _replied(scene, said, text)
    else:
        outcome = _noted(scene, said, text)
    refused = "\n".join(f"Not taken: {wording.safe(why)}." for why in said.refused)
    return replace(outcome, reply=replace(outcome.reply, text="\n".join(filter(None, (outcome.reply.text, refused)))))


def _held(scene: Scene, said: Said, text: str, typed: TypedCommand) -> Outcome:
    """Neither obeyed nor sent: whoever typed it says which they meant."""
    case, by = scene.case, scene.by
    row = _typed(scene, said, text, "note")
    ours = is_open(case) and case.owner == by.id
    answers = typed.answers(case.number)
    label = f"Send: {shorten(' '.join(typed.words.split()), SHOWN)}" if answers else "Send to the customer"
    send = Choice(label, f"claim_and_send {said.message}", "primary" if answers else "plain")
    other = (send,) if ours else unsent(scene, said.message).reply.offers
    other = () if is_note(text) else other  # of another case: that much is sure
    run = () if answers else _run(scene, typed)
    offers = {choice.value: choice for choice in (*run, *other)}
    writes = Writes((row,)) + _owner_active(scene) + scene.audit("note")
    return Outcome(writes, Reply(typed_wording.reads_as_command(typed.verb), offers=tuple(offers.values())))


def _in_doubt(scene: Scene, said: Said, text: str) -> Outcome:
    """Kept as a note until whoever typed it says that the customer was meant."""
    writes = Writes((_typed(scene, said, text, "note"),)) + _owner_active(scene) + scene.audit("note")
    send = Choice("Send to the customer", f"claim_and_send {said.message}")
    return Outcome(writes, Reply(typed_wording.READS_AS_NOTE, offers=(send,)))


def _run(scene: Scene, typed: TypedCommand) -> tuple[Choice, ...]:
    """The command as a button, where there is one for this case or the one named."""
    spec, named = typed.spec, typed.case not in (0, scene.case.number)
    if spec is None or not spec.needs_case or not spec.allows(scene.by.role):
        return ()
    if not named and not is_open(scene.case) and spec.name not in ("reopen", "transcript"):
        return ()
    label = spec.name.replace("_", " ").capitalize() + (f" #{typed.case}" if named else "")
    value = f"{spec.name} #{typed.case}" if named else spec.name
    if typed.words and len(typed.words) <= SHOWN:
        return (Choice(f"{label}: {typed.words}", f"{value} {typed.words}"),)
    return (Choice(f"{label}…" if spec.parameters else label, value),)


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
        return Outcome(reply=Reply(typed_wording.is_closed(case.number), offers=(Choice("Reopen", "reopen"),)))
    anyway = (Choice("Send anyway", f"send_anyway {message}"),) if leads(by.role) else ()
    if not case.owner and not may_own(case, by.role):
        return Outcome(reply=Reply(typed_wording.for_leads(case.number, case.tier)))
    if not case.owner:
        claim = Choice("Claim and send", f"claim_and_send {message}", "primary")
        return Outcome(reply=Reply(typed_wording.unclaimed(case.number), offers=(claim, *anyway)))
    told = set(filter(None, case.told_owner_rule.split(",")))
    if by.id in told:
        return Outcome()
    after = touched(case, told_owner_rule=",".join(sorted(told | {by.id})))
    return Outcome(
        scene.becomes(after), Reply(typed_wording.only_owner(case.owner_name, leads(by.role)), offers=anyway)
    )


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
    if is_note(text):
        return Outcome(_note(scene, row) + _owner_active(scene), Reply(typed_wording.MARKED_AS_NOTE))
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
