"""What becomes of the cells of a frame: its own ones, and those captured from outside."""

from genclone import FORK, ISOLATED, Policy, clone
from generators import advanced
from policy_cases import Case, capturing, generator_holding, step, stepped, yielding


async def capturing_coroutine():
    n = 0

    def show():
        return n

    while True:
        n += 1
        await yielding((n, show()))


async def capturing_async_generator():
    n = 0

    def show():
        return n

    while True:
        n += 1
        yield n, show()


class Cells(Case):
    def moved(self, policy):
        """What the original gives after the clone went on for two steps, and what those gave."""
        a = advanced(capturing())
        b = clone(a, policy)
        return [next(b), next(b)], next(a)

    def test_share(self):
        self.assertEqual(self.moved(FORK.replace(cells="share")), ([(2, 2, 2), (3, 3, 3)], (4, 4, 4)))

    def test_copy_leaves_functions_with_the_original(self):
        self.assertEqual(self.moved(FORK.replace(cells="copy")), ([(2, 1, 2), (3, 1, 3)], (2, 2, 2)))

    def test_rebind(self):
        self.assertEqual(self.moved(FORK), ([(2, 2, 2), (3, 3, 3)], (2, 2, 2)))

    def test_unbind_leaves_everybody_else_with_the_original(self):
        self.assertEqual(self.moved(FORK.replace(cells="unbind")), ([(2, 1, 1), (3, 1, 1)], (2, 2, 2)))

    def test_refuse(self):
        self.refuses(advanced(capturing()), FORK.replace(cells="refuse"), "cells.n", "refuses cells")

    def test_of_coroutines_and_async_generators(self):
        after = {
            "share": [(2, 2), (3, 3)],
            "copy": [(2, 1), (2, 2)],
            "unbind": [(2, 1), (2, 2)],
            "rebind": [(2, 2)] * 2,
        }
        for function in (capturing_coroutine, capturing_async_generator):
            for choice, expected in after.items():
                with self.subTest(function.__name__, cells=choice):
                    a = stepped(function())
                    b = clone(a, FORK.replace(cells=choice))
                    self.assertEqual([step(b), step(a)], expected)
            with self.subTest(function.__name__, cells="refuse"):
                self.refuses(stepped(function()), FORK.replace(cells="refuse"), "cells.n", "refuses cells")

    def test_functions_that_share_a_cell_go_on_sharing_it(self):
        def pair(n):  # the cell of an argument
            def up():
                nonlocal n
                n += 1

            def show():
                return n

            while True:
                yield up, show

        a = advanced(pair(5))
        b = clone(a)
        up, show = next(b)
        up()
        self.assertEqual((show(), next(a)[1]()), (6, 5))

    def test_empty_cells_stay_empty(self):
        def generator(late=False):
            def show():
                return n

            yield show
            if late:
                n = 1
            yield show

        for choice in ("share", "copy", "rebind", "unbind"):
            with self.subTest(choice):
                a = advanced(generator())
                b = clone(a, FORK.replace(cells=choice))
                for gen in (a, b):
                    with self.assertRaises(NameError):
                        next(gen)()

    def test_an_inner_function_in_a_container_stays_with_the_original(self):
        def generator():
            n = 0
            functions = [lambda: n]
            while True:
                n += 1
                yield functions[0]()

        for policy in (FORK, ISOLATED):
            a = advanced(generator())
            b = clone(a, policy)
            self.assertEqual([next(b), next(a), next(b)], [1, 2, 2])


class Free(Case):
    def suspended(self):
        n, log = 0, []

        def generator():
            nonlocal n
            while True:
                n += 1
                log.append(n)
                yield n, log, bump

        def bump():
            nonlocal n
            n += 10
            return n

        return generator(), bump

    def test_share(self):
        a, bump = self.suspended()
        next(a)
        b = clone(a)
        self.assertEqual((next(b)[0], next(a)[0], bump()), (2, 3, 13))

    def test_copy(self):
        a, bump = self.suspended()
        next(a)
        b = clone(a, FORK.replace(free="copy"))
        two, log, bump_b = next(b)
        self.assertEqual((two, next(a)[0], bump()), (2, 2, 12))
        self.assertIs(log, next(a)[1])
        self.assertIsNot(bump_b, bump)
        self.assertEqual(bump_b(), 12)

    def test_copy_with_values(self):
        a, _bump = self.suspended()
        next(a)
        b = clone(a, ISOLATED)
        self.assertEqual((next(b)[1], next(a)[1]), ([1, 2], [1, 2]))
        self.assertIsNot(next(b)[1], next(a)[1])

    def test_refuse(self):
        a, _bump = self.suspended()
        next(a)
        self.refuses(a, FORK.replace(free="refuse"), "free.bump", "captured from outside", "refuses free variables")
        self.assertEqual(next(a)[0], 2)

    def test_what_the_clone_s_own_generators_capture_is_not_free(self):
        def generator():
            k = 1
            for value in (i * k for i in range(4)):
                k = 10
                yield value

        a = advanced(generator(), 2)
        b = clone(a, FORK.replace(free="refuse"))
        self.assertEqual(list(b), [20, 30])

    def test_refuse_in_what_is_met_in_a_deep_copy(self):
        a, _bump = self.suspended()
        next(a)
        outer = advanced(generator_holding([a]))
        policy = Policy(values="deepcopy", free="refuse")
        self.refuses(outer, policy, "locals.value > free.bump", "refuses free variables")
