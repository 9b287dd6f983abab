"""Finds national identity numbers: by how they are written, or by what they are called."""

import re
from collections.abc import Iterator

import numpy as np

from bot.hearing.cards import Span
from bot.hearing.lexicon import Late, found_at, matches
from bot.hearing.numbers import Numbers

_NATIONAL = re.compile(
    r"(?<![\w-])(?!000)[0-9]{3}[-\u2010-\u2015](?!00)[0-9]{2}[-\u2010-\u2015](?!0000)[0-9]{4}(?![\w-])"
    r"|(?<=[\s:#])[0-9]{3}[ -]?[0-9]{2}[ -]?[0-9]{4}(?![\w-])"
    r"|(?<=[\s:#])[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}(?![\w-])"
    r"|(?<![^\W_])[A-CEGHJ-PR-TW-Z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D](?![^\W_])",
    re.ASCII,
)
_FEWEST = 6
"""So many digits it has at least."""
_MOST = 13
"""More digits in a row than any of them has."""
_BARE = np.zeros((_MOST + 1, _MOST + 1), dtype=np.bool_)
"""Whether one may begin with so many digits, and after a sign at most so many more."""
_BARE[[9, 12]] = True
_BARE[[3, 3, 5, 8, 4, 4], [2, 6, 4, 4, 4, 8]] = True
_LETTERED = np.isin(np.arange(_MOST + 1), [2, 4, 6])
"""Whether one that begins with letters may have so many digits after them."""
_DASHED = re.compile(r"[0-9]{3}\D[0-9]{2}\D[0-9]{4}|[A-Z]{2}.*", re.DOTALL)
_NAMED = re.compile(
    r"\b(?:ssn|social security|aadha?ar|national (?:id|insurance)|tax id|sin)\b[^0-9\n]{0,30}$", re.IGNORECASE
)
_WORDS = (
    "ssn", "social", "adha", "aadh", "national", "nino", "ni n", "tax", "sin", "cpf", "pan ", "dni", "nie", "nif",
    "steuer", "pesel", "nhs", "bsn", "passport", "reisepass", "ausweis", "personnummer", "identity",
)  # fmt: skip
"""Where a name may begin; most messages have none."""
_GAP = r"[ .\-\u2010-\u2015/]?"
_GROUPS = rf"\d(?:{_GAP}\d){{7,13}}"
_SPELT = rf"[A-Za-z]{{1,2}}{_GAP}\d(?:{_GAP}\d){{5,8}}{_GAP}[A-Za-z]?|\d(?:{_GAP}\d){{6,8}}{_GAP}[A-Za-z]"
_BETWEEN = (
    r"(?:\W{1,3}(?:number|num|no|nr|n[º°]|id|card|code|is|was|it|s|my|the|es|e|é|è|ist|lautet|and|:)){0,5}"
    r"\s{0,2}(?:\s|[:=#-])\s{0,2}"
)
_TOLD = Late(
    r"\b(?:(?:ssn|social (?:security|insurance)|social(?= (?:is|no|number|nr)\b)|a{1,2}dh?a{1,2}r"
    r"|national (?:id(?:entity)?|insurance)"
    r"|nino|ni(?= n(?:o|umber))|tax id|sin(?= (?:number|no|is|card)\b|:)|cpf|dni|nie|nif|steuer[- ]?(?:id|nummer"
    r"|identifikationsnummer)"
    r"|pesel|nhs|bsn|passport|reisepass|(?:personal)?ausweis|personnummer|identity (?:card|number))"
    rf"{_BETWEEN}(?P<id>{_SPELT}|{_GROUPS})(?![\w-])"
    r"|pan(?: (?:card|number|no|is))*\W{1,3}(?P<pan>[A-Z]{5}\d{4}[A-Z])(?!\w))",
    any_case=True,
)
_BRAZIL = re.compile(r"(?<![\w.])\d{3}\.\d{3}\.\d{3}-\d{2}(?![\w-])", re.ASCII)
_ITALY = re.compile(r"(?<!\w)[A-Z]{6}\d{2}[A-EHLMPR-T]\d{2}[A-Z]\d{3}[A-Z](?!\w)", re.IGNORECASE | re.ASCII)
"""So written that it is nothing else."""
_HAS = 4
"""Digits of the shortest of all."""
_HIDDEN = "[national id hidden]"


def national_ids(text: str, lower: str, found: Numbers) -> Iterator[Span]:
    """Numbers written like a national identity, or called one."""
    if found.digits < _HAS:
        return
    for match in filter(None, (_NATIONAL.match(text, place) for place in _places(found))):
        if _DASHED.fullmatch(match.group()) or _NAMED.search(text[max(0, match.start() - 50) : match.start()]):
            yield Span("national_id", *match.span(), _HIDDEN)
    named = sorted({at for word in _WORDS for at in found_at(lower, word)})
    for match in matches(_TOLD.compiled, text, named) if named else ():
        yield Span("national_id", *match.span("id" if match["id"] else "pan"), _HIDDEN)
    yield from _by_their_look(text, found)


def _by_their_look(text: str, found: Numbers) -> Iterator[Span]:
    """Those that nothing else is written like."""
    sizes = found.lengths
    brazil = found.starts[(sizes == 3) & (found.following(1) == 3)]
    italy = found.starts[(sizes == 2) & found.letter_before(1) & found.letter_before(6)] - 6
    for pattern, places in ((_BRAZIL, brazil), (_ITALY, italy)):
        for match in filter(None, (pattern.match(text, place) for place in places.tolist())):
            yield Span("national_id", *match.span(), _HIDDEN)


def _places(found: Numbers) -> list[int]:
    """Where one may begin: at digits in groups of its kind, or at two letters before them."""
    if found.digits < _FEWEST:
        return []
    digits = np.minimum(found.lengths, _MOST)
    places = found.starts[_BARE[digits, np.minimum(found.following(1), _MOST)]].tolist()
    if (lettered := _LETTERED[digits]).any():
        heads = found.starts[lettered & found.capital_before(2)].tolist()
        places += [place for head in heads for place in (head - 2, head - 3) if place >= 0]
    return sorted(places)
