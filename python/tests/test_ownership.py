"""Reference counts are exact whatever the collector does in between."""

import gc
import sys
import unittest
import weakref

from genclone import Refusal, clone
from generators import advanced


def counts(watched):
    """From one place in the code alone: from 3.14 on it depends on that whether a call has a reference of its own."""
    return [sys.getrefcount(value) for value in watched]


class Ownership(unittest.TestCase):
    def setUp(self):
        self.thresholds = gc.get_threshold()
        gc.set_threshold(1)
        self.addCleanup(gc.set_threshold, *self.thresholds)

    def test_reference_counts_are_as_before_once_the_clone_is_gone(self):
        class Held:
            pass

        def holding(a, b):
            def inner():
                return c

            c = b
            for _ in iter([a, b]):
                yield pair(a, b, (yield))

        def pair(*values):
            return values

        a, b = Held(), Held()
        gen = advanced(holding(a, b))
        before = [sys.getrefcount(x) for x in (a, b, holding, pair, gen.gi_code)]
        clones = [clone(gen) for _ in range(10)]
        clones += [clone(clones[3]), clone(clones[-1])]
        clones[5].send(1)
        while clones:
            clones.pop(len(clones) // 2)
        self.assertEqual([sys.getrefcount(x) for x in (a, b, holding, pair, gen.gi_code)], before)

    def test_counts_of_what_slots_borrow_are_exact_at_every_step(self):
        def borrowing(numbers):
            number, words, step = 123_456_789, ("of", "the code"), 0
            for step in numbers:
                yield (number, step, words, (yield step))
                number = 987_654_321 if step > 900 else number
                words = None if step == 1_000 else words
                yield [number, words, (yield)]
            del step
            yield number

        told = ("123456789", "987654321", "('of', 'the code')")
        lent = [999_999, 1_001, 3, 123_456]
        constants = [value for value in borrowing.__code__.co_consts if repr(value) in told]
        watched = [*constants, *lent, lent, borrowing]
        before = counts(watched)
        gen = advanced(borrowing([5, 901, 1_000, *lent]))
        while True:
            clones = [clone(gen) for _ in range(3)]
            clones += [clone(twin) for twin in clones]
            self.assertEqual([[*twin][-1:] for twin in clones[1:5]], [[987_654_321]] * 4)
            if next(gen, None) == 987_654_321:
                break
        del gen, clones
        self.assertEqual(counts(watched), before)

    def test_no_cycle_is_made(self):
        class Held:
            pass

        def holding(held):
            try:
                raise KeyError
            except KeyError:
                yield held
                yield held

        gc.disable()
        self.addCleanup(gc.enable)
        held = Held()
        gone = weakref.ref(held)
        a = advanced(holding(held))
        b = clone(a)
        twin = weakref.ref(b)
        next(b)
        del a, held, b
        self.assertIsNone(twin())
        self.assertIsNone(gone())

    def test_ten_thousand_clones_leave_nothing_behind(self):
        def inner(n):
            for i in range(n):
                yield i

        def outer():
            captured = [1]

            def look():
                return captured

            yield from inner(3)
            yield look

        a = advanced(outer())
        for _ in range(100):
            clone(a)
        gc.collect()
        before = len(gc.get_objects())
        gc.set_threshold(*self.thresholds)
        for _ in range(10_000 if sys.platform != "emscripten" else 2_000):
            advanced(clone(a))
        gc.collect()
        self.assertLess(abs(len(gc.get_objects()) - before), 50)

    def test_a_refusal_leaves_nothing_behind(self):
        def holding(held, file):
            yield held

        held = object()
        with open(__file__, encoding="utf-8") as file:
            a = advanced(holding(held, file))
            before = sys.getrefcount(held), sys.getrefcount(file)
            for _ in range(10):
                self.assertRaises(Refusal, clone, a)
            self.assertEqual((sys.getrefcount(held), sys.getrefcount(file)), before)
