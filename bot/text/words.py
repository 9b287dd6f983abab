"""Plain words, before and beneath any markup: what is taken out, broken up, kept whole."""

import re
import unicodedata

JOINER = "\u2060"
"""WORD JOINER: no width, no meaning; breaks up what a platform would take for a mention."""

MARKS = 4
"""Combining marks kept in a row; no living script needs more on one letter."""

_DROPPED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters but tab and line feed
    "\u200b\u2060-\u2064\u206a-\u206f\ufeff\u00ad\u180e"  # invisible; the joiners of emoji and Persian stay
    "\u202a-\u202e\u2066-\u2069"  # bidi embeddings, overrides, isolates
    "\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"  # lone surrogates, annotations, tags
)
_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029]")

_SIGIL = re.compile(
    r"@(?=everyone|here|channel|group)"
    r"|(?<![\w.+-])@(?=\w)"  # not the one inside an e-mail address
    r"|[@<]\Z"  # something bold may follow
    r"|<(?=[@#!/:$&]|\w{1,10}:)"  # <@1> <#1> <!here> </command:1> <:emoji:1> <t:1> <https:…|…>
    r"|(?<![\w:]):(?=[\w+'-]{1,80}:)",
    re.IGNORECASE,
)


def clean(words: str) -> str:
    """Somebody's words without what is only there to deceive or to break; in NFC."""
    words = _DROPPED.sub("", _LINE_ENDS.sub("\n", words)).replace("\t", " ")
    # The marks are capped before normalising, which takes quadratic time over a long run of them,
    # and again afterwards, as it can take a letter apart.
    return _capped(unicodedata.normalize("NFC", _capped(words)))


def quiet(words: str) -> str:
    """The same to the eye, but nothing in it can notify anybody or turn into an emoji."""
    return _SIGIL.sub(lambda sigil: sigil[0] + JOINER, words)


def _capped(words: str) -> str:
    if words.isascii():
        return words
    kept, run = [], 0
    for character in words:
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if run <= MARKS:
            kept.append(character)
    return "".join(kept)


def breakable(before: str, after: str, flags: int) -> bool:
    """Whether two neighbours belong to different graphemes; `flags`: regional letters up to `before`."""
    if after in (JOINER, "\u200d", "\u200c") or before in ("\u200d", JOINER):
        return False
    if unicodedata.category(after) in ("Mn", "Me", "Mc") or "\U0001f3fb" <= after <= "\U0001f3ff":
        return False
    if "\U000e0020" <= after <= "\U000e007f" or (before, after) == ("\r", "\n"):
        return False
    if is_flag(before) and is_flag(after):
        return flags % 2 == 0
    return not (_jamo(before) and _jamo(after))


def is_flag(character: str) -> bool:
    """A regional letter; two of them are one flag."""
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _jamo(character: str) -> bool:
    return "\u1100" <= character <= "\u11ff" or "\uac00" <= character <= "\ud7ff" or "\ua960" <= character <= "\ua97f"
