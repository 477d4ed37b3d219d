"""How a case is entered into the corpus."""

from driving import Case, note

CASES = {}
"""name -> case, in the order of the files."""


def case(*, args=(), sends=(), throws=LookupError, steps=12, shares=None, missing=None):
    """Enters a function: called with `args` it makes a generator (or whatever is to be cloned).

    sends: what is sent from the second step on, over and over.
    throws: the exception that is thrown at a step.
    steps: after how many it is closed.
    shares: what the branches share on purpose, so that one of them at a time can be compared.
    missing: what this interpreter lacks for it.
    """

    def enter(function):
        _enter(Case(function.__name__, lambda: function(*args), tuple(sends), throws, steps, shares, missing))
        return function

    return enter


def written(name, source, *, since=None, **driven):
    """Enters the function `name` of a source. Where it is no syntax yet it is skipped, and `since` says why."""
    namespace = {"__name__": f"corpus.{name}", "note": note}
    try:
        exec(compile(source, f"<corpus: {name}>", "exec"), namespace)
    except SyntaxError:
        if since is None:
            raise
        _enter(Case(name, None, (), None, 0, None, since))
    else:
        case(**driven)(namespace[name])


def _enter(entry):
    if entry.name in CASES:
        raise ValueError(f"there are two cases called {entry.name}")
    CASES[entry.name] = entry
