"""What takes back, asks on or nudges, and what only has the words of it."""

import pytest

from bot.conversation import Conversation
from bot.corrections import lets_go
from bot.flows.not_received.reading import turned_up
from bot.memory import Line
from bot.slots import handed_in, warranty
from bot.slots.agreeing import LEAVES
from bot.turns import (
    asides,
    graces,
    money_after,
    no_explained,
    not_ours,
    of_return,
    of_the_club,
    one_more,
    open_return,
    own,
    pointing,
    questions,
    second_time,
    shorthand,
    to_ask,
    undoing,
    waiting,
)
from bot.turns.context import beside, money
from bot.turns.nudges import WHO
from handoff.noted import is_note

LABELS = {"kettle": "Emberly kettle", "toaster": "Toaster"}


def full(pattern):
    return lambda text: bool(pattern.fullmatch(text))


def within(pattern):
    return lambda text: bool(pattern.search(text))


TABLES = {
    "another size": (
        within(beside.ANOTHER_SIZE),
        ["can I change to size L instead?", "swap them for a bigger size", "exchange it for 43 please"],
        ["change to 5 Elm Street", "change the delivery to 43 Mill Lane", "change for 5 pounds", "size L", "change it"],
    ),
    "says that a thing is well": (
        full(graces.WELL),
        ["the jumper is perfect", "but the kettle is great by the way", "those cups are lovely"],
        ["that's perfect", "the kettle is not good", "perfect", "is the jumper good", "the lid is good but leaks"],
    ),
    "asks who carries it": (
        full(own.CARRIER),
        ["who is the courier anyway", "which carrier is it", "and who delivers it", "what's the delivery company"],
        ["the courier was rude", "who is the courier who was rude", "who pays the courier", "whose order is it"],
    ),
    "asks for money in slang": (
        within(money.SLANG),
        ["where's my dough", "still no sign of my cash", "when do i get my dosh"],
        ["where is my bread bin", "my dough", "i paid in cash", "where is my quid pro quo", "no dough"],
    ),
    "asks after what waits": (
        full(questions.OF_THE_CASE),
        ["how long does that take", "when will they answer", "who are you passing it to", "what happens now"],
        ["how long does delivery take", "when will it come", "who is the courier", "what is my order number"],
    ),
    "asks, and names nothing": (
        full(questions.BARE),
        ["when", "and where?", "how long will they hold it", "how late is it now"],
        ["when does it come", "where is it", "how long is the rug", "when i got it", "how late is my parcel"],
    ),
    "asks whether it got through": (
        full(undoing.WHEN),
        ["got it?", "did you get it", "did i get it", "have you received my money"],
        ["got it", "did you get the jacket", "have you got it in green", "did i order it"],
    ),
    "asks what it costs": (
        full(pointing.ASKS[0][0]),
        ["how much", "and how much for that", "how much is it", "how much do i get back", "what does it cost?"],
        ["how much is the kettle", "how much did i pay", "how much time", "how much longer", "is it much"],
    ),
    "asks how long": (
        full(pointing.ASKS[1][0]),
        [
            "how long",
            "how many days do i have",
            "how long is it",
            "ok and how long does it take",
            "how long have i got",
        ],
        ["how long until my parcel comes", "how long is the rug", "how many did i order", "how many days late is it"],
    ),
    "asks whether it is free": (
        full(pointing.ASKS[2][0]),
        ["is it free", "and does that cost anything?", "do i have to pay for it", "is this free"],
        ["is it free of lead", "is the kettle free", "are you free tomorrow", "do i have to pay customs", "free it"],
    ),
    "finds that it is not too late": (
        within(warranty.WINDOW),
        ["its only 41 days", "what do you mean too late", "i know my rights", "that's not that long"],
        ["in 41 days i moved house", "the lid is cracked", "too lazy", "call me in 2 days", "41"],
    ),
    "keeps what comes back": (
        full(asides.KEEPS),
        ["cancel the return", "no wait i will keep it", "i don't want to return it anymore", "can i keep the jacket"],
        [
            "i want to keep my order, change the address to 5 Elm Street",
            "i will keep the jacket but my order is broken",
            "you can keep the jacket, i want my money",
            "can i keep it and still get my money",
            "stop returning my parcel to sender",
            "i dont want to send it with dpd",
        ],
    ),
    "wants another end": (
        full(undoing.RATHER),
        ["no wait i want a replacement", "actually, i'd rather have the money", "oh sorry, no, i want my money back"],
        ["but i want my money", "sorry, i want my money", "i want a new one", "no"],
    ),
    "thanks, and leads nowhere": (
        full(graces.THANKED),
        ["thanks", "great thank you so much", "ok cool"],
        ["where is my order", "thanks, where is it", "ok do it"],
    ),
    "all is well": (full(graces.ACK), ["oh nice", "very good", "that's great"], ["so", "oh", "very", "that's"]),
    "it turned up": (
        turned_up,
        ["oh it's with my neighbour", "it's in our garage", "it was at the reception"],
        [
            "my neighbour says it's at the reception but reception denies",
            "it is in a garage somewhere they say",
            "they said it was at the reception",
            "it's not in my shed",
        ],
    ),
    "asks who we are": (full(WHO), ["are you even real", "thanks, are you a bot"], ["is it real", "is this real"]),
    "means something else": (
        within(second_time.OTHER),
        ["i want to return something", "send a few things back", "another one"],
        ["i want to return the boots after all", "refund it"],
    ),
    "asks while it waits": (
        within(waiting.TO_BE_TOLD),
        ["tell me the status of my order 7731", "i need to know the state of my refund", "track my order please"],
        ["the lid came off and hot water went everywhere", "he came to tell me to stop it"],
    ),
    "asks whether we got it": (
        within(money.GOT),
        ["did you get the jacket", "have you received my parcel"],
        ["did you get my message about the jacket", "did you receive my photo of the pot"],
    ),
    "picks by its place": (
        lambda text: bool(shorthand.numbered(LABELS, text)),
        ["no. 1", "number 2", "the second one"],
        ["no 1", "no", "no thanks"],
    ),
    "tells of a parcel that went back": (
        within(open_return.SENT),
        ["i sent the vases back last week", "we returned the kettle", "I sent it back to you", "so i've returned it"],
        [
            "I returned home and the kettle was leaking",
            "we returned from vacation, where is my parcel",
            "We brought the kettle back from holiday",
            "I returned to the shop page, do you sell toasters?",
        ],
    ),
    "was handed in": (
        handed_in,
        ["my roommate handed in the jacket", "i dropped it in the post box", "she gave it to the courier"],
        ["I dropped my phone in the toilet", "I gave it 5 stars, over and out", "i have not handed it in yet"],
    ),
    "was turned away at the counter": (
        within(of_return.REFUSED),
        ["he said no to the label", "the post office says no.", "counter man says label not valid"],
        ["the label on the jacket says no dry cleaning", "the box says no returns"],
    ),
    "has somebody asked": (
        within(to_ask.SOMEBODY),
        ["ok get someone", "let somebody look at it", "fine, ask a colleague"],
        ["ok I'd like to get one", "just get one", "please bring one"],
    ),
    "ends what was spoken of": (
        lambda text: bool(of_the_club.ENDS.match(text)),
        ["cancel this please", "ok stop it", "can you end the club, but when", "stop that, it costs too much"],
        ["I want to end this conversation", "stop that music please", "cancel it from home"],
    ),
    "is no thing to be added": (
        within(one_more.NO_THING),
        ["an end", "a signature", "a note"],
        ["an end table", "one more chair", "a stop watch"],
    ),
    "is paid from another's account, or to it": (
        within(not_ours.MONEY_ON_THEIRS),
        ["can the refund go in my wife's account", "I paid with my husband's account", "put it on her account"],
        ["where is the order on my wife's account", "i put the order on my wife's account", "it's not on my account"],
    ),
    "asks how many days there were": (
        within(no_explained.DAYS),
        ["how many days do i have", "whats the most days you can return", "how many days to get a refund"],
        ["how many days until I get my money?", "how many days does a refund take"],
    ),
    "lets it be": (
        lambda text: bool(LEAVES.match(text)) or lets_go(text),
        ["leave it, thanks", "forget it, it was not plugged in", "leave it?"],
        ["leave it? where did they leave it"],
    ),
    "asks for the money of a club": (
        within(money_after.WORTH),
        ["will i get money back", "do i get back what i paid", "can i get paid back"],
        ["can I have some paid samples", "do you have paid plans"],
    ),
    "is a note": (
        is_note,
        ["/note\nshe called twice", "/note she called", "// hm", "Note: ask the carrier"],
        ["/notes", "/note", "we note: all is well"],
    ),
}
ROWS = [(name, text, True) for name, (_, yes, _no) in TABLES.items() for text in yes]
ROWS += [(name, text, False) for name, (_, _yes, no) in TABLES.items() for text in no]


@pytest.mark.parametrize(("name", "text", "is_so"), ROWS)
def test_a_sentence_is_taken_for_what_it_is(name, text, is_so):
    assert TABLES[name][0](text) is is_so


def test_our_own_words_are_told_from_theirs():
    lines = (Line("customer", "hi"), Line("bot", "Hello."), Line("customer", "?"), Line("bot", "I'm here."))
    assert Conversation(lines=lines).ours == ("Hello.", "I'm here.")
