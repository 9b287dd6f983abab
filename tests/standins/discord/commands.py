"""placeholder"""


class Commands:
    def __init__(self, *a): ...
