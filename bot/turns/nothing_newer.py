"""The same answer once more: it is not said again word for word to whoever did not ask the same again."""

import itertools
import re

from bot.anew import replace
from bot.content import Reply
from bot.memory import LINE, Turn
from bot.scene import Scene
from bot.turns import errands, leads, people, presses
from bot.writes import micros

ASKS = re.compile(
    r"\W*(?:(?:hell?o+|hey|hi|ok(?:ay)?|and|so|but|well|um+|please|pls|sorry|again|thanks|yes|no)\W+)*"
    r"(?:where|when|how|what|which|who|why|any|is|are|has|have|did|does|do|can|could|will|status|track\w*|show|check"
    r"|tell me|what'?s|look)\b",
    re.I,
)
"""Begins as a question does; "processed where, into whose pocket" only takes up our words."""
BRIEF = 8
"""In so few words a question is asked again; in more of them something else is said."""
NO = re.compile(r"\W*(?:no+|nope|nah)\b", re.I)
ORDERED = re.compile(r"\b(?:ordered|bought|order(?:ed)? it|paid for)\b", re.I)
"""A no to what we said of their orders, and none to a parcel that was told of."""
SHORT = 8
"""Words of a sorry that says no more."""
KNOWN = 60
"""Characters by which an answer of ours is found in a line that began with a greeting."""


def instead(scene: Scene, turn: Turn) -> Turn:
    """The turn as it is, unless it tells what we said last: that we see no more then, and a colleague."""
    lines = _last_lines(scene)
    old = [reply for reply in turn.replies if _stands_in(reply, lines)]
    shown = "?" in scene.text and any(reply.card for reply in old)  # what a card shows may well be what is asked
    told = old and scene.facts.desk.case is None and not shown and not _asks_the_same(scene)
    if not told or turn.effects or turn.wakes:
        return turn
    if len(old) < len(turn.replies):
        return _without(turn, old)
    errand_over = turn.after.errand is None and turn.after.topic_at == micros(scene.facts.now)
    if turn.handoff or not errand_over or len(turn.replies) < len(lines) or _only_closes(scene, old):
        return turn  # small talk may be said twice, and one parcel of two may be asked after
    return not_received(scene) or handed_on(scene, turn)


CLOSINGS = ("missing.glad", "waiting.glad", "ended.thanks", "ended.already")


def _only_closes(scene: Scene, told: list[Reply]) -> bool:
    """That it is found, or closed, may be said as often as it is told."""
    closings = tuple(map(scene.say, CLOSINGS))
    return any(closing in reply.text for reply in told for closing in closings)


def _last_lines(scene: Scene) -> list[str]:
    """What we said last; where that was only that we see no more, what we had said before it."""
    said_so = scene.say("errand.all_i_see")
    spoken = scene.memory.lines[:-1]
    if spoken and spoken[-1].text == said_so:
        spoken = spoken[:-2]  # with the words that it answered
    ours = list(itertools.takewhile(lambda line: line.speaker == "bot", reversed(spoken)))
    return [line.text for line in ours]


def _stands_in(reply: Reply, lines: list[str]) -> bool:
    """Whether all of it was said, but for a sorry before it."""
    parts = [part for part in reply.text.split("\n\n") if not _only_sorry(part)] or [reply.text]
    asks = reply.question is not None or not reply.text
    return not asks and all(any(_holds(line, part) for line in lines) for part in parts)


def _only_sorry(part: str) -> bool:
    return len(part.split()) <= SHORT and leads.SORRY.search(part) is not None


def _holds(line: str, part: str) -> bool:
    found = line.find(part[:KNOWN])
    rest = line[found:]
    return found >= 0 and (rest.startswith(part) or (len(line) == LINE and part.startswith(rest)))


def _asks_the_same(scene: Scene) -> bool:
    before = scene.memory.before[-2:-1]
    again = any(words.casefold().split() == scene.text.casefold().split() for words in before)
    brief = len(scene.text.split()) <= BRIEF
    return again or (brief and (ASKS.match(scene.text) is not None or scene.text.rstrip().endswith("?")))


def _without(turn: Turn, old: list[Reply]) -> Turn:
    """Only what is new, where that is no more than a question or a promise."""
    new = tuple(reply for reply in turn.replies if reply not in old)
    if any(reply.card for reply in new):
        return turn  # of one parcel alone they would take what follows for all
    return replace(turn, replies=new).because("what was just told is not told again")


def not_received(scene: Scene) -> Turn | None:
    """A no to the one parcel that was told to be delivered: it is not there."""
    missing = [value for value in scene.memory.offers if value.startswith("missing:")]
    says_so = NO.match(scene.text) and not ORDERED.search(scene.text)
    return presses.offered(scene, missing[0]) if len(missing) == 1 and says_so else None


def handed_on(scene: Scene, turn: Turn) -> Turn:
    """A colleague is offered in place of the same answer; called, where they are cross or go on after that."""
    heard = scene.heard
    angry = heard is not None and heard.frustration >= scene.policy.frustration_offers
    cross = angry or (heard is not None and heard.handoff)
    said_so = scene.say("errand.all_i_see") in scene.memory.ours[-1:]
    if cross or said_so:  # who goes on after that has no use for our question
        need = people.by_rule(scene, "anger" if angry else "repeat", scene.say("why.same_answer"))
        return people.call(scene, Turn(turn.after), need).because("the same answer again")
    said = replace(turn, replies=(Reply(scene.say("errand.all_i_see")),))
    return errands.with_way_out(scene, said).because("the same answer again: a person is offered")
