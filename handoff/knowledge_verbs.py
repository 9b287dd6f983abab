"""What leads and admins do with the shop's answers."""

from typing import Annotated

from handoff import knowledge
from handoff.scene import Outcome, Scene
from handoff.spec import AnswerId, Text, command

Which = Annotated[AnswerId, "The answer's id or title."]


@command("lead", "support", reads=True, name="answer list")
async def answer_list(scene: Scene, words: Annotated[Text, "Only those with these words in them."] = "") -> Outcome:
    """See the answers I give, and how often each has helped."""
    return await knowledge.listed(scene, words)


@command("lead", "support", reads=True, name="answer show")
async def answer_show(scene: Scene, answer: Which) -> Outcome:
    """Read one answer, with the questions it is found by."""
    return await knowledge.shown(scene, answer)


@command("lead", "support", reads=True, name="answer test")
async def answer_test(scene: Scene, question: Annotated[Text, "A question, as a customer would put it."]) -> Outcome:
    """See what a customer who asks this would be shown, and why."""
    return await knowledge.tried(scene, question)


@command("lead", "support", reads=True, name="answer unanswered")
async def answer_unanswered(scene: Scene) -> Outcome:
    """See what customers asked that has no answer, or one that did not help."""
    return await knowledge.unanswered(scene)


@command("admin", "support", name="answer add")
async def answer_add(
    scene: Scene,
    title: Annotated[str, "What it is about; an answer of this title is replaced."],
    asks: Annotated[str, "Questions it answers, as customers put them, with ; between."],
    text: Annotated[Text, "The answer itself."],
) -> Outcome:
    """Write an answer that customers get from now on."""
    return await knowledge.added(scene, title, asks, text)


@command("admin", "support", name="answer remove")
async def answer_remove(scene: Scene, answer: Which) -> Outcome:
    """Take back an answer that was written here."""
    return await knowledge.removed(scene, answer)
