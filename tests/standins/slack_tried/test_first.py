"""The whole round by the real Bolt: words, buttons, forms, commands, files."""

from pathlib import Path

import aiohttp
import pytest

from tests.standins import slack as standins
from tests.standins.slack import InteractionFailed, Misused

CARD = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "Case 7"}},
    {
        "type": "actions",
        "elements": [
            {"type": "button", "action_id": "claim", "text": {"type": "plain_text", "text": "Claim"}, "value": "7"},
            {"type": "button", "action_id": "reply", "text": {"type": "plain_text", "text": "Reply"}, "value": "7"},
        ],
    },
]
FORM = {
    "type": "modal",
    "callback_id": "reply",
    "title": {"type": "plain_text", "text": "Reply"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "words",
            "label": {"type": "plain_text", "text": "Your words"},
            "element": {"type": "plain_text_input", "action_id": "text", "max_length": 20},
        }
    ],
}


async def test_a_dm_is_answered(app, running, ana):
    @app.event("message")
    async def echo(event, say):
        await say(f"You said: {event['text']}")

    await ana.dm("where is my parcel <b>")
    heard = await ana.hears("parcel")
    assert heard.text == "You said: where is my parcel <b>" and heard.raw.endswith("&lt;b&gt;")
    assert heard.speaker == "Baton" and heard.reaches == {ana.id}


async def test_a_button_opens_a_form_and_the_form_is_heard(app, running, web, workspace, ana):
    @app.action("reply")
    async def reply(ack, body, client):
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.view("reply")
    async def submitted(ack, view, client):
        words = view["state"]["values"]["words"]["text"]["value"]
        if words == "bad":
            await ack(response_action="errors", errors={"words": "kinder, please"})
            return
        await ack()
        await client.chat_postMessage(channel=workspace.general.id, text=f"sent: {words}")

    await web.chat_postMessage(channel=workspace.general.id, text="Case 7", blocks=CARD)
    modal = await ana.presses("Reply")
    await modal.opens()
    assert modal.title == "Reply" and modal.fields == ["Your words"]
    with pytest.raises(Misused, match="letters"):
        await modal.submits("x" * 21)
    with pytest.raises(Misused, match="filled in"):
        await modal.submits()
    assert (await modal.submits(text="bad")).errors == {"words": "kinder, please"}
    await modal.submits(text="hello")
    assert (await ana.hears("sent")).text == "sent: hello" and ana.modal is None


async def test_a_pressed_message_is_changed_by_its_response_url(app, running, web, workspace, ana):
    @app.action("claim")
    async def claim(ack, respond, body):
        await ack()
        await respond(replace_original=True, text=f"claimed by {body['user']['name']}")
        await respond(response_type="ephemeral", text="It is yours", replace_original=False)

    ben = workspace.member("Ben")
    await web.chat_postMessage(channel=workspace.general.id, text="Case 7", blocks=CARD)
    answer = await ana.presses("Claim")
    assert (await ana.hears("yours")).ephemeral
    assert answer.messages[0].text == "claimed by ana"
    assert [one.text for one in ben.sees()] == ["claimed by ana"]


async def test_a_command_is_answered_in_its_acknowledgement(server, app, running, ana, workspace):
    server.app.command("/baton")

    @app.command("/baton")
    async def help_(ack, command):
        await ack(f"you asked for {command['text']} in {command['channel_name']}")

    answer = await ana.slash("/baton help", workspace.general)
    assert answer.text == "you asked for help in general" and answer.ephemeral
    with pytest.raises(Misused, match="not supported in threads"):
        await ana.slash("/baton help", thread=answer.message)


async def test_shortcuts_carry_the_message(server, app, running, ana, workspace):
    server.app.shortcut("Report phishing", "report")
    server.app.shortcut("Ask for help", "ask", "global")
    seen = []

    @app.shortcut("report")
    async def report(ack, shortcut):
        await ack()
        seen.append(shortcut["message"]["text"])

    @app.shortcut("ask")
    async def ask(ack, body, client):
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    message = await ana.says(workspace.general, "send me your password")
    await ana.shortcut("Report phishing", message)
    assert seen == ["send me your password"]
    assert (await (await ana.shortcut("Ask for help")).opens()).title == "Reply"


async def test_files_go_both_ways(app, running, workspace, ana, server):
    got = []

    @app.event("message")
    async def keep(event, client):
        url = event["files"][0]["url_private_download"]
        headers = {"Authorization": f"Bearer {server.bot_token}"}
        async with aiohttp.ClientSession() as session:
            async with session.get(url) as bare:
                got.append((bare.status, bare.content_type))
            async with session.get(url, headers=headers) as shown:
                got.append((shown.content_type, await shown.read()))
        await client.files_upload_v2(
            channel=event["channel"], content=b"label", filename="label.txt", initial_comment="Print it"
        )

    await ana.dm("it broke", files={"photo.png": b"PNG"})
    heard = await ana.hears("Print")
    assert got == [(200, "text/html"), ("image/png", b"PNG")]
    assert [(one.name, one.data) for one in heard.files] == [("label.txt", b"label")]
    workspace.grants(without=("files:read",))
    await ana.dm("and this", files={"more.png": b"PNG"})
    await ana.hears("Print")
    assert got[3][0] == "text/html"


async def test_nobody_acknowledges_and_the_person_reads_that_it_failed(server, running, web, workspace, ana):
    await web.chat_postMessage(channel=workspace.general.id, text="Case 7", blocks=CARD)
    if server.delivery.transport is server.posts:
        with pytest.raises(InteractionFailed, match="404"):
            await ana.presses("Claim")


async def test_the_example_of_the_readme_holds():
    text = Path(standins.__file__).with_name("README.md").read_text()
    names = {}
    exec(text.split("```python\n")[1].split("```")[0], names)
    await names["test_a_parcel_is_found"]()


async def test_the_home_tab(app, running, ana):
    @app.event("app_home_opened")
    async def show(event, client):
        block = {"type": "header", "text": {"type": "plain_text", "text": "Your cases"}}
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [block]})

    home = await ana.opens_home()
    assert await home.shows("cases") == "Your cases"
