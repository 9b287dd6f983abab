"""Staff's own words: what goes to the customer at once, what stays a note, and what is asked about first."""

import re
from dataclasses import dataclass, replace
from typing import Final

from bot.content import Choice, Quoted, Reply
from bot.events import Said
from bot.recording import message_id
from bot.text import clean, shorten
from bot.writes import MessageRow, Writes, micros
from handoff import wording
from handoff.answers import answers, brief_quote
from handoff.case import is_open, touched
from handoff.moves import leads
from handoff.pen import key_of
from handoff.reading import read_words
from handoff.refusal import NotUnderstood, Refusal
from handoff.scene import Outcome, Scene
from handoff.spec import COMMANDS, Spec

_NOTE: Final = re.compile(r"\s*(?://|note:|/note\s)", re.IGNORECASE)
_SLASHED: Final = re.compile(r"/([a-z][\w-]*)(?!\S)", re.IGNORECASE)
_BARE: Final = re.compile(r"/?([a-z][a-z_ ]*?)(?:\s+(#?\d{1,11}))?[.!]?", re.IGNORECASE)
SHOWN: Final = 40
"""Characters of their words that a button shows, and carries: longer ones are asked for again in the form."""
_SAID: Final = frozenset({"arrived"})
"""Verbs that are also a whole message to a customer."""


def is_note(text: str) -> bool:
    """Whether it is marked as one: nothing so marked ever goes to the customer."""
    return _NOTE.match(text) is not None


def spoken(scene: Scene, said: Said) -> Outcome:
    """Words typed in a case's thread."""
    case, by, text = scene.case, scene.by, clean(said.text)
    if not text.strip() and not said.files:
        raise Refusal("\n".join((*map(wording.safe, said.refused), wording.NOTHING_SAID)))
    if (typed := commanded(text)) and (not is_note(text) or typed.case not in (0, case.number)):
        outcome = _held(scene, said, text, typed)
    elif is_open(case) and case.owner == by.id and not is_note(text):
        outcome = _replied(scene, said, text)
    else:
        outcome = _noted(scene, said, text)
    refused = "\n".join(f"Not taken: {wording.safe(why)}." for why in said.refused)
    return replace(outcome, reply=replace(outcome.reply, text="\n".join(filter(None, (outcome.reply.text, refused)))))


@dataclass(frozen=True, slots=True)
class TypedCommand:
    """Words that read as a command: the verb, whether or not there is one, and the case they name."""

    verb: str
    spec: Spec | None = None
    case: int = 0
    words: str = ""
    """What was typed behind it, where that is all it takes."""

    def answers(self, case: int) -> bool:
        """Whether it can only have been meant for this case's customer, without its verb."""
        return self.verb == "reply" and bool(self.words) and self.case in (0, case)


def commanded(text: str) -> TypedCommand | None:
    """What these words read as, if as a command; None for words meant for people.

    Nothing typed in a thread is a command, yet "/close 7" or a bare "close" was hardly meant for the customer.
    """
    line = text.strip()
    if bare := _BARE.fullmatch(line):
        verb = " ".join(bare[1].casefold().split())
        spec = COMMANDS.get(verb) or COMMANDS.get(verb.replace(" ", "_"))
        if spec and spec.needs_case and (line.startswith("/") or verb not in _SAID):
            return TypedCommand(verb, spec, _case(spec, bare[2]))
    slashed = _SLASHED.match(line)
    if slashed is None:
        return None
    spec = COMMANDS.get(slashed[1].casefold())
    number = re.match(r"\s+(#?\d{1,11})(?!\S)", line[slashed.end() :])
    case = _case(spec, number and number[1])
    behind = line[slashed.end() + (number.end() if case and number else 0) :].strip()
    return TypedCommand(slashed[1].casefold(), spec, case, _words(spec, behind))


def _words(spec: Spec | None, behind: str) -> str:
    """The words behind a verb that takes just them; what takes more is asked for in its form."""
    if spec is None or not behind:
        return ""
    try:
        given = read_words(f"{spec.name} {behind}", in_case=True).given
    except NotUnderstood:
        return ""
    return behind if list(given.values()) == [behind] and next(iter(given)) == spec.parameters[0].name else ""


def _case(spec: Spec | None, number: str | None) -> int:
    """The case a number names: a bare one may as well be a sum."""
    if spec is None or number is None:
        return 0
    sure = number.startswith("#") or not any(parameter.required for parameter in spec.parameters)
    return int(number.lstrip("#")) if sure else 0


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
    return Outcome(writes, Reply(wording.reads_as_command(typed.verb), offers=tuple(offers.values())))


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
