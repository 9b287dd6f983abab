"""Beside an open question something else is meant than it asks: another charge, or something for a wait."""

import re

from bot.anew import replace
from bot.charging import twin
from bot.flow import Given
from bot.flows.late.ways import FOR_THE_WAIT, Way, compensation
from bot.labels import folded
from bot.memory import Turn
from bot.scene import Scene
from bot.shop import Charge
from bot.slots.answers import BUT_MORE
from bot.slots.charges import SUM
from bot.slots.naming import bare
from bot.turns import answered, errands


def for_the_wait(scene: Scene) -> Turn | None:
    """ "Is there anything for the wait", where it is asked whether the late thing shall be stopped: no yes to that."""
    errand = scene.memory.errand
    last = errand is not None and errand.flow == "cancel" and errand.slot == errands.CONFIRM
    if errand is None or not last or not FOR_THE_WAIT.search(scene.text):
        return None
    order = answered.known(scene, errand).get("order")
    if order is None or compensation(order, scene.view({}, {})) is None:
        return None
    free = replace(scene, memory=replace(scene.memory, errand=None))
    turn = errands.begin(free, "delivery_late", {"order": order.number, "way": str(Way.GOODWILL)})
    return turn.because("something for the wait in place of stopping it")


def another_charge(scene: Scene) -> Turn | None:
    """ "Ok but it says 52 as well": the one is explained, and another sum is asked about."""
    errand = scene.memory.errand
    if errand is None or errand.slot != "explained" or errand.flow != "charge":
        return None
    said = BUT_MORE.match(scene.text)
    if said is None or not SUM.search(scene.text[said.end() :]):
        return None
    free = replace(scene, memory=replace(scene.memory, errand=None))
    return errands.begin(free, "billing_error").because("one charge is explained, and another is asked about")


SECOND = re.compile(
    r"\W*(?:yes|yeah|yep|ok(?:ay)?|sure)\W+(?:(?:yes|please|pls|then|refund|just)\W+)*the (?:second|2nd|later|last)"
    r"(?: (?:one|charge))?(?:\W+(?:please|pls|then|thanks|thank you))*\W*",
    re.I,
)


def the_second(scene: Scene) -> Turn | None:
    """ "Yes the second one", of two charges alike: a yes, as that is what goes back."""
    errand, account = scene.memory.errand, scene.facts.account
    last = errand is not None and errand.flow == "charge" and errand.slot == errands.CONFIRM
    if errand is None or account is None or not last or not SECOND.fullmatch(scene.text):
        return None
    charge = answered.known(scene, errand).get("charge")
    paired = isinstance(charge, Charge) and twin(account, charge)
    return errands.go_on(scene, Given("yes", "affirm")) if paired else None


FORGETS = re.compile(
    r"\W*(?:(?:ok(?:ay)?|oh|well|sorry|then)\W+)*(?:forget|never ?mind|nvm|skip|ignore|leave out)(?: about)?"
    r" (?:the|that) (?P<what>[\w'-]+)\s*[.;!,]+\s*(?P<rest>\w.*)",
    re.I | re.S,
)


def yes_without(scene: Scene) -> Turn | None:
    """ "Forget the door. Ask them": what we never took up is dropped, and the yes is one."""
    errand, said = scene.memory.errand, FORGETS.fullmatch(scene.text)
    if (
        errand is None
        or said is None
        or errand.slot != errands.CONFIRM
        or said["what"].casefold() in bare(errand.shown)
    ):
        return None
    agrees = folded(said["rest"]) == folded(scene.memory.choices.get("yes", ""))  # a yes may be one to forgetting it
    return errands.go_on(scene, Given("yes", "affirm")) if agrees else None
