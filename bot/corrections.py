"""Small words around an answer: how labels compare, and what says that something before was not so."""

import re
import unicodedata

MARKS = re.compile(r"['’‘`´]|[^\w\s$€£¥%.,+−-]|(?<!\d)[.,+−-]|[.,](?!\d)")
"""What nobody types of a label; a sum's own point and sign stay."""
COURTESY = frozenset("yes yeah yep ok okay sure please pls plz thanks thx just then hi so well".split())


def folded(words: str) -> str:
    """Words as they compare: case, width, spaces and marks do not matter ("i dont want it" is "I don't want it")."""
    return " ".join(MARKS.sub("", unicodedata.normalize("NFKC", words)).split()).casefold()


def bared(words: str) -> str:
    """The same without the courtesies around it: "yes, cancel it please" is "Cancel it"; empty if nothing is left."""
    said = folded(words).split()
    while said and said[0] in COURTESY:
        del said[0]
    while said and said[-1] in COURTESY:
        del said[-1]
    return " ".join(said)


LONG = 4
"""Letters from which a word may have one wrong, missing, doubled or swapped and still be the one it nearly is."""
SHORT = 5
"""Letters of words that are too often another word by one letter: a store is no stove, and threw is no throw."""


def one_slip(word: str, name: str) -> bool:
    """One letter wrong, missing or too many, or two that changed places; never in a number."""
    shorter = min(len(word), len(name))
    if shorter < LONG or abs(len(word) - len(name)) > 1 or word[0] != name[0] or not (word + name).isalpha():
        return False
    start = next((at for at, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), shorter)
    rest, left = word[start:], name[start:]
    swapped = rest[:2] == left[:2][::-1] and rest[2:] == left[2:]
    wrong = rest[1:] == left[1:] and shorter > SHORT
    return wrong or rest[1:] == left or rest == left[1:] or swapped


def nearly(typed: str, label: str) -> bool:
    """Whether a folded label was typed with a slip in a word or two."""
    words, wanted = typed.split(), label.split()
    alike = (a == b or one_slip(a, b) for a, b in zip(words, wanted, strict=False))
    return len(words) == len(wanted) and all(alike)


BARE = 4
"""Words in which a thing is only named."""
MARKED = re.compile(
    r"^\W*(?:no|nope|not|oh|oops|ups|sorry|wait|ah|hm+)\b"
    r"|\b(?:actually|mean|meant|sorry|rather|instead|wrong one|other one|typo|mistake|make (?:it|that))\b",
    re.I,
)
HINTED = re.compile(r"\b(?:(?:it'?s|its|was|is) (?:for |about )?the|just|only|keep\w*|stays?|not the)\b", re.I)
ASKS = re.compile(
    r"\?|\b(?:where|when|what|why|how|who|is|are|do|does|did|can|could|will|would|cancel|return|track|status|help)\b",
    re.I,
)


ADDS = re.compile(r"^\W*(?:and|also|plus)\b|\b(?:also|as well)\b|\btoo\W*$", re.I)
"""One thing more, and not another one."""


def marked(text: str) -> bool:
    """Whether these words say that what was said before is not so."""
    return bool(MARKED.search(text))


def brief(text: str) -> bool:
    """Whether these words do no more than name a thing: "the cheaper one"."""
    return len(text.split()) <= BARE and not ASKS.search(text)


def possible(text: str) -> bool:
    """Whether these words may correct something: they say so, hint at it, or only name a thing."""
    return not ADDS.search(text) and (marked(text) or bool(HINTED.search(text)) or brief(text))


def same(new: str, old: str) -> bool:
    """Whether a kept answer says nothing new: the same things, with no other number of any."""
    parts, before = new.split(","), old.split(",")
    return len(parts) == len(before) and all(p in before or any(b.startswith(f"{p}:") for b in before) for p in parts)
