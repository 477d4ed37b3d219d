"""How a case of the corpus is driven, and what of its run is compared.

A `Run` moves a generator, a coroutine, an async generator or a bare awaitable by hand, with no event loop.
Each step gives an event: what came out, what was said on the way, and (where the run looks) the line and the
locals at which the frame is suspended now. Two runs agree when their events are equal.
"""

import re
from typing import NamedTuple

from genclone import clone

_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
_MOST_AWAITS = 30
_FRAMES = ("gi_frame", "cr_frame", "ag_frame")
_said = []


def note(*values):
    """What a case does that can be seen from outside: the branch that is moving has this effect."""
    _said.append(described(values))


def described(value):
    """Type and repr, without addresses. Taken at once: branches share plain objects, which may change later."""
    return f"{type(value).__name__} {_ADDRESS.sub('', repr(value))}"


class Event(NamedTuple):
    """What one step came to."""

    kind: str
    detail: object
    effects: tuple
    place: object


class Case(NamedTuple):
    """One entry of the corpus. `start` makes a fresh subject; the rest says how it is best driven."""

    name: str
    start: object
    sends: tuple
    throws: object
    steps: int
    shares: object
    missing: object


class Run:
    """A subject under way: a generator, coroutine or async generator, or an awaitable driven by itself."""

    def __init__(self, case, looks, subject=None):
        self.case = case
        self.looks = looks
        self.subject = case.start() if subject is None else subject
        self.step = 0
        self.over = False

    def clone(self):
        """A run over a clone of the subject, at the same step."""
        twin = Run(self.case, self.looks, clone(self.subject))
        twin.step, twin.over = self.step, self.over
        return twin

    def advance(self, move):
        """One step, by a function that takes this run and returns what came out."""
        _said.clear()
        kind, detail = _outcome(self, move)
        self.step += 1
        self.over = self._is_over(kind)
        return Event(kind, detail, tuple(_said), self._place() if self.looks else None)

    def finish(self, way):
        """The events of the steps that are left, the last of them on what is finished already."""
        return list(self.finishing(way))

    def finishing(self, way):
        """The same a step at a time."""
        move = way.first
        while not self.over and self.step < self.case.steps:
            yield self.advance(move)
            move = way.then
        if not self.over:
            yield self.advance(close)
        yield self.advance(naturally)

    def give_up(self):
        """Closes the subject, so that it has no effects later on, when something else is compared."""
        if not self.over:
            self.advance(close)

    def _frame(self):
        for name in _FRAMES:
            if hasattr(self.subject, name):
                return True, getattr(self.subject, name)
        return False, None

    def _is_over(self, kind):
        has_frame, frame = self._frame()
        return frame is None if has_frame else kind != "yielded"

    def _place(self):
        _, frame = self._frame()
        if frame is None:
            return None
        return frame.f_lineno, {name: described(value) for name, value in frame.f_locals.items()}


# --- moves ---


def naturally(run):
    """The case's own course: its next send, or a plain next."""
    if run.step == 0 or not run.case.sends:
        return _resumed(run, "__anext__", "__next__")
    return _resumed(run, "asend", "send", run.case.sends[(run.step - 1) % len(run.case.sends)])


def sending(run):
    """Something that the case may not expect, except to what has not begun."""
    return _resumed(run, "asend", "send", None if run.step == 0 else f"sent {run.step}")


def throwing(run):
    """The case's exception, made anew: branches must not share it."""
    error = run.case.throws(f"thrown at {run.step}")
    return _resumed(run, "athrow", "throw", error)


def close(run):
    """Closing. What it returns is compared too (a value from 3.13 on)."""
    return _resumed(run, "aclose", "close")


def _resumed(run, of_async_generator, of_others, *arguments):
    subject = run.subject
    if hasattr(subject, "asend"):
        return _awaited(getattr(subject, of_async_generator)(*arguments))
    if of_others == "__next__" and not hasattr(subject, "__next__"):
        return subject.send(None)
    return getattr(subject, of_others)(*arguments)


def _awaited(awaitable):
    """What an awaitable comes to, and what it waited for on the way."""
    waits = []
    try:
        while len(waits) < _MOST_AWAITS:
            waits.append(awaitable.send(None))
    except StopIteration as stop:
        return (*waits, stop.value)
    raise AssertionError("it waits for ever")


class Way(NamedTuple):
    """How a run goes on from where it was cloned, and whether the frame is looked at after each step.

    Looking makes CPython give the frame an object of its own, which is a state worth cloning; so is its lack.
    """

    name: str
    first: object
    then: object
    looks: bool


NATURAL = Way("natural", naturally, naturally, True)
WAYS = (
    NATURAL,
    Way("send", sending, sending, False),
    Way("throw", throwing, naturally, True),
    Way("close", close, naturally, False),
)


# --- outcomes ---


def _outcome(run, move):
    try:
        return "yielded", described(move(run))
    except StopIteration as stop:
        return "returned", described(stop.value)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a close may raise a GeneratorExit, or a group of them
        return "raised", told(error)


def told(error, seen=()):
    """An exception as far as user code can see it: itself, where it was, its cause, context, notes and parts."""
    if error is None:
        return None
    if any(error is one for one in seen):
        return "seen above"
    seen = (*seen, error)
    return {
        "type": type(error).__qualname__,
        "args": described(error.args),
        "lines": _lines(error),
        "cause": told(error.__cause__, seen),
        "context": told(error.__context__, seen),
        "suppressed": error.__suppress_context__,
        "notes": getattr(error, "__notes__", None),
        "parts": [told(part, seen) for part in getattr(error, "exceptions", ())],
    }


def _lines(error):
    """The corpus's lines in a traceback, each once: a handled exception is shared, and every branch that
    raises it again adds its own lines to the one traceback."""
    lines = {}
    entry = error.__traceback__
    while entry is not None:
        if entry.tb_frame.f_globals.get("__name__", "").startswith("corpus"):
            lines[entry.tb_frame.f_code.co_name, entry.tb_lineno] = None
        entry = entry.tb_next
    return list(lines)
