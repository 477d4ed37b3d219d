"""What inspect_frame() reads of what is handled, and of what catches."""

import unittest

from genclone.inspection import inspect_frame
from genclone.ownership import NULL
from generators import advanced, count
from inspecting import HAS_BLOCKS, field


class Exceptions(unittest.TestCase):
    def test_what_is_handled_and_where_it_came_from(self):
        def handling():
            try:
                try:
                    raise KeyError(1)
                except KeyError:
                    raise ValueError(2)  # noqa: B904
            except ValueError as error:
                try:
                    raise OSError(3) from error
                except OSError:
                    yield

        gen = advanced(handling())
        first = handling.__code__.co_firstlineno
        picture = inspect_frame(gen)
        chain = [(type(one.exception), one.link, one.line - first) for one in picture.exception.chain]
        self.assertEqual(chain, [(OSError, "handled", 8), (ValueError, "cause", 5), (KeyError, "context", 3)])
        self.assertIs(picture.exception.handled, picture.exception.chain[0].exception)
        self.assertIs(field(picture, 0, "exc_value").target, picture.exception.handled)
        if HAS_BLOCKS:
            self.assertIs(field(picture, 0, "exc_type").target, OSError)
            self.assertIs(field(picture, 0, "exc_traceback").target, picture.exception.handled.__traceback__)
        self.assertIn("OSError", str(picture))

    def test_a_suppressed_context_is_left_out(self):
        def handling():
            try:
                try:
                    raise KeyError
                except KeyError:
                    raise ValueError from None
            except ValueError:
                yield

        chain = inspect_frame(advanced(handling())).exception.chain
        self.assertEqual([type(one.exception) for one in chain], [ValueError])

    def test_a_circle_of_contexts_ends(self):
        def handling():
            try:
                raise first
            except KeyError:
                yield

        first, second = KeyError(), ValueError()
        first.__cause__, second.__cause__ = second, first
        chain = inspect_frame(advanced(handling())).exception.chain
        self.assertEqual([one.exception for one in chain], [first, second])

    def test_no_exception(self):
        state = inspect_frame(advanced(count(1))).exception
        self.assertIs(state.handled, NULL)
        self.assertEqual(state.chain, ())
