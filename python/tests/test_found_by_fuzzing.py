"""What `npm run fuzz` found, each in the smallest program that shows it."""

import itertools
import unittest

from genclone import clone
from generators import advanced


def over(iterable):
    for item in iterable:
        yield item


class FoundByFuzzing(unittest.TestCase):
    def test_a_zip_longest_of_which_one_iterator_is_exhausted(self):
        # The tuple of its iterators has NULL in place of an exhausted one, and iterating over it crashed.
        a = advanced(over(itertools.zip_longest([1, 2, 3], [1])), 2)
        b = clone(a)
        self.assertEqual(list(a), [(3, None)])
        self.assertEqual(list(b), [(3, None)])

    def test_a_chain_does_not_share_the_iterators_that_it_has_not_come_to(self):
        # The arguments are in a tuple, inside the tuple's iterator.
        for whole in (itertools.chain, lambda *parts: itertools.chain.from_iterable(list(parts))):
            a = advanced(over(whole([1], map(abs, [2, 3]))))
            b = clone(a)
            self.assertEqual(list(a), [2, 3])
            self.assertEqual(list(b), [2, 3])

    def test_a_generator_that_only_the_arguments_of_a_chain_refer_to(self):
        # It was cloned for nobody, and that clone was closed at once, which ran its finally block.
        said = []

        def finishing():
            try:
                yield 1
                yield 2
            finally:
                said.append("finally")

        a = advanced(over(itertools.chain(finishing(), [3])))
        b = clone(a)
        c = clone(b)
        self.assertEqual(said, [])
        for gen in (a, b, c):
            self.assertEqual(list(gen), [2, 3])
        self.assertEqual(said, ["finally"] * 3)

    def test_a_chain_keeps_nothing_of_the_original_alive(self):
        # The clone's chain was over the original's arguments, as far as that had come: its generator was not closed.
        def finishing(said):
            try:
                yield 1
                yield 2
            finally:
                said.append("finally")

        for whole in (itertools.chain, lambda *parts: itertools.chain.from_iterable(list(parts))):
            said = []
            a = advanced(over(whole([0], finishing(said), [3])), 2)
            b = clone(a)
            del a
            self.assertEqual(said, ["finally"])
            self.assertEqual(list(b), [2, 3])
            self.assertEqual(said, ["finally"] * 2)

    def test_what_the_traceback_of_a_shared_exception_holds_dies_with_the_last_branch(self):
        # The generator is in no frame that is cloned, but in one that the exception has left.
        said = []

        def finishing():
            try:
                yield
            finally:
                said.append("finally")

        def failing():
            held = advanced(finishing())
            raise ValueError(type(held))

        def handling():
            try:
                failing()
            except ValueError:
                yield 1
            yield 2

        a = advanced(handling())
        b = clone(a)
        self.assertEqual(next(a), 2)
        self.assertEqual(said, [])
        self.assertEqual(next(b), 2)
        self.assertEqual(said, ["finally"])

    def test_a_cycle_in_its_first_round_saves_for_itself(self):
        # The list of what it has met so far was the same in both.
        a = advanced(over(itertools.islice(itertools.cycle([1, 2, 3]), 7)), 1)
        b = clone(a)
        self.assertEqual(list(a), [2, 3, 1, 2, 3, 1])
        self.assertEqual(list(b), [2, 3, 1, 2, 3, 1])

    def test_a_product_that_is_over_because_there_is_nothing_to_choose_from(self):
        # It had noted a combination of as many items, and none of them was there.
        for pools in ([()], [(), (1, 2)], [(1, 2), ()]):
            product = itertools.product(*pools)
            self.assertEqual(list(product), [])
            a = advanced(over(itertools.chain([1], product, [2])))
            b = clone(a)
            self.assertEqual(list(a), [2])
            self.assertEqual(list(b), [2])
