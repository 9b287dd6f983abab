"""The arrows of the case, drawn again; and no way around them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from handoff.case import OPEN, OWNED, Move, NoSuchMove, Stage, advance, silences
from handoff.rows import CaseRow

ARROWS = """
waiting             claim           claimed
waiting             transfer        waiting
waiting             escalate        waiting
waiting             reply           waiting
waiting             customer_wrote  waiting
waiting             close           closed
waiting             hand_back       closed
claimed             release         waiting
claimed             transfer        waiting
claimed             escalate        waiting
claimed             reply           waiting_on_customer
claimed             customer_wrote  claimed
claimed             snooze          snoozed
claimed             close           closed
claimed             hand_back       closed
snoozed             release         waiting
snoozed             transfer        waiting
snoozed             escalate        waiting
snoozed             reply           waiting_on_customer
snoozed             customer_wrote  claimed
snoozed             wake            claimed
snoozed             close           closed
snoozed             hand_back       closed
waiting_on_customer release         waiting
waiting_on_customer transfer        waiting
waiting_on_customer escalate        waiting
waiting_on_customer reply           waiting_on_customer
waiting_on_customer customer_wrote  claimed
waiting_on_customer snooze          snoozed
waiting_on_customer close           closed
waiting_on_customer hand_back       closed
closed              reopen          waiting
"""
DRAWN = {(a, m): b for a, m, b in (line.split() for line in ARROWS.strip().splitlines())}
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def made(stage: str = "waiting") -> CaseRow:
    return CaseRow("main", 1, 1, "p", "P", "{}", "", stage, "general", 1, False, "human", "{}", 0, owner="x")


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("move", list(Move))
def test_every_move_leads_where_it_is_drawn_or_nowhere(stage: Stage, move: Move) -> None:
    """All 55 pairs: no arrow missing, none added."""
    wanted = DRAWN.get((stage.value, move.value))
    if wanted is None:
        with pytest.raises(NoSuchMove, match=r"Case #1 .* can't be done. What can: "):
            advance(made(stage), move, NOW)
    else:
        assert advance(made(stage), move, NOW).stage == wanted


class Life(RuleBasedStateMachine):
    """Any order of moves leaves a case that makes sense."""

    def __init__(self) -> None:
        super().__init__()
        self.case, self.now, self.moves = made(), NOW, 0

    @rule(move=st.sampled_from(Move))
    def moves_or_refuses(self, move: Move) -> None:
        self.now += timedelta(minutes=1)
        owner = {"owner": "x", "claimed": 1} if move is Move.CLAIM else {}
        try:
            self.case = advance(self.case, move, self.now, **owner)
        except NoSuchMove:
            assert (self.case.stage, move.value) not in DRAWN
        else:
            self.moves += 1

    @precondition(lambda self: self.case.stage == "closed")
    @rule()
    def closed_only_reopens(self) -> None:
        assert [m for (stage, m) in DRAWN if stage == "closed"] == ["reopen"]

    @invariant()
    def versions_count_the_moves(self) -> None:
        assert self.case.version == 1 + self.moves

    @invariant()
    def only_owned_stages_have_an_owner(self) -> None:
        if self.moves:
            assert bool(self.case.owner) == (Stage(self.case.stage) in OWNED)

    @invariant()
    def only_closed_cases_have_an_end(self) -> None:
        assert bool(self.case.closed) == (Stage(self.case.stage) not in OPEN)

    @invariant()
    def an_owned_case_silences_the_bot(self) -> None:
        if Stage(self.case.stage) in OWNED and self.moves:
            assert silences(self.case)


TestLife = Life.TestCase
