"""Long chains are cloned without recursion: of delegates, of awaits, of generators in locals, of iterators."""

import gc
import itertools
import sys
import threading
import time
import types
import unittest

from genclone import Refusal, clone
from genclone.layout import current

IS_PYODIDE = sys.platform == "emscripten"
LONGEST_IN_PYODIDE = 1_000


def delegating(depth):
    if depth > 1:
        return (yield from delegating(depth - 1)) + 1
    yield 1
    yield 2
    return 1


@types.coroutine
def pause(value):
    yield value


async def awaiting(depth):
    if depth > 1:
        return await awaiting(depth - 1) + 1
    await pause(1)
    await pause(2)
    return 1


def holding(inner):
    """Begun over one that was begun already: a chain that takes no recursion to make or to walk."""
    yield 1
    yield inner


def held(depth):
    gen = None
    for _ in range(depth):
        gen = holding(gen)
        next(gen)
    return gen


def length(gen):
    found = 0
    while gen is not None:
        gen = next(gen)
        found += 1
    return found


def with_room(work):
    """What `work` gives in a thread with a C stack for chains that CPython itself resumes by recursion."""
    limit = sys.getrecursionlimit()
    if IS_PYODIDE:
        sys.setrecursionlimit(20_000)
        try:
            return work()
        finally:
            sys.setrecursionlimit(limit)
    results = []
    size = threading.stack_size(512 << 20)
    sys.setrecursionlimit(1_000_000)
    try:
        thread = threading.Thread(target=lambda: results.append(work()))
        thread.start()
        thread.join()
    finally:
        sys.setrecursionlimit(limit)
        threading.stack_size(size)
    return results[0]


def rest(gen):
    """What is left of `gen`: the values, then what it returns."""
    values = []
    while True:
        try:
            values.append(gen.send(None))
        except StopIteration as end:
            return [*values, end.value]


def resumable():
    """The longest chain of delegates that this interpreter resumes, with no clone involved."""
    if not IS_PYODIDE:
        return 10_000
    # At about 400, 3.11 overflows the stack of the JavaScript engine.
    return 250 if current().name == "CPython 3.11" else LONGEST_IN_PYODIDE - 1  # pause() is one more


def unwrapped(value):
    """What is innermost in tuples of tuples."""
    while type(value) is tuple:
        value = value[-1]
    return value


def sieved(iterator, number):
    return filter((number + 1_000_003).__rmod__, iterator)


class Chains(unittest.TestCase):
    def timed(self, gen, depth):
        begin = time.perf_counter()
        twin = clone(gen)
        print(f"{gen.__name__} {depth:,}: {(time.perf_counter() - begin) / depth * 1e6:.0f} µs a link")
        return twin

    def test_of_delegates_and_of_awaits(self):
        for make in (delegating, awaiting):
            for depth in (1, 10, 100, resumable()):
                gen = make(depth)
                self.assertEqual(with_room(lambda gen=gen: gen.send(None)), 1)
                twin = self.timed(gen, depth)
                again = clone(twin)
                self.assertEqual(with_room(lambda twin=twin: rest(twin)), [2, depth])
                self.assertEqual(with_room(lambda gen=gen: rest(gen)), [2, depth])
                with self.subTest(make=make.__name__, depth=depth):
                    self.assertEqual(with_room(lambda again=again: rest(again)), [2, depth])

    def test_that_are_dropped_without_ever_being_resumed(self):
        for make in (delegating, awaiting):
            depth = resumable()
            gen = make(depth)
            with_room(lambda gen=gen: gen.send(None))
            for _ in range(3):
                twin = clone(gen)
                with_room(twin.close)
            del twin
            with_room(gen.close)
            gc.collect()

    def test_in_locals(self):
        for depth in (1_000,) if IS_PYODIDE else (1_000, 10_000):
            gen = held(depth)
            twin = self.timed(gen, depth)
            self.assertEqual((length(twin), length(gen)), (depth, depth))

    @unittest.skipUnless(IS_PYODIDE, "natively there is room")
    def test_that_would_kill_the_interpreter_when_dropped_are_refused(self):
        clone(held(LONGEST_IN_PYODIDE))
        gen = held(LONGEST_IN_PYODIDE + 1)
        with self.assertRaises(Refusal) as caught:
            clone(gen)
        self.assertIn("1000 generators deep", caught.exception.reason)
        self.assertIn("native", caught.exception.remedy)
        self.assertIn("…", caught.exception.slot)
        self.assertLess(len(caught.exception.slot), 400)
        self.assertEqual(length(gen), LONGEST_IN_PYODIDE + 1)

    def test_of_iterators(self):
        def over(iterator):
            yield from ()
            for value in iterator:
                yield value

        for wrap in (lambda it, _: map(int, it), lambda it, _: zip(it), lambda it, _: enumerate(it), sieved):
            iterator = itertools.count(7) if not IS_PYODIDE else iter(range(7, 1000))
            for number in range(150 if IS_PYODIDE else 2_000):
                iterator = wrap(iterator, number)
            gen = over(iterator)
            twins = [clone(gen) for _ in range(2)]
            first, second = [with_room(lambda twin=twin: unwrapped(next(twin))) for twin in twins]
            self.assertEqual(first, second)
            for policy in ("shallow", "strict", "isolated"):
                try:
                    clone(gen, policy)
                except Refusal:
                    self.assertNotEqual(policy, "shallow")
            with_room(gen.close)
