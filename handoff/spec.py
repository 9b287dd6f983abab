"""What a verb of the desk is: its name, its help, who may use it, and its typed parameters.

A verb is an async function of a Scene and its parameters. The types a parameter can
have are a closed set, so that every platform can ask for it in its own way: Discord as
an option, Slack as words, the page as a form, the shell as arguments.
"""

import inspect
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from handoff.scene import Outcome

Kind = Literal[
    "word",
    "text",
    "number",
    "amount",
    "yes_no",
    "choice",
    "case",
    "teammate",
    "role",
    "channel",
    "customer",
    "person",
    "setting",
    "answer",
]


@dataclass(frozen=True, slots=True)
class Of:
    """Says what a string or number stands for."""

    kind: Kind


Text = Annotated[str, Of("text")]
"""The rest of the line; may be long."""
Amount = Annotated[str, Of("amount")]
"""A sum of money, in the customer's currency."""
TeammateName = Annotated[str, Of("teammate")]
RoleId = Annotated[str, Of("role")]
Channel = Annotated[str, Of("channel")]
"""A place to post in: `platform:space:channel`, or the channel alone for the platform one speaks from."""
CustomerId = Annotated[str, Of("customer")]
PersonId = Annotated[str, Of("person")]
"""Somebody's chat account, like `web:guest`."""
SettingName = Annotated[str, Of("setting")]
AnswerId = Annotated[str, Of("answer")]
"""One of the shop's answers, by its id or its title."""

PLAIN: dict[Any, Kind] = {str: "word", int: "number", bool: "yes_no"}
Role = Literal["staff", "lead", "admin"]
Group = Literal["case", "desk", "support"]
"""A case's verbs; what everybody at the desk looks up and sends often; setting up and looking after it."""
ROLES = ("none", "staff", "lead", "admin")
"""Each may do what those before it may."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing a verb takes. `kind` also names where completions come from."""

    name: str
    kind: Kind
    help: str
    required: bool
    choices: tuple[str, ...] = ()


Run = Callable[..., Awaitable[Outcome]]


@dataclass(frozen=True, slots=True)
class Spec:
    """One verb, as every platform offers it."""

    name: str
    help: str
    role: Role
    group: Group
    needs_case: bool
    reads: bool
    """It changes nothing, so it needs no place in the inbox."""
    parameters: tuple[Parameter, ...]
    run: Run

    def allows(self, role: str) -> bool:
        return ROLES.index(role) >= ROLES.index(self.role)

    @property
    def usage(self) -> str:
        """How it is typed: `close [case] [reason]`."""
        words = ["[case]"] * self.needs_case
        words += [p.name if p.required else f"[{p.name}]" for p in self.parameters]
        return " ".join((self.name, *words))


COMMANDS: dict[str, Spec] = {}


def command(
    role: Role, group: Group = "case", *, needs_case: bool = False, reads: bool = False, name: str = ""
) -> Callable[[Run], Run]:
    """Register a function as a verb, under its own name unless another is given."""

    def register(run: Run) -> Run:
        spec = _spec(run, name or run.__name__, role, group, needs_case, reads)
        COMMANDS[spec.name] = spec
        return run

    return register


def _spec(run: Run, name: str, role: Role, group: Group, needs_case: bool, reads: bool) -> Spec:
    help = " ".join((inspect.getdoc(run) or "").split())
    declared: Mapping[str, inspect.Parameter] = inspect.signature(run, eval_str=True).parameters
    parameters = tuple(_parameter(p) for p in list(declared.values())[1:])
    return Spec(name, help, role, group, needs_case, reads, parameters, run)


def _parameter(declared: inspect.Parameter) -> Parameter:
    shape, *notes = get_args(declared.annotation) if _annotated(declared) else (declared.annotation,)
    required = declared.default is inspect.Parameter.empty
    help = " ".join(note for note in notes if isinstance(note, str))
    if choices := _choices(shape):
        return Parameter(declared.name, "choice", help, required, choices)
    if shape not in PLAIN:
        raise TypeError(f"{declared.name}: a command can't take {shape}")
    kind = next((note.kind for note in notes if isinstance(note, Of)), PLAIN[shape])
    return Parameter(declared.name, kind, help, required)


def _annotated(declared: inspect.Parameter) -> bool:
    return get_origin(declared.annotation) is Annotated


def _choices(shape: Any) -> tuple[str, ...]:
    """Of a Literal or a StrEnum; an empty string means not given and is not offered."""
    if get_origin(shape) in (Literal, Union, UnionType):
        inner = tuple(c for arg in get_args(shape) for c in (_choices(arg) or (arg,)))
        return tuple(c for c in inner if isinstance(c, str) and c)
    return tuple(member.value for member in shape) if isinstance(shape, type) and issubclass(shape, StrEnum) else ()
