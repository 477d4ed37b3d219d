"""Functions to make generators of by the C API, and how these are driven."""

import sys

from genclone import Refusal
from genclone.construct import new_frame, new_generator

PICTURES = type((lambda: sys._getframe().f_locals)()) is dict
"""Whether f_locals of a frame is a picture of its variables: to 3.12."""


def count(n):
    while True:
        yield n
        n += 1


def echo(a, b=2):
    x = yield a
    yield (x, [a, b, (yield b)])
    return 7


def every_kind(a, /, b, *rest, c=3, **named):
    local = a + 1
    yield (a, b, rest, c, named, local)


def captured_argument(a):
    def double():
        nonlocal a
        a *= 2
        return a

    while True:
        yield double()


def captured_local():
    total = 0

    def add(n):
        nonlocal total
        total += n
        return total

    while True:
        n = yield total
        add(n or 1)


def over(free):
    def inner(n):
        while True:
            yield free, n
            n += 1

    return inner


def hungry():
    """Takes all the room of its value stack."""
    yield
    one = 1
    yield [one, [one, [one, {one: (one, (yield))}]]]


def guarded(said):
    try:
        said.append("in")
        yield 1
        yield 2
    finally:
        said.append("out")


def made(function, **values):
    return new_generator(new_frame(function.__code__, function.__globals__, values))


def driven(gen, *sent):
    """All that comes out of `gen`: what it yields, and last what it returns."""
    came = []
    try:
        for value in (None, *sent, *[None] * 3):
            came.append(gen.send(value))
    except StopIteration as stop:
        came.append(("returned", stop.value))
    return came


def refused(act, *arguments):
    try:
        act(*arguments)
    except Refusal as refusal:
        assert refusal.reason and refusal.remedy
        return refusal
    raise AssertionError("it was not refused")


CALLS = (
    (echo, {"a": 1, "b": 2}, (1, 2)),
    (count, {"n": 5}, (5,)),
    (captured_argument, {"a": 3}, (3,)),
    (captured_local, {}, ()),
    (hungry, {}, ()),
    (over("kept"), {"n": 1, "free": "kept"}, (1,)),
)
