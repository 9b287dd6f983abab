"""Examples are read as they were written, and a slip is named by file and line."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.hearing import INTENTS
from bot.hearing.written import READ_AGAIN, BadExample, Example, Reading, examples, of_file, of_json, of_line


def test_a_line_says_it_all():
    said = "<<where is my money>> 3 weeks for {a:€12}\\nstill nothing, {c:77123}"
    line = f"refund_status, complaint | refund_request | u h | {said}"
    assert of_line(line) == Example(
        "3 weeks for €12\nstill nothing, 77123",
        ("refund_status", "complaint"),
        ("refund_request",),
        urgent=True,
        frustrated=False,
        handoff=True,
        entities=(("amount", "€12"), ("case_number", "77123")),
        before=("where is my money",),
    )


def test_what_is_not_said_is_not_so():
    assert of_line("thanks|||ta | mate") == Example("ta | mate", ("thanks",), entities=())
    assert of_json('{"text": "ta", "intent": "thanks"}') == Example("ta", ("thanks",), entities=None)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("thanks | ta", "expected LABELS"),
        ("gratitude | | | ta", "no intent 'gratitude'"),
        (" | | | ta", "an intent is missing"),
        ("thanks | | x | ta", "flags are"),
        ("thanks | | | <<bye>>", "has words"),
    ],
)
def test_a_slip_is_named(line, why):
    with pytest.raises(ValueError, match=why):
        of_line(line)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ('{"text": "a", "intents": 5}', '"intents" takes a list of texts'),
        ('{"text": "a", "intents": "faq"}', '"intents" takes a list of texts'),
        ('{"text": "a", "intents": ["faq"], "before": "where is it"}', '"before" takes a list'),
        ('{"text": "a", "intents": ["faq"], "also_ok": [1]}', '"also_ok" takes a list'),
        ('{"text": "a", "intents": ["faq"], "entities": 5}', '"entities" takes a list'),
        ('{"text": "a", "intents": ["faq"], "entities": [{}]}', "an entity is an object"),
        ('{"text": "a", "intents": ["faq"], "entities": ["1042"]}', "an entity is an object"),
        ('{"text": ' + "9" * 5000 + "}", "not JSON"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_row_that_is_no_example_says_why(row, why):
    with pytest.raises(ValueError, match=re.escape(why)):
        of_json(row)


def test_none_is_as_good_as_nothing():
    row = '{"text": "ta", "intents": ["thanks"], "also_ok": null, "before": null, "entities": null}'
    assert of_json(row) == Example("ta", ("thanks",), entities=None)


def test_a_line_that_is_no_text_is_named(tmp_path):
    file = tmp_path / "ours.txt"
    file.write_bytes(b"thanks | | | ta\nthanks | | | \xff\xfe\n")
    with pytest.raises(BadExample, match=r"ours\.txt, line 2: not UTF-8"):
        of_file(file)


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    with pytest.raises(BadExample, match=r"gone\.txt: No such file"):
        examples(tmp_path)


def test_a_line_ends_at_a_line_feed_and_a_mark_before_the_first_is_none_of_it(tmp_path):
    """As some systems write files, and with signs that other readers take for the end of a line."""
    (tmp_path / "a.jsonl").write_text('\ufeff{"text": "one\u2028two", "intents": ["thanks"]}\r\n', newline="")
    (tmp_path / "b.txt").write_text("\ufeffthanks | | | three\x85four\r\n", newline="")
    assert [example.text for example in examples(tmp_path)] == ["one\u2028two", "three\x85four"]


def test_a_file_says_where_the_slip_is(tmp_path):
    file = tmp_path / "ours.txt"
    file.write_text("# people who thank us\n\nthanks | | | ta\ngratitude | | | cheers\n")
    with pytest.raises(BadExample, match=r"ours\.txt, line 4: there is no intent"):
        of_file(file)


def test_a_folder_is_read_whole_and_in_one_order(tmp_path):
    (tmp_path / "within").mkdir()
    (tmp_path / "b.txt").write_text("thanks | | | one\n")
    (tmp_path / "within" / "a.jsonl").write_text('{"text": "two", "intents": ["goodbye"]}\n')
    (tmp_path / "notes.md").write_text("not examples")
    assert [example.text for example in examples(tmp_path)] == ["one", "two"]


WORDS = st.text(
    st.characters(exclude_characters="{}<>|\\\n\r#", exclude_categories=["C", "Z"]), min_size=1, max_size=30
)


@given(
    st.lists(st.sampled_from(INTENTS), min_size=1, max_size=3),
    st.lists(WORDS, min_size=1, max_size=5),
    st.booleans(),
    st.booleans(),
)
def test_what_is_written_is_what_is_read(labels, words, urgent, frustrated):
    text = " ".join(words)
    line = f"{','.join(labels)} | | {'u' * urgent} {'f' * frustrated} | {text} {{o:1042}}"
    read = of_line(line)
    assert read.intents == tuple(labels)
    assert (read.urgent, read.frustrated, read.handoff) == (urgent, frustrated, False)
    assert read.text == f"{text} 1042"
    assert read.entities == (("order_number", "1042"),)


def test_a_second_reading_is_joined_to_its_message(tmp_path):
    first, other = Example("one", ("thanks",)), Example("two", ("goodbye",), before=("ta",))
    (tmp_path / "a.txt").write_text("thanks | | | one\ngoodbye | | | <<ta>> two\nthanks | | | three\n")
    lines = [f"{first.key},greeting,affirm deny,fh", f"{other.key},goodbye,,u"]
    (tmp_path / READ_AGAIN).write_text("\n".join(lines) + "\n")
    one, two, three = examples(tmp_path)
    assert one.second == Reading("greeting", ("affirm", "deny"), urgent=False, frustrated=True, handoff=True)
    assert two.second == Reading("goodbye", (), urgent=True)
    assert three.second is None
    assert one.acceptable == {"thanks", "greeting", "affirm", "deny"}
    assert three.acceptable == {"thanks"}
    assert first.key != Example("one", ("thanks",), before=("ta",)).key, "what was said before is part of it"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("0a1b2c3d4e,thanks", "expected KEY,FIRST"),
        ("0a1b2c3d4e,gratitude,,", "no intent 'gratitude'"),
        ("0a1b2c3d4e,thanks,gratitude,", "no intent 'gratitude'"),
        ("0a1b2c3d4e,thanks,,x", "flags are"),
        ("0a1b2c3d4e,,,fh", "no intent ''"),
    ],
)
def test_a_slip_in_a_second_reading_is_named(tmp_path, line, why):
    (tmp_path / READ_AGAIN).write_text(f"{Example('one', ('thanks',)).key},thanks,,\n{line}\n")
    with pytest.raises(BadExample, match=rf"second_reading\.csv, line 2: .*{why}"):
        examples(tmp_path)
