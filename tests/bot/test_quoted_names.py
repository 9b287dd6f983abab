"""A thing that a customer names and that we quote back: whatever they write, it is short, and means nothing."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.facts import Facts
from bot.flows.product.sought import sought
from bot.shop import Account, Customer, Item, Money, Order
from bot.slots.unlisted import unlisted
from bot.text import clean, parse, plain
from bot.text.nodes import Paragraph, Text
from bot.wording import QUOTED, Words, quoted

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
PAID = Money(48, "USD")
KETTLE = Order("7731", NOW, (Item("kettle", "Emberly gooseneck kettle", 1, PAID),), PAID, "delivered", "card ending 1")
ROSA = Facts(NOW, Account(Customer("rosa", "Rosa", "rosa@example.com"), (KETTLE,)), True)
SAY = Words(NOW).say
HOSTILE = st.one_of(
    st.sampled_from(
        [
            "@everyone",
            "@here",
            "<!channel>",
            "<@123>",
            "<@U0123ABC>",
            ":fire:",
            "**bold**",
            "_sly_",
            "__init__",
            "`code`",
            "||gone||",
            "[free](https://evil.example)",
            "https://evil.example/a_b",
            "<https://evil.example|shop>",
            "\u202eevil",
            "\u2066a\u2069",
            "a\u200bb",
            "z" + "\u0301" * 30,
            "x" * 2000,
            "{thing}",
            "\\",
        ]
    ),
    st.text(max_size=30),
)
"""What is put before the thing."""


def shown_safely(said: str, before: str, after: str) -> bool:
    """Whether a sentence is one plain line, with a short name between what we say ourselves."""
    blocks = parse(said)
    words = [node for block in blocks if isinstance(block, Paragraph) for node in block.children]
    name = plain(said).removeprefix(before).split(after)[0]
    calls = any(mention in plain(said) for mention in ("@everyone", "@here", "<!channel>", "<@"))
    return len(blocks) == 1 and all(isinstance(node, Text) for node in words) and len(name) <= QUOTED and not calls


@given(st.lists(HOSTILE, max_size=3), st.sampled_from(["samovar", "piano", "toaster"]))
def test_a_thing_in_none_of_their_orders_is_said_back_safely(hostile, thing):
    name = unlisted(clean(f"where is my {' '.join(hostile)} {thing}"), ROSA)
    said = SAY("order.not_listed", thing=quoted(name))
    assert "://" not in said
    assert shown_safely(said, "I can't see “", "” in your orders")


@given(st.lists(HOSTILE, max_size=3), st.sampled_from(["samovar", "piano", "mats"]))
def test_a_thing_that_is_not_sold_is_said_back_safely(hostile, thing):
    what = sought(clean(f"do you sell {' '.join(hostile)} {thing}"))
    said = SAY("product.nearest", thing=quoted(what.text if what else ""), item="yoga mat")
    assert shown_safely(said, "I find no “", "” in our catalogue")


@given(HOSTILE)
def test_any_name_at_all_is_said_back_safely(name):
    said = SAY("order.not_listed", thing=quoted(" ".join(clean(name).split())))
    assert shown_safely(said, "I can't see “", "” in your orders")


def test_a_name_of_two_thousand_letters_is_cut_where_it_is_said_back():
    name = unlisted(f"where is my {'x' * 2000} samovar", ROSA)
    assert len(name) > QUOTED
    assert len(quoted(name)) == QUOTED
