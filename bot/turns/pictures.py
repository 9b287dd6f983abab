"""A picture that answers nothing yet is kept for a while: it counts for the errand that is begun soon after."""

import re

from bot.anew import replace
from bot.flow import slots
from bot.memory import Turn
from bot.scene import Scene
from bot.slots.answers import NO_CAMERA
from bot.turns import errands, leads
from bot.turns.known import GOES_BACK
from bot.writes import micros


def kept(scene: Scene, turn: Turn) -> Turn:
    """The turn, with a picture that nothing in it took; one that was taken at last is said so, and forgotten."""
    new = next((file for file in reversed(scene.files) if file.is_image), None)
    held = new or scene.memory.photo
    if held is None:
        return turn
    if turn.handoff or _taken(turn, held.ref):
        turn = turn if new or turn.handoff else leads.led_by(turn, scene.say("photo.ahead"))
        return replace(turn, after=replace(turn.after, photo=None, photo_at=0))
    at = micros(scene.facts.now) if new else scene.memory.photo_at
    return replace(turn, after=replace(turn.after, photo=held, photo_at=at))


def _taken(turn: Turn, ref: str) -> bool:
    """Whether an errand has it among its answers, or asked something of the world with it."""
    under_way = (*turn.after.parked, *((turn.after.errand,) if turn.after.errand else ()))
    return any(ref in said for errand in under_way for said in errand.answers.values())


def alone(scene: Scene) -> Turn | None:
    """A picture without a word beside a question that asked for none: no miss, and the question stays."""
    errand = scene.memory.errand
    if errand is None or scene.text.strip() or not any(file.is_image for file in scene.files):
        return None
    return errands.ask_again(scene, scene.say("photo.kept"), errand.misses).because("a picture is kept")


NO_PICTURE = re.compile(
    r"\W*(?:(?:sorry|no|but|well|and|ok(?:ay)?|just|only|i|we|there(?:'?s| is)|have|got|don'?t|do|not|can'?t|cannot"
    r"|take|send|make|without|a|any|the"
    r"|to|of (?:it|them))\W+)*(?:photos?|pictures?|pics?|foto|camera)"
    r"(?:\W+(?:sorry|though|available|(?:right )?now|here|yet|today|at the moment|of (?:it|them|that|the \w+)))*"
    r"(?:\W+(?:(?:i|we|it|they|it'?s|because|cos|cause|is|are|was|already|have|has|just|have been|been)\W+)*"
    r"(?:threw|thrown|binned|tossed|gone|recycled|deleted|trashed|got rid)(?: (?:it|them|that|of|away|out|in|the|bin"
    r"|rubbish|trash|already))*)?\W*",
    re.I,
)
"""Says that there is no picture, and nothing else."""


def none(scene: Scene) -> Turn | None:
    """ "No photo", where none is asked for: no no to what is."""
    errand = scene.memory.errand
    says_no = NO_CAMERA.search(scene.text) and NO_PICTURE.fullmatch(scene.text)
    if errand is None or errand.flow not in GOES_BACK or not says_no or scene.files:
        return None
    if dict(slots(errands.FLOWS[errand.flow]))[errand.slot].wants_file:
        return None
    return errands.ask_again(scene, scene.say("photo.not_asked"), errand.misses).because("no picture, unasked")
