"""What the facts make of what was heard: each rule has messages, one of which at least reads otherwise without it."""

import asyncio

import pytest

from adapters.shop.sample.shop import SampleShop
from bot.facts import Facts
from bot.hearing import Band, hear
from bot.turns import context
from bot.turns.context import (
    beside,
    calling,
    cancelled,
    charges,
    clubs,
    dangers,
    deliveries,
    doubts,
    fewer,
    first_time,
    goods,
    intruders,
    law,
    lost,
    money,
    money_for,
    nobody,
    on_its_way,
    overcharged,
    own_past,
    plans,
    sold,
    things,
    wishes,
)
from tests.bot.test_conversation import NOW, Now, world

ROWS = [
    (
        own_past.of_an_old_address,
        "samira",
        ("someone changed my address!!! why is it old mill road",),
        "change_delivery",
    ),
    (
        goods.to_return,
        "ida",
        ("My toaster is broken, I want to return it. Actually the kettle is fine",),
        "return_exchange",
    ),
    (
        charges.paid_and_missed,
        "viktor",
        ("paid 1249 and the machine never came", "charged 1249 for a machine that never came"),
        "delivery_not_received",
    ),
    (
        overcharged.taken_twice,
        "ben",
        ("2 times money", "you take 72 two times", "72.00 was taken two times"),
        "billing_error",
    ),
    (plans.after_its_end, "hannah", ("i stopped the coffee but you still take money",), "membership"),
    (deliveries.not_home, "theo", ("im not there tomorrow", "i wont be home on friday"), "change_delivery"),
    (money.bounced, "bruno", ("can you refund it to another card", "that card is closed, refund me"), "refund_status"),
    (deliveries.fetched, "grace", ("ill pick it up", "i'll collect it myself"), "change_delivery"),
    (goods.no_good, "rosa", ("this kettle is useless", "the kettle is a joke"), "item_problem"),
    (sold.supposed, "finn", ("what happens if my parcel gets lost", "what if it never comes"), "faq"),
    (plans.by_name, "lena", ("coffee club money back", "i quit the coffee club, refund"), "membership"),
    (plans.charged, "hannah", ("they charged me after i quit", "you took money after i cancelled"), "membership"),
    (plans.not_an_order, "lena", ("cancel coffee", "i dont want the coffee any more"), "membership"),
    (plans.not_an_order, "petra", ("cancel my tea",), "membership"),
    (plans.of_its_charge, "petra", ("84 for tea circle its 48", "tea circle cost me 84"), "billing_error"),
    (
        clubs.asked_after,
        "petra",
        ("how much is the tea circle", "when is the next payment", "when did i last pay for the circle"),
        "membership",
    ),
    (
        clubs.nothing_came,
        "lena",
        ("i never got any coffee from the club this month", "my club coffee never came"),
        "membership",
    ),
    (charges.of_none, "finn", ("18 dollar for a 6 dollar thing, thats robbery",), "complaint"),
    (charges.of_its_figures, "hannah", ("the 19", "its the 19 one"), "billing_error"),
    (
        sold.cared_for,
        "ben",
        ("the pan i got, how do i season it", "used the pan 3 times, how do i clean it"),
        "product_question",
    ),
    (beside.of_another_kind, "ida", ("change the toaster to the 4 slot one",), "return_exchange"),
    (plans.of_its_next_sum, "petra", ("will it be right next year or will you take 84 again?",), "membership"),
    (plans.to_come, "lena", ("will i be charged saturday", "do i get charged on friday"), "membership"),
    (money.of_a_refund, "amelie", ("havent had my 119",), "refund_status"),
    (money.of_a_refund, "jack", ("did my 95 arrive",), "refund_status"),
    (
        wishes.of_our_promise,
        "dana",
        ("We have shared the details with our team and they'll contact you in 24 hours.",),
        "case_followup",
    ),
    (money_for.on_its_way, "jack", ("i dont mean socks!! the boots money",), "refund_status"),
    (money.in_slang, "jack", ("wheres my dough", "where's my cash"), "refund_status"),
    (beside.of_another_size, "kenji", ("Can I change to size L instead?",), "return_exchange"),
    (
        beside.of_another_colour,
        "noor",
        ("change the jumper to black", "switch the boots to 42", "change my jumper for a grey one"),
        "return_exchange",
    ),
    (beside.of_a_misfit, "jack", ("they dont fit", "it is too loose"), "return_exchange"),
    (beside.of_a_misfit, "jack", ("socks dont fit", "a size issue"), "return_exchange"),
    (plans.by_name, "hugo", ("reactivate coffee",), "membership"),
    (charges.of_its_sum, "petra", ("pay me the full 84 back", "i want all 84 back"), "billing_error"),
    (
        charges.of_what_was_too_much,
        "petra",
        ("84 instead of 48??", "84 not 48", "was 48 now 84", "refund the 36", "give me back the difference"),
        "billing_error",
    ),
    (charges.of_a_hold, "hugo", ("what does the pending 26 mean on my card", "why is 26 on hold"), "billing_error"),
    (money.missing, "amelie", ("still nothing on my card", "i still have nothing back"), "refund_status"),
    (charges.of_sums, "hugo", ("what is the 26 and the other 26",), "billing_error"),
    (charges.of_sums, "petra", ("why 84",), "billing_error"),
    (
        charges.of_a_strange_one,
        "mei",
        ("i see a strange payment", "what is this random payment", "its about a payment"),
        "billing_error",
    ),
    (
        things.marked,
        "dana",
        ("thats not my front door", "my blender isnt here", "not here, the blender"),
        "delivery_not_received",
    ),
    (
        calling.not_from_us,
        "ben",
        ("please ask the driver to phone me now", "ring the driver please", "what's the number for the depot"),
        "delivery_problem",
    ),
    (calling.not_from_us, "nora", ("is the call back service also in Romanian?",), "faq"),
    (doubts.of_permits, "nora", ("is it normal the courier app asks for my location all the time",), "faq"),
    (
        intruders.in_their_account,
        "samira",
        (
            "My account shows a login from Kolkata. I have never gone there. What should I do",
            "there is a delivery address in my account i have never seen",
            "the app shows a sign-in from a phone in Lagos, that was not me",
            "my wallet is being emptied please call",
            "a text with a login code i didn't ask for, and then my account throws me out",
        ),
        "security_fraud",
    ),
    (doubts.of_a_held_account, "yara", ("my account is locked", "why is my account blocked"), "security_fraud"),
    (
        own_past.of_the_family,
        "noor",
        (
            "my wife ordered it on my account and wants a bigger one",
            "my mum bought it with my account but wants another size",
        ),
        "return_exchange",
    ),
    (money.owed, "jack", ("where is that 95.00",), "refund_status"),
    (money.late, "amelie", ("its late!!!",), "refund_status"),
    (
        first_time.nothing_before,
        "jack",
        ("its been over a week since i sent the boots back. NOTHING",),
        "refund_status",
    ),
    (law.threatened, "samira", ("im going to sue", "im going to the police"), "complaint"),
    (nobody.wanted, "nora", ("dont need a human, where are my headphones",), "order_status"),
    (nobody.wanted, "rosa", ("please don't call me", "i don't want to speak to a human"), "deny"),
    (wishes.not_wanted, "noor", ("not want return anymore",), "deny"),
    (wishes.of_the_talk, "rosa", ("I want to end this conversation",), "goodbye"),
    (
        things.never_came,
        "dana",
        ("blender never arrived, i want my money back", "blender not here"),
        "delivery_not_received",
    ),
    (cancelled.asked_after, "leo", ("did my order get cancelled?", "did you cancel my tent"), "order_status"),
    (cancelled.asked_after, "leo", ("was my tent cancelled already",), "order_status"),
    (cancelled.of_noise, "omar", ("the noise cancel one",), "provide_info"),
    (cancelled.how_one_would, "samira", ("can i still cancel if i change my mind", "how do i cancel an order"), "faq"),
    (
        cancelled.by_button,
        "samira",
        ("cancel option not working in the app it keeps loading pls cancel from your end",),
        "cancel_order",
    ),
    (cancelled.not_by_them, "samira", ("i didn't cancel it, the seller did",), "provide_info"),
    (
        charges.of_postage,
        "rosa",
        ("Paid for express by mistake when I meant standard.", "please return the $8 difference"),
        "billing_error",
    ),
    (deliveries.not_too_late, "rosa", ("if it's not too late",), "provide_info"),
    (
        goods.being_returned,
        "lena",
        ("First they delay 6 days, then deliver an open box. I'm returning this and want full amount",),
        "return_exchange",
    ),
    (sold.of_the_warranty, "rosa", ("is there a warranty on the kettle", "how long is the warranty on it"), "faq"),
    (things.not_here, "grace", ("puzzle did not arrive", "my puzzle did not come", "still no puzzle"), "delivery_late"),
    (beside.behind_an_ok, "ida", ("ok then when will they come",), "order_status"),
    (fewer.some_came, "ida", ("hi only three of the four cups came",), "delivery_not_received"),
    (fewer.bare_count, "ida", ("2 of 4", "two of the four"), "provide_info"),
    (things.marked, "dana", ("blender missing", "my blender is gone"), "delivery_not_received"),
    (goods.swaps, "noor", ("boots too narrow for me", "jumper in black please instead of navy"), "return_exchange"),
    (things.not_ordered, "mei", ("never ordered this",), "billing_error"),
    (things.not_ordered, "nora", ("I got an order I never placed, a toaster in the box",), "item_problem"),
    (goods.never_does, "rosa", ("never got it to boil", "i never got it to work"), "item_problem"),
    (deliveries.old_address, "samira", ("I gave the wrong postcode, should be BS2 9XX",), "change_delivery"),
    (money.missing, "bruno", ("nothing on the card yet", "still no cash"), "refund_status"),
    (charges.of_sums, "petra", ("84??? its 48 normally",), "billing_error"),
    (wishes.not_wanted, "leo", ("dont cancel my order, i just want to know where it is",), "order_status"),
    (charges.of_a_charge, "mei", ("who is LARKSPUR PINE MKT",), "billing_error"),
    (plans.the_only_one, "lena", ("cancel",), "membership"),
    (plans.of_the_account, "finn", ("cancel my account", "please cancel my account"), "account_access"),
    (charges.of_a_charge, "lena", ("refund yesterdays charge", "refund the coffee charge"), "billing_error"),
    (money.asked_for, "rosa", ("process the refund for my kettle",), "refund_request"),
    (money.missing, "omar", ("my refund never showed up, i want it back",), "refund_status"),
    (money.handed_in, "kenji", ("i dropped off the jacket already",), "refund_status"),
    (
        money.in_general,
        "rosa",
        ("how long does a refund take", "wait how long does a refund take", "how long do refunds take"),
        "faq",
    ),
    (
        money_for.on_its_way,
        "bruno",
        ("hey so whats going on w the watering can money", "the money for the watering can never came"),
        "refund_status",
    ),
    (doubts.of_its_thanks, "claire", ("do i get anything for being a loyal customer?",), "faq"),
    (
        doubts.of_a_held_account,
        "yara",
        ("i didnt order this", "i never ordered this", "but i did not order that", "i didnt make the order 8127"),
        "security_fraud",
    ),
    (
        wishes.behind_thanks,
        "priya",
        (
            "wow that was quick, thank you so much! but the lamp shade is cracked",
            "wow thats fast delivery thanks! but the lamp shade is cracked",
            "thank you so much for the quick delivery, you are the best! but the shade is cracked",
        ),
        "item_problem",
    ),
    (
        doubts.of_a_message,
        "rosa",
        (
            "i got an email saying my account is locked click here is it real",
            "got a text with a link to reset my account, is it legit",
            "i got a link to reset my login, is it from you",
        ),
        "security_fraud",
    ),
    (
        beside.without_courtesies,
        "priya",
        (
            "Respected sir, kindly do the needful, my lamp is having broken shade only. Please revert at the earliest.",
            "hello sir please do needful the lamp is cracked. awaiting your response",
        ),
        "item_problem",
    ),
    (
        beside.of_a_new_card,
        "rosa",
        ("refund for kettle, my card number changed to 4242 4242 4242 4242",),
        "refund_request",
    ),
    (doubts.of_the_shop, "theo", ("ur shop is a scam lol", "your company is a total scam", "scam shop"), "complaint"),
    (
        things.all_but,
        "tomas",
        ("everything came except the chair", "everything arrived but the chair"),
        "delivery_late",
    ),
    (
        deliveries.to_be_looked_for,
        "nora",
        ("also look for it", "please trace it too", "and search for it pls"),
        "delivery_late",
    ),
    (beside.of_another_colour, "nora", ("can i change the mug color to green",), "return_exchange"),
    (
        deliveries.for_the_wait,
        "nora",
        (
            "can i get something for the wait",
            "can i get compensation",
            "5 dollars for the wait please",
            "can i have a discount because its late",
        ),
        "delivery_late",
    ),
    (lost.another_for_lost, "aiko", ("i want another one", "send me a new one please"), "delivery_not_received"),
    (
        things.rest_awaited,
        "tomas",
        ("something is missing", "only part of my order came", "not everything came"),
        "delivery_not_received",
    ),
    (things.part_missing, "ida", ("there were only three cups in the box, one is missing",), "item_problem"),
    (things.awaited, "nora", ("HW730601227LP",), "order_status"),
    (things.awaited, "tomas", ("does the table come on friday", "when is the oak table coming to me"), "order_status"),
    (
        goods.faulty_and_refund,
        "rosa",
        ("Order 7731. The item leaks. Requesting refund of USD 48.00 to original payment method.",),
        "refund_request",
    ),
    (
        goods.stuck,
        "nora",
        ("headphones are stuck in toledo", "my headphones have not moved for days"),
        "delivery_late",
    ),
    (goods.does_not_work, "tomas", ("the lights dont work", "my lights dont work"), "item_problem"),
    (
        goods.goes_back,
        "ida",
        ("the kettle and the cups should go back", "toaster and kettle back please"),
        "return_exchange",
    ),
    (
        goods.no_longer_wanted,
        "tomas",
        ("the green chairs are not needed any more", "the table is no longer needed"),
        "cancel_order",
    ),
    (
        fewer.of_an_order,
        "samira",
        ("one planter is enough", "reduce my order to one planter", "i only want 1 planter, not two"),
        "cancel_order",
    ),
    (
        fewer.of_two_orders,
        "leo",
        ("i have the same tent twice", "two tents were ordered", "got two tents, i just need one"),
        "cancel_order",
    ),
    (
        goods.goes_back,
        "tomas",
        ("i dont want the lights, take them back", "i do not want these lights please take them back"),
        "return_exchange",
    ),
    (
        things.awaited,
        "theo",
        (
            "I'm leaving for holiday on Thursday. Will the rucksack be there before?",
            "we go away on friday, is the rucksack going to get here before that?",
        ),
        "order_status",
    ),
    (deliveries.old_address, "samira", ("oh no my old address is on there",), "change_delivery"),
    (deliveries.lives_elsewhere, "theo", ("my parcel says bristol but i live in bath now",), "change_delivery"),
    (deliveries.only_an_address, "samira", ("5 Carter Gate Nottingham NG1 1LL",), "change_delivery"),
    (on_its_way.what_came_and_what_not, "tomas", ("only the lights came",), "order_status"),
    (on_its_way.when_it_came, "priya", ("when was it delivered",), "order_status"),
    (on_its_way.whats_with, "nora", ("and whats with my headphones",), "order_status"),
    (on_its_way.asked_shortly, "nora", ("the one thats late",), "delivery_late"),
    (on_its_way.not_to_be_stopped, "theo", ("i dont want it too far",), "change_delivery"),
    (
        deliveries.for_the_courier,
        "grace",
        (
            "the lad who delivers is lovely but he keeps missing me. can he ring the back doorbell please x",
            "He doesn't wait. Could you ask him to give me five minutes?",
            "could they ring twice please",
            "put it in the shed",
        ),
        "change_delivery",
    ),
    (
        deliveries.wanted_elsewhere,
        "viktor",
        ("i need the coffee machine delivered to another address",),
        "change_delivery",
    ),
    (
        beside.of_another_size,
        "noor",
        ("boots 42 instead of 41 please", "can i have the boots in 42 instead of 41"),
        "return_exchange",
    ),
    (
        deliveries.to_an_address,
        "samira",
        ("ship order 8133 to 4 Elm Close, Derby DE1 1AA", "Send my order 8133 to 12 rue de la Paix, 75002 Paris"),
        "change_delivery",
    ),
    (money.owed, "jack", ("when is the 95 on my card", "when do i get the 95 back"), "refund_status"),
    (sold.of_the_house, "tomas", ("where are you based", "where are you guys based"), "faq"),
    (sold.written, "rosa", ("weekend delivery?", "saturday delivery?"), "faq"),
    (
        sold.in_the_catalogue,
        "rosa",
        ("do you do umbrellas", "do you have fishing rods", "you sell bikes?"),
        "product_question",
    ),
]


