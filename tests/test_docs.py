"""The documents say what is there: commands, settings, links, code, policy."""

import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.settings import Settings
from bot.absorbing import absorb
from bot.facts import Facts
from bot.flow import Ask, Flow, Given, Outcome, View, advance
from bot.policy import SETTINGS, Policy, shown
from bot.shop import Account, Customer, Item, Money, Order
from bot.wording import Markup, Words

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
BATON = str(Path(sys.executable).with_name("baton"))
FENCE = re.compile(r"(?:<!-- (from|example): (\S+) -->\n|<!-- (from) (\S+) -->\n)?```(\w*)\n(.*?)```", re.S)


def text_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


def anchors(page):
    """The ids that a page's headings get."""
    found = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in found}


def blocks(name):
    """Code blocks: where from, language, code."""
    return [(m[2] or m[4] or "", m[5], m[6]) for m in FENCE.finditer(text_of(name))]


def table(name, start):
    """The rows of the table that follows a marker, without its head."""
    lines = text_of(name).partition(start)[2].partition("<!-- end -->")[0].strip().splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere(name):
    page = ROOT / name
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", text_of(name), flags=re.S)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), f"{name}: {target}"
        assert not anchor or anchor in anchors(there), f"{name}: {target}"


@pytest.mark.parametrize("name", NAMES)
def test_every_make_target_exists(name):
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.M))
    assert set(re.findall(r"(?:^|`)make ([a-z-]+)", text_of(name), re.M)) <= targets


@pytest.mark.parametrize("name", NAMES)
def test_every_setting_exists(name):
    known = {f"BATON_{field.upper()}" for field in Settings.model_fields}
    test_only = set(re.findall(r"BATON_TEST_\w+", text_of(name)))
    assert set(re.findall(r"BATON_[A-Z]\w+", text_of(name))) - test_only <= known


@pytest.mark.parametrize("name", NAMES)
def test_every_command_of_ours_exists(name):
    help_text = subprocess.run([BATON, "--help"], capture_output=True, text=True, check=True).stdout
    known = set(re.findall(r"^  ([a-z]+) ", help_text, re.M))
    assert known
    # `/baton …` is typed in Slack, and what it takes is tested there.
    assert set(re.findall(r"(?:^|`|\w/|\| )baton ([a-z]+)", text_of(name), re.M)) <= known


@pytest.mark.parametrize("name", NAMES)
def test_code_taken_from_a_file_stands_in_it(name):
    for source, _, code in blocks(name):
        if source and (ROOT / source).exists() and f"<!-- from {source}" in text_of(name):
            assert code in text_of(source), f"{name}: {source}"


@pytest.mark.parametrize("name", NAMES)
def test_code_can_be_read(name):
    for _, language, code in blocks(name):
        if language == "python":
            compile(code, name, "exec")
        if language == "toml":
            tomllib.loads(code)


def test_the_policy_page_lists_every_setting():
    rows = table("docs/policy.md", "<!-- policy -->")
    policy = Policy()
    wanted = [[f"`{n}`", f"`{shown(getattr(policy, n))}`", f.metadata["explain"]] for n, f in SETTINGS.items()]
    assert rows == wanted


def test_the_settings_table_lists_every_setting():
    rows = table("docs/operations.md", "by tests/test_docs.py -->")
    assert [row[0] for row in rows] == [f"`BATON_{field.upper()}`" for field in Settings.model_fields]
    for row, declared in zip(rows, Settings.model_fields.values(), strict=True):
        value = declared.default
        plain = value.get_secret_value() if hasattr(value, "get_secret_value") else value
        assert row[1] == (f"`{plain}`" if plain not in ("", None) else "none")
        assert row[2].startswith(declared.description)


# Real shops, brands and carriers, as the beginning of each name's SHA-256: here they shall not stand either.
REAL = set(
    """
    03983b1a 047364b9 07863e7a 0e791726 13ed0704 1b61f8f0 22ffba7a 241c1e30 2b78da3d 30b98ca8 3ee49785 452ddac3
    47a15141 4d465487 4e8c67d6 554ba299 56089dd0 5849f0db 587d392b 743598ac 8a722665 8cbf06a3 943c3eeb 968e2d5b
    a513bdd2 a9aa319f afe4d16f b337951c b7fa59dd bcc668c9 c8b37c8e ca96bbe9 cbc62794 dfbf85cc e0d76809 e48984d9
    e539cb6d e68976e1
    """.split()
)
SHOWN = ["**/*.md", "bot/wording/*.toml", "adapters/shop/**/*.toml", "adapters/web/static/**/*.html"]


