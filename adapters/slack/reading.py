"""What people type on Slack, as our markup and as plain words: what they saw themselves.

Rich text is read where a message has it, as Slack's own clients write it; else the flattened text.
Bold and italics stay; what our markup has no word for (strike, quote) loses its marks and keeps its
words. Mentions, emoji and dates become names and words. It reads anything in linear time and never
fails: what is no mrkdwn is words.
"""

import re
from collections.abc import Sequence
from typing import Any

from adapters.slack.emoji import emoji
from adapters.slack.references import Kind, Names, linked, meant, nameless, unescaped
from adapters.slack.rich_text import nodes_of, referred
from bot.text import JOINER, Block, Break, Code, Emphasis, Growing, Paragraph, Strong, Text, markdown, plain_of

__all__ = ["Kind", "Names", "from_slack", "heard", "mentioned"]

_TOKEN = re.compile(
    r"```\n?(?P<block>[^`]+(?:`{1,2}[^`]+)*)```"
    r"|`(?P<code>[^`\n]+)`"
    r"|<(?P<inside>[^<>\n]{1,3000})>"
    r"|:(?P<emoji>[\w+'-]{1,80}):(?::skin-tone-(?P<tone>[2-6]):)?"
    r"|(?P<mark>[*_~])"
    r"|^(?P<ahead>&gt;(?:&gt;&gt;)?[ ]?)"
    r"|(?P<line>\n)",
    re.MULTILINE,
)
_MENTION = re.compile(r"<([@#]|!subteam\^)([A-Z0-9]{2,32})[|>]")
_KINDS: dict[str, Kind] = {"@": "user", "#": "channel", "!subteam^": "group"}
_WEIGHTS = {"*": Strong, "_": Emphasis, "~": None}
_APART = "\u200b"

Blocks = Sequence[dict[str, Any]]


def from_slack(text: str, blocks: Blocks = (), names: Names = nameless) -> str:
    """What was typed, as a markup text of ours."""
    return markdown(_read(text, blocks, names))


def heard(text: str, blocks: Blocks = (), names: Names = nameless) -> str:
    """What was typed, as plain words for `Said.text`; a masked link says where it leads."""
    return plain_of(_read(text, blocks, names)).replace(JOINER, "").replace(_APART, "").strip("\n")


def mentioned(text: str, blocks: Blocks = ()) -> frozenset[tuple[Kind, str]]:
    """Who and what is mentioned, so that their names can be found before the words are read."""
    flat = frozenset((_KINDS[sign], id) for sign, id in _MENTION.findall(text))
    return flat | referred(blocks)


def _read(text: str, blocks: Blocks, names: Names) -> tuple[Block, ...]:
    rich = nodes_of(blocks, names)
    if rich and plain_of(rich).strip():
        return rich
    return (Paragraph(_Reader(text, names).read()),) if text.strip() else ()


class _Reader:
    """Reads one text in mrkdwn."""

    def __init__(self, source: str, names: Names) -> None:
        self._source, self._names = source, names
        self._line = Growing()

    def read(self) -> tuple[Any, ...]:
        end = 0
        for token in _TOKEN.finditer(self._source):
            self._say(self._source[end : token.start()])
            end = token.end()
            self._take(token)
        self._say(self._source[end:])
        return self._line.grown()

    def _say(self, words: str) -> None:
        """Joiners stand beside marks that are meant as words; the tree puts its own where they are needed."""
        self._line.put(Text(unescaped(words.replace(_APART, "").replace(JOINER, ""))))

    def _take(self, token: re.Match[str]) -> None:
        match token.lastgroup:
            case "line":
                self._line.put(Break())
            case "block":
                self._lines(token["block"].strip("\n"))
            case "code":
                self._line.put(Code(_in_code(token["code"])))
            case "inside":
                self._line.put(meant(token["inside"], self._names))
            case "mark":
                self._mark(token)
            case "ahead":
                pass
            case _:
                self._say(emoji(token["emoji"], int(token["tone"] or 0)) or token[0])

    def _lines(self, code: str) -> None:
        for number, line in enumerate(code.split("\n")):
            self._line.put(*([Break()] if number else []), *([Code(_in_code(line))] if line else []))

    def _mark(self, token: re.Match[str]) -> None:
        before, after = self._source[: token.start()][-1:], self._source[token.end() :][:1]
        # Of several in a row Slack makes nothing.
        literal = JOINER in (before, after) or token[0] in (before, after)
        word = before.isalnum() or before == "_"
        opens = not literal and not word and bool(after) and not after.isspace()
        closes = not literal and not before.isspace() and not after.isalnum()
        self._line.mark(token[0], _WEIGHTS[token[0]], opens=opens, closes=closes)


def _in_code(code: str) -> str:
    """Slack makes links of addresses even in there."""
    return unescaped(re.sub(r"<([^<>\n]{1,3000})>", lambda inside: linked(inside[1]), code))
