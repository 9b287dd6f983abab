"""Messages, threads, pings and what is kept of them, by the real slack_sdk."""

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from tests.standins.slack import Misused


def refusal(error):
    return error.value.response["error"]


async def refused(call):
    with pytest.raises(SlackApiError) as error:
        await call
    return refusal(error)


async def test_what_people_type_is_stored_escaped_with_their_mentions_alive(server, workspace, ana):
    ben = workspace.member("Ben")
    typed = f"a < b & {ben.mention} *now* 👍 https://shop.example/x"
    message = await ana.says(workspace.general, typed)
    assert message.raw == f"a &lt; b &amp; {ben.mention} *now* :+1: <https://shop.example/x>"
    assert message.text == "a < b & @Ben now :+1: https://shop.example/x"
    assert message.notified == {ben.id} and message.reaches == {ben.id}
    kinds = [one["type"] for one in message.blocks[0]["elements"][0]["elements"]]
    assert kinds == ["text", "user", "text", "text", "text", "emoji", "text", "link"]


async def test_only_live_tokens_ping_in_text_blocks_and_edits(server, workspace, web, ana):
    ben = workspace.member("Ben")
    desk = workspace.group("Desk", [ben])
    where = {"channel": workspace.general.id}
    shown = {"type": "section", "text": {"type": "mrkdwn", "text": f"{desk.mention} please"}}
    plain = {"type": "section", "text": {"type": "plain_text", "text": "<!channel> &amp; @channel"}}
    posted = await web.chat_postMessage(text="&lt;!channel&gt; @channel", **where)
    assert ana.last().pings == set()
    await web.chat_postMessage(text="card", blocks=[shown, plain], **where)
    assert (ana.last().notified, ana.last().pings) == ({ben.id}, {desk.id})
    await web.chat_update(ts=posted["ts"], text="<!here> now", **where)
    first = ana.sees(workspace.general)[0]
    assert (first.pings, first.notified) == ({"here"}, {ana.id, ben.id})
    await web.chat_postMessage(text="@channel", parse="full", **where)
    assert ana.last().pings == {"channel"}
    assert server.notified == {ana.id, ben.id}


async def test_only_who_is_there_hears_a_mention(workspace, web, ana):
    ben = workspace.member("Ben")
    few = workspace.channel("few", ana, private=True)
    group = workspace.group("All", [ana, ben])
    await web.chat_postMessage(channel=few.id, text=f"{ben.mention} {group.mention}")
    message = ana.last()
    assert message.pings == {ben.id, group.id} and message.notified == {ana.id}


async def test_a_thread_reaches_who_wrote_in_it_and_not_who_only_pressed(workspace, web, ana):
    ben = workspace.member("Ben")
    root = await ana.says(workspace.general, "help")
    await web.chat_postMessage(channel=workspace.general.id, thread_ts=root.ts, text="coming")
    reply = ana.last()
    assert reply.reaches == {ana.id} and root.thread == [reply] and reply.parent is root
    await web.chat_postMessage(channel=workspace.general.id, thread_ts=root.ts, text=f"{ben.mention} it is yours")
    await ana.says(workspace.general, "thanks", thread=root)
    assert ben.id in root.thread[-1].reaches
    history = await web.conversations_history(channel=workspace.general.id)
    assert [one.get("reply_count") for one in history["messages"]] == [3]
    replies = await web.conversations_replies(channel=workspace.general.id, ts=root.ts)
    assert [one["text"] for one in replies["messages"]][-1] == "thanks"


async def test_threads_that_are_none(workspace, web, ana):
    root = await ana.says(workspace.general, "help")
    reply = await ana.says(workspace.general, "hello?", thread=root)
    where = {"channel": workspace.general.id, "text": "x"}
    assert await refused(web.chat_postMessage(thread_ts="1.000000", **where)) == "thread_not_found"
    assert await refused(web.chat_postMessage(thread_ts=reply.ts, **where)) == "cannot_reply_to_message"


