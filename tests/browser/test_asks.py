"""The easy answers: a menu when there are many, boxes when several may be chosen, buttons otherwise."""

import pytest
from playwright.async_api import expect

from adapters.app import App
from bot.codec import dump
from bot.content import Card, Choice, Post, Question, Reply, Shown
from bot.events import Place
from bot.writes import OutboxRow, new_key
from tests.browser.tab import Tab

FRUIT = ("Apple", "Pear", "Plum", "Fig", "Quince", "Medlar", "Sloe")


async def shows(app: App, reply: Reply) -> None:
    """Deliver something to Rosa's chat, as the outbox would."""
    place = Place("web", "demo", "chat-web:rosa")
    post = dump(Post(reply), Shown)
    row = OutboxRow(new_key(), app.team, str(place), dump(place), "web:rosa", "post", "bot", post, 1, 1)
    await app.delivery.platforms["web"].deliver(row)


def question(count: int, *, several: bool = False) -> Reply:
    choices = tuple(Choice(name, name.lower()) for name in FRUIT[:count])
    return Reply(question=Question("ask-fruit", "fruit", "Which fruit?", choices, several))


async def test_many_choices_are_a_menu_and_the_chosen_one_stays(app: App, tab: Tab) -> None:
    await tab.be("Rosa Alvarez")
    await shows(app, question(7))
    line = await tab.hears("Which fruit")
    await line.get_by_role("combobox").select_option("Quince")
    await line.get_by_role("button", name="Choose").click()
    await expect(line.get_by_role("button", name="Quince")).to_have_attribute("aria-disabled", "true")
    await expect(line.get_by_role("combobox")).to_have_count(0)


async def test_several_choices_are_boxes_sent_together(app: App, tab: Tab) -> None:
    await tab.be("Rosa Alvarez")
    await shows(app, question(4, several=True))
    line = await tab.hears("Which fruit")
    await line.get_by_role("checkbox", name="Pear").check()
    await line.get_by_role("checkbox", name="Fig").check()
    await line.get_by_role("button", name="These").click()
    await tab.page.reload()
    line = await tab.hears("Which fruit")
    for name in FRUIT[:4]:
        await expect(line.get_by_role("checkbox", name=name)).to_be_disabled()
        await expect(line.get_by_role("checkbox", name=name)).to_be_checked(checked=name in ("Pear", "Fig"))


@pytest.mark.parametrize("count", [2, 5])
async def test_a_newer_question_greys_the_older_one(app: App, tab: Tab, count: int) -> None:
    await tab.be("Rosa Alvarez")
    await shows(app, question(count))
    line = await tab.hears("Which fruit")
    await expect(line.get_by_role("button", name="Apple")).not_to_have_attribute("aria-disabled", "true")
    await shows(app, Reply(question=Question("ask-2", "size", "Which size?", (Choice("Small", "small"),))))
    await tab.hears("Which size")
    await expect(line.get_by_role("button", name="Apple")).to_have_attribute("aria-disabled", "true")


async def test_links_open_elsewhere_and_pictures_from_elsewhere_are_not_loaded(app: App, tab: Tab) -> None:
    await tab.be("Rosa Alvarez")
    track = Choice("Track it", "track", link="https://carrier.example.com/t/1")
    picture = "https://pictures.example.com/porch.png"
    await shows(app, Reply("It is here.", card=Card("Proof", (("Place", "porch"),), image=picture), offers=(track,)))
    line = await tab.hears("It is here")
    await expect(line.get_by_role("link", name="Track it")).to_have_attribute("rel", "noopener noreferrer")
    await expect(line.get_by_role("link", name="Open the picture")).to_have_attribute("href", picture)
    await expect(line.get_by_role("img")).to_have_count(0)
