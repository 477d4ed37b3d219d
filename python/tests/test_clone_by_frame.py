"""The article's route, whole: what it clones, and what it refuses."""

import sys
import unittest

from constructing import captured_local, count, driven, echo, guarded, over, refused
from genclone.construct import clone_by_frame, new_frame


def cell_by_cell(a):
    while True:
        a += 1
        yield (lambda: a)()


class CloneByFrame(unittest.TestCase):
    def test_a_suspended_generator_goes_on_from_where_it_is(self):
        for function, arguments in ((count, (1,)), (cell_by_cell, (3,)), (over("free"), (1,))):
            a = function(*arguments)
            next(a), next(a)
            b = clone_by_frame(a)
            c = clone_by_frame(b)
            with self.subTest(function.__name__):
                alone = function(*arguments)
                expected = [next(alone) for _ in range(5)][2:]
                self.assertEqual([next(b) for _ in range(3)], expected)
                self.assertEqual([next(c) for _ in range(3)], expected)

    def test_an_unstarted_generator(self):
        a = echo(1)
        b = clone_by_frame(a)
        self.assertRaises(TypeError, b.send, "early")
        self.assertEqual(driven(b, 5, 6), driven(a, 5, 6))

    def test_inside_a_try(self):
        said = []
        a = guarded(said)
        next(a)
        b = clone_by_frame(a)
        self.assertEqual((next(a), next(b)), (2, 2))
        b.close()
        self.assertEqual(said, ["in", "out"])
        self.assertRaises(KeyError, a.throw, KeyError())
        self.assertEqual(said, ["in", "out", "out"])

    def test_a_deleted_argument_stays_deleted(self):
        def forgetful(a):
            del a
            yield
            yield a  # noqa: F821

        a = forgetful(1)
        next(a)
        self.assertRaises(UnboundLocalError, next, clone_by_frame(a))

    def test_cells_are_unbound_from_the_inner_functions_that_exist(self):
        a = captured_local()
        next(a)
        b = clone_by_frame(a)
        # b's own add() still is a's: what it adds to is a's total.
        self.assertEqual((b.send(5), a.send(0)), (0, 6))

    def test_an_unset_cell_stays_unset(self):
        def late():
            yield 1
            yield lambda: value
            value = 1

        a = late()
        next(a)
        self.assertRaises(NameError, next(clone_by_frame(a)))

    def test_one_that_goes_on_meanwhile_is_refused(self):
        """As a finaliser could make it, here at a chosen moment."""

        def resume(frame, event, argument):
            if event == "call" and frame.f_code is new_frame.__code__:
                sys.setprofile(None)
                next(gen)

        for steps in (0, 1):
            gen = count(1)
            for _ in range(steps):
                next(gen)
            self.addCleanup(sys.setprofile, None)
            sys.setprofile(resume)
            self.assertIn("went on", refused(clone_by_frame, gen).reason)
            self.assertEqual(next(gen), steps + 2)

    def test_the_names(self):
        a = count(1)
        a.__name__, a.__qualname__ = "b", "c"
        b = clone_by_frame(a)
        self.assertEqual((b.__name__, b.__qualname__), ("b", "c"))

    def test_what_the_value_stack_holds_is_refused_by_its_slot(self):
        def loop():
            for i in {1, 2}:
                yield i

        def managed():
            with memoryview(b"x"):
                yield

        def handling():
            try:
                raise KeyError
            except KeyError:
                yield

        def delegating():
            yield from [1]

        def expression():
            return [1, (yield)]

        for function in (loop, managed, handling, delegating, expression):
            gen = function()
            next(gen)
            with self.subTest(function.__name__):
                self.assertEqual(refused(clone_by_frame, gen).slot, "stack[0]")
                gen.close()

    def test_other_generators_that_are_refused(self):
        self.assertEqual(refused(clone_by_frame, (x for x in "ab")).slot, "locals..0")
        done = count(1)
        done.close()
        self.assertIn("finished", refused(clone_by_frame, done).reason)

        def selfish():
            yield refused(clone_by_frame, me[0]).reason

        me = [selfish()]
        self.assertIn("running", next(me[0]))
