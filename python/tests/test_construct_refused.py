"""What would have crashed the interpreter is declined, and the bare calls do crash it."""

import opcode
import subprocess
import sys
import types
import unittest

from constructing import PICTURES, captured_argument, count, driven, every_kind, made, refused
from genclone.construct import locals_to_fast, new_frame, new_generator


class Refused(unittest.TestCase):
    """Everything that would have crashed the interpreter is declined, and the interpreter lives on."""

    def test_an_unset_argument(self):
        for values, name in (({}, "a"), ({"a": 1}, "b"), ({"a": 1, "b": 1, "c": 1}, "rest")):
            frame = new_frame(every_kind.__code__, globals(), values)
            self.assertEqual(refused(new_generator, frame).slot, f"locals.{name}")
        self.assertEqual(refused(made, captured_argument).slot, "locals.a")

    def test_an_argument_may_be_given_after_the_refusal(self):
        frame = new_frame(count.__code__, globals())
        refused(new_generator, frame)
        locals_to_fast(frame, {"n": 3})
        self.assertEqual(next(new_generator(frame)), 3)

    def test_the_code_of_an_ordinary_function(self):
        frame = new_frame(driven.__code__, globals(), {"gen": 1, "sent": ()})
        self.assertIn("does not yield", refused(new_generator, frame).reason)

    def test_the_code_of_a_module(self):
        self.assertIsNone(refused(new_frame, compile("x = 1", "m", "exec"), {}).slot)

    def test_a_frame_that_a_call_made(self):
        gen = count(1)
        refused(new_generator, sys._getframe())
        refused(new_generator, gen.gi_frame)
        next(gen)
        frame = gen.gi_frame
        refused(new_generator, frame)
        gen.close()
        refused(new_generator, frame)

    def test_a_frame_that_a_generator_owns(self):
        frame = new_frame(count.__code__, globals(), {"n": 1})
        gen = new_generator(frame)
        refused(new_generator, frame)
        self.assertEqual(next(gen), 1)
        refused(new_generator, frame)
        gen.close()
        refused(new_generator, frame)

    def test_a_frame_that_was_cleared(self):
        frame = new_frame(count.__code__, globals(), {"n": 1})
        frame.clear()
        refused(new_generator, frame)
        self.assertIn("cleared", refused(locals_to_fast, frame, {"n": 1}).reason)

    def test_a_mark_moved_to_another_frame(self):
        frame = new_frame(count.__code__, globals(), {"n": 1})
        other = count(1).gi_frame
        other.f_trace = frame.f_trace
        refused(new_generator, other)

    def test_what_a_generator_expression_would_call_as_an_iterator(self):
        code = (x for x in ()).gi_code
        self.assertEqual(refused(new_frame, code, {}, {".0": 5}).slot, "locals..0")
        gen = (x for x in (1, 2))
        self.assertEqual(refused(locals_to_fast, gen.gi_frame, {".0": 5}).slot, "locals..0")
        if PICTURES:
            self.assertEqual(refused(locals_to_fast, gen.gi_frame).slot, "locals..0")
        else:
            frame = new_frame(code, {})
            frame.f_locals[".0"] = 5
            self.assertEqual(refused(new_generator, frame).slot, "locals..0")
        self.assertEqual(list(gen), [1, 2])


UNGUARDED = """
import ctypes, sys

api = ctypes.pythonapi
state = ctypes.PYFUNCTYPE(ctypes.c_void_p)(("PyThreadState_Get", api))
new = (ctypes.py_object, ctypes.c_void_p, ctypes.py_object, ctypes.py_object, ctypes.c_void_p)
frame_new = ctypes.PYFUNCTYPE(*new)(("PyFrame_New", api))
gen_new = ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.py_object)(("PyGen_New", api))
incref = ctypes.PYFUNCTYPE(None, ctypes.py_object)(("Py_IncRef", api))

def bare(function):
    frame = frame_new(state(), function.__code__, globals(), None)
    incref(frame)
    return gen_new(frame), frame

def outer():
    captured = 1
    def inner():
        yield captured
    return inner

def argument(a):
    yield a

def plain():
    yield

if sys.argv[1] == "closure":
    next(bare(outer())[0])
elif sys.argv[1] == "argument":
    try:
        next(bare(argument)[0])
    except UnboundLocalError:
        pass
else:
    for _ in range(1000):
        gen, frame = bare(plain)
        del gen
        rubble = [bytearray(b"\\xff" * size) for size in range(80, 400, 8)]
        frame.f_locals, frame.f_lineno, repr(frame), frame.clear()
print("alive")
"""


class Unguarded(unittest.TestCase):
    """The guards are needed: these are the bare calls, each in an interpreter of its own."""

    def outcome(self, case):
        if sys.platform == "emscripten":
            self.skipTest("no child processes here")
        done = subprocess.run([sys.executable, "-c", UNGUARDED, case], capture_output=True, timeout=60)
        return "crashed" if done.returncode < 0 else done.stdout.decode().strip()

    def test_a_closure_crashes(self):
        self.assertEqual(self.outcome("closure"), "crashed")

    def test_an_unset_argument_crashes_where_it_is_read_unchecked(self):
        unchecked = "LOAD_FAST_CHECK" in opcode.opmap  # a check of its own: so the other one has none
        self.assertEqual(self.outcome("argument"), "crashed" if unchecked else "alive")

    def test_a_frame_that_outlives_its_generator_crashes_where_it_points_into_it(self):
        embedded = types.GeneratorType.__itemsize__ > 0
        self.assertEqual(self.outcome("frame"), "crashed" if embedded else "alive")
