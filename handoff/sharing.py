"""Whether a customer's words may be shown at a place on another platform than theirs."""

from bot.events import Place
from bot.writes import ConsentRow
from handoff.pen import place_of
from handoff.refusal import Refusal
from handoff.routing import OURS
from handoff.rows import CaseRow
from handoff.scene import Reading, Scene


async def may_be_shown(store: Reading, case: CaseRow, place: Place | None) -> bool:
    """True on the customer's own platform, on pages of ours, and where they have agreed to it."""
    theirs = place_of(case.place)
    if place is None or theirs is None or place.platform in (*OURS, theirs.platform):
        return True
    agreed = {"team": case.team, "person": case.conversation, "platform": place.platform}
    return bool(await store.find(ConsentRow, agreed, limit=1))


async def require(scene: Scene, department: str) -> None:
    """Raise a Refusal unless the case may go to this department's place."""
    place = scene.routing.place(department)
    if not await may_be_shown(scene.store, scene.case, place):
        platform = place.platform if place else ""
        raise Refusal(
            f"{department} works in {platform.capitalize()}, and this customer has not agreed to have their words "
            "shown there. Keep the case, or ask them to ask for a person anew once it is closed: they are asked then."
        )
