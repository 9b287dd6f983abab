"""placeholder"""


class Interactions:
    def __init__(self, *a): ...
