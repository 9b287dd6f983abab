"""Our markup as Slack's: said as it stands, and nothing of a person's words comes alive."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.slack.markup import APART, TICK, cut, escaped, label, literal, parts, to_slack, units
from bot.text import JOINER, clean, escape, markdown, parse, plain

TAG = re.compile(r"<([^<>]*)>")
ADDRESS = re.compile(r"<(https?://|mailto:)[^<>\s|]+(\|[^<>]*)?>")
MARKS = st.text(st.sampled_from("*_~`|\\[]()<>@#&:;-+!/.^0123456789 abeyhorvntUCS\n"), max_size=60)
WORDS = st.text(max_size=80)
INLINE = """<@U012AB3CD> <@W1|ana> <#C012AB3CD> <#C1|desk> <!here> <!channel> <!everyone> <!here|here> <!subteam^S012>
    <!subteam^S1|@support> <!date^1392734382^{date}|now> @here @channel @everyone &lt;!channel&gt; &amp;lt;!here&amp;gt;
    <https://evil.example|shop.example> <mailto:a@b.example|c> https://evil.example/<!channel> https://e.example/?a=1|b
    [text](https://evil.example) :smile: :+1::skin-tone-2: *bold* _it_ ~gone~ ```code``` `code` \\ \\<!here> **both**
    @\u200bhere <\u2060!channel> <!cha\u200bnnel> <<!channel>> <!<!here>channel>""".split()
BLOCKS = ["\n> quote", "\n>>> quote", "\n&gt; quote", "\n• item", "\n- item", "\n1. one"]
SHAPES = st.sampled_from([*INLINE, *BLOCKS])
HOSTILE = st.lists(MARKS | SHAPES | WORDS, max_size=8).map("".join)


def alive(shown):
    """The tags in a text that are more than an address that says where it leads."""
    return [tag[0] for tag in TAG.finditer(shown) if not ADDRESS.fullmatch(tag[0])]


def calls(shown):
    """Whatever might notify or be replaced, even where Slack reads plain words for names."""
    return re.findall(r"@(?:here|channel|everyone|group)|<[@#!]|:(?![\d_]+:)[\w+'-]+:(?!//)", ADDRESS.sub("", shown))


@settings(deadline=None)
@given(HOSTILE)
@example("<!channel>")
@example("&lt;!channel&gt;")
@example("https://x.example/<!here>")
@example("https://x.example/|<!here>")
@example("<https://x.example|<!here>>")
def test_nothing_a_person_says_comes_alive(words):
    for shown in (to_slack(escape(clean(words))), literal(clean(words)), to_slack(words)):
        assert alive(shown) == [] and calls(shown) == []
        assert "<" not in TAG.sub("", shown) and ">" not in TAG.sub("", shown)


@settings(deadline=None)
@given(HOSTILE)
def test_no_link_hides_where_it_leads(words):
    """A person's words hold no masked link: only bare addresses, which read as they are."""
    assert all("|" not in tag for tag in TAG.findall(to_slack(escape(clean(words)))))


@pytest.mark.parametrize("shape", [*INLINE, *BLOCKS])
def test_each_live_thing_is_shown_as_it_was_typed(shape):
    shown = to_slack(escape(f"{shape} and {shape} x"))
    assert alive(shown) == [] and calls(shown) == []


def read(shown):
    """What a person reads: entities and links as characters, invisible letters away."""
    bare = TAG.sub(lambda tag: tag[1], shown).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return bare.replace(JOINER, "").replace(APART, "").replace("%7C", "|").replace(TICK, "`")


@settings(deadline=None)
@given(HOSTILE)
def test_words_read_as_they_were_said(words):
    words = clean(words)
    said = plain(escape(words)).replace(JOINER, "")
    assert read(to_slack(escape(words))).split() == said.replace(APART, "").replace(TICK, "`").split()


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("**strong** and *stress*", "*strong* and _stress_"),
        ("**strong *both***", "*strong _both_*"),
        ("**a***b*", f"*a*{APART}_b_"),
        ("in**side**word", f"in{APART}*side*{APART}word"),
        ("`7731``7732`", f"`7731`{APART}`7732`"),
        ("`a\\`b`", "`aˋb`"),
        ("**two\\\nlines**", "*two*\n*lines*"),
        ("- one\n- two", "• one\n• two"),
        ("a\n\nb", "a\n\nb"),
        ("[Track & go](https://example.com/t?a=1&b=2)", "<https://example.com/t?a=1&amp;b=2|Track &amp; go>"),
        ("[https://example.com/a_b](https://example.com/a_b)", "<https://example.com/a_b>"),
        ("[https://shop.example](https://evil.example)", "<https://shop.example> (<https://evil.example>)"),
        ("[write](mailto:help@example.com)", "<mailto:help@example.com|write>"),
        ("see https://example.com/a_b~c.", "see <https://example.com/a_b~c>."),
        ("#1042 waits", "#1042 waits"),
        ("€48.00 - 2 \\* 3, snake_case_name", "€48.00 - 2 * 3, snake_case_name"),
        ("\\*not bold\\*", f"{JOINER}*{JOINER}not bold{JOINER}*{JOINER}"),
        ("\\> no quotation", f"{JOINER}&gt; no quotation"),
        ("a < b & c", "a &lt; b &amp; c"),
    ],
)
def test_our_marks_become_slacks(ours, theirs):
    assert to_slack(ours) == theirs


def test_the_three_characters_are_escaped_in_the_order_that_escapes_none_twice():
    assert escaped("&lt;<>") == "&amp;lt;&lt;&gt;"


@settings(deadline=None)
@given(HOSTILE, st.integers(60, 400))
def test_parts_fit_and_lose_nothing(words, limit):
    words = clean(words) * 3
    made = parts(escape(words), limit)
    assert all(units(part) <= limit for part in made)
    assert all(alive(part) == [] for part in made)
    said = "".join(plain(escape(words)).split()).replace(JOINER, "")
    assert "".join(read("\n".join(made)).split()) == said.replace(APART, "").replace(TICK, "`")


@settings(deadline=None)
@given(HOSTILE, st.integers(30, 300))
def test_what_is_cut_fits(words, limit):
    assert units(cut(escape(clean(words)), limit)) <= limit
    assert units(label(clean(words), limit)) <= limit


@settings(deadline=None)
@given(HOSTILE)
def test_a_tree_is_shown_alike_however_it_was_written(words):
    made = markdown(parse(words))
    assert to_slack(made) == to_slack(markdown(parse(made)))


def test_long_hostile_texts_are_shown_in_linear_time():
    for piece in ("*a ", "<@", "&lt;", "`", "https://", "_a_b", "> ", "[a](", "<!channel>"):
        to_slack(escape(piece * 5_000))
