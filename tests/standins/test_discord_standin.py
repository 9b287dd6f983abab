"""The stand-in for Discord, tried by the real client and by plain HTTP."""

import asyncio
import io
import re

import aiohttp
import discord
import pytest
from discord import app_commands, ui

from tests.standins.discord import DiscordStandIn, InteractionFailed, Misused, Permission

ALL_INTENTS = discord.Intents.default() | discord.Intents(message_content=True)
SEND = "POST /channels/{channel_id}/messages"


class Bot(discord.Client):
    """A client that keeps what it hears and never waits two seconds for guilds."""

    def __init__(self, *, intents=ALL_INTENTS, **options):
        options.setdefault("allowed_mentions", discord.AllowedMentions.none())
        super().__init__(intents=intents, guild_ready_timeout=0.05, **options)
        self.heard, self.events, self.readies = [], [], 0
        self.tree = app_commands.CommandTree(self)

    async def on_ready(self):
        self.readies += 1

    async def on_message(self, message):
        if message.author.id != self.user.id:
            self.heard.append(message)

    def dispatch(self, event, /, *args, **kwargs):
        self.events.append((event, args))
        super().dispatch(event, *args, **kwargs)

    def saw(self, event):
        return [args[0] if args else None for name, args in self.events if name == event]


class Echo(Bot):
    """Repeats what it is told."""

    async def on_message(self, message):
        await super().on_message(message)
        if message.author.id != self.user.id:
            await message.channel.send(f"You said: {message.content}")


@pytest.fixture
async def server():
    async with DiscordStandIn() as server:
        with server.points():
            yield server


@pytest.fixture
async def run(server):
    clients = []

    async def start(client, *, ready=True):
        task = asyncio.create_task(client.start(server.token))
        clients.append((client, task))
        if ready:
            await server.connected()
            await client.wait_until_ready()
        return client

    yield start
    for client, task in clients:
        await client.close()
        await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
def guild(server):
    return server.guild("Larkspur & Pine")


@pytest.fixture
def ana(guild):
    return guild.member("Ana")


@pytest.fixture
async def bot(guild, run):
    return await run(Bot())


BUTTON = {"type": 2, "style": 1, "label": "Claim", "custom_id": "a"}
MENU = {"type": 3, "custom_id": "menu"}
OPTIONS = [{"label": str(number), "value": str(number)} for number in range(26)]


def row(*components):
    return {"type": 1, "components": list(components)}


async def until(find, within=5.0):
    async with asyncio.timeout(within):
        while not find():  # noqa: ASYNC110 - what is waited for is inside another library
            await asyncio.sleep(0.005)


class Rest:
    """Plain HTTP as the bot."""

    def __init__(self, server, session):
        self.server, self.session = server, session

    async def __call__(self, method, path, body=None, **options):
        headers = {"Authorization": f"Bot {self.server.token}"}
        async with self.session.request(
            method, self.server.api_url + path, json=body, headers=headers, **options
        ) as response:
            self.headers = response.headers
            return response.status, await response.json() if response.content_length else None


@pytest.fixture
async def rest(server):
    async with aiohttp.ClientSession() as session:
        yield Rest(server, session)


# Messages


async def test_a_dm_reaches_the_real_client_and_is_answered(ana, run):
    client = await run(Echo())
    await ana.dm("where is my parcel")
    answer = await ana.hears("parcel")
    assert answer.content == "You said: where is my parcel"
    assert client.heard[0].guild is None


async def test_the_same_nonce_makes_one_message_until_minutes_have_passed(server, bot, ana):
    channel = await (await bot.fetch_user(ana.id)).create_dm()
    first = await channel.send("hello", nonce="row1")
    assert (await channel.send("hello", nonce="row1")).id == first.id
    server.passes(minutes=10)
    assert (await channel.send("hello", nonce="row1")).id != first.id


async def test_closed_dms_and_no_common_server_are_told_apart(server, bot, ana, guild):
    dm = await (await bot.fetch_user(ana.id)).create_dm()
    ana.dms_open = False
    with pytest.raises(discord.Forbidden) as closed:
        await dm.send("hello")
    ana.dms_open = True
    await guild.loses(ana)
    with pytest.raises(discord.Forbidden) as strangers:
        await dm.send("hello")
    assert (closed.value.code, strangers.value.code) == (50007, 50278)


