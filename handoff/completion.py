"""What could be typed next, for command lines that complete."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.policy import SETTINGS
from handoff.reading import words_of
from handoff.spec import COMMANDS, Parameter, Spec

Known = Mapping[str, Sequence[str]]
"""What there is to choose from, by the kind of parameter; `Desk.known` reads it."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One way to go on: what the last word would become, and what it means."""

    text: str
    help: str = ""


def complete(line: str, role: str = "admin", known: Known | None = None) -> tuple[Suggestion, ...]:
    """Suggestions for the last word of a line that is being typed, for someone of this role."""
    words = [word.text for word in words_of(line)]
    begun = words.pop() if words and not line[-1:].isspace() else ""
    verbs = {name: spec for name, spec in COMMANDS.items() if spec.allows(role)}
    return tuple(s for s in _next(words, verbs, known or {}) if s.text.casefold().startswith(begun.casefold()))


def _next(words: Sequence[str], verbs: Mapping[str, Spec], known: Known) -> tuple[Suggestion, ...]:
    for length in (2, 1):
        if spec := verbs.get(" ".join(words[:length])):
            return _values(spec, words[length:], known)
    begun = " ".join(words)
    if begun:
        inner = [(n.removeprefix(begun + " "), s) for n, s in verbs.items() if n.startswith(begun + " ")]
        return tuple(Suggestion(name, spec.help) for name, spec in inner)
    return tuple(Suggestion(name, spec.help) for name, spec in verbs.items())


def _values(spec: Spec, words: Sequence[str], known: Known) -> tuple[Suggestion, ...]:
    given = list(words)
    cases: tuple[Suggestion, ...] = ()
    if spec.needs_case:
        if given and given[0].lstrip("#").isdecimal():
            given = given[1:]
        elif not given:
            cases = tuple(Suggestion(number, "case") for number in known.get("case", ()))
    return cases + (_of(spec.parameters[len(given)], known) if len(given) < len(spec.parameters) else ())


def _of(parameter: Parameter, known: Known) -> tuple[Suggestion, ...]:
    return tuple(Suggestion(_quoted(found.text), found.help) for found in candidates(parameter, known))


def candidates(parameter: Parameter, known: Known) -> tuple[Suggestion, ...]:
    """Every value there is to choose from, for platforms whose commands have a field for each parameter."""
    match parameter.kind:
        case "choice":
            return tuple(Suggestion(choice, parameter.help) for choice in parameter.choices)
        case "yes_no":
            return (Suggestion("yes", parameter.help), Suggestion("no", parameter.help))
        case "setting":
            return tuple(Suggestion(name, declared.metadata["explain"]) for name, declared in SETTINGS.items())
        case _:
            return tuple(Suggestion(text, parameter.help) for text in known.get(parameter.kind, ()))


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text
