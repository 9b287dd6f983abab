"""What is asked of a return whose parcel no carrier has seen yet: each matter has an answer of its own."""

import re
from collections.abc import Callable
from datetime import timedelta

from bot.anew import replace
from bot.content import Choice, Reply
from bot.flows.refund_status import not_seen
from bot.memory import Turn
from bot.scene import Scene
from bot.shop import Order, Return
from bot.slots import at_first_scan, handed_in, naming, return_card, sent_back, waits, way_back
from bot.slots.goods import SIZES
from bot.slots.what_now import asks_now
from bot.turns import errands
from bot.turns.context.beside import ANOTHER_SIZE
from bot.turns.context.reading import bought
from bot.turns.open_return import kept, lies_open, we_gave, words_in
from bot.writes import micros

_NOT = r"(?:not|never|cannot|cant|wont|doesnt|didnt|isnt|wouldnt|couldnt|(?:ca|wo|do|does|did|is|was|would|could)n'?t)"
LABEL = re.compile(r"\b(?:labels?|qr\w*|bar ?codes?|my returns?|the returns?|return parcel)\b", re.I)
CHANGES = re.compile(r"\b(?:swap|exchang)", re.I)
SWAPS = re.compile(
    rf"{CHANGES.pattern}|\b(?:another|different|other|bigger|smaller|larger) (?:size|colou?r|one)\b"
    rf"|\b(?:size {SIZES}|{SIZES} size)\b|\bnot? (?:the |my )?(?:money|refund)\b|\binstead of (?:the |a |my )?"
    r"(?:money|refund)\b|\b(?:store credit|voucher)\b",
    re.I,
)
"""Wants something else than what was asked for."""
THERE_IS = re.compile(
    r"\b(?:available|(?:in|out of) stock|do (?:you|u) (?:have|sell|stock)|does (?:it|the \w+) come)\b", re.I
)
MONEY_ALONE = re.compile(
    rf"\b{_NOT}(?: \w+){{0,3}} (?:send|return|ship|bring|post)\b(?=.*\b(?:refund|money)\b)"
    r"|\b(?:refund|money)\b.*\bwithout (?:sending|returning|posting)\b|\bjust (?:a |the |my )?(?:refund|money)\b",
    re.I,
)
"""Wants the money, and does not want to send it."""
REFUSED = re.compile(
    rf"\b{_NOT} (?:\w+ )?(?:valid|take|accept|scan|work|working|read|recogni[sz]e|go through|accepted|recogni[sz]ed"
    r"|readable|found|let)\b|\b(?:says?|said) no(?=\W*(?:$|[,.;!?])| (?:to|good|way|because|but|and|as|so)\b)"
    r"|\b(?:invalid|refus\w+|reject\w+|declin\w+|turned (?:me|it|us) away|wrong label)\b",
    re.I,
)
AT_THE_COUNTER = re.compile(
    r"\b(?:labels?|qr\w*|bar ?codes?|counters?|post(?: ?office)?|shop|store|clerk|man|guy|lady|woman|he|she|they"
    r"|courier|carrier|driver|parcel)\b",
    re.I,
)
FETCHED = re.compile(
    r"\bpick(?:ed|ing)?[- ]?(?:(?:it|them|that|this|(?:the|my) \w+) )?up\b|\bpick-?up\b"
    r"|\b(?:collect(?:ed|s|ion)?|fetch(?:ed|es)?)\b"
    r"(?: (?:my|your|our|some|any) (?!parcel\b|package\b|return\b|box\b)(?P<other>\w+))?"
    r"|\bcome (?:and )?(?:get|for) it\b|\b(?:from|at) (?:my|our) (?:place|home|house|door|flat|address)\b",
    re.I,
)
PRINTS = re.compile(r"\bprint\w*\b(?!.*\b(?:invoice|receipt|bill)\b)", re.I)
_OTHER_CARRIER = (
    r"dhl|ups|usps|fed ?ex|dpd|gls|hermes|evri|in ?post|royal mail|japan post|la poste|yamato|sagawa|colissimo"
    r"|correos|poste italiane|canada post|post ?nord|po?st ?office|another (?:carrier|courier|shop)"
    r"|(?:a )?(?:different|other) (?:carrier|courier)"
)
OTHER_CARRIER = re.compile(rf"\b(?:{_OTHER_CARRIER})\b", re.I)
ASKS = re.compile(r"\?|^\W*(?:(?:and|so|but|or|ok(?:ay)?)\W+)*(?:can|could|may|should|shall|is|does|do|will)\b", re.I)
NO_RECEIPT = re.compile(
    r"\b(?:no|without|lost|(?:have|has|had|got|get|did|do|does)(?:n'?t| not)(?: \w+){0,2}|threw)"
    r" (?:away |out )?(?:an?|the|any|my)? ?(?:receipt|proof|slip)\b",
    re.I,
)
TILL_WHEN = re.compile(
    r"\bhow (?:long|many days|much time) (?:do i|have i|i have|i got|can i|is (?:it|the label)|left|valid)\b"
    r"|\b(?:till|until|by) when\b|\b(?:last day|deadline)\b",
    re.I,
)
WHERE_TO = re.compile(
    r"\bwhere (?:exactly )?(?:do|can|could|should|shall|must|would|to|am|i)\b.*\b(?:bring|take|drop|hand|send|post|go"
    r"|return|leave)\b|\bwhere to\W*$|\bwhich (?:counter|shop|place)\b",
    re.I,
)
MUST_I = re.compile(
    r"\b(?:i (?:do(?:n'?t| not) )?(?:have to|need to|must)|must i|do i (?:have|need) to|i do(?:n'?t| not)|don'?t i)"
    r" (?:even )?(?:send|bring|return|post|ship)\b.*\?",
    re.I,
)
"""Asks whether it has to go back at all."""
NO_LABEL = re.compile(
    r"\b(?:cancel\w*|stop|undo|void|delete|withdraw|destroy)\b(?: \w+){0,2} labels?\b"
    r"|\blabels?\b(?: \w+){0,3} (?:cancel+ed|deleted|voided)\b",
    re.I,
)
AGAIN = re.compile(
    r"\b(?:labels?|qr\w*|bar ?codes?)\b.*\b(?:again|another|new|re-?send|lost|can'?t find|deleted|once more|where)\b"
    r"|\b(?:again|lost|re-?send|new|another|where'?s?|send)\b.*\b(?:labels?|qr\w*|bar ?codes?)\b",
    re.I,
)
RECENT = 3
"""So many of our own last lines may have told of it."""
Tells = Callable[[Scene, Order, Return], Turn]


