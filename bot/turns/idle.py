"""A question that nobody answered for long: let go with one kind sentence; a press begins it again, from today's facts.

What waits for a timer of ours is another matter, and stays: see `resting`.
"""

from datetime import timedelta

from bot.anew import replace
from bot.content import Choice, Reply
from bot.hearing import Band
from bot.memory import Errand, Turn
from bot.scene import Scene
from bot.turns import calls, errands, identity, people
from bot.writes import moment

VERB = "again"
SMALL = frozenset({"affirm", "deny", "greeting", "thanks", "goodbye", "out_of_scope", "complaint", "provide_info"})
"""What asks for nothing by itself."""


def stale(scene: Scene) -> bool:
    """Whether the question under way is too old to be answered by a stray word or an old button."""
    errand = scene.memory.errand
    if errand is None or errand.slot == "helped":  # whether an answer was enough may be said whenever one likes
        return False
    return _age(scene, errand) > timedelta(hours=scene.policy.question_hours)


def _age(scene: Scene, errand: Errand) -> timedelta:
    return scene.facts.now - moment(errand.asked) if errand.asked else timedelta()


def answered(scene: Scene) -> bool:
    """Whether these words are plainly the answer still: what was asked for by name, but no bare yes and no last yes."""
    errand = scene.memory.errand
    if errand is None or errand.slot == errands.CONFIRM or scene.intent in SMALL - {"provide_info"}:
        return False
    if errand.flow == identity.NAME:
        return bool(scene.given.entity("email"))
    return errands.go_on(scene, scene.given) is not None


def asks_nothing(scene: Scene) -> bool:
    """Whether there is no wish in these words, nor a call for a person."""
    if people.opening(scene) or calls.asked_for(scene):
        return False
    return scene.heard is None or scene.heard.band is not Band.ACT or scene.intent in SMALL


def let_go(scene: Scene) -> Scene:
    """Without the question and what was put off for it."""
    memory = scene.memory
    left = (*memory.parked, *((memory.errand,) if memory.errand else ()))
    kept = tuple(anew(errand) for errand in left if errand.flow in errands.FLOWS)
    return replace(scene, memory=replace(memory, errand=None, parked=(), challenge=None, let_go=kept))


def anew(errand: Errand) -> Errand:
    """What was said of it, without the question; a last yes is always asked for again."""
    answers = {name: said for name, said in errand.answers.items() if name != errands.CONFIRM}
    return Errand(errand.flow, answers, extras=errand.extras, wish=errand.wish)


def told(scene: Scene, old: Scene) -> Turn:
    """That it was let go, and the way back."""
    again = (Choice(scene.say("idle.again"), VERB, "primary"),) if scene.memory.let_go else ()
    offers = (*again, Choice(scene.say("offer.menu"), "menu"), Choice(scene.say("offer.more_help"), "human"))
    return Turn(scene.memory, (Reply(words(old), offers=offers),)).because("an old question is let go")


def words(old: Scene) -> str:
    """One sentence, with how long ago it was and what it was about."""
    errand = old.memory.errand
    if errand is None:
        return old.say("idle.rests")
    ago = _age(old, errand)
    if what := errand.wish or next((e.wish for e in reversed(old.memory.parked) if e.wish), ""):
        return old.say("idle.let_go", span=ago, what=what)
    return old.say("idle.let_go_unnamed", span=ago)


def begin_again(scene: Scene, _: str = "") -> Turn:
    """The newest of them first, the others after it."""
    *others, first = scene.memory.let_go
    scene = errands.park(scene)
    memory = replace(scene.memory, let_go=(), parked=(*scene.memory.parked, *others))
    return errands.resume(replace(scene, memory=memory), first).because("begun again")
