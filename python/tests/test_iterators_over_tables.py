"""Copies of iterators over dicts, sets and deques, which notice when these change."""

import unittest
from collections import OrderedDict, deque

from c_iterator_cases import moved, some_of, twin_of
from genclone import Refusal, copiers

TABLES = {
    "dict": (lambda: dict.fromkeys("abcd"), iter, lambda data: data.update(e=1)),
    "dict values": (lambda: dict.fromkeys("abcd"), lambda data: iter(data.values()), lambda data: data.pop("a")),
    "dict items": (lambda: dict.fromkeys("abcd"), lambda data: iter(data.items()), lambda data: data.clear()),
    "reversed dict": (lambda: dict.fromkeys("abcd"), reversed, lambda data: data.update(e=1)),
    "set": (lambda: set("abcd"), iter, lambda data: data.add("e")),
    "OrderedDict": (lambda: OrderedDict.fromkeys("abcd"), iter, lambda data: data.update(e=1)),
    "deque": (lambda: deque("abcd"), iter, lambda data: data.append("e")),
    "reversed deque": (lambda: deque("abcd"), reversed, lambda data: data.popleft()),
}


class Tables(unittest.TestCase):
    """Iterators over dicts, sets and deques are positions in the very same ones."""

    def test_a_copy_notices_that_the_size_changes(self):
        for name, (make, over, change) in TABLES.items():
            for steps in range(4):
                with self.subTest(data=name, steps=steps):
                    data = make()
                    first = moved(over(data), steps)
                    second = twin_of(first)
                    change(data)
                    third = twin_of(first)
                    said = [some_of(one) for one in (first, second, third)]
                    self.assertIn("RuntimeError", said[0][0])
                    self.assertEqual(said, [said[0]] * 3)
                    self.assertEqual(some_of(twin_of(first)), some_of(first))

    def test_a_copy_sees_values_that_change(self):
        data = dict.fromkeys("abcd", 1)
        first = moved(iter(data.items()), 1)
        second = twin_of(first)
        data["c"] = 2
        self.assertEqual(list(second), [("b", 1), ("c", 2), ("d", 1)])
        self.assertEqual(list(first), [("b", 1), ("c", 2), ("d", 1)])

    def test_a_copy_in_a_copied_container_has_the_same_left(self):
        for name, (make, over, _) in TABLES.items():
            for steps in range(6):
                with self.subTest(data=name, steps=steps):
                    data = make()
                    first = moved(over(data), steps)
                    twin = copiers.copy_iterator(first, lambda part: part.copy() if hasattr(part, "copy") else part)
                    data.clear()
                    expected = some_of(moved(over(make()), steps))
                    self.assertEqual(some_of(twin), expected)

    def test_what_is_a_position_in_one_object_alone_is_refused_in_another(self):
        first = moved(iter(memoryview(b"abc")), 1)
        with self.assertRaises(Refusal) as caught:
            copiers.copy_iterator(first, lambda view: memoryview(b"abc"))
        self.assertIn("memory_iterator", caught.exception.reason)
        for wrong in ([1, 2], (1, 2), "abc", None):
            self.assertRaises(Refusal, copiers.copy_iterator, iter({1: 2}), lambda _, wrong=wrong: wrong)
