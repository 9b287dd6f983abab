"""One team on several platforms: a code taken in one place and given in another joins them.

Both sides agree by it: an admin of the team asks for the code, an admin of the other server
or workspace gives it there. It is good once, for ten minutes, and only its digest is kept.
A place that stands alone is a team of its own, named after it; only such a one can join another.
"""

import hashlib
import secrets
from dataclasses import replace
from datetime import timedelta

from bot.content import Reply
from bot.events import Place
from bot.writes import Writes, micros
from handoff.case import OPEN_STAGES
from handoff.pen import Pen
from handoff.refusal import NotUnderstood, Refusal
from handoff.rows import CaseRow, LinkRow, SpaceRow
from handoff.scene import Outcome, Reading, Scene, Where
from handoff.wording import safe

GOOD_FOR = timedelta(minutes=10)
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Those that nobody takes for another."""
LENGTH = 12


def own_team(platform: str, space: str) -> str:
    """The team of a place that belongs to nobody else."""
    return f"{platform}-{space}"


def require_ours(scene: Scene) -> None:
    """Raise a Refusal in a place that installed itself: that alone must not lead to the shop's customers."""
    here = scene.act.place
    if scene.act.team == own_team(here.platform, here.space):
        raise Refusal(
            "This place is a team of its own, and the shop's customers are another's. "
            "An admin of the shop's team gets a code by `link`; `join` it here, then this can be done."
        )


async def team_of(store: Reading, platform: str, space: str) -> str:
    """The team that a server or workspace has joined; empty if none."""
    rows = await store.find(SpaceRow, {"platform": platform, "space": space}, limit=1)
    return rows[0].team if rows else ""


def digest_of(code: str) -> str:
    """What is kept of a code, however it was typed."""
    return hashlib.sha256("".join(c for c in code.casefold() if c.isalnum()).encode()).hexdigest()


def linked(scene: Scene) -> Outcome:
    """A new code for this team."""
    code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    shown = "-".join(code[n : n + 4] for n in range(0, LENGTH, 4))
    until = micros(scene.now + GOOD_FOR)
    row = LinkRow(digest_of(code), 1, scene.act.team, scene.by.id, micros(scene.now), until)
    told = (
        f"`{shown}` joins another server or workspace to this team. An admin there gives it within "
        f"{GOOD_FOR.seconds // 60} minutes, once: `join {shown}`. Its people are then customers of this team, "
        "and its admins may set up a desk there."
    )
    return Outcome(Writes((row,)) + scene.audit("link"), Reply(told))


async def joined(scene: Scene, code: str) -> Outcome:
    """This server or workspace belongs to the team whose code was given."""
    here = scene.act.place
    link = await _link(scene, code)
    await _may_leave(scene, here, link.team)
    now = micros(scene.now)
    used = replace(link, version=link.version + 1, used=f"{here.platform}:{here.space}")
    space = SpaceRow(here.platform, here.space, link.team, scene.by.id, now)
    subject = f"space:{here.platform}:{here.space}"
    audits = scene.pen.audit(scene.by, "join", subject, f"to {link.team}")
    there = Pen(link.team, scene.act.key, scene.now).audit(scene.by, "join", subject, "by a code")
    reply = Reply("Done: this place belongs to the team that the code is from. `setup` shows how its desk stands.")
    return Outcome(Writes((used, space)) + audits + there, reply)


async def _link(scene: Scene, code: str) -> LinkRow:
    found = await scene.store.find(LinkRow, {"digest": digest_of(code)}, limit=1)
    if not found or found[0].used or found[0].until < micros(scene.now):
        raise NotUnderstood(
            "That code is not known, was used, or is over. An admin of the other team takes a new `link`."
        )
    return found[0]


async def _may_leave(scene: Scene, here: Place, team: str) -> None:
    if scene.act.team == team:
        raise Refusal("This place belongs to that team already.")
    if scene.act.team != own_team(here.platform, here.space):
        raise Refusal(
            "This place has a team that is more than itself, so it cannot join another. "
            "Take a code here by `link`, and give it in the other place."
        )
    where: Where = {"team": scene.act.team, "stage": OPEN_STAGES}
    if still := await scene.store.find(CaseRow, where, order=("number",), limit=50):
        numbers = ", ".join(f"#{case.number}" for case in still)
        raise Refusal(f"Cases are open here ({safe(numbers)}): close them first, then join.")
