"""A line that grows as somebody's markup is read: words, and marks that open and close."""

from dataclasses import dataclass, field

from bot.text.nodes import Emphasis, Inline, Strong, Text

Weight = type[Strong] | type[Emphasis] | None
"""What a pair of marks makes of the words between; None drops the marks alone."""


@dataclass(slots=True)
class _Frame:
    """Something opened and not yet closed."""

    mark: str
    weight: Weight = None
    children: list[Inline] = field(default_factory=list)


class Growing:
    """Of each mark at most one is open, and no weight lies within itself: the tree stays shallow."""

    def __init__(self) -> None:
        self._frames = [_Frame("")]

    def put(self, *nodes: Inline) -> None:
        self._frames[-1].children += [node for node in nodes if node != Text("")]

    def mark(self, mark: str, weight: Weight, *, opens: bool, closes: bool) -> None:
        """A mark that may open or close here, by what stands around it; else it is words."""
        at = next((n for n, frame in enumerate(self._frames) if n and frame.mark == mark), 0)
        if at and self._frames[at].children and closes:
            self._flatten(at + 1)
            self._close(self._frames.pop())
        elif not at and opens:
            self._frames.append(_Frame(mark, weight))
        else:
            self.put(Text(mark))

    def grown(self) -> tuple[Inline, ...]:
        """The whole line; what was opened and never closed was words after all."""
        self._flatten(1)
        return tuple(self._frames[0].children)

    def _close(self, frame: _Frame) -> None:
        inside = any(other.weight is frame.weight for other in self._frames)
        self.put(*(frame.children if frame.weight is None or inside else (frame.weight(tuple(frame.children)),)))

    def _flatten(self, depth: int) -> None:
        while len(self._frames) > depth:
            frame = self._frames.pop()
            self.put(Text(frame.mark), *frame.children)
