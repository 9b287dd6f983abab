"""What staff do about a customer who wants to be called."""

from handoff import phoning
from handoff.scene import Outcome, Scene
from handoff.spec import command


@command("staff", needs_case=True)
async def call(scene: Scene) -> Outcome:
    """Call the customer: takes the case, shows you the number and tells them that you are calling."""
    return phoning.call(scene)


@command("staff", needs_case=True)
async def reached(scene: Scene) -> Outcome:
    """Say that the call you are making has reached the customer."""
    return phoning.reached(scene)


@command("staff", needs_case=True)
async def no_answer(scene: Scene) -> Outcome:
    """Say that nobody answered: it is tried again later, and the customer is told."""
    return phoning.no_answer(scene)


@command("staff", needs_case=True)
async def wrong_number(scene: Scene) -> Outcome:
    """Say that somebody else answered: the customer is asked for another number."""
    return phoning.wrong_number(scene)
