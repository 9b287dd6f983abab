"""One act to what it does: which verb, by whom, on which case."""

import re
from collections.abc import Mapping
from typing import Final

from bot.content import Choice
from bot.events import Deleted, Due, Edited, Said
from bot.text import shorten
from handoff import due, fared, kept, wording, words
from handoff.acts import Act, Command, Fared
from handoff.commands import COMMANDS, Spec, values
from handoff.reading import unknown
from handoff.refusal import NotAllowed, NotUnderstood
from handoff.routing import case_in
from handoff.scene import Outcome, Scene

_NUMBER: Final = re.compile(r"#?(\d{1,7})(?:\s+(.*))?", re.DOTALL)
SHOWN = 40
"""Characters of their words that an answer repeats."""


async def run(scene: Scene) -> Outcome:
    """Decide the act; raises Refusal."""
    match scene.act.body:
        case Command() as typed:
            spec = _allowed(scene, typed)
            return await spec.run(scene, **values(spec, typed.given))
        case Said() | Edited() | Deleted() if scene.by.role == "none":
            raise NotAllowed(wording.needs_role("Writing in a case's thread", "staff", scene.by.role))
        case Said() as said:
            return words.spoken(scene, said)
        case Edited() as change:
            return await kept.edited(scene, change)
        case Deleted() as change:
            return await kept.deleted(scene, change)
        case Fared() as news:
            return await fared.fared(scene, news)
        case Due() as alarm:
            return await due.came(scene, alarm)


def _allowed(scene: Scene, typed: Command) -> Spec:
    """The verb, if the actor may use it on this case."""
    spec = COMMANDS.get(typed.verb)
    if spec is None:
        raise NotUnderstood(unknown(typed.verb))
    if not spec.allows(scene.by.role):
        raise NotAllowed(wording.needs_role(f"`{spec.name}`", spec.role, scene.by.role))
    if spec.needs_case and scene.found is None and (number := number_of(scene.act)):
        raise NotUnderstood(f"There is no case #{number}.")
    if spec.needs_case and scene.found is None:
        raise _which_case(spec, typed.given)
    return spec


def _which_case(spec: Spec, given: Mapping[str, str]) -> NotUnderstood:
    """No case was named with its sign, and none is near; a number that was typed first was perhaps meant as one."""
    first, *others = given.values() if given else ("",)
    found = _NUMBER.fullmatch(first.strip())
    if found is None:
        return NotUnderstood(wording.no_case_here(spec.name))
    number, rest = found[1], (found[2] or "").strip()
    needed = [parameter.name for parameter in spec.parameters if parameter.required][len(given) - (not rest) :]
    line = " ".join(filter(None, (spec.name, f"#{number}", shorten(rest, SHOWN), *others, *needed)))
    told = f"{wording.no_case_here(spec.name)} If you meant case #{number}: `{wording.instead(line)}`."
    if not rest or others or spec.parameters[0].kind != "text":
        return NotUnderstood(told)
    label = f"{spec.name.replace('_', ' ').capitalize()} #{number}: {shorten(' '.join(rest.split()), SHOWN)}"
    return NotUnderstood(told, Choice(label, f"{spec.name} #{number} {rest}"))


def number_of(act: Act) -> int:
    """The case an act names, or in whose thread it happened."""
    match act.body:
        case Command(case=number) if number:
            return number if 0 < number < 10**12 else 0
        case Due(timer=timer):
            parts = timer.split(":")
            return int(parts[1]) if len(parts) == 3 and parts[1].isdecimal() else 0
        case _:
            return case_in(act.place)
