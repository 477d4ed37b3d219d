"""Cells are copied and inner functions rebound; what was captured from outside is shared."""

import unittest

from genclone import clone
from generators import advanced


class Closures(unittest.TestCase):
    def test_cells_are_copied_and_inner_functions_rebound(self):
        def counter(n):
            def inc(step=1, *, scale=1):
                "Adds."
                nonlocal n
                n += step * scale
                return n

            inc.mark = "kept"
            while True:
                yield inc

        a = counter(10)
        inc_a = next(a)
        b = clone(a)
        inc_b = next(b)
        self.assertIsNot(inc_a, inc_b)
        self.assertEqual([inc_a(), inc_a(), inc_b(5, scale=2)], [11, 12, 20])
        self.assertEqual(
            (inc_b.__name__, inc_b.__qualname__, inc_b.__doc__, inc_b.__module__, inc_b.mark, inc_b.__kwdefaults__),
            (inc_a.__name__, inc_a.__qualname__, "Adds.", inc_a.__module__, "kept", {"scale": 1}),
        )

    def test_two_inner_functions_go_on_sharing_one_cell(self):
        def pair():
            n = 0

            def up():
                nonlocal n
                n += 1

            def show():
                return n

            while True:
                up()
                yield show()

        a = advanced(pair(), 3)
        b = clone(a)
        self.assertEqual([next(a), next(a), next(b)], [4, 5, 4])

    def test_a_function_that_refers_to_itself_is_rebound_to_itself(self):
        def recursive():
            base = 1

            def factorial(n):
                return base if n == 0 else n * factorial(n - 1)

            yield
            base = 10
            yield factorial(3)

        a = advanced(recursive())
        b = clone(a)
        self.assertEqual(next(b), 60)
        self.assertEqual(next(a), 60)

    def test_free_variables_are_shared(self):
        outside = [0]
        n = 0

        def generator():
            nonlocal n
            while True:
                n += 1
                outside[0] += 1
                yield n

        a = advanced(generator())
        b = clone(a)
        self.assertEqual([next(a), next(b), n, outside], [2, 3, 3, [3]])

    def test_an_argument_that_is_captured_and_an_empty_cell(self):
        def generator(n):
            def show():
                return n

            def late():
                return unset

            yield
            n += 1
            unset = n
            yield show(), late()

        a = advanced(generator(1))
        b = clone(a)
        self.assertEqual((next(a), next(b)), ((2, 2), (2, 2)))

    def test_many_cells(self):
        names = [f"v{i}" for i in range(40)]
        source = "def wide():\n" + "".join(f"    {name} = 0\n" for name in names)
        source += "".join(f"    def f{name}():\n        nonlocal {name}\n        {name} += 1\n" for name in names)
        source += "    while True:\n        yield [" + ", ".join(names) + "]\n"
        source += "".join(f"        f{name}()\n" for name in names)
        namespace = {}
        exec(source, namespace)
        a = advanced(namespace["wide"]())
        b = clone(a)
        self.assertEqual((next(a), next(a), next(b)), ([1] * 40, [2] * 40, [1] * 40))

    def test_a_generator_expression_follows_the_cell_of_the_clone(self):
        def generator():
            k = 1
            for value in (i * k for i in range(4)):
                k = 10
                yield value

        a = advanced(generator(), 2)
        b = clone(a)
        self.assertEqual((list(b), list(a)), ([20, 30], [20, 30]))
