"""A case that a person answered has ended: how did it go? (row 26)"""

from itertools import count

import pytest

from bot.content import OFFER
from bot.events import Press
from handoff.commands import pressed
from handoff.rows import RatingRow
from tests.stage import a_stage

FIVE = ["1 Bad", "2 Poor", "3 All right", "4 Good", "5 Great"]


async def closed(stage, name="theo", reason="solved", words="can I talk to a human please"):
    """A case that Mina has answered and closed."""
    customer, mina = await stage.customer(name), stage.teammate("mina")
    await customer.says(words)
    await mina.commands("claim", 1)
    await mina.types(1, "I've looked at it, all is well.")
    await mina.commands("close", 1, reason=reason)
    return customer, mina


async def test_a_low_score_and_why_reach_the_thread_and_the_leads_who_open_it_again(stage):
    theo, mina = await closed(stage)
    lea, ada = stage.teammate("lea", "lead"), stage.teammate("ada", "admin")
    assert "How was the help you got?" in theo.text and theo.buttons == FIVE
    await theo.presses("2 Poor")
    assert "what went wrong" in theo.text and theo.buttons == ["I need more help"]
    assert mina.reads(1)[-1] == "Theo rates this case 2 of 5."
    assert "Theo rates case #1 2 of 5. Mina answered last." in lea.reads()[-1]
    await theo.says("it took three days until somebody answered")
    assert "passed that on" in theo.text
    assert mina.reads(1)[-1] == "Theo: it took three days until somebody answered"
    await theo.says("where is my rucksack")
    assert "due" in theo.text, "what they say after that is talk again"
    told = (await ada.commands("stats")).card.facts
    assert ("Ratings", "0 % gave 4 or 5 (0 of 1), 1 of 1 asked answered (100 %)") in told
    assert ("by colleague", "Mina: 0 % gave 4 or 5 (0 of 1), 1 of 1 asked answered (100 %)") in told
    await lea.presses(0, "Reopen")
    assert "opened this again" in theo.text
    before = len(lea.reads())
    await theo.presses("5 Great")
    assert "Noted, thank you: 5 of 5" in theo.text and theo.buttons != FIVE
    assert "Theo rates this case 5 of 5 (before: 2)." in mina.reads(1)[-1]
    assert len(lea.reads()) == before, "it is open: nobody need be called"
    await theo.says("no really, thanks")
    (row,) = await stage.store.find(RatingRow, {})
    assert (row.score, row.comment) == (5, "it took three days until somebody answered")


async def test_a_good_score_needs_no_words_and_a_new_wish_is_no_comment(stage):
    theo, mina = await closed(stage)
    rosa = await stage.customer("rosa")
    await rosa.forges(Press(OFFER, "rate:1:1"))
    assert "Nothing was noted" in rosa.text, "it was not hers to rate"
    await theo.says("5")
    assert "Want to say why?" in theo.text
    await theo.presses("4 Good")
    await theo.presses("4 Good")
    assert [line for line in mina.reads(1) if "rates" in line] == [
        "Theo rates this case 5 of 5.",
        "Theo rates this case 4 of 5 (before: 5).",
    ]
    await theo.says("yes")
    assert "what should the team know" in theo.text
    await theo.says("where is my rucksack")
    assert "due" in theo.text
    await theo.says("thanks")
    (row,) = await stage.store.find(RatingRow, {})
    assert (row.score, row.comment, row.alerted) == (4, "", False)
    await theo.says("can I talk to a human please")
    await mina.commands("claim", 2)
    await mina.types(2, "Here again.")
    await mina.commands("close", 2, reason="solved")
    assert theo.buttons != FIVE, "not twice within the month"


async def test_it_is_asked_later_or_never_as_the_team_wants_it(stage):
    ada = stage.teammate("ada", "admin")
    await ada.commands("policy set", setting="rating_after_minutes", value="30")
    theo, mina = await closed(stage)
    assert theo.buttons != FIVE
    await stage.passes(minutes=31)
    assert theo.text == "How was the help you got? One press tells us." and theo.buttons == FIVE
    await ada.commands("policy set", setting="rating_again_days", value="0")
    await ada.commands("policy set", setting="rating_after_minutes", value="0")
    await theo.says("can I talk to a human please")
    await mina.commands("claim", 2)
    await mina.types(2, "Here again.")
    await theo.presses("5 Great")
    assert "Noted" in theo.text, "also while somebody is there again"
    await theo.says("thanks, it is settled now")
    await mina.commands("close", 2)
    assert theo.buttons == FIVE
    await stage.passes(hours=25)
    await theo.presses("1 Bad")
    await stage.passes(hours=25)
    await theo.says("hmm, so so")
    rows = {row.number: row for row in await stage.store.find(RatingRow, {})}
    assert (rows[1].score, rows[2].score, rows[2].comment) == (5, 1, ""), "the time for words was over"
    await ada.commands("policy set", setting="rating", value="no")
    await theo.says("can I talk to a human please")
    await mina.commands("claim", 3)
    await mina.types(3, "Here again.")
    await mina.commands("close", 3)
    assert theo.buttons != FIVE


