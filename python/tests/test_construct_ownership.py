"""Who owns what, of frames and generators made by the C API."""

import gc
import sys
import unittest
import weakref

from constructing import CALLS, PICTURES, captured_argument, count, driven, echo, made, over, refused
from genclone.construct import clone_by_frame, new_frame, new_generator

SHOWS_DEAD_FRAMES = PICTURES or "annotationlib" in sys.stdlib_module_names
"""Whether f_locals of a frame may be read when its generator is gone: 3.13 crashes, with calls too (gh-125723)."""


class Thing:
    """Something that a weak reference can be made to."""


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
        for function, values, arguments in CALLS:
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
