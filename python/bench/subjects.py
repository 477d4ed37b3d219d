"""The generators that are cloned, and what they are compared with."""

import copy
import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")

_STACK = 512 << 20
"""Bytes of stack for a thread that starts or drops a deep chain. Reserved, and used as far as needed."""

_WARM_UP = 50
"""Chains that are started first: warm code resumes a delegate without C recursion from 3.12 on."""


def four_locals(start):
    """Four locals, one of them the variable of a ``for`` over a range."""
    scale = 2
    total = start
    for step in range(1_000_000):
        total += scale * step
        yield total


class FourAttributes:
    """`four_locals` written out by hand, for ``copy.copy``."""

    def __init__(self, start):
        self.scale = 2
        self.total = start
        self.steps = iter(range(1_000_000))

    def __iter__(self):
        return self

    def __next__(self):
        self.total += self.scale * next(self.steps)
        return self.total

    def __copy__(self):
        twin = FourAttributes.__new__(FourAttributes)
        twin.scale = self.scale
        twin.total = self.total
        twin.steps = copy.copy(self.steps)
        return twin


def with_slots(count):
    """A suspended generator with so many locals."""
    names: dict[str, Any] = {}
    lines = "".join(f"    v{index} = {index}\n" for index in range(count))
    exec(f"def wide():\n{lines}    yield v0\n", names)
    return advanced(names["wide"]())


def chain(links):
    """A suspended generator that delegates to one that delegates …: so many in all."""
    if links > 1:
        yield from chain(links - 1)
    while True:
        yield links


def suspended_chain(links: int) -> Any:
    """A `chain` that was started. Raises `RecursionError` where CPython cannot start one so deep."""
    for _ in range(_WARM_UP):
        next(chain(5))
    return on_deep_stack(lambda: advanced(chain(links)), recursion=links * 3 + 1000)


def advanced(gen: Any, steps: int = 1) -> Any:
    for _ in range(steps):
        next(gen)
    return gen


def on_deep_stack(work: "Callable[[], T]", recursion: int) -> T:
    """Calls `work` where it may recurse deeply: in a thread with a big stack, where there are threads."""
    limit = sys.getrecursionlimit()
    outcome: list[Any] = []

    def attempt() -> None:
        try:
            outcome.append((work(), None))
        except RecursionError as error:
            outcome.append((None, error.with_traceback(None)))

    sys.setrecursionlimit(max(limit, recursion))
    try:
        _in_thread(attempt)
    finally:
        sys.setrecursionlimit(limit)
    result, error = outcome[0]
    if error is not None:
        raise error
    return result


def _in_thread(work: "Callable[[], None]") -> None:
    if sys.platform == "emscripten":
        work()
        return
    before = threading.stack_size(_STACK)
    thread = threading.Thread(target=work)
    thread.start()
    threading.stack_size(before)
    thread.join()