async def test_edits_and_deletes_are_heard_by_clients_without_a_cache(guild, run, ana):
    client = await run(Bot(max_messages=None))
    message = await ana.dm("my order")
    await ana.edits(message, "my order 1042")
    await ana.deletes(message)
    await until(lambda: client.saw("raw_message_delete"))
    assert client.saw("raw_message_edit")[0].message.content == "my order 1042"
    assert client.saw("raw_message_delete")[0].message_id == message.id


async def test_without_the_intent_only_own_dms_and_mentions_have_words(server, guild, run, ana):
    client = await run(Bot(intents=discord.Intents.default()))
    await ana.says(guild.general, "a secret", files={"note.txt": b"x"})
    await ana.says(guild.general, f"hey {client.user.mention}")
    await ana.dm("private")
    await until(lambda: len(client.heard) == 3)
    assert [one.content for one in client.heard] == ["", f"hey {client.user.mention}", "private"]
    assert not client.heard[0].attachments
    server.privileged["message_content"] = False
    channel = client.get_channel(guild.general.id)
    assert [one.content async for one in channel.history(oldest_first=True)] == ["", f"hey {client.user.mention}"]


async def test_an_intent_that_is_not_enabled_closes_the_gateway(server, guild, run):
    server.privileged["message_content"] = False
    client = Bot()
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await client.start(server.token)
    await client.close()


async def test_history_goes_both_ways(bot, guild, ana):
    sent = [await ana.says(guild.general, str(number)) for number in range(5)]
    channel = bot.get_channel(guild.general.id)
    after = [one.content async for one in channel.history(after=sent[1], oldest_first=True)]
    before = [one.content async for one in channel.history(before=sent[2], limit=1)]
    around = [one.content async for one in channel.history(around=sent[2], limit=3)]
    assert (after, before, sorted(around)) == (["2", "3", "4"], ["1"], ["1", "2", "3"])


async def test_files_go_up_and_down_and_their_links_run_out(server, bot, guild, ana):
    channel = bot.get_channel(guild.general.id)
    sent = await channel.send(file=discord.File(io.BytesIO(b"a parcel"), "photo.png", description="the box"))
    assert (ana.last().attachments[0].data, ana.last().attachments[0].name) == (b"a parcel", "photo.png")
    assert await sent.attachments[0].read() == b"a parcel"
    server.passes(hours=25)
    with pytest.raises(discord.NotFound):
        await sent.attachments[0].read()
    again = await channel.fetch_message(sent.id)
    assert await again.attachments[0].read() == b"a parcel"


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"content": "x" * 2001}, "content"),
        ({"embeds": [{"description": "x" * 4000}, {"description": "x" * 2001}]}, "embeds"),
        ({"content": "x", "nonce": "x" * 26, "enforce_nonce": True}, "nonce"),
        ({"components": [row(BUTTON | {"label": "x" * 81})]}, "components"),
        ({"components": [row(BUTTON | {"custom_id": "x" * 101})]}, "components"),
        ({"components": [row(BUTTON)] * 2}, "components"),
        ({"components": [row(MENU | {"options": OPTIONS})]}, "components"),
        ({"flags": 1 << 15, "components": [{"type": 10, "content": "x"}] * 41}, "components"),
        ({"flags": 1 << 15, "content": "x", "components": [{"type": 10, "content": "x"}]}, "content"),
        ({"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}, "allowed_mentions"),
    ],
)  # fmt: skip
async def test_what_is_too_large_is_refused_by_its_path(guild, rest, body, path):
    status, answer = await rest("POST", f"/channels/{guild.general.id}/messages", body)
    assert (status, answer["code"], list(answer["errors"])) == (400, 50035, [path])


async def test_an_empty_message_and_a_large_file_are_refused(bot, guild):
    channel = bot.get_channel(guild.general.id)
    with pytest.raises(discord.HTTPException) as empty:
        await channel.send("")
    with pytest.raises(discord.HTTPException) as large:
        await channel.send(file=discord.File(io.BytesIO(bytes(10 * 1024**2 + 1)), "big.bin"))
    assert (empty.value.code, large.value.code, large.value.status) == (50006, 40005, 413)


# Mentions


