"""A folder of Markdown becomes a shelf; what is wrong is named, what is hostile is dropped."""

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.knowledge import SAMPLE, KnowledgeError, folder
from adapters.knowledge.markdown import to_markup
from adapters.shop.sample.shop import NAME
from bot.blanks import values
from bot.knowledge import filled
from bot.policy import Policy
from bot.text import markdown, parse, plain

WHOLE = """---
# a remark
title: Returns & swaps
intents: return_exchange, faq
things: pan, cast iron skillet
asks:
  - how do I return this
  - "send it back"
source: Returns policy, updated 3 Nov
---
You have **30 days**.
"""


def write(tmp_path, text, name="returns.md"):
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return tmp_path


def test_reads_an_answer_and_what_its_author_says_of_it(tmp_path):
    (entry,) = folder(write(tmp_path, WHOLE)).articles
    assert entry.answer.id == "returns"
    assert plain(entry.answer.title) == "Returns & swaps"
    assert plain(entry.answer.source) == "Returns policy, updated 3 Nov"
    assert entry.answer.text == "You have **30 days**."
    assert entry.intents == {"return_exchange", "faq"}
    assert entry.asks == ("how do I return this", "send it back")
    assert entry.answer.things == ("pan", "cast iron skillet")


def test_front_matter_may_be_missing(tmp_path):
    (entry,) = folder(write(tmp_path, "Just words.", "opening-hours.md")).articles
    assert (entry.answer.title, entry.answer.source) == ("Opening hours", "Opening hours")


def test_subfolders_are_read_and_drafts_are_not(tmp_path):
    write(tmp_path, "One.", "a/one.md")
    write(tmp_path, "Two.", "_drafts/two.md")
    write(tmp_path, "Three.", "three.txt")
    assert [a.answer.id for a in folder(tmp_path).articles] == ["a/one"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("---\ntitle: x\n", "returns.md:1: the --- at the top is never closed"),
        ("---\ntitel: x\n---\ny", "returns.md:2: expected one of title, source, intents, asks, things"),
        ("---\ntitle: x\nintents: faq, nonsense\n---\ny", "returns.md:3: there is no intent 'nonsense'"),
        ("---\ntitle: x\ntitle: y\n---\nz", "returns.md:3: title is one line"),
        ("---\ntitle: x\n---\n\n", "returns.md:4: the answer itself is missing"),
        ("<script>alert(1)</script>", "returns.md:1: the answer itself is missing"),
        (b"\xff\xfe\x00", "returns.md: not a text in UTF-8"),
        ("Send it to {nowhere}.", "returns.md: nothing is known to fill in {nowhere}"),
        ("x" * 100_001, "returns.md: larger than 100 kB"),
    ],
)
def test_a_fault_is_named_by_file_and_line(tmp_path, text, complaint):
    with pytest.raises(KnowledgeError, match="^" + re.escape(complaint)):
        folder(write(tmp_path, text))


def test_all_faults_are_named_at_once(tmp_path):
    write(tmp_path, "---\n", "a.md")
    write(tmp_path, "---\n", "b.md")
    with pytest.raises(KnowledgeError, match=r"a\.md:1.*\nb\.md:1"):
        folder(tmp_path)


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(KnowledgeError, match="nowhere: there is no such folder"):
        folder(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("# Hours\n\nNine to _five_.", "**Hours**\n\nNine to *five*."),
        ("1. Pack\n2. Post", "1. Pack\\\n2. Post"),
        ("* a\n* b\n  * c", "- a\n- b\n- c"),
        ("one\ntwo  \nthree", "one two\\\nthree"),
        ("```\nA-1\nB-2\n```", "`A-1`\\\n`B-2`"),
        ("> quoted", "quoted"),
        ("![a kettle](https://x.example/k.png)", "a kettle"),
        ("[site](https://x.example/a_(b))", "[site](https://x.example/a_%28b%29)"),
        ("<b>bold</b> &amp; <i onclick=x>plain</i>", "bold & plain"),
        ("a <script>alert(1)</script> b", "a  b"),
        ("a <style>p{}</style>b <!-- secret --> c", "a b  c"),
        ("<div>\ngone\n</div>\n\nkept", "kept"),
    ],
)
def test_authors_markdown_becomes_our_markup(written, shown):
    assert to_markup(written) == shown


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x.example"])
def test_links_lead_only_where_we_allow(address):
    assert "](" not in to_markup(f"[x]({address})").replace("\\]", "")


@given(st.text("ab*_`[]()<>!#-+1. \n\\&;:/=\"'~|", max_size=80))
def test_whatever_is_written_reads_back_the_same(text):
    shown = to_markup(text)
    assert markdown(parse(shown)) == shown


def test_the_sample_answers_agree_with_the_default_policy():
    policy = Policy()
    filling = values(policy, timedelta(minutes=4)) | {"claims_address": "claims@example.com"}
    texts = {a.id: plain(a.text) for a in filled((e.answer for e in folder(SAMPLE).articles), filling)}
    assert f"{policy.return_days} days from delivery" in texts["returns-policy"]
    assert f"{policy.return_days} days of delivery" in texts["exchanges"]
    assert f"{policy.refund_bank_days} working days" in texts["refund-times"]
    assert NAME in texts["contact"]


def test_the_sample_shop_is_fictional():
    """Telephone numbers are 555 ones, addresses are example.com's."""
    for entry in folder(SAMPLE).articles:
        text = plain(entry.answer.text)
        assert all(" 555 " in number for number in re.findall(r"\+[\d ]{8,}", text))
        assert all(host.endswith("example.com") for host in re.findall(r"[@/]([a-z.]+\.[a-z]{2,})\b", text))
