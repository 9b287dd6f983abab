"""The message centre: what was confirmed can be read back, page by page, by whoever it was confirmed to (row 23)."""

from bot.writes import ConfirmationRow, Writes, micros


async def kept(stage, who, count):
    """As if so many refunds had been confirmed to them, an hour apart."""
    now = micros(stage.clock.now())
    rows = (
        ConfirmationRow("main", f"c{n:02}", who.person.id, now - n * 3_600_000_000, f"Refund *{n}*", f"Sum number {n}.")
        for n in range(count)
    )
    await stage.store.commit(Writes(tuple(rows)))


async def test_a_refund_that_was_confirmed_is_read_back_in_words_and_by_a_press(stage):
    rosa = await stage.customer("rosa")
    await rosa.says("show my confirmations")
    assert "nothing in your message centre yet" in rosa.text
    await rosa.says("The kettle leaks, I'd like my money back")
    await rosa.presses("Refund $48.00")
    await rosa.says("can i see my confirmations please?")
    assert "Your message centre" in rosa.text and "order 7731" in rosa.text and "$48.00 is on its way" in rosa.text
    await rosa.says("hello")
    await rosa.presses("Something else")
    await rosa.presses("My confirmations")
    assert "order 7731" in rosa.text


async def test_many_are_paged_newest_first_and_nobody_elses_are_among_them(stage):
    theo, ida = await stage.customer("theo"), await stage.customer("ida")
    await kept(stage, theo, 12)
    await theo.says("my confirmations")
    assert "1 to 5 of 12" in theo.text and "number 0." in theo.text and "number 5." not in theo.text
    await theo.presses("Older")
    assert "6 to 10 of 12" in theo.text and "number 5." in theo.text
    await theo.presses("Older")
    assert "11 to 12 of 12" in theo.text and theo.buttons == ["Newer"]
    await theo.presses("Newer")
    assert "6 to 10 of 12" in theo.text
    await ida.says("my confirmations")
    assert "nothing in your message centre yet" in ida.text


async def test_in_the_middle_of_an_errand_they_are_shown_and_the_question_returns(stage):
    rosa = await stage.customer("rosa")
    await kept(stage, rosa, 1)
    await rosa.says("i want a refund for the kettle")
    answer = await rosa.says("show me my confirmations")
    assert "number 0." in answer[0].text
    assert "Back to where we were" in rosa.text and rosa.buttons


async def test_while_a_person_is_on_the_way_they_can_still_be_read(stage):
    theo = await stage.customer("theo")
    await kept(stage, theo, 1)
    await theo.says("a human please")
    await theo.says("show my confirmations")
    assert any("number 0." in reply.text for reply in theo.sees)
