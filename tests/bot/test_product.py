"""Questions about products: the catalogue's own words, or nothing."""

from datetime import UTC, datetime

import pytest

from adapters.shop.sample.catalogue import found, read_catalogue
from bot.absorbing import absorb
from bot.anew import replace
from bot.facts import Facts
from bot.flow import Ask, Given, Outcome, View, advance
from bot.flows.product import AboutProduct, asks_on
from bot.policy import Policy
from bot.shop import Account, Customer, Item, Money, Order
from bot.slots.products import likeness, meant, of_another
from bot.text import plain
from bot.wording import Words

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
CATALOGUE = read_catalogue(NOW)
PAID = Money(72, "EUR")
PAN = Order("8009", NOW, (Item("pan", "Emberly iron pan, 28 cm", 1, PAID),), PAID, "delivered", "card ending 3306")


def view(words: str, before: str = "", answer: str = "", account: Account | None = None) -> View:
    products = found(CATALOGUE, f"{words} {before}", NOW)
    facts = Facts(NOW, account, products=products, catalogue=True, product_before=before)
    extras = {"intent": "product_question", "words": words, "answer": answer}
    return View(facts, Policy(), Words(NOW), {}, extras)


def said(words: str, **known) -> str:
    """What is answered at once; what it asks, or where it goes, in brackets."""
    step = advance(AboutProduct, {}, view(words, **known))
    if isinstance(step, Ask):
        return f"[{', '.join(choice.label for choice in step.slot.choices(step.view))}]"
    assert isinstance(step, Outcome)
    return plain(step.replies[0].text) if step.replies else f"[{step.then}]"


@pytest.mark.parametrize(
    ("asks", "hears"),
    [
        ("how much is the gooseneck kettle?", "$48.00. In stock now."),
        ("price of the espresso machine", "$1,249.00. Only 2 left in stock."),
        ("what does the cream kettle cost", "Sold out for now, with more to come Wednesday 2 Dec."),
        ("is the wool blanket in stock", "Nettle & Moss wool blanket: sold out for now, with more to come"),
        ("do you still have the oak stool", "no day is set for more"),
        ("do you sell cutting boards", "Yes, we have the Pinecroft cutting board in stock."),
        ("is the stand mixer available", "Yes, we have 4 of the Emberly stand mixer left. To choose from: cream and"),
        ("do you have the mug in blue", "Yes, you can have the Pinecroft stoneware mug in blue, in stock now."),
        ("can i get the trail boots in size 42", "The Fellwing trail boots in 42: sold out for now."),
        ("what colours does the folding chair come in", "green and white. Sold out just now: yellow."),
        ("how do the trail boots come up", "half a size small"),
        ("how heavy is the two-person tent", "weight: 2.6 kg"),
        ("is the speaker waterproof", "it may get wet, but not swim"),
        ("does the jug blender go in the dishwasher", "dishwasher: the jug, yes"),
        ("how long is the garden hose", "length: 20 m"),
        ("what is the desk made of", "solid oak"),
        ("how old must a child be for the puzzle", "from 8 years"),
        ("is the wall clock silent", "silent sweep"),
        ("how big is the watering can", "capacity: 3 l"),
        (
            "does the 28 cm lid fit the 24 cm pan",
            "No, the Emberly glass lid, 28 cm is made for the Emberly iron pan, 28",
        ),
        ("does the ground sheet fit the tent", "The Fellwing tent footprint fits the Fellwing two-person tent."),
        ("what fits the espresso machine", "there is: Emberly filter basket, 58 mm"),
        ("tell me about the yoga mat", "$45.00. In stock now. To choose from: plum and slate."),
        ("do you sell fishing rods", "I find nothing like that in our catalogue."),
        (
            "do you have a door mat",
            "I find no “door mat” in our catalogue. What comes nearest is the Fellwing yoga mat.",
        ),
        ("do you have a red kettle", "I find no “red kettle” in our catalogue."),
        ("do you sell yoga mats", "Yes, we have the Fellwing yoga mat in stock."),
        (
            "have you got a nice big cushion please",
            "Yes, these are in stock: Thistlehum ear cushions and Nettle & Moss",
        ),
        (
            "do you have a cast iron pan?",
            "Yes, these are in stock: Emberly iron pan, 28 cm and Emberly iron pan, 24 cm.",
        ),
    ],
)
def test_the_catalogue_answers_what_it_knows(asks: str, hears: str) -> None:
    assert hears in said(asks)


@pytest.mark.parametrize(
    "asks",
    [
        "is the scarf itchy",
        "is the cutting board made in france",
        "can i take the rucksack as hand luggage",
        "who designs the reading lamp",
        "is it any good",
        "how do i clean the yoga mat",
        "does the razor come with a stand",
        "will my dog like it",
    ],
)
def test_what_it_does_not_know_is_never_made_up(asks: str) -> None:
    assert said(asks) == "[elsewhere]"


def test_of_several_it_asks_which_and_offers_no_more_than_five() -> None:
    assert said("how much is the lamp") == "[Nettle & Moss glass table lamp, Nettle & Moss reading lamp]"
    step = advance(
        AboutProduct, {}, view("what does the Fellwing cost: tent, stove, kite, flask, coat, jacket or boots")
    )
    assert isinstance(step, Ask) and len(step.slot.choices(step.view)) == 5


