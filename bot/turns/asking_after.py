"""Nobody got back to me: the case is found, where it stands is said, and its people are called again."""

from datetime import datetime, timedelta

from bot.anew import replace
from bot.content import Choice, Reply
from bot.effects import Handoff
from bot.memory import Turn
from bot.scene import Scene
from bot.standing import OpenCase
from bot.turns import people
from bot.writes import micros, moment


def after_open(scene: Scene, case: OpenCase) -> Turn | None:
    """Where their open case stands, and its people called; None if this is no such question, or they just were."""
    if not _asks(scene) or _recent(scene, moment(scene.memory.asked_again)) or _recent(scene, case.attended):
        return None
    key = "claimed" if case.owner else "waiting"
    said = scene.say(
        f"follow_up.{key}",
        number=case.number,
        team=scene.say(f"team.{case.department}"),
        since=case.opened,
        time=scene.words.time(case.opened),
        owner=case.owner,
        wait=scene.facts.desk.wait_of(case.department),
    )
    end = () if case.owner else (Choice(scene.say("offer.end"), "end"),)
    memory = replace(scene.memory, asked_again=micros(scene.facts.now), acknowledged=case.number)
    turn = Turn(memory, (Reply(said, notice=True, offers=end),), again=True)
    return turn.because(f"asks after case #{case.number}: its people are called again")


def _asks(scene: Scene) -> bool:
    return scene.intent == "case_followup" or bool(scene.triggered("repeat"))


def _recent(scene: Scene, when: datetime | None) -> bool:
    """Whether people were called, or were here, so lately that calling them would only be noise."""
    return when is not None and scene.facts.now - when < timedelta(minutes=scene.policy.follow_up_minutes)


def without_case(scene: Scene, need: Handoff, told: Turn | None = None) -> Turn:
    """No case is open: there is one now, urgent, and with the people of the one before."""
    last = scene.facts.desk.last
    need, turn = replace(need, urgent=True), told or Turn(scene.memory)
    if last is None or scene.facts.now - last.closed > timedelta(days=scene.policy.follow_up_days):
        return people.call(scene, turn, need)
    department = need.department if need.department != "general" else last.department
    return people.call(scene, turn, replace(need, department=department))
