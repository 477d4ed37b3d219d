"""Frames made by the C API, and their variables."""

import sys
import types
import unittest

from constructing import PICTURES, captured_local, count, echo, made, over
from genclone.construct import clone_by_frame, fast_to_locals, locals_to_fast, new_frame, new_generator


def free_values(function):
    cells = function.__closure__ or ()
    return {name: cell.cell_contents for name, cell in zip(function.__code__.co_freevars, cells)}


class Frames(unittest.TestCase):
    def test_a_frame_has_no_caller_and_the_variables_given(self):
        frame = new_frame(echo.__code__, globals(), {"a": 1})
        self.assertIs(type(frame), types.FrameType)
        self.assertIs(frame.f_code, echo.__code__)
        self.assertIs(frame.f_globals, globals())
        self.assertIsNone(frame.f_back)
        self.assertEqual(dict(fast_to_locals(frame)), {"a": 1})

    def test_values_are_shuffled_in_by_name(self):
        frame = new_frame(echo.__code__, globals())
        locals_to_fast(frame, {"a": 1, "b": 2})
        locals_to_fast(frame, {"b": 3})
        self.assertEqual(dict(fast_to_locals(frame)), {"a": 1, "b": 3})

    def test_f_locals_are_shuffled_in_as_they_were_changed(self):
        frame = new_frame(echo.__code__, globals(), {"a": 1, "b": 2})
        frame.f_locals["a"] = 5
        locals_to_fast(frame)
        self.assertEqual(dict(fast_to_locals(frame)), {"a": 5, "b": 2})

    def test_a_change_that_was_not_shuffled_in_is_lost_where_f_locals_are_a_picture(self):
        frame = new_frame(echo.__code__, globals(), {"a": 1})
        frame.f_locals["a"] = 5
        self.assertEqual(fast_to_locals(frame)["a"], 1 if PICTURES else 5)

    def test_a_running_function_and_a_suspended_generator_are_shuffled_too(self):
        def changed():
            x = 1
            locals_to_fast(sys._getframe(), {"x": 2})
            return x

        self.assertEqual(changed(), 2)
        gen = count(1)
        next(gen)
        locals_to_fast(gen.gi_frame, {"n": 40})
        self.assertEqual(next(gen), 41)

    def test_a_cell_is_written_into_and_not_replaced(self):
        gen = captured_local()
        next(gen)
        locals_to_fast(gen.gi_frame, {"total": 100})
        self.assertEqual(gen.send(5), 105)

    def test_closures_are_unbound(self):
        function = over("original")
        gen = made(function, n=1, **free_values(function))
        locals_to_fast(gen.gi_frame, {"free": "changed"})
        self.assertEqual(next(gen), ("changed", 1))
        self.assertEqual(next(function(1)), ("original", 1))

    def test_an_unset_cell_is_an_error_of_the_code(self):
        self.assertRaises(NameError, next, made(over("bound"), n=1))

    def test_what_is_of_another_type(self):
        for act in (
            lambda: new_frame(echo, {}),
            lambda: new_frame(echo.__code__, None),
            lambda: new_frame(echo.__code__, types.MappingProxyType({})),
            lambda: new_frame(echo.__code__, {}, 5),
            lambda: new_generator(None),
            lambda: new_generator(count(1)),
            lambda: locals_to_fast(count(1)),
            lambda: locals_to_fast(sys._getframe(), 5),
            lambda: fast_to_locals({}),
            lambda: clone_by_frame(iter([])),
        ):
            self.assertRaises(TypeError, act)
