"""The format is strict, and a player that finds nothing wrong would not be worth playing."""

import pytest

from tests.conversations.playing import Played
from tests.conversations.transcript import Happens, Presses, Says, Unreadable, read
from tests.conversations.turns import by_errand, table

GOOD = """\
About: refund

== She says it all
Given: rosa
Policy: high_value USD=40 EUR=30
rosa: my kettle leaks
    and it drips
rosa: here (photo: mug.png)
(photo: lid.png)
[Refund $48.00]
(a day passes)
(90 minutes pass)
(restart)
rosa, in public: hello
Ends with:
  ledger: pay_back 48.00 for 7731
  ledger: intercept for 7731
  case: billing, high value, urgent
  turns: at most 5
"""
END = "Ends with:\n  ledger: nothing\n  case: none\n"


def test_a_chat_log_is_read_line_by_line():
    [talk] = read("refund.txt", GOOD)
    assert (talk.where, talk.name, talk.about, talk.customer) == ("refund.txt:3", "She says it all", "refund", "rosa")
    assert talk.steps == (
        Says(6, "my kettle leaks\nand it drips"),
        Says(8, "here", "photo:mug.png"),
        Says(9, "", "photo:lid.png"),
        Presses(10, "Refund $48.00"),
        Happens(11, "passes", 24 * 60),
        Happens(12, "passes", 90),
        Happens(13, "restart"),
        Says(14, "hello", "", in_public=True),
    )
    assert talk.policy == (("high_value", "USD=40 EUR=30"),)
    assert talk.said("ledger") == ("pay_back 48.00 for 7731", "intercept for 7731")
    assert talk.turns == 5


def test_a_stranger_and_another_subject():
    [talk] = read("x.txt", f"About: refund\n== One\nGiven: theo, not signed in\nAbout: identity\ntheo: hi\n{END}")
    assert (talk.signed_in, talk.about) == (False, "identity")


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("rosa: hi\n", 1, "before the first conversation"),
        ("About: x\n== One\nGiven: rosa\nida: hi\n", 4, "no line of rosa"),
        ("About: x\n== One\nGiven: rosa\nrosa: hi\n(pigs fly)\n", 5, "cannot happen"),
        ("About: x\n== One\nGiven: rosa\nrosa: hi\nand something\n", 5, "no line of rosa"),
        ("About: x\n== One\nGiven: rosa\nrosa:\n", 4, "nothing is said"),
        ("About: x\n== One\nrosa: hi\n", 3, "nobody is given"),
        ("About: x\n== One\nGiven: rosa, asleep\n", 3, "not signed in"),
        ("About: x\n== One\nGiven: rosa\nrosa: hi\nGiven: ida\n", 5, "before the first line"),
        ("About: x\n== One\nGiven: rosa\nPolicy: high_value\n", 4, "a setting and its value"),
        (f"About: x\n== One\nGiven: rosa\nrosa: hi\n{END}  mood: good\n", 8, "is no end"),
        (f"About: x\n== One\nGiven: rosa\nrosa: hi\n{END}  told:\n", 8, "is no end"),
        (f"About: x\n== One\nGiven: rosa\nrosa: hi\n{END}rosa: one more\n", 8, "is no end"),
        ("About: x\n== One\nGiven: rosa\nrosa: hi\n", 2, "asserts too little: its end says no ledger"),
        ("About: x\n== One\nGiven: rosa\nrosa: hi\nEnds with:\n  ledger: nothing\n", 2, "its end says no case"),
        (f"About: x\n== One\nGiven: rosa\n{END}", 2, "says nothing"),
        (f"== One\nGiven: rosa\nrosa: hi\n{END}", 1, "what it is about"),
        (f"About: x\n== One\nGiven: rosa\nrosa: hi\n{END}  turns: few\n", 8, "at most"),
    ],
)
def test_what_is_not_understood_names_its_file_and_line(text, line, why):
    with pytest.raises(Unreadable, match=rf"^bad\.txt:{line}: .*{why}"):
        read("bad.txt", text)


@pytest.mark.parametrize(
    ("lines", "end", "wrong"),
    [
        ("rosa: my kettle leaks, refund please\nrosa: yes", "ledger: nothing\n  case: none", "ledger"),
        ("rosa: where is my order", "ledger: pay_back 48.00 for 7731\n  case: none", "ledger"),
        ("rosa: let me talk to a human", "ledger: nothing\n  case: none", "case"),
        ("rosa: let me talk to a human", "ledger: nothing\n  case: general, human, urgent", "case"),
        ("rosa: let me talk to a human", "ledger: nothing\n  case: general, human\n  card: tuba", "card: 'tuba'"),
        ("rosa: where is my order", "ledger: nothing\n  case: none\n  told: Toledo", "told: nobody said"),
        ("rosa: where is my order", "ledger: nothing\n  case: none\n  not told: 7731", "not told"),
        ("rosa: where is my order", "ledger: nothing\n  case: none\n  kept: 48.00", "kept"),
        ("rosa: refund please", "ledger: nothing\n  case: none\n  under way: nothing", "under way"),
        ("rosa: refund please", "ledger: nothing\n  case: none\n  never asked: order, reason", "asked for reason"),
        ("rosa: refund please\nrosa: it leaks", "ledger: nothing\n  case: none\n  turns: at most 1", "turns: 2"),
        ("rosa: hi\n[Fly me to the moon]", "ledger: nothing\n  case: none", "line 5: there is no button"),
        ("rosa: hi\n(the parcel is scanned)", "ledger: nothing\n  case: none", "no parcel is on its way back"),
    ],
)
async def test_an_end_that_is_not_so_is_found(lines, end, wrong, opened, tmp_path):
    [talk] = read("x.txt", f"About: x\n== One\nGiven: rosa\n{lines}\nEnds with:\n  {end}\n")
    played = Played(talk, tmp_path)
    await played.play(opened)
    assert any(line.startswith(wrong) for line in played.wrong), played.report
    assert "x.txt:2 One" in played.report and "bot: " in played.report


def test_turns_are_counted_by_errand():
    talks = read("x.txt", GOOD + f"\n== Two\nGiven: rosa\nrosa: hi\n(the code is typed)\n{END}")
    assert by_errand(talks) == {"refund": [5, 2]}
    assert table(talks).splitlines()[1].split() == ["refund", "2", "3.5", "5"]
