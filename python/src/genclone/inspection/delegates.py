"""What a generator waits for, and what that waits for, down to the innermost."""

from collections.abc import Iterator
from typing import NamedTuple

from .. import awaitables
from ..frames import State, state_of
from ..generators import KINDS, Generator, as_generator, delegate_of, frame_of, is_generator
from ..layout import Layout
from .words import plain, type_name


class Delegate(NamedTuple):
    """One link of a chain of ``yield from`` or ``await``.

    Attributes:
        value: the object that the link before it waits for.
        type: what it is: ``generator``, ``coroutine``, ``async generator``, or the name of its type.
        name: its qualified name, where it is a generator; else empty.
        state: where it is in its life, where it is a generator; else None.
        line: the line that it is at, where it is a generator that is not over; else None.
    """

    value: object
    type: str
    name: str
    state: "State | None"
    line: "int | None"


def delegates_of(layout: Layout, gen: Generator) -> "tuple[Delegate, ...]":
    """The chain below `gen`. Linear in its length; takes no recursion.

    It goes through the awaitables of async generators and coroutines, and ends at anything else that is no
    generator, because only that object itself knows what it waits for.
    """
    return tuple([_told(layout, value) for value in _chain(gen)])


def _chain(gen: object) -> "Iterator[object]":
    seen: set[int] = set()
    value: object = gen
    while id(value) not in seen:
        seen.add(id(value))
        if is_generator(value):
            value = delegate_of(as_generator(value))
        elif awaitables.is_awaitable(value):
            value = next(iter(awaitables.parts(value)), None)
        else:
            return
        if value is None:
            return
        yield value


def _told(layout: Layout, value: object) -> Delegate:
    if not is_generator(value):
        return Delegate(value, type_name(value), "", None, None)
    gen = as_generator(value)
    frame = frame_of(gen)
    line = None if frame is None else frame.f_lineno
    return Delegate(gen, KINDS[type(gen)], plain(gen.__qualname__), state_of(layout, gen), line)
