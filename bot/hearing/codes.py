"""Finds one-time codes, pins and the numbers on a card's back by what they are called."""

import re
from collections.abc import Iterator

from bot.hearing.cards import Span
from bot.hearing.lexicon import Late, found_at, matches

_WORDS = ("otp", "cvv", "cvc", "cod", "digo", "pin", "2fa", "tan", "pass")
_HEAD = 40
"""So far before such a word its name may begin, as in authentication code, or its digits stand."""
_REACH = 160
"""No code stands further from its name than this."""
_NEXT = re.compile(rf"(?:[a-zéó]{{0,4}})2?[\s:=#-]\D{{0,{_REACH}}}+\d")
"""After its name, if its digits are near."""
_BEFORE = re.compile(rf"\d[\s-]\D{{0,{_HEAD}}}$")
_DIGITS = r"\d{3}[ -]\d{3,4}|\d{4}-\d{4}|\d\d(?: \d\d){2,3}|\d{3,8}"
_KIND = (
    r"(?:sms|text(?: message)?|verification|verify|security|sec|auth(?:entication|enticator)?|login|log[- ]?in"
    r"|sign[- ]?in"
    r"|access|two[- ]factor|2fa|mfa|pass|bank|confirmation|backup|recovery|one[- ]?time)"
)
_NAME = (
    r"(?:otp|cvv2?|cvc2?|one[- ]?time[- ](?:code|pass(?:word|code)?|pin)|2fa(?: code)?"
    rf"|{_KIND} ?(?:code|pin)"
    r"|c[oó]digo de (?:verifica[cç](?:i[oó]n|[aã]o)|seguridad|seguran[cç]a|acceso|acesso)|code de (?:v[eé]rification"
    r"|s[eé]curit[eé])"
    r"|codice di (?:verifica|sicurezza|accesso)|(?:best[aä]tigungs|sicherheits|zugangs|einmal|verifizierungs)code)"
)
_BETWEEN = (
    r"(?:\s{1,3}(?:number|no\.?|that|you|i|they|we|got|sent|received|me|it|is|was|says?|came|here|of|the|just|on|back|my"
    r"|for|aaya|aya|hai|mila|es|est|ist|[eéè])){0,8}\s{0,3}(?:\s|[:=#-])\s{0,3}"
)
# Of a plain "code" the kind is not told: six digits of a code that somebody got are no voucher's and no error's.
_GOT = (
    r"code(?: (?:that )?(?:they|you|u|it)(?:'ve| have|'s| has)? (?:just )?(?:sent|texted|mailed|emailed|gave|messaged)"
    r"(?: (?:me|us|to (?:me|my \w+)))?| (?:i|we) (?:just )?(?:got|received)(?: (?:by|via|in) \w+)?)?"
    r"(?:\s+(?:is|was|says|es|ist)\s+|\s*[:=]\s*)"
)
# A bare "pin" of six digits is where somebody lives: "pin 411001, landmark temple" has India's postcode.
_CODE = Late(
    rf"\b(?:(?:{_NAME}"
    r"|(?:(?:my|card|bank|debit|credit|atm|sim|phone|secret|(?:4|four)[- ]digit|new|old) pin(?! ?code)(?: number)?"
    r"|pin(?: number(?! on)|(?=\s*(?:is|was|[:=#]))))(?=\D{0,12}\d{6}(?!\d))"
    r"|(?<!enamel )(?<!hair )(?<!lapel )(?<!badge )(?<!safety )(?<!bobby )(?<!rolling )(?<!drawing )(?<!\d )(?<!\d-)"
    r"pin(?! ?code)(?: (?:number|no\.?)(?! on))?(?=\D{0,12}\d{4}(?!\d| ?(?:pieces|pcs|pack|w\b|watts?|volts?))))"
    rf"{_BETWEEN}(?P<code>{_DIGITS})(?![\w-])"
    r"|tan(?: (?:number|code))?(?:(?:\s{0,3}[:=#]|\s+(?:is|was|ist))\s{0,3}(?P<tan>\d{4,8})"
    r"|\s{1,3}(?P<bare>\d{6}))(?![\w-])"
    r"|(?:the |my |your |this |six[- ]digit |6[- ]digit |a ){1,3}"
    rf"{_GOT}(?P<plain>\d{{3}}[ -]?\d{{3}})(?![\w-]))",
    any_case=True,
)
_FIRST = Late(
    r"(?<![\w.,-])(?:[A-Z]-)?(?P<code>\d{3}[ -]\d{3}|\d{4,8})\s+(?:is|was|as)\s+(?:my|your|the|a|an"
    r"|ur)\s+(?:\w+\s+){0,2}?"
    rf"(?:{_NAME})\b",
    any_case=True,
)
_AFTER_A_CARD = re.compile(
    r"\W{1,4}(?:(?:exp\w*|valid|until|thru|date)\W{1,3}){0,3}(?:0?[1-9]|1[0-2])\s?[/\-.]\s?(?:20)?\d\d\W{1,4}"
    r"(?:(?:and|with|code|sec\w*|cv[vc]2?|number|no)\W{1,3}){0,4}(?P<code>\d{3,4})(?!\d)",
    re.I,
)
_HIDDEN = "[code hidden]"


def codes(text: str, lower: str) -> Iterator[Span]:
    """Codes called by their name; only where a name ends and digits are near are the long patterns tried."""
    near: set[int] = set()
    behind: list[int] = []
    for word in _WORDS:
        for at in found_at(lower, word):
            if _NEXT.match(lower, at + len(word)):
                near.update(range(max(0, at - _HEAD), at + 1))
            if _BEFORE.search(lower[max(0, at - _HEAD) : at]):
                behind.append(max(0, at - _HEAD))
    for match in matches(_CODE.compiled, text, sorted(near)) if near else ():
        group = next(name for name, said in match.groupdict().items() if said)
        yield Span("code", *match.span(group), _HIDDEN)
    for start in behind:
        for match in _FIRST.compiled.finditer(text, start, start + 2 * _HEAD + _REACH // 4):
            yield Span("code", *match.span("code"), _HIDDEN)


def on_its_back(text: str, card: Span) -> Iterator[Span]:
    """What stands behind a card's number and the month in which it ends."""
    if match := _AFTER_A_CARD.match(text, card.end):
        yield Span("code", *match.span("code"), _HIDDEN)
