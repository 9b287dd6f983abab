r"""One small markup for everything we say, and the care taken with everybody's words.

The markup: **strong**, *emphasis*, `code`, [label](address), lines that start with "- ",
blank lines between paragraphs; a backslash before punctuation or a line's end takes its
meaning away. `parse` reads it to a tree (see `bot.text.nodes`) that each platform renders.

Three rules keep strangers' words harmless:

* `clean` what arrives: no control characters, bidi overrides, invisible letters, towers of accents.
* `escape` it before it is put into a markup text: it is then shown word for word.
* No tree can call anybody: in every text of it, whatever a platform could take for a mention
  or one of its emoji ("@everyone", "<@123>", "<!channel>", ":name:") is broken by an
  invisible `JOINER`. A renderer still escapes its own platform's markup; who may be
  notified stands in `Reply.mention` alone.
"""

from bot.text.cutting import shorten, split
from bot.text.defanging import defanged
from bot.text.fitting import ADDRESS, cut, file_name, in_parts, label, units
from bot.text.growing import Growing
from bot.text.nodes import Block, Break, Code, Emphasis, Inline, Link, ListOf, Node, Paragraph, Strong, Text
from bot.text.parsing import parse
from bot.text.words import JOINER, clean, quiet
from bot.text.writing import escape, markdown, plain, plain_of, unmask

__all__ = [
    "ADDRESS",
    "JOINER",
    "Block",
    "Break",
    "Code",
    "Emphasis",
    "Growing",
    "Inline",
    "Link",
    "ListOf",
    "Node",
    "Paragraph",
    "Strong",
    "Text",
    "clean",
    "cut",
    "defanged",
    "escape",
    "file_name",
    "in_parts",
    "label",
    "markdown",
    "parse",
    "plain",
    "plain_of",
    "quiet",
    "shorten",
    "split",
    "units",
    "unmask",
]
