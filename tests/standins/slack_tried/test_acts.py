"""Menus, forms in every way they can go, home tabs, response_urls."""

import pytest

from tests.standins.slack import InteractionFailed, Misused


def plain(words):
    return {"type": "plain_text", "text": words}


def option(words, value):
    return {"text": plain(words), "value": value}


def block(element, label):
    return {"type": "input", "block_id": label.lower(), "label": plain(label), "element": element, "optional": True}


WHY = {
    "type": "static_select",
    "action_id": "why",
    "option_groups": [{"label": plain("x"), "options": [option("Late", "l"), option("Damaged", "d")]}],
}
MENUS = [
    {"type": "section", "text": plain("Why?"), "block_id": "why", "accessory": WHY},
    {
        "type": "actions",
        "block_id": "more",
        "elements": [
            {"type": "checkboxes", "action_id": "boxes", "options": [option("Box A", "a"), option("Box B", "b")]},
            {"type": "users_select", "action_id": "who"},
            {"type": "datepicker", "action_id": "day"},
            {"type": "overflow", "action_id": "over", "options": [option("Close", "c")]},
            {"type": "external_select", "action_id": "order", "min_query_length": 1},
        ],
    },
]
FORM = {
    "type": "modal",
    "callback_id": "form",
    "notify_on_close": True,
    "title": plain("Return"),
    "submit": plain("Send"),
    "private_metadata": "case 7",
    "blocks": [
        block({"type": "plain_text_input", "action_id": "words"}, "Words"),
        block({**WHY, "action_id": "reason"}, "Reason"),
        block({"type": "multi_users_select", "action_id": "people"}, "People"),
        block({"type": "file_input", "action_id": "photo", "filetypes": ["png"]}, "Photo"),
    ],
}


@pytest.fixture
async def card(app, running, web, workspace):
    await web.chat_postMessage(channel=workspace.general.id, text="card", blocks=MENUS)
    seen = []

    async def keep(ack, body):
        await ack()
        seen.append(body)

    for action in ("why", "boxes", "who", "day", "over", "order"):
        app.action(action)(keep)
    return seen


async def test_every_kind_of_menu(app, card, workspace, ana):
    @app.options("order")
    async def orders(ack, payload):
        await ack(options=[option(f"Order {payload['value']}", payload["value"])])

    ben = workspace.member("Ben")
    assert ana.last().menus == [["Late", "Damaged"], ["Box A", "Box B"], ["Close"]]
    await ana.chooses("Damaged")
    await ana.chooses("Box A", "b")
    await ana.chooses(ben)
    await ana.chooses("2026-12-24")
    await ana.chooses("Close")
    await ana.chooses("1042")
    actions = [one["actions"][0] for one in card]
    assert actions[0]["selected_option"]["value"] == "d"
    assert [one["value"] for one in actions[1]["selected_options"]] == ["a", "b"]
    assert (actions[2]["selected_user"], actions[3]["selected_date"]) == (ben.id, "2026-12-24")
    assert (actions[4]["selected_option"]["value"], actions[5]["selected_option"]["value"]) == ("c", "1042")
    values = card[-1]["state"]["values"]
    assert values["why"]["why"]["selected_option"]["value"] == "d" and values["more"]["who"]["selected_user"] == ben.id
    with pytest.raises(Misused, match="no menu"):
        await ana.chooses("Purple", "Green")


@pytest.fixture
async def form(server, app, running, ana):
    """Opened by a shortcut; what the app hears of it."""
    heard = []
    server.app.shortcut("Return", "return", "global")

    @app.shortcut("return")
    async def opens(ack, body, client):
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    @app.view_closed("form")
    async def closed(ack, body):
        await ack()
        heard.append(body)

    return heard


def says(app, heard, **answer):
    @app.view("form")
    async def submitted(ack, body):
        heard.append(body)
        await ack(**answer)


async def test_a_form_carries_all_its_values(server, app, form, ana, workspace):
    says(app, form)
    ben = workspace.member("Ben")
    modal = await (await ana.shortcut("Return")).opens()
    assert modal.fields == ["Words", "Reason", "People", "Photo"]
    await modal.submits({"Photo": [("a.png", b"PNG")]}, words="broken", reason="Damaged", People=[ben])
    values = form[0]["view"]["state"]["values"]
    assert values["words"]["words"]["value"] == "broken"
    assert values["reason"]["reason"]["selected_option"]["value"] == "d"
    assert values["people"]["people"]["selected_users"] == [ben.id]
    assert values["photo"]["photo"]["files"][0]["name"] == "a.png" and form[0]["view"]["private_metadata"] == "case 7"
    assert not modal.is_open and ana.modal is None
    with pytest.raises(Misused, match="not before"):
        await modal.submits()


async def test_updated_pushed_and_cleared(app, form, ana):
    modal = await (await ana.shortcut("Return")).opens()
    says(app, form, response_action="update", view={**FORM, "title": plain("Second")})
    again = await modal.submits(words="kept")
    assert again.title == "Second" and modal.view.values["words", "words"]["value"] == "kept"
    app._async_listeners.pop()
    says(app, form, response_action="push", view={**FORM, "title": plain("Third")})
    pushed = await modal.submits()
    assert pushed.title == "Third" and len(ana.views) == 2
    app._async_listeners.pop()
    says(app, form, response_action="clear")
    await pushed.submits()
    assert ana.views == []


