"""The markup: strangers' words stay words, nothing is lost, nobody is called."""

import re
import sys

import pytest
import regex  # type: ignore[import-untyped]  # ships no type information
from hypothesis import example, given
from hypothesis import strategies as st

from bot.text import (
    JOINER,
    Break,
    Code,
    Emphasis,
    Link,
    ListOf,
    Paragraph,
    Strong,
    Text,
    clean,
    escape,
    markdown,
    parse,
    plain,
    quiet,
    shorten,
    split,
    unmask,
)

ANY = st.text(st.characters())
DENSE = st.text("ab *`[]()\\\n-@<:!.h", max_size=60)
PIECES = st.lists(
    st.sampled_from(
        [
            "**",
            "*",
            "`",
            "[",
            "](https://shop.example/a)",
            "](javascript:x)",
            "- ",
            "\n",
            "\n\n",
            "\\",
            " ",
            "word. ",
            "kettle",
            "@everyone",
            "<@1>",
            "<!channel>",
            ":smile:",
            "👩\u200d👩\u200d👧",
            "é",
            "🇫🇷",
            "x" * 30,
        ]
    ),
    max_size=30,
).map("".join)
MARKUP = DENSE | PIECES | ANY
CALLS = re.compile(r"@(everyone|here|channel)|<@|<!|<#|<:|</", re.IGNORECASE)


WRAPPING = re.compile(r"[-()]|https://shop.example/a")
"""What a cut may add or take: a list's dots, a link's address."""


def seen(text):
    """What the eye sees of it."""
    return text.replace(JOINER, "")


def unspaced(text):
    return re.sub(r"\s+", "", seen(text))


@pytest.mark.parametrize(
    ("markup", "tree"),
    [
        ("Hi", (Paragraph((Text("Hi"),)),)),
        ("a **b** c", (Paragraph((Text("a "), Strong((Text("b"),)), Text(" c"))),)),
        ("*a **b***", (Paragraph((Emphasis((Text("a "), Strong((Text("b"),)))),)),)),
        ("***a***", (Paragraph((Strong((Emphasis((Text("a"),)),)),)),)),
        ("`a*b\\`c`", (Paragraph((Code("a*b`c"),)),)),
        ("[t](https://x.example/1)", (Paragraph((Link((Text("t"),), "https://x.example/1"),)),)),
        ("- a\n- *b*\nc", (ListOf(((Text("a"),), (Emphasis((Text("b"),)),))), Paragraph((Text("c"),)))),
        ("a\nb\n\nc", (Paragraph((Text("a"), Break(), Text("b"))), Paragraph((Text("c"),)))),
        ("", ()),
        (" \n \n", ()),
    ],
)
def test_reads(markup, tree):
    assert parse(markup) == tree


@pytest.mark.parametrize(
    "words",
    [
        "2 * 3 * 4",
        "**",
        "****",
        "* a",
        "snake_case_name",
        "[x]",
        "[x](javascript:alert(1))",
        "a `b",
        "-5",
        "**open",
        "\\a",
        "[b](https://bank.example@evil.example/)",
        "[](https://x.example)",
        "[ ](https://x.example)",
        "#1 <b>",
    ],
)
def test_what_is_no_markup_is_words(words):
    assert plain(words) == words


@given(ANY | DENSE | PIECES)
@example("a\n\n\n- b\n ")
@example(" ")
@example("- x")
@example("a\\")
def test_escaped_words_are_shown_as_they_stand(words):
    assert seen(plain(escape(words))) == seen(words)


@given(DENSE | PIECES, DENSE | PIECES)
def test_escaped_words_keep_their_place_in_a_text(first, second):
    """Whatever people wrote, the shop's own marks around it mean what they meant."""
    tree = parse(f"- **{escape('x' + first)}**: {escape(second)}\n\nend")
    assert isinstance(tree[0], ListOf)
    assert isinstance(tree[0].items[0][0], Strong)
    assert tree[-1] == Paragraph((Text("end"),))
    assert seen(plain(markdown(tree))) == f"- x{seen(first)}: {seen(second)}\n\nend"


@given(MARKUP)
@example("*x*[*y*")
@example("*a***b**")
def test_a_tree_written_down_reads_the_same(markup):
    tree = parse(markup)
    assert parse(markdown(tree)) == tree


@given(MARKUP)
def test_no_tree_can_call_anybody(markup):
    assert not CALLS.search(plain(markup))


@pytest.mark.parametrize(
    "words",
    [
        "@everyone",
        "@here",
        "<@123>",
        "<@&9>",
        "<#5>",
        "<!channel>",
        "<!subteam^S1>",
        "<:x:1>",
        "<a:x:1>",
        "@mina",
        "</close:77>",
        "<t:1:R>",
        "hi :smile:",
        "<https://evil.example|bank>",
        "mail@everyone",
        "<@everyone>",
        "@**everyone**",
    ],
)
def test_mentions_are_broken_but_look_the_same(words):
    assert JOINER in plain(words)
    assert not CALLS.search(plain(words))
    assert JOINER in quiet(words.replace("*", ""))


