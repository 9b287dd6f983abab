"""At what time a parcel comes: carriers name a day and no hour, and no page on opening hours answers that."""

import re

from bot.anew import replace
from bot.flow import Given
from bot.memory import Turn
from bot.scene import Scene
from bot.slots import order_in
from bot.turns import errands, leads
from bot.turns.context.reading import DAYS

_LEAD = r"\W*(?:(?:and|so|but|ok(?:ay)?|hi|hello|hey|thanks|cool|great|then|well|sorry|yes)\W+)*"
_IT = (
    r"(?:it|they|that|this|he|she|mine|(?:the|my) (?:parcel|package|order|delivery|driver|courier|post|stuff|things?)"
    r"|(?:the|my) (?!refund|money|cash|credit|call|colleague|person|label|e?-?mail|code|reply|answer|charge)[\w'-]+)"
)
_COMES = (
    r"(?:(?:be|get|usually|going to|supposed to|likely to) )*"
    r"(?:come|comes|coming|arrive|arrives|arriving|here|deliver(?:ed|s|y)?|brought|due|there|scheduled|dropped off)"
)
_HOUR = (
    r"(?:(?:in|during) the (?:morning|afternoon|evening|daytime)|(?:before|by|after|around|at|until|till) (?:noon"
    r"|midday|lunch(?:time)?|night|\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|o'?clock)?)|am or pm|morning|afternoon|evening)"
)
_TAIL = (
    rf"(?:\W+(?:today|tomorrow|tmrw|tmr|tomorow|tonight|then|exactly|please|pls|plz|roughly|about|approximately|on"
    rf"|or|the|in|here|to me"
    rf"|around|at|will it be|would (?:that|it) be|does it|{_HOUR}|{DAYS}))*\W*"
)
BARE = re.compile(
    rf"{_LEAD}(?:(?:at|around|about|by) )?what (?:time|hour)(?: of (?:the )?day)?{_TAIL}"
    rf"|{_LEAD}(?:when(?: (?:is it|will it|tomorrow|today|exactly|on the day|{DAYS}))?\W+)?"
    rf"(?:in the )?(?:morning or (?:the )?(?:afternoon|evening)|am or pm){_TAIL}",
    re.I,
)
"""Names nothing: it is asked of what was talked about."""
OF_IT = re.compile(
    rf"{_LEAD}(?:do you know |can you (?:tell me|say) |any idea )?(?:(?:at|around|about|by) )?what (?:time|hour)"
    rf"(?: of (?:the )?day)? (?:(?:does|do|will|is|are|would|should|can) )?{_IT}"
    rf" (?:(?:will|is|does|would|should) )?{_COMES}{_TAIL}"
    rf"|{_LEAD}(?:does|do|will|is|are|would|can|could|should) {_IT} {_COMES} (?:\w+day |today |tomorrow )?{_HOUR}"
    rf"{_TAIL}"
    r"|(?:the [\w' -]{1,40}: )?\W*(?:(?:and|so|but|hi|hello|hey|then|well)\W+)*"
    r"(?:(?:can|could|would|will) (?:you|u) )?(?:please )?(?:make|have|get|ask|tell) "
    r"(?:them|him|the (?:driver|courier|carrier)) (?:to )?(?:deliver|bring|come|drop)"
    rf"(?: {_IT})?(?: off)? {_HOUR}{_TAIL}"
    rf"|{_LEAD}(?:is there|do you have|what(?:'?s| is)|can i (?:get|have|choose|pick)|have you got)"
    r" ?(?:a|an|the|my|any)? ?(?:time ?slot|time ?window|delivery (?:window|slot)|exact time|slot|hour)"
    rf"(?: (?:for|of) {_IT})?{_TAIL}",
    re.I,
)
"""Asks it of a parcel."""
TOPICS = frozenset({"", "order_status", "delivery_late", "change_delivery", "delivery_problem"})
"""What may have been talked about where a bare "what time" is asked of a parcel."""
FLOWS = frozenset({"new_address", "late", "courier", "tracking"})
"""Flows beside whose question it is asked of a parcel, too."""


def met(scene: Scene) -> Turn | None:
    """Where it is and on which day it comes, led by the word that nobody knows the hour."""
    if not asks(scene) or not errands.may_begin(scene, "tracking"):
        return None
    coming = tuple(order for order in scene.facts.orders if order.status in ("open", "dispatched"))
    if not coming and not (scene.facts.orders and OF_IT.fullmatch(scene.text)):
        return None
    view = scene.view({}, {})
    said = (scene.text, scene.memory.about, *reversed(scene.memory.before[-3:]))
    named = next((order for words in said if words and (order := order_in(Given(words), view, coming))), None)
    free = replace(scene, memory=replace(scene.memory, errand=None, misses=0))
    turn = errands.begin(free, "order_status", {"orders": named.number} if named else None)
    if turn.after.errand is not None:
        return None
    turn = replace(turn, after=replace(turn.after, errand=scene.memory.errand))
    return leads.led_by(turn, scene.say("tracking.no_hour") if coming else "").because("at what time it comes")


def asks(scene: Scene) -> bool:
    """Whether it is asked at what time a parcel comes."""
    text, errand = scene.text.replace("’", "'"), scene.memory.errand
    about = errand.flow in FLOWS if errand else scene.memory.topic in TOPICS
    return bool(OF_IT.fullmatch(text) or (about and BARE.fullmatch(text)))
