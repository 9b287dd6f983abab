"""What is done on the page reaches the service or the desk, whole, once, and before it is answered."""

import json
from io import BytesIO

import aiohttp
import pytest

from adapters.web.uploads import MEGABYTE
from bot.codec import dump
from bot.content import Choice, Reply
from bot.events import Deleted, Edited, Filled, Opened, Press, Said
from bot.memory import Challenge, Conversation
from bot.writes import BindingRow, ConversationRow, SettingRow, Writes
from handoff.acts import Command
from tests.adapters.web.conftest import Behind, Browser

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


async def test_words_are_with_the_service_before_the_page_is_answered(behind: Behind, browser: Browser) -> None:
    assert (await browser.say("m0000001", "my kettle leaks"))[0] == 200
    (event,) = behind.service.events
    assert event.body == Said("my kettle leaks", "m0000001")
    assert (event.person.id, event.place.channel) == ("web:rosa", "chat-web:rosa")


async def test_the_same_words_sent_twice_act_and_show_once(behind: Behind, browser: Browser) -> None:
    for _ in range(2):
        await browser.say("m0000001", "my kettle leaks")
    assert len(behind.service.events) == len(await browser.rows()) == 1


async def test_a_card_number_is_not_kept_in_the_display(browser: Browser) -> None:
    await browser.say("m0000001", "my card is 4242 4242 4242 4242")
    assert "4242 4242" not in json.dumps(await browser.rows())


async def test_every_kind_of_act_becomes_its_event(behind: Behind, browser: Browser) -> None:
    who = {"who": "rosa"}
    await browser.post("enter", who)
    await browser.post("press", {**who, "id": "p0000001", "ask": "a1", "value": "yes", "label": "Yes", "of": "o1"})
    await browser.post("fill", {**who, "id": "f0000001", "form": "details", "values": {"phone": "555 0100"}})
    await browser.post("change", {**who, "id": "c0000001", "message": "m1", "text": "other"})
    await browser.post("change", {**who, "id": "d0000001", "message": "m1"})
    assert [event.body for event in behind.service.events] == [
        Opened(), Press("a1", "yes"), Filled("details", {"phone": "555 0100"}), Edited("m1", "other"), Deleted("m1"),
    ]  # fmt: skip


async def test_choosing_a_customer_binds_them_and_the_guest_stays_unbound(behind: Behind, browser: Browser) -> None:
    await browser.post("enter", {"who": "rosa"})
    await browser.post("enter", {"who": "guest"})
    assert [row.customer for row in await behind.store.find(BindingRow, {"team": "main"})] == ["rosa"]


async def test_broken_unicode_is_mended_not_refused(behind: Behind, browser: Browser) -> None:
    assert (await browser.say("m0000001", "a\ud800b\x00c"))[0] == 200
    assert behind.service.events[0].body == Said("a\ufffdb\ufffdc", "m0000001")


@pytest.mark.parametrize(
    "body", [None, [], "x", {}, {"who": 7}, {"id": "short", "who": "rosa"}, {"id": "x" * 900, "who": "rosa"}]
)
async def test_nonsense_is_refused_with_words(behind: Behind, browser: Browser, body: object) -> None:
    status, told = await browser.post("press", body)
    assert status == 400 and told["error"]
    assert behind.service.events == []


async def test_nobody_can_be_somebody_else(behind: Behind, browser: Browser) -> None:
    assert (await browser.say("m0000001", "hi", who="stranger"))[0] == 404
    assert (await browser.say("m0000001", "hi", path="staff/say", who="stranger", case=1))[0] == 404
    assert (behind.service.events, behind.desk.acts) == ([], [])


async def test_what_could_not_be_stored_is_not_taken_for_accepted(behind: Behind, browser: Browser) -> None:
    behind.service.broken = True
    status, told = await browser.post("enter", {"who": "rosa"})
    assert status == 503 and "try again" in str(told["error"])


async def test_a_photo_is_kept_and_shown_inline(behind: Behind, browser: Browser) -> None:
    await browser.say("m0000001", "", leak__png=PNG)
    body = behind.service.events[0].body
    assert isinstance(body, Said) and [file.name for file in body.files] == ["leak.png"]
    async with browser.http.get(f"{browser.address}files/{body.files[0].ref}") as answer:
        assert (answer.content_type, answer.headers["Content-Disposition"]) == ("image/png", "inline")
        assert await answer.read() == PNG


async def test_a_file_that_only_claims_to_be_a_photo_is_handed_out_to_be_saved(
    behind: Behind, browser: Browser
) -> None:
    await browser.say("m0000001", "", photo__png=b"<html><script>alert(1)</script>")
    body = behind.service.events[0].body
    assert isinstance(body, Said) and not body.files[0].is_image
    async with browser.http.get(f"{browser.address}files/{body.files[0].ref}") as answer:
        assert answer.content_type == "application/octet-stream"
        assert answer.headers["Content-Disposition"] == "attachment"


async def test_fifty_megabytes_are_answered_not_cut_off(behind: Behind, browser: Browser) -> None:
    assert (await browser.say("m0000001", "look", film__mov=b"\0" * 50 * MEGABYTE))[0] == 200
    body = behind.service.events[0].body
    assert isinstance(body, Said)
    assert (body.text, body.files, body.refused) == ("look", (), ("film.mov is larger than 10 MB",))


