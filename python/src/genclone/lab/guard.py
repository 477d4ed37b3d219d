"""Runs a little of the user's code, `__repr__` or `__str__`, without trusting it to end or to behave.

The budget is in steps (bytecode instructions, lines and calls), not in seconds, so that the same experiment gives
the same bytes on a fast machine and on a slow one. A loop in C takes no steps: that one is ended from
outside, by whoever supervises the interpreter.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

STEPS = 50_000
CALLS = 60
"""The deepest that calls may nest. Deep recursion through `repr` kills CPython itself in WebAssembly."""


class Overrun(BaseException):
    """Raised inside the guarded code. Not an `Exception`, so that ``except Exception`` lets it through."""


def guarded(function: "Callable[[], Any]") -> str:
    """`function()`, which should give a string, or a short text in angle brackets that says why not.

    Never raises but for an interrupt from outside.
    """
    try:
        result = _within_budget(function)
    except Overrun as overrun:
        return f"<no text: {overrun}>"
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # the user's code may raise anything
        return f"<no text: raised {type.__dict__['__name__'].__get__(type(error))}>"
    if not issubclass(type(result), str):
        return "<no text: gave no string>"
    return str.__str__(result)


def _within_budget(function: "Callable[[], Any]") -> Any:
    left = STEPS
    depth = 0

    def trace(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal left, depth
        left -= 1
        depth += {"call": 1, "return": -1}.get(event, 0)
        if left <= 0:
            raise Overrun(f"still running after {STEPS:,} steps")
        if depth > CALLS:
            raise Overrun(f"still going deeper after {CALLS} calls")
        frame.f_trace_opcodes = True  # a one-line endless loop has no line events on every version
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        return function()
    finally:
        sys.settrace(before)
