"""Everything staff and admins can tell the bot, defined once for every platform.

`COMMANDS` holds the verbs; a platform builds its own menus from their specs, or hands
typed words to `read_words`, a pressed button to `pressed`, a filled form's values on.
"""

import re

from bot.content import Choice, Field, Form
from handoff import case_verbs, hours_verbs, knowledge_verbs, phone_verbs, team_verbs
from handoff.acts import Command
from handoff.completion import Known, Suggestion, candidates, complete
from handoff.reading import read_words, values
from handoff.refusal import NotUnderstood
from handoff.spec import COMMANDS, ROLES, Kind, Parameter, Spec

__all__ = [
    "COMMANDS",
    "ROLES",
    "Kind",
    "Known",
    "NotUnderstood",
    "Parameter",
    "Spec",
    "Suggestion",
    "candidates",
    "case_verbs",
    "complete",
    "form_of",
    "hours_verbs",
    "knowledge_verbs",
    "phone_verbs",
    "pressed",
    "read_words",
    "team_verbs",
    "values",
]


def pressed(value: str, case: int = 0) -> Command:
    """A button's value ("claim", "retry KEY", "claim #7", "retry #7 KEY") as a command, on the case it hangs at.

    It is not checked yet: the desk answers a forged or incomplete one kindly.
    """
    verb, rest = _verb(value.split())
    spec = COMMANDS.get(verb)
    if spec is None or not rest:
        return Command(verb[:40], case)
    if found := re.match(r"#(\d{1,11})(?: |$)", rest):
        case, rest = int(found[1]), rest[found.end() :]
    return Command(verb, case, {p.name: rest for p in spec.parameters[:1] if rest})


def _verb(words: list[str]) -> tuple[str, str]:
    """The longest name of a verb that the words begin with, and what follows it."""
    length = 2 if " ".join(words[:2]) in COMMANDS else 1
    return " ".join(words[:length]), " ".join(words[length:])


def form_of(spec: Spec, case: int = 0) -> Form | None:
    """What to ask before a verb can run; None for one that takes nothing a person would fill in."""
    fields = tuple(_field(p) for p in spec.parameters if p.name != "message")
    title = f"{spec.name.replace('_', ' ').capitalize()} #{case}" if case else spec.name.capitalize()
    return Form(f"{spec.name} {case}" if case else spec.name, title, fields) if fields else None


def _field(parameter: Parameter) -> Field:
    kind = "long" if parameter.kind == "text" else "text"
    choices = tuple(Choice(c.replace("_", " "), c) for c in parameter.choices)
    label = parameter.help.rstrip(".") or parameter.name
    limit = 4000 if parameter.kind == "text" else 200
    if choices:
        return Field(parameter.name, label, "choice", parameter.required, limit, choices)
    return Field(parameter.name, label, "long" if kind == "long" else "text", parameter.required, limit)
