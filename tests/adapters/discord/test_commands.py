"""The desk's verbs on Discord: every one of them, typed, completed, checked on our side, synced once."""

import pytest

from adapters.discord.options import EXTRA, GIVEN_ALREADY
from adapters.discord.rows import GuildRow, ThreadRow
from bot.events import Inbound, Person, Place, Said
from bot.policy import SETTINGS
from bot.writes import AuditRow, Change, MessageRow, SettingRow, Writes
from handoff.commands import COMMANDS
from handoff.rows import CaseRow
from tests.adapters.discord.counter import TEAM, a_counter
from tests.stage import MORNING
from tests.standins.discord import DiscordStandIn
from tests.standins.discord.commands import weigh

SYNC = "PUT /applications/{application_id}/guilds/{guild_id}/commands"
EVERYWHERE = "PUT /applications/{application_id}/commands"


@pytest.fixture
async def server():
    async with DiscordStandIn() as running:
        with running.points():
            yield running


@pytest.fixture
def guild(server):
    made = server.guild("Larkspur & Pine")
    made.support = made.role("Support", mentionable=True)
    made.leads = made.role("Leads", mentionable=True)
    made.mina = made.member("Mina", roles=[made.support])
    made.jonas = made.member("Jonas", roles=[made.leads])
    made.rosa = made.member("Rosa")
    return made


@pytest.fixture
async def counter(tmp_path, server, guild):
    async with a_counter(tmp_path, server) as it:
        await guild.owner.slash("/support setup", guild.general, staff_role=guild.support, lead_role=guild.leads)
        it.room = next(one for one in server.world.channels.values() if one.name == "support-desk")
        yield it


def offered(server, guild):
    """Every command path with its options, as Discord was told."""
    found = {}
    for command in server.rooms.commands.of(guild.id):
        for first in command.get("options") or ():
            inner = [one for one in first.get("options") or () if one["type"] in (1, 2)]
            for last in inner or (first,):
                path = " ".join(dict.fromkeys((command["name"], first["name"], last["name"])))
                found[path] = {one["name"]: one for one in last.get("options") or ()}
    return found


async def test_every_verb_is_a_command_with_all_it_takes(counter, server, guild):
    """Drawn from the specs, not from the builder: a verb that is added is offered."""
    told = offered(server, guild)
    assert set(told) == {f"{spec.group} {spec.name}" for spec in COMMANDS.values()}
    for spec in COMMANDS.values():
        names = {p.name for p in spec.parameters} - set(GIVEN_ALREADY.get(spec.name, ()))
        names |= {p.name for p in EXTRA.get(spec.name, ())} | ({"case"} if spec.needs_case else set())
        options = told[f"{spec.group} {spec.name}"]
        assert set(options) == names, spec.name
        for parameter in spec.parameters:
            if parameter.name in names:
                assert bool(options[parameter.name].get("required")) is parameter.required
                assert [c["value"] for c in options[parameter.name].get("choices") or ()] == list(parameter.choices)


async def test_commands_stay_within_what_discord_takes(counter, server, guild):
    for command in server.rooms.commands.of(guild.id):
        assert weigh(command) <= 8000
        inner = [one for one in command.get("options", ()) if one["type"] == 2]
        assert all(len(group.get("options", ())) <= 25 for group in (command, *inner)), command["name"]
    for options in offered(server, guild).values():
        assert all(1 <= len(one["description"]) <= 100 for one in options.values())


async def test_roles_channels_and_people_are_picked_and_not_typed(counter, server, guild):
    told = offered(server, guild)
    kinds = {name: one["type"] for name, one in told["support setup"].items()}
    assert kinds == {
        "staff": 7, "staff_role": 8, "lead_role": 8, "department": 3, "place": 7, "role": 8, "panel": 7,
    }  # fmt: skip
    assert told["support block"]["person"]["type"] == 6
    assert told["case snooze"]["minutes"]["type"] == 4
    assert told["case claim"]["case"]["autocomplete"]


async def test_admins_alone_are_shown_support(counter, guild):
    assert "support" in guild.owner.offers(guild.general)
    assert "support" not in guild.rosa.offers(guild.general)


async def test_whatever_staff_may_do_they_are_shown(counter, guild):
    shown = guild.mina.offers(guild.general)
    assert [spec.name for spec in COMMANDS.values() if spec.role == "staff" and spec.group not in shown] == []


async def test_names_are_there_in_other_languages(counter, server, guild):
    case = next(one for one in server.rooms.commands.of(guild.id) if one["name"] == "case")
    assert case["name_localizations"]["de"] == "fall"


