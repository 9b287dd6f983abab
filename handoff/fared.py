"""How messages to the customer fared, shown to staff where they look."""

from bot.codec import load
from bot.content import Reply
from bot.writes import MessageRow, OutboxRow, Writes
from handoff import wording
from handoff.acts import Fared
from handoff.answers import State, fares, ways
from handoff.copies import Keys
from handoff.retrying import line_of
from handoff.scene import Outcome, Scene


async def fared(scene: Scene, news: Fared) -> Outcome:
    """A post to the customer reached its end, or nobody knows whether it did."""
    if scene.found is None:
        return Outcome()
    if row := await line_of(scene, news.outbox):
        state, error, key = await _worst(scene, row, news)
        told = fares(scene, scene.case, row, state, error, key) if state != "queued" else Writes()
        return Outcome(told)
    return Outcome() if news.state == "sent" else Outcome(_other(scene, news))


async def _worst(scene: Scene, row: MessageRow, news: Fared) -> tuple[State, str, str]:
    """A message in several parts arrived when all of them did."""
    posts = await scene.store.find(OutboxRow, {"id": load(Keys, row.copies)})
    states: dict[str, tuple[State, str]] = {post.id: (_state(post.state), post.error) for post in posts}
    states[news.outbox] = (news.state, news.error)
    for bad in ("failed", "unknown", "queued"):
        for key, (state, error) in states.items():
            if state == bad:
                return state, error, key
    return "sent", "", ""


def _state(stored: str) -> State:
    match stored:
        case "sent" | "failed" | "unknown":
            return stored
        case _:
            return "queued"


def _other(scene: Scene, news: Fared) -> Writes:
    """Something else did not reach the customer: an edit, a notice, the bot's own words."""
    failed = news.state == "failed"
    text = wording.undelivered("Something we sent", news.error) if failed else wording.undelivered_perhaps(news.error)
    return scene.pen.thread(scene.case, Reply(text, offers=ways(news.outbox, news.state)), "undelivered")
