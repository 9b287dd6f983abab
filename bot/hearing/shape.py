"""What a shape is: one way to write one kind of thing, and where alone it needs to be looked for."""

from dataclasses import dataclass

from bot.hearing.lexicon import Late


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A pattern, and what tells beforehand that a text cannot have it or that it means something else."""

    kind: str
    pattern: Late
    hints: tuple[str, ...] = ()
    """Words, in lower case, of which a text that has it has one."""
    before: int = 0
    """How far before its first digit it may begin, or before a hint where it may have no digit."""
    at_digit: bool = False
    """It begins with a digit: it is tried where one begins and nowhere else."""
    lead: str = ""
    """Signs, of which one stands right before its first digits; it is looked for before such digits alone."""
    size: range = range(1, 100)
    """How many of those first digits there may be, beside `lead`."""
    digits: int = 1
    """A text that has it has so many digits in a row; 0: it may have none."""
    sign: Late | None = None
    """A part of it that is quickly looked for."""
    follows: Late | None = None
    """What has to stand right before it."""
    unless: Late | None = None
    """What, right before it, says that it is a number of another kind."""
    back: int = 45
    """How far back either may begin."""

    def may_stand(self, text: str, at: int) -> bool:
        """Whether what stands before that place is no reason against it."""
        said = text[max(0, at - self.back) : at] if self.follows or self.unless else ""
        if self.follows and not self.follows.compiled.search(said):
            return False
        return not (self.unless and self.unless.compiled.search(said))


def ignoring_case(words: str) -> Late:
    """The pattern in any case of letters."""
    return Late(words, any_case=True)
