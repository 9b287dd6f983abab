"""Everything kept of one person is given out as a file, or erased wherever it stands (row 28)."""

import json
import sqlite3
from contextlib import closing

from bot.events import File
from bot.writes import OutboxRow
from handoff.commands import pressed

PHOTO = File("c" * 64, "strap.jpg", "image/jpeg", 900)
SECRET = "marzipan rucksack"
CARD = "4242 4242 4242 4242"


async def file_of(stage, answer):
    """The export, from the answer or from the message that carries it to the admin alone."""
    rows = [
        row for row in await stage.store.find(OutboxRow, {"state": "sent", "voice": "desk"}) if "export-" in row.payload
    ]
    refs = [json.loads(row.payload)["reply"]["files"][0]["ref"] for row in rows] or [answer.files[0].ref]
    return json.loads(await stage.app.files.read(refs[-1]))


async def test_an_export_tells_all_that_was_said_and_nothing_secret(stage):
    theo, ada, mina = await stage.customer("theo"), stage.teammate("ada", "admin"), stage.teammate("mina")
    await theo.says(f"can I talk to a human please, my {SECRET} tore. my card is {CARD}")
    await mina.commands("claim", 1)
    await mina.types(1, "Hello, I'm looking.")
    assert (await mina.commands("export", person=theo.person.id)).notice, "only an admin may"
    told = await file_of(stage, await ada.commands("export", person=theo.person.id))
    kept, text = told["kept"], json.dumps(told)
    assert {"messages", "cases", "bindings", "conversations", "outbox", "audit"} <= kept.keys()
    assert SECRET in text and "I'm looking" in text
    assert CARD not in text and '"digest"' not in text
    assert "export" in (await ada.commands("audit", person=theo.person.id)).text


async def test_what_is_erased_is_gone_from_every_table_and_thread_and_the_next_word_is_a_strangers(stage):
    theo, ada, mina = await stage.customer("theo"), stage.teammate("ada", "admin"), stage.teammate("mina")
    first = await theo.says(f"can I talk to a human please, my {SECRET} tore")
    await theo.says("see this strap", PHOTO)
    await mina.commands("claim", 1)
    await mina.types(1, "Hello Theo, I'm looking.")
    assert any("strap" in line for line in mina.reads(1))
    asked = await ada.commands("erase", person=theo.person.id, reason="Theo asked by mail")
    assert "Case #1 is open" in asked.text and "Nothing brings it back" in asked.text
    await confirmed(stage, ada, asked)
    assert not any(word in line for line in mina.reads(1) for word in ("strap", SECRET, "can I talk"))
    assert any("erased" in line for line in mina.reads()) and not any(SECRET in line for line in mina.reads())
    assert not any("Theo" in title for title in titles(stage))
    assert not kept_anywhere(stage, theo.person.id, SECRET, "this strap", "looking")
    assert "copies in staff's threads" in (await ada.commands("audit")).text.replace("\\", "")
    again = await theo.says("hello")
    assert "automated" in "".join(reply.text for reply in first), "the first words of all say who speaks"
    assert "automated" in "".join(reply.text for reply in again), "and so they do again"


async def confirmed(stage, admin, asked):
    """The second press, where it hangs: beneath what the admin alone was shown."""
    if hasattr(admin, "client"):
        await admin.client.presses("Erase for ever")
        await stage.settled()
        return
    [button] = asked.offers
    command = pressed(button.value)
    assert "Erased" in (await admin.commands(command.verb, **command.given)).text


def titles(stage):
    """Of the threads, where a platform has such."""
    channels = stage.server.world.channels.values() if hasattr(stage, "server") else ()
    return [channel.name for channel in channels if channel.name.startswith("#1")]


def kept_anywhere(stage, *words):
    with closing(sqlite3.connect(stage.app.settings.database)) as db:
        return [line[:200] for line in db.iterdump() for word in words if word in line]