async def test_who_is_notified_is_what_was_allowed(server, guild, ana, run):
    staff = guild.role("Support", mentionable=True)
    mina = guild.member("Mina", roles=[staff])
    client = await run(Bot(allowed_mentions=None))
    channel = client.get_channel(guild.general.id)
    words = f"{ana.mention} <@&{staff.id}> @everyone"

    async def notified(**allowed):
        sent = await channel.send(words, allowed_mentions=discord.AllowedMentions(**allowed) if allowed else None)
        return guild.general.messages[sent.id].notified

    assert await notified() == {ana.id, mina.id}, "the bot may not mention everyone"
    assert await notified(everyone=False, users=False, roles=[discord.Object(staff.id)]) == {mina.id}
    assert await notified(everyone=False, users=False, roles=False) == set()
    edited = await channel.send("quiet", allowed_mentions=discord.AllowedMentions.none())
    await edited.edit(content=ana.mention)
    assert ana.id in guild.general.messages[edited.id].notified, "an edit without allowed_mentions parses again"


# Permissions and threads


async def test_permissions_are_computed_and_enforced(guild, ana, bot, rest):
    staff = guild.role("Support")
    mina, desk = guild.member("Mina", roles=[staff]), guild.channel("desk", only=[staff])
    assert (mina.can_see(desk), ana.can_see(desk)) == (True, False)
    with pytest.raises(Misused):
        await ana.says(desk, "hello")
    guild.bot_may(all_but=(Permission.SEND_MESSAGES,))
    _, refused = await rest("POST", f"/channels/{desk.id}/messages", {"content": "x"})
    guild.hides(desk, staff)
    desk.overwrites.pop(guild.bot_role.id)
    _, unseen = await rest("POST", f"/channels/{desk.id}/messages", {"content": "x"})
    assert (refused["code"], unseen["code"]) == (50013, 50001)


async def test_a_thread_has_its_messages_id_and_comes_once(bot, guild, ana):
    channel = bot.get_channel(guild.general.id)
    card = await channel.send("case 1")
    thread = await card.create_thread(name="case 1")
    assert thread.id == card.id
    with pytest.raises(discord.HTTPException) as again:
        await card.create_thread(name="case 1")
    assert again.value.code == 160004
    await ana.says(guild.discord.world.channels[thread.id], "a note")
    await until(lambda: any(one.content == "a note" for one in bot.heard))
    assert isinstance(bot.heard[-1].channel, discord.Thread)


async def test_archived_refuses_edits_and_wakes_when_spoken_in_locked_refuses_words(bot, guild, ana, rest):
    card = await bot.get_channel(guild.general.id).send("case 1")
    thread = await card.create_thread(name="case 1")
    said = await thread.send("hello")
    await thread.edit(archived=True)
    with pytest.raises(discord.HTTPException) as archived:
        await said.edit(content="changed")
    with pytest.raises(discord.HTTPException) as reacted:
        await said.add_reaction("✅")
    assert (archived.value.code, reacted.value.code) == (50083, 50083)
    record = guild.discord.world.channels[thread.id]
    await ana.says(record, "me again")
    assert not record.thread.archived
    await thread.edit(archived=True, locked=True)
    with pytest.raises(Misused, match="160005"):
        await ana.says(record, "and again")


async def test_the_cap_on_active_threads(server, bot, guild):
    server.world.active_threads = 1
    channel = bot.get_channel(guild.general.id)
    first = await (await channel.send("1")).create_thread(name="1")
    second = await channel.send("2")
    with pytest.raises(discord.HTTPException) as full:
        await second.create_thread(name="2")
    assert full.value.code == 160006
    await first.edit(archived=True)
    await second.create_thread(name="2")


async def test_private_threads_are_seen_by_those_let_in(bot, guild, ana):
    ben, channel = guild.member("Ben"), bot.get_channel(guild.general.id)
    thread = await channel.create_thread(name="just us", invitable=False)
    assert thread.is_private()
    await thread.add_user(discord.Object(ana.id))
    record = guild.discord.world.channels[thread.id]
    assert (ana.can_see(record), ben.can_see(record)) == (True, False)


async def test_forum_posts_carry_tags_and_are_listed(guild, run):
    forum = guild.forum("cases", tags=["open", "closed"])
    client = await run(Bot())
    channel = client.get_channel(forum.id)
    opened = channel.available_tags[0]
    post = await channel.create_thread(name="case 1", content="the card", applied_tags=[opened])
    assert post.thread.id == post.message.id and post.thread.applied_tags == [opened]
    assert [one.id for one in await client.get_guild(guild.id).active_threads()] == [post.thread.id]
    await post.thread.edit(archived=True, applied_tags=[channel.available_tags[1]])
    assert [one.id async for one in channel.archived_threads()] == [post.thread.id]


