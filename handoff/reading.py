"""Typed words to a command, and what could be typed next."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Literal, assert_never

from bot.text import clean
from handoff.acts import Command
from handoff.refusal import NotUnderstood
from handoff.spec import COMMANDS, Parameter, Spec

_WORD = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"(?=\s|$)|\'([^\']*)\'(?=\s|$)|(\S+))')
_NAMED = re.compile(r"(?:--)?([a-z][a-z_-]*)=(.*)", re.DOTALL)
_CASE = re.compile(r"#(\d{1,11})|(\d{1,7})")
"""Bare, only as long as no platform's message id is."""
_AMOUNT = re.compile(r"[$€£¥]?\d{1,7}(?:[.,]\d{1,2})?")
Bare = Literal["never", "alone", "always"]
"""When a number without its sign names a case; "alone" is where it can be nothing else."""
NEAREST = 3
ALL_OF_THEM = "`help` lists them all."
YES_NO = {"yes": True, "on": True, "true": True, "no": False, "off": False, "false": False}


@dataclass(frozen=True, slots=True)
class Word:
    """One typed word without its quotation marks, where it begins, and whether it had any."""

    text: str
    start: int
    quoted: bool


def words_of(line: str) -> tuple[Word, ...]:
    """Split as a shell would; a quotation mark inside a word, or one that never closes, is a letter."""
    return tuple(_word(found) for found in _WORD.finditer(line))


def _word(found: re.Match[str]) -> Word:
    double, single, bare = found.groups()
    if double is not None:
        return Word(re.sub(r"\\(.)", r"\1", double, flags=re.DOTALL), found.start(1) - 1, True)
    return Word(single, found.start(2) - 1, True) if single is not None else Word(bare, found.start(3), False)


def read_words(line: str, *, in_case: bool = False, from_shell: bool = False) -> Command:
    """`close 7 solved` as a command; raises NotUnderstood, which says what is missing.

    "#7" always names a case. A bare number does only where it can be nothing else: never when
    typed `in_case`, in a case's own thread, and always `from_shell`, where no thread says which.
    """
    words = words_of(line)
    spec, rest = _verb(words)
    number, rest = _case(spec, rest, "never" if in_case else "always" if from_shell else "alone")
    given = _given(spec, rest, line)
    values(spec, given)
    return Command(spec.name, number, given)


def _verb(words: Sequence[Word]) -> tuple[Spec, Sequence[Word]]:
    for length in (2, 1):
        name = " ".join(word.text for word in words[:length]).casefold().lstrip("/!")
        if len(words) >= length and (spec := COMMANDS.get(name)):
            return spec, words[length:]
    raise NotUnderstood(unknown(" ".join(word.text for word in words[:2])))


def unknown(typed: str) -> str:
    """What to say to words that no verb begins with: the nearest few, and where all of them stand."""
    words = clean(typed).split()
    if not words:
        return f"Type a command, such as `queue` or `mine`. {ALL_OF_THEM}"
    near = ", ".join(f"`{name}`" for name in _nearest(" ".join(words).casefold()))
    return f"There is no command {words[0][:40]!r}. The nearest: {near}. {ALL_OF_THEM}"


def _nearest(typed: str) -> list[str]:
    """Verbs of the same first word, then those that are written much like it."""
    first = typed.split(" ")[0].lstrip("/!")
    kin = [name for name in COMMANDS if name.split(" ")[0] == first]
    alike = get_close_matches(first, {name.split(" ")[0] for name in COMMANDS}, NEAREST, 0)
    whole = get_close_matches(typed, COMMANDS, NEAREST, 0.75)
    named = [name for word in alike for name in COMMANDS if name.split(" ")[0] == word]
    return list(dict.fromkeys((*whole, *kin, *named)))[:NEAREST]


def _case(spec: Spec, rest: Sequence[Word], bare: Bare) -> tuple[int, Sequence[Word]]:
    found = _CASE.fullmatch(rest[0].text) if spec.needs_case and rest and not rest[0].quoted else None
    if found and (rest[0].text.startswith("#") or bare == "always" or (bare == "alone" and _must_be_case(spec, rest))):
        return int(found[1] or found[2]), rest[1:]
    return 0, rest


def _must_be_case(spec: Spec, rest: Sequence[Word]) -> bool:
    """Whether a bare number can be nothing else: "reply 3 days" must never reach case 3."""
    first = spec.parameters[0] if spec.parameters else None
    if first is None or first.kind not in ("text", "number", "amount"):
        return True
    if first.kind == "amount":
        return len(rest) > 1 and _AMOUNT.fullmatch(rest[1].text) is not None
    if first.kind == "number":
        return len(rest) > 1 or not first.required
    return not first.required and len(rest) == 1


