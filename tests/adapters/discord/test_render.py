"""Replies as Discord messages: within every limit, whoever wrote what."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord import ids
from adapters.discord.render import is_mirrored, render
from bot.content import Card, Choice, Question, Quoted, Reply
from bot.text import escape
from tests.standins.discord.limits import check_message

WORDS = st.text(max_size=30) | st.sampled_from(["x" * 130, "**" * 70, "🙂" * 60, "<@1> @everyone", "a|b", "*"])
LONG = st.sampled_from(["x" * 2100, "**" * 1100, "word " * 900, "🙂" * 1100, "**a** [b](https://example.com/c) " * 90])
MARKUP = WORDS.map(escape) | WORDS | LONG
LINKS = st.sampled_from(["", "", "https://example.com/x", "javascript:alert(1)"])
CHOICES = st.lists(st.builds(Choice, WORDS, WORDS, link=LINKS), max_size=30).map(tuple)
QUESTIONS = st.builds(Question, WORDS, st.just("slot"), MARKUP, CHOICES, st.booleans(), st.booleans())
FACTS = st.lists(st.tuples(WORDS, MARKUP), max_size=8).map(tuple)
CARDS = st.builds(Card, MARKUP, FACTS, st.sampled_from(["", "waiting", "urgent", "good", "late"]))
QUOTES = st.builds(Quoted, WORDS, MARKUP, st.sampled_from(["customer", "staff", "bot", "note"]))
REPLIES = st.builds(
    Reply,
    MARKUP,
    st.none() | CARDS,
    st.none() | QUESTIONS,
    CHOICES,
    quoted=st.none() | QUOTES,
    notice=st.booleans(),
    mention=st.lists(st.sampled_from(["discord:7", "discord:&8", "web:mina"]), max_size=3).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(REPLIES, st.booleans())
def test_any_reply_is_within_discords_limits(reply, webhook):
    messages = render(reply, offers_ask="case:7", webhook=webhook, remark="A demonstration.")
    for message in messages:
        body = message.body()
        check_message(body, [], flags=body["flags"])
        assert body["allowed_mentions"]["parse"] == []
    pinged = {id for message in messages for id in (*message.users, *message.roles)}
    assert pinged == {int(id.strip("discor:&")) for id in reply.mention if id.startswith("discord:") and messages}


@settings(max_examples=60, deadline=None)
@given(REPLIES)
def test_every_press_says_what_it_answers(reply):
    messages = render(reply, offers_ask="case:7")
    kept = {ids.digest_of(ask, value): (ask, value) for message in messages for ask, value in message.kept}
    wanted = {("case:7", one.value) for one in reply.offers if not one.link}
    wanted |= {(reply.question.ask, one.value) for one in reply.question.choices} if reply.question else set()
    for ask, value in (pair for message in messages for pair in pressable(message, kept)):
        assert (ask, value) in wanted


def pressable(message, kept):
    """(ask, value) of everything that can be pressed or chosen."""
    for row in message.components:
        for one in row["components"]:
            if "url" in one:
                continue
            read = ids.read_custom_id(one["custom_id"])
            if not read.menu:
                yield kept[read.digest] if read.digest else (read.ask, read.value)
                continue
            for option in one["options"]:
                value, digest = ids.read_option(option["value"])
                yield kept[digest] if digest else (read.ask, value)


def choices(count):
    return tuple(Choice(f"Order {n}", f"o{n}") for n in range(count))


@pytest.mark.parametrize(("count", "kinds"), [(1, [2]), (5, [2] * 5), (6, [3]), (25, [3]), (26, [3, 3])])
def test_a_few_choices_are_buttons_and_more_are_a_menu(count, kinds):
    (message,) = render(Reply(question=Question("q1", "order", "Which?", choices(count))))
    assert [one["type"] for row in message.components for one in row["components"]] == kinds


def test_several_choices_at_once_are_a_menu_that_takes_several():
    (message,) = render(Reply(question=Question("q1", "items", "Which?", choices(3), several=True)))
    (menu,) = message.components[0]["components"]
    assert (menu["min_values"], menu["max_values"]) == (1, 3)


def test_a_link_is_a_button_that_opens_only_the_web():
    offers = (Choice("Track", "", link="https://example.com/t"), Choice("Bad", "", link="javascript:alert(1)"))
    (message,) = render(Reply("Here.", offers=offers))
    assert [one.get("url") for one in message.components[0]["components"]] == ["https://example.com/t"]


def test_a_card_keeps_the_order_of_its_lines_and_colours_its_state():
    facts = (("Customer", "Ana"), ("Wants", "money"), ("Why now", "asked"))
    (message,) = render(Reply(card=Card("#7 · waiting", facts, state="urgent")))
    assert [(one["name"], one["value"], one["inline"]) for one in message.embed["fields"]] == [
        (*fact, False) for fact in facts
    ]
    assert message.embed["title"] == "#7 · waiting" and message.embed["color"] == 0xD83C3E


@pytest.mark.parametrize(
    ("quoted", "shown"),
    [
        (Quoted("Mina", "On its way.", "staff"), "**Mina** from Support\nOn its way."),
        (Quoted("Ana", "hello", "customer"), "**Ana** (customer)\nhello"),
        (Quoted("Mina", "vip", "note"), "📝 **Mina**, for staff only\nvip"),
        (Quoted("Baton", "It is in Lyon.", "bot"), "**Baton** (automated)\nIt is in Lyon."),
    ],
)
def test_quoted_words_name_their_speaker(quoted, shown):
    (message,) = render(Reply(quoted=quoted))
    assert message.content == shown
    assert is_mirrored(Reply(quoted=quoted)) == (quoted.role == "customer")


def test_a_speakers_name_is_only_a_name():
    (message,) = render(Reply(quoted=Quoted("**Support** <@7>\n# Boss", "hi", "staff")))
    assert message.content.startswith(r"**\*\*Support\*\* \<") and message.content.count("\n") == 1


def test_notices_are_small_and_questions_are_not():
    assert render(Reply("Mina is here now.\\\nShe has read the above.", notice=True))[0].content == (
        "-# Mina is here now.\n-# She has read the above."
    )
    asked = render(Reply("Saved.", question=Question("q1", "photo", "A photo?", wants_file=True), notice=True))[0]
    assert asked.content == "Saved.\n\nA photo?\n-# 📎 Attach it to your next message here."


def test_only_those_named_are_called():
    (message,) = render(Reply("New case.", mention=("discord:&8", "discord:7")))
    assert message.content == "New case.\n<@&8> <@7>"
    assert json.loads(json.dumps(message.body()["allowed_mentions"])) == {"parse": [], "users": ["7"], "roles": ["8"]}


def test_a_card_of_many_long_facts_still_fits():
    facts = tuple((f"Fact {n}", "word " * 400) for n in range(30))
    (message,) = render(Reply(card=Card("t" * 300, facts, state="waiting")))
    check_message(message.body(), [], flags=0)
    assert len(message.embed["fields"]) == 25 and all(one["value"].endswith("…") for one in message.embed["fields"])


def test_nothing_to_show_is_no_message():
    assert render(Reply()) == ()
