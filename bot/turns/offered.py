"""Another end than the one that was shown: a size, the money, a part of it; and why it was refused."""

import re

from bot import slots
from bot.anew import replace
from bot.content import Choice, Reply
from bot.flow import Given
from bot.memory import Errand, Turn
from bot.scene import Scene
from bot.shop import Item
from bot.slots.agreeing import only_agrees
from bot.slots.each import kept_each
from bot.slots.goods import SIZES
from bot.slots.naming import bare, words_of
from bot.slots.way_back import COLLEAGUE
from bot.turns import answered, errands, leads, missed
from bot.turns.asked_about import LEAD
from bot.wording import quoted

SIZE = re.compile(
    rf"{LEAD}(?:do|have) (?:you|u)(?: guys)? (?:have|got|stock|sell|do)?"
    r"(?: (?:it|this|that|them|these|one|the same|any))?"
    rf"(?: (?:in|as))?(?: (?:a|an|the|size))* (?P<size>{SIZES})"
    r"(?: (?:instead|too|please|pls))*\W*"
    rf"|{LEAD}(?:how much|what)(?: (?:more|is|are|would|does|do|for|be|the|an?|it|that|they|them|price|cost|of|in|size"
    rf"|my))* (?P<priced>{SIZES})(?: (?:one|cost|costs|be|then|instead|more|pls|please))*\W*",
    re.I,
)
NOT_BOTH = re.compile(
    r"\b(?:not (?:both|all|two)|(?:just|only) (?:the )?one)\b(?! (?:question|more|thing|moment|second|minute))", re.I
)
SIZED = re.compile(rf"(?<![\w.,£$€']){SIZES}(?![\w%€']|[.,]\d)", re.I)
MONEY = re.compile(
    rf"{LEAD}(?:(?:no|yes|then|just|rather|i|i'?d|i'?ll|want|prefer|take|like|would|have|give|me|the|my|a|for)\W+)*"
    r"(?:money|refund|cash)(?:\W+(?:back|then|instead|rather|please|pls|for (?:it|them)|thanks|is fine|it is))*\W*",
    re.I,
)
LESS = re.compile(
    rf"{LEAD}(?:(?:can|could|would|will) (?:you|we|u) )?(?:please )?make (?:it|that) [£$€¥]? ?\d{{1,4}}(?:[.,]\d\d)?"
    r"(?: ?(?:[£$€¥]|pounds?|quid|euros?|dollars?|bucks))?(?: (?:please|pls|instead|then))*\W*",
    re.I,
)
"""Another sum than the one that is shown."""
WHY = re.compile(
    rf"{LEAD}(?:why(?: not| is that)?|how come|says who|what rule|explain"
    r"|what do (?:you|u) mean)(?: (?:pls|please|exactly))?\W*",
    re.I,
)


OF_MONEY = frozenset({"refund", "fault", "send_back", "not_received"})


def only_a_part(scene: Scene) -> Turn | None:
    """ "How about 20 pounds": that is for a colleague to agree, and no question after another refund."""
    errand = scene.memory.errand
    part = leads.PART.search(scene.text) or LESS.fullmatch(scene.text)
    if errand is None or errand.flow not in OF_MONEY or not part:
        return None
    said = scene.say("remedy.all_of_it" if errand.flow == "not_received" else "refund.part")
    turn = errands.ask_again(scene, said, errand.misses)
    ask = Choice(scene.say("offer.colleague"), "human")
    first, *rest = turn.replies
    turn = replace(turn, replies=(replace(first, offers=(*first.offers, ask)), *rest))
    return turn.because("a part of the money is wished for")


def why_refused(scene: Scene) -> Turn | None:
    """ "Why not", right after a no of the shop's rules: that is no yes to asking a colleague."""
    offers = scene.memory.offers
    if not scene.memory.refused or scene.memory.errand or "human" not in offers or not WHY.fullmatch(scene.text):
        return None
    again = tuple(Choice(label, value) for value, label in offers.items())
    turn = Turn(scene.memory, (Reply(scene.say("errand.why_refused"), offers=again),), outcome="offered")
    return turn.because("they ask why it was refused")


