"""The rest of the Web API, a call each and what it refuses."""

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError


async def refused(call):
    with pytest.raises(SlackApiError) as error:
        await call
    return error.value.response["error"]


async def test_channels_are_made_entered_and_named(server, workspace, web, ana):
    made = (await web.conversations_create(name="desk", is_private=True))["channel"]
    assert made["is_private"] and made["is_member"] and made["creator"] == workspace.bot.id
    assert await refused(web.conversations_create(name="desk")) == "name_taken"
    assert await refused(web.conversations_create(name="My Desk")) == "invalid_name_specials"
    await web.conversations_invite(channel=made["id"], users=ana.id)
    assert await refused(web.conversations_invite(channel=made["id"], users=ana.id)) == "already_in_channel"
    assert await refused(web.conversations_invite(channel=made["id"], users=workspace.bot.id)) == "cant_invite_self"
    assert (await web.conversations_members(channel=made["id"]))["members"] == [workspace.bot.id, ana.id]
    await web.conversations_setTopic(channel=made["id"], topic="cases")
    assert ana.last().text == "set the channel topic: cases"
    assert (await web.conversations_info(channel=made["id"], include_num_members=True))["channel"]["num_members"] == 2
    assert server.sent[0]["event"]["inviter"] == workspace.bot.id


async def test_public_channels_are_joined_and_others_are_not(workspace, web, ana):
    lobby, secret = workspace.channel("lobby", bot=False), workspace.channel("secret", ana, private=True)
    assert (await web.conversations_join(channel=lobby.id))["channel"]["is_member"]
    assert await refused(web.conversations_join(channel=secret.id)) == "method_not_supported_for_channel_type"
    mine = (await web.users_conversations(types="public_channel,private_channel"))["channels"]
    assert {one["name"] for one in mine} == {"general", "lobby", "secret"}
    assert await refused(web.conversations_list(types="rooms")) == "invalid_types"


async def test_dms_are_opened_once(workspace, web, ana):
    ben = workspace.member("Ben")
    assert await refused(web.conversations_open(users=ana.id, prevent_creation=True)) == "channel_not_found"
    first = await web.conversations_open(users=ana.id)
    again = await web.conversations_open(users=ana.id, return_im=True)
    assert first["channel"]["id"] == again["channel"]["id"] == ana.dm_channel.id and again["already_open"]
    group = await web.conversations_open(users=[ana.id, ben.id])
    assert group["channel"]["id"] == (await web.conversations_open(users=[ben.id, ana.id]))["channel"]["id"]
    assert await refused(web.conversations_open(users="UNOBODY")) == "user_not_found"
    assert await refused(web.conversations_open(users=workspace.bot.id)) == "invalid_user_combination"


async def test_scopes_are_asked_for_by_kind_of_channel(workspace, web, ana):
    secret = workspace.channel("secret", ana, private=True)
    workspace.grants(without=("groups:history", "groups:read", "im:write", "users:read.email"))
    await web.conversations_history(channel=workspace.general.id)
    for call in (web.conversations_history(channel=secret.id), web.conversations_info(channel=secret.id)):
        assert await refused(call) == "missing_scope"
    assert await refused(web.conversations_open(users=ana.id)) == "missing_scope"
    assert await refused(web.users_lookupByEmail(email=ana.user.email)) == "missing_scope"
    assert "email" not in (await web.users_info(user=ana.id))["user"]["profile"]
    assert "groups:history" not in (await web.auth_test()).headers["x-oauth-scopes"]


