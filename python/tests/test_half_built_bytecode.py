"""What is half-built is told from bytecode of every kind."""

import dis
import re
import unittest

from genclone import clone
from genclone.flow import BUILDERS
from genclone.frames import read_frame
from genclone.half_built import FILLERS, Building
from generators import advanced
from half_built_cases import keep


class Bytecode(unittest.TestCase):
    def test_has_no_other_instructions_that_fill_or_build(self):
        filling = re.compile(r"(LIST|SET|MAP|DICT)_(APPEND|EXTEND|ADD|UPDATE|MERGE)")
        self.assertEqual({name for name in dis.opmap if filling.fullmatch(name)}, FILLERS)
        others = {f"BUILD_{name}" for name in ("TUPLE", "STRING", "SLICE", "TEMPLATE", "INTERPOLATION")}
        self.assertLessEqual({name for name in dis.opmap if name.startswith("BUILD_")}, BUILDERS | others)

    def test_that_cannot_be_followed_has_every_container_copied(self):
        def building(x):
            yield keep(x, (yield))

        code = building.__code__
        between = max(step.offset for step in dis.get_instructions(code)) + 1
        self.assertEqual(Building().among(code, between, 3, (0, 2)), {0, 2})

    def test_is_followed_past_what_the_interpreter_has_specialised(self):
        def building(a, n):
            for i in range(n):
                made = [*a, i + i, (yield), len(a), a[0], keep(i, i)]
            yield made

        gen = advanced(building([1], 100), 60)
        held = read_frame(gen)
        twin = clone(gen)
        gen.send("mine")
        self.assertEqual([len(list(branch)[-1]) for branch in (gen, twin)], [6, 6])
        del held

    def test_with_arguments_of_more_than_a_byte(self):
        names = {f"n{i}": i for i in range(300)}
        source = "def case(a):\n" + "".join(f"    n{i} = {i}\n" for i in range(300))
        source += "    for _ in a:\n        if a:\n            yield [*a, n299, (yield), " + ", ".join(names) + "]\n"
        namespace = {}
        exec(source, namespace)
        gen = advanced(namespace["case"]([1]))
        held = read_frame(gen)
        twin = clone(gen)
        self.assertEqual([len(gen.send(1)), len(twin.send(1))], [303, 303])
        del held
