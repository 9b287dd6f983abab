"""A yes in a language that we do not speak, and a person asked for in one."""

import pytest

from bot.turns import tongue


@pytest.mark.parametrize("text", ["ja", "Ja bitte!", "oui", "merci, oui", "sí por favor", "sim", "d'accord", "ok"])
def test_a_yes(text):
    assert tongue.YES.fullmatch(text)


@pytest.mark.parametrize("text", ["nein", "non merci", "danke", "ja aber wo ist mein paket", "no", "oui oui baguette"])
def test_no_bare_yes(text):
    assert not tongue.YES.fullmatch(text)


@pytest.mark.parametrize(
    "text",
    [
        "je voudrais parler a quelqun",
        "puis-je parler à une personne",
        "ich möchte mit jemandem sprechen",
        "quiero hablar con una persona",
        "vorrei parlare con un operatore",
    ],
)
def test_a_person_is_asked_for(text):
    assert tongue.WANTS_A_PERSON.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "je ne veux pas parler",
        "mit diesem topf kann man nicht kochen",
        "parler de ma commande",
        "hablar de mi pedido",
        "la persona que vino rompió la caja",
    ],
)
def test_no_person_is_asked_for(text):
    assert not tongue.WANTS_A_PERSON.search(text)
