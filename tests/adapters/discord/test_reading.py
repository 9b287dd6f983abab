"""What people type on Discord, as words and as our markup."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from adapters.discord.markup import to_discord
from adapters.discord.reading import from_discord, heard
from bot.text import JOINER, clean, escape, parse, plain
from tests.adapters.discord.test_markup import HOSTILE

PEOPLE = {("user", 7): "Mina", ("role", 8): "Support", ("channel", 9): "desk"}


def names(kind, id):
    return PEOPLE.get((kind, id), "")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("hi <@7> and <@!7>, ask <@&8> in <#9>", "hi @Mina and @Mina, ask @Support in #desk"),
        ("<@1> <@&1> <#1>", "@someone @role #channel"),
        ("<:sad_cat:123> <a:wave:4>", ":sad_cat: :wave:"),
        ("due <t:0:R>", "due 01 Jan 1970 00:00 UTC"),
        ("use </claim now:12>", "use /claim now"),
        ("**third** time _i_ __ask__ ~~you~~ ||all||", "third time i ask you all"),
        ("# Refund\n> quoted\n-# small", "Refund\nquoted\nsmall"),
        ("order_number 5 * 3 * 2 and snake_case_name", "order_number 5 * 3 * 2 and snake_case_name"),
        ("`7731` and ```py\na = 1\nb = 2\n```", "7731 and a = 1\nb = 2"),
        ("[track](https://example.com/a_b)", "track (https://example.com/a_b)"),
        ("see https://example.com/a_b_c*.", "see https://example.com/a_b_c*."),
        ("<https://example.com/x>", "https://example.com/x"),
        (r"\*\*not bold\*\* 1\. \<@7>", "**not bold** 1. <@7>"),
        ("- one\n- two", "- one\n- two"),
        ("**open", "**open"),
        ("", ""),
    ],
)
def test_what_was_typed_becomes_what_was_seen(typed, words):
    assert heard(typed, names) == words


@pytest.mark.parametrize(
    "ours",
    [
        "**a** and *b*",
        "**a *b* c**",
        "`7731` is it",
        "[Track](https://example.com/t)",
        "[a [b\\]](https://example.com/t)",
    ],
)
def test_our_own_marks_come_back(ours):
    assert parse(from_discord(to_discord(ours))) == parse(ours)


@settings(deadline=None)
@given(HOSTILE)
def test_words_shown_and_read_again_are_the_words(words):
    words = clean(words)
    # An address takes in what stands right behind it, escaped or not.
    assume(not re.search(r"https?:\S*[*|`\\\[_~<>]", words))
    shown = to_discord(escape(words))
    said = plain(escape(words)).replace(JOINER, "")
    assert heard(shown).split() == said.split()


@settings(deadline=None)
@given(HOSTILE | st.text(max_size=300))
def test_anything_can_be_read_and_calls_nobody(typed):
    made = from_discord(typed, names)
    assert plain(made).replace(JOINER, "").split() == heard(typed, names).split()


def test_long_hostile_texts_are_read_in_linear_time():
    for piece in ("*a ", "||", "`", "[", "_a_b", "<@", "```", "https://", "**x"):
        heard(piece * 20_000)
