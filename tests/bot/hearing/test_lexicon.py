"""Word lists are looked for only where a word begins as one of theirs does, and nothing of them is missed."""

import json
import re
from collections.abc import Iterator
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hearing.heads import heads
from bot.hearing.lexicon import Phrases, said, tables


def _lists() -> Iterator[list[str]]:
    """Every list of the two files but what is matched as a whole message."""
    for name in ("cues", "rules"):
        for key, table in tables(name).items():
            for row in table if isinstance(table, list) else [table]:
                if key not in ("alone", "common"):
                    yield from (words for part, words in row.items() if isinstance(words, list) and part != "bare")


LISTS = list(_lists())
PLAIN = [re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)") for words in LISTS]
PHRASES = [Phrases(words) for words in LISTS]


def _is_the_same(text: str) -> bool:
    words = said(text)
    return all(
        [match.span() for match in phrases.finditer(words)] == [match.span() for match in pattern.finditer(words)]
        for phrases, pattern in zip(PHRASES, PLAIN, strict=True)
    )


def test_in_messages_and_in_each_listed_word_nothing_is_missed() -> None:
    assert len(LISTS) > 70
    lines = (files("bot.hearing") / "data" / "examples.jsonl").read_text("utf-8").splitlines()
    assert all(_is_the_same(json.loads(line).get("text", "")) for line in lines[::5])
    assert all(_is_the_same(f"so {word} here") for words in LISTS for row in words for word in row.split("|"))


PIECES = [
    "no",
    "not",
    "never",
    "again",
    "times",
    "day",
    "late",
    "i",
    "i'm",
    "refund",
    "now",
    "urgent",
    "sue",
    "e-mail",
    "3rd",
]
SIGNS = st.sampled_from(
    [" ", " ", "  ", "-", "'", ". ", "?", "!", "\n", "é", "ñ", "_", "👏", "#", "", "1", "12", "345", "٣", "K", "İ"]
)


@given(st.lists(st.tuples(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), SIGNS), max_size=12))
def test_whatever_stands_around_a_word_it_is_not_missed(pieces: list[tuple[str, str]]) -> None:
    assert _is_the_same("".join(f"{word}{sign}" for word, sign in pieces))


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        ("late|delay\\w*", {"late", "dela"}),
        ("no (?:one|body)|nobody", {"no", "nobo"}),
        ("(?:very )?bad|(?<!so )sad(?! to)", {"very", "bad", "sad"}),
        ("e-?mail", {"e", "emai"}),
        ("[ab-d]x|👏", {"ax", "bx", "cx", "dx", "👏"}),
        ("était|ñand[uú]|#\\w*fail", {"é", "ñ", "#"}),
        ("\\d+ times", {"0", "00", "000", "0000"}),
        ("ha{2,}|x?y*z", {"haa", "haaa", "xz", "xyz", "xyyz", "xyyy", "z", "yz", "yyz", "yyyz", "yyyy"}),
        ("^\\W*where", {"^"}),
    ],
)
def test_how_a_phrase_may_begin(pattern: str, begins: set[str]) -> None:
    found = heads(pattern)
    assert begins <= found
    # More than needed does no harm, but only what repeats may be looked for in vain.
    assert found <= begins | {"ha", "haaa"}


@pytest.mark.parametrize("pattern", [r"\w+ late", r"(?i:late)", r"(a)\1"])
def test_what_a_list_may_not_be_written_as_is_said_at_once(pattern: str) -> None:
    with pytest.raises(ValueError, match="word list"):
        heads(pattern)