@pytest.mark.port_only
@pytest.mark.parametrize("later", ["0", "30"])
async def test_a_case_that_is_opened_again_is_asked_about_only_once(stage, later):
    ada = stage.teammate("ada", "admin")
    await ada.commands("policy set", setting="rating_again_days", value="0")
    await ada.commands("policy set", setting="rating_after_minutes", value=later)
    theo, mina = await closed(stage)
    await stage.passes(minutes=31)
    assert theo.buttons == FIVE
    await mina.commands("reopen", 1)
    await mina.commands("claim", 1)
    await mina.types(1, "One thing more: it has left.")
    await mina.commands("close", 1, reason="solved")
    await stage.passes(minutes=31)
    assert theo.buttons != FIVE
    await theo.says("4")
    assert (await stage.store.find(RatingRow, {}))[0].score == 4, "the first question can still be answered"


@pytest.mark.port_only
@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("solved", "the toaster caught fire and burned my hand"),
        ("solved", "i got a text saying my account is on hold, the link looks odd, is it phishing"),
        ("spam", "can I talk to a human please"),
        ("duplicate", "can I talk to a human please"),
    ],
)
async def test_nobody_is_asked_where_it_would_be_an_affront(stage, reason, words):
    theo, _ = await closed(stage, reason=reason, words=words)
    await stage.passes(days=1)
    assert theo.buttons != FIVE and await stage.store.find(RatingRow, {}) == ()


@pytest.mark.port_only
async def test_nobody_is_asked_whom_no_person_answered_or_whose_chat_is_closed_or_who_spoke_of_danger(stage):
    theo, mina, ada = await stage.customer("theo"), stage.teammate("mina"), stage.teammate("ada", "admin")
    await theo.says("can I talk to a human please")
    await mina.commands("close", 1)
    rosa = await stage.customer("rosa")
    await rosa.says("can I talk to a human please")
    await mina.commands("claim", 2)
    await mina.types(2, "What is it?")
    await rosa.says("the kettle caught fire and burned my hand")
    await mina.commands("close", 2)
    nora = await stage.customer("nora")
    await nora.says("can I talk to a human please")
    await mina.commands("claim", 3)
    await mina.types(3, "What is it?")
    await ada.commands("block", person=nora.person.id, reason="threats")
    await mina.commands("close", 3)
    assert await stage.store.find(RatingRow, {}) == ()


@pytest.mark.port_only
async def test_who_ends_it_themselves_is_asked_too_and_an_erased_case_asks_nobody(stage):
    theo, mina = await stage.customer("theo"), stage.teammate("mina")
    await theo.says("can I talk to a human please")
    await mina.commands("claim", 1)
    await mina.types(1, "I've looked at it, all is well.")
    await theo.presses("I don't need this any more")
    await stage.passes(seconds=1)
    assert theo.buttons == FIVE
    await theo.presses("3 All right")
    ada = stage.teammate("ada", "admin")
    asked = await ada.commands("erase", person=theo.person.id, reason="by mail")
    await ada.does(pressed(asked.offers[0].value))
    assert await stage.store.find(RatingRow, {}) == ()


async def test_a_restart_and_a_shop_that_is_down_lose_neither_the_score_nor_the_words(tmp_path):
    async with a_stage(tmp_path) as stage:
        theo, _ = await closed(stage)
        stage.shop.faults.down = True
        await theo.presses("1 Bad")
        assert "what went wrong" in theo.text
    async with a_stage(tmp_path) as stage:
        stage.keys = count(1000)  # a platform's events go on counting
        theo = await stage.customer("theo")
        await theo.says("nobody read what I wrote")
        assert "passed that on" in theo.text
        await theo.forges(Press(OFFER, "rate:1:2"))
        (row,) = await stage.store.find(RatingRow, {})
        assert (row.score, row.comment) == (2, "nobody read what I wrote")
        assert stage.teammate("mina").reads(1) == [
            "Theo: nobody read what I wrote",
            "Theo rates this case 2 of 5 (before: 1).",
        ], "only what is new is shown after a restart, and once"
        for nonsense in ("rate:1:9", "rate:1:0", "rate:1:²", "rate:x:5", "rate:1", "rate:"):
            await theo.forges(Press(OFFER, nonsense))
            assert "Nothing was noted" in theo.text
