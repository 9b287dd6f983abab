"""How a command ends early: words for the error stream and an exit code, never a traceback."""


class Stop(Exception):
    """The command cannot go on; 2 means that it was called or set up wrongly."""

    def __init__(self, words: str, code: int = 2) -> None:
        super().__init__(words)
        self.code = code
