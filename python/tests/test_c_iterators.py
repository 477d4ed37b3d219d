"""Copies of the iterators that are written in C, type by type and at every position."""

import array
import contextlib
import csv
import gc
import io
import itertools
import operator
import os
import re
import struct
import sys
import unittest
import weakref
from collections import OrderedDict, deque

from genclone import Refusal, buffer_iterators, c_iterators, clone, copiers
from genclone.layouts import iterators as layouts

MOST = 12  # items taken of an iterator that may be endless


class Mapping:
    """Maps what is copied, once each, and the methods of what is copied; shares the rest."""

    def __init__(self):
        self.known = {}
        self.kept = []

    def __call__(self, value):
        owner = getattr(value, "__self__", None)
        if owner is not None and copiers.is_copied(owner):
            return getattr(self(owner), value.__name__)
        if not copiers.is_copied(value):
            return value
        if id(value) not in self.known:
            self.known[id(value)] = copiers.copy_iterator(value, self)
            self.kept.append(value)
        return self.known[id(value)]


def twin_of(value):
    return Mapping()(value)


class Asked:
    """Shares everything, and remembers what it was asked about."""

    def __init__(self):
        self.parts = []

    def __call__(self, part):
        self.parts.append(part)
        return part


def itself(value):
    return value


class Item:
    """Something that can be ordered, hashed and added, and whose end can be seen."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Item({self.name})"

    def __lt__(self, other):
        return self.name < other.name

    def __add__(self, other):
        return self


class Sequence:
    def __init__(self, items):
        self.items = items

    def __getitem__(self, index):
        return self.items[index]

    def __len__(self):
        return len(self.items)


def is_early(item):
    return item.name in "ab"


def pair(one, other):
    return one, other


def numbered(items):
    return dict(enumerate(items))


def keyed(items):
    return {item: index for index, item in enumerate(items)}


OVER_ITEMS = {
    "list": iter,
    "reversed list": reversed,
    "tuple": lambda items: iter(tuple(items)),
    "reversed tuple": lambda items: reversed(tuple(items)),
    "sequence": lambda items: iter(Sequence(items)),
    "reversed sequence": lambda items: reversed(Sequence(items)),
    "dict keys": lambda items: iter(keyed(items)),
    "dict values": lambda items: iter(numbered(items).values()),
    "dict items": lambda items: iter(numbered(items).items()),
    "reversed dict keys": lambda items: reversed(keyed(items)),
    "reversed dict values": lambda items: reversed(numbered(items).values()),
    "reversed dict items": lambda items: reversed(numbered(items).items()),
    "dict with holes": lambda items: iter({**dict.fromkeys(range(2)), **numbered(items)}.values()),
    "set": lambda items: iter(set(items)),
    "frozenset": lambda items: iter(frozenset(items)),
    "odict keys": lambda items: iter(OrderedDict(keyed(items))),
    "odict values": lambda items: iter(OrderedDict(numbered(items)).values()),
    "odict items": lambda items: iter(OrderedDict(numbered(items)).items()),
    "reversed odict items": lambda items: reversed(OrderedDict(numbered(items)).items()),
    "deque": lambda items: iter(deque(items)),
    "reversed deque": lambda items: reversed(deque(items)),
    "enumerate": lambda items: enumerate(items, 5),
    "enumerate of large numbers": lambda items: enumerate(items, sys.maxsize - 2),
    "zip": lambda items: zip(items, reversed(items)),
    "zip of nothing": lambda items: zip(),
    "zip of different lengths": lambda items: zip(items, items[:2]),
    "strict zip": lambda items: zip(items, items, strict=True),
    "strict zip that fails": lambda items: zip(items, items[:2], strict=True),
    "map": lambda items: map(pair, items, reversed(items)),
    "filter": lambda items: filter(is_early, items),
    "accumulate": lambda items: itertools.accumulate(items),
    "accumulate with a function": lambda items: itertools.accumulate(items, pair, initial=None),
    "chain": lambda items: itertools.chain(items, items[:1], reversed(items)),
    "chain of iterators": lambda items: itertools.chain(iter(items), (), iter(items)),
    "chain from iterable": lambda items: itertools.chain.from_iterable([items, [], items]),
    "combinations": lambda items: itertools.combinations(items, 2),
    "combinations of none": lambda items: itertools.combinations(items, 0),
    "combinations of too many": lambda items: itertools.combinations(items, 9),
    "combinations with replacement": lambda items: itertools.combinations_with_replacement(items, 2),
    "permutations": lambda items: itertools.permutations(items, 2),
    "permutations of all": lambda items: itertools.permutations(items[:3]),
    "product": lambda items: itertools.product(items, items[:2]),
    "product of nothing": lambda items: itertools.product(),
    "product repeated": lambda items: itertools.product(items[:2], repeat=3),
    "compress": lambda items: itertools.compress(items, itertools.cycle([True, False, True])),
    "cycle": lambda items: itertools.cycle(items),
    "cycle of nothing": lambda items: itertools.cycle(items[:0]),
    "dropwhile": lambda items: itertools.dropwhile(is_early, items),
    "takewhile": lambda items: itertools.takewhile(is_early, items),
    "filterfalse": lambda items: itertools.filterfalse(is_early, items),
    "islice": lambda items: itertools.islice(items, 1, 4, 2),
    "islice without an end": lambda items: itertools.islice(items, 1, None),
    "pairwise": lambda items: itertools.pairwise(items),
    "repeat": lambda items: itertools.repeat(items[0]),
    "repeat some times": lambda items: itertools.repeat(items[0], 3),
    "starmap": lambda items: itertools.starmap(pair, [*zip(items, items)]),
    "zip_longest": lambda items: itertools.zip_longest(items[:1], items, items[:2], fillvalue=items[0]),
    "tee": lambda items: itertools.tee(items)[0],
    "callable": lambda items: iter(iter(items).__next__, items[-1]),
    "nested": lambda items: enumerate(map(pair, filter(is_early, iter(items)), itertools.count(3))),
}


def is_made(make):
    try:
        return make([]) is not None
    except (AttributeError, TypeError):
        return False


LATER = {
    "batched": lambda items: itertools.batched(items, 2),
    "strict batched": lambda items: itertools.batched(items, 2, strict=True),
    "strict map": lambda items: map(pair, items, items[:3], strict=True),
}
OVER_ITEMS.update({name: make for name, make in LATER.items() if is_made(make)})

OVER_VALUES = {
    "str": lambda: iter("abcde"),
    "str beyond ASCII": lambda: iter("a\N{SNOWMAN}b\N{GRINNING FACE}c"),
    "bytes": lambda: iter(b"abcde"),
    "bytearray": lambda: iter(bytearray(b"abcde")),
    "range": lambda: iter(range(3, 30, 7)),
    "reversed range": lambda: reversed(range(5)),
    "long range": lambda: iter(range(1 << 70, (1 << 70) + 40, 9)),
    "count": lambda: itertools.count(-2),
    "count of steps": lambda: itertools.count(3, -4),
    "count past a word": lambda: itertools.count(sys.maxsize - 2),
    "count of large numbers": lambda: itertools.count(1 << 80, 1 << 60),
    "count of floats": lambda: itertools.count(0.5, 0.25),
    "memoryview": lambda: iter(memoryview(b"abcde")),
    "memoryview of shorts": lambda: iter(memoryview(array.array("h", [5, 6, 7]))),
    "array": lambda: iter(array.array("d", [1.5, 2.5, 3.5])),
    "unpack": lambda: struct.iter_unpack("<hb", bytes(range(12))),
    "unpack from a memoryview": lambda: struct.iter_unpack("b", memoryview(bytearray(b"abcdef"))[1:4]),
    "StringIO": lambda: io.StringIO("ab\ncd\nef\n"),
    "BytesIO": lambda: io.BytesIO(b"ab\ncd\nef\n"),
}


def plain(item):
    """What can be compared of an item, and goes on being what it was."""
    return (item.span(), item.groups()) if type(item) is re.Match else item


def some_of(iterator):
    """The next items, and what ends them."""
    items = []
    try:
        for item in itertools.islice(iterator, MOST):
            items.append(plain(item))
    except Exception as error:
        items.append(repr(error))
    return items


def moved(iterator, steps):
    for _ in range(steps):
        with contextlib.suppress(ValueError):  # a strict one
            next(iterator, None)
    return iterator


def new_items():
    return [Item(name) for name in "abcde"]


def every_maker():
    """All of the above, each as a function that always gives the like."""
    items = new_items()
    for name, make in OVER_ITEMS.items():
        yield name, lambda make=make: make(items)
    yield from OVER_VALUES.items()


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
                    for _ in range(50):
                        twin_of(first)
                    self.assertEqual([*map(sys.getrefcount, counted)], before)
                    self.assertLess(abs(sys.getrefcount(None) - none_before), 10)

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
        self.assertLess(abs(sys.getallocatedblocks() - before), 100)


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


class Scanners(unittest.TestCase):
    CASES = (
        ("[a-c]+", "ab-c-abc-xx-b"),
        ("b|", "abcbb"),
        ("(?<=a)b|^", "abab"),
        ("", "abc"),
        ("x", "abc"),
        ("(?m)^", "ab\ncd\n"),
        ("[\N{SNOWMAN}a]", "a\N{SNOWMAN}ba\N{GRINNING FACE}a"),
        (b"[a-c]+|", b"ab-c-abc-xx-b"),
        (b"b", bytearray(b"abcbb")),
        (b"b|", memoryview(b"abcbb")),
        (b"b", array.array("b", b"abcbb")),
    )

    def every(self):
        for pattern, text in self.CASES:
            compiled = re.compile(pattern)
            yield lambda compiled=compiled, text=text: compiled.finditer(text)
            yield lambda compiled=compiled, text=text: compiled.finditer(text, 1, 4)

    def test_at_every_position(self):
        for number, make in enumerate(self.every()):
            for steps in range(8):
                with self.subTest(case=number, steps=steps):
                    expected = some_of(moved(make(), steps))
                    first = moved(make(), steps)
                    second = twin_of(first)
                    third = twin_of(second)
                    self.assertEqual([some_of(one) for one in (third, first, second)], [expected] * 3)

    def test_a_scanner_by_hand(self):
        scanner = re.compile("[a-c]").scanner("abcab", 0, 4)
        self.assertFalse(copiers.is_iterator(scanner))
        self.assertTrue(copiers.is_copied(scanner))
        scanner.match()
        twin = twin_of(scanner)
        self.assertEqual(
            [one.match().span() for one in (scanner, twin, twin, scanner)], [(1, 2), (1, 2), (2, 3), (2, 3)]
        )

    def test_a_buffer_is_held_by_each(self):
        data = bytearray(b"abcabc")
        first = re.finditer(b"b", data)
        second = twin_of(first)
        del first
        self.assertRaises(BufferError, data.extend, b"x")
        del second
        data.extend(b"x")

    def test_in_another_buffer_of_the_same_extent(self):
        scanner = re.compile(b"b").scanner(bytearray(b"abab"))
        scanner.search()
        twin = copiers.copy_iterator(scanner, lambda part: part[:] if type(part) is bytearray else part)
        self.assertEqual(twin.search().span(), (3, 4))
        shorter = re.compile(b"b").scanner(bytearray(b"abab"))
        self.assertRaises(
            Refusal, copiers.copy_iterator, shorter, lambda part: part[1:] if type(part) is bytearray else part
        )

    def test_a_buffer_that_may_run_code_is_refused(self):
        class Buffer(bytearray):
            pass

        scanner = re.compile(b"b").scanner(Buffer(b"abab"))
        self.assertRaises(Refusal, copiers.copy_iterator, scanner, itself)
        unpacking = struct.iter_unpack("b", Buffer(b"abab"))
        self.assertRaises(Refusal, copiers.copy_iterator, unpacking, itself)

    def test_nothing_is_left_behind(self):
        text = "abcbb" * 3
        pattern = re.compile("b|\N{SNOWMAN}")
        first = moved(pattern.finditer(text), 2)
        counted = (pattern, text)
        before = [*map(sys.getrefcount, counted)]
        blocks = sys.getallocatedblocks()
        for _ in range(2_000):
            next(twin_of(first))
        self.assertEqual([*map(sys.getrefcount, counted)], before)
        self.assertLess(abs(sys.getallocatedblocks() - blocks), 100)


class UserCode(unittest.TestCase):
    def test_none_of_a_subclass_runs(self):
        calls = []

        class Listed(list):
            def __iter__(self):
                calls.append("__iter__")
                yield from list.__iter__(self)

            def __len__(self):
                calls.append("__len__")
                return list.__len__(self)

            def __reduce_ex__(self, protocol):
                calls.append("__reduce_ex__")
                return list.__reduce_ex__(self, protocol)

        class Counted(Sequence):
            def __len__(self):
                calls.append("__len__")
                return super().__len__()

        data = Listed([1, 2, 3])
        for first in (
            list.__iter__(data),
            list.__reversed__(data),
            reversed(Counted([1, 2, 3])),
            iter(Counted([1, 2])),
        ):
            moved(first, 1)
            calls.clear()
            second = twin_of(first)
            copiers.parts(first)
            self.assertEqual(calls, [])
            self.assertEqual(list(second), list(first))

    def test_an_iterator_inside_is_not_asked_for_itself_again(self):
        class Countdown:
            def __init__(self, n):
                self.n = n
                self.asked = 0

            def __iter__(self):
                self.asked += 1
                return self

            def __next__(self):
                self.n -= 1
                if self.n < 0:
                    raise StopIteration
                return self.n

            def __copy__(self):
                return Countdown(self.n)

        countdown = Countdown(5)
        first = moved(map(itself, countdown), 1)
        mapping = Mapping()
        second = mapping(first)
        self.assertEqual((countdown.asked, mapping(countdown).asked), (1, 0))
        self.assertEqual((list(first), list(second)), ([3, 2, 1, 0], [3, 2, 1, 0]))

    def test_a_copy_that_is_no_iterator_is_refused(self):
        class Wrong:
            def __iter__(self):
                return self

            def __next__(self):
                return 1

            def __copy__(self):
                return [1]

        for first in (Wrong(), map(itself, Wrong()), zip(Wrong(), Wrong()), itertools.chain(Wrong())):
            next(first)
            with self.assertRaises(Refusal) as caught:
                twin_of(first)
            self.assertIn("Wrong", caught.exception.reason)
        for first in (enumerate("ab"), zip("ab"), map(itself, "ab"), itertools.pairwise("ab")):
            self.assertRaises(Refusal, copiers.copy_iterator, first, lambda part: 1)

    def test_a_copy_method_that_advances_the_original(self):
        class Meddling:
            def __init__(self):
                self.n = 0

            def __iter__(self):
                return self

            def __next__(self):
                self.n += 1
                return self.n

            def __copy__(self):
                next(around[0], None)
                return iter(range(self.n, 9))

        for make in (
            lambda it: itertools.zip_longest(iter("a"), it),
            lambda it: itertools.pairwise(it),
            lambda it: itertools.accumulate(it),
            lambda it: itertools.chain(it, "ab"),
            lambda it: itertools.islice(it, 3),
        ):
            around = [make(Meddling())]
            moved(around[0], 2)
            some_of(twin_of(around[0]))
            some_of(around[0])

    def test_what_cannot_be_copied(self):
        class Numbered(enumerate):
            pass

        class Grouped(itertools.groupby):
            pass

        class Opaque:
            def __iter__(self):
                return self

            def __next__(self):
                return 1

        with os.scandir() as entries, open(os.devnull) as file:
            self.assertTrue(copiers.is_file(file))
            for iterator in (csv.reader(["a,b"]), entries, file, Opaque(), Numbered("ab"), Grouped("ab")):
                with self.subTest(iterator=type(iterator)):
                    self.assertTrue(copiers.is_iterator(iterator))
                    self.assertFalse(copiers.can_copy(iterator))
                    self.assertEqual(copiers.parts(iterator), [])
        for value in (1, "a", [], {}, {}.keys(), memoryview(b""), Opaque, range(3), re.compile("")):
            self.assertFalse(copiers.is_iterator(value))
            self.assertFalse(copiers.is_copied(value))

    def test_a_closed_file_in_memory(self):
        for file in (io.StringIO("a"), io.BytesIO(b"a")):
            file.close()
            self.assertTrue(copiers.copy_iterator(file, itself).closed)


class Registering(unittest.TestCase):
    class Opaque:
        def __init__(self, inner):
            self.inner = inner

        def __iter__(self):
            return self

        def __next__(self):
            return next(self.inner)

    class Data:
        def __init__(self, inner):
            self.inner = inner

    def setUp(self):
        registered = dict(copiers._REGISTERED)

        def restore():
            copiers._REGISTERED.clear()
            copiers._REGISTERED.update(registered)

        self.addCleanup(restore)

    def test_a_copier_of_one(self):
        copiers.register(self.Opaque, lambda value: self.Opaque(iter([7])))
        value = self.Opaque(iter("ab"))
        self.assertTrue(copiers.can_copy(value))
        self.assertEqual(list(twin_of(value)), [7])
        self.assertEqual(copiers.parts(value), [])

    def test_a_copier_that_maps(self):
        copiers.register(self.Opaque, lambda value, mapped: self.Opaque(mapped(value.inner)))
        value = moved(self.Opaque(iter("abc")), 1)
        twin = twin_of(value)
        self.assertEqual((list(twin), list(value)), (["b", "c"], ["b", "c"]))

    def test_defaults_are_not_for_us(self):
        def copier(value, memo=None, *, deep=False):
            return iter([memo])

        copiers.register(self.Opaque, copier)
        self.assertEqual(list(twin_of(self.Opaque(iter("")))), [None])

    def test_what_is_no_iterator(self):
        value = self.Data(iter("ab"))
        self.assertFalse(copiers.is_copied(value))
        copiers.register(self.Data, lambda value, mapped: self.Data(mapped(value.inner)))
        self.assertTrue(copiers.is_registered(value))
        self.assertTrue(copiers.is_copied(value))
        self.assertFalse(copiers.is_iterator(value))
        self.assertEqual((list(twin_of(value).inner), list(value.inner)), (["a", "b"], ["a", "b"]))

    def test_it_goes_before_what_is_built_in_and_is_replaced(self):
        copiers.register(enumerate, lambda value: iter("x"))
        self.assertEqual(list(twin_of(enumerate("ab"))), ["x"])
        copiers.register(enumerate, lambda value: iter("y"))
        self.assertEqual(list(twin_of(enumerate("ab"))), ["y"])

    def test_subclasses_are_not_included(self):
        class Special(self.Opaque):
            pass

        copiers.register(self.Opaque, lambda value: value)
        self.assertFalse(copiers.can_copy(Special(iter(""))))

    def test_what_it_raises_propagates(self):
        def copier(value):
            raise LookupError("no copy")

        copiers.register(self.Opaque, copier)
        self.assertRaises(LookupError, twin_of, self.Opaque(iter("")))

    def test_an_iterator_is_wanted_for_an_iterator(self):
        copiers.register(self.Opaque, lambda value: [1])
        self.assertRaises(Refusal, twin_of, self.Opaque(iter("")))

    def test_builtin_functions_and_callables(self):
        class Copier:
            def __call__(self, value, mapped):
                return mapped(value.inner)

        for copier, expected in ((operator.attrgetter("inner"), ["a"]), (Copier(), ["a"])):
            copiers.register(self.Opaque, copier)
            self.assertEqual(list(twin_of(self.Opaque(iter("a")))), expected)

    def test_what_cannot_be_registered(self):
        for kind, copier in (
            (1, itself),
            ("Opaque", itself),
            (self.Opaque, None),
            (self.Opaque, lambda: 1),
            (self.Opaque, lambda a, b, c: 1),
            (self.Opaque, lambda a, *, b: 1),
        ):
            self.assertRaises(TypeError, copiers.register, kind, copier)
            self.assertEqual(copiers._REGISTERED.get(self.Opaque), None)


class Proof(unittest.TestCase):
    def test_every_type_is_proved(self):
        for kind, candidates in c_iterators.KINDS.items():
            with self.subTest(type=kind):
                differing = [c_iterators.differences(kind, shape, sample) for shape, sample in candidates]
                self.assertIn([], differing)
                self.assertTrue(c_iterators.can_copy(kind))
        for kind in (buffer_iterators.SCANNER, buffer_iterators.UNPACKER):
            self.assertTrue(buffer_iterators.can_copy(kind))

    def test_another_size_is_noticed(self):
        [(_, sample), *_] = c_iterators.KINDS[filter]
        said = c_iterators.differences(filter, c_iterators._Shape(layouts.Zip), sample)
        self.assertIn("bytes", said[0])

    def test_a_number_where_a_reference_should_be_is_noticed(self):
        [(_, sample), *_] = c_iterators.KINDS[type(iter([]))]
        said = c_iterators.differences(type(iter([])), c_iterators._Shape(layouts.FunctionAndIterator), sample)
        self.assertIn("references", said[0])

    def test_fields_that_are_exchanged_are_noticed(self):
        fields = {"_fields_": [("it", layouts.Iterator), ("func", layouts.Object)]}
        exchanged = type("Exchanged", (layouts.CIterator,), fields)
        [(_, sample), *_] = c_iterators.KINDS[filter]
        said = c_iterators.differences(filter, c_iterators._Shape(exchanged), sample)
        self.assertIn("does not read", said[0])

    def test_what_is_not_proved_is_not_copied(self):
        kind = itertools.starmap
        c_iterators.can_copy(kind)
        known = c_iterators._PROVED[kind]
        c_iterators._PROVED[kind] = None
        try:
            value = itertools.starmap(pair, [])
            self.assertFalse(copiers.can_copy(value))
            self.assertRaises(Refusal, c_iterators.copy, value, itself)
        finally:
            c_iterators._PROVED[kind] = known
