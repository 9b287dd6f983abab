"""What only the running shop knows, put into its answers where they name it: {return_days}."""

import re
from collections.abc import Iterable, Mapping

from bot.anew import replace
from bot.knowledge.answer import Answer

BLANK = re.compile(r"\{([a-z_]+)\}")


def blanks(text: str) -> tuple[str, ...]:
    """The names that a text leaves open."""
    return tuple(dict.fromkeys(BLANK.findall(text)))


def filled(answers: Iterable[Answer], values: Mapping[str, str]) -> tuple[Answer, ...]:
    """The answers with their blanks filled; one that would be left with a hole is not given at all."""
    whole = (answer for answer in answers if all(values.get(name) for name in blanks(answer.text)))
    return tuple(replace(a, text=BLANK.sub(lambda found: values[found[1]], a.text)) for a in whole)