@pytest.mark.parametrize(("rule", "who", "messages", "intent"), ROWS)
def test_without_a_rule_one_of_its_messages_reads_otherwise(monkeypatch, tmp_path, rule, who, messages, intent):
    account = asyncio.run(SampleShop(tmp_path / "shop.db", Now()).account(who))
    meant = {(intent, Band.ACT)}
    assert {reading(said, account) for said in messages} == meant
    monkeypatch.setattr(context, "RULES", tuple(r for r in context.RULES if r is not rule))
    assert {reading(said, account) for said in messages} != meant


def reading(said, account):
    heard = hear(said)
    found = world()[1].search(said, heard.intent if heard.band is Band.ACT else "")
    read = context.in_context(heard, Facts(NOW, account, True, answers=found, catalogue=True))
    return read.intent, read.band


@pytest.mark.parametrize(
    "said",
    [
        "i'm away on thursday, can you deliver the rucksack later",
        "will you change the address before it comes today",
        "will it be here if i send it to another address before friday",
        "will the neighbour take it? it comes before thursday",
        "i need it by friday",
    ],
)
def test_to_ask_if_it_comes_in_time_changes_nothing_of_it(said):
    assert not things.asks_if_in_time(said)


@pytest.mark.parametrize(
    ("who", "said", "intent"),
    [
        ("rosa", "i want a refund free of charge", "refund_request"),
        ("rosa", "refund the delivery charge", "refund_request"),
        ("rosa", "refund the courier charge", "refund_request"),
        ("nora", "nothing has arrived", "delivery_not_received"),
        ("rosa", "i didnt order this", "item_problem"),
        ("theo", "wen is my rucksak comming", "order_status"),
        ("noor", "boots to small", "return_exchange"),
        ("rosa", "send me another one", "return_exchange"),
        ("mei", "what is the 34.99 for", "billing_error"),
        ("mei", "what did you take from my card on the 20th of november", "billing_error"),
        ("rosa", "refund for the toaster, changed my mind", "refund_request"),
        ("omar", "that refund isn't here", "refund_status"),
        ("noor", "refund boots", "refund_request"),
        ("rosa", "refund for 77 31", "refund_request"),
        ("rosa", "money please", "refund_request"),
        ("rosa", "wheres my money", "refund_status"),
        ("rosa", "no money", "refund_status"),
        ("rosa", "refund not received", "refund_status"),
        ("rosa", "you said refund in 5 days", "refund_status"),
        ("jack", "refund for the boots", "refund_status"),
        ("kenji", "refund for the jacket", "refund_status"),
        ("rosa", "so no refund needed", "deny"),
        ("hannah", "cancel my coffee dripper", "cancel_order"),
        ("rosa", "my account is locked", "account_access"),
        ("lena", "what did you charge me for", "billing_error"),
        ("hugo", "where is my mug, 26", "order_status"),
    ],
)
def test_what_is_heard_right_stays_so(tmp_path, who, said, intent):
    account = asyncio.run(SampleShop(tmp_path / "shop.db", Now()).account(who))
    read = context.in_context(hear(said), Facts(NOW, account, True))
    assert (read.intent, read.band) == (intent, Band.ACT)


