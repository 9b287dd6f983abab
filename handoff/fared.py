"""How messages to the customer fared, shown to staff where they look."""

from dataclasses import replace

from bot.codec import load
from bot.content import Post, Reply
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
    post = next(iter(await scene.store.find(OutboxRow, {"id": news.outbox}, limit=1)), None)
    if post is not None and post.voice in ("mirror", "desk"):
        return Outcome(_to_staff(scene, post, news))
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


def _to_staff(scene: Scene, post: OutboxRow, news: Fared) -> Writes:
    """What staff should have seen: said in the staff channel when the thread fails, else in the thread."""
    # A tick that can't be set is no news, unless it holds up the thread.
    if news.state == "sent" or (post.kind == "mark" and news.state == "failed"):
        return Writes()
    case, place = scene.case, scene.act.place
    text = wording.not_shown(case.number, post.voice == "mirror", news.state, news.error)
    told = Reply(text, offers=ways(f"#{case.number} {post.id}", news.state))
    if place.thread:
        return Writes((scene.pen.show(case, replace(place, thread=""), Post(told), "desk", "not shown"),))
    # Such news itself hangs in the channel as a post: nobody is told that it could not be told.
    known = post.voice == "mirror" or post.kind != "post" or post.id == case.card
    return scene.pen.thread(case, told, "not shown") if known else Writes()


def _other(scene: Scene, news: Fared) -> Writes:
    """Something else did not reach the customer: an edit, a notice, the bot's own words."""
    failed = news.state == "failed"
    text = wording.undelivered("Something we sent", news.error) if failed else wording.undelivered_perhaps(news.error)
    return scene.pen.thread(scene.case, Reply(text, offers=ways(news.outbox, news.state)), "undelivered")
