"""What is pressed, filled in and picked: kept, then acknowledged. A form opens at once; who may, Slack is asked."""

import asyncio

import pytest

from bot.writes import AuditRow, MessageRow
from handoff.rows import CaseRow
from tests.slack_house import a_house, a_slack, by_http


@pytest.fixture
async def slack():
    async with a_slack() as server:
        server.workspace("Larkspur & Pine")
        yield server


@pytest.fixture(params=("socket", "http"))
async def house(request, slack, tmp_path):
    more = by_http(slack) if request.param == "http" else {}
    async with a_house(tmp_path, slack, **more) as running:
        yield running


@pytest.fixture
async def people(house, slack):
    workspace = slack.workspaces[0]
    mina, otto, ana = (workspace.member(name) for name in ("Mina", "Otto", "Ana"))
    await house.set_up(workspace, mina, otto)
    await ana.dm("can I talk to a human please")
    await house.settled()
    return mina, otto, ana


async def case_of(house):
    [case] = await house.app.store.find(CaseRow, {})
    return case


async def test_of_two_who_claim_one_wins_and_the_other_is_told(house, people):
    mina, otto, _ = people
    card = house.card
    both = await asyncio.gather(mina.presses("Claim", on=card), otto.presses("Claim", on=card))
    told = sorted([(await answer.says()).text for answer in both])
    await house.settled()
    owner = (await case_of(house)).owner_name
    assert owner in ("Mina", "Otto") and told[0] == "Case #1 is yours." and owner in told[1]


async def test_a_press_by_somebody_who_is_no_staff_changes_nothing(house, people, slack):
    eve = slack.workspaces[0].member("Eve")
    house.room.members.append(eve.id)
    answer = await eve.presses("Claim", on=house.card)
    assert "staff" in (await answer.says()).text and answer.ephemeral
    await house.settled()
    assert (await case_of(house)).owner == ""


async def test_a_form_opens_before_anything_is_looked_up_and_its_words_reach_the_customer(house, people):
    mina, _, ana = people
    await mina.presses("Claim", on=house.card)
    await house.settled()
    answer = await mina.presses("Reply", on=house.card)
    form = await answer.opens()
    assert form.title.startswith("Reply")
    await form.submits("Hello Ana, I am looking at it.")
    assert "I am looking at it" in (await ana.hears("looking")).text


async def test_a_form_opens_even_while_slack_does_not_say_who_it_is(house, people, slack):
    mina, *_ = people
    slack.fails("users.info", "hang", times=10)
    slack.fails("usergroups.users.list", "hang", times=10)
    assert (await (await mina.presses("Note", on=house.card)).opens()).title.startswith("Note")


async def test_a_form_sent_in_is_done_and_said_where_it_was_opened(house, people):
    mina, *_ = people
    await mina.presses("Claim", on=house.card)
    await house.settled()
    form = await (await mina.presses("Close…", on=house.card)).opens()
    await form.submits(reason="solved")
    await house.settled()
    assert (await case_of(house)).stage == "closed"


async def test_the_menu_of_a_message_sends_it_to_the_customer(house, people):
    mina, _, ana = people
    said = await mina.says(house.room, "your parcel is in Toledo", thread=house.card)
    note = await mina.says(house.room, "// she is in Lisbon", thread=house.card)
    await house.settled()
    await mina.presses("Claim", on=house.card)
    await house.settled()
    answer = await mina.shortcut("Send to customer", note)
    assert "marked as a note, so nothing was sent" in (await answer.says()).text
    await mina.shortcut("Send to customer", said)
    assert "Toledo" in (await ana.hears("Toledo")).text and "Lisbon" not in ana.last().text


async def test_the_menu_of_a_message_keeps_it_as_a_note(house, people):
    mina, *_ = people
    said = await mina.says(house.room, "// he called before", thread=house.card)
    await house.settled()
    await mina.shortcut("Add note", said)
    await house.settled()
    notes = await house.app.store.find(MessageRow, {"speaker": "note"})
    assert len(notes) == 2, "as it was typed, and as it was picked"


async def test_a_shortcut_on_a_message_of_no_case_says_where_it_works(house, people):
    mina, *_ = people
    said = await mina.says(house.room, "lunch?")
    answer = await mina.shortcut("Send to customer", said)
    assert "no case's thread" in (await answer.says()).text


async def test_phishing_is_reported_with_its_links_made_harmless(house, people, slack):
    workspace = slack.workspaces[0]
    ben, eve = workspace.member("Ben"), workspace.member("Eve")
    bait = await eve.says(workspace.general, "You won! http://evil.example/prize")
    answer = await ben.shortcut("Report phishing", bait)
    assert "security" in (await answer.says()).text
    await house.settled()
    rows = [row for row in await house.inbox(lane="customer") if "phishing" in row.payload]
    assert len(rows) == 1 and "hxxp" in rows[0].payload and "http://evil" not in rows[0].payload


async def test_help_with_a_message_goes_on_in_private(house, people, slack):
    workspace = slack.workspaces[0]
    ben = workspace.member("Ben")
    said = await ben.says(workspace.general, "where is my parcel")
    answer = await ben.shortcut("Get help with this", said)
    assert "direct message" in (await answer.says()).text
    await house.settled()
    assert [one for one in ben.sees(ben.dm_channel) if one.user is not ben.user]


async def test_a_press_told_twice_is_done_once(house, people, slack):
    mina, *_ = people
    await mina.presses("Claim", on=house.card)
    await house.settled()
    claims = [row for row in await house.app.store.find(AuditRow, {}) if row.verb == "claim"]
    assert len(claims) == 1


async def test_buttons_work_after_a_restart(slack, tmp_path):
    workspace = slack.workspaces[0]
    mina, ana = workspace.member("Mina"), workspace.member("Ana")
    async with a_house(tmp_path, slack) as house:
        await house.set_up(workspace, mina)
        await ana.dm("can I talk to a human please")
        await house.settled()
    async with a_house(tmp_path, slack) as again:
        await mina.presses("Claim", on=again.card)
        await again.settled()
        assert (await case_of(again)).owner_name == "Mina"


async def test_a_customer_of_another_organisation_presses_and_mentions(house, slack):
    """Slack offers them no commands and no menu of ours: words and buttons are all they have, and enough."""
    workspace = slack.workspaces[0]
    zoe = workspace.external("Zoe", of="Elsewhere")
    shared = workspace.channel("with-elsewhere", external=[zoe])
    await zoe.says(shared, f"{workspace.bot.mention} hello")
    await house.settled()
    answers = [one for one in zoe.sees(zoe.dm_channel) if one.user is not zoe.user]
    assert answers, zoe.screen()
    await zoe.presses("Where is my order", on=answers[-1])
    await house.settled()
    assert len([one for one in zoe.sees(zoe.dm_channel) if one.user is not zoe.user]) > len(answers)
