"""The instructions and the attributes that inspect_frame() gives."""

import dis
import types
import unittest

from genclone.inspection import Withheld, inspect_frame
from genclone.inspection.bytecode import covering
from genclone.ownership import NULL
from generators import advanced, count
from inspecting import HAS_BLOCKS, Hostile, Quiet, attribute, samples


class Bytecode(unittest.TestCase):
    def test_the_current_instruction_is_marked(self):
        gen = advanced(count(1))
        picture = inspect_frame(gen)
        current = [step for step in picture.bytecode if step.is_current]
        self.assertEqual([step.offset for step in current], [gen.gi_frame.f_lasti])
        self.assertEqual(current[0].line, gen.gi_frame.f_lineno)
        self.assertIn(current[0].opname, ("YIELD_VALUE", "RESUME"))

    def test_the_instructions_are_those_of_dis(self):
        gen = count(1)
        steps = [(step.offset, step.opname) for step in inspect_frame(gen).bytecode]
        self.assertEqual(steps, [(step.offset, step.opname) for step in dis.get_instructions(count)])

    def test_jumps_go_to_offsets(self):
        picture = inspect_frame(count(1))
        jumps = [step.argument for step in picture.bytecode if "JUMP" in step.opname]
        offsets = {f"to {step.offset}" for step in picture.bytecode}
        self.assertTrue(jumps)
        self.assertLessEqual(set(jumps), offsets)

    def test_what_catches_an_exception_here(self):
        def guarded():
            yield "outside"
            try:
                yield "inside"
            except KeyError:
                yield "handling"

        gen = advanced(guarded())
        outside = inspect_frame(gen).handlers
        next(gen)
        inside = inspect_frame(gen)
        self.assertEqual(len(inside.handlers), 1)
        handler = inside.handlers[0]
        self.assertNotEqual(inside.handlers, outside)
        if HAS_BLOCKS:
            self.assertEqual((outside, handler.kind, handler.depth), ((), "SETUP_FINALLY", 0))
        else:
            self.assertTrue(handler.start <= inside.lasti < handler.end)
        starts = [step.opname for step in inside.bytecode if step.offset == handler.target]
        self.assertEqual(starts, ["DUP_TOP" if HAS_BLOCKS else "PUSH_EXC_INFO"])
        gen.throw(KeyError)
        handling = inspect_frame(gen).handlers
        if HAS_BLOCKS:
            self.assertEqual([(one.kind, one.target) for one in handling], [("EXCEPT_HANDLER", None)])
        else:
            self.assertTrue(handling[0].pushes_lasti)

    @unittest.skipIf(HAS_BLOCKS, "3.10 has blocks")
    def test_the_exception_table_is_read_like_dis_reads_it(self):
        code = Hostile.guarded.__code__
        expected = {}
        for entry in dis.Bytecode(code).exception_entries:
            told = (entry.start, entry.end, entry.target, entry.depth, entry.lasti)
            expected.update({key: [told] for key in range(entry.start, entry.end, 2)})
        for offset in range(0, len(code.co_code), 2):
            self.assertEqual([tuple(handler[1:]) for handler in covering(code, offset)], expected.get(offset, []))
        self.assertGreater(len(set(map(str, expected.values()))), 3)

    def test_constants_of_other_types_are_not_asked(self):
        def plain():
            yield "constant"

        code = plain.__code__
        consts = tuple(Hostile() if constant == "constant" else constant for constant in code.co_consts)
        gen = types.FunctionType(code.replace(co_consts=consts), {})()
        self.assertIn("<Hostile>", [step.argument for step in inspect_frame(gen).bytecode])


class Attributes(Quiet):
    def test_the_attributes_are_those_of_the_generator_and_its_frame(self):
        gen = advanced(count(1))
        for item in inspect_frame(gen).attributes:
            owner = gen if item.owner == "generator" else gen.gi_frame
            with self.subTest(name=item.name):
                self.assertEqual(item.exists, hasattr(type(owner), item.name))
                self.assertTrue(item.meaning)
                if not item.exists:
                    self.assertIs(item.value, NULL)
                elif type(item.value) is not Withheld:
                    self.assertEqual(item.value, getattr(owner, item.name))

    def test_nothing_that_python_has_is_left_out(self):
        for gen in samples():
            names = {item.name for item in inspect_frame(self.kept(gen)).attributes}
            has = {name for name in dir(type(gen)) if name[:3] in ("gi_", "cr_", "ag_")}
            has |= {name for name in dir(types.FrameType) if name[:2] == "f_"}
            self.assertEqual(has - names, {"f_trace_lines", "f_trace_opcodes"})

    def test_the_locals_are_not_read_and_frames_not_kept(self):
        picture = inspect_frame(advanced(count(1)))
        for name in ("f_locals", "gi_frame"):
            self.assertIs(type(attribute(picture, name).value), Withheld)