# Webhooks


async def test_a_webhook_speaks_under_a_name_and_in_a_thread(bot, guild, ana):
    channel = bot.get_channel(guild.general.id)
    thread = await (await channel.send("case 1")).create_thread(name="case 1")
    hook = await channel.create_webhook(name="Baton")
    sent = await hook.send("my words", username="Ana (customer)", wait=True, thread=thread)
    seen = ana.last(guild.discord.world.channels[thread.id])
    assert (seen.speaker, seen.text, seen.author.bot) == ("Ana (customer)", "my words", True)
    await hook.edit_message(sent.id, content="my new words", thread=thread)
    assert seen.text == "my new words" and seen.edited
    await hook.delete_message(sent.id, thread=thread)
    assert seen.deleted


@pytest.mark.parametrize("name", ["Discord Fan", "xClydex", "x" * 81])
async def test_a_webhook_may_not_have_such_names(bot, guild, name):
    hook = await bot.get_channel(guild.general.id).create_webhook(name="Baton")
    with pytest.raises(discord.HTTPException) as refused:
        await hook.send("hello", username=name, wait=True)
    assert refused.value.code == 50035


async def test_fifteen_webhooks_and_no_more(bot, guild):
    channel = bot.get_channel(guild.general.id)
    for number in range(15):
        await channel.create_webhook(name=f"hook {number}")
    with pytest.raises(discord.HTTPException) as full:
        await channel.create_webhook(name="one more")
    assert full.value.code == 30007 and len(await channel.webhooks()) == 15


# Interactions


class Claim(ui.DynamicItem[ui.Button], template=r"case:(?P<case>\d+):claim"):
    """A button that outlives restarts."""

    def __init__(self, case):
        super().__init__(ui.Button(label="Claim", custom_id=f"case:{case}:claim"))
        self.case = case

    @classmethod
    async def from_custom_id(cls, interaction, item, match, /):
        return cls(match["case"])

    async def callback(self, interaction):
        await interaction.response.defer()
        await interaction.edit_original_response(content=f"claimed by {interaction.user.display_name}", view=None)
        await interaction.followup.send("It is yours", ephemeral=True)


class Reply(ui.Modal, title="Reply"):
    """A form of one field."""

    text = ui.TextInput(label="Your words", custom_id="text", max_length=20)

    async def on_submit(self, interaction):
        await interaction.response.send_message(f"sent: {self.text.value}", ephemeral=True)


class Panel(ui.View):
    """A button that opens a form, a menu, and a button that nobody answers."""

    def __init__(self):
        super().__init__(timeout=None)

    @ui.button(label="Reply", custom_id="panel:reply")
    async def reply(self, interaction, button):
        await interaction.response.send_modal(Reply())

    @ui.select(
        custom_id="panel:why",
        options=[discord.SelectOption(label="Damaged", value="d"), discord.SelectOption(label="Late", value="l")],
    )
    async def why(self, interaction, select):
        await interaction.response.edit_message(content=f"because {select.values[0]}")

    @ui.button(label="Twice", custom_id="panel:twice")
    async def twice(self, interaction, button):
        await interaction.response.send_message("once", ephemeral=True)
        fresh = discord.InteractionResponse(interaction)
        with pytest.raises(discord.HTTPException) as refused:
            await fresh.send_message("twice")
        interaction.client.refused = refused.value.code


async def test_a_pressed_button_is_claimed_once_and_told_to_the_presser_alone(bot, guild, ana):
    bot.add_dynamic_items(Claim)
    view = ui.View(timeout=None)
    view.add_item(Claim("7"))
    card = await bot.get_channel(guild.general.id).send("case 7", view=view)
    answer = await ana.presses("Claim")
    await ana.hears("It is yours")
    ben = guild.member("Ben")
    assert answer.message.id == card.id and answer.message.text == "claimed by Ana"
    assert [one.text for one in ben.sees()] == ["claimed by Ana"]


