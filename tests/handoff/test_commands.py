"""Every verb: who may use it, what it takes, how it is typed, what it answers."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.store.sqlite import SqliteStore
from bot.content import Reply
from bot.events import Place, Said
from bot.intake import Intake
from bot.text import Code, parse, plain
from bot.writes import BindingRow, SettingRow
from handoff.acts import SYSTEM, Act, Command, Teammate
from handoff.commands import COMMANDS, NotUnderstood, complete, form_of, pressed, read_words, values
from handoff.desk import Desk
from handoff.helping import example
from handoff.redacting import redacted
from handoff.scene import Outcome
from handoff.spec import Parameter, _spec
from handoff.watching import watched, watches
from handoff.wording import instead
from tests.handoff.conftest import ADA, JONAS, MINA, NOBODY, FakeClock, Room, no_customer

WHO_MAY = {
    "claim": "staff",
    "claim_and_send": "staff",
    "release": "staff",
    "transfer": "staff",
    "escalate": "staff",
    "reply": "staff",
    "note": "staff",
    "edit": "staff",
    "delete": "staff",
    "send_anyway": "lead",
    "snooze": "staff",
    "wake": "staff",
    "close": "staff",
    "reopen": "staff",
    "hand_back": "staff",
    "freeze": "staff",
    "unfreeze": "lead",
    "pay goodwill": "staff",
    "pay approve": "lead",
    "pay decline": "lead",
    "pay override": "lead",
    "retry": "staff",
    "arrived": "staff",
    "transcript": "staff",
    "queue": "staff",
    "mine": "staff",
    "call now": "staff",
    "call reached": "staff",
    "call no_answer": "staff",
    "call wrong_number": "staff",
    "hours show": "staff",
    "hours set": "admin",
    "hours clear": "admin",
    "setup": "admin",
    "link": "admin",
    "join": "admin",
    "policy show": "lead",
    "policy set": "admin",
    "watch": "admin",
    "bind": "admin",
    "block": "lead",
    "unblock": "lead",
    "export": "admin",
    "erase": "admin",
    "erase_now": "admin",
    "audit": "admin",
    "find": "staff",
    "help": "staff",
    "snippet send": "staff",
    "snippet show": "staff",
    "snippet set": "lead",
    "snippet remove": "lead",
    "brand show": "lead",
    "brand names": "admin",
    "brand alias": "lead",
    "incident show": "staff",
    "incident open": "lead",
    "incident say": "lead",
    "incident over": "lead",
    "stats": "lead",
    "doctor": "admin",
    "answer list": "lead",
    "answer show": "lead",
    "answer test": "lead",
    "answer unanswered": "lead",
    "answer add": "admin",
    "answer remove": "admin",
}
TEAM = (NOBODY, MINA, JONAS, ADA)
READ = {"answer list", "answer show", "answer test", "answer unanswered"}
CHANGES_NOTHING = {
    "help",
    "audit",
    "export",
    "incident show",
    "find",
    "snippet show",
    "brand show",
    "transcript",
    "queue",
    "mine",
    "policy show",
    "stats",
    "doctor",
    "hours show",
} | READ
TEAM_WIDE = {
    "help",
    "audit",
    "erase",
    "erase_now",
    "export",
    "queue",
    "mine",
    "setup",
    "link",
    "join",
    "policy show",
    "policy set",
    "watch",
    "bind",
    "block",
    "unblock",
    "find",
    "snippet show",
    "snippet set",
    "snippet remove",
    "brand show",
    "brand names",
    "brand alias",
    "incident show",
    "incident open",
    "incident say",
    "incident over",
    "stats",
    "doctor",
    "hours show",
    "hours set",
    "hours clear",
    "answer add",
    "answer remove",
} | READ


def test_every_verb_is_in_this_table_and_has_a_help() -> None:
    assert {name: spec.role for name, spec in COMMANDS.items()} == WHO_MAY
    assert {name for name, spec in COMMANDS.items() if spec.reads} == CHANGES_NOTHING
    assert {name for name, spec in COMMANDS.items() if not spec.needs_case} == TEAM_WIDE
    for spec in COMMANDS.values():
        assert 10 < len(spec.help) <= 100, "Discord takes at most 100 characters"
        assert all(p.help for p in spec.parameters), spec.name
        required = [p.required for p in spec.parameters]
        assert required == sorted(required, reverse=True), "required parameters come first"


@pytest.mark.parametrize("verb", WHO_MAY)
@pytest.mark.parametrize("by", TEAM, ids=lambda by: by.role)
async def test_a_verb_refuses_whoever_may_not(room: Room, verb: str, by: Teammate) -> None:
    """All 30 verbs by all four roles: refused by name of the role that is needed, or let through to its own answer."""
    ranks = ("none", "staff", "lead", "admin")
    await room.opens()
    reply = await room.do(by, verb)
    may = ranks.index(by.role) >= ranks.index(WHO_MAY[verb])
    assert (f"needs the role {WHO_MAY[verb]}" in reply.text) is not may
    assert reply.text or reply.card or (may and verb == "claim"), "the thread says who has claimed"


def test_parameters_are_read_from_the_functions() -> None:
    assert COMMANDS["close"].parameters == (
        Parameter(
            "reason",
            "choice",
            "How it ended.",
            False,
            ("solved", "explained", "no_answer", "duplicate", "not_for_us", "spam"),
        ),
    )
    kinds = {p.name: p.kind for spec in COMMANDS.values() for p in spec.parameters if spec.name != "close"}
    assert kinds == {
        "answer": "answer",
        "asks": "word",
        "question": "text",
        "title": "word",
        "words": "text",
        "about": "text",
        "message": "word",
        "to": "teammate",
        "reason": "text",
        "text": "text",
        "minutes": "number",
        "amount": "amount",
        "order": "word",
        "lines": "number",
        "topic": "choice",
        "name": "word",
        "names": "choice",
        "mate": "teammate",
        "alias": "text",
        "status": "text",
        "staff": "channel",
        "channel": "channel",
        "state": "choice",
        "staff_role": "role",
        "week": "text",
        "zone": "word",
        "holidays": "word",
        "closed": "word",
        "lead_role": "role",
        "department": "choice",
        "place": "channel",
        "role": "role",
        "space": "word",
        "code": "word",
        "setting": "setting",
        "value": "text",
        "person": "person",
        "customer": "customer",
        "asked": "word",
        "days": "number",
        "of_case": "number",
    }


def test_a_parameter_of_another_type_is_refused_when_it_is_defined() -> None:
    async def weigh(scene: object, kilos: float) -> Outcome:
        """Weigh something."""
        return Outcome()

    with pytest.raises(TypeError, match="kilos"):
        _spec(weigh, "weigh", "staff", "case", False, False)


READ: list[tuple[str, Command]] = [
    ("close 7 solved", Command("close", 7, {"reason": "solved"})),
    ("close #7 'no answer'", Command("close", 7, {"reason": "no answer"})),
    ("/claim 7", Command("claim", 7)),
    ("claim", Command("claim")),
    ('reply #7 I\'m on it, "really"', Command("reply", 7, {"text": 'I\'m on it, "really"'})),
    ('reply "all  of this"', Command("reply", 0, {"text": "all  of this"})),
    ("reply 3 days it takes", Command("reply", 0, {"text": "3 days it takes"})),
    ("note line one\nline two", Command("note", 0, {"text": "line one\nline two"})),
    ("snooze 30", Command("snooze", 0, {"minutes": "30"})),
    ("snooze 7 30", Command("snooze", 7, {"minutes": "30"})),
    ("transcript 2", Command("transcript", 2)),
    ("transcript 2 10", Command("transcript", 2, {"lines": "10"})),
    ("escalate 7", Command("escalate", 7)),
    ("escalate 7 parcels are lost", Command("escalate", 0, {"reason": "7 parcels are lost"})),
    ("pay goodwill 7 20 late parcel", Command("pay goodwill", 7, {"amount": "20", "reason": "late parcel"})),
    ("pay goodwill 20.00 late parcel", Command("pay goodwill", 0, {"amount": "20.00", "reason": "late parcel"})),
    ("pay goodwill €20 3 days late", Command("pay goodwill", 0, {"amount": "€20", "reason": "3 days late"})),
    (
        "pay override 48 order=7731 kettle",
        Command("pay override", 0, {"amount": "48", "order": "7731", "reason": "kettle"}),
    ),
    ("policy set return_days 30", Command("policy set", 0, {"setting": "return_days", "value": "30"})),
    ("policy show", Command("policy show")),
    ("watch", Command("watch")),
    ("watch discord:9:c1 off", Command("watch", 0, {"channel": "discord:9:c1", "state": "off"})),
    (
        "setup staff c1 lead_role L space discord:9",
        Command("setup", 0, {"staff": "c1", "lead_role": "L", "space": "discord:9"}),
    ),
    (
        "transfer to billing",
        Command("transfer", 0, {"to": "billing"}),
    ),
    (
        'transfer "to"',
        Command("transfer", 0, {"to": "to"}),
    ),
    (
        "setup staff staff",
        Command("setup", 0, {"staff": "staff"}),
    ),
    (
        "note text me back",
        Command("note", 0, {"text": "text me back"}),
    ),
    (
        "setup staff=c1 --lead-role L --space discord:9",
        Command("setup", 0, {"staff": "c1", "lead_role": "L", "space": "discord:9"}),
    ),
    (
        'bind web:guest c7 showed "her" card',
        Command("bind", 0, {"person": "web:guest", "customer": "c7", "reason": 'showed "her" card'}),
    ),
    (
        'answer add "Gift wrap" "do you wrap gifts; as a present" We wrap gifts for $3.',
        Command(
            "answer add",
            0,
            {"title": "Gift wrap", "asks": "do you wrap gifts; as a present", "text": "We wrap gifts for $3."},
        ),
    ),
    (
        'answer add Parking "is there parking" Ten places.',
        Command("answer add", 0, {"title": "Parking", "asks": "is there parking", "text": "Ten places."}),
    ),
    (
        'answer add Parking parking "Ten places."',
        Command("answer add", 0, {"title": "Parking", "asks": "parking", "text": "Ten places."}),
    ),
    (
        "answer add title=Parking asks=parking Ten places.",
        Command("answer add", 0, {"title": "Parking", "asks": "parking", "text": "Ten places."}),
    ),
    ("snippet set hello Hello there.", Command("snippet set", 0, {"name": "hello", "text": "Hello there."})),
]


@pytest.mark.parametrize(("line", "wanted"), READ, ids=[line[:20] for line, _ in READ])
def test_typed_words_are_read(line: str, wanted: Command) -> None:
    assert read_words(line) == wanted


def test_in_a_thread_a_bare_number_is_never_another_case() -> None:
    assert read_words("transfer 7", in_case=True) == Command("transfer", 0, {"to": "7"})
    assert read_words("claim #7", in_case=True).case == 7
    with pytest.raises(NotUnderstood):
        read_words("claim 7", in_case=True)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("It goes: `close [case]`, not '**x**'.", ["close [case]"]),
        ("no command 'a`b'. `help`", []),
        ("no command '``'. `help`", []),
        ("nothing", []),
    ],
)
def test_what_was_typed_wrong_is_shown_as_it_was_typed(told: str, code: list[str]) -> None:
    spans = [node for block in parse(instead(told)) for node in getattr(block, "children", ())]
    assert [span.text for span in spans if isinstance(span, Code)] == code
    assert plain(instead(told)) == (told.replace("`", "") if code else told)


@pytest.mark.parametrize("verb", COMMANDS)
def test_the_example_of_each_verb_is_understood_and_so_it_is_in_the_shell(verb: str) -> None:
    spec = COMMANDS[verb]
    shown = read_words(example(spec))
    assert (shown.verb, shown.case) == (verb, 7 if spec.needs_case else 0)
    assert read_words(example(spec, ""), from_shell=True) == shown
    assert set(shown.given) >= {p.name for p in spec.parameters if p.required}


async def test_help_explains_one_verb_or_lists_those_of_one_word(room: Room) -> None:
    told = (await room.do(MINA, "help", 0, about="close")).text
    for part in (
        "`close [case] [reason]`",
        "may be left out",
        "One of: solved, explained",
        "For example: `close #7 solved`",
    ):
        assert part in told
    assert "It needs the role admin." in (await room.do(MINA, "help", 0, about="/policy set")).text
    assert "`hand_back [case]`" in (await room.do(MINA, "help", 0, about="Hand back")).text
    family = (await room.do(MINA, "help", 0, about="policy")).text
    assert "`policy show [setting]`" in family and "`policy set setting value`" in family and "`close" not in family
    refused = await room.do(MINA, "help", 0, about="clsoe")
    assert refused.notice and "The nearest: close" in plain(refused.text)
    everything = (await room.do(MINA, "help", 0)).text
    assert "`claim [case]`" in everything and "`policy set" not in everything, "what they may not do is not offered"


UNREAD = [
    ("", "such as `queue` or `mine`. `help` lists them all"),
    ("frob 7", "no command 'frob'"),
    ("clam 7", "nearest: `claim`, "),
    ("snipet send hello", "nearest: `snippet send`, "),
    ("reply", "also needs text: The words."),
    ("transfer 7", "also needs to: A department or a teammate."),
    ("transfer 7 to", "also needs to: A department or a teammate."),
    ("setup staff_role", "also needs a value for staff_role: The role"),
    ("setup staff_role=", "also needs a value for staff_role: The role"),
    ("setup staff staff_role Support", "also needs a value for staff: The channel"),
    ("setup --lead-role", "also needs a value for lead_role: The role"),
    ("watch channel", "also needs a value for channel: A channel"),
    ("close 7 bored", "one of solved"),
    ("snooze later", "whole number"),
    ("snooze 3 abc", "minutes takes a whole number, not 'abc'"),
    ("transcript 3 all", "lines takes a whole number, not 'all'"),
    ("snooze 3 4 5", "don't know what to do with '5'"),
    ("claim 7 8", "don't know what to do with '8'"),
    ("policy", "no command 'policy'. The nearest: `policy set`, `policy show`, "),
    ("answer add Gift wrap We wrap gifts for 3", "would be title 'Gift', asks 'wrap', text 'We wrap gifts for 3'."),
    ("answer add Gift wrap We wrap gifts for 3", 'see where they end: `answer add "title" "asks" text`.'),
    ('answer add "Gift wrap" do you wrap it We do', "would be title 'Gift wrap', asks 'do', text 'you wrap it We do'."),
]


@pytest.mark.parametrize(("line", "wanted"), UNREAD)
def test_what_is_not_understood_says_what_is_missing(line: str, wanted: str) -> None:
    with pytest.raises(NotUnderstood, match=wanted.replace("(", r"\(")):
        read_words(line)


@given(st.text(max_size=200))
def test_any_line_is_read_or_kindly_refused(line: str) -> None:
    try:
        read_words(line)
    except NotUnderstood as no:
        assert str(no)


@given(st.sampled_from(["reply", "note"]), st.integers(1, 10**9), st.text(min_size=1, max_size=300))
def test_words_to_people_arrive_as_they_were_typed(verb: str, case: int, text: str) -> None:
    """Whatever is typed after the case is what is said, but for the space around it and enclosing quotation marks."""
    typed = text.strip()
    if not typed or typed[0] in "\"'" or "=" in typed or typed.startswith("--"):
        return
    read = read_words(f"{verb} #{case} {typed}")
    assert (read.case, read.given["text"]) == (case, typed)


@given(st.text(max_size=40), st.sampled_from(["none", "staff", "lead", "admin"]))
def test_suggestions_continue_what_was_typed(line: str, role: str) -> None:
    for suggestion in complete(line, role):
        begun = line if line[-1:].isspace() else line.split(" ")[-1]
        assert suggestion.text.casefold().startswith(begun.strip().casefold()) or " " in line


def test_completion_knows_verbs_cases_choices_and_settings() -> None:
    def texts(line: str, role: str = "admin", **known: Any) -> list[str]:
        return [s.text for s in complete(line, role, known)]

    assert texts("cl") == ["claim", "claim_and_send", "close"]
    assert texts("po") == ["policy show", "policy set"]
    assert texts("policy ") == ["show", "set"]
    assert texts("policy set return_d") == ["return_days"]
    assert texts("policy se", "lead") == []
    assert texts("close ", case=("7",))[:2] == ["7", "solved"]
    assert texts("close 7 no") == ["no_answer", "not_for_us"]
    assert texts("transfer 7 ", teammate=("billing", "Mina")) == ["billing", "Mina"]
    assert texts("setup") == ["setup"] and texts("setup", "staff") == []


def test_buttons_and_forms_come_from_the_same_specs() -> None:
    assert pressed("claim", 7) == Command("claim", 7)
    assert pressed("claim #7", 3) == Command("claim", 7), "the queue's own buttons, whatever case is open"
    assert pressed("retry #7 abc", 3) == Command("retry", 7, {"message": "abc"}), "in the channel, of any case"
    assert pressed("retry abc", 7) == Command("retry", 7, {"message": "abc"})
    assert pressed("pay approve #7 abc", 3) == Command("pay approve", 7, {"message": "abc"}), "a verb of two words"
    assert pressed("pay", 7) == Command("pay", 7) and pressed("pay goodwill", 7) == Command("pay goodwill", 7)
    assert pressed("claim_and_send m1", 7) == Command("claim_and_send", 7, {"message": "m1"})
    assert pressed("'; drop table", 7) == Command("';", 7)
    assert form_of(COMMANDS["claim"]) is None
    form = form_of(COMMANDS["close"], 7)
    assert form and form.title == "Close #7" and form.fields[0].kind == "choice"
    with pytest.raises(NotUnderstood):
        values(COMMANDS["reply"], {})


async def test_queue_and_mine_lead_with_what_presses(room: Room) -> None:
    assert (await room.do(MINA, "queue", 0)).text == "No case is open."
    await room.opens(who="web:a")
    await room.opens(who="web:b")
    await room.do(MINA, "claim", 1)
    reply: Reply = await room.do(MINA, "queue", 0)
    assert reply.text.index("#2") < reply.text.index("#1")
    assert [offer.value for offer in reply.offers] == ["claim #2"]
    assert "#1" in (await room.do(MINA, "mine", 0)).text
    assert (await room.do(JONAS, "mine", 0)).text == "You own no open case."


async def test_the_transcript_of_a_closed_case_ends_with_it(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "close", reason="solved")
    await room.passes(minutes=5)
    await room.hears(Said("and now something else", "c9"))
    assert "something else" not in (await room.do(MINA, "transcript", 1)).text


async def test_a_role_is_named_with_its_platform(bare: Room) -> None:
    said = await bare.do(ADA, "setup", 0, staff="web:demo:staff", staff_role="nope")
    assert "Name it with its platform" in said.text


async def test_transcript_has_every_line_notes_marked(room: Room) -> None:
    await room.opens("my **kettle**")
    await room.do(MINA, "claim")
    await room.types(MINA, "hello")
    await room.types(MINA, "// odd one")
    text = (await room.do(MINA, "transcript")).text
    assert [part in text for part in (r"my \*\*kettle\*\*", "note, Mina", "notice to the customer")] == [True] * 3
    assert len((await room.do(MINA, "transcript", lines="1")).text.splitlines()) == 1


async def test_stats_are_medians_by_department(room: Room) -> None:
    await room.opens()
    await room.passes(minutes=2)
    await room.do(MINA, "claim")
    await room.types(MINA, "hi")
    await room.do(MINA, "close")
    card = (await room.do(JONAS, "stats", 0)).card
    assert card and dict(card.facts)["general"] == "1 case, first answer 2 min, settled 2 min"


async def test_policy_is_shown_set_and_audited(room: Room) -> None:
    assert "`return_days` **30**" in (await room.do(JONAS, "policy show", 0)).text
    assert "whole number" in (await room.do(ADA, "policy set", 0, setting="return_days", value="many")).text
    assert "no setting 'nope'" in (await room.do(ADA, "policy set", 0, setting="nope", value="1")).text
    await room.do(ADA, "policy set", 0, setting="return_days", value="14")
    assert "**14** (default 30)" in (await room.do(JONAS, "policy show", 0, setting="return_days")).text
    assert ("web:ada", "policy set") in await room.audited()


async def test_watching_is_a_setting_of_the_place_and_audited(room: Room) -> None:
    assert "No channel is watched" in (await room.do(ADA, "watch", 0)).text
    assert "every message" in (await room.do(ADA, "watch", 0, channel="slack:T1:C7")).text
    (row,) = await room.store.find(SettingRow, {"name": "desk.watch.slack:T1:C7"})
    assert watches({row.name: row.value}, Place("slack", "T1", "C7", public=True))
    assert not watches({row.name: row.value}, Place("slack", "T1", "C8"))
    assert "slack:T1:C7" in (await room.do(ADA, "watch", 0)).text
    assert ("web:ada", "watch") in await room.audited()
    await room.do(ADA, "watch", 0, channel="slack:T1:C7", state="off")
    (row,) = await room.store.find(SettingRow, {"name": "desk.watch.slack:T1:C7"})
    assert watched({row.name: row.value}) == ()


async def test_the_room_where_cases_are_shown_is_not_watched(room: Room) -> None:
    refused = await room.do(ADA, "watch", 0, channel="web:demo:staff")
    assert refused.notice and "Cases are shown there" in refused.text
    assert not await room.store.find(SettingRow, {"name": "desk.watch.web:demo:staff"})


async def test_bind_writes_the_binding_and_why(room: Room) -> None:
    await room.do(ADA, "bind", 0, person="web:guest", customer="c7", reason="showed an invoice")
    (row,) = await room.store.find(BindingRow, {"team": "main"})
    assert (row.person, row.customer, row.how, row.by) == ("web:guest", "c7", "admin", "web:ada")
    assert ("web:ada", "bind") in await room.audited()


async def test_blocking_leaves_the_row_the_core_asks_for(room: Room) -> None:
    await room.opens()
    await room.do(JONAS, "block", 0, person="web:r", reason="threats")
    (row,) = await room.store.find(SettingRow, {"name": "blocked.web:r"})
    assert row.value == "threats"
    await room.do(JONAS, "unblock", 0, person="web:r")
    (row,) = await room.store.find(SettingRow, {"name": "blocked.web:r"})
    assert row.value == ""
    assert "is not blocked" in (await room.do(JONAS, "unblock", 0, person="web:r")).text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("rosa", "no account 'rosa'. The nearest: `web:rosa`"),
        ("web:roas", "no account 'web:roas'. The nearest: `web:rosa`"),
        ("alvarez", "no account 'alvarez'. The nearest: `web:rosa`"),
        ("web:mina", "Mina is a teammate"),
        ("web:jonas", "Jonas is a teammate"),
        ("discord:rosa", "no account 'discord:rosa'"),
        ("discord:77", "no account 'discord:77'"),
    ],
)
async def test_nobody_is_blocked_who_is_not_there_or_works_here(room: Room, typed: str, told: str) -> None:
    await room.opens(who="web:rosa")
    await room.do(MINA, "claim")
    refused = await room.do(JONAS, "block", 0, person=typed, reason="spam")
    assert refused.notice and told in refused.text
    assert not [row for row in await room.store.find(SettingRow, {"team": "main"}) if row.name.startswith("blocked.")]
    assert ("web:jonas", "block") not in await room.audited()


async def test_an_account_of_the_teams_own_platform_may_be_blocked_before_it_writes(room: Room) -> None:
    await room.do(ADA, "setup", 0, staff="discord:9:17")
    assert "not answered any more" in (await room.do(JONAS, "block", 0, person="discord:77", reason="spam")).text
    assert "no account" in (await room.do(JONAS, "block", 0, person="slack:T1:U77", reason="spam")).text
    assert "Blocked is: discord:77" in (await room.do(JONAS, "unblock", 0, person="77")).text


async def test_no_account_is_bound_that_names_no_platform(room: Room) -> None:
    await room.opens(who="web:rosa")
    assert "The nearest: `web:rosa`" in (await room.do(ADA, "bind", 0, person="rosa", customer="c7", reason="x")).text
    assert not await room.store.find(BindingRow, {"team": "main"})


async def test_a_channel_that_is_not_there_is_neither_watched_nor_set_up(store: SqliteStore) -> None:
    def channels(place: Place) -> dict[str, str] | None:
        return {"11": "help", "12": "desk"} if place.platform == "web" else None

    clock = FakeClock()
    desk = Desk(store, clock, channels=channels)
    intake = Intake(store, {"desk": desk.answer, "customer": no_customer})
    desk.connect(intake)
    room = Room(store, clock, desk, intake)
    refused = await room.do(ADA, "watch", 0, channel="hepl")
    assert refused.notice and "no channel 'hepl' in web:demo. The nearest: `web:demo:11` (help)" in refused.text
    assert "no channel 'staff_role'" in (await room.do(ADA, "setup", 0, staff="staff_role")).text
    assert not await store.find(SettingRow, {"team": "main", "name": "desk.staff_place"})
    assert "every message in **web:demo:11**" in (await room.do(ADA, "watch", 0, channel="#help")).text
    assert "web:demo:12" in (await room.do(ADA, "setup", 0, staff="12")).text
    assert "slack:T1:C7" in (await room.do(ADA, "watch", 0, channel="slack:T1:C7")).text, "it cannot be told"
    await intake.close()


async def test_doctor_names_what_is_missing_and_how_to_mend_it(bare: Room) -> None:
    text = (await bare.do(ADA, "doctor", 0)).text
    assert "✗ a place for staff: `setup` with staff=CHANNEL" in text
    await bare.do(ADA, "setup", 0, staff="web:demo:staff", staff_role="web:s", lead_role="web:l")
    assert "✗" not in (await bare.do(ADA, "doctor", 0)).text


async def test_setup_refuses_what_it_cannot_place(bare: Room) -> None:
    assert "department" in (await bare.do(ADA, "setup", 0, place="x")).text
    assert "platform:space:channel" in (await bare.do(ADA, "setup", 0, staff="x", space="discord")).text


async def test_known_feeds_completion(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    known = await room.desk.known("main")
    assert known["case"] == ("1",) and "Mina" in known["teammate"] and "billing" in known["teammate"]
    assert known["person"] == ("web:r",)


async def test_words_sent_after_all_stand_in_the_transcript_where_they_were_sent(room: Room) -> None:
    await room.opens()
    await room.types(MINA, "hello", message="m1")
    await room.passes(minutes=2)
    await room.hears(Said("anybody?", "c1"))
    await room.passes(minutes=1)
    await room.do(MINA, "claim_and_send", message="m1")
    text = (await room.do(MINA, "transcript")).text
    assert text.index("anybody?") < text.index("hello")


LOOKS_LIKE_A_CARD = "1574078207873777669"
"""A Discord id that passes the check digit of card numbers, as one in ten does."""


def test_a_platforms_id_is_not_taken_for_a_card() -> None:
    named = {"staff_role": f"discord:&{LOOKS_LIKE_A_CARD}", "staff": f"discord:{LOOKS_LIKE_A_CARD}:{LOOKS_LIKE_A_CARD}"}
    assert _stored("setup", named) == named
    message = {"message": f"{LOOKS_LIKE_A_CARD}/{LOOKS_LIKE_A_CARD}"}
    assert _stored("delete", message) == message
    on_slack = {"message": f"C0ROOM1/{LOOKS_LIKE_A_CARD[:10]}.{LOOKS_LIKE_A_CARD[10:16]}"}
    assert _stored("delete", on_slack) == on_slack


def test_a_card_in_a_text_is_hidden_whatever_stands_before_it() -> None:
    assert "4242424242424242" not in _stored("note", {"text": "card:4242424242424242"})["text"]
    assert "4242424242424242" not in _stored("delete", {"message": "4242424242424242"})["message"]


def _stored(verb: str, filled: dict[str, str]) -> dict[str, str]:
    act = Act(
        "k", "main", Place("web", "demo", "staff"), SYSTEM, datetime(2026, 11, 23, tzinfo=UTC), Command(verb, 1, filled)
    )
    body = redacted(act)[0].body
    assert isinstance(body, Command)
    return dict(body.given)


@pytest.mark.parametrize("verb", ["claim", "reply", "escalate"])
async def test_where_no_case_is_near_the_refusal_names_the_verb_that_was_typed(room: Room, verb: str) -> None:
    await room.opens()
    reply = await room.do(JONAS, verb, case=0, text="3 days it takes", why="a second look")
    assert f"like `{verb} #7`" in reply.text


@pytest.mark.parametrize(
    ("line", "told", "offers"),
    [
        ("reply 1 hello there", "If you meant case #1: `reply #1 hello there`.", ["reply #1 hello there"]),
        ("snooze 3", "If you meant case #3: `snooze #3 minutes`.", []),
        ("note 1", "If you meant case #1: `note #1 text`.", []),
        ("pay goodwill 1 late", "If you meant case #1: `pay goodwill #1 late reason`.", []),
    ],
)
async def test_a_number_without_its_sign_is_taken_up_where_no_case_is_near(
    room: Room, line: str, told: str, offers: list[str]
) -> None:
    await room.opens()
    typed = read_words(line)
    assert typed.case == 0
    reply = await room.do(MINA, typed.verb, 0, **typed.given)
    assert told in plain(reply.text) or told in reply.text
    assert [offer.value for offer in reply.offers] == offers


async def test_what_a_button_offers_for_the_number_is_done(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "claim")
    told = await room.do(MINA, "reply", 0, text="1 hello there")
    act = pressed(told.offers[0].value)
    await room.do(MINA, act.verb, act.case, **act.given)
    assert await room.reached() == ["hello there"]


async def test_an_unclaimed_case_can_not_be_said_to_take_a_reply(room: Room) -> None:
    await room.opens()
    told = (await room.do(MINA, "wake")).text
    assert "What can: claim, " in told and "reply" not in told
    await room.do(MINA, "claim")
    assert "reply" in (await room.do(MINA, "wake")).text


async def test_what_only_a_lead_can_take_is_offered_to_leads(room: Room) -> None:
    await room.opens()
    await room.do(MINA, "escalate")
    assert "Claim (leads)" in [offer.label for offer in (await room.card()).offers]
    told = await room.types(MINA, "I am looking", message="m1")
    assert "at tier 2 only a lead can" in told.text and not told.offers
    assert not (await room.do(MINA, "queue", 0)).offers
    assert [offer.value for offer in (await room.do(JONAS, "queue", 0)).offers] == ["claim #1"]
    assert [offer.label for offer in (await room.types(JONAS, "looking", message="m2")).offers] == [
        "Claim and send",
        "Send anyway",
    ]


async def test_who_transfers_a_case_to_themselves_has_taken_it(room: Room) -> None:
    await room.opens()
    await room.do(JONAS, "claim")
    await room.do(JONAS, "release")
    await room.do(MINA, "claim")
    await room.do(MINA, "transfer", to="billing")
    await room.do(MINA, "transfer", to="Mina")
    said = [reply.text for reply in await room.thread()]
    assert "Mina took it." in said and not any("Mina gave it to Mina" in line for line in said)
    await room.do(MINA, "transfer", to="Jonas")
    assert "Mina gave it to Jonas." in [reply.text for reply in await room.thread()]
