"""What people type on Slack, as words and as our markup; and carried on to Discord it calls nobody there."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.discord.markup import to_discord
from adapters.discord.reading import from_discord
from adapters.slack.emoji import emoji
from adapters.slack.markup import TICK, to_slack
from adapters.slack.reading import from_slack, heard, mentioned
from bot.text import JOINER, clean, escape, parse, plain
from tests.adapters.discord.test_markup import HOSTILE as DISCORDS
from tests.adapters.discord.test_markup import alive as alive_on_discord
from tests.adapters.slack.test_markup import APART, HOSTILE, alive, calls

PEOPLE = {("user", "U7"): "Mina", ("group", "S8"): "support", ("channel", "C9"): "desk"}


def names(kind, id):
    return PEOPLE.get((kind, id), "")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("hi <@U7> and <@U1|ana>, ask <!subteam^S8> in <#C9>", "hi @Mina and @ana, ask @support in #desk"),
        ("<@U2> <!subteam^S1|@crew> <#C1|help> <#C2|>", "@someone @crew #help #channel"),
        ("<!here> <!channel|@channel> <!everyone>", "@here @channel @everyone"),
        ("due <!date^1392734382^{date_short}|18 Feb 2014>", "due 18 Feb 2014"),
        ("*third* time _i_ ~ask~ `7731`", "third time i ask 7731"),
        ("a &lt; b &amp;amp; c &gt; d", "a < b &amp; c > d"),
        ("&gt; quoted\n&gt;&gt;&gt; all", "quoted\nall"),
        ("order_number 5 * 3 * 2 and snake_case_name", "order_number 5 * 3 * 2 and snake_case_name"),
        ("```a = 1\nb = <https://x.example|x.example>```", "a = 1\nb = x.example"),
        ("<https://example.com/a_b|track>", "track (https://example.com/a_b)"),
        ("<http://example.com|example.com> <https://example.com/x?a=1&amp;b=2>", None),
        ("<mailto:ana@example.com|ana@example.com> <tel:+15550100|555 0100>", "ana@example.com 555 0100"),
        (":wave: :wave::skin-tone-3: :sad_cat: 10:30:45", "👋 👋🏼 :sad_cat: 10:30:45"),
        ("*open", "*open"),
        ("<not a tag> < 3", "<not a tag> < 3"),
        ("", ""),
    ],
)
def test_what_was_typed_becomes_what_was_seen(typed, words):
    expected = "http://example.com https://example.com/x?a=1&b=2" if words is None else words
    assert heard(typed, (), names) == expected


RICH = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "third ", "style": {"bold": True}},
                {"type": "text", "text": "time\n<!channel> *as typed* "},
                {"type": "user", "user_id": "U7"},
                {"type": "emoji", "name": "wave", "unicode": "1f44b-1f3fc"},
                {"type": "emoji", "name": "sad_cat"},
                {"type": "link", "url": "https://example.com/a(b)", "text": "here"},
                {"type": "broadcast", "range": "channel"},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "bullet",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "kettle"}]}],
        },
        {
            "type": "rich_text_list",
            "style": "ordered",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "toaster"}]}],
        },
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "a\nb"}]},
        {"type": "rich_text_quote", "elements": [{"type": "usergroup", "usergroup_id": "S8"}]},
    ],
}


def test_rich_text_is_read_where_there_is_some():
    words = (
        "third time\n<!channel> *as typed* @Mina👋🏼:sad_cat:here (https://example.com/a%28b%29)@channel"
        "\n\n- kettle\n\n1. toaster\n\na\nb\n\n@support"
    )
    assert heard("flattened", [RICH], names) == words
    assert from_slack("flattened", [RICH], names).startswith("**third** time\\\n")
    assert mentioned("<#C9|desk> <@U1>", [RICH]) == {("user", "U7"), ("group", "S8"), ("channel", "C9"), ("user", "U1")}


def test_blocks_that_nobody_typed_leave_the_text_to_be_read():
    button = {"type": "actions", "elements": [{"type": "button"}]}
    assert heard("the text", [RICH, button], names) == "the text"
    assert heard("the text", [{"type": "rich_text", "elements": []}], names) == "the text"


@pytest.mark.parametrize(
    "ours",
    [
        "**a** and *b*",
        "**a *b* c**",
        "in**side**word",
        "`7731` is it",
        "[Track](https://example.com/t?a=1&b=2)",
        "\\*not bold\\* \\_nor\\_ this",
        "a < b & c > d",
        "see https://example.com/a\\_b",
    ],
)
def test_our_own_marks_come_back(ours):
    assert parse(from_slack(to_slack(ours))) == parse(ours)


@settings(deadline=None)
@example("*****0")
@given(HOSTILE)
def test_words_shown_and_read_again_are_the_words(words):
    words = clean(words)
    said = plain(escape(words)).replace(JOINER, "").replace(APART, "").replace(TICK, "`")
    back = heard(to_slack(escape(words))).replace("%7C", "|").replace("%28", "(").replace("%29", ")").replace(TICK, "`")
    # What is an emoji's name is not one for us: it was broken, and comes back as it was typed.
    assert back.split() == said.split()


@settings(deadline=None)
@given(HOSTILE | st.text(max_size=300))
def test_anything_can_be_read_and_is_the_same_either_way(typed):
    made = from_slack(typed, (), names)
    assert plain(made).replace(JOINER, "").replace(APART, "").split() == heard(typed, (), names).split()


@settings(deadline=None)
@given(HOSTILE)
def test_slacks_words_call_nobody_on_discord(typed):
    shown = to_discord(from_slack(typed, (), names))
    assert not alive_on_discord(shown) & {"mention", "emoji or time or command"}


@settings(deadline=None)
@given(DISCORDS | HOSTILE)
def test_discords_words_call_nobody_on_slack(typed):
    shown = to_slack(from_discord(typed, lambda kind, id: "<!channel> @here"))
    assert alive(shown) == [] and calls(shown) == []


@settings(deadline=None)
@given(st.text(st.sampled_from("<!@#>here channel^S1U|"), max_size=20))
def test_no_name_calls_anybody(name):
    shown = to_slack(from_slack("<@U1> <!subteam^S1> <#C1>", (), lambda kind, id: name))
    assert alive(shown) == [] and calls(shown) == []


KEYS = [
    "type",
    "elements",
    "text",
    "style",
    "url",
    "name",
    "unicode",
    "user_id",
    "timestamp",
    "bold",
    "range",
    "offset",
]
json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
)
TYPES = ["rich_text", "rich_text_section", "rich_text_list", "text", "link", "emoji", "user", "date", "broadcast"]


def typed(node, kinds):
    """The same with types that are looked into."""
    if isinstance(node, dict):
        return {key: typed(one, kinds) for key, one in node.items()} | {"type": next(kinds)}
    return [typed(one, kinds) for one in node] if isinstance(node, list) else node


@settings(deadline=None)
@given(json, st.lists(st.sampled_from(TYPES), min_size=1))
def test_no_rich_text_is_too_odd_to_be_read(node, kinds):
    def forever():
        yield "rich_text"
        while True:
            yield from kinds

    block = {"type": "rich_text", "elements": [typed(node, forever())]}
    assert isinstance(heard("words", [block, node], names), str)
    mentioned("words", [block, node])


def test_long_hostile_texts_are_read_in_linear_time():
    for piece in ("*a ", "<@", "<", "```", "`", "&lt;", "_a_b", "<https://", ":a", "~x", "<!date^"):
        heard(piece * 20_000)


def test_every_emoji_of_the_table_has_its_tone_behind_the_first_character():
    assert emoji("thumbsup") == emoji("+1") == "👍"
    assert emoji("thumbsup", 6) == "👍🏿"
    assert emoji("sleuth_or_spy", 2) == "🕵🏻"
    assert emoji("heart", 3) == "❤️" and emoji("no_such_thing") == ""
