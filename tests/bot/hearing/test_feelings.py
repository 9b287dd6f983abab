"""Anger, hurry and danger are heard over a conversation, and each call for a person says why."""

import pytest

from bot.hearing import INTENTS, calls, feeling, hear
from bot.hearing.lexicon import said
from bot.hearing.model import FLAGS, model
from bot.hearing.reading import read


@pytest.mark.parametrize(
    "text",
    [
        "This is absolutely ridiculous, worst shop ever",
        "WHERE IS MY ORDER!!! THIS IS A JOKE",
        "great job losing my parcel again, thanks for nothing",
        "you people are useless liars",
        "I am so fed up with your excuses 😡",
        "what the hell is wrong with you, it is still not here",
    ],
)
def test_anger_is_heard(text: str) -> None:
    assert hear(text).frustrated


@pytest.mark.parametrize(
    "text",
    [
        "could you tell me where my order is please",
        "the kettle arrived with a crack in the lid",
        "my parcel was due yesterday, any news?",
        "great job, thank you!",
        "oh sorry, my mistake, I found it",
        "do you sell gift cards",
    ],
)
def test_a_plain_report_is_not_anger(text: str) -> None:
    assert not hear(text).frustrated


def test_an_apology_lowers_it_and_earlier_anger_raises_it() -> None:
    angry = "this is a ridiculous way to treat people"
    assert hear(f"{angry}. oh sorry, my mistake").frustration < hear(angry).frustration
    plain = "so where is it then"
    assert hear(plain, [angry, angry]).frustration > hear(plain).frustration


def test_saying_the_same_again_raises_it() -> None:
    plain = "please send me the return label"
    assert hear(plain, [plain]).frustration > hear(plain).frustration


@pytest.mark.parametrize(
    "text",
    [
        "I need this asap",
        "please help immediately",
        "cancel it right now",
        "I fly tomorrow and need it by tomorrow morning",
        "urgent!! wrong address",
        "the printer was defective, nobody came for pickup on the scheduled date, I want my refund immediately",
        "my heater caught fire",
    ],
)
def test_hurry_is_heard(text: str) -> None:
    assert hear(text).urgent


@pytest.mark.parametrize(
    "text", ["where is my order", "it was due yesterday", "what is your return policy", "now it says shipped"]
)
def test_no_hurry_where_none_is(text: str) -> None:
    assert not hear(text).urgent


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("can I speak to a real person please", "human"),
        ("get me your manager", "human"),
        ("agent", "human"),
        ("please call me back on 0161 555 0142", "call"),
        ("what's your phone number", "call"),
        ("the charger exploded and burned my hand", "safety"),
        ("I want to kill myself", "safety"),
        ("the driver threatened me", "safety"),
        ("gas smell here", "safety"),
        ("smells like gas in my kitchen since you fitted it", "safety"),
        ("the battery is hissing", "safety"),
        ("my son swallowed the magnet from the toy", "safety"),
        ("the ladder rung snapped and i fell", "safety"),
        ("brakes failed on the new bike", "safety"),
        ("after the cream my face is swelling", "safety"),
        ("my lamp broke and theres glass everywhere, my kid got hurt", "safety"),
        ("lamp glass went in my eye", "safety"),
        ("the pan handle broke and hot oil went on my leg", "safety"),
        ("i feel sick after drinking the coffee, is it off", "safety"),
        ("my son swallowed a piece of it", "safety"),
        ("the kettle leaks on the plug, this is dangerous", "safety"),
        ("my lawyer will hear about this", "legal"),
        ("someone hacked my account and is ordering things", "security"),
        ("tracking says delivered but there is nothing here", "not_received"),
        ("you charged my card twice for one order", "contest"),
        ("I returned it a month ago and still no refund", "refund_overdue"),
        ("this is the third time I write and nobody answers", "repeat"),
        ("my order is late and I need it today, urgent", "urgent_late"),
        ("the blender you idiots sent me is broken, this is a disgrace", "anger"),
    ],
)
def test_a_person_is_called_for_and_the_rule_is_named(text: str, rule: str) -> None:
    heard = hear(text)
    assert rule in dict(heard.triggers)
    assert heard.handoff