async def test_commands_are_synced_once_and_again_only_when_they_changed(tmp_path, server, guild):
    async with a_counter(tmp_path, server) as first:
        assert first.client.synced == [True, True]
        assert (server.calls[SYNC], server.calls[EVERYWHERE]) == (1, 1)
    server.forgets_calls()
    async with a_counter(tmp_path, server) as second:
        assert second.client.synced == [False, False]
        assert (server.calls[SYNC], server.calls[EVERYWHERE]) == (0, 0)
        row = (await second.app.store.find(GuildRow, {"guild": str(guild.id)}))[0]
        await second.app.store.commit(Writes((GuildRow(row.team, row.guild, commands="older"),)))
        assert await second.client.syncing.server(second.client.guilds[0])
        assert server.calls[SYNC] == 1


async def test_a_sync_that_fails_is_tried_again_at_the_next_chance(tmp_path, server, guild):
    server.fails(SYNC, 403, code=50001)
    async with a_counter(tmp_path, server) as counter:
        assert counter.client.synced == [True, False]
        assert await counter.client.syncing.server(counter.client.guilds[0])


# Who may.


async def test_every_verb_refuses_a_customer_whatever_discord_lets_through(counter, server, guild):
    server.rooms.commands.open_to_all = True
    for verb in ("case queue", "case mine", "support stats", "support doctor", "support policy show"):
        answer = await guild.rosa.slash(f"/{verb}", guild.general)
        assert answer.ephemeral
        assert "needs" in answer.text or "role" in answer.text, verb
    refusals = await counter.app.store.find(AuditRow, {"team": TEAM, "actor": f"discord:{guild.rosa.id}"})
    assert len(refusals) == 5


async def test_a_lead_may_what_leads_may_and_no_more(counter, server, guild):
    server.rooms.commands.open_to_all = True
    assert "refund" in (await guild.jonas.slash("/support policy show", guild.general)).text
    answer = await guild.jonas.slash("/support policy set", guild.general, setting="shop_name", value="Mine")
    rows = await counter.app.store.find(SettingRow, {"team": TEAM, "name": "shop_name"})
    assert rows[0].value != "Mine"
    assert "admin" in answer.text


async def test_someone_who_lost_the_role_is_none_at_once(counter, guild):
    assert "No case" in (await guild.mina.slash("/case queue", guild.general)).text
    await guild.mina.loses(guild.support)
    assert "No case" not in (await guild.mina.slash("/case queue", guild.general)).text


# What they do.


async def a_case(counter, guild) -> CaseRow:
    """A customer asks for a person; the thread is as sending would have grown it."""
    app = counter.app
    person = Person(f"discord:{guild.rosa.id}", "Rosa")
    private = Place("discord", "@me", f"dm:{guild.rosa.id}")
    await app.service.receive(
        Inbound("discord:1:1", TEAM, private, person, MORNING, Said("get me a human please", "1/1"))
    )
    await app.intake.idle()
    case = (await app.store.find(CaseRow, {"team": TEAM}))[-1]
    card = await guild.mina.says(counter.room, "(the card)")
    thread = counter.server.world.channels[counter.room.id]
    counter.thread = counter.server.world.channels.get(card.id) or thread
    place = Place("discord", str(guild.id), str(counter.room.id), f"case-{case.number}")
    row = ThreadRow(
        TEAM, str(place), str(guild.id), str(counter.room.id), str(counter.thread.id), str(card.id), case.number
    )
    await app.store.commit(Writes((row,)))
    return case


async def stage_of(counter, case):
    rows = await counter.app.store.find(CaseRow, {"team": TEAM, "number": case.number})
    return rows[0].stage, rows[0].owner


async def test_in_a_cases_thread_it_needs_no_number(counter, guild):
    case = await a_case(counter, guild)
    await guild.mina.slash("/case claim", counter.thread)
    assert await stage_of(counter, case) == ("claimed", f"discord:{guild.mina.id}")
    await guild.mina.slash("/case reply", counter.thread, text="The kettle is **on its way**.")
    said = await counter.app.store.find(MessageRow, {"team": TEAM, "speaker": "staff"})
    assert [row.text for row in said] == ["The kettle is **on its way**."]


