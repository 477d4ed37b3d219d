"""What the user's own code raises in the middle of a clone is passed on, and nothing is half made."""

import gc
import sys
import unittest
import warnings

from genclone import Refusal, clone
from generators import advanced
from leak_cases import Held, pause


class Failures(unittest.TestCase):
    """What the user's own code raises in the middle of a clone is passed on, and nothing is half made."""

    def setUp(self):
        context = warnings.catch_warnings(record=True)
        self.warned = context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)
        warnings.simplefilter("always")

    def test_a_copy_that_raises(self):
        ended = []

        class Iterator:
            def __init__(self, fails):
                self.fails = fails

            def __iter__(self):
                return self

            def __next__(self):
                return 1

            def __copy__(self):
                if self.fails:
                    raise ZeroDivisionError
                return Iterator(False)

        async def inner(held):
            await pause()
            return held

        def holding(name, first, coroutine):
            try:
                for _ in first:
                    yield name, coroutine
            finally:
                ended.append(name)

        async def outer(held, iterators):
            gens = [advanced(holding("inner", it, None)) for it in iterators]
            first, second, third = gens
            try:
                return await inner(held), first, second, third
            finally:
                ended.append("outer")

        held = Held()
        before = sys.getrefcount(held)
        for at in range(3):
            coroutine = outer(held, [Iterator(at == index) for index in range(3)])
            coroutine.send(None)
            for _ in range(5):
                self.assertRaises(ZeroDivisionError, clone, coroutine)
            gc.collect()
            self.assertEqual(ended, [])
            with self.assertRaises(StopIteration) as caught:
                coroutine.send(None)
            self.assertIs(caught.exception.value[0], held)
            del coroutine, caught
            gc.collect()
            ended.clear()
            self.assertEqual(sys.getrefcount(held), before)
        self.assertEqual(list(map(str, self.warned)), [])

    def test_a_deepcopy_that_raises(self):
        class Value:
            def __deepcopy__(self, memo):
                raise ZeroDivisionError

        ended = []

        def holding(held, value):
            inner = ending()
            next(inner)
            try:
                yield held
                yield value
            finally:
                ended.append("outer")

        def ending():
            try:
                yield
            finally:
                ended.append("inner")

        gen = advanced(holding(Held(), Value()))
        for _ in range(5):
            self.assertRaises(Refusal, clone, gen, "isolated")
        gc.collect()
        self.assertEqual(ended, [])
        self.assertIsInstance(next(gen), Value)

    def test_a_hook_of_the_event_loop_that_raises(self):
        async def inner():
            await pause()
            yield 1

        async def outer():
            async for got in inner():
                yield got

        hooks = sys.get_asyncgen_hooks()
        self.addCleanup(sys.set_asyncgen_hooks, *hooks)
        told = []
        sys.set_asyncgen_hooks(told.append, lambda gen: None)
        gen = outer()
        awaitable = gen.asend(None)
        awaitable.send(None)
        self.assertEqual(len(told), 2)
        for last in range(2):

            def fail(gen, last=last, told=told):
                told.append(gen)
                if len(told) > last:
                    raise ZeroDivisionError

            for root in (gen, awaitable):
                told.clear()
                sys.set_asyncgen_hooks(fail, lambda gen: None)
                self.assertRaises(ZeroDivisionError, clone, root)
        told.clear()
        gc.collect()
        sys.set_asyncgen_hooks(*hooks)
        with self.assertRaises(StopIteration) as caught:
            awaitable.send(None)
        self.assertEqual(caught.exception.value, 1)
        self.assertEqual(list(map(str, self.warned)), [])

    def test_what_is_refused_late_does_not_warn(self):
        def awaiting(*later):
            async def inner():
                await pause()

            async def outer():
                await inner()
                return later

            coroutine = outer()
            coroutine.send(None)
            return coroutine

        class Uncopyable:
            def __iter__(self):
                return self

            def __next__(self):
                return 1

        def holding(coroutine, iterator):
            yield
            return coroutine, iterator

        gen = advanced(holding(awaiting(), Uncopyable()))
        self.assertRaises(Refusal, clone, gen)
        coroutine = gen.gi_frame.f_locals["coroutine"]
        with self.assertRaises(StopIteration):
            coroutine.send(None)
        gc.collect()
        self.assertEqual(list(map(str, self.warned)), [])
