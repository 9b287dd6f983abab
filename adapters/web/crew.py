"""Who works in the playground, and where they talk."""

from bot.events import Place
from handoff.acts import Teammate

STAFF = {
    "mina": Teammate("web:mina", "Mina", "staff"),
    "jonas": Teammate("web:jonas", "Jonas", "lead"),
    "ada": Teammate("web:ada", "Ada", "admin"),
}


def thread(case: int) -> Place:
    """A case's thread; without a case, the staff channel itself."""
    return Place("web", "demo", "staff", f"case-{case}" if case else "")
