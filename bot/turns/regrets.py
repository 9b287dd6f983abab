"""Words that regret what was just done: that it was a mistake, or that what was stopped is wanted after all."""

import re

from bot.scene import Scene
from bot.slots import naming, words_of
from bot.turns.context.reading import bought

_LEAD = (
    r"\W*(?:(?:oh|ok(?:ay)?|no+|nope|wait|sorry|so sorry|oops|ups|ah+|h+m+|ugh|omg|shit|damn|please|pls|well|but|and"
    r"|actually|on second thoughts?|hang on|hold on|i(?:'ve| have)? changed my mind|i think|that)\b\W*)*"
)
_TAIL = (
    r"(?:\W+(?:sorry|please|pls|then|now|though|so sorry|my fault|it'?s|is|possible|if|thanks|thank you|can you"
    r"|you can|help|me|undo|reverse|fix|change|it|that|back|again|after all))*\W*"
)
_SLIP = r"(?:mistake|error|accident|misunderstanding|mis-?click)"
MISTAKE = re.compile(
    rf"{_LEAD}(?:(?:that|this|it)(?: was|'s| is)? (?:just )?(?:an?|my|by|an? (?:big|stupid|silly)) {_SLIP}"
    rf"|(?:i(?:'ve| have)?|we) (?:just )?(?:made|did) (?:an?|a (?:big|stupid|silly|terrible)) {_SLIP}"
    rf"|my (?:mistake|bad|error)|(?:big |a )?mistake|i regret (?:it|that|this)"
    r"|(?:that|this|it)(?: is|'?s| was)? not (?:the )?(?:one|order|thing|what) i (?:meant|wanted)"
    r"|i (?:did(?:n'?t| not)) (?:really )?mean (?:to|it|that|this)(?: (?:do|cancel|stop|say) (?:it|that|this|yes))?"
    r"|(?:i (?:just )?)?(?:pressed|clicked|tapped|hit|pushed|touched|typed|said|did) (?:on )?"
    r"(?:(?:that|it|yes|this|the button) )?(?:by (?:mistake|accident)|accidentally|(?:the |a )?wrong (?:one|button|key"
    r"|thing))"
    rf"|(?:the |a )?wrong (?:button|key)|mis-?click(?:ed)?|(?:by|an?) {_SLIP}|should(?: not|n'?t) have (?:cancell?ed"
    rf"|stopped|done) (?:it|that|this)){_TAIL}",
    re.I,
)
"""That it should not have been done, and no more."""
_NO_MONEY = r"(?!(?:\w+ )?(?:money|refund|cash|cents?|payment|total|sum|card|voucher|credit|order)\b)"
_WHAT = rf"(?:it|them|this|that|those|these|(?:the|my|those|that|this) {_NO_MONEY}(?:[\w'-]+ ){{0,3}}?[\w'-]+)"
_AGAIN = r"(?:back|again|after all|anyway|still|though)"
_ASK = (
    r"(?:(?:(?:can|could|will|would|may) (?:you|i|we)|i(?:'d| would) like to|i (?:want|need) to|let me|please)"
    r" (?:please )?)?(?:just |still )?"
)
WANTED_AGAIN = re.compile(
    rf"{_LEAD}(?:(?:i|we)(?:'d| would)? (?:(?:do|still|really|actually|now|just) )*(?:want|need|like)"
    rf"(?: to (?:have|keep|get))? {_WHAT} {_AGAIN}"
    rf"|(?:i|we)(?:'d| would)? (?:(?:do|still|actually) )+(?:want|need|like) {_WHAT}"
    rf"|(?:{_ASK}(?:have|get|keep)|give me) {_WHAT} {_AGAIN}"
    rf"|{_ASK}(?:re-?order|re-?instate|restore|un-?cancel) {_WHAT}"
    rf"|{_ASK}(?:order|buy|place|put|send|make) {_WHAT}(?: order)? {_AGAIN}"
    rf"|{_ASK}(?:re-?order|re-?instate|restore|un-?cancel|put back) (?:(?:the|my) )?(?:order|item)"
    rf"|{_ASK}(?:leave|put|keep|change|make) (?:it|that|them) (?:back )?(?:as|how|where|the way) (?:it|that|they)"
    r" (?:was|were)"
    rf"|{_ASK}(?:put|place|have|get) (?:the|my) (?:order|item) {_AGAIN}){_TAIL}",
    re.I,
)
"""What was stopped shall come after all."""
STOPPED = re.compile(
    r"^(?:cancel order (?P<shop>\w+) → cancelled|ask the carrier of order (?P<carrier>\w+): return → agreed)"
)
"""The line kept of an order that was stopped, or is being brought back."""


def regrets(scene: Scene) -> bool:
    """Whether these words regret what was done last: what was stopped is wanted, or it was a mistake."""
    text = scene.text.replace("’", "'")
    return MISTAKE.fullmatch(text) is not None or _wants_again(scene, text)


ENDS = re.compile(
    r"\b(?:cancel\w*|stop\w*|end|call(?:ed)? (?:it )?off|other|another|both|too(?=\W*$)|also|as well|rest|all"
    r"|everything|return\w*|send (?:it )?back|bring|recall\w*|intercept\w*)\b",
    re.I,
)
"""Asks for an end to something more."""


def stopped_already(scene: Scene) -> bool:
    """Whether an order was stopped last, and words like "I need it by friday" only sound like another wish to stop."""
    return scene.intent == "cancel_order" and not ENDS.search(scene.text) and _of_what_was_stopped(scene)


def _wants_again(scene: Scene, text: str) -> bool:
    """ "I want it back", of an order that was stopped."""
    return WANTED_AGAIN.fullmatch(text) is not None and _of_what_was_stopped(scene)


def _of_what_was_stopped(scene: Scene) -> bool:
    """Whether an order was stopped last, and these words name nothing else of theirs."""
    last = STOPPED.match("".join(scene.memory.tried[-1:]))
    order = scene.facts.order(last["shop"] or last["carrier"]) if last else None
    if order is None:
        return False
    its = frozenset(word for item in order.items for word in words_of(item.title))
    return naming(scene.text, bought(scene.facts)) <= its
