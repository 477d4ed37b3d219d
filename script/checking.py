class checked(action):
    """One action of a test, which fails where something else comes of it than is expected.

    On a version of Python that `on` has, that is expected. What ends in an ellipsis is how it begins.
    """

    def __init__(self, number, text, expected=None, on={}, **given):
        super().__init__(number, text, **given)
        self.expected = on.get("{}.{}".format(*version_info), expected)
        self.outcome = "nothing"

    def __exit__(self, kind, error, traceback):
        super().__exit__(kind, error, traceback)
        if not self.is_expected():
            raise AssertionError(f"{self.what}: expected {self.expected}, got {self.outcome}") from error
        return True

    def is_expected(self):
        if self.expected is None:
            return True
        kind, _, text = alike(self.expected).partition(" ")
        came, _, told = alike(self.outcome).partition(" ")
        begins = text.endswith("\u2026") and told.startswith(text[:-1])
        return kind == came and (text in ("", told) or begins)

    def say(self, kind, text):
        self.outcome = f"{kind} {text}"


def alike(text):
    """A text without addresses and without the name of this module, which an experiment's text has not, either."""
    return sub(r"(?: at)? ?(?:\b0x[0-9A-Fa-f]{4,16}\b|#(?:\d+|\?))", "#", text.replace(f"{__name__}.", "experiment."))