async def test_forms_menus_and_double_answers(bot, guild, ana):
    bot.add_view(Panel())
    await bot.get_channel(guild.general.id).send("How can we help?", view=Panel())
    modal = await ana.presses("Reply")
    assert modal.title == "Reply" and list(modal.fields) == ["Your words"]
    with pytest.raises(Misused, match="letters"):
        await modal.submits("x" * 21)
    answer = await modal.submits(text="hello")
    assert answer.text == "sent: hello" and answer.ephemeral
    await ana.chooses("Late")
    assert "because l" in ana.last(guild.general).text or "because l" in ana.screen()
    await ana.presses("Twice")
    await until(lambda: hasattr(bot, "refused"))
    assert bot.refused == 40060


async def test_nobody_answers_and_the_person_reads_that_it_failed(server, bot, guild, ana):
    await bot.get_channel(guild.general.id).send("old", view=Panel())
    bot._connection._view_store._views.clear()
    pressing = asyncio.create_task(ana.presses("Reply"))
    await server.settles(0.05)
    server.passes(seconds=4)
    with pytest.raises(InteractionFailed):
        await pressing


async def test_a_button_that_is_not_there_is_a_clear_mistake(bot, guild, ana):
    await bot.get_channel(guild.general.id).send("hello", view=Panel())
    with pytest.raises(Misused, match=r"no button 'Refund'.*Reply"):
        await ana.presses("Refund")


async def test_tokens_end_after_fifteen_minutes(server, guild, run, ana):
    client = Bot()
    held = []

    @client.tree.command(name="help", description="Help")
    async def help_(interaction: discord.Interaction):
        await interaction.response.defer(ephemeral=True, thinking=True)
        held.append(interaction)
        await interaction.followup.send("done")

    await run(client)
    await client.tree.sync()
    answer = await ana.slash("/help")
    assert (answer.text, answer.ephemeral, len(answer.messages)) == ("done", True, 1)
    server.passes(minutes=16)
    with pytest.raises(discord.HTTPException) as late:
        await held[0].followup.send("too late")
    assert late.value.code == 50027


async def test_commands_with_groups_types_suggestions_and_permissions(server, guild, run, ana):
    admin = guild.member("Ada", roles=[guild.role("Admin", Permission.MANAGE_GUILD)])
    client, place = Bot(), discord.Object(guild.id)
    support = app_commands.Group(
        name="support", description="Set up", default_permissions=discord.Permissions(manage_guild=True)
    )
    got = []

    @support.command(name="setup", description="Begin")
    async def setup(interaction: discord.Interaction, staff: discord.TextChannel, role: discord.Role, minutes: int = 3):
        got.append((staff.id, role.id, minutes, interaction.permissions.manage_guild))
        await interaction.response.send_message("ready")

    @support.command(name="close", description="Close")
    async def close(interaction: discord.Interaction, reason: str):
        await interaction.response.send_message(reason)

    @close.autocomplete("reason")
    async def reasons(interaction: discord.Interaction, current: str):
        every = ["solved", "spam"]
        return [app_commands.Choice(name=one, value=one) for one in every if one.startswith(current)]

    @client.tree.context_menu(name="Send to customer", guild=place)
    async def send(interaction: discord.Interaction, message: discord.Message):
        await interaction.response.send_message(f"sending: {message.content}", ephemeral=True)

    client.tree.add_command(support, guild=place)
    await run(client)
    await client.tree.sync(guild=place)
    desk = guild.channel("desk")
    helpers = guild.role("Helpers")
    answer = await admin.slash("/support setup", staff=desk, role=helpers, minutes=5)
    assert answer.text == "ready" and got == [(desk.id, helpers.id, 5, True)]
    assert [one["name"] for one in await admin.autocompletes("/support close", reason="so")] == ["solved"]
    words = await ana.says(guild.general, "from me")
    assert (await admin.message_command("Send to customer", words)).text == "sending: from me"
    with pytest.raises(Misused, match="not offered"):
        await ana.slash("/support setup", staff=desk, role=helpers)
    server.rooms.commands.open_to_all = True
    await ana.slash("/support setup", staff=desk, role=helpers)
    assert got[-1][3] is False and server.rooms.commands.syncs[guild.id] == 1
    with pytest.raises(Misused, match="does not go without"):
        await admin.slash("/support setup", staff=desk)


# The gateway


async def test_after_a_break_what_was_missed_is_replayed(server, bot, ana):
    async with server.gateway_away(resumable=True):
        await ana.dm("in the gap")
    await until(lambda: [one.content for one in bot.heard] == ["in the gap"])
    assert (server.gateway.resumes, server.gateway.identifies, bot.readies) == (1, 1, 1)


