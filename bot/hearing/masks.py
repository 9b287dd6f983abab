"""How a team writes its order numbers, told in a small language that no text can make slow.

`#` is a digit, `@` a letter, `#+` up to twelve digits; letters, digits and `- / . _` stand for themselves; several
forms are parted by blanks: `LP-####-##### W#+`.
"""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

LONGEST: Final = 30
MOST: Final = 5
_TOKEN: Final = re.compile(r"#\+|#|@|[A-Za-z0-9./_-]")
_FORM: Final = re.compile(rf"(?:{_TOKEN.pattern})+")
_MEANS: Final = {"#": "[0-9]", "@": "[A-Za-z]", "#+": "[0-9]{1,12}"}


class BadMask(ValueError):
    """A form that cannot be read; the message says in plain words what one looks like."""


@lru_cache(64)
def orders_like(mask: str) -> re.Pattern[str]:
    """What finds order numbers of these forms, in any case of letters; raises BadMask."""
    forms = mask.split()
    if not 0 < len(forms) <= MOST:
        raise BadMask(f"one to {MOST} forms, parted by blanks")
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(_form, forms))})(?![\w-])", re.IGNORECASE)


def _form(form: str) -> str:
    tokens = _TOKEN.findall(form)
    if not _FORM.fullmatch(form) or len(tokens) > LONGEST:
        signs = "# (a digit), #+ (digits), @ (a letter), letters, digits, - / . _"
        raise BadMask(f"forms of at most {LONGEST} signs: {signs}; {form[:40]!r} is none")
    if sum(token in ("#", "#+") or token.isdigit() for token in tokens) < 2 and "#+" not in tokens:
        raise BadMask(f"forms with two digits or more, unlike {form[:40]!r}, which a word could match")
    if any(now == "#+" and (after in ("#", "#+") or after.isdigit()) for now, after in pairwise(tokens)):
        raise BadMask(f"forms where no digit follows #+, which takes all there are; not {form[:40]!r}")
    return "".join(_MEANS.get(token) or re.escape(token) for token in tokens)
