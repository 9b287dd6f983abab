"""From a question to the few stems that tell it from other questions."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W_]+")
_CLAUSE = re.compile(r"[.!?;\n]+\s*|,\s+|\s+(?:and|but|also|because|or|so)\s+", re.IGNORECASE)
_BEFORE_A_PLACE = re.compile(
    r"\W*(?i:do|does|is|are|can|could|will|would|when|how|what)\b[^,.;!?\n]*?(?=\s+in\s+[A-Z])"
)
"""A question up to a place with a name, which no page knows: "do your vans run on Sunday", in Bavaria."""

# Words that many questions share; "when", "how long" and the like do tell questions apart and stay.
_COMMON = frozenset(
    """
    a about actually all also am an and any anyone are as at be been but by can could dear did do does doing don
    done dont e else ever even for from g get gets getting give given go going good got guy guys had has have having he
    hello help her here hey hi him his i if im in into is it its ive just keep keeps kind know let like ll m made make
    maybe me mine much must my need needs no not now of off oh ok okay on one ones or our over people please pls plz
    possible question quick re really s say says she should since so some someone still stuff sure t tell than thank
    thanks that the their them then there they thing things this to too u ur us use usually ve very want wanna was we
    were what whats which will with won wondering would yes yet you your
    care certain company customer customers item items product products service shop store support team
    tonight yesterday morning afternoon evening week weeks last whole everything something anything exactly simply
    work works working long many how often sort once bought buy something would wont cant
    didnt doesnt isnt im ill id theyre thats
    """.split()
)
_ASKING = frozenset("how what whats who why which".split())
_ENDINGS = re.compile(r"(?:ies|ing|edly|ed|es|ly|s|e)$")
_SHORTEST = 5
"""Letters of a word that may be misspelt: shorter ones are too like others."""
LIKE = 0.72
"""From this likeness a word that nobody knows counts as one that is known."""


@cache
def _kin() -> tuple[dict[str, str], dict[str, list[tuple[str, ...]]], dict[tuple[str, ...], str]]:
    """Word to its group's name; the phrases by their first word; phrase to its group's name."""
    words: dict[str, str] = {}
    names: dict[tuple[str, ...], str] = {}
    starts: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for line in files("bot.knowledge").joinpath("kin.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        name, *members = (part.strip() for part in line.split(","))
        name = name.replace(" ", "_")
        for member in (name, *members):
            parts = tuple(member.split())
            if len(parts) == 1:
                words.setdefault(member, name)
            else:
                names.setdefault(parts, name)
    for parts in names:
        starts[parts[0]].append(parts)
    for phrases in starts.values():
        phrases.sort(key=len, reverse=True)
    return words, dict(starts), names


def folded(text: str) -> str:
    """Its words alone, all small and without accents."""
    plain = text.casefold().replace("'", "").replace("\u2019", "")
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(plain))


def stems(text: str) -> tuple[str, ...]:
    """The telling words of a text, each reduced to its stem or to the word we use for all its kin."""
    return tuple(dict.fromkeys(_stems(folded(text).split())))


def _stems(words: list[str]) -> Iterator[str]:
    kin, starts, names = _kin()
    words = _without_when(words)
    at = 0
    while at < len(words):
        word = words[at]
        phrase = word in starts and next((p for p in starts[word] if tuple(words[at : at + len(p)]) == p), None)
        if phrase:
            yield names[phrase]
            at += len(phrase)
            continue
        if word in kin or word not in _COMMON:
            yield _stem(word)
        at += 1


def _without_when(words: list[str]) -> list[str]:
    """ "How do you know it is me when I call": behind another question word, "when" asks for no time."""
    first = next((at for at, word in enumerate(words) if word in _ASKING), len(words))
    return [word for at, word in enumerate(words) if at <= first or word != "when"]


def _stem(word: str) -> str:
    kin = _kin()[0]
    if same := kin.get(word):
        return same
    if len(word) <= 4 and not word.endswith("s"):
        return word
    stem = _ENDINGS.sub("", word)
    return kin.get(stem, stem if len(stem) >= 3 else word)


def clauses(text: str) -> tuple[str, ...]:
    """The text and each part of it that may be a question by itself."""
    parts = [part for part in _CLAUSE.split(text) if part.strip()]
    general = [found[0] for part in parts if (found := _BEFORE_A_PLACE.match(part))]
    return (text, *parts, *general) if len(parts) > 1 or general else (text,)


class Spelling:
    """Known words by their pairs of letters, to find the one that was meant."""

    def __init__(self, known: Iterable[str]) -> None:
        self._grams = {word: _grams(word) for word in known if len(word) >= _SHORTEST}
        self._by_gram: dict[str, list[str]] = defaultdict(list)
        for word, grams in self._grams.items():
            for gram in grams:
                self._by_gram[gram].append(word)

    def nearest(self, word: str) -> tuple[str, float]:
        """The known word it is most like, and how much (Dice's coefficient); nothing if none is like it."""
        if len(word) < _SHORTEST:
            return "", 0.0
        grams = _grams(word)
        shared: dict[str, int] = defaultdict(int)
        for gram in grams:
            for other in self._by_gram.get(gram, ()):
                shared[other] += 1
        best, score = "", 0.0
        for other, count in shared.items():
            if (likeness := 2 * count / (len(grams) + len(self._grams[other]))) > score:
                best, score = other, likeness
        return (best, score) if score >= LIKE else ("", 0.0)


def _grams(word: str) -> frozenset[str]:
    padded = f"^{word}$"
    return frozenset(padded[at : at + 2] for at in range(len(padded) - 1))
