"""Many like reports are one incident: who comes later gets its status instead of a queue."""

from bot.anew import replace
from bot.content import Choice, Reply
from bot.effects import Handoff
from bot.incidents import about, as_sentence
from bot.memory import Turn
from bot.scene import Scene
from bot.turns import people


def known(scene: Scene) -> Turn | None:
    """The status of what is going on already; a person is still one press away."""
    going_on = scene.facts.reported.incident
    if going_on is None or (scene.text and scene.facts.shop_up and not about(scene.intent, scene.text)):
        return None
    status = as_sentence(going_on.status) or scene.say(f"incident.{going_on.topic}")
    said = scene.say("incident.known", status=status, since=going_on.opened, time=scene.words.time(going_on.opened))
    reply = Reply(said, offers=(Choice(scene.say("offer.more_help"), "human"),))
    return noted(scene, Turn(scene.memory, (reply,)).because(f"incident: {going_on.topic}"))


def met(scene: Scene) -> Turn | None:
    """What is going on already, where these words are of it; a shop that fails is met by what needs it."""
    return known(scene) if scene.facts.shop_up else None


def noted(scene: Scene, turn: Turn) -> Turn:
    """The report is counted, whatever came of the turn."""
    return replace(turn, reports=scene.facts.reported.topic) if scene.facts.reported.topic else turn


def begun(scene: Scene) -> Turn | None:
    """The report that makes it an incident: the leads are called, once for all who have met it."""
    topic, others = scene.facts.reported.topic, scene.facts.reported.others
    if not topic or scene.facts.reported.incident or others + 1 < scene.policy.incident_reports:
        return None
    why = scene.say("why.incident", count=others + 1, minutes=scene.policy.incident_minutes)
    wants = f"incident, {topic}: {scene.text[:120]}"
    turn = noted(scene, Turn(scene.memory, incident=topic))
    department = "technical" if topic != "payment" else "billing"
    return people.call(scene, turn, Handoff("incident", (why,), department, urgent=True, tier=2, wants=wants))