@pytest.mark.parametrize(
    "said",
    [
        "someone used my card 4242 4242 4242 4242",
        "my card was stolen, its 4242 4242 4242 4242",
        "i typed my card number 4242 4242 4242 4242 on a fake site",
        "is this shop a scam, it sent me a strange link",
        "i got a scam text about my parcel",
        "your website is fake and took my password",
        "somebody is using a scam site with your name",
    ],
)
def test_a_report_stays_one(tmp_path, said):
    account = asyncio.run(SampleShop(tmp_path / "shop.db", Now()).account("rosa"))
    assert context.in_context(hear(said), Facts(NOW, account, True)).intent == "security_fraud"


@pytest.mark.parametrize(
    "said",
    [
        "I emailed last week and got no reply. Please advise.",
        "Dear team, nobody answered my mail. Kindly look into this.",
        "awaiting your reply",
    ],
)
def test_who_wrote_before_is_no_first_letter(said):
    assert context.in_context(hear(said), Facts(NOW)).intent == "case_followup"


@pytest.mark.parametrize("said", ["change the delivery to 42 Mill Lane", "my log-in for the coffee club fails"])
def test_a_place_is_no_colour_and_a_log_in_no_club(said, tmp_path):
    account = asyncio.run(SampleShop(tmp_path / "shop.db", Now()).account("hugo"))
    heard = hear(said)
    facts = Facts(NOW, account, True)
    assert beside.of_another_colour(heard, facts).intent == plans.by_name(heard, facts).intent == heard.intent


