"""One act to what it does: which verb, by whom, on which case."""

from bot.events import Deleted, Due, Edited, Said
from handoff import due, fared, kept, wording, words
from handoff.acts import Act, Command, Fared
from handoff.commands import COMMANDS, Spec, values
from handoff.reading import unknown
from handoff.refusal import NotAllowed, NotUnderstood
from handoff.routing import case_in
from handoff.scene import Outcome, Scene


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
        raise NotUnderstood(wording.no_case_here(spec.name))
    return spec


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
