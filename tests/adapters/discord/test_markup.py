"""Our markup as Discord's: said as it stands, and nothing of a person's words comes alive."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.discord.markup import cut, label, length, literal, parts, subtext, to_discord
from bot.text import JOINER, clean, escape, markdown, parse, plain

LIVE = {
    "mention": r"<(@!?|@&|#)\d+>|@everyone|@here",
    "emoji or time or command": r"<a?:\w+:\d+>|<t:-?\d+(:\w)?>|</[^>]+:\d+>|<id:\w+>",
    "masked link": r"\[[^\]]*\]\(",
    "bold, italic or underline": r"[*_]",
    "spoiler": r"\|\|",
    "strike": r"~~",
    "code": r"`",
    "heading, quote, list or small letters": r"(?m)^\s*(#{1,3}\s|>|[-+*]\s|\d+\.\s|-#)",
}
"""What Discord would make something of, once what is escaped is out of the way."""

ADDRESS = re.compile(r"https?://\S+")
MARKS = st.text(st.sampled_from("*_~`|\\[]()<>@#&:-+!/.0123456789 abeyhorvnt\n"), max_size=60)
WORDS = st.text(max_size=80)
INLINE = """<@123> <@!123> <@&123> <#123> @everyone @here <:smile:123> <a:wave:12>
    <t:1700000000:R> </claim:12> <id:guide>
    [text](https://evil.example) [a](<https://evil.example>) https://evil.example/<@123> https://e.example/||x||
    ```py `code` **bold** __under__ ~~gone~~ ||spoiler|| \\ \\* \\\\<@123> ** || @\u200beveryone""".split()
BLOCKS = ["\n# heading", "\n-# small", "\n> quote", "\n>>> quote", "\n- item", "\n+ item", "\n1. one"]
SHAPES = st.sampled_from([*INLINE, *BLOCKS])
HOSTILE = st.lists(MARKS | SHAPES | WORDS, max_size=8).map("".join)


def alive(shown):
    """The live things in a text; addresses are shown as they are, and nothing inside them is formatted."""
    bare = re.sub(r"\\[^0-9A-Za-z\s]", "¤", ADDRESS.sub("address", shown))
    return {what for what, pattern in LIVE.items() if re.search(pattern, bare)}


@given(HOSTILE)
@example("**\\**")
@example("\\<@1>")
@example("https://x.example/<@123>")
@example("https://x.example/a`b`")
def test_nothing_a_person_says_comes_alive(words):
    for shown in (to_discord(escape(clean(words))), literal(clean(words))):
        assert alive(shown) == set()


@pytest.mark.parametrize("shape", [*INLINE, *BLOCKS])
def test_each_live_thing_is_shown_as_it_was_typed(shape):
    assert alive(to_discord(escape(f"{shape} and {shape} x"))) == set()


@given(HOSTILE)
def test_no_address_hides_a_mention(words):
    shown = to_discord(escape(clean(words)))
    for address in ADDRESS.findall(shown):
        assert not re.search(r"<[@#:]|@everyone|@here", address)


def read(shown):
    """What a person reads: escapes taken away, invisible letters too."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", shown).replace(JOINER, "")


@given(HOSTILE)
def test_words_read_as_they_were_said(words):
    words = clean(words)
    shown = to_discord(escape(words))
    assert [line.split() for line in read(shown).split("\n") if line.split()] == [
        line.split() for line in plain(escape(words)).replace(JOINER, "").split("\n") if line.split()
    ]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("**strong** and *stress*", "**strong** and *stress*"),
        ("**strong *both***", "**strong *both***"),
        ("**a***b*", f"**a**{JOINER}*b*"),
        ("`7731``7732`", f"`7731`{JOINER}`7732`"),
        ("`a\\`b`", "`aˋb`"),
        ("- one\n- two", "- one\n- two"),
        ("a\n\nb", "a\n\nb"),
        ("[Track it](https://example.com/t?a=1)", "[Track it](<https://example.com/t?a=1>)"),
        ("[https://example.com/a_b](https://example.com/a_b)", "https://example.com/a_b"),
        ("[https://shop.example](https://evil.example)", "https://shop.example (https://evil.example)"),
        ("[write](mailto:help@example.com)", "write (help@example.com)"),
        ("see https://example.com/a_b~c.", "see https://example.com/a_b~c."),
        ("#1042 waits", "#1042 waits"),
        ("€48.00 - 2 * 3", "€48.00 - 2 \\* 3"),
        ("3.50 is due", "3.50 is due"),
        ("3. is third", "3\\. is third"),
    ],
)
def test_our_marks_become_discords(ours, theirs):
    assert to_discord(ours) == theirs


@settings(deadline=None)
@given(HOSTILE, st.integers(40, 400), st.booleans())
def test_parts_fit_and_lose_nothing(words, limit, small):
    words = clean(words) * 3
    made = parts(escape(words), limit, small=small)
    assert all(length(part) <= limit for part in made)
    assert all(alive(re.sub(r"(?m)^-# ", "", part) if small else part) == set() for part in made)
    said = "".join(plain(escape(words)).split()).replace(JOINER, "")
    assert "".join(read(re.sub(r"(?m)^-# ", "", "".join(f"{part}\n" for part in made))).split()) == said


@settings(deadline=None)
@given(HOSTILE, st.integers(30, 300))
def test_what_is_cut_fits(words, limit):
    assert length(cut(escape(clean(words)), limit)) <= limit
    assert length(label(clean(words), limit)) <= limit


def test_small_letters_hold_for_every_line():
    assert subtext("one\ntwo\n\nthree") == "-# one\n-# two\n\n-# three"


@given(HOSTILE)
def test_a_tree_is_shown_alike_however_it_was_written(words):
    made = markdown(parse(words))
    assert to_discord(made) == to_discord(markdown(parse(made)))
