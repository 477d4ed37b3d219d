"""What clone() does with a generator in each state of its life."""

import gc
import unittest

from genclone import GencloneError, Refusal, clone
from generators import advanced, count


class States(unittest.TestCase):
    def test_a_suspended_generator_goes_on_from_where_it_is(self):
        a = advanced(count(1), 2)
        b = clone(a)
        self.assertEqual([next(a), next(a), next(b), next(a), next(b)], [3, 4, 3, 5, 4])

    def test_an_unstarted_generator_clones_to_an_unstarted_one(self):
        a = count(7)
        b = clone(a)
        self.assertRaises(TypeError, b.send, "not yet")
        self.assertEqual((next(a), next(b)), (7, 7))

    def test_a_finished_generator_clones_to_a_finished_one(self):
        def once(captured):
            yield lambda: captured

        for finish in (list, lambda gen: gen.close()):
            a = once(1)
            finish(a)
            b = clone(a)
            self.assertIsNone(b.gi_frame)
            self.assertEqual(list(b), [])
            self.assertEqual(b.__qualname__, a.__qualname__)
            repr(b)

    def test_a_generator_that_raised_clones_to_a_finished_one(self):
        def bad():
            yield 1
            raise KeyError

        a = advanced(bad())
        self.assertRaises(KeyError, next, a)
        self.assertRaises(StopIteration, next, clone(a))

    def test_a_running_generator_is_refused(self):
        def selfish():
            yield clone(me[0])

        me = [selfish()]
        with self.assertRaises(Refusal) as caught:
            next(me[0])
        self.assertIn("running", caught.exception.reason)
        self.assertIsInstance(caught.exception, GencloneError)

    def test_a_running_generator_that_is_held_is_refused_by_its_slot(self):
        def holder(held):
            yield held

        def outer():
            yield clone(advanced(holder(me[0])))

        me = [outer()]
        with self.assertRaises(Refusal) as caught:
            next(me[0])
        self.assertEqual(caught.exception.slot, "locals.held")

    def test_what_is_no_generator_is_a_type_error(self):
        for wrong in (1, iter([]), count, None):
            self.assertRaises(TypeError, clone, wrong)

    def test_the_clone_is_described_like_the_original(self):
        a = advanced(count(1))
        a.__name__ = "renamed"
        b = clone(a)
        self.assertEqual((b.__name__, b.__qualname__), ("renamed", a.__qualname__))
        self.assertIs(b.gi_code, a.gi_code)
        self.assertEqual(b.gi_frame.f_lineno, a.gi_frame.f_lineno)
        self.assertEqual(b.gi_frame.f_lasti, a.gi_frame.f_lasti)
        self.assertIs(b.gi_frame.f_globals, a.gi_frame.f_globals)
        self.assertEqual(dict(b.gi_frame.f_locals), dict(a.gi_frame.f_locals))

    def test_the_finally_of_the_clone_runs_when_it_is_dropped(self):
        said = []

        def tidy(name):
            try:
                yield
                yield
            finally:
                said.append(name)

        a = advanced(tidy("done"))
        b = clone(a)
        del b
        gc.collect()
        self.assertEqual(said, ["done"])
        a.close()
        self.assertEqual(said, ["done", "done"])