async def test_staff_words_reach_the_desk_in_the_thread_of_their_case(behind: Behind, browser: Browser) -> None:
    behind.desk.says = Reply("Nobody has it.", offers=(Choice("Claim and send", "claim_and_send s0000001"),))
    _, told = await browser.say("s0000001", "hello", path="staff/say", who="mina", case=7)
    (act,) = behind.desk.acts
    assert (act.by.id, act.by.role, act.place.thread) == ("web:mina", "staff", "case-7")
    assert act.body == Said("hello", "s0000001")
    assert told["reply"]["offers"][0]["value"] == "claim_and_send s0000001"


@pytest.mark.parametrize(
    ("how", "line", "verb", "case", "given"),
    [
        ("typed", "close #3 solved", "close", 3, {"reason": "solved"}),
        ("typed", "claim", "claim", 7, {}),
        ("pressed", "claim", "claim", 7, {}),
        ("pressed", "retry KEY", "retry", 7, {"message": "KEY"}),
        ("filled", "close", "close", 7, {"reason": "done"}),
    ],
)
async def test_verbs_arrive_typed_pressed_or_filled(
    behind: Behind, browser: Browser, how: str, line: str, verb: str, case: int, given: dict[str, str]
) -> None:
    body = {"id": "v0000001", "who": "jonas", "how": how, "line": line, "case": 7}
    status, _ = await browser.post("staff/command", {**body, "given": given if how == "filled" else {}})
    (act,) = behind.desk.acts
    assert status == 200 and isinstance(act.body, Command)
    assert (act.body.verb, act.body.case) == (verb, case)
    assert list(act.body.given.values()) == list(given.values())


async def test_a_line_that_is_no_command_is_answered_with_what_there_is(behind: Behind, browser: Browser) -> None:
    status, told = await browser.post("staff/command", {"id": "v0000001", "who": "mina", "line": "<b>dance</b>"})
    assert status == 200 and told["refused"] and "lists them all" in str(told["reply"])
    assert behind.desk.acts == []


async def test_a_line_is_completed_with_what_the_role_may_do(browser: Browser) -> None:
    async def texts(who: str) -> list[str]:
        query = {"line": "policy s", "who": who}
        async with browser.http.get(browser.address + "staff/complete", params=query) as answer:
            return [one["text"] for one in await answer.json()]

    assert await texts("mina") == []
    assert await texts("ada") == ["show", "set"]


async def posted(browser: Browser, words: str, kind: str = "text/plain") -> int:
    """The status for a message of words alone, laid out by hand."""
    head = f'--edge\r\nContent-Disposition: form-data; name="words"\r\nContent-Type: {kind}\r\n\r\n'
    headers = {"X-Baton": "1", "Content-Type": "multipart/form-data; boundary=edge"}
    body = BytesIO(f"{head}{words}\r\n--edge--\r\n".encode())
    async with browser.http.post(browser.address + "say", data=body, headers=headers) as answer:
        return answer.status


async def test_words_without_end_are_refused(behind: Behind, browser: Browser) -> None:
    words = {"id": "m0000001", "who": "rosa", "text": "a" * 3 * MEGABYTE}
    assert await posted(browser, json.dumps(words)) == 413
    assert behind.service.events == []


async def test_words_in_an_unknown_encoding_are_read_as_well_as_can_be(behind: Behind, browser: Browser) -> None:
    words = {"id": "m0000001", "who": "rosa", "text": "hi"}
    assert await posted(browser, json.dumps(words), "text/plain; charset=none-such") == 200
    assert len(behind.service.events) == 1


async def test_files_without_end_are_not_all_kept(behind: Behind, browser: Browser) -> None:
    form = aiohttp.FormData(default_to_multipart=True)
    form.add_field("words", json.dumps({"id": "m0000001", "who": "rosa", "text": "look"}))
    for n in range(25):
        form.add_field("file", BytesIO(b"%d" % n), filename=f"{n}.txt")
    async with browser.http.post(browser.address + "say", data=form, headers={"X-Baton": "1"}) as answer:
        assert answer.status == 200
    body = behind.service.events[0].body
    assert isinstance(body, Said) and (len(body.files), len(body.refused)) == (20, 5)


@pytest.mark.parametrize(("path", "who"), [("say", "rosa"), ("staff/say", "mina")])
async def test_the_largest_file_is_the_teams_own_on_both_sides(
    behind: Behind, browser: Browser, path: str, who: str
) -> None:
    await behind.store.commit(Writes((SettingRow("main", "file_megabytes", "1", 1, "web:ada"),)))
    await browser.say("m0000001", "look", path=path, who=who, case=7, film__mov=b"\0" * 2 * MEGABYTE)
    body = (behind.service.events if path == "say" else behind.desk.acts)[0].body
    assert isinstance(body, Said) and body.refused == ("film.mov is larger than 1 MB",)


@pytest.mark.parametrize("typed", ["731904", "it is 731 904!", "731-904"])
async def test_a_code_that_is_waited_for_is_not_kept_in_the_display(
    behind: Behind, browser: Browser, typed: str
) -> None:
    memory = Conversation(challenge=Challenge("rosa@example.com", "digest", "salt", "rosa", 1))
    row = ConversationRow("main", "web:rosa", 1, "Rosa", "{}", dump(memory), silent=False, updated=1)
    await behind.store.commit(Writes((row,)))
    await browser.say("m0000001", typed)
    await browser.post("change", {"who": "rosa", "id": "c0000001", "message": "m0000001", "text": typed})
    await browser.post("fill", {"who": "rosa", "id": "f0000001", "form": "x", "values": {"code": typed}})
    shown = json.dumps(await browser.rows())
    assert typed not in shown
    assert len(behind.service.events) == 3


async def test_six_digits_are_shown_while_no_code_is_waited_for(browser: Browser) -> None:
    await browser.say("m0000001", "order 731904")
    assert "731904" in json.dumps(await browser.rows())
