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


class TooManySteps(BaseException):
    """Raised inside the guarded code. Not an `Exception`, so that ``except Exception`` lets it through."""


def guarded(function: "Callable[[], Any]") -> str:
    """`function()`, which should give a string, or a short text in angle brackets that says why not.

    Never raises but for an interrupt from outside.
    """
    try:
        result = _within_steps(function)
    except TooManySteps:
        return f"<no text: still running after {STEPS:,} steps>"
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001  # the user's code may raise anything
        return f"<no text: raised {type.__getattribute__(type(error), '__name__')}>"
    if not issubclass(type(result), str):
        return f"<no text: gave a {type.__getattribute__(type(result), '__name__')}>"
    return str.__str__(result)


def _within_steps(function: "Callable[[], Any]") -> Any:
    left = STEPS

    def trace(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal left
        left -= 1
        frame.f_trace_opcodes = True  # a one-line endless loop has no line events on every version
        if left <= 0:
            raise TooManySteps
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        return function()
    finally:
        sys.settrace(before)