@pytest.mark.parametrize(
    "text",
    [
        "hi",
        "where is my order",
        "I want to return these shoes",
        "do you ship to Canada",
        "my parcel is a day late",
        "does this phone case fit the older model",
        "the agent was lovely, thanks",
        "is the fire pit back in stock",
        "cancel my order please",
    ],
)
def test_the_bot_keeps_what_it_can_do_itself(text: str) -> None:
    assert not hear(text).handoff


def mood(
    words: str, *ranked: tuple[str, float], angry: float = 0.3, hurried: float = 0.1, called: float = 0.0
) -> calls.Mood:
    """A message that is about this with these chances, and sounds so."""
    sounds = feeling.listen(words, said(words))
    return calls.Mood(
        said(words), ranked, sounds, feeling.Feeling(hurried, ("now",)), feeling.Feeling(angry, ("worst",)), called
    )


def test_several_likely_reasons_call_where_none_is_sure() -> None:
    torn = mood("it is gone", ("delivery_not_received", 0.2), ("case_followup", 0.2), ("order_status", 0.5))
    call = calls.judged(torn)
    assert call.handoff
    assert call.triggers == ()
    assert [rule for rule, _ in call.reasons] == ["not_received"]
    assert not calls.judged(mood("it is gone", ("delivery_not_received", 0.15), ("order_status", 0.7))).handoff


def test_what_is_learned_of_calls_moves_a_rule_and_makes_none() -> None:
    charge = ("billing_error", 0.9)
    told = "what is this charge of 12.00, i never agreed to it"
    asked, pleaded = (calls.judged(mood(told, charge, called=learned)) for learned in (-2.0, 2.0))
    assert not asked.handoff
    assert pleaded.handoff and dict(pleaded.triggers) == {"contest": "charge"}
    assert calls.judged(mood(told, charge, called=9.0)) == pleaded, "nor for how sure it is of it"
    nothing = calls.judged(mood("does the lid come in blue", ("product_question", 0.99), called=9.0))
    assert not nothing.handoff and nothing.reasons == ()


def test_who_asks_for_a_person_in_words_gets_one_whatever_was_learned() -> None:
    asks = mood("get me a human", ("human_agent", 0.9), called=-9.0)
    burns = mood("the plug caught fire", ("item_problem", 0.9), called=-9.0)
    assert dict(calls.judged(asks).triggers) == {"human": "get me a human"}
    assert dict(calls.judged(burns).triggers) == {"safety": "caught fire"}


def test_anger_calls_where_something_can_be_done_about_it() -> None:
    about = {"item_problem": True, "complaint": False, "out_of_scope": False}
    for intent, called in about.items():
        assert calls.judged(mood("you idiots", (intent, 0.9), angry=0.9)).handoff is called


def test_an_earlier_contact_tells_only_when_it_is_told() -> None:
    plain = ("item_problem", 0.9)
    told = "i contacted your customer care three times and still no reply"
    assert "repeat" in dict(calls.judged(mood(told, plain, called=1.0)).triggers)
    # A handle is who is written to, not who was spoken to.
    assert not calls.judged(mood("hey @support the lid is still cracked", plain)).handoff


@pytest.mark.parametrize(
    "text",
    [
        "not urgent, just asking",
        "no hurry with any of it",
        "is it coming today or tomorrow??",
        "will my parcel be here today",
        "i'm allergic to mondays lol",
        "what is your blood type",
        "where can i buy a gas cooker",
        "it would not hurt to answer",
        "i am sick of waiting",
        "the colour is in the eye of the beholder",
        "stop it please",
        "the cash machine swallowed my card",
        "the zip broke and i want my money back",
        "this sale is dangerously good",
    ],
)
def test_what_sounds_grave_and_is_not(text: str) -> None:
    heard = hear(text)
    assert not heard.urgent
    assert "safety" not in dict(heard.triggers)


def test_one_swear_word_in_a_calm_message_is_no_anger() -> None:
    assert not hear("damn, wrong size, could you please tell me how to swap it? thanks").frustrated


