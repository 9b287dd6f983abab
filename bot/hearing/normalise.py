"""Makes text safe to read, and remembers where each character came from."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

# Controls, bidi and zero-width marks, soft hyphens, variation of byte-order marks, tag characters.
INVISIBLE = (
    "\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
)
Piece = tuple[str, int, int]
"""What is read, and from where to where it stood."""

_HALVES = "\ud800-\udfff"
_WIDE = "\t\r\x0b\x0c\x1c-\x1f\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""White space but the plain space and the line break."""
_BLANK = rf"[ \n{_WIDE}{INVISIBLE}]"
# A lone space or line break is fine; anything more or other is not. Both patterns begin with one set of characters, as
# then a text is searched for it at once.
_UNTIDY = re.compile(
    rf"[ \n{_WIDE}{INVISIBLE}{_HALVES}](?:(?={_BLANK})|(?<![ \n]))(?:(?<=[{_HALVES}])[{_HALVES}]*|{_BLANK}*)"
)
_FAR = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
"""What may compose: letters that are not plain, with a plain one before them."""
_PAIRS = (" \n", "\n ", "\n\n")
_PRINTED = bytes(range(32, 127)) + b"\n"
_ODD = re.compile(rf"[{_WIDE}{INVISIBLE}{_HALVES}]")


@dataclass(frozen=True, slots=True)
class Reading:
    """Readable text, and the pieces it was made of: each begins at its place in the text."""

    text: str
    pieces: Sequence[Piece]
    places: Sequence[int]

    @property
    def unmoved(self) -> bool:
        """Whether everything stands where it stood, as in most messages."""
        return len(self.pieces) == 1 and self.pieces[0][1:] == (0, len(self.text))

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The original span of a span in the readable text."""
        return self._origin(start)[0], self._origin(end - 1)[1]

    def is_whole(self, start: int, end: int) -> bool:
        """Whether nothing was taken out or put in between."""
        first, last = self.origin(start, end)
        return last - first == end - start

    def _origin(self, at: int) -> tuple[int, int]:
        number = bisect_right(self.places, at) - 1
        piece, start, end = self.pieces[number]
        if len(piece) != end - start:
            return start, end
        place = start + at - self.places[number]
        return place, place + 1


def normalise(text: str) -> Reading:
    """NFC, no control or bidi marks, sane whitespace; never raises, lone surrogates included."""
    bare = text.strip()
    first = text.find(bare)
    if _is_plain(bare):
        return Reading(bare, ((bare, first, first + len(bare)),), (0,))
    tidy = _assembled(_trimmed(list(_pieces(text, first, first + len(bare)))))
    if unicodedata.is_normalized("NFC", tidy.text):
        return tidy
    # Composed last: a mark taken out may have stood between a letter and its accent.
    return _assembled([piece for part in _composed(tidy) for piece in _placed(tidy, *part)])


def _is_plain(text: str) -> bool:
    """No other blanks than single spaces and line breaks, as most messages are: nothing to do."""
    if "  " in text or ("\n" in text and any(pair in text for pair in _PAIRS)):
        return False
    if text.isascii():
        return not text.encode("ascii").translate(None, _PRINTED)
    return not _ODD.search(text) and unicodedata.is_normalized("NFC", text)


def _assembled(pieces: list[Piece]) -> Reading:
    texts = [piece for piece, _, _ in pieces]
    return Reading("".join(texts), pieces, list(accumulate(map(len, texts[:-1]), initial=0)))


def _pieces(text: str, at: int, end: int) -> Iterator[Piece]:
    """Stretches to keep as they are, and what replaces the rest."""
    for match in _UNTIDY.finditer(text, at, end):
        if match.start() > at:
            yield text[at : match.start()], at, match.start()
        if space := _space(match.group()):
            yield space, match.start(), match.end()
        at = match.end()
    if at < end:
        yield text[at:end], at, end


@lru_cache
def _space(run: str) -> str:
    """What a run of white or invisible characters reads as; a text has few different ones."""
    if "\ud800" <= run[0] <= "\udfff":
        return "\ufffd"
    lines = len(run.replace("\r\n", "\n").translate({13: 10, 0x85: 10, 0x2028: 10, 0x2029: 10}).split("\n"))
    if lines > 1:
        return "\n" if lines == 2 else "\n\n"
    return " " if any(character.isspace() for character in run) else ""


def _composed(tidy: Reading) -> Iterator[Piece]:
    """Each letter with the accents that follow it, as one; what composes with nothing, together."""
    text, at = tidy.text, 0
    for far in _FAR.finditer(text):
        if at < far.start():
            yield text[at : far.start()], at, far.start()
        run = far.group()
        if len(run) > 2 and unicodedata.is_normalized("NFC", run) and tidy.is_whole(*far.span()):
            yield run, *far.span()
        else:
            yield from _clusters(text, *far.span())
        at = far.end()
    if at < len(text):
        yield text[at:], at, len(text)


def _placed(tidy: Reading, piece: str, start: int, end: int) -> Iterator[Piece]:
    """Where a piece of tidy text stood; plain ones from which something was taken out, letter by letter."""
    if len(tidy.pieces) == 1:  # nothing was taken out between
        first = tidy.pieces[0][1]
        yield piece, first + start, first + end
        return
    first, last = tidy.origin(start, end)
    if len(piece) == last - first or not piece.isascii():
        yield piece, first, last
    else:
        for place, letter in enumerate(piece, start):
            yield letter, *tidy.origin(place, place + 1)


def _clusters(text: str, start: int, end: int) -> Iterator[Piece]:
    for i in range(start + 1, end + 1):
        if i == end or _begins(text[start:i], text[i]):
            yield unicodedata.normalize("NFC", text[start:i]), start, i
            start = i


def _begins(cluster: str, following: str) -> bool:
    """Whether a character starts a cluster of its own rather than joining the one before."""
    if unicodedata.combining(following):
        return False
    if following.isascii():
        return True
    if unicodedata.is_normalized("NFC", cluster[-4:] + following):
        return True
    joined = unicodedata.normalize("NFC", cluster[-4:] + following)
    return joined == unicodedata.normalize("NFC", cluster[-4:]) + unicodedata.normalize("NFC", following)


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """Without white space at either end."""
    first, last = 0, len(pieces)
    while first < last and pieces[first][0].isspace():
        first += 1
    while last > first and pieces[last - 1][0].isspace():
        last -= 1
    return pieces[first:last]
