"""How what was typed compares with a label: courtesies, marks and slips of the fingers do not matter."""

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
