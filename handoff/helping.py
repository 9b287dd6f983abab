"""What can be typed: every verb in a line, or one with what it takes and an example."""

from collections.abc import Callable

from handoff.reading import unknown
from handoff.refusal import NotUnderstood
from handoff.spec import COMMANDS, Parameter, Spec

NAMED = {
    "to": "billing",
    "amount": "20.00",
    "minutes": "30",
    "lines": "10",
    "days": "14",
    "order": "7731",
    "name": "hello",
    "setting": "return_days",
    "value": "30",
    "staff_role": "staff_role=support",
    "code": "abcd-efgh-jkmn",
    "channel": "discord:GUILD:CHANNEL",
    "customer": "rosa",
    "person": "web:guest",
    "asked": "KEY",
    "mate": "Mina",
    "alias": "Robin",
    "title": '"Gift wrapping"',
    "asks": '"do you wrap gifts; gift paper"',
    "question": "do you wrap gifts",
    "answer": "gift-wrapping",
    "status": "We are on it and expect an hour.",
    "week": "mon-fri 09:00-17:00",
}
"""What a parameter of this name could be."""
SAID = {
    "reply": "Hello, I am looking into it.",
    "note": "The carrier calls back at four.",
    "edit": "It comes on Tuesday.",
    "find": "kettle",
    "help": "close",
    "answer list": "gift",
    "answer add": "We wrap gifts for 3.00.",
    "snippet set": "Hello {name}, I have your case {case} here.",
    "block": "threats",
    "bind": "showed the invoice",
    "erase": "asked for it",
    "freeze": "somebody else is signed in",
    "unfreeze": "the customer has a new password",
    "pay goodwill": "for the wait",
    "pay override": "the fault was ours",
}
"""What the last words of these verbs could be."""
ANY = "waiting since Monday"
LEFT_OUT = frozenset({"message", "staff", "space"})
"""Never in an example unless they are needed."""
Written = Callable[[str], str]
"""How a line is typed where one reads this: `claim`, `/baton claim`, `baton admin claim`."""


def helped(about: str, role: str = "admin", written: Written = str, sign: str = "#") -> str:
    """All that this role can type, or more about one verb; raises NotUnderstood where there is no such verb."""
    wanted = " ".join(about.casefold().split()).lstrip("/!")
    spec = COMMANDS.get(wanted) or COMMANDS.get(wanted.replace(" ", "_").replace("-", "_"))
    if spec is not None:
        return explained(spec, written, sign)
    kin = [spec for name, spec in COMMANDS.items() if not wanted or name.split(" ")[0] == wanted.split(" ")[0]]
    if not kin:
        raise NotUnderstood(unknown(wanted))
    lines = [f"- `{written(spec.usage)}`: {spec.help}" for spec in kin if wanted or spec.allows(role)]
    head = f"{len(kin)} commands begin so:" if wanted else "What you can type; [case] is a number like #7:"
    return "\n".join((head, *lines, f"`{written('help VERB')}` says more about one, with an example."))


def explained(spec: Spec, written: Written = str, sign: str = "#") -> str:
    """One verb: what it does, who may, what it takes, and how that looks."""
    lines = [f"`{written(spec.usage)}`", spec.help]
    lines += [f"It needs the role {spec.role}."] * (spec.role != "staff")
    lines += [f"- {p.name}{'' if p.required else ' (may be left out)'}: {p.help}{_one_of(p)}" for p in spec.parameters]
    return "\n".join((*lines, f"For example: `{written(example(spec, sign))}`"))


def _one_of(parameter: Parameter) -> str:
    return f" One of: {', '.join(parameter.choices)}." if parameter.choices else ""


def example(spec: Spec, sign: str = "#") -> str:
    """A line that is understood: with all that is needed, else with the first that may be given."""
    needed = [parameter for parameter in spec.parameters if parameter.required]
    shown = needed or [parameter for parameter in spec.parameters if parameter.name not in LEFT_OUT][:1]
    return " ".join((spec.name, *[f"{sign}7"] * spec.needs_case, *(_for(spec, parameter) for parameter in shown)))


def _for(spec: Spec, parameter: Parameter) -> str:
    text = SAID.get(spec.name, ANY) if parameter.kind == "text" else ""
    return NAMED.get(parameter.name) or next(iter(parameter.choices), "") or text
