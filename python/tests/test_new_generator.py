"""Generators made by the C API behave as those made by a call."""

import dis
import gc
import types
import unittest

from constructing import CALLS, count, driven, every_kind, guarded, made, refused
from genclone import clone
from genclone.construct import new_frame, new_generator
from genclone.frames import read_frame


def crowded():
    source = "def crowded(a):\n" + "".join(f"    v{i} = {i}\n" for i in range(300))
    space = {}
    exec(source + "    c = a + v299\n    yield lambda: (a, c, v7)\n", space)
    return space["crowded"]


class Made(unittest.TestCase):
    def test_what_is_made_does_what_a_call_does(self):
        for function, values, arguments in CALLS:
            with self.subTest(function.__name__):
                self.assertEqual(driven(made(function, **values), 10, 20), driven(function(*arguments), 10, 20))

    def test_what_is_made_has_the_slots_and_the_place_of_a_call_at_every_step(self):
        def picture(gen):
            frame = read_frame(gen)
            return frame.state, [(slot.name, slot.kind) for slot in frame.slots], gen.gi_frame.f_lasti

        for function, values, arguments in CALLS:
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
        for function, values, _ in CALLS:
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
