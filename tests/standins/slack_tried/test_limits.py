"""Block Kit's limits, each refused with where it went wrong."""

import pytest
from slack_sdk.errors import SlackApiError


def plain(words):
    return {"type": "plain_text", "text": words}


def marked(words):
    return {"type": "mrkdwn", "text": words}


def button(**more):
    return {"type": "button", "action_id": "a", "text": plain("Claim")} | more


def option(words="One", value="1", **more):
    return {"text": plain(words), "value": value} | more


def actions(*elements):
    return {"type": "actions", "elements": list(elements)}


def section(words="hello", **more):
    return {"type": "section", "text": marked(words)} | more


def menu(**more):
    return {"type": "static_select", "action_id": "m", "options": [option()]} | more


def field(element, **more):
    return {"type": "input", "block_id": "i", "label": plain("Field"), "element": element} | more


TYPED = {"type": "plain_text_input", "action_id": "t"}
WRONG = {
    "51 blocks": [section()] * 51,
    "a long section": [section("x" * 3001)],
    "an empty section": [section("")],
    "a section of nothing": [{"type": "section"}],
    "eleven fields": [{"type": "section", "fields": [marked("x")] * 11}],
    "a long field": [{"type": "section", "fields": [marked("x" * 2001)]}],
    "a long header": [{"type": "header", "text": plain("x" * 151)}],
    "a marked header": [{"type": "header", "text": marked("x")}],
    "a long button": [actions(button(text=plain("x" * 76)))],
    "a marked button": [actions(button(text=marked("x")))],
    "a long value": [actions(button(value="x" * 2001))],
    "a long action_id": [actions(button(action_id="x" * 256))],
    "one action_id twice": [actions(button(), button())],
    "one block_id twice": [section(block_id="b"), section(block_id="b")],
    "a colour": [actions(button(style="default"))],
    "26 buttons": [actions(*(button(action_id=str(number)) for number in range(26)))],
    "no elements": [actions()],
    "eleven context elements": [{"type": "context", "elements": [marked("x")] * 11}],
    "a button in a context": [{"type": "context", "elements": [button()]}],
    "a long option": [actions(menu(options=[option("x" * 76)]))],
    "a long option value": [actions(menu(options=[option(value="x" * 151)]))],
    "101 options": [actions(menu(options=[option(value=str(number)) for number in range(101)]))],
    "no options": [actions(menu(options=[]))],
    "options and groups": [actions(menu(option_groups=[{"label": plain("x"), "options": [option()]}]))],
    "a strange initial option": [actions(menu(initial_option=option("Two", "2")))],
    "a long placeholder": [actions(menu(placeholder=plain("x" * 151)))],
    "six in an overflow": [actions({"type": "overflow", "action_id": "o", "options": [option()] * 6})],
    "an image without words": [{"type": "image", "image_url": "https://shop.example/a.png"}],
    "an input in actions": [actions(TYPED)],
    "a file input": [field({"type": "file_input", "action_id": "f"})],
    "a long confirm": [actions(button(confirm={"title": plain("x" * 101), "text": plain("x")}))],
    "an unknown block": [{"type": "marquee"}],
    "a long markdown": [{"type": "markdown", "text": "x" * 12_001}],
    "an unknown key in a text": [{"type": "header", "text": {"type": "plain_text", "text": "x", "size": 3}}],
}


@pytest.mark.parametrize("blocks", WRONG.values(), ids=WRONG.keys())
async def test_wrong_blocks_are_refused_with_their_place(workspace, web, blocks):
    with pytest.raises(SlackApiError) as error:
        await web.chat_postMessage(channel=workspace.general.id, text="x", blocks=blocks)
    answer = error.value.response
    assert answer["error"] == "invalid_blocks"
    assert all("[json-pointer:/blocks/" in one or "/blocks]" in one for one in answer["response_metadata"]["messages"])


RIGHT = [
    section("x" * 3000, fields=[marked("x" * 10)] * 10, accessory=button()),
    {"type": "header", "text": plain("x" * 150)},
    {"type": "divider"},
    actions(button(text=plain("x" * 75), value="x" * 2000, style="danger"), menu()),
    {"type": "context", "elements": [marked("x"), {"type": "image", "image_url": "https://a.example", "alt_text": ""}]},
    field(TYPED),
    {"type": "section", "text": marked("x"), "accessory": {"type": "multi_users_select", "action_id": "u"}},
]


