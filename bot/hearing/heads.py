"""How the phrases of a word list can begin: a text is looked at only where one of its words begins so.

The lists are regular expressions, and the engine tries each of their hundred alternatives at every letter. Four signs
of a word rule out nearly all of them. What is found here may be too much, never too little.
"""

import re
from functools import cached_property
from string import punctuation
from typing import Final, Generic, TypeVar

_OTHER: Final = " "
"""A blank, or any sign beyond ASCII."""
_DIGIT: Final = "0"
"""Any digit, of other scripts as well."""
_START: Final = "^"
"""What matches at the start of the text alone, whatever follows."""
_FAR: Final = re.compile(r"[^\x00-\x7f]")
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_WORD: Final = dict(zip(_LETTERS + _LETTERS.upper(), 2 * _LETTERS, strict=True)) | dict.fromkeys("0123456789", _DIGIT)
_PLAIN: Final = frozenset(_WORD.values())
_NO_WORD: Final = frozenset(punctuation) - {_START} | {_OTHER}
_ANY: Final = _PLAIN | _NO_WORD
_KINDS: Final = {
    r"\d": frozenset({_DIGIT}),
    r"\w": _ANY,
    r"\W": _NO_WORD,
    r"\s": frozenset({_OTHER}),
    ".": _ANY,
}
_NOWHERE: Final = frozenset({r"\b", r"\B", r"\Z", "$"})
"""What matches between two signs."""
_LENGTH: Final = 4
_MOST: Final = 2000
"""A phrase with more ways to begin may begin nearly anywhere, and would have to be looked for everywhere."""
_TOKEN: Final = re.compile(
    r"\\.|\[(?:\\.|[^\]])*\]|\(\?(?:<?[=!]|P<\w+>|-i:|.)|(?:[*+?]|\{\d*,?\d*\})\??|[A-Za-z0-9 ]+(?![*+?{])|.", re.DOTALL
)
_ASIDE: Final = frozenset({"(?=", "(?!", "(?<=", "(?<!"})
"""What looks ahead or back, and takes nothing."""
_TABLE: Final = "".join(_WORD.get(chr(code), _OTHER) for code in range(256)).encode()
Signs = frozenset[str]
"""Up to four signs each, and none after one that is no letter or digit: the word ends there, or is a mark alone."""
_EMPTY: Final[Signs] = frozenset({""})


T = TypeVar("T")


class Beginnings(Generic[T]):
    """What begins with which words or marks, and where in a text it may therefore begin."""

    def __init__(self) -> None:
        self._by_head: dict[str, list[T]] = {}

    def add(self, pattern: str, what: T) -> None:
        """Raises ValueError where a word list may not be written so."""
        for head in heads(pattern):
            self._by_head.setdefault(head, []).append(what)
        self.__dict__.pop("_marks", None)

    @cached_property
    def _marks(self) -> re.Pattern[str]:
        """Those with which anything begins: of a text's many marks hardly one is looked at."""
        marks = re.escape("".join(head for head in self._by_head if head[0] not in _PLAIN and head != _START))
        return re.compile(f"[{marks}]" if marks else "(?!)")

    def places(self, text: str) -> dict[T, list[int]]:
        """Where in a text in lower case each may begin, if anywhere."""
        # Going through the words once and asking what begins so is quicker than asking each of a hundred for its words.
        found: dict[T, list[int]] = {}
        for head, at in self._starts(text).items():
            for what in self._by_head[head]:
                found[what] = found[what] + at if what in found else at
        return found

    def _starts(self, text: str) -> dict[str, list[int]]:
        """Where the words and the marks stand with which anything begins."""
        known = self._by_head
        found = {_START: [0]} if _START in known else {}
        if not text.isascii() and (digits := {ord(sign): _DIGIT for sign in {*_FAR.findall(text)} if sign.isdecimal()}):
            text = text.translate(digits)
        at = 0
        for word in text.encode("ascii", "replace").translate(_TABLE).decode("ascii").split(_OTHER):
            if (head := word[:_LENGTH]) in known:
                found.setdefault(head, []).append(at)
            at += len(word) + 1
        for mark in self._marks.finditer(text):
            found.setdefault(mark.group(), []).append(mark.start())
        return found


