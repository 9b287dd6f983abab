"""Files: beneath their words, once, and what is said where Slack takes none."""

import pytest

from adapters.delivery.ports import Refused, Unknown, Unreached
from adapters.slack.shown import FILE_SIZE
from adapters.slack.uploads import fitting
from bot.content import Card, Post, Quoted, Reply
from bot.events import File
from tests.adapters.slack.mailroom import mailroom

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
COMPLETE = "files.completeUploadExternal"


@pytest.fixture
async def room(tmp_path):
    async with mailroom(tmp_path) as made:
        made.photo = await made.files.keep("door.png", PNG)
        yield made


def shown(room):
    """The files that Ana sees in her DM."""
    return [file for one in room.ana.sees(room.ana.dm_channel) for file in one.files]


async def test_words_come_first_then_the_files_under_harmless_names(room):
    odd = await room.files.keep("../@every one`<!here>.png", PNG)
    await room.posts(Reply("Look.", files=(room.photo, odd)))
    words, files = room.ana.sees(room.ana.dm_channel)
    assert words.text == "Look." and [one.data for one in files.files] == [PNG, PNG]
    assert [one.name for one in files.files] == ["door.png", "every_one___here_.png"]


async def test_a_customers_file_hangs_in_the_cases_thread_under_words_with_their_name(room):
    await room.opens_case()
    await room.mirrors("", files=(room.photo,))
    words, file = room.under_card()
    assert (words.speaker, words.text) == ("Ana (customer)", "📎 door.png")
    assert file.files[0].data == PNG and file.thread_ts == room.card.ts


async def test_a_picture_of_ours_on_a_card_comes_as_a_file(room):
    await room.posts(Reply(card=Card("Delivered", (("Where", "porch"),), image=room.photo.ref)))
    (file,) = shown(room)
    assert (file.name, file.data) == ("picture.png", PNG)


async def test_sharing_whose_answer_was_lost_shares_nothing_twice(room):
    row = room.row(Post(Reply("Look.", files=(room.photo,))), room.dm)
    await room.posts("First.")
    room.server.fails(COMPLETE, "drop after accept")
    with pytest.raises(Unknown):
        await room.gives(row)
    found = await room.finds(row)
    (file,) = shown(room)
    assert found.split(",")[1] == file.id and room.reads()[:2] == ["First.", "Look."]


async def test_sharing_that_never_arrived_is_done_without_a_second_upload(room):
    row = room.row(Post(Reply("Look.", files=(room.photo,))), room.dm)
    room.server.fails(COMPLETE, "drop before")
    with pytest.raises(Unknown):
        await room.gives(row)
    assert await room.finds(row)
    assert len(shown(room)) == 1 and room.server.calls["files.getUploadURLExternal"] == 1


async def test_an_upload_that_breaks_off_says_the_words_once(room):
    row = room.row(Post(Reply("Look.", files=(room.photo,))), room.dm)
    room.server.fails("files.getUploadURLExternal", 503)
    with pytest.raises(Unreached):
        await room.gives(row)
    await room.delivers(row)
    assert len(shown(room)) == 1 and len(room.reads()) == 2


async def test_taking_back_takes_the_files_and_the_message_that_shows_them(room):
    row = await room.posts(Reply("Look.", files=(room.photo,)))
    await room.withdraws(row, room.dm)
    await room.withdraws(row, room.dm)
    assert room.reads() == [] and room.server.calls["files.delete"] == 2


async def test_changing_the_words_leaves_the_files(room):
    row = await room.posts(Reply("Look.", files=(room.photo,)))
    await room.revises(row, Reply("Look here.", files=(room.photo,)), room.dm)
    assert room.reads()[0] == "Look here." and len(shown(room)) == 1
    await room.withdraws(row, room.dm)
    assert room.reads() == []


async def test_a_workspace_that_takes_no_files_leaves_the_words_and_says_why(room):
    await room.opens_case()
    room.server.fails(COMPLETE, "file_uploads_disabled")
    await room.mirrors("the door", files=(room.photo,))
    assert [one.text for one in room.under_card()] == [
        "the door",
        "Not shown: the file. The workspace takes no files: its admins have turned uploads off.",
    ]


async def test_a_colleagues_file_that_is_refused_takes_the_words_back_so_that_both_can_be_tried_again(room):
    room.server.fails(COMPLETE, "file_type_not_allowed")
    said = Reply(quoted=Quoted("Mina", "your label", "staff"), files=(room.photo,))
    row = room.row(Post(said), room.dm, voice="staff", case=7)
    with pytest.raises(Refused, match="files of this type"):
        await room.gives(row)
    assert room.reads() == []
    await room.delivers(row)
    assert len(shown(room)) == 1 and len(room.reads()) == 2


async def test_without_the_scope_it_is_named(room):
    room.space.grants(without=("files:write",))
    with pytest.raises(Refused, match="files:write"):
        await room.posts(Reply("x", files=(room.photo,)), voice="staff")


async def test_a_file_that_is_kept_no_more_is_final(room):
    gone = File("0" * 64, "door.png", "image/png", 3)
    with pytest.raises(Refused, match="kept no more"):
        await room.posts(Reply("x", files=(gone,)))


def test_what_slack_does_not_take_is_told_by_name():
    files = [File("r", f"{n}.mov", "video/mp4", 1) for n in range(11)] + [File("r", "film.mov", "x/y", FILE_SIZE + 1)]
    fits = fitting([*files, File("r", "nothing", "x/y", 0)])
    assert len(fits.files) == 10
    assert [why.split()[0] for why in fits.refused] == ["10.mov", "film.mov", "nothing"]
