"""Replies as Slack messages: within every limit whatever is said, and readable without the blocks."""

from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.slack import ids
from adapters.slack.alone import alone, kept_of, posted
from adapters.slack.forms import command_named, form_named, loading, modal_of, values_of
from adapters.slack.markup import units
from adapters.slack.render import render, speaker_name
from adapters.slack.shown import TEXT
from bot.content import Card, Choice, Field, Form, Question, Quoted, Reply
from bot.events import File
from tests.adapters.slack.test_markup import HOSTILE, alive, calls
from tests.standins.slack.blocks import check_view, message_blocks

CHOICES = st.builds(
    Choice,
    HOSTILE,
    HOSTILE | st.integers().map(str) | st.text(min_size=140, max_size=160),
    st.sampled_from(["plain", "primary", "danger"]),
    st.sampled_from(["", "", "https://example.com/x", "javascript:x", "https://example.com/" + "a" * 3000]),
)
CROWD = tuple(Choice(f"choice {n} " + "x" * n, f"value {n}|" + "y" * (n + 60)) for n in range(130))
MANY = st.lists(CHOICES, max_size=4).map(tuple) | st.integers(0, len(CROWD)).map(lambda most: CROWD[:most])
ASKS = st.sampled_from(["q1", "offer", "case:7", "a|b", "h", "x" * 260, ""])
QUESTIONS = st.builds(Question, ASKS, st.just("slot"), HOSTILE, MANY, st.booleans(), st.booleans())
LONG = HOSTILE.map(lambda words: words * 40)
FACTS = st.lists(st.tuples(HOSTILE, HOSTILE | LONG), max_size=3).map(lambda facts: tuple(facts * 9))
CARDS = st.builds(
    Card,
    HOSTILE | LONG,
    FACTS,
    st.sampled_from(get_args(Card.__annotations__["state"])),
    st.sampled_from(["", "https://example.com/a.png", "ref-1"]),
)
FILES = st.lists(st.builds(File, st.just("ref"), HOSTILE, st.just("image/png"), st.integers(1, 99)), max_size=12)
REPLIES = st.builds(
    Reply,
    HOSTILE | LONG,
    st.none() | CARDS,
    st.none() | QUESTIONS,
    MANY,
    FILES.map(tuple),
    st.none() | st.builds(Quoted, HOSTILE, HOSTILE | LONG, st.sampled_from(["customer", "staff", "bot", "note"])),
    st.booleans(),
    st.sampled_from([(), ("slack:T1:U1", "slack:&S1"), ("discord:1", "slack:&<!channel>"), ("slack:&U2",)]),
)
PINGS = ("<@U1>", "<!subteam^S1>", "<@U2>")


def texts(node):
    """Everything in blocks that Slack reads for markup."""
    if isinstance(node, dict):
        own = [node["text"]] if node.get("type") == "mrkdwn" else []
        return own + [one for value in node.values() for one in texts(value)]
    return [one for item in node for one in texts(item)] if isinstance(node, list) else []


@settings(deadline=None, max_examples=30)
@given(REPLIES, st.booleans())
def test_whatever_is_said_slack_takes_it(reply, named):
    for message in render(reply, named=named, remark="A demonstration."):
        body = message.body()
        message_blocks(body["blocks"])
        assert 0 < units(body["text"]) <= 4000 and len(message.files) <= 10 and units(message.name) <= 80
        assert units(body["text"]) <= TEXT + 200, "so that it can still be changed"


@settings(deadline=None, max_examples=30)
@given(REPLIES, st.booleans())
def test_nobody_is_called_but_by_name(reply, named):
    made = render(reply, named=named)
    named_only = tuple(ping for ping in map(ids.mention, reply.mention) if ping)
    assert set(named_only) <= set(PINGS)
    for number, message in enumerate(made):
        for text in (message.text, *texts(list(message.blocks))):
            for ping in named_only if not number else ():
                text = text.replace(ping, "")
            assert alive(text.replace("<https://example.com/x>", "")) == [] and calls(text) == []


def test_a_mention_is_in_the_words_and_in_the_blocks_once():
    (made,) = render(Reply("New.", mention=("slack:&S1", "slack:T1:U1", "discord:7")))
    assert made.text == "New.\n<!subteam^S1> <@U1>"
    assert [block["text"]["text"] for block in made.blocks] == [made.text]


def test_a_card_reads_the_same_without_its_blocks():
    card = Card("#7 · waiting 2 min", (("Customer", "Ana"), ("Why now", "asked for a person " * 4)), state="urgent")
    (made,) = render(Reply(card=card, offers=(Choice("Claim", "claim", "primary"),)), offers_ask="case:7")
    kinds = [block["type"] for block in made.blocks]
    assert kinds == ["header", "section", "section", "context", "actions"]
    assert made.blocks[1]["fields"][0]["text"] == "*Customer*\nAna"
    assert made.text.startswith("*#7 · waiting 2 min*\n*Customer*  Ana\n*Why now*  asked for a person")
    assert made.blocks[4]["elements"][0]["value"] == "case:7|claim"