async def test_after_an_invalid_session_nothing_is_replayed_but_history_has_it(server, bot, ana):
    first = await ana.dm("before")
    async with server.gateway_away(resumable=False):
        await ana.dm("in the gap")
    await until(lambda: bot.readies == 2, within=10)
    assert [one.content for one in bot.heard] == ["before"]
    dm = bot.get_partial_messageable(first.channel_id)
    assert [one.content async for one in dm.history(after=first)] == ["in the gap"]


async def test_asked_to_reconnect_it_resumes(server, bot, ana):
    await server.asks_to_reconnect()
    await until(lambda: server.gateway.resumes == 1)
    await ana.dm("still here")
    await until(lambda: len(bot.heard) == 1)


async def test_twice_late_unknown_and_with_fields_missing(server, bot, ana):
    server.duplicates_next_event()
    await ana.dm("twice")
    await until(lambda: len(bot.heard) == 2)
    server.delays_next("MESSAGE_CREATE", 0.05)
    await ana.dm("late")
    assert len(bot.heard) == 2
    await until(lambda: len(bot.heard) == 3)
    await server.dispatches("SOMETHING_NEW", {"a": 1})
    server.omits("global_name", "flags", "mention_roles", "referenced_message", "public_flags")
    await ana.dm("sparse")
    await until(lambda: bot.heard[-1].content == "sparse")


async def test_removal_and_outage_are_told_apart(server, bot, guild):
    await guild.goes_down()
    await until(lambda: bot.saw("guild_unavailable"))
    assert not bot.saw("guild_remove")
    await guild.comes_back()
    await guild.removes_the_bot()
    await until(lambda: bot.saw("guild_remove"))


async def test_dms_come_on_shard_zero_only(server, guild, run, ana):
    client = discord.AutoShardedClient(intents=ALL_INTENTS, shard_count=2, guild_ready_timeout=0.05)
    client.before_identify_hook = lambda *_, **__: asyncio.sleep(0)
    heard = []

    @client.event
    async def on_message(message):
        heard.append(message.content)

    await run(client)
    await until(lambda: len(server.gateway.connected) == 2)
    await ana.dm("hello")
    await ana.says(guild.general, "in the guild")
    await until(lambda: len(heard) == 2)
    assert sorted(heard) == ["hello", "in the guild"]


# Limits and faults


async def test_a_budget_is_told_in_headers_and_its_excess_refused(server, guild, rest):
    server.server.budgets.set(SEND, 2, per=0.2)
    answers = [await rest("POST", f"/channels/{guild.general.id}/messages", {"content": "x"}) for _ in range(3)]
    assert [status for status, _ in answers] == [200, 200, 429]
    assert answers[2][1]["retry_after"] <= 0.2 and rest.headers["Via"] and rest.headers["X-RateLimit-Scope"] == "user"
    assert server.invalid_requests == 1


async def test_the_real_client_waits_rather_than_exceed(server, bot, guild):
    server.server.budgets.set(SEND, 2, per=0.1)
    channel = bot.get_channel(guild.general.id)
    await channel.send("one more to learn the budget")
    for number in range(5):
        await channel.send(str(number))
    assert server.server.budgets.hit[SEND] == 0 and server.calls[SEND] == 6


async def test_a_line_that_drops_after_accepting_has_still_posted(server, bot, guild, ana):
    server.fails(SEND, "drop after accept")
    channel = bot.get_channel(guild.general.id)
    with pytest.raises((aiohttp.ClientError, OSError)):
        await channel.send("once", nonce="n1")
    await channel.send("once", nonce="n1")
    assert [one.text for one in ana.sees(guild.general)] == ["once"]
    server.fails(SEND, "drop before")
    with pytest.raises((aiohttp.ClientError, OSError)):
        await channel.send("lost")
    assert len(ana.sees(guild.general)) == 1


async def test_a_server_error_is_retried_by_the_client_with_the_same_nonce(server, bot, guild, ana):
    server.fails(SEND, 500)
    await bot.get_channel(guild.general.id).send("patience")
    assert [one.text for one in ana.sees(guild.general)] == ["patience"] and server.calls[SEND] == 2


async def test_a_fault_on_an_unknown_route_is_a_clear_mistake(server):
    with pytest.raises(Misused, match=re.escape(SEND)):
        server.fails("POST /messages", 500)


