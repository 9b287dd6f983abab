"""Finds passwords by what is said around them."""

from collections.abc import Iterator

from bot.hearing.cards import Span
from bot.hearing.lexicon import Late, found_at, matches

_NAMED = (
    r"(?:pass ?(?:word|code|phrase|wort)|pas(?:sw|w)or?d|pass(?:owrd|wrod|wrd|wd)|paswword|pwd?|kennwort|contrase(?:ñ"
    r"|n)a"
    r"|mot de passe|senha|parola d'ordine)"
)
# After these words a sentence about a password goes on; they are not the password.
_ABOUT = (
    r"not|n[o0]t|wrong|incorrect|invalid|correct|right|fine|working|expired|lost|forgotten|the|a|an|my|to|too|"
    r"in|on|for|is|was|it|it's|being|been|never|always|still|also|and|but|or|no|so|ok|okay|reset|resets|"
    r"resetting|changed|required|needed|saved|accepted|rejected|refused|denied|again|weak|same|different|"
    r"safe|secure|hacked|stolen|compromised|gone|broken|unknown|blocked|locked|asked|ist|falsch|est|es|che|"
    r"now|only|just|sent|case|asking|very|really|rubbish|useless|terrible|stupid|long|short|strong|easy|hard|"
    r"set|going|doing|giving|showing|saying|coming|getting|keeps?|something|anything|nothing|"
    r"what|where|when|because of|exactly|already|at|of|with|by|as|like|new"
)
_MORE = r"(?![\w!@#$%^&*-])(?!['’]\w)|[!?]+(?=\s|$)"
"""The word ends here; a mark behind it may be its sentence's."""
# And these when more words follow: "is asking for my password, is that from you".
_ASKING = (
    r"(?:that|this|these|from|you|we|they|he|she|someone|who|what|why|how|when|where|if|because|really)"
    r"\s+[a-z]+(?![\w!@#$%^&*-])"
)
_IS = r"(?:\s*(?:[:=]|['’]s\b)\s*|\s+(?:is|was|are|es|est|ist|é|è|e|be)\s*:?\s+)"
_TO = r"\s+(?:to|into)\s+"
_SECRET = r"(?:\"[^\"\n]{1,64}\"|'[^'\n]{1,64}'|[^\s\"']\S{0,63})"
_WRITTEN = r"(?=[^\s\d]{0,63}\d)(?=[^\sA-Za-z]{0,63}[A-Za-z])[^\s\"',]{4,64}"
"""As no word is: letters and digits."""
_MIXED = rf"(?:{_WRITTEN}|(?=[^\s!@#$%^&*]{{1,63}}[!@#$%^&*]\w)[^\s\"',]{{4,64}})"
_USED = (
    r"(?:\s+(?:for|to|on|at|of)(?: \w+){1,3}|\s+(?:that )?(?:i|we)(?:'ve|'m| have| am)?"
    r" (?:use|used|using|have|had|set|chose|entered|typed|tried)(?: \w+){0,2})"
)
_PASSWORD = Late(
    rf"\b(?:{_NAMED}[\"']?(?:\s*[:=]\s*(?!(?:not|is|was|it|still|can(?:no|')?t|does|doesn|won|the|wrong)\b\S*\s+[a-z])"
    rf"(?P<said>{_SECRET})"
    rf"|{_IS}(?!(?:{_ABOUT})\b(?:{_MORE})|\d+ ?%|{_ASKING})(?P<told>{_SECRET})"
    rf"|{_USED}?(?:{_IS}|{_TO})(?:(?:now|still|currently|actually|just)\s+)?(?P<used>{_MIXED})"
    r"|\s*(?:[-–—]|->|=>)\s*(?P<after>(?=\S{0,63}\d)\S{4,64})"
    rf"|\s+(?P<shown>{_WRITTEN}))"
    rf"|pass\s*(?:[:=]\s*(?P<brief>{_SECRET})|\s(?:is|was)\s+(?P<mixed>{_MIXED})))",
    any_case=True,
)
_BEFORE = Late(
    rf"(?:(?:with|tried|try|use|used|using|entered|typed|put|set|in)\s+|^\W*)[\"']?(?P<first>{_MIXED})[\"']?"
    rf"\s+(?:as|for|is|was)\s+(?:my|the|a|our)\s+(?:\w+\s+)?{_NAMED}\b",
    any_case=True,
)
_PHRASE = Late(r"\bpass ?phrase(?:\s*[:=]\s*|\s+(?:is|was)\s+)(?P<phrase>\w+(?:[ -]\w+){2,9})", any_case=True)
# Where a password's name may begin: a plain search tells that few messages speak of passwords at all.
_WORDS = ("pas", "pw", "kennw", "contrase", "mot de p", "senha", "parola")
_REACH = 140
"""So far before its name a password stands at most."""
_LONGEST = 20
"""No name of one is longer."""
_HIDDEN = "[password hidden]"
_YOURS = Late(r"\b(?:your|his|her|their)\s+(?:\w+\s+)?$", any_case=True)
_A_WORD = Late(r"[a-z]+[.!?]*$")


def passwords(text: str, lower: str) -> Iterator[Span]:
    """What is said to be one; of plain words only what stands where one is told."""
    found = {at for word in _WORDS for at in found_at(lower, word)}
    places = sorted(at for at in found if not (at and lower[at - 1].isalnum()))
    if not places:
        return
    for match in matches(_PASSWORD.compiled, text, places):
        group = next(name for name, said in match.groupdict().items() if said)
        start, end = match.span(group)
        theirs = group == "told" and _YOURS.compiled.search(text[max(0, match.start() - 24) : match.start()])
        if not (theirs and _A_WORD.compiled.match(text[start:end])):
            yield Span("password", start, end, _HIDDEN)
    if "phrase" in lower:
        for match in _PHRASE.compiled.finditer(text):
            yield Span("password", *match.span("phrase"), _HIDDEN)
    for at in places:
        for match in _BEFORE.compiled.finditer(text, max(0, at - _REACH), at + _LONGEST):
            yield Span("password", *match.span("first"), _HIDDEN)
