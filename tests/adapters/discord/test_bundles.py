"""Where Discord takes no more just now, what one speaker says next shares a message."""

POST = "POST /channels/{channel_id}/messages"
HOOK = "POST /webhooks/{webhook_id}/{webhook_token}"


async def talking(room, guild):
    """A case that Mina has claimed; its thread."""
    await guild.ana.dm("I want to talk to a person please")
    thread = await room.thread_of(await room.case_of(guild.ana))
    await guild.mina.slash("/case claim", thread)
    await room.settles()
    return thread


async def test_a_colleagues_words_in_a_row_arrive_in_fewer_messages_all_of_them_ticked(room, guild, server):
    thread = await talking(room, guild)
    server.budgets.set(POST, 2, per=2.0)
    typed = [await guild.mina.says(thread, f"Word {number}.") for number in range(8)]
    await room.settles()
    said = [one.text for one in guild.ana.sees(guild.ana.dm_channel) if one.text.startswith("**Mina**")]
    spoken = [line for message in said for line in message.split("\n") if line.startswith("Word")]
    assert spoken == [f"Word {number}." for number in range(8)]
    assert len(said) < 6
    assert all("✅" in message.reactions for message in typed)


async def test_a_customers_words_in_a_row_keep_their_order_and_can_each_be_edited(room, guild, server):
    thread = await talking(room, guild)
    server.budgets.set(HOOK, 2, per=2.0)
    typed = [await guild.ana.dm(f"word {number}") for number in range(8)]
    await room.settles()
    await guild.ana.edits(typed[6], "word six")
    await guild.ana.deletes(typed[5])
    await room.settles()
    said = [one.text for one in guild.mina.sees(thread) if "Ana (customer)" in one.speaker]
    spoken = [line for message in said for line in message.split("\n") if line.startswith("word")]
    assert spoken == ["word 0", "word 1", "word 2", "word 3", "word 4", "word six", "word 7"]
    assert len(said) < 6