async def test_elsewhere_the_number_is_given_and_suggested(counter, guild):
    case = await a_case(counter, guild)
    suggested = await guild.mina.autocompletes("/case claim", guild.general, case="")
    assert [one["value"] for one in suggested] == [case.number]
    assert await guild.rosa.autocompletes("/case claim", guild.general, case="") == []
    assert "case" in (await guild.mina.slash("/case claim", guild.general)).text
    await guild.mina.slash("/case claim", guild.general, case=case.number)
    assert (await stage_of(counter, case))[0] == "claimed"


async def test_settings_are_suggested_by_any_part_of_their_name(counter, guild):
    found = await guild.owner.autocompletes("/support policy set", guild.general, value="1", setting="file_mega")
    assert [one["value"] for one in found] == ["file_megabytes"]
    every = await guild.owner.autocompletes("/support policy set", guild.general, value="1", setting="")
    assert len(every) == min(25, len(SETTINGS))
    assert all(1 <= len(one["name"]) <= 100 for one in every)


async def test_a_case_goes_to_a_teammate_who_is_mentioned(counter, guild):
    case = await a_case(counter, guild)
    await guild.jonas.slash("/case queue", counter.thread)
    await guild.jonas.slash("/case claim", counter.thread)
    await guild.jonas.slash("/case release", counter.thread)
    await guild.mina.slash("/case claim", counter.thread)
    await guild.mina.slash("/case transfer", counter.thread, to=f"<@{guild.jonas.id}>")
    assert (await stage_of(counter, case))[1] == f"discord:{guild.jonas.id}"


async def test_a_messages_words_go_to_the_customer_from_its_menu(counter, guild):
    """Also without the message content intent: Discord sends the message along."""
    counter.server.privileged["message_content"] = False
    await a_case(counter, guild)
    await guild.mina.slash("/case claim", counter.thread)
    message = await guild.mina.says(counter.thread, "It left *this morning*, @everyone")
    answer = await guild.mina.message_command("Send to customer", message)
    assert answer.ephemeral
    said = await counter.app.store.find(MessageRow, {"team": TEAM, "speaker": "staff"})
    assert len(said) == 1
    assert "this morning" in said[0].text


async def test_who_is_no_staff_sends_nothing_from_a_messages_menu(counter, guild, server):
    server.rooms.commands.open_to_all = True
    case = await a_case(counter, guild)
    message = await guild.rosa.says(guild.general, "pay me back")
    await guild.rosa.message_command("Send to customer", message)
    assert await counter.app.store.find(MessageRow, {"team": TEAM, "speaker": "staff"}) == ()
    assert (await stage_of(counter, case))[0] == "waiting"


async def test_the_same_command_twice_acts_once(counter, guild, server):
    """Discord may deliver an interaction twice, and two of us may be connected."""
    await a_case(counter, guild)
    await guild.mina.slash("/case claim", counter.thread)
    server.duplicates_next_event()
    await guild.mina.slash("/case reply", counter.thread, text="Once.")
    await server.settles()
    await counter.app.intake.idle()
    said = await counter.app.store.find(MessageRow, {"team": TEAM, "speaker": "staff"})
    assert [row.text for row in said] == ["Once."]


async def test_what_cannot_be_shown_whole_is_shown_in_parts(counter, guild):
    await a_case(counter, guild)
    for number in range(7):
        await guild.mina.slash("/case note", counter.thread, text=f"note {number} " + "word " * 75)
    answer = await guild.mina.slash("/case transcript", counter.thread)
    await counter.server.settles()
    assert len(answer.messages) > 1
    assert all(f"note {number}" in answer.text for number in range(7))
    assert all(len(one.content) <= 2000 for one in answer.messages)
    assert all(one.ephemeral for one in answer.messages)


async def test_nobody_is_called_by_an_answer(counter, guild, server):
    await a_case(counter, guild)
    await guild.mina.slash("/case note", counter.thread, text=f"@everyone <@&{guild.support.id}> look")
    assert guild.mina.id not in server.notified


async def test_a_command_that_breaks_says_so_instead_of_thinking_for_ever(counter, guild):
    """A case's row that cannot be read is a fault nobody foresaw."""
    case = await a_case(counter, guild)
    await counter.app.store.commit(Writes(changes=(Change(CaseRow, {"number": case.number}, {"brief": "{"}),)))
    answer = await guild.mina.slash("/case queue", guild.general)
    assert "did not work" in answer.text


async def test_what_could_not_be_saved_says_so(counter, guild):
    case = await a_case(counter, guild)
    counter.shuts()
    answer = await guild.mina.slash("/case claim", counter.thread)
    assert "could not be saved" in answer.text
    assert (await stage_of(counter, case))[0] == "waiting"
