"""Types of the user's own, by register() and by __copy__."""

import operator
import unittest

from c_iterator_cases import itself, moved, twin_of
from genclone import Refusal, copiers


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
