"""Copies of the iterators that are written in C: each type, and what they refer to."""

import gc
import itertools
import operator
import sys
import unittest
import weakref

from c_iterator_cases import MOST, OVER_ITEMS, every_maker, moved, new_items, some_of, twin_of
from genclone import copiers


class Asked:
    """Shares everything, and remembers what it was asked about."""

    def __init__(self):
        self.parts = []

    def __call__(self, part):
        self.parts.append(part)
        return part


class EveryType(unittest.TestCase):
    def check(self, make, steps):
        expected = some_of(moved(make(), steps))
        for order in itertools.permutations(range(3)):
            first = moved(make(), steps)
            second = twin_of(first)
            third = twin_of(second)
            self.assertIs(type(second), type(first))
            self.assertIs(type(third), type(first))
            three = [first, second, third]
            for index in order:
                self.assertEqual(some_of(three[index]), expected)
            for one in three:
                self.assertEqual(some_of(twin_of(one)), some_of(one))

    def test_at_every_position(self):
        for name, make in every_maker():
            for steps in range(9):
                with self.subTest(iterator=name, steps=steps):
                    self.check(make, steps)

    def test_in_turns(self):
        for name, make in every_maker():
            for steps in range(4):
                with self.subTest(iterator=name, steps=steps):
                    expected = some_of(moved(make(), steps))
                    first = moved(make(), steps)
                    second = twin_of(first)
                    ones, others = [], []
                    for _ in range(MOST):
                        ones += some_of(itertools.islice(first, 1))
                        others += some_of(itertools.islice(second, 1))
                    self.assertEqual(ones, others)
                    self.assertEqual(ones[: len(expected)], expected)

    def test_a_copy_tells_the_same_length(self):
        for name, make in every_maker():
            for steps in range(7):
                first = moved(make(), steps)
                with self.subTest(iterator=name, steps=steps):
                    try:
                        expected = operator.length_hint(first, -1)
                    except TypeError:  # an endless repeat
                        continue
                    self.assertEqual(operator.length_hint(twin_of(first), -1), expected)

    def test_with_a_collection_at_every_turn(self):
        before = gc.get_threshold()
        gc.set_threshold(1)
        try:
            for name, make in every_maker():
                for steps in (0, 1, 3, 7):
                    with self.subTest(iterator=name, steps=steps):
                        expected = some_of(moved(make(), steps))
                        first = moved(make(), steps)
                        second = twin_of(twin_of(first))
                        self.assertEqual((some_of(second), some_of(first)), (expected, expected))
        finally:
            gc.set_threshold(*before)

    def test_parts_are_what_is_asked_about(self):
        for name, make in every_maker():
            for steps in (0, 2, 9):
                with self.subTest(iterator=name, steps=steps):
                    first = moved(make(), steps)
                    asked = Asked()
                    copiers.copy_iterator(first, asked)
                    self.assertEqual([*map(id, copiers.parts(first))], [*map(id, asked.parts)])

    def test_each_is_copied_by_its_fields(self):
        others = {"tee", "StringIO", "BytesIO"}
        for name, make in every_maker():
            with self.subTest(iterator=name):
                self.assertTrue(copiers.can_copy(make()))
                self.assertEqual(copiers.is_known_iterator(make()), name not in others)


class References(unittest.TestCase):
    def setUp(self):
        gc.collect()
        gc.disable()
        self.addCleanup(gc.enable)

    def test_all_are_given_back(self):
        for name, make in OVER_ITEMS.items():
            for steps in (0, 1, 2, 9):
                for first_dropped in (0, 1):
                    with self.subTest(iterator=name, steps=steps, first_dropped=first_dropped):
                        items = new_items()
                        ends = [weakref.ref(item) for item in items]
                        both = [moved(make(items), steps)]
                        both.append(twin_of(both[0]))
                        del items
                        del both[first_dropped]
                        moved(both[0], 2)
                        del both[0]
                        self.assertEqual([end() for end in ends], [None] * 5)

    def test_counts_are_exact(self):
        for name, make in OVER_ITEMS.items():
            for steps in (0, 1, 3, 9):
                with self.subTest(iterator=name, steps=steps):
                    items = new_items()
                    first = moved(make(items), steps)
                    counted = [items, items[0], items[3]]
                    before = [*map(sys.getrefcount, counted)]
                    none_before = sys.getrefcount(None)
                    for _ in range(200):
                        twin_of(first)
                    self.assertEqual([*map(sys.getrefcount, counted)], before)
                    # Everything counts on None, so its count wanders by a few; a copy that
                    # took or gave back one too many would move it by a whole 200.
                    self.assertLess(abs(sys.getrefcount(None) - none_before), 100)

    def test_a_copy_refers_to_as_much(self):
        for name, make in OVER_ITEMS.items():
            with self.subTest(iterator=name):
                first = moved(make(new_items()), 2)
                kinds = sorted(type(part).__name__ for part in gc.get_referents(first))
                self.assertEqual(sorted(type(part).__name__ for part in gc.get_referents(twin_of(first))), kinds)

    def test_a_hundred_thousand_copies_leave_nothing(self):
        iterators = [moved(make(), 2) for _, make in every_maker()]
        rounds = 100_000 // len(iterators) + 1

        def copied(times):
            for _ in range(times):
                for iterator in iterators:
                    twin_of(iterator)

        copied(300)  # fills the lists of free objects that CPython keeps
        before = sys.getallocatedblocks()
        copied(rounds)
        self.assertLess(abs(sys.getallocatedblocks() - before), 1_000)  # one in a hundred: caches may grow
