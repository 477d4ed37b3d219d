"""Generators that hold what is counted, and how they are run to their end."""

import sys
import types

IS_PYODIDE = sys.platform == "emscripten"


class Held:
    def __deepcopy__(self, memo):
        return Held()


def plain(n):
    for i in range(n):
        held = [[i], {i}]
        yield held


def with_unset(n):
    for i in range(n):
        held = [[i], {i}]
        yield held
    unset = n
    yield unset


def with_cells(n):
    held = None

    def look():
        return held

    for i in range(n):
        held = [[i], {i}]
        try:
            raise KeyError(i)
        except KeyError:
            yield look
        yield [held, (yield 3)]


def delegating(n):
    yield from with_cells(n)


@types.coroutine
def pause():
    yield


async def asynchronous(n):
    for i in range(n):
        try:
            raise KeyError(i)
        except KeyError:
            await pause()
            yield [i]


GENERATORS = [plain, with_unset, with_cells, delegating]


def suspended(make, n=20):
    gen = make(n)
    (gen.asend(None) if hasattr(gen, "asend") else gen).send(None)
    return gen
