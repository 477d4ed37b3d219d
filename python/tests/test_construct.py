"""Frames and generators made by the C API: what they are, what is refused, who owns what."""

import dis
import gc
import opcode
import subprocess
import sys
import types
import unittest
import weakref

from genclone import Refusal, clone
from genclone.construct import clone_by_frame, fast_to_locals, locals_to_fast, new_frame, new_generator
from genclone.frames import read_frame

PICTURES = type((lambda: sys._getframe().f_locals)()) is dict
"""Whether f_locals of a frame is a picture of its variables: to 3.12."""

SHOWS_DEAD_FRAMES = PICTURES or "annotationlib" in sys.stdlib_module_names
"""Whether f_locals of a frame may be read when its generator is gone: 3.13 crashes, with calls too (gh-125723)."""


class Thing:
    """Something that a weak reference can be made to."""


def count(n):
    while True:
        yield n
        n += 1


def echo(a, b=2):
    x = yield a
    yield (x, [a, b, (yield b)])
    return 7


def every_kind(a, /, b, *rest, c=3, **named):
    local = a + 1
    yield (a, b, rest, c, named, local)


def captured_argument(a):
    def double():
        nonlocal a
        a *= 2
        return a

    while True:
        yield double()


def cell_by_cell(a):
    while True:
        a += 1
        yield (lambda: a)()


def captured_local():
    total = 0

    def add(n):
        nonlocal total
        total += n
        return total

    while True:
        n = yield total
        add(n or 1)


def over(free):
    def inner(n):
        while True:
            yield free, n
            n += 1

    return inner


def hungry():
    """Takes all the room of its value stack."""
    yield
    one = 1
    yield [one, [one, [one, {one: (one, (yield))}]]]


def guarded(said):
    try:
        said.append("in")
        yield 1
        yield 2
    finally:
        said.append("out")


def crowded():
    source = "def crowded(a):\n" + "".join(f"    v{i} = {i}\n" for i in range(300))
    space = {}
    exec(source + "    c = a + v299\n    yield lambda: (a, c, v7)\n", space)
    return space["crowded"]


def made(function, **values):
    return new_generator(new_frame(function.__code__, function.__globals__, values))


def free_values(function):
    cells = function.__closure__ or ()
    return {name: cell.cell_contents for name, cell in zip(function.__code__.co_freevars, cells)}


def driven(gen, *sent):
    """All that comes out of `gen`: what it yields, and last what it returns."""
    came = []
    try:
        for value in (None, *sent, *[None] * 3):
            came.append(gen.send(value))
    except StopIteration as stop:
        came.append(("returned", stop.value))
    return came


def refused(act, *arguments):
    try:
        act(*arguments)
    except Refusal as refusal:
        assert refusal.reason and refusal.remedy
        return refusal
    raise AssertionError("it was not refused")