def test_every_rule_is_held_by_a_message():
    """Being told before and a danger change no intent; they have tests of their own, below."""
    no_intent = {
        law.withdrawn,
        sold.no_fault,
        wishes.asked_before,
        dangers.told,
        dangers.only_sounds_like_one,
    }
    assert {rule for rule, *_ in ROWS} == set(context.RULES) - no_intent


@pytest.mark.parametrize(
    ("said", "theirs"),
    [
        ("hi my mum ordered planters on my account and wants them in green", True),
        ("my brother ordered planters on my account without asking me", False),
        ("my son ordered 3 lamps on my account, can you freeze my account", False),
        ("somebody ordered planters on my account", False),
    ],
)
def test_one_of_the_family_is_no_stranger(said, theirs):
    heard = hear(said)
    read = own_past.of_the_family(heard, Facts(NOW, None, True))
    assert (read is not heard) == theirs
    assert not theirs or "security" not in dict(read.triggers)


@pytest.mark.parametrize(
    ("said", "ours"),
    [
        ("which is your genuine phone number?", True),
        ("Give me please direct number of department for the refunds", True),
        ("which number do i call", True),
        ("what's the number for the depot", False),
        ("what is my phone number in your account", False),
        ("You called at 3, and your number doesn't take calls. Call me again", False),
        ("call me on this number", False),
        ("which hours is your phone line staffed?", False),
    ],
)
def test_who_asks_for_our_number(said, ours):
    assert calling.asks_ours(said) == ours


