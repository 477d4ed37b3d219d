"""What the user's own code does while an iterator that calls it is copied."""

import csv
import io
import itertools
import os
import re
import unittest

from c_iterator_cases import Mapping, Sequence, itself, moved, some_of, twin_of
from genclone import Refusal, copiers


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