class Made(unittest.TestCase):
    CALLS = (
        (echo, {"a": 1, "b": 2}, (1, 2)),
        (count, {"n": 5}, (5,)),
        (captured_argument, {"a": 3}, (3,)),
        (captured_local, {}, ()),
        (hungry, {}, ()),
        (over("kept"), {"n": 1, "free": "kept"}, (1,)),
    )

    def test_what_is_made_does_what_a_call_does(self):
        for function, values, arguments in self.CALLS:
            with self.subTest(function.__name__):
                self.assertEqual(driven(made(function, **values), 10, 20), driven(function(*arguments), 10, 20))

    def test_what_is_made_has_the_slots_and_the_place_of_a_call_at_every_step(self):
        def picture(gen):
            frame = read_frame(gen)
            return frame.state, [(slot.name, slot.kind) for slot in frame.slots], gen.gi_frame.f_lasti

        for function, values, arguments in self.CALLS:
            a, b = made(function, **values), function(*arguments)
            with self.subTest(function.__name__):
                for _ in range(4):
                    self.assertEqual(picture(a), picture(b))
                    self.assertEqual(next(a, "end") == "end", next(b, "end") == "end")

    def test_arguments_of_every_kind(self):
        values = {"a": 1, "b": 2, "rest": (3, 4), "c": 5, "named": {"d": 6}}
        self.assertEqual(next(made(every_kind, **values)), next(every_kind(1, 2, 3, 4, c=5, d=6)))

    def test_more_than_256_slots_with_cells_behind_them(self):
        self.assertEqual(next(made(crowded(), a=1))(), (1, 300, 7))

    def test_the_body_can_be_thrown_into_and_closed_at_the_start_and_later(self):
        for steps in range(3):
            for end in ("close", "throw"):
                said, called = [], []
                for log, gen in ((said, made(guarded, said=said)), (called, guarded(called))):
                    for _ in range(steps):
                        next(gen)
                    if end == "close":
                        gen.close()
                    else:
                        self.assertRaises(KeyError, gen.throw, KeyError())
                    log.append(gen.gi_frame)
                self.assertEqual(said, called)

    def test_a_value_cannot_be_sent_before_the_start(self):
        self.assertRaises(TypeError, made(count, n=1).send, "early")

    def test_a_traceback_has_the_lines_of_the_source(self):
        def bad():
            yield
            raise KeyError

        gen = made(bad)
        next(gen)
        lines = []
        try:
            next(gen)
        except KeyError as error:
            lines.append(error.__traceback__.tb_next.tb_lineno)
        self.assertEqual(lines, [bad.__code__.co_firstlineno + 2])

    def test_a_coroutine_and_an_async_generator(self):
        async def add(a, b):
            return a + b + await stopping()

        @types.coroutine
        def stopping():
            return (yield "waiting")

        async def numbers(n):
            while True:
                n += (yield n) or 1

        space = {"stopping": stopping}
        coroutine = made(add, a=1, b=2, **space)
        self.assertIs(type(coroutine), types.CoroutineType)
        self.assertEqual(driven(coroutine, 10), ["waiting", ("returned", 13)])
        agen = made(numbers, n=4)
        self.assertIs(type(agen), types.AsyncGeneratorType)
        self.assertEqual([driven(agen.asend(sent)) for sent in (None, 3)], [[("returned", 4)], [("returned", 7)]])
        self.assertEqual(driven(agen.aclose()), [("returned", None)])

    def test_a_coroutine_that_never_ran_says_so(self):
        async def idle():
            pass

        with self.assertWarnsRegex(RuntimeWarning, "idle.* was never awaited"):
            made(idle)
            gc.collect()

    def test_names(self):
        gen = made(count, n=1)
        self.assertEqual(gen.__name__, "count")
        self.assertIs(gen.gi_code, count.__code__)

    def test_a_generator_expression(self):
        code = (x * 2 for x in ()).gi_code
        frame = new_frame(code, globals(), {".0": iter([1, 2])})
        if "GET_ITER" in names_of_instructions(code, before="RETURN_GENERATOR"):
            self.assertIn("skip", refused(new_generator, frame).reason)
        else:
            self.assertEqual(list(new_generator(frame)), [2, 4])

    def test_clone_takes_what_was_made(self):
        for function, values, _ in self.CALLS:
            a = made(function, **values)
            next(a)
            with self.subTest(function.__name__):
                self.assertEqual(driven(clone(a), 1), driven(a, 1))

    def test_builtins_are_found_where_the_globals_name_them_or_not(self):
        def longest(items):
            yield len(items)

        class Space(dict):
            pass

        for space in ({}, Space(), {"__builtins__": {"len": lambda items: "own"}}, {"__builtins__": __builtins__}):
            called = types.FunctionType(longest.__code__, type(space)(space))
            gen = new_generator(new_frame(longest.__code__, type(space)(space), {"items": [1]}))
            self.assertEqual(next(gen), next(called([1])))


def names_of_instructions(code, before):
    names = [instruction.opname for instruction in dis.get_instructions(code)]
    return names[: names.index(before)] if before in names else []


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