@pytest.mark.parametrize(
    ("said", "dangerous"),
    [
        ("there is a bit of blue plastic in my porridge oats", True),
        ("found a screw in the granola", True),
        ("I'm talking about a burnt socket and you're sending me a link to bedding", True),
        ("the plug is scorched", True),
        ("I've had a fall, nothing's broken, but the rail came out of the wall", True),
        ("they left it in the entrance, where a lady fell over it", True),
        ("my insulin cooler was given to a stranger, it is not here", True),
        ("the cake is melting, let me talk to dispatch", False),
        ("the chocolates came melted", False),
        ("the toaster is melting", True),
        ("there is a piece of metal in the coffee grinder box, is it a spare part", False),
        ("my rucksack fell apart", False),
        ("the handle fell off", False),
        ("I fell off my chair when i saw the price", False),
        ("1,299 for a chair, i nearly fell off it", False),
        ("where are my insulin cooler bags, when do they come", False),
        ("the lid is burnt orange, i ordered red", False),
    ],
)
def test_a_danger_is_heard_in_other_words_and_melting_food_is_none(said, dangerous):
    assert ("safety" in dict(context.in_context(hear(said), Facts(NOW)).triggers)) == dangerous


@pytest.mark.parametrize("said", ["has my refund been paid", "did my refund go through? it shows a grey tick"])
def test_who_clearly_asks_after_a_refund_asks_for_no_new_one(tmp_path, said):
    account = asyncio.run(SampleShop(tmp_path / "shop.db", Now()).account("rosa"))
    assert context.in_context(hear(said), Facts(NOW, account, True)).intent == "refund_status"


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("third time I write, the kettle leaks", True),
        ("this is the 3rd time im asking where my order is", True),
        ("i wrote to you twice about the kettle", True),
        ("my kettle broke for the third time", False),
        ("i ordered two times the same mug", False),
    ],
)
def test_who_says_that_they_asked_before_is_heard_whatever_it_is_about(said, asks):
    read = context.in_context(hear(said), Facts(NOW))
    assert ("repeat" in dict(read.triggers)) == asks
    assert sum(reason.startswith("contacted before") for reason in read.reasons) == asks


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("no refund pls", ""),
        ("no refund", ""),
        ("no refund thanks", ""),
        ("no refund needed", ""),
        ("no more refund", ""),
        ("stop the refund", ""),
        ("no refund, i want a new one", "i want a new one"),
        ("no refund, send me a new one", "send me a new one"),
        ("no refund, i don't want a refund", "i don't want a refund"),
        ("forget the refund", ""),
        ("cancel my refund please", ""),
        ("forget the refund, when does my old refund come", "when does my old refund come"),
        ("i dont want a refund anymore where is my toaster", "where is my toaster"),
        ("actually i don't want my money back", ""),
        ("no refund yet", None),
        ("no refund label", None),
        ("no refund, money back please", None),
        ("no refund but you took my money", None),
        ("no refund since 2 weeks", None),
        ("no refund, you took my money", None),
        ("no refund as promised", None),
        ("no refund just silence", None),
        ("no refund is here", None),
        ("no refund and no answer", None),
        ("no refund. you are thieves", None),
        ("no refund for me since may", None),
        ("i don't want a refund, i want my money back", None),
        ("i don't want a refund of the whole order", None),
        ("where is my refund", None),
    ],
)
def test_a_wish_is_given_up_where_nothing_else_is_said_of_it(said, rest):
    assert wishes.dropped(said, "refund_request") == rest


