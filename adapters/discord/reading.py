"""Discord's markdown as our markup: what a person typed, as they saw it themselves.

Bold and italics stay; what our markup has no word for (underline, strike, spoiler, heading, quote)
loses its marks and keeps its words. Mentions, emoji and times become names and words. It reads any
text in linear time and never fails: what is no markdown is words.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Literal

from bot.text import JOINER, Break, Code, Emphasis, Growing, Inline, Link, Paragraph, Strong, Text, markdown, plain_of
from bot.writes import EPOCH

Kind = Literal["user", "role", "channel"]
Names = Callable[[Kind, int], str]
"""The name of what is mentioned, without its sign; empty where it is not known."""

_TOKEN = re.compile(
    r"\\(?P<escaped>[^0-9A-Za-z\s])"
    r"|```(?:[a-z0-9_+\-.#]+\n)?(?P<block>[^`]+(?:`{1,2}[^`]+)*)```"
    r"|(?P<tick>`{1,2})(?P<code>[^`\n]+)(?P=tick)(?!`)"
    r"|\[(?P<label>(?:\\.|[^\]\[\n\\]){1,300})\]\(<?(?P<target>https?://[^\s()<>\\]{1,500})>?\)"
    r"|<(?P<sign>@!?|@&|\#)(?P<id>\d{1,20})>"
    r"|<a?:(?P<emoji>\w{1,32}):\d{1,20}>"
    r"|<t:(?P<time>-?\d{1,12})(?::\w)?>"
    r"|</(?P<command>[^:<>\n]{1,100}):\d{1,20}>"
    r"|<(?P<quiet>https?://[^\s<>]{1,500})>"
    r"|(?P<url>https?://[^\s<]{0,1000}[^\s<.,:;\"'\]*_~|)])"
    r"|(?P<mark>\*\*|\*|__|_|~~|\|\|)"
    r"|^[ ]{0,3}(?P<ahead>#{1,3}[ ]+|-\#[ ]+|>(?:>>)?[ ]+)"
    r"|(?P<line>\n)",
    re.MULTILINE,
)
_KINDS: dict[str, Kind] = {"@": "user", "@!": "user", "@&": "role", "#": "channel"}
_WEIGHTS: dict[str, type[Strong] | type[Emphasis]] = {"**": Strong, "*": Emphasis, "_": Emphasis}
_UNKNOWN = {"user": "someone", "role": "role", "channel": "channel"}


def nameless(kind: Kind, id: int) -> str:
    return ""


def from_discord(content: str, names: Names = nameless) -> str:
    """What was typed, as a markup text of ours."""
    return markdown((Paragraph(_Reader(content, names).read()),)) if content.strip() else ""


def heard(content: str, names: Names = nameless) -> str:
    """What was typed, as plain words for `Said.text`; a masked link says where it leads."""
    return plain_of((Paragraph(_Reader(content, names).read()),)).replace(JOINER, "")


class _Reader:
    """Reads one text."""

    def __init__(self, source: str, names: Names) -> None:
        self._source, self._names = source, names
        self._line = Growing()

    def read(self) -> tuple[Inline, ...]:
        end = 0
        for token in _TOKEN.finditer(self._source):
            self._line.put(Text(self._source[end : token.start()]))
            end = token.end()
            self._take(token)
        self._line.put(Text(self._source[end:]))
        return self._line.grown()

    def _take(self, token: re.Match[str]) -> None:
        match token.lastgroup:
            case "line":
                self._line.put(Break())
            case "block":
                self._lines(token["block"].strip("\n"))
            case "code":
                self._line.put(Code(token["code"]))
            case "target":
                self._line.put(_link(token["label"], token["target"]))
            case "mark":
                self._mark(token)
            case "ahead":
                pass
            case _:
                self._line.put(Text(self._said(token)))

    def _said(self, token: re.Match[str]) -> str:
        """Words for what is neither words nor a mark."""
        if token["id"]:
            kind = _KINDS[token["sign"]]
            return token["sign"][0] + (self._names(kind, int(token["id"])) or _UNKNOWN[kind])
        if token["time"]:
            return _time(int(token["time"]))
        if token["emoji"]:
            return f":{token['emoji']}:"
        if token["command"]:
            return f"/{token['command']}"
        return token["escaped"] or token["quiet"] or token["url"] or ""

    def _lines(self, code: str) -> None:
        for number, line in enumerate(code.split("\n")):
            self._line.put(*([Break()] if number else []), *([Code(line)] if line else []))

    def _mark(self, token: re.Match[str]) -> None:
        mark = token["mark"]
        before, after = self._source[: token.start()][-1:], self._source[token.end() :][:1]
        opens, closes = _opens(mark, before, after), _closes(mark, before, after)
        self._line.mark(mark, _WEIGHTS.get(mark), opens=opens, closes=closes)


def _opens(mark: str, before: str, after: str) -> bool:
    if not after or after.isspace():
        return False
    return mark != "_" or not (before.isalnum() or before == "_")


def _closes(mark: str, before: str, after: str) -> bool:
    if mark == "*" and before.isspace():
        return False
    return mark != "_" or not (after.isalnum() or after == "_")


def _link(label: str, address: str) -> Inline:
    words = re.sub(r"\\([^0-9A-Za-z\s])", r"\1", label).replace("**", "")
    return Link((Text(words),), address) if words.strip() else Text(address)


def _time(seconds: int) -> str:
    """A moment as everybody reads it, whatever their own zone."""
    try:
        return f"{EPOCH + timedelta(seconds=seconds):%d %b %Y %H:%M} UTC"
    except OverflowError:
        return "some day"