async def test_blocks_at_their_limits_pass_and_get_names(workspace, web, ana):
    await web.chat_postMessage(channel=workspace.general.id, text="x", blocks=RIGHT)
    shown = ana.last()
    assert all(one["block_id"] for one in shown.blocks) and shown.buttons == ["Claim", "x" * 75]
    last = [section("x" * 2900, block_id=str(number)) for number in range(5)]
    with pytest.raises(SlackApiError, match="msg_blocks_too_long"):
        await web.chat_postMessage(channel=workspace.general.id, text="x", blocks=last)


async def test_what_is_no_list_of_blocks(workspace, web):
    for blocks in ('{"type": "section"}', "[{"):
        with pytest.raises(SlackApiError, match="invalid_blocks_format"):
            await web.chat_postMessage(channel=workspace.general.id, text="x", blocks=blocks)
    with pytest.raises(SlackApiError, match="markdown_text_conflict"):
        await web.chat_postMessage(channel=workspace.general.id, text="x", markdown_text="**x**")


async def test_long_text_is_cut_and_said_so(workspace, web, ana):
    answer = await web.chat_postMessage(channel=workspace.general.id, text="x" * 40_001)
    assert "message_truncated" in answer["warning"] and len(ana.last().raw) == 40_000


def modal(*blocks, **more):
    shown = {"type": "modal", "title": plain("Form"), "submit": plain("Send"), "blocks": list(blocks)}
    return {key: value for key, value in (shown | more).items() if value is not None}


WRONG_VIEWS = {
    "a long title": modal(title=plain("x" * 25)),
    "no title": modal(title=None),
    "a long submit": modal(submit=plain("x" * 25)),
    "an input and no submit": modal(field(TYPED), submit=None),
    "long metadata": modal(private_metadata="x" * 3001),
    "a long callback_id": modal(callback_id="x" * 256),
    "a long label": modal(field(TYPED, label=plain("x" * 2001))),
    "101 blocks": modal(*([section()] * 101)),
    "a home": modal(type="home"),
    "a markdown block": modal({"type": "markdown", "text": "x"}),
}


@pytest.mark.parametrize("view", WRONG_VIEWS.values(), ids=WRONG_VIEWS.keys())
async def test_wrong_views_are_refused_and_leave_the_trigger(server, workspace, web, ana, view):
    made = server.rooms.interactions.made(workspace.id, ana.user)
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await web.views_open(trigger_id=made.trigger_id, view=view)
    await web.views_open(trigger_id=made.trigger_id, view=modal(section()))


async def test_triggers_work_once_and_for_three_seconds(server, workspace, web, ana):
    first, late = (server.rooms.interactions.made(workspace.id, ana.user) for _ in range(2))
    opened = await web.views_open(trigger_id=first.trigger_id, view=modal(field(TYPED), external_id="one"))
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        await web.views_open(trigger_id=first.trigger_id, view=modal())
    with pytest.raises(SlackApiError, match="invalid_trigger_id"):
        await web.views_open(trigger_id="1.2.x", view=modal())
    oak = server.workspace("Oak")
    elsewhere = server.rooms.interactions.made(oak.id, oak.member("Eve").user)
    with pytest.raises(SlackApiError, match="invalid_trigger_id"):
        await web.views_open(trigger_id=elsewhere.trigger_id, view=modal())
    server.passes(seconds=4)
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await web.views_open(trigger_id=late.trigger_id, view=modal())
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await web.views_update(view_id=opened["view"]["id"], hash="old", view=modal())
    await web.views_update(external_id="one", view=modal(section("changed")))
    assert ana.modal.text == "changed"


async def test_three_modals_and_no_more(server, workspace, web, ana):
    async def trigger():
        return server.rooms.interactions.made(workspace.id, ana.user).trigger_id

    await web.views_open(trigger_id=await trigger(), view=modal(external_id="one"))
    with pytest.raises(SlackApiError, match="duplicate_external_id"):
        await web.views_push(trigger_id=await trigger(), view=modal(external_id="one"))
    for _ in range(2):
        await web.views_push(trigger_id=await trigger(), view=modal())
    with pytest.raises(SlackApiError, match="push_limit_reached"):
        await web.views_push(trigger_id=await trigger(), view=modal())
    large = [section("x" * 2999, block_id=str(number)) for number in range(95)]
    with pytest.raises(SlackApiError, match="view_too_large"):
        await web.views_publish(user_id=ana.id, view={"type": "home", "blocks": large})
