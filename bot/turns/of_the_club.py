"""The end of "it", where a club was spoken of last: that is what ends, whatever order there is besides."""

import re

from bot.anew import replace
from bot.content import Reply
from bot.flows.subscription.coming_back import comes_back
from bot.flows.subscription.which import grace
from bot.memory import Turn
from bot.scene import Scene
from bot.shop import Subscription
from bot.slots import naming, words_of
from bot.slots.clubs import Wish
from bot.turns import errands, leads
from bot.turns.context.law import WITHDRAWS
from bot.turns.context.reading import bought

_WANTS = (
    r"\W*(?:(?:ok(?:ay)?|h+m+|well|oh|no+|yes|yeah|so|then|and|but|fine|right|sure|please|pls|just|actually|rather"
    r"|sorry|wait|thanks|alright|(?:can|could|will|would) (?:you|u|i|we)|i(?:'?d| would)?(?: like| want| wanna| need)?"
    r"(?: to)?|i'?ll|i will|let'?s|want to|go ahead and|(?:what )?if)\W+)*"
)
_END = r"(?:cancel|stop|end|quit|terminate)"
_ALONE = r"(?=\W*$|\W*[.,;!?]|\W+(?:please|pls|now|then|today|too|thing|and|but|before|at|for|right|asap)\b)"
"""No noun follows: "this conversation" is another matter than "this"."""
ENDS = re.compile(
    rf"{_WANTS}(?:{_END} (?:it|(?:the|that|this) (?:club|circle|subscription|membership)|(?:that|this){_ALONE})\b"
    r"(?! (?:from|being|coming|in time)\b)"
    rf"|(?:cancel|end) (?:today|now|at once|immediately)\b|cancel(?:\W+(?:please|pls|then|before (?:then|that)))*\W*$)",
    re.I,
)
"""The wish comes first, whatever is asked behind it; "stop" alone may end the talk."""
NO_WAY = re.compile(r"\W*\?\W*no\b", re.I)
LATER = re.compile(r" (?:later|any ?time|whenever)\b", re.I)
"""What follows it: it is not to end, or not now."""
AT_ONCE = re.compile(rf"{_WANTS}{_END}(?: it)? (?:today|now)\b.{{0,20}}\bback\b", re.I)
"""Our own button, typed when its question was no longer open."""
ORDERED = re.compile(r"\b(?:orders?|parcel|package|delivery|return|refund status|case|chat|call)\b|\d{3,}", re.I)
"""Another thing is spoken of."""
GRAVE = ("safety", "security", "human", "legal", "call", "anger")
LATELY = 3
"""So many lines of ours back a club was spoken of, if no order was since."""
FREE = ("helped",)
"""Questions of ours beside which a bare "stop" ends the talk, and "cancel it" does not."""
IT = re.compile(r"\b(?:it|that|this|club|circle|subscription|membership)\b", re.I)


def ended(scene: Scene) -> Turn | None:
    """ "Hmm, cancel it, but can I come back in January": the club we told them of."""
    text = scene.text.replace("\u2019", "'")
    errand = scene.memory.errand
    if (errand and errand.slot not in FREE) or scene.triggered(*GRAVE) or not (said := ENDS.match(text)):
        return None
    if errand and not IT.search(said.group()):
        return None
    one = spoken_of(scene)
    if one is None or ORDERED.search(text) or WITHDRAWS.search(text):
        return None
    if naming(text[said.end() :], bought(scene.facts) - words_of(one.title)):
        return None
    if NO_WAY.match(text[said.end() :]):
        return Turn(replace(scene.memory, misses=0), (Reply(scene.say("small.left")),)).because("a club that goes on")
    later = LATER.match(text[said.end() :])
    known = {"wish": str(Wish.RENEWAL if later else Wish.CANCEL), "subscription": one.id}
    now = AT_ONCE.match(text) and grace(scene.view({}, {}).knowing("subscription", one)) is not None
    free = replace(scene, memory=replace(scene.memory, errand=None, misses=0, refused=""))
    turn = errands.begin(free, "membership", known | ({"how": "now"} if now else {}))
    days = scene.policy.subscription_resume_days
    asked = scene.say("club.comes_back", days=days) if comes_back(text[said.end() :]) else ""
    return leads.led_by(turn, asked).because("the club that was spoken of last")


def spoken_of(scene: Scene) -> Subscription | None:
    """The one that runs and was told of by our last words, if no order was told of since."""
    account = scene.facts.account
    running = [plan for plan in account.subscriptions if not plan.cancelled] if account else []
    running = [plan for plan in running if plan.id not in scene.memory.pending]
    for line in reversed(scene.memory.ours[-LATELY:]):
        told = [plan for plan in running if plan.title in line]
        if told or any(order.number in line for order in scene.facts.orders):
            return told[0] if len(told) == 1 else None
    return None