def in_another_size(scene: Scene) -> Turn | None:
    """ "Do you have L", "ok 42", "the black one", said of what goes back, is the way to an exchange for it."""
    errand = scene.memory.errand
    if errand is None or errand.flow != "send_back" or errand.slot not in (errands.CONFIRM, "reason"):
        return None
    picks = tuple(pick.item for pick in answered.known(scene, errand).get("items") or ())
    if asked := SIZE.fullmatch(scene.text):
        wanted = asked["size"] or asked["priced"]
    elif sizes := only_sizes(scene.text, picks):
        wanted = " ".join(_there_are(sizes, picks))
    elif slots.names_variant(frozenset(bare(scene.text)) - AROUND, picks):
        wanted = scene.text
    else:
        return None
    turn = errands.go_on(_for_another(scene, errand), replace(scene.given, text=f"exchange for {wanted}"))
    if turn is None and slots.is_none_such(wanted, picks, bare=True):
        kept = {name: said for name, said in errand.answers.items() if name not in (errands.CONFIRM, "instead")}
        why = answered.known(scene, errand).get("reason") or {}
        kept |= {"reason": kept_each(why)} if why else {}
        asked_anew = replace(errand, answers={**kept, "wish": "exchange", slots.ANEW: "yes"}, slot="", misses=0)
        return leads.led_by(errands.proceed(scene, asked_anew), scene.say("send_back.none_such", said=quoted(wanted)))
    now = turn.after.errand if turn else None
    none = turn and now and now.slot == "instead" and slots.is_none_such(wanted, picks, bare=True)
    return leads.led_by(turn, scene.say("send_back.none_such", said=wanted)) if turn and none else turn


BIGGER = re.compile(
    rf"{LEAD}(?:(?:no|yes|then|just|rather|i|i'?d|i'?ll|we|want|need|prefer|take|like|would|have|give|get|send|me|to"
    r"|can|could|may|it|them|in|for|the|an?|exchange|swap|change|please|pls|maybe|do|you|is|are|there)\W+)*"
    r"(?:(?:bigger|larger|smaller|wider|narrower|longer|shorter)(?: (?:one|ones|size|pair|model|version))?"
    r"|(?:another|different|other|next|right|correct) (?:size|colou?r|shade)|(?:one |half a |a )?size (?:up|down)"
    r"|(?:one|a pair) that fits)"
    r"(?: (?:up|down|please|pls|then|instead|rather|thanks|if possible|available|for (?:both|them|it|all)"
    r"|of (?:both|them)))*\W*",
    re.I,
)
"""Wants it otherwise, and does not say just how."""


NO_MONEY = re.compile(
    r"^\W*(?:(?:oh|no|but|hm+|sorry|wait)\W+)*(?:i )?(?:don'?t|do not) (?:want|need) (?:the |my |any )?"
    r"(?:money|refund|cash)(?: back)?\b[\s,.;]*(?:but |and )?",
    re.I,
)
"""Turns away from the money, and goes on with what is wanted."""


def otherwise(scene: Scene) -> Turn | None:
    """ "Bigger one", "another colour", of what goes back: an exchange, of which it is asked which."""
    errand = scene.memory.errand
    at = errand is not None and errand.flow == "send_back" and errand.slot in (errands.CONFIRM, "reason", "instead")
    if errand is None or not at or not BIGGER.fullmatch(NO_MONEY.sub("", scene.text)):
        return None
    if errand.slot == "instead":
        return errands.ask_again(scene, scene.say("send_back.which_one"), errand.misses).because("another, not which")
    kept = {name: said for name, said in errand.answers.items() if name not in (errands.CONFIRM, "instead")}
    why = {"reason": str(slots.Reason.UNWANTED)} if errand.slot == "reason" else {}
    wished = {**kept, **why, "wish": "exchange"}
    turn = errands.proceed(scene, replace(errand, answers=wished, slot="", misses=0))
    if not any(pick.item.variants for pick in answered.known(scene, errand).get("items") or ()):
        turn = missed.with_a_person(scene, leads.led_by(turn, scene.say("send_back.no_other")))
    return turn.because("another size or colour is wished for")


def yes_to_none(scene: Scene) -> Turn | None:
    """A yes, right after we said that there is none of the size they want: that is no wish for the one there is."""
    errand, which = scene.memory.errand, scene.say("send_back.which_one")
    if errand is None or errand.slot != "instead" or not only_agrees(scene.text):
        return None
    none = scene.say("send_back.none_such", said="|").partition("|")[2]
    if not any(none in text or which in text for text in (errand.shown, *scene.memory.ours[-1:])):
        return None
    return errands.ask_again(scene, which, errand.misses).because("a yes to what there is none of")


def _for_another(scene: Scene, errand: Errand) -> Scene:
    """The same where the same once more waited for its yes: that wish falls for the one for another size."""
    if errand.answers.get("wish") != "replace":
        return scene
    kept = {name: said for name, said in errand.answers.items() if name not in ("wish", "instead")}
    return replace(scene, memory=replace(scene.memory, errand=replace(errand, answers=kept)))


def _there_are(sizes: list[str], items: tuple[Item, ...]) -> list[str]:
    """Of the sizes that were named those that there are; all of them, for a word on it, if there is none."""
    found = [size for size in sizes if any(slots.variant_in(size, item) for item in items)]
    return found or sizes


WOULD_PAY = re.compile(
    r"^(?!.*\b(?:do|must|should|have to|will) i\b).*?\b(?:i(?:'?ll| will| can| would|'?d)|happy to|willing to|gladly"
    r"|fine to|let me)(?: \w+)? pay\b"
    r"(?! (?:me|us|back|you back)\b)|\bpay(?:ing)? (?:the )?(?:difference|extra|more|rest)\b",
    re.I | re.S,
)
"""Thinks of something that costs more."""


