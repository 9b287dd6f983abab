"""The curtain for every story: each is played over the port that the playground uses, over Discord and over Slack.

Those marked `over_http` are also played with the shop behind real HTTP; `BATON_TEST_SHOP=http` plays all of them so.
"""

import shutil
from functools import partial

import pytest

from tests.discord_stage import a_discord_stage
from tests.slack_stage import a_slack_stage
from tests.stage import a_stage

STAGES = {
    "port": a_stage,
    "http": partial(a_stage, where="http"),
    "discord": a_discord_stage,
    "slack": a_slack_stage,
}


@pytest.fixture(params=STAGES)
async def stage(request, tmp_path, opened):
    if request.param != "http":  # there the shop is far away, and begins with itself
        shutil.copytree(opened, tmp_path, dirs_exist_ok=True)
    async with STAGES[request.param](tmp_path) as playing:
        yield playing


def pytest_collection_modifyitems(config, items):
    """What is marked `port_only` is asked of no platform; what is marked `not_on` a platform, not of that one."""
    kept = [item for item in items if not _excused(item, _stage_of(item))]
    config.hook.pytest_deselected(items=[item for item in items if _excused(item, _stage_of(item))])
    items[:] = kept


def _excused(item, stage):
    if stage == "http":
        return not item.get_closest_marker("over_http")
    if stage not in ("port", "") and item.get_closest_marker("port_only"):
        return True
    return any(stage == mark.args[0] for mark in item.iter_markers("not_on"))


def _stage_of(item):
    return item.callspec.params.get("stage", "") if hasattr(item, "callspec") else ""
