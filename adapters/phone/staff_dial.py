"""No telephone system: whoever pressed *Call now* was shown the number, and dials it."""

from bot.effects import PlaceCall


class StaffDial:
    """Implements `bot.ports.Telephone` where nothing rings by itself."""

    async def place(self, key: str, call: PlaceCall) -> str:
        """Nothing is left to do: the number and the code are on the colleague's screen."""
        return f"{call.name} dials by hand"