def met(scene: Scene) -> Turn | None:
    """ "Can someone pick it up", "he didn't take the label": of the one return that these words can be about."""
    if scene.memory.pending or scene.heard is None or scene.triggered("safety", "security", "human", "legal", "call"):
        return None
    if not _free(scene) or (found := _meant(scene)) is None:
        return None
    text = scene.text.replace("’", "'")
    tells = next((tells for asks, tells in KNOWN if asks(scene, text)), None)
    if tells is None:
        return None
    turn = tells(replace(scene, memory=replace(scene.memory, errand=None, misses=0)), *found)
    about = f"return {found[1].tracking}, order {found[0].number}, open"
    offers = bool(turn.replies[-1].offers)  # a colleague for the goods; else the money is asked on about
    topic = "return_exchange" if offers else "refund_status"
    memory = replace(turn.after, topic=topic, topic_at=micros(scene.facts.now), about=about)
    return replace(turn, after=memory, outcome="offered" if offers else turn.outcome)


def _free(scene: Scene) -> bool:
    """Whether nothing else is under way than a question which it is, or what it is about."""
    errand = scene.memory.errand
    return errand is None or errand.flow == "elsewhere" or (errand.flow == "send_back" and errand.slot == "order")


def _meant(scene: Scene) -> tuple[Order, Return] | None:
    """The return that is named, or was told of a moment ago: nothing else of theirs may be named."""
    named = naming(scene.text, bought(scene.facts))
    backs = [(order, back) for order, back in lies_open(scene) if named <= words_in(order, back)]
    if len(backs) != 1:
        return None
    order, back = backs[0]
    said = str(sent_back(order, back, scene.view({}, {})))
    told = back.tracking in scene.memory.about or any(said in line for line in scene.memory.ours[-RECENT:])
    spoken_of = LABEL.search(scene.text) or back.tracking in scene.text or we_gave(scene.text)
    return backs[0] if named or told or spoken_of else None