class Ownership(unittest.TestCase):
    def setUp(self):
        gc.collect()
        gc.disable()
        self.addCleanup(gc.enable)

    def test_everything_dies_with_the_generator(self):
        for step in range(4):
            thing = Thing()
            watch = weakref.ref(thing)
            frame = new_frame(captured_argument.__code__, globals(), {"a": thing, "double": thing})
            del thing
            if step > 0:
                gen = new_generator(frame)
                if step == 2:
                    del frame
                if step == 3:
                    gen.close()
                self.assertIsNotNone(gen)
            frame = gen = None
            self.assertIsNone(watch(), step)

    def test_the_variables_of_a_clone_die_with_it(self):
        def hold(thing):
            seen = thing
            yield lambda: thing
            yield seen

        thing = Thing()
        watch = weakref.ref(thing)
        a = hold(thing)
        del thing
        next(a)
        b = clone_by_frame(a)
        a = None
        self.assertIs(next(b), watch())
        b = None
        self.assertIsNone(watch())

    def test_an_argument_that_the_body_forgets_dies(self):
        def forget(thing):
            yield
            del thing
            yield

        def forget_cell(thing):
            yield
            (lambda: thing)()  # noqa: F821
            del thing
            yield

        for function in (forget, forget_cell):
            thing = Thing()
            watch = weakref.ref(thing)
            gen = made(function, thing=thing)
            del thing
            next(gen), next(gen)
            self.assertIsNone(watch(), function.__name__)

    def test_the_frame_is_the_generators(self):
        frame = new_frame(count.__code__, globals(), {"n": 1})
        gen = new_generator(frame)
        self.assertIs(gen.gi_frame, frame)
        next(gen)
        self.assertIs(gen.gi_frame, frame)

    def test_the_frame_outlives_the_generator(self):
        """On 3.10 its reference to the generator is borrowed, later it points into the generator's memory."""
        for steps in range(3):
            frame = new_frame(captured_argument.__code__, globals(), {"a": 2})
            gen = new_generator(frame)
            for _ in range(steps):
                next(gen)
            watch = weakref.ref(gen)
            del gen
            self.assertIsNone(watch())
            rubble = [bytearray(b"\xff" * size) for size in range(64, 512, 8)]
            self.assertIs(frame.f_code, captured_argument.__code__)
            self.assertEqual(frame.f_lineno, frame.f_lineno)
            self.assertIn("captured_argument", repr(frame))
            if SHOWS_DEAD_FRAMES:
                self.assertIn("a", frame.f_locals)
            frame.clear()
            if SHOWS_DEAD_FRAMES:
                self.assertEqual(dict(frame.f_locals), {})
            del rubble

    def test_the_generator_outlives_the_frame(self):
        frame = new_frame(echo.__code__, globals(), {"a": 1, "b": 2})
        gen = new_generator(frame)
        del frame
        self.assertEqual(driven(gen, 10, 20), [1, 2, (10, [1, 2, 20]), ("returned", 7)])

    def test_the_callers_frame_is_not_kept(self):
        def caller():
            thing = Thing()
            watch.append(weakref.ref(thing))
            gen = made(count, n=1)
            next(gen)
            return gen

        watch = []
        gen = caller()
        self.assertIsNone(watch[0]())
        self.assertEqual(next(gen), 2)

    def test_a_cycle_through_the_frame_is_collected(self):
        thing = Thing()
        watch = weakref.ref(thing)
        thing.gen = made(count, n=thing)
        thing.frame = thing.gen.gi_frame
        del thing
        gc.collect()
        self.assertIsNone(watch())

    def test_a_frame_in_a_cycle_that_is_never_taken_over(self):
        thing = Thing()
        watch = weakref.ref(thing)
        thing.frame = new_frame(captured_argument.__code__, globals(), {"a": thing})
        del thing
        gc.collect()
        self.assertIsNone(watch())

    def test_with_a_collection_at_every_allocation(self):
        before = gc.get_threshold()
        gc.enable()
        gc.set_threshold(1)
        self.addCleanup(gc.set_threshold, *before)
        for function, values, arguments in Made.CALLS:
            self.assertEqual(driven(made(function, **values), [], []), driven(function(*arguments), [], []))
        a = captured_argument(1)
        next(a)
        self.assertEqual(next(clone_by_frame(a)), 4)

    def test_100_000_rounds_leave_no_memory_behind(self):
        function = over("free")
        source = captured_argument(1)
        next(source)

        def make_round():
            frame = new_frame(function.__code__, globals(), {"n": 1, "free": 2})
            gen = new_generator(frame)
            next(gen)

        def clone_round():
            next(clone_by_frame(source))
            refused(made, count)

        for act in (make_round, clone_round):
            for _ in range(1000):
                act()
            gc.collect()
            before = sys.getallocatedblocks()
            for _ in range(50_000):
                act()
            gc.collect()
            self.assertLess(abs(sys.getallocatedblocks() - before), 200, act.__name__)


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
