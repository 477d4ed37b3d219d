"""What fuzz programs may use: all of it immutable, or copied by `clone` as its documentation says.

A generator and its clone share the plain objects in their frames, so a program that changed such an object
between two yields would differ from its replay by design. Nothing here can be changed in that way.
"""

import gc
import itertools
import re
import zlib
from collections import OrderedDict, deque
from types import coroutine

LINES: "list[str]" = []
"""What programs said since the driver looked last."""

_ACCIDENTAL = re.compile(" at 0x[0-9a-fA-F]+|[a-z_]+(?=iterator)")
"""Addresses, and what an iterator goes over: the copy of a dict's iterator goes over a list."""

_SIMPLE = (int, str, bytes, bool, float, type(None))


def log(*values):
    """What programs print with."""
    LINES.append(" ".join(map(show, values)))


def show(value):
    """`value` in words that tell neither addresses nor the order of a set."""
    kind = type(value)
    if kind in _SIMPLE:
        return repr(value)
    if kind in (list, tuple, deque):
        return f"{kind.__name__}[{', '.join(map(show, value))}]"
    if kind in (set, frozenset):
        return f"{kind.__name__}[{', '.join(sorted(map(show, value)))}]"
    if kind in (dict, OrderedDict):
        return f"{kind.__name__}[{', '.join(f'{show(key)}: {show(item)}' for key, item in value.items())}]"
    if isinstance(value, BaseException):
        return _ACCIDENTAL.sub("", f"{kind.__name__}({', '.join(map(show, value.args))})")
    if kind in (Pair, Manager, AsyncManager):
        return repr(value)
    return _ACCIDENTAL.sub("", f"<{kind.__name__}>")


class Weary(BaseException):
    """A step has gone on for too long: loops in loops over generators with loops in them do not end in a day."""


_CALLS = 20_000
_CALLS_TO_A_COLLECTION = 8
_calls = 0
_strained = False


def begin_step(strained):
    """Forgets what was said. Strained steps collect now and then as they call `num`: at the same moments in each run."""
    global _calls, _strained
    LINES.clear()
    _calls, _strained = 0, strained


def _call():
    global _calls
    _calls += 1
    if _calls > _CALLS:
        raise Weary
    if _strained and _calls % _CALLS_TO_A_COLLECTION == 0:
        gc.collect()


def num(value):
    """A small number for any value."""
    _call()
    if type(value) is int:
        return value % 1009
    return zlib.crc32(show(value).encode()) % 1009


def mix(*values, **named):
    """A small number that depends on all arguments."""
    return num((values, tuple(sorted(named.items()))))


class Fault(Exception):
    pass


class SubFault(Fault):
    pass


class Other(Exception):
    pass


class Pair:
    __match_args__ = ("x", "y")
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __repr__(self):
        return f"Pair({show(self.x)}, {show(self.y)})"

    def plus(self, value, *, scale=1):
        return num(self.x) + num(self.y) + num(value) * num(scale)


class Manager:
    """Says when it is entered and left; swallows exceptions of one kind."""

    def __init__(self, name, swallows=()):
        self.name = name
        self.swallows = swallows

    def __repr__(self):
        return f"Manager({show(self.name)})"

    def __enter__(self):
        log("enter", self.name)
        return self

    def __exit__(self, kind, error, trace):
        log("exit", self.name, error)
        return kind is not None and issubclass(kind, self.swallows)


class AsyncManager(Manager):
    """The same for ``async with``, waiting on its way in and out."""

    async def __aenter__(self):
        log("aenter", self.name, await pause("aenter"))
        return self

    async def __aexit__(self, kind, error, trace):
        log("aexit", self.name, error)
        if kind is not GeneratorExit:
            await pause("aexit")
        return kind is not None and issubclass(kind, self.swallows)


class Sequence:
    """Iterable by the old protocol alone."""

    def __init__(self, length):
        self.length = length

    def __getitem__(self, index):
        if index >= self.length:
            raise IndexError(index)
        return index * 3


class Steps:
    """An iterator in Python that can be copied, and sent to."""

    def __init__(self, left):
        self.left = left
        self.last = 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.left <= 0:
            raise StopIteration(self.last)
        self.left -= 1
        return self.left * 5 + self.last

    def send(self, value):
        self.last = num(value)
        return next(self)

    def __copy__(self):
        twin = Steps(self.left)
        twin.last = self.last
        return twin


@coroutine
def pause(value):
    """What coroutines suspend in."""
    return (yield value)


class Awaitable:
    """Awaited by its own generator."""

    def __init__(self, value):
        self.value = value

    def __await__(self):
        got = yield self.value
        return mix(self.value, got)


def namespace():
    """The globals of a program."""
    names = (
        *(log, num, mix, Fault, SubFault, Other, Pair, Manager, AsyncManager),
        *(Sequence, Steps, pause, Awaitable, deque, OrderedDict, itertools),
    )
    return {"__name__": "program", **{name.__name__: name for name in names}}
