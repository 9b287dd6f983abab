"""With a key, a whole day at the shop lies sealed on the disk, and everybody reads on as before (row 28)."""

import json

import adapters.command_line.rooms  # noqa: F401 - as the command does: every room's rows are known
from adapters.store.keys import make_key
from tests.stage import a_stage

OLD, NEW = make_key(), make_key()
SECRETS = (b"marzipan", b"reading your lines", b"ask the buyer", b"strap photo", b"Theo", b"theo.")


def read_on_disk(stage):
    """Which of the words can be read in the database, its log or a file; the sample shop's own book is not ours."""
    settings = stage.app.settings
    files = [*settings.data_dir.glob("baton.db*"), *(path for path in settings.files_dir.rglob("*") if path.is_file())]
    return {word for path in files for word in SECRETS if word in path.read_bytes()}


async def a_case(stage):
    theo, mina = await stage.customer("theo"), stage.teammate("mina")
    photo = await stage.app.files.keep("strap.txt", b"a strap photo")
    await theo.says("where is my parcel? the marzipan rucksack")
    await theo.says("can I talk to a human please, my marzipan rucksack tore", photo)
    await mina.commands("claim", 1)
    await mina.types(1, "Hello, I'm reading your lines.")
    await mina.types(1, "// ask the buyer about straps")
    return theo, mina


async def test_what_was_said_lies_sealed_and_a_new_key_takes_over_without_a_word_lost(tmp_path):
    async with a_stage(tmp_path, key=OLD) as stage:
        theo, _ = await a_case(stage)
        assert "reading your lines" in theo.text and read_on_disk(stage) == set()
    async with a_stage(tmp_path, key=f"{NEW},{OLD}") as stage:
        mina, ada = stage.teammate("mina"), stage.teammate("ada", "admin")
        assert (await stage.app.store.rotation(stage.app.files).run()).left == {}
        assert "#1" in (await mina.commands("find", text="marzipan")).text
        assert "marzipan rucksack tore" in (await mina.commands("transcript", 1)).text
        [export] = (await ada.commands("export", person=theo.person.id)).files
        assert read_on_disk(stage) == set()
        told = json.dumps(json.loads(await stage.app.files.read(export.ref)))
        assert all(word.decode() in told for word in SECRETS[:3])
    async with a_stage(tmp_path, key=NEW) as stage:
        theo = await stage.customer("theo")
        await theo.says("thank you, Mina", key="the next day")
        assert "thank you, Mina" in stage.teammate("mina").reads(1)[-1]
        assert read_on_disk(stage) == set()


async def test_rows_from_before_the_key_are_read_and_then_sealed_and_an_erasure_still_takes_all(tmp_path):
    async with a_stage(tmp_path) as stage:
        theo, _ = await a_case(stage)
        assert read_on_disk(stage) >= {b"marzipan", b"strap photo", b"Theo"}
    async with a_stage(tmp_path, key=NEW) as stage:
        mina, ada = stage.teammate("mina"), stage.teammate("ada", "admin")
        await mina.types(1, "And I'm reading your lines again.", message="the next day")
        report = await stage.app.store.rotation(stage.app.files).run()
        assert report.over == [""] and read_on_disk(stage) == set()
        asked = await ada.commands("erase", person=theo.person.id, reason="asked by mail")
        [button] = asked.offers
        assert "Erased" in (await ada.commands("erase_now", **word_of(button))).text
        assert await stage.app.store.kept_of(stage.app.team, theo.person.id) == {}


def word_of(button):
    from handoff.commands import pressed

    return dict(pressed(button.value).given)