def would_pay(scene: Scene) -> Turn | None:
    """ "That's ok, I'll pay", where only money goes back: they have another size or colour in mind, which is asked."""
    errand = scene.memory.errand
    at_yes = errand is not None and errand.flow == "send_back" and errand.slot == errands.CONFIRM
    if not at_yes or "exchange" not in scene.memory.choices or not WOULD_PAY.search(scene.text):
        return None
    turn = errands.go_on(scene, Given("exchange", pressed=True))
    return turn.because("they would pay for another one") if turn else None


def only_sizes(text: str, items: tuple[Item, ...]) -> list[str]:
    """The sizes in these words, where nothing else is said but what there is another size of."""
    known = frozenset().union(*(words_of(item.title) for item in items))
    rest = [word for word in bare(SIZED.sub(" ", text)) if word not in AROUND]
    return SIZED.findall(text) if all(words_of(word) & known for word in rest) else []


AROUND = frozenset(
    "ok okay yes yeah no hm well then and but in a an the size for please pls instead rather need want i i'd i'll id"
    " ill like would have get take make it that can could me you one ones got any prefer exchange swap to same do send"
    " give thanks just maybe actually sizes or either whichever".split()
)
"""Words that tell nothing of a thing."""


ONLY_BACK = re.compile(
    rf"{LEAD}(?:(?:no|nah|yes|actually|just|only|simply|rather|i|i'?ll|i'?d|want|to|forget (?:it|that)"
    r"|never ?mind|please|pls)\W+)*(?:return|refund|send(?: it| them)? back)(?: (?:it|them|that|me))?"
    r"(?:\W+(?:then|please|pls|now|thanks|only))*\W*",
    re.I,
)
"""Asked what shall come for it: nothing, it only goes back."""


def for_money(scene: Scene) -> Turn | None:
    """ "Ok, money then", where an exchange waits for its yes, or where it is asked why it goes back."""
    errand = scene.memory.errand
    only_back = errand is not None and errand.slot == "instead" and ONLY_BACK.fullmatch(scene.text)
    if errand is None or errand.flow != "send_back" or not (only_back or MONEY.fullmatch(scene.text)):
        return None
    if errand.slot == "reason":  # it is known then what they want for it, and not yet why it comes back
        wished = replace(errand, answers={**errand.answers, "wish": "refund"})
        noted = replace(scene, memory=replace(scene.memory, errand=wished))
        return errands.ask_again(noted, scene.say("errand.noted"), errand.misses).because("money is wished for")
    if not only_back and (errand.slot != errands.CONFIRM or errand.answers.get("wish") == "refund"):
        return None
    if scene.text.strip() in scene.memory.past:
        return None  # the words of an old button
    kept = {name: said for name, said in errand.answers.items() if name not in (errands.CONFIRM, "instead")}
    turn = errands.proceed(scene, replace(errand, answers={**kept, "wish": "refund"}, slot="", misses=0))
    return turn.because("money instead of an exchange")


def not_all_of_it(scene: Scene) -> Turn | None:
    """ "Not both, just the one", where all or none can be stopped: no no to it, and a colleague can be asked."""
    errand = scene.memory.errand
    at_part = errand is not None and errand.flow == "cancel" and errand.slot == errands.CONFIRM
    if errand is None or not at_part or COLLEAGUE not in scene.memory.choices or not NOT_BOTH.search(scene.text):
        return None
    return errands.ask_again(scene, scene.say("cancel.not_one"), errand.misses).because("a part is wished for again")


THE_REFUND = re.compile(
    rf"{LEAD}(?:(?:yes|then|just|rather|please|pls|i|i'?d|i'?ll|want|prefer|take|like|can|could|you|do|make|give|me|start"
    r"|process|issue|the|my|a)\W+)*refund(?:\W+(?:it|me|them|then|instead|please|pls|now|thanks))*\W*",
    re.I,
)
"""The money, where goods were to go back first."""


def for_the_refund(scene: Scene) -> Turn | None:
    """ "Ok then do the refund", of what is faulty and waits for a yes to its label: money that needs no parcel is
    another thing than that, and is asked about by itself.
    """
    errand = scene.memory.errand
    if errand is None or errand.flow != "send_back" or errand.slot != errands.CONFIRM:
        return None
    why = set((answered.known(scene, errand).get("reason") or {}).values())
    if not THE_REFUND.fullmatch(scene.text) or len(why) != 1 or why <= {slots.Reason.UNWANTED}:
        return None
    kept = {name: errand.answers[name] for name in ("order", "items", "photo", "to") if name in errand.answers}
    free = replace(scene, memory=replace(scene.memory, errand=None))
    turn = errands.begin(
        free, "refund_request", {**kept, "reason": str(why.pop())}, words=errand.extras.get("words", "")
    )
    now = turn.after.errand
    return turn.because("the money needs no parcel") if now and now.flow == "refund" else None
