"""Delegates, and generators that a frame holds, are cloned with it."""

import unittest

from genclone import clone
from generators import advanced, count


class Delegation(unittest.TestCase):
    def test_the_delegate_is_cloned(self):
        def outer():
            got = yield from count(1)
            yield got

        a = advanced(outer(), 2)
        b = clone(a)
        self.assertIsNot(a.gi_yieldfrom, b.gi_yieldfrom)
        self.assertEqual([next(a), next(a), next(b)], [3, 4, 3])

    def test_sends_and_throws_reach_the_delegate(self):
        def inner():
            try:
                got = yield "ready"
            except KeyError:
                got = "thrown"
            return got

        def outer():
            yield (yield from inner())

        a = advanced(outer())
        b, c = clone(a), clone(a)
        self.assertEqual((a.send("sent"), b.throw(KeyError), c.send(1)), ("sent", "thrown", 1))

    def test_a_chain_of_a_hundred(self):
        def chain(depth):
            if depth:
                return (yield from chain(depth - 1))
            yield 1
            yield 2
            return "end"

        def root():
            yield (yield from chain(100))

        a = advanced(root())
        b = clone(a)
        self.assertEqual((list(b), list(a)), ([2, "end"], [2, "end"]))

    def test_a_generator_met_twice_is_cloned_once(self):
        def holder():
            inner = count(1)
            again = inner
            yield next(inner)
            yield inner is again, next(again)

        a = advanced(holder())
        b = clone(a)
        self.assertEqual((next(a), next(b)), ((True, 2), (True, 2)))

    def test_generators_that_hold_each_other(self):
        def holder(box):
            other = yield "ready"
            mine = next(box)
            yield mine
            yield other

        a, b = holder(count(1)), holder(count(5))
        next(a), next(b)
        a.send(b), b.send(a)
        twin = clone(a)
        other = next(twin)
        self.assertIsNot(other, b)
        self.assertIs(next(other), twin)
        self.assertIs(next(a), b)