def _swaps(scene: Scene, text: str) -> bool:
    """Whether something else is wanted for it; whether there is such a thing at all is the catalogue's to say."""
    wants = SWAPS.search(text) or ANOTHER_SIZE.search(text)
    return bool(wants) and (CHANGES.search(text) is not None or not THERE_IS.search(text))


def _to_be_fetched(scene: Scene, text: str) -> bool:
    """Whether the parcel, or something they bought, is to be fetched."""
    found = FETCHED.search(text)
    return found is not None and bool(not found["other"] or naming(found["other"], bought(scene.facts)))


def _told_last(scene: Scene, key: str, back: Return) -> bool:
    return any(str(scene.say(key, carrier=back.carrier, place=back.place)) in line for line in scene.memory.ours[-1:])


def _has_gone(scene: Scene) -> bool:
    """Whether they have just told that it was handed in."""
    view = scene.view({}, {})
    told = [str(not_seen(order, back, view)) for order, back in lies_open(scene)]
    by_another = any(_told_last(scene, "returning.by_another", back) for _, back in lies_open(scene))
    return by_another or any(said in line for said in told for line in scene.memory.ours[-1:])


def _told_of_it(scene: Scene) -> bool:
    items = [str(sent_back(order, back, scene.view({}, {}))) for order, back in lies_open(scene)]
    return any(said in line for said in items for line in scene.memory.ours[-1:])


def _stuck(scene: Scene) -> bool:
    """Whether our last line told of something that only a colleague can put right."""
    keys = ("returning.not_taken", "returning.by_another")
    return any(_told_last(scene, key, back) for key in keys for _, back in lies_open(scene))


def _said(scene: Scene, text: str, why: str, offers: tuple[Choice, ...] = ()) -> Turn:
    return Turn(scene.memory, (Reply(text, offers=offers),)).because(why)


def _asked(scene: Scene, text: str, why: str) -> Turn:
    """The same, with a colleague beside it."""
    return errands.with_way_out(scene, _said(scene, text, why))


def _otherwise(scene: Scene, order: Order, back: Return) -> Turn:
    said = scene.say("returning.as_it_is", items=sent_back(order, back, scene.view({}, {})))
    return _asked(scene, said, "another end of a return")


def _money_alone(scene: Scene, order: Order, back: Return) -> Turn:
    said = scene.say("returning.money_alone", items=sent_back(order, back, scene.view({}, {})))
    return _asked(scene, said, "money without the parcel")


def _not_taken(scene: Scene, order: Order, back: Return) -> Turn:
    said = scene.say("returning.not_taken", carrier=back.carrier, place=back.place)
    return _asked(scene, said, "the label was not taken")


def _fetched(scene: Scene, order: Order, back: Return) -> Turn:
    if back.way == "pick_up":
        return _waiting(scene, order, back)
    said = scene.say("returning.not_fetched", place=back.place, last_day=back.last_day)
    return _asked(scene, said, "would have it picked up")


def _unprinted(scene: Scene, order: Order, back: Return) -> Turn:
    if back.way == "pick_up":
        return _otherwise(scene, order, back)
    files = (back.label,) if back.label else ()
    card = return_card(order, back, scene.view({}, {}))
    return Turn(scene.memory, (Reply(scene.say("returning.unprinted"), card=card, files=files),)).because("no printer")


def _by_another(scene: Scene, order: Order, back: Return) -> Turn:
    """Handed in, and maybe to somebody that can't scan it."""
    first = scene.say("returning.not_seen", carrier=back.carrier, items=sent_back(order, back, scene.view({}, {})))
    said = f"{first} {scene.say('returning.by_another', carrier=back.carrier, place=back.place)}"
    return _asked(scene, said, "handed in elsewhere")


