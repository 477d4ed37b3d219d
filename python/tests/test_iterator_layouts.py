"""The structures of iterators are proved before they are used."""

import itertools
import unittest

from c_iterator_cases import itself, pair
from genclone import Refusal, buffer_iterators, c_iterators, copiers
from genclone.layouts import iterator_fields as field_types
from genclone.layouts import iterators


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
        said = c_iterators.differences(filter, c_iterators._Shape(iterators.Zip), sample)
        self.assertIn("bytes", said[0])

    def test_a_number_where_a_reference_should_be_is_noticed(self):
        [(_, sample), *_] = c_iterators.KINDS[type(iter([]))]
        said = c_iterators.differences(type(iter([])), c_iterators._Shape(iterators.FunctionAndIterator), sample)
        self.assertIn("references", said[0])

    def test_fields_that_are_exchanged_are_noticed(self):
        fields = {"_fields_": [("it", field_types.Iterator), ("func", field_types.Object)]}
        exchanged = type("Exchanged", (field_types.CIterator,), fields)
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