@pytest.mark.parametrize("words", ["help@shop.example", "at 12:30:45", "i <3 it", "a @ b", "10 < 11", "C: D:"])
def test_what_calls_nobody_can_be_copied(words):
    assert plain(words) == words


@given(PIECES | DENSE, st.integers(20, 90))
@example("**" + "word " * 40 + "**", 20)
@example("- " + "👩‍👩‍👧" * 9, 20)
@example("[" + "long " * 9 + "](https://x.example)", 30)
@example("******************[*[**](https://shop.example/a)**`****", 20)
def test_parts_fit_and_lose_nothing(markup, limit):
    parts = split(markup, limit)
    assert all(len(part) <= limit and plain(part).strip() for part in parts)
    whole = unspaced(plain(markup))
    joined = unspaced("".join(plain(part) for part in parts))
    assert WRAPPING.sub("", joined) == WRAPPING.sub("", whole)


@given(st.lists(st.sampled_from(["e\u0301", "👩‍👩‍👧", "👍🏽", "🇫🇷", "각", "a", "1️⃣"]), min_size=1, max_size=60))
def test_letters_are_never_torn(letters):
    words = "".join(letters)
    for part in split(escape(words), 24):
        assert regex.findall(r"\X", words)[:0] == []
        assert set(regex.findall(r"\X", plain(part))) <= set(regex.findall(r"\X", words))


def test_cuts_where_a_reader_pauses():
    assert split("First one here.\n\nSecond one here.", 20) == ("First one here.", "Second one here.")
    assert split("- one kettle\n- two kettles", 20) == ("- one kettle", "- two kettles")
    assert [plain(p).strip() for p in split("Hello there you. Bye now all.", 24)] == [
        "Hello there you.",
        "Bye now all.",
    ]
    assert [plain(p).strip() for p in split("seven words of no end at all", 20)] == ["seven words of no", "end at all"]


def test_formatting_goes_on_in_the_next_part():
    parts = split("**" + "word " * 20 + "end**", 40)
    assert len(parts) > 2
    assert all(isinstance(parse(part)[0].children[0], Strong) for part in parts)


def test_a_link_stays_whole_or_becomes_words():
    link = "[track it](https://x.example/123)"
    assert any(link in part for part in split("word " * 9 + link + " word" * 9, 50))
    assert "".join(split(link, 20)).replace("\\ ", " ").count("https://x.example/123") == 1


def test_a_platforms_own_measure_is_kept():
    parts = split("& " * 200, 60, lambda part: len(part.replace("&", "&amp;")))
    assert all(len(part.replace("&", "&amp;")) <= 60 for part in parts)
    assert sum(part.count("&") for part in parts) == 200


def test_a_masked_link_of_peoples_shows_its_address():
    assert plain(unmask("see **[my bank](https://evil.example/x)**")) == "see my bank (https://evil.example/x)"
    assert "[" not in unmask("[https://bank.example](https://evil.example)").replace("\\[", "")


@given(ANY)
def test_clean_words_stay_clean(words):
    cleaned = clean(words)
    assert clean(cleaned) == cleaned
    cleaned.encode()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2060\ufeff]", cleaned)


def test_clean_keeps_what_means_something_and_caps_towers():
    assert clean("Cafe\u0301 \u200fשלום 👩‍👩‍👧 می‌خواهم\r\nok\tok") == "Café \u200fשלום 👩‍👩‍👧 می‌خواهم\nok ok"
    assert clean("a\u202egpj.exe\ud800\x00") == "agpj.exe"
    assert len(clean("Z" + "\u0316\u0301" * 20_000)) <= 5


@given(ANY, st.integers(0, 30))
def test_shortened_words_fit(words, limit):
    short = shorten(words, limit)
    assert len(short) <= max(limit, 0)
    assert short == words if len(words) <= limit else short.endswith("…") or limit == 0


def steps(work, *given):
    """How many calls a piece of work makes, ours and the interpreter's."""
    count = 0

    def tick(*_):
        nonlocal count
        count += 1

    sys.setprofile(tick)
    try:
        work(*given)
    finally:
        sys.setprofile(None)
    return count


def read_and_write(words):
    parse(words), plain(escape(words)), clean(words), markdown(parse(words))


SEEDS = ["*", "**a", "`", "[", "](", "[a](https://", "\\", "- ", "@", "<", ":a", "*a [", "`\\`", "e\u0316\u0301"]


@pytest.mark.parametrize("seed", SEEDS)
def test_work_grows_with_length_only(seed):
    """Twice the same, hostile or not, is at most about twice the work."""
    assert steps(read_and_write, seed * 4000) < 2.5 * steps(read_and_write, seed * 2000) + 100


@pytest.mark.parametrize("seed", SEEDS)
def test_forty_thousand_hostile_characters_are_taken(seed):
    words = seed * (40_000 // len(seed))
    read_and_write(words)
    assert all(len(part) <= 2000 for part in split(words, 2000))
