"""What is half done on the value stack is half done in both, each for itself."""

import gc
import unittest

from genclone import clone
from generators import advanced


class ValueStack(unittest.TestCase):
    def test_half_built_displays_are_not_shared(self):
        def displays():
            numbers = [*"ab", (yield 1), *[(yield 2)]]
            mapping = {**{1: 2}, 3: (yield 3)}
            unique = {*"x", (yield 4)}
            yield numbers, mapping, unique

        a = advanced(displays())
        a.send("a1")
        b = clone(a)
        for name, gen in (("a", a), ("b", b)):
            gen.send(f"{name}2")
            gen.send(f"{name}3")
            self.assertEqual(
                gen.send(f"{name}4"), (["a", "b", "a1", f"{name}2"], {1: 2, 3: f"{name}3"}, {"x", f"{name}4"})
            )

    def test_an_operand_that_user_code_can_reach_is_shared(self):
        shared = []

        def pending(argument):
            yield pair(argument, (yield 1))

        def pair(first, second):
            first.append(second)
            return first

        a = advanced(pending(shared))
        b = clone(a)
        self.assertIs(b.send("b"), shared)
        self.assertIs(a.send("a"), shared)
        self.assertEqual(shared, ["b", "a"])

    def test_pending_calls_and_strings(self):
        def pending(*numbers, **words):
            text = f"{numbers[0]}-{(yield 1)}-{words['w']!r:>5}"
            yield dict(zip((yield 2), [text] * 2), key=(yield 3))

        a = advanced(pending(1, w="x"))
        a.send("s")
        b = clone(a)
        for gen in (b, a):
            gen.send("kl")
            self.assertEqual(gen.send("v"), {"k": "1-s-  'x'", "l": "1-s-  'x'", "key": "v"})

    def test_an_operand_that_a_local_lends_outlives_that_local(self):
        def lending(argument):
            yield pair(argument, (yield 1))

        def pair(first, second):
            return first, second

        a = advanced(lending([1, 2]))
        b = clone(a)
        del a
        gc.collect()
        self.assertEqual(b.send(3), ([1, 2], 3))

    def test_with_leaves_in_both(self):
        left = []

        class Manager:
            def __enter__(self):
                return self

            def __exit__(self, *exception):
                left.append(exception[0])
                return True

        def inside():
            with Manager(), Manager():
                yield 1
                yield 2
            yield 3

        a = advanced(inside())
        b = clone(a)
        self.assertEqual(list(b), [2, 3])
        self.assertEqual(a.throw(KeyError), 3)
        self.assertEqual(left, [None, None, KeyError, None])

    def test_comprehensions_inside_and_around(self):
        def generator(items):
            x = "outer"
            rows = [[x * y for x in items] for y in items]
            yield x, rows
            for row in [[z for z in r] for r in rows]:
                yield row, x

        a = advanced(generator([1, 2, 3]), 2)
        b = clone(a)
        self.assertEqual(list(a), list(b))
