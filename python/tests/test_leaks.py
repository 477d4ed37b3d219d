"""Clones leave nothing behind, and whatever happens in the middle of one does no harm.

Finalisers, threads and signal handlers may resume, clone or close the very generator that is being cloned. What comes
of it is a clone of some moment of its life, or a refusal; never a crash.
"""

import contextlib
import gc
import random
import signal
import sys
import threading
import time
import types
import unittest
import warnings
import weakref

from genclone import FORK, ISOLATED, SHALLOW, STRICT, Refusal, clone
from genclone.ownership import is_immortal
from generators import advanced, count

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


def exhaust(gen):
    """Runs `gen` to its end, an async generator too, one after another having begun to."""
    if not hasattr(gen, "asend"):
        return sum(1 for _ in gen)
    steps = 0
    awaitable = gen.asend(None)
    while True:
        try:
            awaitable.send(None)
        except StopIteration:
            awaitable = gen.asend(None)
        except StopAsyncIteration:
            return steps
        steps += 1


def suspended(make, n=20):
    gen = make(n)
    (gen.asend(None) if hasattr(gen, "asend") else gen).send(None)
    return gen


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


class Cycles(unittest.TestCase):
    """What is dropped is gone at once, without the cyclic collector."""

    def setUp(self):
        gc.collect()
        gc.disable()
        self.addCleanup(gc.enable)

    def test_generators_of_each_kind_under_each_preset(self):
        def holding(held):
            captured = held
            inner = count(1)
            for _ in iter([held]):
                yield captured, inner
            yield lambda: captured

        def handling(held):
            try:
                raise KeyError
            except KeyError:
                yield held

        for make in (holding, handling):
            for policy in ("shallow", "fork", "isolated"):
                for report in (None, []):
                    held = Held()
                    gen = advanced(make(held))
                    twin = clone(gen, policy, report=report)
                    refs = [weakref.ref(x) for x in (gen, twin, held)]
                    next(twin, None)
                    del gen, twin, held, report
                    with self.subTest(make=make.__name__, policy=policy):
                        self.assertEqual([ref() for ref in refs], [None] * 3)

    def test_coroutines_async_generators_and_their_awaitables(self):
        async def asynchronous(held):
            await pause()
            yield held

        async def awaiting(held):
            await pause()
            async for got in asynchronous(held):
                return got

        async def stepping(held):
            return await asynchronous(held).__anext__()

        for make in (awaiting, stepping):
            held = Held()
            coroutine = make(held)
            coroutine.send(None)
            twin = clone(coroutine)
            refs = [weakref.ref(x) for x in (coroutine, twin, held)]
            twin.close()
            coroutine.close()
            del coroutine, twin, held
            with self.subTest(make=make.__name__):
                self.assertEqual([ref() for ref in refs], [None] * 3)
        held = Held()
        gen = asynchronous(held)
        awaitable = gen.asend(None)
        awaitable.send(None)
        twin = clone(awaitable)
        refs = [weakref.ref(x) for x in (gen, held)]
        del gen, held, awaitable, twin
        self.assertEqual([ref() for ref in refs], [None] * 2)

    def test_after_a_refusal(self):
        def holding(held, file):
            captured = held
            yield lambda: captured
            yield file

        with open(__file__, encoding="utf-8") as file:
            held = Held()
            gen = advanced(holding(held, file))
            for policy in ("fork", "strict"):
                self.assertRaises(Refusal, clone, gen, policy)
            refs = [weakref.ref(x) for x in (gen, held)]
            del gen, held
            self.assertEqual([ref() for ref in refs], [None] * 2)

    def test_one_that_refers_to_itself_is_collected_apart_from_its_clone(self):
        def by_a_local():
            me = yield
            yield me

        def by_a_cell():
            me = yield
            yield lambda: me

        def by_the_value_stack():
            print((yield), (yield), file=None)

        def by_a_delegate():
            def inner(me):
                yield me

            yield from inner((yield))

        for make in (by_a_local, by_a_cell, by_the_value_stack, by_a_delegate):
            for policy in ("fork", "isolated"):
                for kept in (0, 1):
                    gen = advanced(make())
                    gen.send(gen)
                    both = [gen, clone(gen, policy)]
                    refs = [weakref.ref(each) for each in both]
                    del gen, both[1 - kept]
                    gc.collect()
                    with self.subTest(make=make.__name__, policy=policy, kept=kept):
                        self.assertEqual([ref() is not None for ref in refs], [kept == 0, kept == 1])
                    both.clear()
                    gc.collect()
                    self.assertEqual([ref() for ref in refs], [None] * 2)


