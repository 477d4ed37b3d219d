"""What becomes of iterators: shared, copied or refused."""

import sys

from genclone import FORK, ISOLATED, SHALLOW, Policy, clone
from generators import advanced
from policy_cases import KINDS, Case, held, of_each_kind, stepped


class Iterators(Case):
    def test_in_a_local(self):
        for policy, shared in ((FORK.replace(iterators="share"), True), (FORK, False), (ISOLATED, False)):
            for function in KINDS:
                with self.subTest(function.__name__, policy=policy):
                    iterator = advanced(iter([1, 2, 3]))
                    twin = held(clone(stepped(function(iterator)), policy))
                    self.assertEqual(twin is iterator, shared)
                    self.assertEqual((next(twin), next(iterator)), (2, 3) if shared else (2, 2))

    def test_refuse(self):
        for value in (iter([1]), enumerate([1]), map(str, [1]), zip("a", "b")):
            for gen in of_each_kind(value):
                self.refuses(gen, FORK.replace(iterators="refuse"), "locals.value", "refuses iterators")

    def test_the_hidden_one_of_a_for(self):
        def over(make):
            for value in make():
                yield value

        shared = FORK.replace(iterators="share")
        for make, together in (
            (lambda: {1: 0, 2: 0, 3: 0}, [2, 3]),
            (lambda: range(1, 4), [2, 3]),
            (lambda: map(abs, [1, 2, 3]), [2, 3]),
            (lambda: enumerate("abc"), [(1, "b"), (2, "c")]),
        ):
            with self.subTest(type(make()).__name__):
                a = advanced(over(make))
                self.refuses(a, FORK.replace(iterators="refuse"), "stack[0]", "refuses iterators")
                b = clone(a)
                self.assertEqual([next(b), next(b)], together)
                c = clone(a, shared)
                self.assertEqual([next(c), next(a)], together)

    def test_a_for_over_a_sequence_is_shared_but_where_the_frame_has_the_place(self):
        def over(values):
            for value in values:
                yield value

        for values in ([1, 2, 3], (1, 2, 3), "123"):
            with self.subTest(type(values).__name__):
                a = advanced(over(values))
                self.refuses(a, FORK.replace(iterators="refuse"), "stack[0]", "refuses iterators")
                report = []
                b = clone(a, FORK.replace(iterators="share"), report=report)
                in_frame = any(entry.did == "raw" and entry.slot == "stack[1]" for entry in report)
                self.assertEqual(in_frame, sys.implementation.cache_tag > "cpython-314")
                self.assertEqual([str(next(b)), str(next(a))], ["2", "2"] if in_frame else ["2", "3"])

    def test_one_iterator_in_a_local_on_the_stack_and_in_others_is_copied_once(self):
        def aliased(values):
            iterator = iter(values)
            for number, text in enumerate(map(str, iterator)):
                yield number, text, next(iterator, None)

        for policy in (FORK, ISOLATED):
            a = advanced(aliased(range(9)))
            b = clone(a, policy)
            self.assertEqual([next(a), next(b), next(a), next(b)], [(1, "2", 3)] * 2 + [(2, "4", 5)] * 2)

    def test_what_they_iterate_over_is_shared_or_copied_with_the_values(self):
        def appending():
            values = [1, 2]
            for value in iter(values):
                yield value
                values.append(9)

        a = advanced(appending())
        b = clone(a, ISOLATED)
        self.assertEqual([next(b), next(b), next(b)], [2, 9, 9])
        self.assertEqual([next(a), next(a)], [2, 9])

        a = advanced(appending())
        b = clone(a, FORK)
        next(b), next(b)
        self.assertEqual(len(held(a, "values")), 4)

    def test_of_another_type(self):
        class Countdown:
            def __init__(self, n):
                self.n = n

            def __iter__(self):
                return self

            def __next__(self):
                self.n -= 1
                return self.n

        class Copied(Countdown):
            def __copy__(self):
                return Copied(self.n)

        deep = Policy(values="deepcopy")
        for value in (Copied(9), [Copied(9)], Countdown(9), [Countdown(9)]):
            boxed = type(value) is list
            for gen in of_each_kind(value):
                with self.subTest(boxed=boxed, type=type(value).__name__):
                    twin = held(clone(gen, deep.replace(iterators="share")))
                    self.assertIs(twin[0] if boxed else twin, value[0] if boxed else value)
                    twin = held(clone(gen, deep))
                    self.assertIsNot(twin[0] if boxed else twin, value[0] if boxed else value)
                    self.refuses(gen, deep.replace(iterators="refuse"), "locals.value", "refuses iterators")
        for gen in of_each_kind(Copied(9)):
            self.assertIsNot(held(clone(gen)), held(gen))
        for gen in of_each_kind(Countdown(9)):
            self.assertIs(held(clone(gen, SHALLOW)), held(gen))
            self.refuses(gen, FORK, "locals.value", "cannot be copied", "__copy__")

    def test_in_containers_they_follow_the_policy_where_values_are_copied(self):
        deep = Policy(values="deepcopy")
        for gen in of_each_kind([advanced(iter([1, 2, 3]))]):
            iterator = held(gen)[0]
            self.assertIs(held(clone(gen, deep.replace(iterators="share")))[0], iterator)
            self.assertIsNot(held(clone(gen, deep))[0], iterator)
            self.refuses(gen, deep.replace(iterators="refuse"), "locals.value", "refuses iterators")
