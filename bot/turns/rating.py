"""How did it go: the score of a case that has ended, and why, if the customer wants to say so."""

import re
from datetime import timedelta

from bot.anew import replace
from bot.content import OFFER, Choice, Reply
from bot.events import Press
from bot.hearing import Band
from bot.memory import Turn
from bot.scene import Scene
from bot.standing import Rated, Rating
from bot.turns import calls, errands, people

VERB = "rate"
SCORES = range(1, 6)
LOW = 2
"""Up to this somebody should look at what went wrong."""
SURE = 0.75
"""From here on a wish is heard clearly enough to be none of our business to call it a comment."""
GRAVE = ("safety", "security", "human", "legal", "urgent_late")
"""What calls a person, also from somebody who was asked for a comment."""
FRESH = frozenset(errands.ERRANDS) - {"case_followup", "complaint"} | {"greeting", "phone_call", "human_agent"}
GO_ON = "waits for the comment"
BRIEF = 3
"""Words in which a yes, a no or a thank you is only that."""
TYPED = re.compile(r"\W*([1-5])(?:\s*(?:/|of|out of)\s*5)?(?:\s*(?:stars?|bad|poor|all right|good|great))?\W*", re.I)


def pressed(scene: Scene, press: Press) -> Turn | None:
    """One of the five buttons, as often as they like: the last one counts."""
    verb, _, what = press.value.partition(":")
    if press.ask != OFFER or verb != VERB:
        return None
    number, _, score = what.partition(":")
    asked = next((rating for rating in scene.facts.desk.ratings if str(rating.number) == number), None)
    if asked is None or not score.isdecimal() or int(score) not in SCORES:
        return Turn(scene.memory, (Reply(scene.say("rating.not_yours"), notice=True),)).because("a rating of nobody's")
    return _rated(scene, asked, int(score))


def said(scene: Scene) -> Turn | None:
    """A bare number that answers the question, or the words to a score that was given."""
    if scene.memory.errand or scene.memory.held or not scene.facts.desk.ratings or not scene.text:
        return None
    newest = scene.facts.desk.ratings[0]
    if newest.score == 0:
        number = TYPED.fullmatch(scene.text)
        within = scene.facts.now - newest.asked <= timedelta(hours=scene.policy.rating_comment_hours)
        return _rated(_unsaid(scene), newest, int(number[1])) if number and within else None
    rated = next((rating for rating in scene.facts.desk.ratings if rating.number == scene.memory.rated), None)
    return _why(scene, rated) if rated and _may_say_why(scene, rated) else None


def _unsaid(scene: Scene) -> Scene:
    """A score is none of their words: nobody is shown it as what they said last."""
    return replace(scene, memory=replace(scene.memory, lines=scene.memory.lines[:-1]))


def over(scene: Scene, turn: Turn) -> Turn:
    """Only what they say next can be the comment."""
    kept = turn.rates is not None or GO_ON in turn.decided
    return turn if kept or not turn.after.rated else replace(turn, after=replace(turn.after, rated=0))


def _rated(scene: Scene, asked: Rating, score: int) -> Turn:
    """Kept; while a person is there again, or where words were said already, nothing more is asked."""
    low, with_person = score <= LOW, scene.facts.desk.case is not None
    asks = not (with_person or asked.commented) and scene.policy.rating_comment_hours > 0
    words = scene.say("rating.why_low") if low else scene.say("rating.why")
    offers = (Choice(scene.say("offer.more_help"), "human"),) if low and not with_person else ()
    reply = Reply(words if asks else scene.say("rating.noted", score=score), offers=offers, notice=True)
    memory = replace(scene.memory, rated=asked.number if asks else 0)
    turn = Turn(memory, (reply,), rates=Rated(asked.number, score))
    return turn.because(f"rates case {asked.number}: {score} of 5")


def _may_say_why(scene: Scene, rating: Rating) -> bool:
    if not rating.score or rating.rated is None or rating.commented:
        return False
    return scene.facts.now - rating.rated <= timedelta(hours=scene.policy.rating_comment_hours)


def _why(scene: Scene, rating: Rating) -> Turn | None:
    """Their words, unless they are a wish of their own, a yes, a no or a thank you."""
    brief = len(scene.text.split()) <= BRIEF
    if brief and scene.intent == "deny":
        return Turn(scene.memory, (Reply(scene.say("rating.left")),)).because("no comment to the rating")
    if brief and scene.intent == "affirm":
        return Turn(scene.memory, (Reply(scene.say("rating.go_on")),)).because(GO_ON)
    if _wishes(scene) or (brief and scene.intent in ("thanks", "goodbye")):
        return None
    turn = Turn(replace(scene.memory, rated=0), (Reply(scene.say("rating.passed_on")),))
    return replace(turn, rates=Rated(rating.number, comment=scene.text)).because("a comment to the rating")


def _wishes(scene: Scene) -> bool:
    """Something to do is heard clearly."""
    need = people.opening(scene)
    if calls.asked_for(scene) or (need and need.rule in GRAVE):
        return True
    if scene.heard is None or scene.heard.band is not Band.ACT:
        return False
    return scene.intent in FRESH and scene.heard.intents[0][1] >= SURE