async def test_metadata_is_shown_to_who_asks(workspace, web, ana):
    metadata = {"event_type": "support_out", "event_payload": {"outbox_id": 7}}
    where = {"channel": workspace.general.id}
    await web.chat_postMessage(text="hi", metadata=metadata, **where)
    plain = (await web.conversations_history(**where))["messages"][0]
    full = (await web.conversations_history(include_all_metadata=True, **where))["messages"][0]
    assert "metadata" not in plain and full["metadata"] == metadata
    bad = {"event_type": "x", "event_payload": "no object"}
    assert await refused(web.chat_postMessage(text="hi", metadata=bad, **where)) == "invalid_metadata_format"


async def test_another_name_needs_its_scope(workspace, web, ana):
    where = {"channel": workspace.general.id, "text": "where is it?"}
    posted = await web.chat_postMessage(username="Ana (customer)", icon_emoji=":wave:", **where)
    assert posted["message"]["subtype"] == "bot_message" and "user" not in posted["message"]
    assert ana.last().speaker == "Ana (customer)"
    workspace.grants(without=("chat:write.customize",))
    with pytest.raises(SlackApiError) as error:
        await web.chat_postMessage(username="Ana", **where)
    assert (refusal(error), error.value.response["needed"]) == ("missing_scope", "chat:write.customize")


async def test_only_ones_own_messages_can_be_changed(workspace, web, ana):
    hers = await ana.says(workspace.general, "mine")
    where = {"channel": workspace.general.id}
    assert await refused(web.chat_update(ts=hers.ts, text="x", **where)) == "cant_update_message"
    assert await refused(web.chat_delete(ts=hers.ts, **where)) == "cant_delete_message"
    own = (await web.chat_postMessage(text="x", **where))["ts"]
    assert await refused(web.chat_update(ts=own, text="x" * 4001, **where)) == "msg_too_long"
    workspace.archives(workspace.general)
    assert await refused(web.chat_update(ts=own, text="x", **where)) == "is_inactive"
    workspace.unarchives(workspace.general)
    await web.chat_delete(ts=own, **where)
    assert await refused(web.chat_update(ts=own, text="x", **where)) == "message_not_found"


async def test_an_update_of_text_alone_takes_the_blocks_away(workspace, web, ana):
    where = {"channel": workspace.general.id}
    divider = [{"type": "section", "text": {"type": "mrkdwn", "text": "block"}}]
    ts = (await web.chat_postMessage(text="x", blocks=divider, **where))["ts"]
    await web.chat_update(ts=ts, text="y", blocks=divider, **where)
    assert ana.last().text == "block" and ana.last().edited is None
    await web.chat_update(ts=ts, text="z", **where)
    assert ana.last().text == "z" and ana.last().edited["user"] == workspace.bot.id


async def test_a_deleted_parent_leaves_a_tombstone(server, workspace, web, ana):
    root = await ana.says(workspace.general, "help")
    reply = await ana.says(workspace.general, "still here", thread=root)
    await ana.deletes(root)
    await ana.deletes(reply)
    assert root.tombstone and root.text == "This message was deleted."
    changed, deleted = [one["event"] for one in server.sent if one["event"].get("hidden")]
    assert (changed["subtype"], changed["message"]["subtype"]) == ("message_changed", "tombstone")
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", reply.ts)
    assert deleted["previous_message"]["text"] == "still here"


async def test_an_unfurl_changes_a_message_and_edits_nothing(server, workspace, web, ana):
    server.rooms.posting.unfurls["https://shop.example"] = {"title": "A shop", "text": "of mugs"}
    message = await ana.says(workspace.general, "see https://shop.example/mug")
    event = server.sent[-1]["event"]
    assert event["subtype"] == "message_changed" and "edited" not in event["message"]
    assert "of mugs" in message.text
    await ana.edits(message, "see nothing")
    assert "edited" in server.sent[-1]["event"]["message"]
    quiet = {"unfurl_links": False, "unfurl_media": False}
    await web.chat_postMessage(channel=workspace.general.id, text="<https://shop.example|shop>", **quiet)
    assert ana.last().attachments == []