def heads(pattern: str) -> Signs:
    """Under which of these each phrase begins that the pattern matches as whole words.

    Raises ValueError where a word list may not be written so.
    """
    found = frozenset(map(_begun, _Reader(pattern).choice()))
    if "" in found:
        raise ValueError("a phrase of a word list must begin with letters or marks of its own")
    return found


def _begun(head: str) -> str:
    """A word without the mark that ends it; a mark that stands alone is kept."""
    return head[:-1] if head[-1:] == _OTHER or (head[1:] and head[-1] not in _PLAIN) else head


class _Reader:
    """Reads a regular expression, as far as the lists need the language; what it reads stands after what is known."""

    def __init__(self, pattern: str) -> None:
        self._tokens: list[str] = [*_TOKEN.findall(pattern), ")"]
        self._at = 0

    def choice(self, before: Signs = _EMPTY) -> Signs:
        """Alternatives up to the end or a closing bracket."""
        found = self._sequence(before)
        while self._next() == "|":
            found |= self._sequence(before)
        return found

    def _next(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1]

    def _sequence(self, before: Signs) -> Signs:
        while self._tokens[self._at] not in "|)":
            before = self._often(before) if not all(map(_known, before)) else self._passed(before)
        return before

    def _passed(self, before: Signs) -> Signs:
        """At the end of an alternative whose beginning is known."""
        depth = 0
        while depth or self._tokens[self._at] not in "|)":
            token = self._next()
            depth += (token[0] == "(") - (token == ")")
        return before

    def _often(self, before: Signs) -> Signs:
        """One atom, as often as it may stand there; more signs than are looked at make no difference."""
        start = self._at
        once = self._atom(before)
        if self._tokens[self._at][0] not in "*+?{":
            return once
        often = self._next()
        end = self._at
        found = before | once if often[0] in "*?" or often.startswith("{0") else once
        for _ in range(_most(often) - 1):
            self._at = start
            once = self._atom(once)
            found |= once
        self._at = end
        return found

    def _atom(self, before: Signs) -> Signs:
        token = self._next()
        if token in ("(", "(?:", "(?-i:") or token.startswith("(?P<"):
            return self.choice(before)
        if token in _ASIDE:
            self.choice(frozenset())
            return before
        return _joined(before, _single(token))


def _most(often: str) -> int:
    """How often something may stand there at most, as far as it makes a difference."""
    if often[0] == "?":
        return 1
    most = often.strip("{}?").rpartition(",")[2] if often[0] == "{" else ""
    return min(int(most), _LENGTH) if most else _LENGTH


def _single(token: str) -> Signs:
    """What begins with letters, marks or a set of them."""
    if token == _START:
        return frozenset({_START})
    if token in _NOWHERE:
        return _EMPTY
    if token in _KINDS:
        return _KINDS[token]
    if token[0] == "[":
        return _ANY if token[1] == "^" else _members(token[1:-1])
    if token.startswith("(?") or (token[0] == "\\" and token[1].isalnum()):
        raise ValueError(f"a word list cannot have {token}")
    return frozenset({_cut("".join(map(_plain, token.removeprefix("\\")[:_LENGTH])))})


def _members(inside: str) -> Signs:
    """The signs of a set, ranges among them."""
    found: set[str] = set()
    for first, last in re.findall(r"(\\.|[^\\])(?:-([^\\]))?", inside):
        if first[1:]:
            found |= _KINDS.get(first) or {_plain(first[1])}
        else:
            found |= {_plain(chr(code)) for code in range(ord(first), ord(last or first) + 1)}
    return frozenset(found)


def _plain(sign: str) -> str:
    return _WORD.get(sign, _OTHER if sign.isspace() else sign)


def _joined(first: Signs, second: Signs) -> Signs:
    if first == _EMPTY:
        return second
    short = [one for one in first if not _known(one)]
    if len(short) * len(second) > _MOST:
        raise ValueError("a phrase of a word list must begin with letters")
    return first.difference(short) | {(one + other)[:_LENGTH] for one in short for other in second}


def _known(head: str) -> bool:
    return len(head) == _LENGTH or (head != "" and head[-1] not in _PLAIN)


def _cut(signs: str) -> str:
    """Up to the first that ends a word."""
    if signs.isalnum() and signs.isascii():
        return signs
    return next((signs[: at + 1] for at, sign in enumerate(signs) if sign not in _PLAIN), signs)
