"""A club that was just cancelled: how that stands, and that it can be started again, for a yes of its own."""

import re

from bot.anew import replace
from bot.charging import latest
from bot.content import Reply
from bot.flows.charge.told import PRICE_ROSE
from bot.flows.subscription.beside import CANCELLATION
from bot.flows.subscription.coming_back import comes_back
from bot.flows.subscription.told import runs_on
from bot.flows.subscription.which import grace
from bot.memory import Turn
from bot.scene import Scene
from bot.shop import Subscription
from bot.slots import naming, said, words_of
from bot.slots.charges import sums_in
from bot.slots.clubs import IF_ENDED, WISHES, Wish
from bot.turns import errands, keeping, regrets, undoing
from bot.turns.context.reading import bought

_LEAD = (
    r"\W*(?:(?:ok(?:ay)?|no+|oh|wait|sorry|actually|hm+|well|then|but|please|pls|can (?:you|i|we)|could (?:you|i)"
    r"|i want (?:you )?to|i'?ll|i'?d (?:rather|like to)|just|rather|now)\W+)*"
)
_IT = r"(?:it|that|this|(?:the|my) (?:\w+ )?(?:club|circle|box|plan|subscription|membership|coffee|tea))"
AGAIN = re.compile(
    rf"{_LEAD}(?:(?:start|begin|turn|switch|put) {_IT} (?:(?:back|up|on|again) ?)+|(?:start|begin) again"
    rf"|(?:restart|re-?activate|resume|re-?join|undo|un-?cancel|keep)(?: {_IT})?"
    rf"|(?:i )?(?:want|have|get) {_IT} back|do(?:n'?t| not) (?:cancel|end|stop) {_IT})"
    r"(?:\W+(?:again|after all|going|on|though|please|pls|now|then|instead|but|thanks))*\W*",
    re.I,
)


def wanted(scene: Scene) -> Turn | None:
    """ "Actually keep it", right after its end was confirmed: no colleague is needed for that."""
    account, last = scene.facts.account, "".join(scene.memory.tried[-1:])
    if account is None or scene.memory.errand or scene.memory.pending or not scene.memory.done:
        return None
    ended = [line for line in scene.memory.tried[-2:] if "cancelled" in line]  # before its money, if that came back
    over = [p for p in account.subscriptions if p.cancelled and p.title in last and any(p.title in e for e in ended)]
    text = scene.text.replace("\u2019", "'")
    back = _rues(scene, text) or (undoing.just_told(scene) and keeping.rather(text))
    if len(over) != 1 or not (AGAIN.fullmatch(text) or back):
        return None
    known = {"wish": str(Wish.RESUME), "subscription": over[0].id}
    return errands.begin(scene, "membership", known).because("what was just cancelled is wanted after all")


def _rues(scene: Scene, text: str) -> bool:
    """Whether they take back what was done a moment ago."""
    return undoing.just_told(scene) and (undoing.takes_back(text) or regrets.MISTAKE.fullmatch(text) is not None)


OUT = re.compile(rf"\b(?:{WISHES[Wish.CANCEL]})", re.I)
ITS_MONEY = re.compile(r"\b(?:refund\w*|money back|pay (?:me|it) back|(?:all|everything|it) back)\b", re.I)
ONLY_A_PART = re.compile(r"\b(?:difference|over ?charged?|too much|extra|part of)\b", re.I)
A_CLUB = re.compile(r"\b(?:club|circle|subscription|membership|plan)\b", re.I)


