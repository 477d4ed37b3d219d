"""Copies of what itertools makes, on 3.14 and later too."""

import itertools
import unittest
import weakref

from c_iterator_cases import Item, Mapping, every_maker, itself, moved, plain, some_of, twin_of
from genclone import Refusal, clone, copiers


class Itertools(unittest.TestCase):
    def test_what_cycle_saves_is_its_own(self):
        first = itertools.cycle(iter("abc"))
        moved(first, 2)
        second = twin_of(first)
        self.assertEqual(some_of(first)[:6], list("cabcab"))
        self.assertEqual(some_of(second)[:6], list("cabcab"))

    def test_tuples_that_are_used_again_are_not_shared(self):
        for name, make in every_maker():
            for steps in (0, 1, 2):
                with self.subTest(iterator=name, steps=steps):
                    first = moved(make(), steps)
                    second = twin_of(first)
                    try:
                        one, other = next(first, None), next(second, None)
                    except ValueError:  # a strict one
                        continue
                    if type(one) is tuple and one and name != "tee":
                        self.assertIsNot(one, other)
                    kept = plain(one), plain(other)
                    moved(first, 2)
                    self.assertEqual((plain(one), plain(other)), kept)

    def test_choices_follow_the_pool(self):
        for make in (
            lambda pool: itertools.combinations(pool, 2),
            lambda pool: itertools.combinations_with_replacement(pool, 2),
            lambda pool: itertools.permutations(pool, 2),
            lambda pool: itertools.product(pool, repeat=2),
        ):
            for steps in range(5):
                first = moved(make((1, 2, 3)), steps)

                def tenfold(pool):
                    return tuple([item * 10 for item in pool])

                twin = copiers.copy_iterator(first, tenfold)
                self.assertEqual(list(twin), [tenfold(choice) for choice in first])

    def test_a_pool_that_shrinks_is_refused(self):
        for first in (itertools.combinations("abc", 2), itertools.product("abc", "de")):
            next(first)
            self.assertRaises(Refusal, copiers.copy_iterator, first, lambda pool: pool[1:])
            self.assertRaises(Refusal, copiers.copy_iterator, first, list)

    def test_generators_among_the_arguments_of_chain_are_cloned(self):
        def numbers(n):
            for i in range(n):
                yield n, i

        def loop(chain):
            for value in chain:
                yield value

        for make in (
            lambda: itertools.chain(numbers(2), numbers(3), numbers(2)),
            lambda: itertools.chain.from_iterable((numbers(2), numbers(3), numbers(2))),
            lambda: itertools.chain.from_iterable([numbers(2), numbers(3), numbers(2)]),
        ):
            expected = list(loop(make()))
            for steps in range(len(expected) + 1):
                first = moved(loop(make()), steps)
                second = clone(first)
                self.assertEqual(list(first), expected[steps:])
                self.assertEqual(list(second), expected[steps:])

    def test_what_others_see_of_the_source_of_a_chain_is_shared(self):
        inner = iter("abc")
        visible = [[1], inner, [2]]
        first = moved(itertools.chain.from_iterable(visible), 1)
        second = twin_of(first)
        visible.append([3])
        self.assertEqual(list(first), ["a", "b", "c", 2, 3])
        self.assertEqual(list(second), [2, 3])

    def test_a_source_that_has_another_name_stays_one(self):
        source = iter(([1], iter("ab"), [2]))
        first = moved(itertools.chain.from_iterable(source), 1)
        mapping = Mapping()
        twin_source, second = mapping(source), mapping(first)
        next(twin_source)
        self.assertEqual(list(second), [2])
        self.assertEqual(list(first), ["a", "b", 2])

    def test_zip_longest_with_iterators_that_it_has_let_go_of(self):
        for steps in range(5):
            first = itertools.zip_longest(iter("a"), iter("abcd"), iter(()), fillvalue=None)
            moved(first, steps)
            second = twin_of(twin_of(first))
            self.assertEqual(copiers.parts(first).count(None), 1)  # the fill value
            self.assertEqual(list(second), list(first))

    def test_deeply_nested_ones_take_no_recursion(self):
        def sieve(depth):
            iterator = itertools.count(2)
            for n in range(depth):
                iterator = filter(n.__ne__, iterator)
            while True:
                yield next(iterator)

        first = moved(sieve(500), 1)
        second = clone(first)
        moved(first, 3)
        self.assertEqual(next(second), 501)


