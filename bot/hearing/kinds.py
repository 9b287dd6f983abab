"""Words by what they are: to a reader of our examples alone "samovar" is a new word, to anybody else a thing one buys.

`data/kinds.words` has a hundred and more kinds, of things, troubles, people, deeds and the small words between. The
hidden layer and the feelings hear a message in kinds too: "my samovar is dented" is much like "my kettle is cracked".
"""

import hashlib
from importlib.resources import files
from typing import Final

_NAME: Final = ":"


def _read(text: str) -> dict[str, int]:
    """Each word's kind, by a number that is the same wherever the kind stands in the list."""
    kinds: dict[str, int] = {}
    number = 0
    for word in text.split():
        if word.endswith(_NAME):
            number = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest())
        else:
            kinds[word] = number
    return kinds


LIST: Final = files("bot.hearing") / "data" / "kinds.words"
KINDS: Final = _read(LIST.read_text("utf-8"))
MARK: Final = hashlib.blake2b(LIST.read_bytes(), digest_size=8).hexdigest()
"""Which list this is: a model hears best with the one that it was taught with."""
