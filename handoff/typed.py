"""Words typed in a case's thread that read like a command.

Nothing typed there is one, yet "/close 7", "transfer to Jonas" or a bare "close" was hardly meant for the customer.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from handoff.reading import read_words
from handoff.refusal import NotUnderstood
from handoff.routing import DEPARTMENTS
from handoff.spec import COMMANDS, Spec

_AHEAD: Final = " \t\n*_~`>|#•([{\"'“‘«-"
_BEHIND: Final = " \t\n*_~`|)]}\"'”’»"
"""What bold, a quotation, a list or brackets put around a line."""
_ALONE: Final = re.compile(r"[/!]?\s*([a-z][a-z_ -]*?)(?:\s+(#?\d{1,11}))?[.!]*", re.IGNORECASE)
_SIGNED: Final = re.compile(r"[/!](\s*)([a-z](?:[\w-]*\w)?)", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"/|[.:@]\w")
"""Behind a word, this makes it part of a path or an address."""
_VERB: Final = re.compile(
    r"([a-z_-]+(?: (?:goodwill|approve|decline|override|back|anyway|now))?)(?![\w’'])", re.IGNORECASE
)
_OF_PEOPLE: Final = re.compile(r"(?:block|unblock|bind|export|erase|audit)\s+[a-z]{2,12}:\S", re.IGNORECASE)
_OF_OURS: Final = re.compile(r"(?:pay|snippet|policy|brand)\s", re.IGNORECASE)
"""First words of verbs that no sentence to a customer begins with, if the second word is theirs too."""
_IT: Final = r"(?:[\s,]+(?:it|this|that|the|case|chat|one|now|please|pls|again|for me)\b)*"
_SAID: Final = frozenset({"arrived"})
"""Verbs that are also a whole message to a customer."""
_BEGINS: Final = frozenset({*_SAID, "edit", "call now", "note"})
"""Verbs that also begin one: "Edit: it comes on Tuesday"."""
_NEVER: Final = frozenset({"escalate", "freeze", "unfreeze"})
"""Verbs that hardly ever do, and whose words no customer should read."""
_REST: Final = r"\s+(?:for\s+)?(?:\d+\s+)?\d+\s*(?:m|min|mins|minutes?|h|hours?)?"
_LONG = 300
"""Characters of a line that no longer is a command without any sign."""
_ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class TypedCommand:
    """Words that read as a command: the verb, whether or not there is one, and the case they name."""

    verb: str
    spec: Spec | None = None
    case: int = 0
    words: str = ""
    """What was typed behind it, where that is all it takes."""

    def answers(self, case: int) -> bool:
        """Whether it can only have been meant for this case's customer, without its verb."""
        return self.verb == "reply" and bool(self.words) and self.case in (0, case)


def commanded(text: str, mates: Collection[str] = ()) -> TypedCommand | None:
    """What these words read as, if as a command; None for words meant for people. `mates` are colleagues' names."""
    line = text.strip().lstrip(_AHEAD)
    bare = line.rstrip(_BEHIND)
    return _alone(bare) or _signed(line) or _unsigned(bare, mates)


def _alone(line: str) -> TypedCommand | None:
    """A verb of a case and perhaps a number, and nothing else."""
    found = _ALONE.fullmatch(line)
    spec = _spec(found[1]) if found else None
    if found is None or spec is None or not spec.needs_case or (spec.name in _SAID and line[0] not in "/!"):
        return None
    return TypedCommand(spec.name.replace("_", " "), spec, _case(spec, found[2]))


def _signed(line: str) -> TypedCommand | None:
    """A slash or an exclamation mark before a word; with a blank between, the word must be (nearly) a verb's."""
    found = _SIGNED.match(line)
    if found is None:
        return None
    verb, behind = found[2].casefold(), line[found.end() :]
    firsts = {name.split(" ")[0] for name in COMMANDS}
    if verb.replace("-", "_") not in firsts:
        far = bool(found[1]) and not get_close_matches(verb, firsts, 1, _ALIKE)
        if far or _ADDRESS.match(behind):
            return None
    return _read(verb, _spec(verb), behind)


def _unsigned(line: str, mates: Collection[str]) -> TypedCommand | None:
    """A verb at the front, and behind it what usually follows it and hardly anything else."""
    if _OF_PEOPLE.match(line) or (_OF_OURS.match(line) and " ".join(line.casefold().split()[:2]) in COMMANDS):
        return TypedCommand(line.split()[0].casefold())
    found = _VERB.match(line)
    spec = _spec(found[1]) if found else None
    if found is None or spec is None or not spec.needs_case or spec.name in _BEGINS:
        return None
    behind = line[found.end() :]
    if not _usual(spec, behind, mates):
        return None
    return _read(found[1].casefold(), spec, re.sub(rf"\A{_IT}\s*(?:(?:to|as|because|->|→)\s+|@)?", "", behind))


def _usual(spec: Spec, behind: str, mates: Collection[str]) -> bool:
    if spec.name in _NEVER or re.match(r"\s*:|\s+#\d", behind):
        return True
    more = {"close": _reasons(), "transfer": _takers(mates), "snooze": _REST}.get(spec.name, "")
    tail = rf"{_IT}(?:\s+#?\d{{1,11}})?{_IT}(?:{more})?{_IT}[\s.!]*"
    return len(behind) <= _LONG and re.fullmatch(tail, behind, re.IGNORECASE) is not None


def _reasons() -> str:
    """How a case ends, as it is chosen or said."""
    reasons = (choice.replace("_", r"[\s_-]") for p in COMMANDS["close"].parameters for choice in p.choices)
    return rf"[\s:,–—-]+(?:(?:as|because)\s+)?(?:{'|'.join(reasons)})"


def _takers(mates: Collection[str]) -> str:
    """A word or two behind "to"; without it, a department or a colleague."""
    names = "|".join(map(re.escape, (*DEPARTMENTS, *mates)))
    return rf"\s+(?:to|->|→)\s+(?:the\s+)?@?[\w.'’-]+(?:\s+[\w.'’-]+)?|[\s:,]+@?(?:{names})"


def _spec(verb: str) -> Spec | None:
    name = " ".join(verb.casefold().split())
    return COMMANDS.get(name) or COMMANDS.get(re.sub(r"[ -]", "_", name))


def _read(verb: str, spec: Spec | None, behind: str) -> TypedCommand:
    """The case and the words that follow a verb, whatever mark stands between."""
    behind = re.sub(r"\A\s*[:,;–—-]+(?=\s|\Z|\w)", "", behind)
    number = re.match(r"\s*(#?\d{1,11})(?!\S)", behind)
    case = _case(spec, number and number[1])
    return TypedCommand(verb, spec, case, _words(spec, behind[number.end() if case and number else 0 :].strip()))


def _words(spec: Spec | None, behind: str) -> str:
    """The words behind a verb that takes just them; what takes more is asked for in its form."""
    if spec is None or not behind:
        return ""
    try:
        given = read_words(f"{spec.name} {behind}", in_case=True).given
    except NotUnderstood:
        return ""
    return behind if list(given.values()) == [behind] and next(iter(given)) == spec.parameters[0].name else ""


def _case(spec: Spec | None, number: str | None) -> int:
    """The case a number names: a bare one may as well be a sum."""
    if spec is None or number is None:
        return 0
    sure = number.startswith("#") or not any(parameter.required for parameter in spec.parameters)
    return int(number.lstrip("#")) if sure else 0