class Groups(unittest.TestCase):
    WORDS = "aaabccddd"

    def walk(self, groups, group):
        said = [] if group is None else [list(group)]
        for key, group in groups:
            said.append((key, list(group)))
        return said

    def pair_at(self, taken, of_group):
        groups = itertools.groupby(self.WORDS)
        group = None
        for _ in range(taken):
            _, group = next(groups)
        for _ in range(of_group):
            next(group, None)
        return groups, group

    def test_a_pair_at_every_position(self):
        for taken in range(5):
            for of_group in range(5 if taken else 1):
                expected = self.walk(*self.pair_at(taken, of_group))
                for order in itertools.permutations(range(3)):
                    pairs = [self.pair_at(taken, of_group)]
                    for _ in range(2):
                        mapping = Mapping()
                        pairs.append(tuple([mapping(part) for part in pairs[-1]]))
                    for index in order:
                        self.assertEqual(self.walk(*pairs[index]), expected)

    def test_the_group_first_or_last(self):
        for first in (0, 1):
            groups, group = pair = self.pair_at(1, 1)
            mapping = Mapping()
            mapping(pair[first])
            twins = mapping(groups), mapping(group)
            self.assertEqual(self.walk(*twins), self.walk(groups, group))

    def test_the_group_alone(self):
        _, group = self.pair_at(1, 1)
        twin = twin_of(group)
        del _
        self.assertEqual((next(twin), next(group), list(twin), list(group)), ("a", "a", ["a"], ["a"]))

    def test_a_group_that_is_over_stays_so_and_ends_no_other(self):
        groups, old = self.pair_at(1, 1)
        _, current = next(groups)
        mapping = Mapping()
        twins = [mapping(part) for part in (current, old, groups)]
        self.assertEqual(list(twins[1]), [])
        self.assertEqual(list(twins[0]), ["b"])
        self.assertEqual([(key, list(group)) for key, group in twins[2]], [("c", ["c", "c"]), ("d", ["d"] * 3)])
        self.assertEqual((list(old), list(current)), ([], ["b"]))

    def test_a_copy_of_the_group_over_the_same_parent_takes_nothing_from_it(self):
        groups, group = self.pair_at(1, 1)
        twin = copiers.copy_iterator(group, itself)
        self.assertEqual(list(twin), [])
        self.assertEqual(self.walk(groups, group), [["a", "a"], ("b", ["b"]), ("c", ["c"] * 2), ("d", ["d"] * 3)])

    def test_references(self):
        keys = [Item("a"), Item("a"), Item("b")]
        ends = [weakref.ref(key) for key in keys]
        groups = itertools.groupby(keys, key=itself)
        _, group = next(groups)
        for _ in range(3):
            mapping = Mapping()
            groups, group = mapping(groups), mapping(group)
        del keys, mapping, _, group, groups
        self.assertEqual([end() for end in ends], [None] * 3)

    def test_in_a_generator(self):
        def loop():
            for key, group in itertools.groupby(enumerate(self.WORDS), key=lambda pair: pair[1]):
                for value in group:
                    yield key, value

        expected = list(loop())
        for steps in range(len(expected)):
            first = moved(loop(), steps)
            second = clone(clone(first))
            self.assertEqual((list(first), list(second)), (expected[steps:], expected[steps:]))

    def test_a_parent_that_is_no_groupby_is_refused(self):
        _, group = self.pair_at(1, 0)
        self.assertRaises(Refusal, copiers.copy_iterator, group, lambda part: [])