def test_few_choices_are_buttons_and_many_a_menu():
    few = Question("q1", "reason", "What?", (Choice("Damaged", "damaged"), Choice("Late", "late", "danger")))
    (made,) = render(Reply(question=few))
    buttons = made.blocks[-1]["elements"]
    assert [(one["text"]["text"], one["value"], one.get("style")) for one in buttons] == [
        ("Damaged", "q1|damaged", None),
        ("Late", "q1|late", "danger"),
    ]
    assert [one["action_id"] for one in buttons] == ["press|0", "press|1"]
    (made,) = render(
        Reply(question=Question("q1", "reason", "What?", tuple(Choice(f"c{n}", f"v{n}") for n in range(6))))
    )
    (menu,) = made.blocks[-1]["elements"]
    assert ids.menu_ask(menu["action_id"]) == "q1" and menu["options"][5]["value"] == "v5"


def test_several_are_picked_in_a_menu_and_answered_by_a_button():
    asked = Question("q1", "items", "Which?", (Choice("Kettle", "1"), Choice("Toaster", "2")), several=True)
    (made,) = render(Reply(question=asked))
    menu, (done,) = made.blocks[-2]["accessory"], made.blocks[-1]["elements"]
    assert ids.is_several(menu["action_id"]) and ids.done_ask(done["action_id"]) == "q1"
    state = {"values": {"b": {menu["action_id"]: {"selected_options": [{"value": "1"}, {"value": "2"}]}}}}
    assert ids.picked(state, "q1") == ("1", "2")


def test_links_open_and_answer_nothing():
    (made,) = render(Reply("x", offers=(Choice("Track", "", link="https://example.com/t"), Choice("No", "no"))))
    no, track = made.blocks[-1]["elements"]
    assert track["url"] == "https://example.com/t" and ids.is_link(track["action_id"]) and "value" not in track
    assert not ids.is_link(no["action_id"])


def test_a_customers_words_stand_under_their_name_or_name_them():
    said = Reply("shown to staff", quoted=Quoted("Ana *B* <!here>", "third time", "customer"))
    (made,) = render(said, named=True)
    assert made.name == "Ana B !here (customer)" and made.text == "third time\nshown to staff"
    (made,) = render(said)
    assert made.name == "" and made.text.startswith("*Ana B !here* (customer)\nthird time")
    assert [block["type"] for block in made.blocks] == ["section", "context"]


@settings(deadline=None)
@given(HOSTILE)
def test_no_name_is_taken_for_staff_or_calls_anybody(name):
    shown = speaker_name(name)
    assert shown.endswith(" (customer)") and units(shown) <= 80 and not set(shown) & set("<>@#:")


def test_files_alone_say_their_names_ahead():
    (made,) = render(Reply(files=(File("r", "<!here>.png", "image/png", 3),)))
    assert made.text == "📎 &lt;\u2060!here&gt;.png"


def test_notices_are_small_print_and_questions_are_not():
    (made,) = render(Reply("Refunded.", notice=True))
    assert made.blocks[0]["type"] == "context"
    (made,) = render(Reply("About that.", notice=True, question=Question("q", "s", "Why?", wants_file=True)))
    assert [block["type"] for block in made.blocks] == ["section", "section", "context"]


def test_an_answer_for_one_person_is_never_empty_and_says_what_must_be_kept():
    assert alone(Reply())[0]["text"] and posted(Reply("x"))[0]["response_type"] == "ephemeral"
    long = "order " * 400
    assert kept_of(Reply("x", offers=(Choice("That", long),)), "offer") == (("offer", long),)


FIELDS = st.builds(
    Field,
    st.text("abcdef", min_size=1, max_size=8),
    HOSTILE,
    st.sampled_from(["text", "long", "choice"]),
    st.booleans(),
    st.integers(0, 9000),
    MANY,
    HOSTILE,
)


@settings(deadline=None)
@given(
    st.builds(
        Form,
        st.text("abc", min_size=1),
        HOSTILE,
        st.lists(FIELDS, max_size=4, unique_by=lambda f: f.name).map(tuple),
        HOSTILE,
    )
)
@example(Form("a", "", (Field("b", "", "choice", choices=(Choice("", ""),)),)))
def test_any_form_is_a_modal_that_slack_takes(form):
    view = modal_of(form, "C1/1.2")
    check_view(view, "modal")
    assert form_named(view) == form.name and view["private_metadata"] == "C1/1.2"


def test_what_was_filled_in_is_read_by_the_fields_names():
    state = {
        "a": {"a": {"type": "plain_text_input", "value": "two"}},
        "b": {"b": {"type": "plain_text_input", "value": None}},
        "c": {"c": {"type": "static_select", "selected_option": {"value": "late"}}},
        "d": {"d": {"type": "static_select", "selected_option": None}},
        "e": {"e": {"type": "multi_static_select", "selected_options": [{"value": "1"}, {"value": "2"}]}},
    }
    assert values_of({"state": {"values": state}}) == {"a": "two", "b": "", "c": "late", "d": "", "e": "1,2"}
    assert values_of({}) == {}


def test_a_staff_form_names_its_verb_and_case():
    found = command_named("reply 7", {"text": "Hello.", "note": " "})
    assert found is not None and (found.verb, found.case, dict(found.given)) == ("reply", 7, {"text": "Hello."})
    assert command_named("phone", {"number": "1"}) is None


def test_metadata_that_slack_would_not_keep_is_refused_here():
    with pytest.raises(ValueError, match="3000 fit"):
        modal_of(Form("f", "T", ()), "x" * 3001)
    check_view(loading("Case #7: reply to the customer"), "modal")
