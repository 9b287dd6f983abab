"""While a case waits, no question and no wish is met with silence, however often we said that it has gone on."""

import pytest

from tests.conversations.playing import Played
from tests.conversations.transcript import Says, Talk

ASKED = """
wheres my refund | I asked by what time. | how long till they solve it | first the money | another pan | when?
where can you send it | do i need to bring the old one back | how much can you give | do i still need it as proof
can i send you a photo of it | no i didnt look anywhere why would i | when will it be on card | which card
how long that takes more? | how long does it take usually | who pay for this? me? | is it my cost for the posting
ok but how did they get my card | is it phishing??? | this is about coffee. refund me | nobody came back to me
and if in 4 minutes nobody | what happens with my order now | so what do i do | did anyone look at it
send it again | dont want wait. another one | ok whatever. then what about my can refund | and the throw?
give me my money | please hurry | can someone call me | whats the status | hows it going | whos looking at it
are you there | is anybody there | hello?? | why so long | why do you ask | why should i wait | what does that mean
i want a new one | i need it by friday | we would like our money back | can you do it faster | could you check
will i get it back | will you refund the postage | do they know about the cup | does it cost me something
must i be at home | should i throw it away | shall i keep it | may i keep it | have you told them | has it moved
am i getting a new one | are they working today | is it a real person | was it stolen | were they told
when are they back | when will someone look | by what time today | what time is it there | until when
which one do you mean | who decides that | whose fault is it | whats next | what about the box | how come
where is it now | where do i see it | where do i send the photo | how do i know its done | how many days more
how soon | how much do i get | tell me something | tell them i need it | show me the status | explain please
check again | look again please | cancel that part | stop the charge | replace it | exchange it | refund it
resend it | pay me back | help me | fix it | change it to blue | call me tomorrow | write to me by mail
better the money | only the refund | rather a voucher | the money please | new one please | a replacement
also i want to know if its insured | also can i add something | and the second one? | and now? | so? | ok and?
you didnt answer my question | i asked something | my question was about the lid | so nothing?
do you have my number | do you need a photo | what do you need from me | did you get my photo | is that all
can we speed this up | would it help if i call | whats my case number | what number do i have | any news
is it still open | is it closed now | how is it possible | what else can i do | what if they say no
what if nobody answers | can i get it in writing | is there a manager | who are you | are you a bot
do you speak german | can you speak japanese | what are your opening hours | do you ship to canada
can i pay with paypal | what is your return policy | how do i clean it | is it in stock | do you still sell them
how can i follow it | track it | where is my parcel | when will it come | is it late | who signed for it
did the driver leave a note | why was i charged | how much was it | to which card does it go | is it on its way
"""
LINES = tuple(line.strip() for row in ASKED.strip().splitlines() for line in row.split(" | "))
OPENED_BY = (
    ("viktor", "my machine never arrived"),
    ("dana", "i want to talk to a human"),
    ("amelie", "refund my coat"),
)
A_TALK = 15
TALKS = tuple(
    (*OPENED_BY[at // A_TALK % len(OPENED_BY)], LINES[at : at + A_TALK]) for at in range(0, len(LINES), A_TALK)
)
TOLD = ("mirrored", "passed on to the waiting case")


@pytest.mark.parametrize(("customer", "opening", "lines"), TALKS, ids=lambda one: one[0] if len(one) > 15 else one)
async def test_whatever_is_asked_is_answered(customer, opening, lines, opened, tmp_path):
    steps = tuple(Says(at, said, "") for at, said in enumerate((opening, *lines)))
    played = Played(Talk("", "", "", customer, True, (), steps, ()), tmp_path)
    await played.play(opened)
    silent = [played.log[at - 1] for at, line in enumerate(played.log) if all(part in line for part in TOLD)]
    assert silent == [], played.report


def test_there_are_enough_of_them():
    assert len(set(LINES)) == len(LINES) > 150
