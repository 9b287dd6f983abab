"""What the shop has confirmed: told to the customer, kept in the message centre, shown to whoever has the case."""

import re

from bot.anew import replace
from bot.content import Card, Reply
from bot.memory import Conversation, Turn
from bot.scene import Scene

ASKED = "→ asked"
"""Stands in what was tried until the answer is there."""


BEFORE = re.compile(r" \(before: .+\)(?= → asked)")
"""Where a parcel was going until now, in the line of what was asked for."""


def before(memory: Conversation) -> str:
    """The same, to stand in the line of what was done."""
    asked = next((line for line in reversed(memory.tried) if ASKED in line), "")
    found = BEFORE.search(asked)
    return found.group() if found else ""


def settled(memory: Conversation, done: str) -> Conversation:
    """What was asked for last has come out so; a thing that a colleague asked for is just added."""
    asked = next((line for line in reversed(memory.tried) if ASKED in line), None)
    before = tuple(line for line in memory.tried if line != asked)
    return replace(memory, tried=(*before, done)[-5:])


def confirmed(scene: Scene, done: str, said: str, title: str, facts: tuple[tuple[str, str], ...]) -> Turn:
    """It is done, and only now it is said."""
    told = f"{said} {scene.say('centre.kept')}"  # where it is read back later, that need not be said again
    reply = Reply(told, card=Card(title, facts, "good"), notice=True)
    turn = Turn(settled(scene.memory, done), (reply,), confirms=((title, said),), remarks=(f"Done: {title}",))
    return turn.because(f"the shop confirmed: {done}")


def unseen(scene: Scene, done: str) -> Turn:
    """It is done, but the shop cannot be read just now: said without the dates and sums."""
    said = scene.say("shop.unseen")
    turn = Turn(settled(scene.memory, done), (Reply(said, notice=True),), remarks=(f"Done: {done}",))
    return turn.because(f"the shop confirmed, and could not be read: {done}")
