"""Iterators that a frame holds get an independent position over the same data."""

import gc
import unittest
from collections import deque

from genclone import Refusal, clone
from generators import advanced, count


class Iterators(unittest.TestCase):
    def independent(self, make):
        def loop():
            for value in make():
                yield value

        for k in range(3):
            expected = list(loop())[k:]
            a = advanced(loop(), k)
            b = clone(a)
            c = clone(b)
            self.assertEqual(list(a), expected)
            self.assertEqual(list(b), expected)
            self.assertEqual(list(c), expected)

    def test_builtin_iterators_move_independently(self):
        data = [1, 2, 3, 4, 5, 6]
        for make in (
            lambda: data,
            lambda: tuple(data),
            lambda: "abcdef",
            lambda: "äöü☃fg",
            lambda: b"abcdef",
            lambda: bytearray(b"abcdef"),
            lambda: range(6),
            lambda: range(1 << 70, (1 << 70) + 6),
            lambda: dict.fromkeys(data),
            lambda: dict.fromkeys(data).values(),
            lambda: dict.fromkeys(data).items(),
            lambda: reversed(dict.fromkeys(data)),
            lambda: set(data),
            lambda: frozenset(data),
            lambda: deque(data),
            lambda: reversed(data),
            lambda: reversed(tuple(data)),
            lambda: memoryview(b"abcdef").tolist(),
        ):
            self.independent(make)

    def test_nested_iterators_are_copied_all_the_way_down(self):
        data = [1, 2, 3, 4, 5, 6]
        for make in (
            lambda: enumerate(data),
            lambda: zip(data, map(str, data)),
            lambda: enumerate(map(lambda x: x * 2, iter(data))),
            lambda: filter(None, iter([0, *data])),
            lambda: filter(lambda x: x % 2, (x for x in data)),
            lambda: enumerate(zip(count(1), data), 5),
            lambda: enumerate(reversed(data)),
        ):
            self.independent(make)

    def test_an_iterator_in_a_local_and_in_a_loop_stays_one(self):
        def skipping(items):
            iterator = iter(items)
            for value in iterator:
                yield value, next(iterator)

        a = advanced(skipping("abcdef"))
        b = clone(a)
        self.assertEqual((next(b), next(a)), (("c", "d"), ("c", "d")))

    def test_what_an_iterator_runs_over_is_shared(self):
        data = [1, 2, 3]

        def loop():
            for value in data:
                yield value

        a = advanced(loop())
        b = clone(a)
        data.append(4)
        self.assertEqual((list(a), list(b)), ([2, 3, 4], [2, 3, 4]))

    def test_an_iterator_class_with_copy_is_honoured(self):
        class Countdown:
            def __init__(self, n):
                self.n = n

            def __iter__(self):
                return self

            def __next__(self):
                if self.n == 0:
                    raise StopIteration
                self.n -= 1
                return self.n

            def __copy__(self):
                return Countdown(self.n)

        self.independent(lambda: Countdown(6))

    def test_an_iterator_class_without_copy_is_refused_by_name(self):
        class Opaque:
            def __iter__(self):
                return self

            def __next__(self):
                return 1

        def loop():
            for value in Opaque():
                yield value

        a = advanced(loop())
        with self.assertRaises(Refusal) as caught:
            clone(a)
        self.assertEqual(caught.exception.slot, "stack[0]")
        self.assertIn("Opaque", caught.exception.reason)
        self.assertIn("__copy__", caught.exception.remedy)
        self.assertEqual(next(a), 1)

    def test_an_open_file_is_refused_and_the_original_goes_on(self):
        def lines():
            with open(__file__, encoding="utf-8") as file:
                for line in file:
                    yield line

        a = advanced(lines())
        with self.assertRaises(Refusal) as caught:
            clone(a)
        self.assertEqual(caught.exception.slot, "locals.file")
        self.assertEqual(next(a), "\n")
        a.close()

    def test_a_copy_method_that_resumes_the_generator_is_noticed(self):
        class Meddling:
            def __iter__(self):
                return self

            def __init__(self):
                self.n = 0

            def __next__(self):
                self.n += 1
                return self.n

            def __copy__(self):
                next(me[0])
                return self

        def loop():
            for value in Meddling():
                yield value

        me = [advanced(loop())]
        self.assertRaises(Refusal, clone, me[0])
        self.assertEqual(next(me[0]), 3)

    def test_what_a_cell_holds_is_refused_by_that_cell(self):
        def reading(opened):
            file, opened = opened, None

            def rest():
                return file.read()

            last = 1
            yield rest, last

        with open(__file__, encoding="utf-8") as opened:
            a = advanced(reading(opened))
            with self.assertRaises(Refusal) as caught:
                clone(a)
        self.assertEqual(caught.exception.slot, "cells.file")

    def test_a_refusal_at_the_last_moment_runs_no_finally(self):
        said = []

        class Meddling:
            def __iter__(self):
                return self

            def __next__(self):
                return object()

            def __copy__(self):
                next(inner)
                return self

        def loop():
            for value in Meddling():
                yield value

        def outer():
            try:
                yield from inner
            finally:
                said.append("finally")

        inner = loop()
        a = advanced(outer())
        self.assertRaises(Refusal, clone, a)
        gc.collect()
        self.assertEqual(said, [])
        a.close()
        self.assertEqual(said, ["finally"])
