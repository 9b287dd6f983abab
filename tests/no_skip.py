"""A pytest plugin: with BATON_TEST_NO_SKIP set, a skipped test is a failed one, its reason shown."""

import os
from collections.abc import Generator

import pytest

FORBIDDEN = bool(os.environ.get("BATON_TEST_NO_SKIP"))


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if not (FORBIDDEN and report.skipped) or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
    report.outcome = "failed"
    report.longrepr = f"{report.nodeid}: skipping is forbidden here (BATON_TEST_NO_SKIP). {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _refuse_skip(report)
    return report
