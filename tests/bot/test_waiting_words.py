"""What people say while a case waits, and to the question for their address: heard in any words."""

import pytest

from bot.knowledge.going_on import IF_DISLIKED, IF_GIVEN, of_nobodys
from bot.turns import about_the_case, questions, settled_meanwhile, strangers


def clauses(text):
    return [part for part in settled_meanwhile.CLAUSES.split(text) if part.strip()]


@pytest.mark.parametrize(
    "text",
    [
        "you can close it",
        "please close the case",
        "so dont send anybody",
        "no person needed anymore thanks",
        "all sorted thank you",
        "no need anymore",
        "nobody needs to come",
        "you can stop looking",
        "sorry ignore that",
        "false alarm",
        "cancel the ticket pls",
    ],
)
def test_a_case_is_let_go(text):
    assert any(
        settled_meanwhile._turns_away(part, False) or settled_meanwhile.nobody_shall_come(part)
        for part in clauses(text)
    )


@pytest.mark.parametrize(
    "text",
    [
        "dont close it",
        "why did you close it",
        "close my account",
        "cancel it",
        "cancel my order",
        "i dont want to wait for a person",
        "no person has answered me",
        "nobody needs to wait this long",
        "never mind the box",
    ],
)
def test_a_case_is_not_let_go(text):
    assert not any(
        settled_meanwhile._turns_away(part, False) or settled_meanwhile.nobody_shall_come(part)
        for part in clauses(text)
    )


def lets_go(text):
    parts = clauses(text)
    turns = [settled_meanwhile._turns_away(part, False) or settled_meanwhile.nobody_shall_come(part) for part in parts]
    return settled_meanwhile._let_go(parts, [part for part, turned in zip(parts, turns, strict=True) if not turned])


@pytest.mark.parametrize(
    "text",
    [
        "ok all good, thanks",
        "sorry my mistake",
        "never mind, it was walmart",
        "thats too long, forget it",
        "don't send anyone please",
        "false alarm, i found the blender",
        "close it, you are useless",
    ],
)
def test_a_reason_to_let_it_go(text):
    assert lets_go(text)


@pytest.mark.parametrize(
    "text",
    [
        "sorry my mistake, it was due yesterday",
        "my mistake. it is 8090 I mean",
        "ok all good, let me know when he is here",
        "all good, i found the number",
        "forget it, you are useless",
        "don't send anyone to my house, I work from home",
        "don't send anyone, I work from home",
        "i dont need a person to tell me that",
    ],
)
def test_no_reason_to_let_it_go(text):
    assert not lets_go(text)


@pytest.mark.parametrize(
    "text",
    [
        "any news about the charge",
        "any update?",
        "did anyone look at my kettle yet",
        "nobody write me",
        "hello again. somebody look?",
        "so what happens with my machine now",
        "is my account deleted now",
        "did you stop that order??",
        "its been two days",
        "still waiting",
    ],
)
def test_news_is_asked_for(text):
    assert questions.NEWS.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "the parcel was left at the door",
        "i have a question about the news letter",
        "nobody is at home on friday",
        "my order was cancelled by mistake",
        "it is closed with tape",
    ],
)
def test_no_news_is_asked_for(text):
    assert not questions.NEWS.search(text)