def out_with_its_money(scene: Scene) -> Turn | None:
    """ "£84 went out, refund it all and cancel": the end of the one club that was charged of late, and its money."""
    account, text = scene.facts.account, scene.text.replace("\u2019", "'")
    wants = said(OUT, text) and said(ITS_MONEY, text) and not ONLY_A_PART.search(text)
    if account is None or scene.memory.errand or not wants:
        return None
    running = [plan for plan in account.subscriptions if not plan.cancelled]
    if len(running) != 1 or naming(text, bought(scene.facts) - words_of(running[0].title)):
        return None
    known = {"wish": str(Wish.CANCEL), "subscription": running[0].id}
    if not _speaks_of(running[0], scene, text) or grace(scene.view({}, {}).knowing("subscription", running[0])) is None:
        return None
    if not IF_ENDED.search(text):  # who only asks is shown what there is to choose from
        known["how"] = "now"
    return errands.begin(scene, "membership", known).because("out of a club, with its last money")


def _speaks_of(plan: Subscription, scene: Scene, text: str) -> bool:
    """Whether a club is named, or the very sum that was taken for it, or that its price rose."""
    last = latest(scene.facts.account, plan) if scene.facts.account else None
    its_sum = last is not None and last.amount.amount in sums_in(text)
    own = words_of(text) & (words_of(plan.title) - bought(scene.facts))
    return bool(its_sum or own or A_CLUB.search(text) or PRICE_ROSE.search(text))


_ENDS = r"(?:cancel|stop|end|quit)"
ENDED_AGAIN = re.compile(
    rf"{_LEAD}(?:{_ENDS}(?: (?:it|that|this))?|turn (?:it|that) off)"
    r"(?:\W+(?:again|after all|then|though|please|pls|now|instead|too|thanks|immediately|today))*\W*"
    rf"|{_LEAD}{_ENDS} {_IT} again(?:\W+(?:after all|then|though|please|pls|now|instead|thanks))*\W*",
    re.I,
)
"""An end to what was spoken of, whatever else could be ended."""


def ended_again(scene: Scene) -> Turn | None:
    """ "Cancel it again", after a club was started again or ended, and nothing else was spoken of: that is meant."""
    account, last = scene.facts.account, "".join(scene.memory.tried[-1:])
    if account is None or scene.memory.errand or scene.memory.topic != "membership" or not last:
        return None
    its = [plan for plan in account.subscriptions if plan.title in last and plan.id not in scene.memory.pending]
    others = frozenset(word for plan in account.subscriptions if plan not in its for word in words_of(plan.title))
    if len(its) != 1 or naming(scene.text, others - words_of(its[0].title)):
        return None
    text = scene.text.replace("\u2019", "'")
    rues = _rues(scene, text)
    if not ENDED_AGAIN.fullmatch(text) and (not rues or AGAIN.fullmatch(text) or its[0].cancelled):
        return None
    if its[0].cancelled:
        turn = Turn(replace(scene.memory, misses=0), (Reply(runs_on(its[0], scene.view({}, {}))),))
        return turn.because("it is cancelled already")
    known = {"wish": str(Wish.CANCEL), "subscription": its[0].id}
    return errands.begin(scene, "membership", known).because("the club that was spoken of")


def may_return(scene: Scene) -> Turn | None:
    """ "Can I come back later", right after its end was confirmed, or before anything of it is asked."""
    account, last = scene.facts.account, "".join(scene.memory.tried[-1:])
    if account is None or scene.memory.errand or scene.memory.topic != "membership" or not comes_back(scene.text):
        return None
    if AGAIN.fullmatch(scene.text) or not any(plan.title in last for plan in account.subscriptions):
        return None
    said = scene.say("club.comes_back", days=scene.policy.subscription_resume_days)
    return Turn(replace(scene.memory, misses=0), (Reply(said),)).because("asks whether a club can be taken up again")


STOPS = re.compile(rf"{_LEAD}{_ENDS} {_IT}(?:\W+(?:please|pls|now|then|today|thanks))*\W*", re.I)
VERB = "unsubscribe:"


def stopped(scene: Scene) -> Turn | None:
    """ "Stop it please", beside the button that cancels the club they were told of: its end, for a yes of its own."""
    ways = [value for value in scene.memory.offers if value.startswith(VERB)]
    if scene.memory.errand or len(ways) != 1 or not STOPS.fullmatch(scene.text):
        return None
    known = {"wish": str(Wish.CANCEL), "subscription": ways[0].removeprefix(VERB)}
    return errands.begin(scene, "membership", known).because("what stands beside its button")


