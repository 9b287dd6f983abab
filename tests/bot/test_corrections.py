"""Words that turn away from what was said before, and those that only ask for a moment."""

import pytest

from bot import corrections


@pytest.mark.parametrize(("said", "only_waits"), [("wait how long", True), ("no wait how long", False), ("how", False)])
def test_a_moment_is_no_no(said, only_waits):
    assert corrections.pauses(said) is only_waits
