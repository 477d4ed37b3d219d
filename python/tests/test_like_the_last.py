"""Frames like the last one of their code that was cloned, and others: what was noted of it is not taken on trust.

Each generator is cloned over and over as it goes on, so that all but the first clone of each kind can be a quick one.
"""

import gc
import sys
import unittest

from genclone import Refusal, clone

CONSTANT = sys.intern("a constant that no other code has")


def changing(*values):
    """A local that holds one value after the other, between two that stay what they are."""
    before = [1]
    for value in iter(values):
        after = (before, value)
        yield after
    yield before


def late(held):
    """A local that is unset at first."""
    yield held
    unset = [held]
    yield unset


def with_constants(held):
    number, text, pair = 123456789, "a constant that no other code has", (1.5, "x")
    first = held
    for step in held:
        yield number, text, pair, first, step
    yield None


def pending(held):
    """Operands on the value stack that belong to locals, too."""
    iterator = iter(held)
    while True:
        yield held, iterator, (yield next(iterator)), 5


class LikeTheLast(unittest.TestCase):
    def setUp(self):
        self.addCleanup(gc.set_threshold, *gc.get_threshold())
        gc.set_threshold(1)

    def assert_clones_go_on(self, make, times=3):
        """At each suspension, clones and clones of clones yield what an uncloned run does."""
        expected = list(make())
        for done in range(len(expected)):
            gen = make()
            for _ in range(done):
                next(gen)
            if done:
                clones = [clone(gen) for _ in range(times)]
                clones += [clone(twin) for twin in clones]
                for twin in clones:
                    self.assertEqual(list(twin), expected[done:])
            self.assertEqual(list(gen), expected[done:])

    def test_a_local_that_changes_its_kind(self):
        values = [1, 10**30, None, [2], "x", 2.5, 3, ..., 10**30 + 1, (), 4]
        self.assert_clones_go_on(lambda: changing(*values))
        gen = changing(*values)
        for value in values:
            self.assertEqual(next(gen)[1], value)
            for twin in [clone(gen), clone(gen), clone(clone(gen))]:
                self.assertEqual(list(twin), list(clone(gen)))

    def test_a_local_that_is_unset_and_then_set(self):
        self.assert_clones_go_on(lambda: late([1]))
        gen, other = late("a"), late("b")
        next(gen), next(other), next(other)
        for twin in [clone(gen), clone(other), clone(gen), clone(other)]:
            twin.close()
        self.assertEqual([next(clone(gen)), next(clone(gen)), list(clone(other))], [["a"], ["a"], []])

    def test_reference_counts_of_constants(self):
        held = [1, 2]
        gen = with_constants(held)
        next(gen)
        clone(gen).close()
        pair = next(constant for constant in with_constants.__code__.co_consts if type(constant) is tuple)
        counted = [held, pair, pair[0], 123456789, CONSTANT, with_constants, gen]
        before = [sys.getrefcount(each) for each in counted]
        twins = [clone(gen) for _ in range(20)]
        twins += [clone(twin) for twin in twins]
        self.assertEqual({next(twin)[4] for twin in twins}, {2})
        while twins:
            twins.pop(len(twins) // 2)
        self.assertEqual([sys.getrefcount(each) for each in counted], before)

    def test_operands_that_belong_to_locals(self):
        gen = pending([1, 2, 3])
        next(gen)
        twins = [clone(gen) for _ in range(4)]
        twins += [clone(twin) for twin in twins]
        gen.close()
        for twin in twins:
            held, iterator, sent, _ = twin.send("sent")
            self.assertEqual((held, sent, list(iterator)), ([1, 2, 3], "sent", [2, 3]))

    def test_each_clone_goes_its_own_way_through_what_is_looped_over(self):
        def over(items):
            for item in items:
                yield item

        for items in ([1, 2, 3], (1, 2, 3), range(1, 4), "abc", {1: 2, 3: 4, 5: 6}):
            with self.subTest(items=items):
                gen = over(items)
                next(gen)
                twins = [clone(gen) for _ in range(4)]
                rest = list(items)[1:]
                self.assertEqual([list(twin) for twin in twins], [rest] * 4)
                self.assertEqual(list(gen), rest)

    def test_names_are_those_of_the_generator(self):
        gen = changing(1, 2)
        next(gen)
        clone(gen), clone(gen)
        gen.__name__, gen.__qualname__ = "renamed", "also.renamed"
        for twin in [clone(gen), clone(gen), clone(clone(gen))]:
            self.assertEqual((twin.__name__, twin.__qualname__), ("renamed", "also.renamed"))
        other = changing(1, 2)
        next(other)
        self.assertEqual(clone(other).__name__, "changing")

    def test_a_function_that_was_given_other_code(self):
        def function(items):
            yield from ()
            for item in items:
                yield item

        def other(items):
            raise AssertionError("is not to run")

        gen = function([1, 2])
        next(gen)
        clone(gen), clone(gen)
        function.__code__ = other.__code__
        self.assertEqual(list(clone(gen)), [2])

    def test_one_that_runs_or_is_over(self):
        def asking(items):
            for item in items:
                yield item
                with self.assertRaises(Refusal):
                    clone(gen)

        gen = asking([1, 2])
        next(gen)
        clone(gen), clone(gen)
        list(gen)
        self.assertEqual(list(clone(gen)), [])


if __name__ == "__main__":
    unittest.main()