CHARGE_BEFORE = re.compile(
    r"\b(?:charges?|payments?|money|one|sum|\d+) (?:from |of |for |in )?(?:the )?"
    r"(?:(?:month|one|time|year) before|previous"
    r"|before(?: (?:that|it|this|then))?(?=\W*$|\W+(?:too|as well|also|please|pls)\b))"
    r"|\bthe (?:(?:previous|earlier|preceding) (?:charge|payment|one)|(?:charge|payment|one|month) before)\b",
    re.I,
)
"""The charge before the one that was spoken of."""


def charge_before(scene: Scene) -> Turn | None:
    """ "And the one from the month before", after a club's charge was paid back: of that club, and no other charge."""
    account, last = scene.facts.account, "".join(scene.memory.tried[-1:])
    if account is None or scene.memory.errand or scene.memory.topic != "membership" or not last:
        return None
    its = [plan for plan in account.subscriptions if plan.title in last and plan.id not in scene.memory.pending]
    taken = scene.intent in ("billing_error", "refund_request", "membership")
    if len(its) != 1 or not taken or not CHARGE_BEFORE.search(scene.text) or naming(scene.text, bought(scene.facts)):
        return None
    known = {"wish": str(Wish.CHARGED), "subscription": its[0].id}
    return errands.begin(scene, "membership", known).because("the charge before, of the club that was spoken of")


IS_OFF = re.compile(
    rf"{_LEAD}(?:so |and )?(?:(?:is|are) (?:{_IT}|everything|all|they)|(?:it|that|everything)'?s|it is)"
    r"(?: (?:all|really|now|definitely|already|then|fully|completely))*"
    r" (?:cancell?ed|ended|over|off|stopped|done|gone|sorted)"
    r"(?:\W+(?:now|then|yes|yeah|right|correct|already|or not|ok(?:ay)?|for sure|please|thanks))*\W*",
    re.I,
)
"""Asks whether it has ended."""
OF_GOODS = re.compile(r"\b(?:orders?|returns?|send|delivery|postage|shipping)\b|\d{3}", re.I)
WILL_CHARGE = re.compile(
    r"\bwill (?:it|i|my card|that)(?: (?:still|now|really))* be (?:charged|billed|debited)\b|\bwill (?:you|they)"
    r"(?: (?:still|now|really))* (?:charge|bill|debit) me\b",
    re.I,
)


def asked_after(scene: Scene) -> Turn | None:
    """ "And the cancellation?", while a club was what it was about: how it stands, and no page about orders."""
    account, lines = scene.facts.account, " ".join(scene.memory.tried)
    text = scene.text.replace("\u2019", "'")
    asks = (
        CANCELLATION.search(text) or IS_OFF.fullmatch(text) or (WILL_CHARGE.search(text) and not OF_GOODS.search(text))
    )
    if account is None or scene.memory.errand or not asks:
        return None
    of_late = [plan for plan in account.subscriptions if plan.title in lines and plan.id not in scene.memory.pending]
    if not of_late and IS_OFF.fullmatch(text) and _only_clubs(scene):
        of_late = list(account.subscriptions)
    if not of_late or "order" in scene.memory.done:
        return None
    said = " ".join(runs_on(plan, scene.view({}, {})) for plan in of_late)
    return Turn(scene.memory, (Reply(said),)).because("asks after the end of a club")


def _only_clubs(scene: Scene) -> bool:
    """Whether "is it all cancelled", said first of all, can be about no order: none is cancelled, and none to come."""
    stoppable = any(order.status in ("open", "dispatched", "cancelled") for order in scene.facts.orders)
    return "cancel" in scene.text.casefold() and not stoppable and not scene.memory.tried