@pytest.mark.parametrize(
    ("asks", "text"),
    [
        (about_the_case.NUMBER, "And a reference number please"),
        (about_the_case.NUMBER, "what is my case number"),
        (about_the_case.NUMBER, "can you give me a reference"),
        (about_the_case.NUMBER, "case number?"),
        (about_the_case.NOBODY, "and if in 4 minutes nobody"),
        (about_the_case.NOBODY, "what if they don't answer"),
        (about_the_case.NOBODY, "if nobody is there to answer me"),
        (about_the_case.WHEN, "By what time may I expect to hear"),
        (about_the_case.WHEN, "when will colleague answer"),
        (about_the_case.WHEN, "how long until someone answers, when will they reply"),
        (about_the_case.IN_WRITING, "will they ring me or write here"),
        (about_the_case.BY_MAIL, "I require a written response by email, not this chat"),
        (about_the_case.BY_MAIL, "please write to my email"),
        (about_the_case.BY_MAIL, "email me please"),
        (about_the_case.MAY_SEND, "can i send you a photo of it"),
        (about_the_case.NEEDS, "what do they need from me, a photo?"),
        (about_the_case.NEEDS, "do they need my iban"),
        (questions.SENT, "what have you sent to a colleague, i didnt ask"),
        (questions.SENT, "i never asked for a person"),
    ],
)
def test_the_case_is_asked_after(asks, text):
    assert asks.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "my order number is 8020",
        "what is the tracking number",
        "when will my parcel come",
        "what have you sent me, this is the wrong lamp",
        "i never asked for this subscription",
        "please ring the bell",
        "if it never comes i want my money back",
        "my return label came by email and the code is missing",
        "my bank gave me a reference, is it the one you need",
        "I could not find the incident number of the police",
        "if nobody is at home, where does the driver leave my parcel?",
        "if no one answers the door does he leave it",
        "can I add a link to my wishlist",
    ],
)
def test_nothing_of_the_case_is_asked(text):
    assert not any(asks.search(text) for asks, _ in about_the_case.ASKED)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("why", "why do you need that"),
        ("why", "what for, is that safe? is it necessary"),
        ("which", "so which email"),
        ("which", "i forgot which email i used"),
        ("guest", "i ordered as guest"),
        ("guest", "i dont have an account"),
        ("anothers", "its not my order its hers, i dont know her email"),
        ("anothers", "my mum ordered it"),
        ("refuses", "im not giving you that"),
    ],
)
def test_what_else_is_said_to_the_question_for_an_address(key, text):
    assert next(name for name, said in strangers.SAID if said.search(text)) == key


@pytest.mark.parametrize("text", ["no", "no thanks", "nope, forget it", "i'd rather not"])
def test_no_is_an_answer(text):
    assert strangers.ENDS.fullmatch(text)


@pytest.mark.parametrize("text", ["no, it is the blue one", "not the kettle", "no i mean rosa at home"])
def test_no_and_more_is_none(text):
    assert not strangers.ENDS.fullmatch(text)


@pytest.mark.parametrize(
    "text",
    [
        "why is it not here",
        "my parcel got lost",
        "i have two orders",
        "the charge is not on my account",
        "what address was it sent to?",
    ],
)
def test_what_is_told_of_the_order_is_no_word_on_the_question(text):
    assert not any(said.search(text) for _, said in strangers.SAID)


@pytest.mark.parametrize("text", ["i dont have an order number", "no order came", "i never ordered this"])
def test_who_has_no_number_may_well_have_an_order(text):
    assert not strangers.NO_ORDER.search(text)


@pytest.mark.parametrize(
    "text", ["no i dont have an order", "i never bought anything from you", "im not even a customer"]
)
def test_who_has_no_order_says_so(text):
    assert strangers.NO_ORDER.search(text)


def test_got_it_is_not_always_a_parcel():
    assert settled_meanwhile.GOT_IT.fullmatch("ok got it thanks")
    assert not settled_meanwhile.GOT_IT.fullmatch("got it from the neighbour")


def test_what_no_stranger_has_bought_is_asked_in_general():
    assert of_nobodys("can i get my money back if it doesnt fit", "refund_request") == IF_DISLIKED
    assert of_nobodys("can i return it if its too small", "return_exchange") == IF_DISLIKED
    assert of_nobodys("my sister gave me a lamp. can i exchange it?", "return_exchange") == IF_GIVEN
    assert not of_nobodys("i dont like my kettle can i send it back", "return_exchange")
    assert not of_nobodys("can i get a refund if it doesnt arrive", "refund_request")
    assert not of_nobodys("where is it if it was not delivered?", "order_status")
