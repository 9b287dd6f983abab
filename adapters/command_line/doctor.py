"""`baton doctor`: what is wrong with this installation, and how to mend it."""

import asyncio
from collections.abc import Sequence

from adapters.command_line.checks import Check, look_now
from adapters.command_line.opening import settings_or_stop
from adapters.command_line.stopping import Stop
from adapters.settings import Settings


def doctor(platform: str = "", shop: tuple[str, str, bool] | None = None) -> None:
    """One line for each thing looked at; ends with 1 if any of them fails."""
    settings = settings_or_stop()
    if shop is not None:
        from adapters.command_line.shop_doctor import Asked, conforms

        checks = conforms(settings, Asked(*shop))
    else:
        checks = _platform(settings, platform) if platform else look_now(settings)
    for check in checks:
        print(line_of(check))
    failed = [check.name for check in checks if not check.ok]
    if failed:
        raise Stop(f"not well: {', '.join(failed)}.", code=1)


def _platform(settings: Settings, platform: str) -> Sequence[Check]:
    if platform == "slack":
        from adapters.command_line.slack import before_connecting
    else:
        from adapters.command_line.discord import before_connecting
    return asyncio.run(before_connecting(settings))


def line_of(check: Check) -> str:
    """What was found; and what to do, if there is something to do."""
    mark = "FAILED" if not check.ok else "warning" if check.warning else "ok"
    line = f"{mark:8} {check.name}: {check.found}"
    return f"{line}\n{'':9}{check.mend}" if check.mend and mark != "ok" else line
