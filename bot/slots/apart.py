"""Telling orders apart: by the turn they were ordered in, by where they stand, by what is not meant."""

import re

from bot.shop import Order
from bot.slots.naming import named, words_of
from bot.slots.sparing import KEPT

_ENDS = r"(?=\W*$|\s*[,.;!?\n]|\s+(?:please|pls|plz|then|and|not|but|only|instead|thanks|thank you|cancel|keep)\b)"
TURN = re.compile(
    r"\b(?P<the>(?:the|my|that) )?(?P<turn>first|1st|second|2nd|third|3rd|original|oldest|earliest|newest|latest"
    r"|older|earlier|former|newer|later|latter|(?<=the )(?:new|old)|(?<=my )(?:new|old))"
    rf"(?:(?P<end>{_ENDS})| (?P<what>\w+))"
    rf"|\b(?:ordered|bought|placed|purchased|got)(?: it)? (?P<after>first|second|earlier|later|last){_ENDS}"
)
"""The turn in which one of several was ordered."""
RANKS = {"first": 0, "1st": 0, "original": 0, "oldest": 0, "earliest": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2}
RANKS |= {"newest": -1, "latest": -1, "last": -1}
BY_AGE = frozenset("older oldest earliest earlier newer newest latest later".split())
"""These tell an age of unlike things, too."""
OF_TWO = {"older": 0, "earlier": 0, "former": 0, "old": 0, "newer": -1, "later": -1, "latter": -1, "new": -1}
_END = r"(?=\W*$|[,.;!?\n]|\s(?:and(?! (?:the|my)\b)|but|cancel|stop|then|so|because|please|pls|only|just)\b)"
_ONE = r"(?=(?:only |just )?(?:the|my|that|this|both|order|number|#?\d{3,})\b)"
NOT_THAT = re.compile(
    r"\b(?:not(?! (?:only|(?:the|a) (?:whole|entire|complete|full))\b)"
    r"|keep\w*|leave|except(?: for)?|apart from|without|instead of|rather than"
    r"|(?<=\banything )but|(?<=\beverything )but|(?<=\ball )but"
    r"|(?:don'?t|do not) (?:want to )?(?:cancel|stop|touch|refund|return|exchange|swap|send back))"
    rf" {_ONE}(?P<what>[^,.;!?\n]*?){_END}"
    rf"|\bkeep (?P<bare>(?!(?:it|them|me|in|on|you|a|an|going|both|all|everything|nothing)\b)\w+){_END}"
    r"|\b(?P<stays>(?:the|my) (?:\w+ ){1,3}?)(?:can |shall |should |must |to )?(?:stays?|be kept)\b"
    r"(?! (?:at|with|in)\b)"
    rf"|{KEPT.pattern.replace('what', 'kept')}",
    re.I,
)
"""What is said to stay, or not to be meant."""
FINE = re.compile(
    r"\b(?P<what>(?:the|my) (?:[\w']+ ){1,6}?)(?:is|are) (?:still |all |just |really |so )*"
    r"(?:fine|ok(?:ay)?|good|great|all right|alright)"
    r"(?: (?:as (?:it|they) (?:is|are)|though|please|pls|thanks|thank you|so))*"
    r"(?=\W*$|\s*[,.;!\n]|\s+(?:but|just|cancel)\b)",
    re.I,
)
"""What nothing is to be done with: "the one on its way is fine"."""
JUST_A_TURN = re.compile(r"(?:the|my) \w+ (?:one |order )?", re.I)
"""Names no thing: "the newer one is fine" may choose it, where it was asked which."""
WRONGLY = re.compile(r"\b(?:what|i|you|we) (?:have )?(?:ordered|bought|wanted|asked|sent)\b", re.I)
"""Tells what came, "not the mug I ordered", and leaves nothing out."""
_AUX = r"(?: (?:that|which|thats|that'?s|has|is|was|have|had))*"
_LEFT = r"(?:gone|left|shipped|sent(?: out)?|dispatched|posted|on (?:its|the|it'?s) way|in transit)\b"
UNSENT_ONE = re.compile(
    rf"\b(?P<what>\w+){_AUX}(?: (?:has|is|was|have|did|does)n'?t| not)(?: (?:yet|been|even|already))*"
    rf" (?:{_LEFT}|(?:go|leave|ship|send)\b)(?! (?:the|in|at|by|to)\b)"
    r"|\bun(?:sent|shipped|dispatched) (?P<thing>\w+)",
    re.I,
)
SENT_ONE = re.compile(
    r"\b(?:the|that|my) (?:already |just )?(?:dispatched|shipped|sent|posted) (?P<thing>\w+)"
    rf"|\b(?P<what>\w+){_AUX}(?: (?:already|been|just|now))* {_LEFT}(?! (?:the|in|at|by|to)\b)",
    re.I,
)
"""The one that a carrier has, or has not; whatever else of theirs is said to have left is their story."""