@pytest.mark.parametrize("given", ["the reading one", "lamp-reading", "Nettle & Moss reading lamp", "reading lamp pls"])
def test_which_one_may_be_said_or_pressed(given: str) -> None:
    asked = view("how much is the lamp")
    kept = absorb(AboutProduct, {}, Given(given, asked=True, pressed="-" in given), asked, "which")
    step = advance(AboutProduct, kept, asked)
    assert isinstance(step, Outcome) and "$59.00" in step.replies[0].text


def test_an_answer_that_is_none_of_them_is_not_taken() -> None:
    asked = view("how much is the lamp")
    assert absorb(AboutProduct, {}, Given("the purple one", asked=True), asked, "which") == {}


def test_it_and_that_one_are_what_was_asked_about_before() -> None:
    before = "Thistlehum Quiet 3 headphones"
    assert "30 hours" in said("and how long do they last?", before=before)
    assert "Sold out just now: silver" in said("what colours does it come in", before=before)
    assert said("do you sell fishing rods", before=before).startswith("I find nothing")


def test_where_several_are_meant_and_something_is_written_of_them_all_that_is_told() -> None:
    assert said("how big is the kettle", answer="kettles") == "[elsewhere]"
    assert "0.9 l" in said("how big is the gooseneck kettle", answer="kettles")


def test_my_pan_is_the_one_they_have() -> None:
    ben = Account(Customer("ben", "Ben", "ben@example.com"), (PAN,))
    assert (
        said("does the lid fit my pan", account=ben) == "The Emberly glass lid, 28 cm fits the Emberly iron pan, 28 cm."
    )
    assert "€72.00" in said("how much is the 28 cm iron pan", account=ben), "in the money they pay with"


def test_with_a_catalogue_that_did_not_answer_nothing_is_denied() -> None:
    silent = View(Facts(NOW), Policy(), Words(NOW), {}, {"words": "do you sell fishing rods"})
    step = advance(AboutProduct, {}, silent)
    assert isinstance(step, Outcome) and step.then == "elsewhere"


def test_a_thing_is_named_by_its_noun_and_not_by_a_word_that_all_share() -> None:
    assert likeness("can i have one", CATALOGUE["can"]) == 0
    assert likeness("the copper watering can", CATALOGUE["can"]) == 3
    assert meant("the Emberly", tuple(CATALOGUE.values())) == ()
    assert [p.id for p in meant("skillet 24 cm", tuple(CATALOGUE.values()))] == ["pan-24"]


def test_what_is_shown_cannot_be_markup_of_the_shops() -> None:
    hostile = replace(CATALOGUE["flask"], title="[x](https://evil.example) **flask**", facts={"*a*": "[b](https://x)"})
    facts = Facts(NOW, products=(hostile,), catalogue=True)
    step = advance(AboutProduct, {}, View(facts, Policy(), Words(NOW), {}, {"words": "tell me about the flask"}))
    assert isinstance(step, Outcome)
    assert "[x](https://evil.example)" in plain(step.replies[0].text), "word for word, no link"


BOOTS, KETTLE = "Fellwing trail boots", "Emberly gooseneck kettle"


@pytest.mark.parametrize(
    ("before", "asks", "hears"),
    [
        (BOOTS, "size 44?", "in 44, in stock now"),
        (BOOTS, "and 42?", "in 42: sold out for now"),
        (BOOTS, "how much", "$95.00"),
        (BOOTS, "ok whats the price", "$95.00"),
        (BOOTS, "in pink", "38, 39"),
        (KETTLE, "in black please", "no sizes or colours"),
        ("Fellwing down jacket", "got it in navy?", "in navy, in stock now"),
    ],
)
def test_few_words_go_on_about_the_one_before(before: str, asks: str, hears: str) -> None:
    assert asks_on(asks, view(asks, before).facts)
    assert hears in said(asks, before=before)


@pytest.mark.parametrize(
    "asks",
    [
        "how much is shipping",
        "how much to canada",
        "can i pay in cash",
        "is it in stock in the uk",
        "do you ship it to finland",
        "how much is the tent",
        "whats the warranty",
        "in the morning",
        "small talk",
        "order 43",
    ],
)
def test_what_asks_for_something_else_does_not(asks: str) -> None:
    assert not asks_on(asks, view(asks, BOOTS).facts)


@pytest.mark.parametrize(
    ("words", "another"),
    [
        ("can the teapot go in the dishwasher", True),
        ("does the wok rust", True),
        ("can the pan go in the dishwasher", False),
        ("is the skillet good for induction", False),
        ("how do i season it", False),
        ("rust spots all over after a week", False),
    ],
)
def test_a_page_of_pans_is_for_who_names_one_or_nothing(words, another):
    assert of_another(words, ("pan", "skillet")) is another


def test_a_page_of_nothing_in_particular_is_for_everybody():
    assert not of_another("does the kettle work in europe", ())


def test_a_page_is_for_what_the_catalogue_calls_so_too():
    everything = found(CATALOGUE, "iron pan stoneware mug", NOW)
    pan, mug = meant("the iron pan, 28 cm", everything), meant("the stoneware mug", everything)
    assert not of_another("is it for the big one", ("skillet",), pan)
    assert of_another("is it for the big one", ("skillet",), mug)