def _given(spec: Spec, rest: Sequence[Word], line: str) -> dict[str, str]:
    """Values by name, whether given in order or as `name=value` or `--name value`."""
    given: dict[str, str] = {}
    known = {p.name for p in spec.parameters}
    # "setup staff_role Support" names its value too; where a text may follow, the same words are that text.
    bare = frozenset[str]() if any(p.kind == "text" for p in spec.parameters) else frozenset(known)
    words, loose = iter(rest), False
    for word in words:
        waiting = [p for p in spec.parameters if p.name not in given]
        name, value = _named(word, known)
        if not name and not word.quoted and word.text in bare - given.keys():
            name = word.text
        if name:
            given[name] = _told(spec, name, next(words, None), bare) if value is None else value
            if not given[name].strip():
                raise NotUnderstood(_missing(spec, _parameter(spec, name)))
        elif not waiting:
            raise NotUnderstood(f"I don't know what to do with {word.text[:40]!r}. It goes: `{spec.usage}`.")
        elif waiting[0].kind == "text":
            alone = word.quoted and word is rest[-1]
            text = word.text if alone else line[word.start :].strip()
            if loose and word is not rest[-1]:
                raise NotUnderstood(_ends_where(spec, given, text))
            return given | {waiting[0].name: text}
        else:
            loose = _phrases(spec) and waiting[0].kind == "word" and not word.quoted
            given[waiting[0].name] = word.text
    return given


def _phrases(spec: Spec) -> bool:
    """Whether it takes several phrases before a text: only quotation marks tell where one ends."""
    kinds = [p.kind for p in spec.parameters if p.required]
    return kinds[-1:] == ["text"] and kinds.count("word") > 1


def _ends_where(spec: Spec, given: Mapping[str, str], text: str) -> str:
    names = [p.name for p in spec.parameters]
    taken = ", ".join(f"{name} {value[:40]!r}" for name, value in (*given.items(), (names[-1], text)))
    form = " ".join((spec.name, *(f'"{name}"' for name in names[:-1]), names[-1]))
    marks = " and ".join(names[:-1])
    return f"That would be {taken}. Put {marks} in quotation marks, so that I see where they end: `{form}`."


def _told(spec: Spec, name: str, word: Word | None, bare: frozenset[str]) -> str:
    """The value behind a name; another name there is none."""
    if word is None or (not word.quoted and word.text in bare - {name}):
        raise NotUnderstood(_missing(spec, _parameter(spec, name)))
    return word.text


def _parameter(spec: Spec, name: str) -> Parameter:
    return next(parameter for parameter in spec.parameters if parameter.name == name)


def _named(word: Word, known: set[str]) -> tuple[str, str | None]:
    """The parameter a word names, and its value if that is in the same word."""
    if word.quoted:
        return "", None
    if found := _NAMED.fullmatch(word.text):
        name = found[1].replace("-", "_")
        return (name, found[2].strip("\"'")) if name in known else ("", None)
    name = word.text.removeprefix("--").replace("-", "_")
    return (name, None) if word.text.startswith("--") and name in known else ("", None)


def values(spec: Spec, given: Mapping[str, str]) -> dict[str, Any]:
    """The typed values a verb is called with; raises NotUnderstood."""
    read = {}
    for parameter in spec.parameters:
        text = given.get(parameter.name, "")
        if text.strip():
            read[parameter.name] = _value(parameter, text)
        elif parameter.required:
            raise NotUnderstood(_missing(spec, parameter))
    return read


def _missing(spec: Spec, parameter: Parameter) -> str:
    one_of = f" One of: {', '.join(parameter.choices)}." if parameter.choices else ""
    what = parameter.name if parameter.required else f"a value for {parameter.name}"
    return f"`{spec.name}` also needs {what}: {parameter.help}{one_of} It goes: `{spec.usage}`."


def _value(parameter: Parameter, text: str) -> Any:
    match parameter.kind:
        case "number" | "case":
            return _number(parameter, text.strip().removeprefix("#"))
        case "yes_no":
            return _yes_or_no(parameter, text)
        case "choice":
            return _choice(parameter, text)
        case (
            "word" | "text" | "amount" | "answer" | "teammate" | "role" | "channel" | "customer" | "person" | "setting"
        ):
            return text.strip()
        case _:
            assert_never(parameter.kind)


def _number(parameter: Parameter, text: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,9}", text):
        raise NotUnderstood(f"{parameter.name} takes a whole number, not {text[:40]!r}.")
    return int(text)


def _yes_or_no(parameter: Parameter, text: str) -> bool:
    if (answer := YES_NO.get(text.strip().casefold())) is None:
        raise NotUnderstood(f"{parameter.name} takes yes or no, not {text[:40]!r}.")
    return answer


def _choice(parameter: Parameter, text: str) -> str:
    word = text.strip().casefold().replace(" ", "_").replace("-", "_")
    if word not in parameter.choices:
        raise NotUnderstood(f"{parameter.name} is one of {', '.join(parameter.choices)}, not {text[:40]!r}.")
    return word