def test_a_tone_without_a_word_for_it_opens_no_case() -> None:
    """However sure the classifier is of it: whoever is called must be able to read why."""
    text = "you charged me 50.00 for something"
    alone = feeling.frustration(feeling.listen(text, said(text)), text, (), 9.0, ())
    worded = "you charged me 50.00 for something, ridiculous, how dare you"
    with_a_word = feeling.frustration(feeling.listen(worded, said(worded)), worded, (), 9.0, ())
    assert not alone.words and feeling.FRUSTRATED < alone.score < 0.75
    assert with_a_word.words and with_a_word.score > 0.85
    surer, less = (
        feeling.frustration(feeling.listen(worded, said(worded)), worded, (), tone, ()) for tone in (3.0, 2.0)
    )
    assert with_a_word.score == surer.score > less.score, "nor for how sure it is of it"


@pytest.mark.parametrize(
    "text",
    [
        "money is going out of my account as we speak, stop it",
        "he's outside my door right now and won't ring, tell him please",
        "my exam starts in ten minutes and I can't log in, please help",
    ],
)
def test_what_happens_as_they_write_is_hurry(text: str) -> None:
    assert hear(text).urgent
    assert feeling.listen(text, said(text)).hurry


def test_a_pace_that_no_listed_word_tells_names_the_words_it_was_learned_by() -> None:
    """Whoever is called must be able to read why."""
    text = "the gate shuts and my ticket will not open"
    sounds = feeling.listen(text, said(text))
    pressed = feeling.urgency(sounds, 9.0, (), lambda: ("gate shuts",))
    assert pressed.score > feeling.URGENT and pressed.words == ("gate shuts",)
    calm = feeling.urgency(sounds, -9.0, (), lambda: ("gate shuts",))
    assert calm.score < feeling.URGENT and calm.words == ()


@pytest.mark.parametrize("text", ["not urgent, the gate shuts and my ticket will not open", "ticket, gate"])
def test_a_pace_is_unsaid_by_words_of_calm_and_not_told_by_three_words(text: str) -> None:
    assert feeling.urgency(feeling.listen(text, said(text)), 9.0, ()).score < feeling.URGENT


@pytest.mark.parametrize("column", range(len(INTENTS), len(INTENTS) + len(FLAGS)))
def test_the_words_that_speak_most_are_words_of_the_message(column: int) -> None:
    text = "my train leaves at 5, card 4111 1111 1111 1111 and the ticket is not in the app <url>, they load it now"
    told = model().telling(read(text).masked, column)
    assert 0 < len(told) <= 2
    for phrase in told:
        assert f" {phrase} " in read(text).masked
        assert not {"0", "xurl", "xcard"} & set(phrase.split())
    assert model().telling(read("").masked, column) == ()


@pytest.mark.parametrize(
    "text",
    [
        "fuck yeah it arrived",
        "damn good mug",
        "shit, I typed the wrong order number",
        "sorry i was rude, thank you for helping",
    ],
)
def test_joy_and_anger_at_oneself_are_no_anger_at_us(text):
    assert not hear(text).frustrated


@pytest.mark.parametrize(
    "text",
    [
        "i dont want to live anymore",
        "im so deep in debt because of this charge i dont want to live anymore",
        "i just cant go on, everything is too much",
        "found glass in one of the mugs and my daughter drank from it",
        "there are glass splinters in the cup, my lip is cut",
        "the coffee beans have mold, i got sick",
        "my dog ate a piece of the mug packaging, is it toxic",
        "there is gas leaking",
        "my finger got cut on the edge",
    ],
)
def test_danger_told_in_plain_words_is_heard(text):
    assert "safety" in dict(hear(text).triggers)


@pytest.mark.parametrize(
    "text",
    [
        "i cant go on the website",
        "i don't want to live in that house so send it elsewhere",
        "i got sick of waiting",
        "the cable is cut",
        "i cant go on like this with your service",
        "the kettle cant go on the stove",
        "my order was cut off",
        "the mug is glass, i ate from it",
        "burning candles smell nice",
        "this makes me sick",
        "got a shock when i saw the price",
    ],
)
def test_what_only_sounds_like_danger_is_none(text):
    assert "safety" not in dict(hear(text).triggers)
