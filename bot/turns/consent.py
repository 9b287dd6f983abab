"""Before the first word goes to another company's chat, the customer is asked, once.

A team may answer on one platform what its customers write on another. Then the words
leave the company that the customer gave them to, so the case waits for a yes.
"""

from dataclasses import replace

from bot.content import Choice, Reply
from bot.effects import Handoff
from bot.events import Place
from bot.memory import Conversation, Turn
from bot.scene import Scene
from bot.standing import DeskView
from bot.wording import Words

YES, NO = "share", "keep"
NAMES = {"discord": "Discord", "slack": "Slack"}
"""How people call the services that words may be carried to."""


def needed(memory: Conversation, desk: DeskView, here: Place, department: str) -> str:
    """The platform that must be agreed to before this case may be opened; empty if none."""
    there = desk.platform_of(department)
    return "" if there in ("", here.platform, *memory.shares) else there


def question(words: Words, platform: str) -> Reply:
    """What is asked; it can be answered whenever the customer likes."""
    offers = (
        Choice(words.say("consent.yes"), YES, "primary"),
        Choice(words.say("consent.no"), NO),
    )
    return Reply(words.say("consent.ask", platform=NAMES.get(platform, platform.capitalize())), offers=offers)


def ask(scene: Scene, turn: Turn, need: Handoff, platform: str) -> Turn:
    """The case as it would be opened, kept until the answer."""
    memory = replace(turn.after, held=need)
    asked = replace(turn, after=memory, outcome="offered").says(question(scene.words, platform))
    return asked.because(f"asks before anything is carried to {platform}: {need.rule}")


def refused(scene: Scene) -> Turn:
    """Nothing is carried anywhere; what can be done here still is."""
    memory = replace(scene.memory, held=None)
    offers = (Choice(scene.say("offer.menu"), "menu"), Choice(scene.say("offer.more_help"), "human"))
    return Turn(memory, (Reply(scene.say("consent.kept"), offers=offers),)).because("the customer keeps it here")


def remind(scene: Scene, turn: Turn) -> Turn:
    """While the answer is open, it stays one press away under whatever is said."""
    held = turn.after.held
    if held is None or turn.handoff or not turn.replies:
        return turn
    last = turn.replies[-1]
    if any(choice.value == YES for choice in last.offers):
        return turn
    platform = needed(turn.after, scene.facts.desk, scene.event.place, held.department)
    if not platform:
        return turn
    offers = last.offers + question(scene.words, platform).offers
    return replace(turn, replies=(*turn.replies[:-1], replace(last, offers=offers)))
