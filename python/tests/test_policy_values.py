"""What becomes of plain objects: shared, or deep-copied with all that they lead to."""

import copy
import os
import threading
from xml.etree import ElementTree

from genclone import FORK, ISOLATED, Refusal, clone
from generators import advanced, count
from policy_cases import KINDS, Case, generator_holding, held, of_each_kind, refused, stepped


class Values(Case):
    def test_share(self):
        for gen in of_each_kind([[]]):
            self.assertIs(held(clone(gen, FORK)), held(gen))

    def test_deepcopy(self):
        for gen in of_each_kind([[]]):
            twin = held(clone(gen, FORK.replace(values="deepcopy")))
            self.assertEqual(twin, [[]])
            self.assertIsNot(twin, held(gen))
            self.assertIsNot(twin[0], held(gen)[0])

    def test_deepcopy_has_one_memo_for_all_slots(self):
        def generator():
            inner = []
            one, two = [inner], {"inner": inner}
            for item in [inner]:
                yield
                yield one[0] is two["inner"] is inner is item, inner

        a = advanced(generator())
        same, inner = next(clone(a, FORK.replace(values="deepcopy")))
        self.assertTrue(same)
        self.assertIsNot(inner, next(a)[1])

    def test_classes_functions_and_modules_are_not_copied(self):
        class Kind:
            pass

        for value in (Kind, len, os, generator_holding, [Kind, os, generator_holding, print], {"os": os}):
            for gen in of_each_kind(value):
                twin = held(clone(gen, "isolated"))
                if type(value) is list:
                    for one, other in zip(twin, value):
                        self.assertIs(one, other)
                elif type(value) is dict:
                    self.assertIs(twin["os"], os)
                else:
                    self.assertIs(twin, value)

    def test_what_cannot_be_deep_copied_is_refused_by_its_slot(self):
        def late(lock):
            def use():
                return lock

            yield
            yield use

        lock = threading.Lock()
        for value in (lock, [lock], {"lock": (lock,)}):
            for gen in of_each_kind(value):
                self.refuses(gen, ISOLATED, "locals.value", "cannot be deep-copied", "lock", "values='share'")
        a = advanced(late(lock))
        self.refuses(a, ISOLATED, "cells.lock", "lock")
        self.assertIs(next(a)(), lock)

        def capturing():
            for _ in iter("ab"):  # so that its slot is not the last
                yield lock

        self.refuses(advanced(capturing()), ISOLATED, "free.lock", "lock")

    def test_the_error_that_deepcopy_raised_is_the_cause(self):
        gen = advanced(generator_holding(threading.Lock()))
        with self.assertRaises(Refusal) as caught:
            clone(gen, ISOLATED)
        self.assertIs(type(caught.exception.__cause__), TypeError)

    def test_a_deepcopy_method_is_honoured_and_may_use_the_memo_as_a_dict(self):
        class Own:
            def __init__(self):
                self.parts = []

            def __deepcopy__(self, memo):
                twin = memo[id(self)] = Own.__new__(Own)
                assert memo.get(id(self)) is twin and isinstance(memo, dict)
                twin.parts = copy.deepcopy(self.parts, memo)
                return twin

        own = Own()
        own.parts.append(own)
        a = advanced(generator_holding(own))
        b = clone(a, ISOLATED)
        twin = next(b)
        self.assertIsNot(twin, own)
        self.assertIs(twin.parts[0], twin)

    def test_an_element_tree_whose_methods_insist_on_a_dict(self):
        root = ElementTree.fromstring("<a><b/></a>")
        a = advanced(generator_holding([root, root[0]]))
        twin, child = next(clone(a, ISOLATED))
        self.assertIsNot(twin, root)
        self.assertIs(twin[0], child)

    def test_generators_and_iterators_in_containers_and_attributes(self):
        class Owner:
            pass

        owner = Owner()
        owner.gen = advanced(count(1))
        owner.numbers = advanced(iter([1, 2, 3]))
        value = [owner, {"gen": owner.gen}, (owner.numbers,)]
        for function in KINDS:
            gen = stepped(function(value))
            with self.subTest(function.__name__):
                twin, by_name, (numbers,) = held(clone(gen, ISOLATED))
                self.assertIs(by_name["gen"], twin.gen)
                self.assertIs(numbers, twin.numbers)
                self.assertEqual((next(twin.gen), next(numbers)), (2, 2))
        self.assertEqual((next(owner.gen), next(owner.numbers)), (2, 2))

    def test_a_long_chain_of_generators_in_a_container(self):
        def chain(depth):
            if depth:
                yield from chain(depth - 1)
            yield 1
            yield 2

        a = advanced(generator_holding([advanced(chain(300))]))
        self.assertEqual(next(next(clone(a, ISOLATED))[0]), 2)

    def test_a_running_generator_in_a_container_is_refused(self):
        def running():
            yield refused(gen, ISOLATED, [])

        box = []
        gen = advanced(generator_holding(box))
        box.append(running())
        refusal = next(box[0])
        self.assertEqual(refusal["slot"], "locals.value")
        self.assertIn("running is running", refusal["reason"])
