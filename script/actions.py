class action:
    """One action: says what came of it, be that an exception."""

    ended = set()  # the branches that were seen to end
    branches = []

    def __init__(self, number, text, branch=None, new=None):
        self.what = f"{number}. {text}"
        self.branch, self.new = branch, new
        self.missing = branch is not None and branch not in globals()
        self.taken = new is not None and new in globals()

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if self.missing:
            self.say("refused", f"there is no branch {self.branch}")
        elif self.taken:
            self.say("refused", f"there is a branch {self.new} already")
        elif isinstance(error, Refused) or (self.new and self.branch and isinstance(error, GencloneError)):
            self.say("refused", error)
        elif self.is_return(error):
            self.say("returned", shown(getattr(error, "value", None)))
        elif error is not None:
            self.say("raised", ": ".join(filter(None, [type(error).__name__, shown(error, str)])))
        self.ended.update(filter(self.has_ended, self.branches))
        return True

    def is_return(self, error):
        is_async = isinstance(globals().get(self.branch), AsyncGeneratorType)
        stop = StopAsyncIteration if is_async else StopIteration
        return isinstance(error, stop) and self.has_ended(self.branch) and self.branch not in self.ended

    def has_ended(self, branch):
        gen = globals().get(branch)
        return gen is not None and not any(
            getattr(gen, name, None) for name in ("gi_frame", "cr_frame", "ag_frame")
        )

    def say(self, kind, text):
        print(f"{self.what} -> {kind} {text}")

    def started(self, made):
        if self.taken:
            raise Refused
        if not isinstance(made, (GeneratorType, CoroutineType, AsyncGeneratorType)):
            raise Refused("it gave no generator")
        if any(globals().get(name) is made for name in self.branches):
            raise Refused("it gave no new generator")
        self.ended.discard(self.new)
        self.say("started", made.__qualname__)
        return made

    def cloned(self, made):
        if self.taken:
            raise Refused
        self.ended.discard(self.new)
        self.say("cloned", f"from {self.branch}")
        return made

    def yielded(self, value):
        self.say("yielded", shown(value))

    def driven(self, kind, value):
        self.say(kind, shown(value) if kind == "yielded" else "")

    def evaluated(self, value):
        self.say("evaluated", shown(value))

    def closed(self, value=None):
        self.say("closed", "")

    def dropped(self):
        self.say("dropped", "")


def shown(value, text=repr):
    """The text of a value, whatever its `__repr__` does."""
    try:
        return text(value)
    except Exception as error:
        return f"<no text: raised {type(error).__name__}>"


class Refused(Exception):
    """An action that cannot be done."""
