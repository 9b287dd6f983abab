"""Hides what must never be stored: cards, passwords, one-time codes, bank and national numbers."""

import re
from collections.abc import Iterator

from bot.hearing.accounts import ibans, national_ids
from bot.hearing.cards import Span, cards

MARKER = re.compile(r"\[(?:card •\d{4}|(?:password|code|iban|national id) hidden)\]")
_NAMED = r"(?:pass(?:word|code|phrase|wort)|pwd|kennwort|contrase(?:ñ|n)a|mot de passe|senha|parola d'ordine)"
# After these words a sentence about a password goes on; they are not the password.
_ABOUT = (
    r"not|n[o0]t|wrong|incorrect|invalid|correct|right|fine|working|expired|lost|forgotten|the|a|an|my|to|too|"
    r"in|on|for|is|was|it|it's|being|been|never|always|still|also|and|but|or|no|so|ok|okay|reset|resets|"
    r"resetting|changed|required|needed|saved|accepted|rejected|refused|denied|again|weak|same|different|"
    r"safe|secure|hacked|stolen|compromised|gone|broken|unknown|blocked|locked|asked|ist|falsch|est|es|che"
)
_IS = r"(?:\s*[:=]\s*|\s+(?:is|was|are|es|est|ist|é|e|be|to)\s*:?\s+)"
_SECRET = r"(?:\"[^\"\n]{1,64}\"|'[^'\n]{1,64}'|[^\s\"']\S{0,63})"
_PASSWORD = re.compile(
    rf"\b(?:{_NAMED}(?:\s*[:=]\s*(?P<said>{_SECRET})"
    rf"|{_IS}(?!(?:{_ABOUT})\b(?![\w!@#$%^&*-]))(?P<told>{_SECRET})"
    r"|\s+(?P<shown>(?=[^\s]{0,63}\d)(?=[^\s]{0,63}[A-Za-z])[^\s]{4,64})))",
    re.IGNORECASE,
)
_PASSWORD_WORDS = ("pass", "pwd", "kennw", "contrase", "senha", "parola")
_DIGIT = re.compile(r"\d")
_CODE = re.compile(
    r"\b(?:otp|cvv2?|cvc2?|one[- ]?time[- ](?:code|pass(?:word|code)?|pin)|2fa(?: code)?|tan"
    r"|(?:sms|text(?: message)?|verification|verify|security|auth(?:entication|enticator)?|login|log-?in|sign-?in"
    r"|access|two[- ]factor|pass|bank) ?(?:code|pin)|pin(?! ?code)(?: number)?(?=\D{0,12}\d{4}(?!\d)))"
    r"(?:\s{1,3}(?:number|no\.?|that|you|i|they|we|got|sent|received|me|it|is|was|says?|came|here|of|the|just)){0,8}"
    r"\s{0,3}(?:\s|[:=#-])\s{0,3}(?P<code>\d{3,8}|\d{3}[ -]\d{3,4})(?![\w-])",
    re.IGNORECASE,
)


def redact(text: str, keep_six_digits: bool = False) -> tuple[str, tuple[str, ...]]:
    """The text with every secret replaced by a marker, and the kinds that were hidden.

    With `keep_six_digits` a one-time code of that length stays: it is the one we mailed
    ourselves and are waiting for.
    """
    kinds: list[str] = []
    while spans := [s for s in secrets(text) if not (keep_six_digits and _is_ours(text, s))]:
        kinds += [span.kind for span in spans]
        text = replaced(text, spans)
    return text, tuple(dict.fromkeys(kinds))


def _is_ours(text: str, span: Span) -> bool:
    return span.kind == "code" and len(re.findall(r"\d", text[span.start : span.end])) == 6


def secrets(text: str) -> list[Span]:
    """Where the secrets are, left to right, none overlapping; markers already there are left alone."""
    found: list[Span] = []
    at = 0
    for marker in MARKER.finditer(text):
        found += _between(text, at, marker.start())
        at = marker.end()
    return found + _between(text, at, len(text))


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
    if _DIGIT.search(text):
        yield from cards(text)
        yield from ibans(text)
        yield from national_ids(text)
        for match in _CODE.finditer(text):
            yield Span("code", *match.span("code"), "[code hidden]")
    # A plain search first: few messages speak of passwords at all, and the pattern is slow.
    folded = text.casefold()
    if not any(word in folded for word in _PASSWORD_WORDS):
        return
    for match in _PASSWORD.finditer(text):
        group = next(name for name in ("said", "told", "shown") if match[name])
        yield Span("password", *match.span(group), "[password hidden]")
