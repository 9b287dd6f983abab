"""Hides what must never be stored: cards, passwords, one-time codes, bank and national numbers."""

import re
from collections.abc import Iterable, Iterator

from bot.hearing.accounts import ibans, national_ids
from bot.hearing.cards import Span, cards
from bot.hearing.lexicon import Late, found_at, lowered, matches
from bot.hearing.numbers import numbers

MARKER = re.compile(r"\[(?:card •\d{4}|(?:password|code|iban|national id) hidden)\]")
_NAMED = r"(?:pass(?:word|code|phrase|wort)|pwd|kennwort|contrase(?:ñ|n)a|mot de passe|senha|parola d'ordine)"
# After these words a sentence about a password goes on; they are not the password.
_ABOUT = (
    r"not|n[o0]t|wrong|incorrect|invalid|correct|right|fine|working|expired|lost|forgotten|the|a|an|my|to|too|"
    r"in|on|for|is|was|it|it's|being|been|never|always|still|also|and|but|or|no|so|ok|okay|reset|resets|"
    r"resetting|changed|required|needed|saved|accepted|rejected|refused|denied|again|weak|same|different|"
    r"safe|secure|hacked|stolen|compromised|gone|broken|unknown|blocked|locked|asked|ist|falsch|est|es|che"
)
# And these when more words follow: "is asking for my password, is that from you".
_ASKING = (
    r"(?:that|this|these|from|you|we|they|he|she|someone|who|what|why|how|when|where|if|because|really)"
    r"\s+[a-z]+(?![\w!@#$%^&*-])"
)
_IS = r"(?:\s*[:=]\s*|\s+(?:is|was|are|es|est|ist|é|e|be|to)\s*:?\s+)"
_SECRET = r"(?:\"[^\"\n]{1,64}\"|'[^'\n]{1,64}'|[^\s\"']\S{0,63})"
_PASSWORD = Late(
    rf"\b(?:{_NAMED}(?:\s*[:=]\s*(?P<said>{_SECRET})"
    rf"|{_IS}(?!(?:{_ABOUT})\b(?![\w!@#$%^&*-])|{_ASKING})(?P<told>{_SECRET})"
    r"|\s+(?P<shown>(?=[^\s]{0,63}\d)(?=[^\s]{0,63}[A-Za-z])[^\s]{4,64})))",
    any_case=True,
)
# Where a password's name may begin: a plain search tells that few messages speak of passwords at all.
_PASSWORD_WORDS = ("pass", "pwd", "kennw", "contrase", "mot de p", "senha", "parola")
_CODE_WORDS = ("otp", "cvv", "cvc", "code", "pin", "2fa", "tan", "pass")
_CODE_HEAD = 16
"""So far before such a word its name may begin, as in authentication code."""
_CODE_REACH = 160
"""No code stands further from its name than this."""
_CODE_NEXT = re.compile(rf"(?:word)?2?[\s:=#-]\D{{0,{_CODE_REACH}}}+\d")
"""After its name, if its digits are near."""
_DIGIT = re.compile(r"\d")
_CODE = Late(
    r"\b(?:otp|cvv2?|cvc2?|one[- ]?time[- ](?:code|pass(?:word|code)?|pin)|2fa(?: code)?|tan"
    r"|(?:sms|text(?: message)?|verification|verify|security|auth(?:entication|enticator)?|login|log-?in|sign-?in"
    r"|access|two[- ]factor|pass|bank) ?(?:code|pin)|pin(?! ?code)(?: number)?(?=\D{0,12}\d{4}(?!\d)))"
    r"(?:\s{1,3}(?:number|no\.?|that|you|i|they|we|got|sent|received|me|it|is|was|says?|came|here|of|the|just)){0,8}"
    r"\s{0,3}(?:\s|[:=#-])\s{0,3}(?P<code>\d{3,8}|\d{3}[ -]\d{3,4})(?![\w-])",
    any_case=True,
)


def redact(text: str, keep_six_digits: bool = False, known: list[Span] | None = None) -> tuple[str, tuple[str, ...]]:
    """The text with every secret replaced by a marker, and the kinds that were hidden.

    With `keep_six_digits` a one-time code of that length stays: it is the one we mailed
    ourselves and are waiting for. `known` are the secrets of this very text, if they were found before.
    """
    kinds: list[str] = []
    spans = secrets(text) if known is None else known
    # What two secrets shared may only now be seen for one.
    while spans := [s for s in spans if not (keep_six_digits and _is_ours(text, s))]:
        kinds += [span.kind for span in spans]
        text = replaced(text, spans)
        spans = secrets(text)
    return text, tuple(dict.fromkeys(kinds))


def _is_ours(text: str, span: Span) -> bool:
    return span.kind == "code" and len(re.findall(r"\d", text[span.start : span.end])) == 6


def secrets(text: str) -> list[Span]:
    """Where the secrets are, left to right, none overlapping; markers already there are left alone."""
    found: list[Span] = []
    at = 0
    for marker in markers(text):
        found += _between(text, at, marker.start())
        at = marker.end()
    return found + _between(text, at, len(text))


def markers(text: str) -> Iterable[re.Match[str]]:
    """What stands where a secret was hidden before."""
    return MARKER.finditer(text) if "[" in text else ()


def replaced(text: str, spans: list[Span]) -> str:
    """The text with each span's words in its place."""
    parts: list[str] = []
    at = 0
    for span in spans:
        parts += [text[at : span.start], span.shown]
        at = span.end
    return "".join([*parts, text[at:]])


def _between(text: str, start: int, end: int) -> list[Span]:
    part = text[start:end]
    taken: list[Span] = []
    reach = 0
    for span in sorted(_all(part), key=lambda span: (span.start, -span.end)):
        if span.start >= reach:
            taken.append(Span(span.kind, span.start + start, span.end + start, span.shown))
            reach = span.end
    return taken


def _all(text: str) -> Iterator[Span]:
    lower = lowered(text)
    if _has_digit(text):
        every, plain = numbers(text)
        yield from cards(text, every)
        yield from ibans(text, plain)
        yield from national_ids(text, plain)
        yield from _codes(text, lower)
    yield from _passwords(text, lower)


def _has_digit(text: str) -> bool:
    # Asking for each digit is quicker by far than a pattern where there is none.
    return any(map(text.__contains__, "0123456789")) or bool(not text.isascii() and _DIGIT.search(text))


def _codes(text: str, lower: str) -> Iterator[Span]:
    """Codes called by their name; only where a name ends and digits are near is the long pattern tried."""
    near: set[int] = set()
    for word in _CODE_WORDS:
        for at in found_at(lower, word):
            if _CODE_NEXT.match(lower, at + len(word)):
                near.update(range(max(0, at - _CODE_HEAD), at + 1))
    for match in matches(_CODE.compiled, text, sorted(near)) if near else ():
        yield Span("code", *match.span("code"), "[code hidden]")


def _passwords(text: str, lower: str) -> Iterator[Span]:
    places = sorted(at for word in _PASSWORD_WORDS for at in found_at(lower, word))
    for match in matches(_PASSWORD.compiled, text, places) if places else ():
        group = next(name for name in ("said", "told", "shown") if match[name])
        yield Span("password", *match.span(group), "[password hidden]")
