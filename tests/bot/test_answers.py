"""A yes before something irreversible, in words: what is one, what must never be."""

import pytest

from bot.flow import Given
from bot.slots.agreeing import yes_or_no

OFFERED = {"yes", "change", "stop"}
ORDER = "cancel(?: (?:my|the|this|that) order)?"
CLUB = "(?:cancel|end)(?: (?:my|the|this) (?:club|subscription|membership|plan))?"


SHOWN = "Refund $48.00 for the kettle, to the card ending 4242. Shall I? Refund $48.00"
OTHER = "As store credit Change Stop"


def read(said, verb="", intent="affirm"):
    return yes_or_no(Given(said, intent, asked=True), OFFERED, verb, SHOWN, OTHER)


YES = """yes | yes please | ok do it | sure go ahead | yes whatever | yes that is what i want | sure do what you said
yes when ready | sure why not | yes do it first thing | yes that's right | ok go ahead please | yep all good | please do
go ahead and refund it | confirm | that one is fine yes | yes i think so | sure thing, thank you | yes when you can
yes whenever you like | yes just do it | absolutely, refund me | ok keep me posted | yes what you said | yes after all
yes please refund the kettle | okay just the refund please | right, do that | yes to my card | go on then"""

NO_YES = """ok then when will they come | yes but how long does it take | sure, what happens then
ok which card does it go to | yes and where do i send it | ok can i keep the box | yes are you sure
ok is it possible to get store credit | ok how much | yes if it is quick | sure unless it costs me | yes keep it
ok i keep the kettle | ok let me think | ok i think about it | yes maybe | ok maybe later | ok hold on
ok one moment | ok give me a minute | yes only the kettle | yes just one | sure, one of them | yes half of it
ok store credit instead | ok change it | yes with another card | please help me | please tell me more | go back
go away | right now i am busy | correct my address | confirm my email address | please explain | fine print
ok get me a human | ok a real person please | ok but not all | yes once i have the new one | ok tell me when it comes
yes i wonder why it leaks | sure, do you pay the postage | ok does it cost anything | yes after i get the box
ok will you collect it | yes, is the label free | ok not sure | yes and a mug too | yes cancel | sure stop
ok wrong chat | ok scrap it | sure, drop it | yes until friday | okay thanks what next | yes was it delivered"""

UNCLEAR = """hm | huh | uh | i guess | less | noted | understood | got it | i understand | cool | yes ill ask my husband
yes next week | ok bye | ok tomorrow | yes tomorrow | do it tomorrow | yes but not today | yes in ten minutes | yes two
yes both | yes all four | yes everything | ok half | yes fifty euros please | yes to paypal | yes cash | yes 8112
yes navy | yes in red | yes the bigger one | yes number fourteen | yes mill road | yes for mrs jones | ok horse
yes and refund the stove | yes and the bowl | ok whatever she says | yes as credit | yes to my new visa"""


def table(text):
    return [said.strip() for line in text.splitlines() for said in line.split(" | ")]


@pytest.mark.parametrize("said", table(YES))
def test_a_yes_is_one(said):
    assert read(said) == "yes"


@pytest.mark.parametrize("said", table(NO_YES))
@pytest.mark.parametrize("verb", ["", "refund"])
def test_a_yes_with_something_else_beside_it_is_none(said, verb):
    assert read(said, verb) != "yes"


@pytest.mark.parametrize("said", table(UNCLEAR))
def test_a_mumble_or_a_yes_that_says_something_else_is_asked_about(said):
    assert read(said) is None


@pytest.mark.parametrize(
    "said",
    [
        "ja bitte",
        "oui merci",
        "yesss",
        "okkk do it",
        "yes plase",
        "yess pls",
        "ok cool",
        "great thanks, yes",
        "that would be great",
        "yeah mate",
        "yeah mate cheers",
        "👍",
    ],
)
def test_a_yes_may_be_said_in_many_ways(said):
    assert read(said) == "yes"


@pytest.mark.parametrize("said", table(NO_YES))
def test_nor_is_it_however_it_is_heard(said):
    assert read(said, intent="faq") != "yes"


@pytest.mark.parametrize(
    ("verb", "said"),
    [(ORDER, s) for s in table("""yes cancel | ok cancel it | sure, cancel the order | yes please cancel my order
yes yes cancel it please | ok just cancel it now | yep cancel that thanks | yes, do cancel this order
yes go ahead and cancel it | okay cancel them""")]
    + [(CLUB, s) for s in table("""yes cancel | yes cancel the club | ok end it | sure, cancel my membership please
yes end my subscription""")],
)  # fmt: skip
def test_a_yes_may_say_what_it_does(verb, said):
    assert read(said, verb, intent="cancel_order") == "yes"


@pytest.mark.parametrize(
    ("verb", "said"),
    [(ORDER, s) for s in table("""please cancel my request | ok cancel one of them | yes cancel only the second
sure cancel this request | please just cancel the whole thing forget it | ok cancel that request
yes cancel the other order
ok cancel the cancellation | yes cancel my club | sure cancel it if it is late | yes stop
ok cancel everything forget it
yes cancel it tomorrow | ok cancel this chat | yes cancel but keep the tent | sure, cancelled it already
ok cancel nothing
yes cancel my refund | cancel it not | ok cancelling is wrong | yes end""")]
    + [(CLUB, s) for s in table("""please stop cancelling | ok stop the cancellation | sure stop | yes stop
yes cancel my order | ok end this chat | yes cancel next month only | ok stop it | yes end the chat
yes cancel the box, not the club""")],
)  # fmt: skip
def test_the_word_of_what_it_does_alone_makes_no_yes(verb, said):
    assert read(said, verb, intent="cancel_order") != "yes"


@pytest.mark.parametrize("said", ["leave it", "ok forget it", "never mind", "i'll keep it", "no", "stop"])
def test_letting_it_be_is_a_stop(said):
    assert read(said, intent="out_of_scope") == "stop"


@pytest.mark.parametrize("said", ["yes", "ok do it", "sure go ahead"])
def test_a_yes_to_another_question_is_none_to_this(said):
    assert yes_or_no(Given(said, "affirm"), OFFERED) is None
