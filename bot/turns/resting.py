"""Errands that wait for a timer of ours: what is kept of them, and what is known when they are spoken of before."""

from collections.abc import Mapping

from bot.anew import replace
from bot.flow import Flow, Outcome
from bot.memory import Conversation, Errand


def known(memory: Conversation, errand: Errand, flow: type[Flow]) -> Errand:
    """An errand that the customer comes back to before its time: what was said of it is not asked again."""
    alike = [rests for rests in memory.resting.values() if rests.flow == errand.flow]
    if len(alike) != 1 or any(alike[0].answers.get(name, said) != said for name, said in errand.answers.items()):
        return errand
    return replace(errand, answers={**flow.before_time(alike[0].answers), **errand.answers})


def after(memory: Conversation, errand: Errand, outcome: Outcome) -> Mapping[str, Errand]:
    """What waits for a timer once an errand has ended so: less what it ends, and itself if it is to be taken up."""
    kept = {name: rests for name, rests in memory.resting.items() if name not in outcome.ends}
    if outcome.rests is None:
        return kept
    rests = Errand(errand.flow, outcome.rests, extras=errand.extras, wish=outcome.about)
    return kept | {wake.name: rests for wake in outcome.wakes}
