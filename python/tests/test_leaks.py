"""Clones leave nothing behind: reference counts are exact, and memory stays flat."""

import contextlib
import gc
import random
import sys
import unittest
import weakref

from genclone import FORK, ISOLATED, SHALLOW, STRICT, Refusal, clone
from genclone.ownership import is_immortal
from generators import advanced
from leak_cases import GENERATORS, IS_PYODIDE, Held, asynchronous, plain, suspended, with_cells


def resident():
    """The pages of memory that this process has in use."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1])


class References(unittest.TestCase):
    def test_counts_are_exact_in_whatever_order_clones_are_made_moved_and_dropped(self):
        a, b, c = Held(), Held(), Held()

        def holding(x, y):
            captured = c
            later = None

            def inner():
                return captured, later

            try:
                raise LookupError(x)
            except LookupError:
                for _ in iter([x, y]):
                    yield (x, y, (yield inner))
            later = yield from count_with(c)
            yield later

        def count_with(z):
            yield z
            yield [z, x_of(z), (yield z)]

        def x_of(z):
            return z

        watched = [a, b, c, holding, count_with, holding.__code__, count_with.__code__]
        before = [sys.getrefcount(x) for x in watched]
        for seed in range(30):
            chance = random.Random(seed)
            live = [holding(a, b)]
            for _ in range(60):
                gen = chance.choice(live)
                what = chance.random()
                if what < 0.45 and len(live) < 12:
                    live.append(clone(gen, chance.choice([FORK, SHALLOW, FORK.replace(cells="unbind")])))
                elif what < 0.8:
                    next(gen, None)
                elif len(live) > 1:
                    live.remove(gen)
                    if what < 0.9:
                        gen.close()
                del gen
            while live:
                live.pop(chance.randrange(len(live)))
            gc.collect()  # an exception and the frame that handles it refer to each other
            with self.subTest(seed=seed):
                self.assertEqual([sys.getrefcount(x) for x in watched], before)

    def test_a_refusal_at_each_point_leaves_nothing_behind(self):
        def holding(held, uncopyable):
            captured = held

            def inner():
                return captured

            for _ in iter([held]):
                yield [held, inner, (yield inner)]
                yield uncopyable

        class Failing:
            def __iter__(self):
                return self

            def __next__(self):
                return 1

            def __copy__(self):
                raise ZeroDivisionError

            def __deepcopy__(self, memo):
                raise ZeroDivisionError

        held, failing = Held(), Failing()
        gen = advanced(holding(held, failing))
        before = [sys.getrefcount(x) for x in (held, failing, holding, gen)]
        for policy in (FORK, ISOLATED, STRICT):
            for _ in range(20):
                with contextlib.suppress(Refusal, ZeroDivisionError):
                    clone(gen, policy)
                    self.fail("was cloned")
        gc.collect()
        self.assertEqual([sys.getrefcount(x) for x in (held, failing, holding, gen)], before)
        self.assertEqual(next(gen)[0], held)


# The quick way of cloning is there where collections begin at calls alone, as from 3.12 on, and natively.
_MANY = 100_000 if IS_PYODIDE else 1_000_000 if is_immortal(()) else 200_000


class Memory(unittest.TestCase):
    def assert_flat(self, make, times, policy=FORK):
        """`times` clones take no more memory than some of them did."""

        def work(times):
            for _ in range(times):
                clone(gen, policy)

        gen = make()
        work(times // 10)
        gc.collect()
        blocks, pages = sys.getallocatedblocks(), 0 if IS_PYODIDE else resident()
        work(times)
        gc.collect()
        self.assertLess(sys.getallocatedblocks() - blocks, 200)
        if not IS_PYODIDE:
            self.assertLess((resident() - pages) * 4096, 2_000_000)

    def test_a_million_clones_of_a_plain_frame(self):
        self.assert_flat(lambda: advanced(plain(9)), _MANY)

    def test_many_clones_of_frames_of_each_kind(self):
        times = 1_000 if IS_PYODIDE else 8_000
        for make in (*GENERATORS, asynchronous):
            with self.subTest(make=make.__name__):
                self.assert_flat(lambda make=make: suspended(make), times)

    def test_many_clones_under_each_preset(self):
        times = 500 if IS_PYODIDE else 4_000
        for policy in ("shallow", "fork", "isolated"):
            with self.subTest(policy=policy):
                self.assert_flat(lambda: suspended(with_cells), times, policy)

    def test_many_refusals(self):
        def holding(file):
            yield file
            yield file

        def work(times):
            for _ in range(times):
                self.assertRaises(Refusal, clone, gen)

        with open(__file__, encoding="utf-8") as file:
            gen = advanced(holding(file))
            work(200)
            gc.collect()
            before = sys.getallocatedblocks()
            work(2_000)
            gc.collect()
            self.assertLess(sys.getallocatedblocks() - before, 200)


class BackReferences(unittest.TestCase):
    """3.10: a frame refers to its generator without owning a reference, so each must clear that of the other."""

    def clone_of_one_that_holds(self, held):
        def holding(held):
            yield held
            yield held

        gen = advanced(holding(held))
        return clone(gen)

    def test_the_frame_outlives_its_generator(self):
        held = Held()
        gone = weakref.ref(held)
        twin = self.clone_of_one_that_holds(held)
        frame = twin.gi_frame
        del twin
        gc.collect()
        self.assertEqual(frame.f_code.co_name, "holding")
        self.assertIn("holding", repr(frame))
        frame.clear()
        del frame, held
        self.assertIsNone(gone())

    def test_the_generator_outlives_the_last_use_of_its_frame(self):
        held = Held()
        twin = self.clone_of_one_that_holds(held)
        frame = twin.gi_frame
        self.assertIs(frame.f_locals["held"], held)
        del frame
        gc.collect()
        self.assertIs(next(twin), held)
        self.assertIsNone(next(twin, None))
        self.assertIsNone(twin.gi_frame)

    def test_a_frame_that_is_kept_while_its_generator_goes_on_to_its_end(self):
        held = Held()
        twin = self.clone_of_one_that_holds(held)
        frame = twin.gi_frame
        next(twin)
        self.assertIs(frame.f_locals["held"], held)
        self.assertIsNone(next(twin, None))
        del twin
        frame.clear()
        self.assertIn("holding", repr(frame))

    def test_clearing_the_frame_closes_the_clone(self):
        twin = self.clone_of_one_that_holds(Held())
        frame = twin.gi_frame
        try:
            frame.clear()  # refused from 3.13 on
        except RuntimeError:
            next(twin)
        self.assertIsNone(next(twin, None))
