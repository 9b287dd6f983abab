"""Hearing answers any text, safely, the same each time."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.hearing import INTENTS, Band, as_json, hear
from bot.hearing.model import model

ANY_TEXT = st.one_of(
    st.text(),
    st.text(alphabet=st.characters(exclude_categories=())),
    st.text(alphabet="4100 -\u200b\0!?aA€#@", max_size=200),
)


@settings(max_examples=200, deadline=None)
@given(ANY_TEXT, st.lists(ANY_TEXT, max_size=3))
def test_any_text_is_heard(text: str, before: list[str]) -> None:
    heard = hear(text, before)
    assert len(heard.intents) >= 5
    assert {intent for intent, _ in heard.intents} <= set(INTENTS)
    assert all(0 <= chance <= 1 for _, chance in heard.intents)
    chances = [chance for _, chance in heard.intents]
    assert chances == sorted(chances, reverse=True)
    assert 0 <= heard.urgency <= 1
    assert 0 <= heard.frustration <= 1
    assert all(0 <= entity.start < entity.end <= len(text) for entity in heard.entities)
    assert hear(text, before) == heard


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\0" * 500,
        "\u202e\u202d\u2066" * 300,
        "a" * 40_000,
        "late " * 8_000,
        "!" * 40_000,
        "\ud800",
        "🤬" * 3_000,
        "e\u0301" * 20_000,
        "4111 1111 1111 1111 " * 2_000,
        "((((((" * 5_000,
        "not " * 10_000,
        "1" * 40_000,
    ],
    ids=lambda text: f"{text[:6]!r}x{len(text)}",
)
def test_hostile_text_is_heard(text: str) -> None:
    heard = hear(text, [text])
    assert heard.band in Band
    assert "4111 1111" not in heard.text


def test_only_the_first_two_thousand_characters_count() -> None:
    calm = "hello there how are you doing my friend " * 50
    assert len(calm) == 2_000
    assert hear(calm).intents == hear(calm + "call me now I want a human, my house is on fire").intents
    assert not hear(calm + "I want a human").handoff


def test_no_secret_reaches_any_field() -> None:
    text = "my password is Sommer2024! card 4111-1111-1111-1111 otp 443291 I am furious, GB29NWBK60161331926819"
    heard = repr(hear(text, [text])) + repr(as_json(hear(text)))
    for secret in ("Sommer2024", "4111-1111", "443291", "NWBK6016"):
        assert secret not in heard
    assert set(hear(text).redacted) == {"password", "card", "code", "iban"}


def test_json_has_the_shape_that_is_promised() -> None:
    shown = as_json(hear("my card 4111111111111111 was charged twice, call me asap"))
    assert list(shown) == [
        "intents",
        "band",
        "urgent",
        "frustrated",
        "urgency",
        "frustration",
        "handoff",
        "reasons",
        "entities",
    ]
    assert shown["entities"] == [{"type": "card", "text": "[card •1111]"}]
    assert shown["band"] in ("act", "clarify", "person")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("yes", "affirm"),
        ("Nope.", "deny"),
        ("hello!", "greeting"),
        ("thank you so much!!", "thanks"),
        ("bye", "goodbye"),
    ],
)
def test_small_talk_is_certain(text: str, intent: str) -> None:
    heard = hear(text)
    assert heard.intents[0][0] == intent
    assert heard.band is Band.ACT
    assert not heard.handoff


@pytest.mark.parametrize("text", ["114-3941689-8772232", "#1042", "order 1042", "jane@example.com", "it's 5521"])
def test_a_bare_number_gives_what_was_asked(text: str) -> None:
    assert hear(text).intents[0][0] == "provide_info"


def test_nonsense_is_not_acted_upon() -> None:
    assert hear("qwzx vbnk plorf").band is not Band.ACT


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("where is my order please", "en"),
        ("hola, dónde está mi pedido, no ha llegado", "es"),
        ("bonjour, je ne suis pas content, où est ma commande", "fr"),
        ("wo ist meine Bestellung, ich habe noch nichts", "de"),
        ("olá, onde está o meu pedido, ainda não chegou", "pt"),
        ("ciao, dove è il mio pacco, non è arrivato", "it"),
        ("mera order abhi tak nahi aaya kya karo", "hi"),
        ("где мой заказ", "ru"),
        ("1042", "en"),
    ],
)
def test_the_language_is_guessed(text: str, code: str) -> None:
    assert hear(text).language == code


def test_reasons_quote_the_words_that_made_them() -> None:
    heard = hear("Third time I ask. This is ridiculous, get me a real human today!")
    assert heard.handoff
    assert 'asked for a person ("get me a real human")' in heard.reasons or any(
        "real human" in reason for reason in heard.reasons
    )
    assert any(re.match(r'frustrated 0\.\d\d \(".*ridiculous', reason) for reason in heard.reasons)
    assert all(rule.isidentifier() for rule, _ in heard.triggers)


def test_another_language_is_acted_upon_only_when_nearly_certain() -> None:
    guessed, mixed = hear("quiero cancelar mi pedido"), hear("order kab aayega bhai")
    assert guessed.intents[0][1] > model().card.act, "in English that would be enough"
    assert (guessed.language, guessed.band) == ("es", Band.CLARIFY)
    assert (mixed.language, mixed.intent, mixed.band) == ("hi", "order_status", Band.ACT)