async def test_wrong_answers_to_a_form(app, form, ana):
    modal = await (await ana.shortcut("Return")).opens()
    says(app, form, response_action="errors", errors={"nowhere": "what?"})
    with pytest.raises(InteractionFailed, match="nowhere"):
        await modal.submits()
    app._async_listeners.pop()
    says(app, form, response_action="update", view={"type": "modal", "title": plain("x" * 30), "blocks": []})
    with pytest.raises(InteractionFailed, match="less than 25"):
        await modal.submits()
    with pytest.raises(Misused, match="no field 'Colour'"):
        await modal.submits(Colour="red")
    with pytest.raises(Misused, match="does not offer"):
        await modal.submits(reason="Purple")
    with pytest.raises(Misused, match="png"):
        await modal.submits(photo={"a.exe": b""})


async def test_closing_is_heard_where_it_was_asked_for(app, form, ana):
    modal = await (await ana.shortcut("Return")).opens()
    await modal.chooses("Late")
    assert modal.view.values["reason", "reason"]["selected_option"]["value"] == "l"
    await modal.closes()
    assert form[0]["type"] == "view_closed" and not form[0]["is_cleared"] and ana.modal is None
    again = await (await ana.shortcut("Return")).opens()
    again.view.given["notify_on_close"] = False
    await again.closes()
    assert len(form) == 1 and ana.modal is None


async def test_an_external_submits_from_their_own_team(server, app, form, web, workspace):
    says(app, form)

    @app.action("open")
    async def opens(ack, body, client):
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)

    zoe = workspace.external("Zoe")
    shared = workspace.channel("acme", external=[zoe])
    go = {"type": "button", "action_id": "open", "text": plain("Open")}
    await web.chat_postMessage(channel=shared.id, text="x", blocks=[{"type": "actions", "elements": [go]}])
    await (await zoe.presses("Open")).submits(words="hi")
    assert form[0]["team"]["id"] == zoe.user.team_id and form[0]["view"]["app_installed_team_id"] == workspace.id


async def test_a_response_url_works_five_times_in_thirty_minutes(server, app, running, workspace, ana):
    server.app.command("/baton")
    codes, kept = [], []

    @app.command("/baton")
    async def help_(ack, respond):
        await ack()
        kept.append(respond)

    await ana.slash("/baton help", workspace.general)
    await ana.slash("/baton help", workspace.general)
    codes += [(await kept[0](text="again")).status_code for _ in range(6)]
    server.passes(minutes=31)
    codes.append((await kept[1](text="late")).status_code)
    assert codes == [200] * 5 + [404, 404]
    assert [one.ephemeral for one in ana.sees(workspace.general)] == [True] * 5


async def test_originals_are_deleted_and_commands_answer_all(server, app, running, web, workspace, ana):
    server.app.command("/baton")

    @app.command("/baton")
    async def help_(ack):
        await ack(text="hello all", response_type="in_channel")

    @app.action("go")
    async def go(ack, respond):
        await ack()
        await respond(delete_original=True)

    ben = workspace.member("Ben")
    button = {"type": "button", "action_id": "go", "text": plain("Go")}
    await web.chat_postMessage(
        channel=workspace.general.id, text="x", blocks=[{"type": "actions", "elements": [button]}]
    )
    await ana.presses("Go")
    await server.settles(0.03)
    assert ana.sees() == []
    await ana.slash("/baton help", workspace.general)
    assert [one.text for one in ben.sees()] == ["hello all"]


async def test_a_home_tab_has_buttons_and_is_each_persons_own(app, running, workspace, ana):
    @app.event("app_home_opened")
    async def show(event, client):
        button = {"type": "button", "action_id": "go", "text": plain("Mine")}
        blocks = [{"type": "header", "text": plain(event["user"])}, {"type": "actions", "elements": [button]}]
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    @app.action("go")
    async def go(ack, body, client):
        await ack()
        view = {"type": "home", "blocks": [{"type": "header", "text": plain("pressed")}]}
        await client.views_publish(user_id=body["user"]["id"], view=view, hash=body["view"]["hash"])

    ben = workspace.member("Ben")
    home = await ana.opens_home()
    await home.shows(ana.id)
    await home.presses("Mine")
    assert await home.shows("pressed") == "pressed"
    with pytest.raises(Misused, match="no home tab"):
        assert ben.home.text


async def test_a_button_that_is_not_there_is_a_clear_mistake(web, workspace, ana):
    await web.chat_postMessage(channel=workspace.general.id, text="card", blocks=MENUS)
    with pytest.raises(Misused, match=r"(?s)no button 'Refund'.*Why"):
        await ana.presses("Refund")


async def test_mentions_after_a_command_are_words_unless_it_escapes(server, app, running, workspace, ana):
    server.app.command("/baton")
    desk, heard = workspace.group("Desk", [ana]), []

    @app.command("/baton")
    async def keep(ack, command):
        await ack()
        heard.append(command["text"])

    for escapes in (False, True):
        server.app.escapes_commands = escapes
        await ana.slash(f"/baton give {ana.mention} {desk.mention} {workspace.general.mention} <b>")
    assert heard[0] == "give @Ana @desk #general <b>"
    group, channel = f"<!subteam^{desk.id}|@desk>", f"<#{workspace.general.id}|general>"
    assert heard[1] == f"give <@{ana.id}|Ana> {group} {channel} &lt;b&gt;"


async def test_a_forged_press_reaches_the_app(app, running, web, workspace, ana):
    heard = []

    @app.action("claim")
    async def claim(ack, action):
        await ack()
        heard.append(action["value"])

    message = await ana.says(workspace.general, "no buttons here")
    await ana.forges({"type": "button", "action_id": "claim", "value": "8"}, on=message)
    assert heard == ["8"]