@pytest.mark.parametrize(
    "said",
    [
        "i got an email saying my account is locked click here is it real",
        "got a text with a link to reset my account, is it legit",
        "i received a message about a refund, is that from you",
        "an sms came with a link, is this genuine?",
        "someone sent me a link to pay customs, is it a scam",
        "is this email from you? it asks for my card",
        "i keep getting emails about a prize, are they real",
        "you emailed me a link is that really from you",
        "got a whatsapp from your shop, is it fake",
        "they texted me for my password by sms, is this phishing",
        "a mail came that asks me to log in, it looks fake",
    ],
)
def test_a_message_that_came_is_doubted(said):
    assert doubts.doubted(said)


@pytest.mark.parametrize(
    "said",
    [
        "i got no confirmation email, is my order real",
        "i got an email that it shipped, is my order real",
        "this is a scam, i got no email",
        "scam! no answer to my emails",
        "your shop is a scam, i got one email in three weeks",
        "i never got the email, is it real that you ship to spain",
        "is this real leather, i got no message back",
        "is it real? the site says 50% off",
        "i did not get a text, is that from you or the courier",
        "are you real",
        "where is the email with my label, is it from you or the carrier",
        "you are a scam, i sent three emails",
        "without a confirmation mail, is it legit",
        "is that a real person in the message centre",
    ],
)
def test_no_message_that_came_is_doubted(said):
    assert not doubts.doubted(said)


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ("everything came except the chair", ("chair", "")),
        ("everything arrived but the chair", ("chair", "")),
        ("everything is here but the oak side table", ("oak side table", "")),
        ("all of it arrived apart from the mugs!", ("mugs", "")),
        ("the rest came but not the kettle", ("kettle", "")),
        ("the others arrived, but my jumper", ("jumper", "")),
        ("everything came except the chair, i want my money back", ("chair", "i want my money back")),
        ("everything arrived but the lamp. where is it", ("lamp", "where is it")),
        ("everything came but the chair is missing", ("chair", "")),
        ("all arrived but the chair did not", ("chair", "")),
        ("everything came but my chair hasn't arrived yet", ("chair", "")),
        ("everything was delivered except for the t-shirt", ("t-shirt", "")),
    ],
)
def test_all_came_but_one(said, missing):
    assert things.missed_of_all(said) == missing


