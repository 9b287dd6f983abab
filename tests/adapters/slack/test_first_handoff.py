"""docs/slack.md as somebody follows it: one command, then a customer, a case, a person's answer."""

import pytest

from tests.slack_house import a_house, a_slack, by_http


@pytest.mark.parametrize("way", ["socket", "http"])
async def test_from_a_greeting_to_a_persons_answer(tmp_path, way):
    async with a_slack() as slack:
        workspace = slack.workspace("Larkspur & Pine")
        boss, mina, rosa = workspace.member("Boss", admin=True), workspace.member("Mina"), workspace.member("Rosa")
        group = workspace.group("Support", [mina])
        more = by_http(slack) if way == "http" else {}
        async with a_house(tmp_path, slack, demo=True, **more) as house:
            await boss.slash(f"/baton setup staff_role={group.mention}", workspace.general)
            await house.settled()
            await rosa.dm("can I talk to a person")
            told = await rosa.hears("person", within=10)
            assert "demonstration" in told.text
            card = await mina.hears("#1", where=house.room, within=10)
            assert mina.id in slack.notified and rosa.id not in slack.notified and boss.id not in slack.notified
            await mina.presses("Claim", on=card)
            await rosa.hears("Mina", within=10)
            said = await mina.says(house.room, "Hello Rosa, what is it about?", thread=card)
            await rosa.hears("what is it about", within=10)
            await rosa.dm("the kettle leaks <!channel>")
            await mina.hears("the kettle leaks", thread=card, within=10)
            await house.settled()
            assert "white_check_mark" in said.reactions
            assert rosa.id not in slack.notified, "nobody but staff was called"
            form = await (await mina.presses("Close…", on=house.card)).opens()
            await form.submits(reason="solved")
            await rosa.hears("settled", within=10)
            assert not slack.schema.unknown, "we ask only for what Slack has"


async def test_a_guest_is_answered_in_plain_messages(tmp_path):
    async with a_slack() as slack:
        guest = slack.workspace("Larkspur & Pine").member("Gil", guest="single")
        async with a_house(tmp_path, slack) as house:
            await guest.dm("where is my order")
            await house.settled()
            assert "automated assistant" in guest.last(guest.dm_channel).text
