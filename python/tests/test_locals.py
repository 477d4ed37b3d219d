"""Locals and arguments come along, set and unset ones."""

import unittest

from genclone import clone
from generators import advanced


class Arguments(unittest.TestCase):
    def test_every_kind_of_parameter_is_carried_over(self):
        def every(a, /, b, *rest, k, d=4, **more):
            yield
            yield a, b, rest, k, d, more

        a = advanced(every(1, 2, 3, 4, k=5, z=6))
        b = clone(a)
        self.assertEqual(next(b), (1, 2, (3, 4), 5, 4, {"z": 6}))
        self.assertEqual(next(a), (1, 2, (3, 4), 5, 4, {"z": 6}))

    def test_unset_and_deleted_locals_stay_so(self):
        def sparse(flag):
            if not flag:
                never = 1
            gone = 2
            del gone
            yield
            for name in ("never", "gone"):
                yield name in locals()
            never, gone = 3, 4
            yield never, gone

        b = clone(advanced(sparse(True)))
        self.assertEqual(list(b), [False, False, (3, 4)])

    def test_none_true_and_false_keep_their_identity(self):
        def singletons(none, true, false):
            yield
            yield none is None, true is True, false is False
            yield "none" if none is None else "some", "yes" if true else "no", "yes" if false else "no"
            yield (none is (yield "pending")), (true is (yield "pending"))

        b = clone(advanced(singletons(None, True, False)))
        self.assertEqual(next(b), (True, True, True))
        self.assertEqual(next(clone(b)), ("none", "yes", "no"))
        next(b), next(b)
        c = clone(b)
        self.assertEqual(c.send(None), "pending")
        self.assertEqual(clone(c).send(True), (True, True))

    def test_a_hundred_locals_are_carried_over(self):
        source = "def wide():\n" + "".join(f"    v{i} = [{i}]\n" for i in range(100))
        source += "    yield\n    yield [" + ", ".join(f"v{i}" for i in range(100)) + "]\n"
        namespace = {}
        exec(source, namespace)
        a = advanced(namespace["wide"]())
        self.assertEqual(next(clone(a)), [[i] for i in range(100)])

    def test_a_function_whose_code_was_replaced_meanwhile_still_clones(self):
        def first(n):
            captured = n
            yield captured
            yield outside + captured

        def second():
            return outside

        outside = 10
        a = advanced(first(1))
        first.__code__ = second.__code__
        self.assertEqual(next(clone(a)), 11)
