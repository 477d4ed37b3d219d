"""Whatever happens in the middle of a clone does no harm.

Finalisers, threads and signal handlers may resume, clone or close the very generator that is being cloned. What comes
of it is a clone of some moment of its life, or a refusal; never a crash.
"""

import contextlib
import gc
import signal
import sys
import threading
import time
import unittest
import weakref

from genclone import Refusal, clone
from generators import advanced
from leak_cases import GENERATORS, IS_PYODIDE, Held, asynchronous, suspended


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