def _only_there(scene: Scene, order: Order, back: Return) -> Turn:
    said = scene.say("returning.only_there", carrier=back.carrier, place=back.place, last_day=back.last_day)
    return _said(scene, said, "asks for another carrier")


def _handed_in(scene: Scene, order: Order, back: Return) -> Turn:
    view = scene.view({}, {})
    return _said(scene, f"{not_seen(order, back, view)}{_days(scene, back)}", "handed in, not seen yet")


def _no_receipt(scene: Scene, order: Order, back: Return) -> Turn:
    ask = (Choice(scene.say("offer.colleague"), "human"),)
    return _said(scene, scene.say("returning.no_receipt", carrier=back.carrier), "no receipt", ask)


def _new_card(scene: Scene, order: Order, back: Return) -> Turn:
    return _said(scene, scene.say("back.new_card"), "the card is another one now")


def _days(scene: Scene, back: Return) -> str:
    """How long a bank takes, where it is asked when money comes and a bank is what it goes to."""
    if back.to == "store credit" or not back.owed.amount or not MONEY_WHEN.search(scene.text):
        return ""
    return f" {scene.say('returning.days', days=timedelta(days=scene.policy.refund_bank_days))}"


MONEY_WHEN = re.compile(
    r"\b(?:when|how (?:long|soon|fast|many days))\b.*\b(?:money|refund\w*|card|account|bank|cash|paid)\b"
    r"|\b(?:money|refund)\b.*\bwhen\b",
    re.I,
)


def _waiting(scene: Scene, order: Order, back: Return) -> Turn:
    view = scene.view({}, {})
    said = f"{waits(order, back, view)} {at_first_scan(order, back, view)}{_days(scene, back)}"
    files = (back.label,) if back.label else ()
    reply = Reply(said, card=return_card(order, back, view), files=files)
    return Turn(scene.memory, (reply,)).because("how a return stands")


def _ask_one(scene: Scene, order: Order, back: Return) -> Turn:
    return _asked(scene, scene.say("returning.ask_one"), "what a colleague puts right")


def _until(scene: Scene, order: Order, back: Return) -> Turn:
    return _said(scene, scene.say("returning.you_have_until", last_day=back.last_day), "till when a label works")


def _next(scene: Scene, order: Order, back: Return) -> Turn:
    """What there is to do with it, be it asked whether or how."""
    if back.way == "pick_up":
        return _waiting(scene, order, back)
    said = scene.say("returning.next", place=back.place, last_day=back.last_day)
    return _said(scene, f"{said} {at_first_scan(order, back, scene.view({}, {}))}", "what to do with it")


KNOWN: tuple[tuple[Callable[[Scene, str], object], Tells], ...] = (
    (lambda _, text: way_back.NEW_CARD.search(text) or way_back.CLOSED.search(text), _new_card),
    (lambda _, text: NO_LABEL.search(text), kept),
    (lambda _, text: REFUSED.search(text) and AT_THE_COUNTER.search(text), _not_taken),
    (lambda _, text: MONEY_ALONE.search(text), _money_alone),
    (_swaps, _otherwise),
    (lambda _, text: PRINTS.search(text), _unprinted),
    (lambda _, text: NO_RECEIPT.search(text), _no_receipt),
    (lambda scene, text: OTHER_CARRIER.search(text) and (handed_in(text) or _has_gone(scene)), _by_another),
    (lambda _, text: OTHER_CARRIER.search(text) and ASKS.search(text), _only_there),
    (lambda _, text: handed_in(text), _handed_in),
    (_to_be_fetched, _fetched),
    (lambda _, text: MONEY_WHEN.search(text), _waiting),
    (lambda _, text: MUST_I.search(text), _next),
    (lambda _, text: TILL_WHEN.search(text), _until),
    (lambda _, text: WHERE_TO.search(text), _waiting),
    (lambda _, text: AGAIN.search(text), _waiting),
    (lambda scene, text: asks_now(text) and _stuck(scene), _ask_one),
    (lambda scene, text: asks_now(text) and _told_of_it(scene), _next),
)
