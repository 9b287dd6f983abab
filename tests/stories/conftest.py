"""The curtain for every story."""

import pytest

from tests.stage import a_stage


@pytest.fixture
async def stage(tmp_path):
    async with a_stage(tmp_path) as playing:
        yield playing
