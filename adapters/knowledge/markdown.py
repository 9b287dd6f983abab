"""CommonMark, as authors write it, to our own markup; HTML in it is dropped, scripts with their content.

markdown-it-py is pure. Headings become strong lines, numbers of a list are kept as words,
nested lists are told flat, images by their description, code blocks as code by line.
"""

from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from bot.text import Block, Break, Code, Emphasis, Inline, Link, ListOf, Paragraph, Strong, Text, markdown, parse

_READER = MarkdownIt("commonmark", {"maxNesting": 20})
_SILENT = ("script", "style", "iframe", "object")


def to_markup(text: str) -> str:
    """The text in our markup; empty if nothing of it can be shown."""
    tree = SyntaxTreeNode(_READER.parse(text))
    # Read once more: a link that leads nowhere we allow is words from here on.
    return markdown(parse(markdown(_blocks(tree.children))))


def _blocks(nodes: Iterable[SyntaxTreeNode]) -> list[Block]:
    blocks: list[Block] = []
    for node in nodes:
        match node.type:
            case "paragraph":
                blocks += _paragraph(_inlines(node.children[0].children))
            case "heading":
                blocks += _paragraph((Strong(_inlines(node.children[0].children)),))
            case "bullet_list":
                blocks.append(ListOf(tuple(_items(node))))
            case "ordered_list":
                blocks += _paragraph(_numbered(node))
            case "fence" | "code_block":
                blocks += _paragraph(_joined([(Code(line),) for line in node.content.split("\n") if line.strip()]))
            case "blockquote":
                blocks += _blocks(node.children)
            case _:  # rules and HTML say nothing
                continue
    return blocks


def _paragraph(children: tuple[Inline, ...]) -> list[Block]:
    return [Paragraph(children)] if children else []


def _items(node: SyntaxTreeNode) -> list[tuple[Inline, ...]]:
    """The lines of a list, those of lists inside it after their own."""
    lines: list[tuple[Inline, ...]] = []
    for item in node.children:
        for block in _blocks(item.children):
            lines += block.items if isinstance(block, ListOf) else (block.children,)
    return lines


def _numbered(node: SyntaxTreeNode) -> tuple[Inline, ...]:
    first = int(node.attrs.get("start", 1))
    return _joined([(Text(f"{number}. "), *line) for number, line in enumerate(_items(node), first)])


def _joined(lines: list[tuple[Inline, ...]]) -> tuple[Inline, ...]:
    joined: list[Inline] = []
    for line in lines:
        joined += [Break(), *line] if joined else line
    return tuple(joined)


def _inlines(nodes: Iterable[SyntaxTreeNode]) -> tuple[Inline, ...]:
    kept: list[Inline] = []
    silent = ""
    for node in nodes:
        if node.type == "html_inline":
            silent = _silenced(node.content.casefold(), silent)
        elif not silent:
            kept += _inline(node)
    return tuple(kept)


def _silenced(tag: str, silent: str) -> str:
    """The element whose content is dropped after this tag."""
    if silent:
        return "" if tag.startswith(f"</{silent}") else silent
    return next((name for name in _SILENT if tag.startswith(f"<{name}")), "")


def _inline(node: SyntaxTreeNode) -> tuple[Inline, ...]:
    match node.type:
        case "text" | "image":
            return (Text(node.content),) if node.content else ()
        case "softbreak":
            return (Text(" "),)
        case "hardbreak":
            return (Break(),)
        case "code_inline":
            return (Code(node.content),)
        case "strong" | "em" | "link" if children := _inlines(node.children):
            return (_wrapped(node, children),)
        case _:
            return ()


def _wrapped(node: SyntaxTreeNode, children: tuple[Inline, ...]) -> Inline:
    if node.type == "link":
        address = str(node.attrs.get("href", "")).replace("(", "%28").replace(")", "%29")
        return Link(children, address)
    return Strong(children) if node.type == "strong" else Emphasis(children)