async def test_ephemeral_words_are_for_one(server, workspace, web, ana):
    ben, guest = workspace.member("Ben"), workspace.member("Gus", guest="multi")
    where = {"channel": workspace.general.id, "text": "psst"}
    told = await web.chat_postEphemeral(user=ana.id, **where)
    assert ana.last().ephemeral and ben.sees() == []
    await web.chat_postEphemeral(channel=workspace.general.id, user=ana.id, text=f"{ben.mention} {ana.mention}")
    assert ana.last().notified == ana.last().reaches == {ana.id}
    assert (await web.conversations_history(channel=workspace.general.id))["messages"] == []
    assert await refused(web.chat_postEphemeral(user=guest.id, **where)) == "user_not_in_channel"
    gone = web.chat_update(channel=workspace.general.id, ts=told["message_ts"], text="x")
    assert await refused(gone) == "message_not_found"
    assert not server.sent


async def test_reactions(server, workspace, web, ana):
    message = await ana.says(workspace.general, "hi")
    item = {"channel": workspace.general.id, "timestamp": message.ts}
    await web.reactions_add(name="eyes", **item)
    assert await refused(web.reactions_add(name="eyes", **item)) == "already_reacted"
    assert await refused(web.reactions_add(name="👀", **item)) == "invalid_name"
    await ana.reacts(message, "eyes")
    assert message.reactions == {"eyes": [workspace.bot.id, ana.id]}
    await web.reactions_remove(name="eyes", **item)
    assert await refused(web.reactions_remove(name="eyes", **item)) == "no_reaction"
    await ana.takes_back(message, "eyes")
    assert [one["event"]["type"] for one in server.sent][1:] == ["reaction_added"] * 2 + ["reaction_removed"] * 2


async def test_places_where_nothing_can_be_said(server, workspace, web, ana):
    secret = workspace.channel("secret", ana, private=True, bot=False)
    lobby = workspace.channel("lobby", bot=False)
    old = workspace.channel("old")
    workspace.archives(old)
    rules = workspace.channel("rules")
    rules.restricted = "restricted_action"
    expected = {secret: "channel_not_found", lobby: "not_in_channel", old: "is_archived", rules: "restricted_action"}
    for channel, code in expected.items():
        assert await refused(web.chat_postMessage(channel=channel.id, text="x")) == code
    bare = web.api_call("chat.postMessage", json={"channel": workspace.general.id})
    assert await refused(bare) == "no_text"
    assert await refused(web.conversations_history(channel=lobby.id)) == "not_in_channel"
    server.app.messages_tab = False
    assert await refused(web.chat_postMessage(channel=ana.id, text="x")) == "messages_tab_disabled"
    with pytest.raises(Misused, match="turned off"):
        await ana.dm("hello?")


async def test_an_upload_is_shared_after_the_answer(server, workspace, web, ana):
    done = await web.files_upload_v2(channel=workspace.general.id, content=b"x", filename="a.txt")
    heard = await ana.hears()
    assert done["file"]["channels"] == [] and heard.files[0].id == done["file"]["id"]
    info = (await web.files_info(file=heard.files[0].id))["file"]
    assert info["shares"]["public"][workspace.general.id][0]["ts"] == heard.ts
    await web.files_delete(file=info["id"])
    assert await refused(web.files_info(file=info["id"])) == "file_deleted"


async def test_form_get_and_json_are_one(server, workspace):
    headers = {"Authorization": f"Bearer {server.bot_token}"}
    said = {"channel": workspace.general.id, "text": "hi"}
    async with aiohttp.ClientSession() as session:
        for how in ({"params": said | {"token": server.bot_token}}, {"data": said, "headers": headers}):
            async with session.post(f"{server.api_url}chat.postMessage", **how) as answer:
                assert (await answer.json())["ok"] and answer.status == 200
        async with session.get(f"{server.api_url}no.such.method", headers=headers) as answer:
            assert (await answer.json())["error"] == "unknown_method"
        async with session.post(f"{server.api_url}auth.test") as answer:
            assert (await answer.json())["error"] == "not_authed"
        broken = {"data": "{", "headers": headers | {"Content-Type": "application/json"}}
        async with session.post(f"{server.api_url}auth.test", **broken) as answer:
            assert (await answer.json())["error"] == "invalid_json"


async def test_many_channels_come_in_pages(workspace, web):
    names = {f"c{number:02d}" for number in range(7)}
    for name in sorted(names):
        workspace.channel(name)
    found = []
    async for page in await web.conversations_list(limit=3):
        found += [one["name"] for one in page["channels"]]
    assert len(found) == 8 and names <= set(found)
