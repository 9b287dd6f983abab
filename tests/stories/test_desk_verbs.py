"""What makes a desk quick: snippets, finding a case again, the names that customers read (row 26)."""


async def test_a_snippet_is_written_once_and_sent_with_its_blanks_filled_in(stage):
    theo, mina, lead = await stage.customer("theo"), stage.teammate("mina"), stage.teammate("lea", "lead")
    assert "No snippet" in (await mina.commands("snippet show")).text
    assert (await mina.commands("snippet set", name="hello", text="Hi")).notice, "writing takes a lead"
    assert "one word" in (await lead.commands("snippet set", name="two words", text="Hi")).text
    assert "can't fill in" in (await lead.commands("snippet set", name="hello", text="Hi {secret}")).text
    first = await lead.commands("snippet set", name="hello", text="Hi you there")
    assert "written" in first.text and "place" not in first.text
    anew = await lead.commands("snippet set", name="Hello", text="Hello {name}, I have your case {case} here.")
    assert "took the place of: Hi you there" in anew.text
    await lead.commands("snippet set", name="order", text="About order {order}:")
    assert "hello" in (await mina.commands("snippet show")).text
    await theo.says("can I talk to a human please")
    assert "nothing was sent" in (await mina.commands("snippet send", 1, name="hello")).text
    await mina.commands("claim", 1)
    await mina.commands("snippet send", 1, name="Hello")
    assert theo.sees[-1].quoted.text.replace("\\", "") == "Hello Theo, I have your case #1 here."
    assert "names no order" in (await mina.commands("snippet send", 1, name="order")).text
    assert "no snippet 'gone'" in (await mina.commands("snippet send", 1, name="gone")).text
    await lead.commands("snippet remove", name="hello")
    assert "hello" not in (await mina.commands("snippet show")).text


async def test_a_case_is_found_by_number_name_order_and_words(stage):
    theo, rosa, mina = await stage.customer("theo"), await stage.customer("rosa"), stage.teammate("mina")
    await theo.says("can I talk to a human please, the strap of my rucksack tore")
    await rosa.says("a person please, it is about order 7731")
    await mina.commands("close", 1, reason="solved")
    found = {
        words: (await mina.commands("find", text=words)).text for words in ("1", "rosa", "#7731", "STRAP torn tore")
    }
    assert "#1" in found["1"] and "#2" not in found["1"], "closed ones too"
    assert "#2" in found["rosa"] and "#1 " not in found["rosa"]
    assert "#2" in found["#7731"]
    assert "No case has" in found["STRAP torn tore"]
    assert "#1" in (await mina.commands("find", text="strap tore")).text


async def test_customers_read_the_names_that_the_team_wants_them_to(stage):
    theo, zoe, admin = await stage.customer("theo"), stage.teammate("zoe"), stage.teammate("ada", "admin")
    await zoe.commands("queue")
    await theo.says("can I talk to a human please")
    await zoe.commands("claim", 1)
    assert "Zoe from Support" in theo.text
    await admin.commands("brand names", names="alias")
    await zoe.types(1, "Hello, I'm looking.")
    assert theo.sees[-1].quoted.speaker == "A colleague"
    told = await admin.commands("brand alias", mate="Zoe", alias="Robin")
    assert "as Robin" in told.text
    await zoe.types(1, "It is on its way.")
    assert theo.sees[-1].quoted.speaker == "Robin"
    assert "Robin" in (await admin.commands("brand show")).text
    await admin.commands("brand names", names="team")
    await zoe.commands("close", 1, reason="solved")
    assert "A colleague has marked this as settled" in theo.text and "Zoe" not in theo.text
    assert "Zoe closed it" in zoe.reads(1)[-1], "staff read who it was"
