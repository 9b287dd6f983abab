"""Markup to tree, in linear time and without ever failing: what is not markup is words."""

import re
from dataclasses import dataclass, field

from bot.text.nodes import Block, Break, Code, Emphasis, Inline, Link, ListOf, Paragraph, Strong, Text
from bot.text.words import JOINER, quiet

_ADDRESS = r"(?:https?://[^\s()<>\\@/?#]+(?:[/?#][^\s()<>\\]*)?|mailto:[^\s()<>\\:/?]+@[^\s()<>\\:/?@]+)"
_TOKEN = re.compile(
    r"\\(?P<escaped>[\n\t -/:-@\[-`{-~])"
    r"|`(?P<code>(?:[^`\\\n]|\\.)++)`"
    rf"|\]\((?P<address>{_ADDRESS})\)"
    r"|(?P<stars>\*+)|(?P<open>\[)|(?P<line>\n)",
    re.IGNORECASE,
)
SPACE = (" ", "\t", "\n")
_IN_CODE = re.compile(r"\\([`\\])")


def parse(markup: str) -> tuple[Block, ...]:
    """The blocks of a markup text."""
    blocks: list[Block] = []
    lines: list[str] = []
    items: list[tuple[Inline, ...]] = []
    for line in [*_lines(markup), ""]:
        is_item = line.startswith("- ") and line[2:3] not in ("", *SPACE)
        if lines and (is_item or not line.strip(" \t")):
            blocks.append(Paragraph(_inlines("\n".join(lines))))
            lines = []
        if items and not is_item:
            blocks.append(ListOf(tuple(items)))
            items = []
        if is_item:
            items.append(_inlines(line[2:]))
        elif line.strip(" \t"):
            lines.append(line)
    return tuple(blocks)


def _lines(markup: str) -> list[str]:
    """Lines, where a line that ends in a backslash goes on in the next."""
    lines: list[str] = []
    held: list[str] = []
    for line in markup.split("\n"):
        held.append(line)
        if (len(line) - len(line.rstrip("\\"))) % 2 == 0:
            lines.append("\n".join(held))
            held = []
    return [*lines, "\n".join(held)] if held else lines


def _inlines(source: str) -> tuple[Inline, ...]:
    return _Reader(source).read()


@dataclass(slots=True)
class _Frame:
    """Something opened and not yet closed; `mark` is how it was opened."""

    mark: str
    children: list[Inline] = field(default_factory=list)


class _Reader:
    """Reads one block. Of each mark at most one is open, so the tree is at most three deep."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._frames = [_Frame("")]
        self._after_space = True

    def read(self) -> tuple[Inline, ...]:
        end = 0
        for token in _TOKEN.finditer(self._source):
            self._say(self._source[end : token.start()])
            end = token.end()
            self._take(token)
        self._say(self._source[end:])
        self._flatten(1)
        return _merged(self._frames[0].children)

    def _take(self, token: re.Match[str]) -> None:
        match token.lastgroup:
            case "escaped":
                self._put(Break() if token["escaped"] == "\n" else Text(token["escaped"]))
            case "code":
                self._put(Code(quiet(_IN_CODE.sub(r"\1", token["code"]))))
            case "address":
                self._link(token)
            case "stars":
                self._stars(token)
            case "open":
                self._open("[", token.end())
            case _:
                self._put(Break())
                self._after_space = True

    def _put(self, node: Inline) -> None:
        self._frames[-1].children.append(node)
        self._after_space = False

    def _say(self, words: str) -> None:
        if words:
            self._put(Text(words))
            self._after_space = words[-1] in SPACE

    def _stars(self, run: re.Match[str]) -> None:
        left = len(run[0])
        while left:
            innermost = self._frames[-1].mark
            mark = "*" if left == 1 or (left > 2 and innermost == "*") else "**"
            left -= len(mark)
            at = self._turned(self._at(mark))
            if at and not self._after_space and self._frames[at].children:
                self._close(at)
            else:
                self._open(mark, run.end() - left)

    def _turned(self, at: int) -> int:
        """Where the mark is once a run of three is read the other way round: in "***a** b*" the inner are strong."""
        outer, *inner = self._frames[at:]
        if at and not outer.children and len(inner) == 1 and inner[0].mark != "[":
            outer.mark, inner[0].mark = inner[0].mark, outer.mark
            return at + 1
        return at

    def _open(self, mark: str, end: int) -> None:
        following = self._source[end : end + 1]
        if self._at(mark) or not following or following in SPACE:
            self._put(Text(mark))
            return
        self._frames.append(_Frame(mark))
        self._after_space = False

    def _close(self, at: int) -> None:
        self._flatten(at + 1)
        frame = self._frames.pop()
        kind = Strong if frame.mark == "**" else Emphasis
        self._put(kind(_merged(frame.children)))

    def _link(self, token: re.Match[str]) -> None:
        at = self._at("[")
        if not at or not _says_something(self._frames[at]):
            self._put(Text(token[0]))
            return
        self._flatten(at + 1)
        self._put(Link(_merged(self._frames.pop().children), token["address"]))

    def _at(self, mark: str) -> int:
        """Where the mark was opened; 0, the ground, when it was not."""
        return next((n for n in range(len(self._frames) - 1, 0, -1) if self._frames[n].mark == mark), 0)

    def _flatten(self, depth: int) -> None:
        """What was opened above `depth` and never closed was words after all."""
        while len(self._frames) > depth:
            frame = self._frames.pop()
            self._frames[-1].children += [Text(frame.mark), *frame.children]


def _says_something(frame: _Frame) -> bool:
    return any(
        not isinstance(node, Break) and (not isinstance(node, Text) or node.text.strip(" \t" + JOINER))
        for node in frame.children
    )


def _merged(nodes: list[Inline]) -> tuple[Inline, ...]:
    """Neighbouring words as one, unable to call anybody."""
    merged: list[Inline] = []
    words: list[str] = []
    for node in [*nodes, None]:
        if isinstance(node, Text):
            words.append(node.text)
            continue
        if words:
            merged.append(Text(quiet("".join(words))))
            words = []
        if node is not None:
            merged.append(node)
    return tuple(merged)
