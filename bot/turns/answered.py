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
    errand = scene.memory.errand
    if errand is None or errand.flow not in FLOWS:
        return ""
    step = advance(FLOWS[errand.flow], errand.answers, scene.view(errand.answers, errand.extras))
    return step.slot.miss(scene.given, step.view) if isinstance(step, Ask) else ""
