"""What staff do about a customer who wants to be called."""

from handoff import phoning
from handoff.scene import Outcome, Scene
from handoff.spec import command


@command("staff", needs_case=True, name="call now")
async def call_now(scene: Scene) -> Outcome:
    """Call the customer: takes the case, shows you the number and tells them that you are calling."""
    return phoning.call(scene)


@command("staff", needs_case=True, name="call reached")
async def call_reached(scene: Scene) -> Outcome:
    """Say that the call you are making has reached the customer."""
    return phoning.reached(scene)


@command("staff", needs_case=True, name="call no_answer")
async def call_no_answer(scene: Scene) -> Outcome:
    """Say that nobody answered: it is tried again later, and the customer is told."""
    return phoning.no_answer(scene)


@command("staff", needs_case=True, name="call wrong_number")
async def call_wrong_number(scene: Scene) -> Outcome:
    """Say that somebody else answered: the customer is asked for another number."""
    return phoning.wrong_number(scene)