@pytest.mark.parametrize(
    "said",
    [
        "everything arrived but the box was empty and i want a refund for it",
        "everything came but the courier was rude",
        "everything arrived but my refund did not",
        "everything came but the kettle leaks",
        "everything arrived but the chair is broken",
        "all arrived but the jumper looks used",
        "everything came but the cups are chipped",
        "everything arrived but my money is gone",
        "everything came but the invoice",
        "all of it arrived but the lamp does not work",
        "everything is here, but the box",
        "everything arrived but the chair came scratched",
        "the rest came but the driver threw it over the fence",
    ],
)
def test_all_came_and_something_else_is_told(said):
    assert things.missed_of_all(said) is None


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        ("where's my 57", True),
        ("havent had my £57.00 yet", True),
        ("did my 95 arrive", True),
        ("where are my 95 parcels", False),
        ("my 3 cups are broken", False),
        ("my order 8061", False),
        ("my 2nd order", False),
        ("is my 15% off still there", False),
    ],
)
def test_a_sum_of_theirs_is_no_count_of_things(said, is_one):
    assert bool(money.MY_SUM.search(said)) == is_one


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        ("that is not my porch", True),
        ("that isnt our front door", True),
        ("it was not at my house", True),
        ("not my house number", False),
        ("that is my porch", False),
        ("my door is not working", False),
        ("not my order", False),
    ],
)
def test_a_place_that_is_not_theirs(said, is_one):
    assert bool(things.NOT_MY_PLACE.search(said)) == is_one


@pytest.mark.parametrize(
    ("said", "is_one"),
    [
        ("will i be charged saturday", True),
        ("when will you charge me again", True),
        ("will i be charged when my order ships", False),
        ("will you charge extra", False),
        ("am i going to be billed tomorrow", True),
        ("why was i charged", False),
        ("will you refund me", False),
        ("do i pay for returns", False),
    ],
)
def test_a_charge_that_is_still_to_come(said, is_one):
    assert bool(plans.TO_COME.search(said)) == is_one