class Finalisers(unittest.TestCase):
    """Collections begin in the middle of a clone, and what they run interferes."""

    def setUp(self):
        thresholds = gc.get_threshold()
        self.addCleanup(gc.set_threshold, *thresholds)
        self.addCleanup(gc.enable)

    def interfering(self, make, interfere, rounds=150):
        """The clones that came of clones during which garbage with `interfere` for a finaliser was collected."""

        class Garbage:
            def __init__(self):
                self.me = self

            def __del__(self):
                with contextlib.suppress(StopIteration, ValueError, Refusal):
                    interfere(gen)

        for number in range(rounds):
            gc.disable()
            gen = suspended(make)
            for _ in range(3):
                Garbage()
            gc.set_threshold(1 + number % 37)  # so that it falls on other points of the clone each time
            gc.enable()
            try:
                yield gen, clone(gen)
            except Refusal as refusal:
                self.assertIn("went on while it was being cloned", refusal.reason)

    def test_that_resume_it(self):
        for make in GENERATORS:
            for gen, twin in self.interfering(make, next):
                exhaust(twin)
                exhaust(gen)

    def test_that_close_it(self):
        for make in GENERATORS:
            for gen, twin in self.interfering(make, lambda gen: gen.close()):
                exhaust(twin)
                exhaust(gen)

    def test_that_clone_it(self):
        for make in GENERATORS:
            for gen, twin in self.interfering(make, clone):
                self.assertEqual(exhaust(twin), exhaust(gen))

    def test_that_collect(self):
        for make in GENERATORS:
            for gen, twin in self.interfering(make, lambda gen: gc.collect()):
                self.assertEqual(exhaust(twin), exhaust(gen))

    def test_in_a_finally_and_in_the_callback_of_a_weak_reference(self):
        ended = []

        def ending(n):
            try:
                yield n
            finally:
                gc.collect()
                ended.append(n)

        def holding(inner):
            dead = Held()
            seen = weakref.ref(dead, lambda _: gc.collect())
            yield seen, inner
            del dead
            yield seen

        gc.set_threshold(1)
        gen = advanced(holding(advanced(ending(1))))
        twin = clone(gen)
        next(twin), next(gen)
        self.assertEqual(ended, [])
        del twin
        self.assertEqual(ended, [1])
        del gen
        self.assertEqual(ended, [1, 1])

    def test_nothing_but_collections(self):
        gc.set_threshold(1)
        for make in (*GENERATORS, asynchronous):
            gen = suspended(make)
            twins = [clone(gen) for _ in range(5)]
            steps = exhaust(clone(gen))
            self.assertGreater(steps, 18)
            self.assertEqual([exhaust(twin) for twin in twins], [steps] * 5)


@unittest.skipIf(IS_PYODIDE, "there are no threads and no signals")
class Interference(unittest.TestCase):
    SECONDS = 0.3

    def test_threads_that_resume_and_close_it(self):
        interval = sys.getswitchinterval()
        self.addCleanup(sys.setswitchinterval, interval)
        sys.setswitchinterval(1e-6)
        for make in (*GENERATORS, asynchronous):
            box, over = [make(20)], []

            def move(make=make, box=box, over=over):
                while not over:
                    with contextlib.suppress(ValueError, RuntimeError):  # it is already executing
                        exhaust(box[0])
                    box[0] = make(20)

            def close(box=box, over=over):
                while not over:
                    with contextlib.suppress(ValueError):
                        getattr(box[0], "close", int)()

            threads = [threading.Thread(target=target) for target in (move, close)]
            for thread in threads:
                thread.start()
            clones = 0
            end = time.perf_counter() + self.SECONDS
            while time.perf_counter() < end:
                with contextlib.suppress(Refusal):
                    exhaust(clone(box[0]))
                    clones += 1
            over.append(True)
            for thread in threads:
                thread.join()
            self.assertGreater(clones, 0)

    def test_a_signal_at_any_moment(self):
        class Stop(BaseException):
            pass

        def stop(*_):
            raise Stop

        self.addCleanup(signal.signal, signal.SIGALRM, signal.signal(signal.SIGALRM, stop))
        for make in (*GENERATORS, asynchronous):
            gen = suspended(make)
            stopped = number = 0
            end = time.perf_counter() + self.SECONDS
            while time.perf_counter() < end:
                number += 1
                twins = []
                try:
                    try:
                        signal.setitimer(signal.ITIMER_REAL, 2e-6 * (number % 80 + 1))
                        for _ in range(100):
                            twins.append(clone(gen))
                    finally:
                        signal.setitimer(signal.ITIMER_REAL, 0)
                except Stop:
                    stopped += 1
                if twins:
                    exhaust(twins.pop())
            self.assertGreater(stopped, 10)
            self.assertEqual(exhaust(clone(gen)), exhaust(clone(gen)))


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
