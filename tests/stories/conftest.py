"""The curtain for every story: each is played over the port that the playground uses, and over Discord."""

import pytest

from tests.discord_stage import a_discord_stage
from tests.stage import a_stage

STAGES = {"port": a_stage, "discord": a_discord_stage}


@pytest.fixture(params=STAGES)
async def stage(request, tmp_path):
    async with STAGES[request.param](tmp_path) as playing:
        yield playing


def pytest_collection_modifyitems(config, items):
    """What is marked `port_only` is not asked of Discord."""
    kept = [item for item in items if not (item.get_closest_marker("port_only") and _over_discord(item))]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


def _over_discord(item):
    return hasattr(item, "callspec") and item.callspec.params.get("stage") == "discord"