LEFT_ALONE = {
    "some that came and are not right are no parcel to look for": (
        fewer.some_came,
        [
            ("ida", "3 of the 4 cups are ugly"),
            ("ida", "3 of the 4 cups came broken"),
            ("ida", "i like 3 of the 4 cups"),
        ],
    ),
    "a part that is missing is no parcel to look for": (
        things.marked,
        [("dana", "blender lid missing"), ("dana", "the blender is missing a screw"), ("rosa", "kettle lid is gone")],
    ),
    "an ok before a wish is no question": (
        beside.behind_an_ok,
        [("ida", "ok do it"), ("ida", "ok whatever you think is best"), ("ida", "right, the toaster")],
    ),
    "what is still not there and no thing is not on its way": (
        things.not_here,
        [
            ("grace", "still no answer from you"),
            ("grace", "still no refund for the puzzle"),
            ("rosa", "still no kettle"),
        ],
    ),
    "fewer of what has come or of something else stops nothing": (
        fewer.of_an_order,
        [
            ("samira", "only one planter came, i ordered two"),
            ("samira", "do i only need one planter for a tree"),
            ("samira", "i want only one thing from you: an answer"),
            ("samira", "change it to one day later"),
            ("samira", "one pair of gloves is enough"),
            ("samira", "i only want 3 planters"),
            ("rosa", "one kettle is enough"),
        ],
    ),
    "an address that nothing is to be sent to changes no delivery": (
        deliveries.to_an_address,
        [
            ("samira", "send the refund to 4 Elm Close, Derby DE1 1AA"),
            ("samira", "where do i send it? is it 4 Elm Close, Derby DE1 1AA"),
            ("samira", "when do you deliver to 4 Elm Close, Derby DE1 1AA"),
            ("samira", "ship order 8133 to me"),
            ("samira", "you sent it to 4 Elm Close, Derby DE1 1AA and it is not here"),
        ],
    ),
    "what nobody can do at the door is no word to the courier": (
        deliveries.for_the_courier,
        [
            ("grace", "ask the driver why he lied"),
            ("grace", "tell your driver to stop being rude"),
            ("grace", "the driver told me to wait outside"),
            ("grace", "please tell the driver to ring me"),
            ("grace", "can they give me a refund"),
            ("grace", "tell the seller to send me another"),
        ],
    ),
    "what is missing and wanted elsewhere is missing first": (
        deliveries.wanted_elsewhere,
        [
            ("viktor", "my coffee machine was delivered to another address and i need it"),
            ("viktor", "i want the machine sent to my office, it never came"),
        ],
    ),
    "another number of a house is no other size": (
        beside.of_another_size,
        [
            ("samira", "flat 42 instead of 41 please"),
        ],
    ),
    "an app that is doubted": (
        doubts.of_permits,
        [
            ("nora", "fake app in the store with your logo, wants my contacts"),
            ("nora", "your app suddenly asks for my contacts, is that the real update?"),
        ],
    ),
    "a call that is ours to make": (
        calling.not_from_us,
        [
            ("theo", "the driver did not ring the bell. call me"),
            ("theo", "call me about the driver"),
            ("theo", "can you call me back about the phone line"),
            ("theo", "you told me: please contact the courier. can somebody call me"),
            ("theo", "please ask someone to call me"),
        ],
    ),
    "the shop's next sale and what a delivery costs are no club": (
        clubs.asked_after,
        [("petra", "when is your next tea sale"), ("petra", "no more charges for delivery?")],
    ),
    "two of something else is no order too many": (
        fewer.of_two_orders,
        [
            ("leo", "i was charged twice for the tent"),
            ("leo", "i asked twice about my tent order"),
            ("leo", "i have two tents and only one came"),
            ("leo", "do i need two tents or is one enough"),
            ("leo", "i have two kids and only need one answer"),
            ("leo", "keep the two tents i ordered twice"),
            ("samira", "i ordered the same planter twice"),
        ],
    ),
}
"""What only has the words of a rule: why, the rule, and who says it."""


@pytest.mark.parametrize(
    ("rule", "who", "said"),
    [
        pytest.param(rule, who, said, id=f"{why}: {said}")
        for why, (rule, messages) in LEFT_ALONE.items()
        for who, said in messages
    ],
)
def test_a_rule_leaves_alone_what_only_has_its_words(tmp_path, rule, who, said):
    account = asyncio.run(SampleShop(tmp_path / "shop.db", Now()).account(who))
    heard = hear(said)
    assert rule(heard, Facts(NOW, account, True)) is heard
