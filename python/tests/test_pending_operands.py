"""What waits on the value stack is shared, but for displays that were handed to nobody."""

import itertools
import unittest

from genclone import clone
from genclone.frames import read_frame
from generators import advanced
from half_built_cases import keep, pause, ticks


def drive(gen):
    """Its result."""
    try:
        while True:
            gen.send(None)
    except StopIteration as end:
        return end.value


class Put:
    """Keeps what is put into it."""

    def __init__(self):
        self.values = []

    def __setitem__(self, index, value):
        self.values.append(value)


class Operands(unittest.TestCase):
    """A display that waits for the rest of its expression is the frame's; what came from elsewhere is not."""

    def of_both(self, source, **names):
        """What `source`, suspended in its only yield, gives in the original and in a clone, held and not held."""
        for holds in (False, True):
            namespace = {**globals(), **names}
            exec(f"def case(x, c=True):\n    yield {source}", namespace)
            gen = advanced(namespace["case"]([1]))
            held = read_frame(gen) if holds else None
            twin = clone(gen)
            yield gen.send(2), twin.send(2)
            del held

    def test_displays_are_each_branch_s_own(self):
        for source in (
            "keep([], (yield))",
            "keep([1, 2, 3], (yield))",
            "keep([*x], (yield))",
            "keep({}, (yield))",
            "keep({1: 2, **{}}, (yield))",
            "keep({*x}, (yield))",
            "keep([], [c if c else x, (yield)])",
            "keep([], c and (yield))",
            "keep([] if c else {}, (yield))",
            "keep(*[[*x, 1], (yield)])",
            "keep([], keep(x, (yield)))",
        ):
            with self.subTest(source):
                for mine, twin in self.of_both(source):
                    self.assertEqual(mine, twin)
                    self.assertIsNot(mine, twin)

    def test_displays_are_so_past_everything_that_is_awaited_meanwhile(self):
        async def building(x):
            return keep([], await pause(), [y async for y in ticks()], [await pause() for _ in x], await pause())

        def delegating(x):
            return keep([], (yield from ticking()), (yield from ticking()))

        def ticking():
            yield
            yield

        for function in (building, delegating):
            gen = function([1, 2])
            gen.send(None)
            for at in itertools.count():
                twin = clone(gen)
                mine, other = [drive(branch) for branch in (clone(gen), twin)]
                with self.subTest(function=function.__name__, at=at):
                    self.assertEqual(mine, other)
                    self.assertIsNot(mine, other)
                try:
                    gen.send(None)
                except StopIteration:
                    break

    def test_what_came_from_elsewhere_is_shared(self):
        shared = [1]
        for source in (
            "keep(x, (yield))",
            "keep(shared, (yield))",
            "keep(keep(x, 1), (yield))",
            "keep(list(x), (yield))",
            "keep([y for y in x], (yield))",
            "keep([x][0], (yield))",
            "keep({1: x}[1], (yield))",
            "keep((z := []), (yield))",
            "keep([] if not c else x, (yield))",
            "keep([] and 1 or x, (yield))",
            "keep(x + [1], (yield))",
            "keep([1] + x, (yield))",
        ):
            with self.subTest(source):
                for mine, twin in self.of_both(source, shared=shared):
                    self.assertIs(mine, twin)

    def test_what_gives_way_to_a_display_is_shared(self):
        def building(x):
            yield [x + (yield), *x]

        report = []
        clone(advanced(building([1])), report=report)
        self.assertEqual({entry.slot: entry.did for entry in report}, {"locals.x": "shared", "stack[0]": "shared"})

    def test_what_is_moved_on_the_stack_is_shared(self):
        def swapping(put, x):
            put[0], put[(yield)] = [1], x

        def unpacking(put, x):
            put[0], put[(yield)], put[1], put[2] = [None, x, x, x]

        for function, times in ((swapping, 1), (unpacking, 3)):
            put, x = Put(), [1]
            gen = advanced(function(put, x))
            twin = clone(gen)
            put.values.clear()
            for branch in (gen, twin):
                with self.assertRaises(StopIteration):
                    branch.send(0)
            self.assertEqual([id(value) for value in put.values], [id(x)] * 2 * times)
