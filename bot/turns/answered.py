"""What the errand under way knows, and what its open question says to an answer that it cannot take."""

from collections.abc import Mapping
from typing import Any

from bot.flow import Ask, advance
from bot.memory import Errand
from bot.scene import Scene
from bot.turns.known import FLOWS


def known(scene: Scene, errand: Errand) -> Mapping[str, Any]:
    """What is known before the question under way, said or assumed."""
    step = advance(FLOWS[errand.flow], errand.answers, scene.view(errand.answers, errand.extras))
    return step.view.known if isinstance(step, Ask) else {}


def miss_words(scene: Scene) -> str:
    """What the slot itself says to an answer it cannot take."""
    step = _step(scene)
    return step.slot.miss(scene.given, step.view) if step else ""


def told(scene: Scene) -> str:
    """What the slot itself says to a question beside it."""
    step = _step(scene)
    return step.slot.tells(scene.given, step.view) if step else ""


def limit(scene: Scene) -> int:
    """How often the open question is asked anew: as the team wants it, or once where more would lead nowhere."""
    step = _step(scene)
    return 1 if step and step.slot.once(step.view) else scene.policy.misunderstood_limit


def _step(scene: Scene) -> Ask | None:
    errand = scene.memory.errand
    if errand is None or errand.flow not in FLOWS:
        return None
    step = advance(FLOWS[errand.flow], errand.answers, scene.view(errand.answers, errand.extras))
    return step if isinstance(step, Ask) else None