def titles(order: Order) -> str:
    return " ".join(item.title for item in order.items)


def kept_as_fine(text: str, *, turns: bool = True) -> str:
    """The same words, with "keep the mug" where they say that it is fine; `turns` with "the newer one", too."""

    def keeps(said: re.Match[str]) -> str:
        turn = JUST_A_TURN.fullmatch(said["what"]) and TURN.search(said["what"].casefold().strip())
        return said.group() if turn and not turns else f"keep {said['what'].strip()}"

    return FINE.sub(keeps, text)


def spared(text: str) -> tuple[str, str]:
    """What is said without, and apart from it, what is said to stay: "keep the mug, cancel the tent"."""
    text = kept_as_fine(text, turns=False)
    found = [one for one in NOT_THAT.finditer(text) if not WRONGLY.search(one.group())]
    for one in found:
        text = text.replace(one.group(), " ")
    return text, ", ".join(one["what"] or one["bare"] or one["stays"] or one["kept"] for one in found)


def pointed(text: str, orders: tuple[Order, ...]) -> Order | None:
    """The one of these that its turn or its state picks out: "the first tent", "the one not sent yet"."""
    said = text.replace("’", "'").casefold()
    under_way = tuple(o for o in orders if o.status in ("open", "dispatched"))
    several = (named(said, under_way, titles), named(said, orders, titles))
    alike = next((found for found in several if len(found) > 1), ())
    if not alike and not any(several):
        alike = tuple(o for o in under_way if any(_same(o, other) for other in under_way))
    old_or_new = alike or any(several) or len(under_way) != 2  # of two unlike things "the first" may be one of a list
    found = _by_turn(said, alike) if old_or_new else _by_turn(said, under_way, only=BY_AGE)
    return found or _by_state(said, named(said, under_way, titles) or under_way)


def _same(order: Order, other: Order) -> bool:
    return order is not other and titles(order) == titles(other)


def _by_turn(said: str, alike: tuple[Order, ...], only: frozenset[str] | None = None) -> Order | None:
    """Of some with the same thing in them, the one that its turn names: "the first tent I ordered, not the second"."""
    things = words_of(titles(alike[0])) | {"one", "order"} if alike else frozenset()
    meant = [one for one in TURN.finditer(spared(said)[0]) if _is_turn(one, things)]
    ranks = RANKS | (OF_TWO if len(alike) == 2 else {})
    turns = {ranks.get(word) for one in meant if (word := one["turn"] or one["after"]) in (only or ranks)}
    by_age = sorted(alike, key=lambda order: order.placed)
    found = {id(by_age[at]): by_age[at] for at in turns if at is not None and at < len(by_age)}
    return next(iter(found.values())) if len(found) == 1 else None


def _is_turn(one: re.Match[str], things: frozenset[str]) -> bool:
    if one["after"]:
        return True
    what = one["what"]
    return what.removesuffix("s") in things if what else bool(one["the"])


def _by_state(said: str, orders: tuple[Order, ...]) -> Order | None:
    """The only one of these that is said to have left, or not to have."""
    rest = spared(said)[0]
    states = {"open": UNSENT_ONE.finditer(rest), "dispatched": SENT_ONE.finditer(UNSENT_ONE.sub(" ", rest))}
    things = frozenset().union({"one", "order"}, *(words_of(titles(o)) for o in orders))
    told = [s for s, found in states.items() if any((m["what"] or m["thing"]).casefold() in things for m in found)]
    found = [o for o in orders if told == [o.status]]
    return found[0] if len(found) == 1 else None
