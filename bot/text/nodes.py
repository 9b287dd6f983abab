"""The tree that a markup text is read to: blocks of inlines, at most three deep."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Words to be shown as they stand; never holds a line break."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Words to be shown in fixed width, such as an order number to copy."""

    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """The next words start on a new line."""


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that carry weight."""

    children: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words with a stress."""

    children: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an http, https or mailto address."""

    children: "tuple[Inline, ...]"
    address: str


Inline = Text | Code | Break | Strong | Emphasis | Link


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that belong together."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class ListOf:
    """Things told one a line, each with a dot before it."""

    items: tuple[tuple[Inline, ...], ...]


Block = Paragraph | ListOf
Node = Inline | Block
