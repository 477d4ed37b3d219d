"""The exception that a frame is handling comes along."""

import sys
import unittest

from genclone import clone
from generators import advanced, raised

EXCEPT_STAR = """
def grouped():
    try:
        raise ExceptionGroup("both", [KeyError(1), ValueError(2)])
    except* KeyError:
        yield "key"
    except* ValueError:
        yield "value"
    yield "after"
"""


class ExceptionState(unittest.TestCase):
    def test_a_bare_raise_reraises_in_both(self):
        def handling():
            try:
                raise KeyError("original")
            except KeyError:
                yield sys.exc_info()[0]
                raise

        a = advanced(handling())
        self.assertEqual([raised(clone(a)), raised(a)], ["KeyError('original')"] * 2)

    def test_nested_handlers_unwind_one_by_one(self):
        def nested():
            try:
                raise KeyError
            except KeyError:
                try:
                    raise ValueError
                except ValueError:
                    yield sys.exc_info()[0]
                yield sys.exc_info()[0]
            yield sys.exc_info()[0]

        a = advanced(nested())
        b = clone(a)
        self.assertEqual(list(b), [KeyError, None])
        self.assertEqual(list(a), [KeyError, None])

    def test_the_exception_of_the_caller_is_not_taken_along(self):
        def generator():
            yield sys.exc_info()[0]
            yield sys.exc_info()[0]

        try:
            raise KeyError
        except KeyError:
            b = clone(advanced(generator()))
        self.assertIsNone(next(b))

    def test_finally_under_way_reraises(self):
        def finalising():
            try:
                raise KeyError("pending")
            finally:
                yield "cleaning"
                yield "still"

        a = advanced(finalising())
        for gen in (clone(a), a):
            self.assertEqual(next(gen), "still")
            self.assertEqual(raised(gen), "KeyError('pending')")

    def test_exception_groups(self):
        namespace = {}
        try:
            exec(EXCEPT_STAR, namespace)
        except SyntaxError:
            self.skipTest("except* came with 3.11")
        a = advanced(namespace["grouped"]())
        b = clone(a)
        self.assertEqual((list(a), list(b)), (["value", "after"], ["value", "after"]))