# What a client rarely meets


class Raw:
    """A gateway connection without a client."""

    def __init__(self, socket):
        self.socket = socket

    async def hears(self, op):
        async with asyncio.timeout(5):
            while (frame := await self.socket.receive_json())["op"] != op:
                pass
            return frame

    async def is_closed_with(self):
        async with asyncio.timeout(5):
            while (frame := await self.socket.receive()).type is not aiohttp.WSMsgType.CLOSE:
                pass
            return frame.data


@pytest.fixture
async def raw(server):
    async with aiohttp.ClientSession() as session, session.ws_connect(server.gateway_url) as socket:
        yield Raw(socket)


async def test_hello_then_acks(server, raw):
    assert (await raw.hears(10))["d"]["heartbeat_interval"] == server.gateway.heartbeat_ms
    await raw.socket.send_json({"op": 1, "d": None})
    await raw.hears(11)


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"op": 2, "d": {"token": "wrong", "intents": 0}}, 4004),
        ({"op": 2, "d": {"token": "stand-in.token"}}, 4013),
        ({"op": 2, "d": {"token": "stand-in.token", "intents": 1 << 1}}, 4014),
        ({"op": 2, "d": {"token": "stand-in.token", "intents": 0, "shard": [2, 2]}}, 4010),
        ({"op": 99, "d": None}, 4003),
    ],
)
async def test_the_gateway_closes_with_the_documented_code(raw, sent, code):
    await raw.socket.send_json(sent)
    assert await raw.is_closed_with() == code


async def test_an_unknown_session_cannot_be_resumed(server, raw):
    await raw.socket.send_json({"op": 6, "d": {"token": server.token, "session_id": "none", "seq": 1}})
    assert (await raw.hears(9))["d"] is False


async def test_too_many_frames_close_the_gateway(raw):
    for _ in range(121):
        await raw.socket.send_json({"op": 1, "d": None})
    assert await raw.is_closed_with() == 4008


async def test_only_the_token_opens_the_api(server, rest):
    headers = {"Authorization": "Bot wrong"}
    async with rest.session.get(server.api_url + "/users/@me", headers=headers) as response:
        assert (response.status, response.headers["Content-Type"]) == (401, "application/json")
    assert (await rest("GET", "/no/such/route"))[0] == 404 and server.server.unknown == ["GET /api/v10/no/such/route"]


async def test_a_guild_and_its_channels_that_come_later_are_announced(server, bot):
    later = server.guild("Bean & Bramble")
    desk = later.channel("desk")
    await until(lambda: bot.saw("guild_join") and bot.get_channel(desk.id))
    assert bot.saw("guild_join")[0].name == "Bean & Bramble"


async def test_opening_dms_too_fast_is_refused(server, bot, guild, rest):
    server.world.new_dms = 2
    people = [guild.member(name) for name in ("Ana", "Ben", "Cleo")]
    answers = [await rest("POST", "/users/@me/channels", {"recipient_id": str(one.id)}) for one in people]
    assert [status for status, _ in answers] == [200, 200, 429] and answers[2][1]["code"] == 40003


async def test_a_moderator_clears_several_messages_at_once(bot, guild, ana):
    mod = guild.member("Mod", roles=[guild.role("Mods", Permission.MANAGE_MESSAGES)])
    sent = [await ana.says(guild.general, word) for word in ("one", "two")]
    with pytest.raises(Misused, match="Ana's, not Ben's"):
        await guild.member("Ben").deletes(sent[0])
    await mod.deletes(*sent)
    await until(lambda: bot.saw("raw_bulk_message_delete"))
    assert bot.saw("raw_bulk_message_delete")[0].message_ids == {one.id for one in sent}


async def test_reactions_of_both(bot, guild, ana):
    words = await ana.says(guild.general, "thanks")
    await bot.get_channel(guild.general.id).get_partial_message(words.id).add_reaction("✅")
    await ana.reacts(words, "👍")
    await until(lambda: bot.saw("raw_reaction_add"))
    assert words.reactions == {"✅": [bot.user.id], "👍": [ana.id]}


async def test_an_answered_press_that_comes_twice_is_refused_the_second_time(server, bot, guild, ana):
    bot.add_view(Panel())
    await bot.get_channel(guild.general.id).send("panel", view=Panel())
    server.duplicates_next_event()
    modal = await ana.presses("Reply")
    await until(lambda: len(bot.saw("interaction")) == 2)
    await server.settles()
    statuses = [status for name, status in server.server.log if name.endswith("/callback")]
    assert (modal.is_modal and sorted(statuses) == [204, 400]) or sorted(statuses) == [200, 400]