async def test_who_and_where(workspace, web, ana):
    me = await web.auth_test()
    assert (me["team_id"], me["user_id"], me["bot_id"]) == (workspace.id, workspace.bot.id, workspace.bot.bot_id)
    assert (await web.api_test(foo="bar"))["args"] == {"foo": "bar"}
    assert await refused(web.api_test(error="my_error")) == "my_error"
    assert (await web.team_info())["team"]["name"] == workspace.name
    assert await refused(web.team_info(team="TNONE")) == "team_not_found"
    assert {one["name"] for one in (await web.users_list())["members"]} == {"baton", "ana"}
    ana.user.dnd = True
    assert (await web.dnd_info(user=ana.id))["snooze_enabled"]
    assert (await web.dnd_teamInfo(users=[ana.id]))["users"][ana.id]["dnd_enabled"]
    assert await refused(web.bots_info(bot="BNONE")) == "bot_not_found"
    message = await ana.says(workspace.general, "hi")
    link = await web.chat_getPermalink(channel=workspace.general.id, message_ts=message.ts)
    assert link["permalink"].endswith(f"{workspace.general.id}/p{message.ts.replace('.', '')}")
    seen = await web.reactions_get(channel=workspace.general.id, timestamp=message.ts)
    assert seen["message"]["text"] == "hi"
    assert await refused(web.usergroups_users_list(usergroup="SNONE")) == "no_such_subteam"


async def test_uploads_that_go_wrong(server, workspace, web, ana):
    asked = await web.files_getUploadURLExternal(filename="a.txt", length=3)
    complete = {"files": [{"id": asked["file_id"]}], "channel_id": workspace.general.id}
    assert await refused(web.files_completeUploadExternal(**complete)) == "file_not_found"
    async with aiohttp.ClientSession() as session:
        for data, status in ((b"four", 400), (b"abc", 200), (b"abc", 404)):
            async with session.post(asked["upload_url"], data=data) as answer:
                assert answer.status == status
    away = workspace.channel("away", bot=False)
    assert await refused(web.files_completeUploadExternal(**{**complete, "channel_id": away.id})) == "not_in_channel"
    assert await refused(web.files_completeUploadExternal(**complete, thread_ts="1.0")) == "invalid_arguments"
    root = await ana.says(workspace.general, "photo please")
    await web.files_completeUploadExternal(**complete, thread_ts=root.ts)
    assert (await ana.hears(thread=root)).files[0].data == b"abc"
    assert await refused(web.files_completeUploadExternal(**complete)) == "file_not_found"
    hers = await ana.says(workspace.general, files={"b.txt": b"x"})
    assert await refused(web.files_delete(file=hers.files[0].id)) == "cant_delete_file"


async def test_prompts_with_a_thread_are_shown_to_nobody_in_an_agent(server, web, ana):
    server.app.agent_view = True
    root = await ana.dm("hi")
    prompts = [{"title": "Track", "message": "where is it"}]
    where = {"channel_id": root.channel_id}
    await web.assistant_threads_setSuggestedPrompts(thread_ts=root.ts, prompts=prompts, **where)
    assert server.rooms.posting.prompts == {}
    await web.api_call("assistant.threads.setSuggestedPrompts", json={"prompts": prompts, **where})
    assert server.rooms.posting.prompts == {root.channel_id: ["Track"]}
    await web.assistant_threads_setTitle(thread_ts=root.ts, title="Parcel", **where)
    assert server.rooms.posting.titles[root.channel_id, root.ts] == "Parcel"
    five = {"prompts": prompts * 5, **where}
    assert await refused(web.api_call("assistant.threads.setSuggestedPrompts", json=five)) == "invalid_arguments"


async def test_an_app_takes_itself_away(server, workspace, web):
    shown = {"client_id": server.app.client_id, "client_secret": server.app.client_secret}
    assert await refused(web.apps_uninstall(**{**shown, "client_secret": "x"})) == "bad_client_secret"
    assert (await web.auth_revoke(test=True))["revoked"] is False
    await web.apps_uninstall(**shown)
    assert await refused(web.auth_test()) == "account_inactive"


async def test_a_number_that_is_none_and_a_cursor_that_is_none(workspace, web):
    where = {"channel": workspace.general.id}
    assert await refused(web.conversations_history(limit="many", **where)) == "invalid_arguments"
    assert await refused(web.conversations_history(cursor="nonsense", **where)) == "invalid_cursor"