@pytest.mark.parametrize("pattern", SHOWN)
def test_nobody_real_is_named(pattern):
    files = [file for file in ROOT.glob(pattern) if not file.relative_to(ROOT).parts[0].startswith(".")]
    assert files
    for file in files:
        words = set(re.findall(r"[a-z]+", file.read_text(encoding="utf-8").lower()))
        assert not [w for w in words if hashlib.sha256(w.encode()).hexdigest()[:8] in REAL], file


@pytest.mark.parametrize("name", NAMES)
def test_no_telephone_number_could_be_somebodys(name):
    assert all(" 555 " in number for number in re.findall(r"\+\d[\d ]{8,}", text_of(name)))


def test_the_readme_opens_with_a_picture_and_two_commands():
    lines = text_of("README.md").splitlines()
    assert lines[0].startswith("![")
    assert "make run\nmake test\n" in text_of("README.md")


@pytest.mark.parametrize("target", ["run", "test"])
def test_make_can_make_the_two_targets(target):
    """What they do is tested elsewhere; this one is run by the other."""
    subprocess.run(["make", "--dry-run", target], cwd=ROOT, check=True, capture_output=True)


def test_the_readmes_commands_run(tmp_path):
    """`baton` commands of its terminal block, each on a data folder of its own, without a terminal."""
    block = next(code for _, _, code in blocks("README.md") if "baton chat" in code)
    for line in block.strip().splitlines():
        folder = tmp_path / str(abs(hash(line)))
        given = '{"text": "third time i ask, where is my refund"}' if "echo" in line else "where is my parcel\n!quit\n"
        command = line.rpartition("| ")[2].split()
        ended = subprocess.run(
            [BATON, *command[1:]],
            input=given,
            capture_output=True,
            text=True,
            timeout=60,
            env={**os.environ, "BATON_DATA_DIR": str(folder)},
        )
        assert ended.returncode == 0, f"{line}: {ended.stderr}"
        assert ended.stdout
        if "hear" in command:
            assert json.loads(ended.stdout)["intents"]


class Keys(Words):
    """Says the name of a sentence, and remembers it."""

    asked: set[str] = set()

    def say(self, key, **values):
        self.asked.add(key)
        return Markup(key)


def example_flow():
    code = next(code for source, _, code in blocks("docs/add-a-flow.md") if source == "bot/flows/invoice.py")
    space = {"__name__": "docs.invoice"}
    exec(compile(code, "docs/add-a-flow.md", "exec"), space)
    return next(v for v in space.values() if isinstance(v, type) and issubclass(v, Flow) and v is not Flow)


def order(number, title):
    price = Money(20, "USD")
    placed = datetime(2026, 11, 1, tzinfo=UTC)
    return Order(number, placed, (Item(number, title, 1, price),), price, "delivered", "card ending 4242")


def test_the_example_flow_works_as_the_page_says():
    """Asked for what is missing, one at a time, then a case in billing; its sentences are the page's."""
    flow = example_flow()
    now = datetime(2026, 11, 20, tzinfo=UTC)
    account = Account(Customer("rosa", "Rosa", "rosa@example.com"), (order("7731", "Kettle"), order("7732", "Lamp")))
    view = View(Facts(now, account, bound=True), Policy(), Keys(now))
    first = advance(flow, {}, view)
    assert isinstance(first, Ask)
    assert first.name == "order"
    kept = absorb(flow, {}, Given("the lamp please", asked=True), view, asked="order")
    second = advance(flow, kept, view)
    assert isinstance(second, Ask)
    assert second.name == "company"
    assert second.slot.ask(second.view) == "invoice.company"
    kept = absorb(flow, kept, Given("Pelletier & Sons", asked=True), view, asked="company")
    done = advance(flow, kept, view)
    assert isinstance(done, Outcome)
    assert done.handoff.department == "billing"
    assert done.handoff.wants == "invoice for Pelletier & Sons, order 7732"
    toml = next(code for source, _, code in blocks("docs/add-a-flow.md") if source == "bot/wording/en.toml")
    written = {f"{section}.{key}" for section, part in tomllib.loads(toml).items() for key in part}
    assert written >= Keys.asked - {"order.not_yours"}