class Form(ui.Modal, title="What happened?"):
    """A form with everything a form may hold."""

    why = ui.Label(text="Why", component=ui.Select(options=[discord.SelectOption(label="Damaged", value="d")]))
    photo = ui.Label(text="Photo", component=ui.FileUpload(required=False))
    words = ui.Label(text="In your words", component=ui.TextInput(required=False))

    async def on_submit(self, interaction):
        photo = self.photo.component.values[0]
        told = f"{self.why.component.values} {photo.filename} {await photo.read()!r} {self.words.component.value!r}"
        await interaction.response.send_message(told, ephemeral=True)


class Card(ui.LayoutView):
    """Components V2: words, and a button inside a container's section."""

    def __init__(self):
        super().__init__(timeout=None)
        press = ui.Button(label="Open the form", custom_id="card:form")

        async def open_form(interaction):
            await interaction.response.send_modal(Form())

        press.callback = open_form
        self.add_item(ui.Container(ui.Section("Order 1042", accessory=press), ui.TextDisplay("On its way")))


async def test_layouts_and_forms_with_menus_and_files(bot, guild, ana):
    await bot.get_channel(guild.general.id).send(view=Card())
    assert ana.last(guild.general).text == "Order 1042\nOpen the form\nOn its way" or "Order 1042" in ana.last().text
    form = await ana.presses("Open the form")
    assert list(form.fields) == ["Why", "Photo", "In your words"]
    with pytest.raises(Misused, match="does not go without"):
        await form.submits(photo=[("mug.png", b"png")])
    answer = await form.submits({"Why": "Damaged", "Photo": [("mug.png", b"png")]})
    assert answer.text == "['d'] mug.png b'png' ''"


async def test_a_global_command_works_in_dms_where_its_context_says_so(guild, run, ana):
    client = Bot()

    @client.tree.command(name="track", description="Track")
    @app_commands.allowed_contexts(guilds=True, dms=True)
    async def track(interaction: discord.Interaction, photo: discord.Attachment | None = None):
        size = len(await photo.read()) if photo else 0
        await interaction.response.send_message(f"{interaction.context.dm_channel} {size}")

    @client.tree.command(name="desk", description="Desk")
    @app_commands.allowed_contexts(guilds=True)
    async def desk(interaction: discord.Interaction):
        await interaction.response.send_message("here")

    await run(client)
    await client.tree.sync()
    assert (await ana.slash("/track", ana.dm_channel, photo=("a.png", b"abc"))).text == "True 3"
    assert ana.offers(ana.dm_channel) == ["track"] and (await ana.slash("/desk", guild.general)).text == "here"


async def test_old_messages_are_edited_a_few_times_only(server, guild, rest):
    _, sent = await rest("POST", f"/channels/{guild.general.id}/messages", {"content": "old"})
    server.passes(hours=2)
    path = f"/channels/{guild.general.id}/messages/{sent['id']}"
    answers = [await rest("PATCH", path, {"content": str(number)}) for number in range(6)]
    assert [status for status, _ in answers] == [200] * 5 + [429] and answers[5][1]["code"] == 30046


async def test_a_fault_may_be_for_one_channel_and_a_429_names_its_scope(server, bot, guild, ana, rest):
    server.fails(SEND, 429, seconds=0.05, where=guild.general)
    await rest("POST", f"/channels/{ana.dm_channel.id}/messages", {"content": "in the DM"})
    status, answer = await rest("POST", f"/channels/{guild.general.id}/messages", {"content": "x"})
    assert (status, answer["retry_after"], rest.headers["X-RateLimit-Scope"]) == (429, 0.05, "shared")
    await bot.get_channel(guild.general.id).send("through")


async def test_after_the_block_the_client_talks_to_discord_again():
    before = discord.http.Route.BASE
    async with DiscordStandIn() as server:
        with server.points():
            assert before != discord.http.Route.BASE == server.api_url
    assert before == discord.http.Route.BASE


async def test_without_the_openapi_file_it_says_that_it_does_not_validate(tmp_path):
    assert "there is no" in DiscordStandIn(schema=tmp_path / "none.json").schema.why_off
