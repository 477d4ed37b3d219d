"""The presets, that a refusal changes nothing, and that what the guide tells is true."""

import contextlib
import doctest
import gc
import itertools
import sys
import threading
import unittest
import weakref
from pathlib import Path

from genclone import ISOLATED, SHALLOW, STRICT, Refusal, clone
from genclone.policy import PRESETS
from generators import advanced, count
from policy_cases import (
    KINDS,
    YIELDING,
    Case,
    Manager,
    capturing,
    coroutine_holding,
    generator_holding,
    held,
    names,
    of_each_kind,
    pause,
    stepped,
    under,
)


class Isolated(Case):
    def test_what_two_things_share_they_share_in_the_clone_and_with_nobody_else(self):
        def everything():
            data, outside = [], [[]]
            captured = data
            inner = generator_holding(data)
            next(inner)
            box = {"data": data, "inner": inner}

            def show():
                return captured

            for item in iter([data, data]):
                yield
                yield {
                    "local": data,
                    "box": box["data"],
                    "item": item,
                    "cell": show(),
                    "inner": next(inner),
                    "boxed inner": box["inner"] is inner,
                    "outside": outside,
                }

        a = advanced(everything())
        twin = next(clone(a, ISOLATED))
        mine = next(a)
        for name in ("box", "item", "cell", "inner"):
            self.assertIs(twin[name], twin["local"], name)
            self.assertIs(mine[name], mine["local"], name)
        self.assertTrue(twin["boxed inner"])
        self.assertIsNot(twin["local"], mine["local"])
        self.assertIsNot(twin["outside"][0], mine["outside"][0])

    def test_objects_that_hold_the_generator_itself(self):
        class Task:
            def __init__(self):
                self.gen = self.run()

            def run(self):
                while True:
                    yield self

        task = Task()
        next(task.gen)
        twin = clone(task.gen, ISOLATED)
        other = next(twin)
        self.assertIsNot(other, task)
        self.assertIs(other.gen, twin)

    def test_it_goes_away_without_the_collector(self):
        class Plain:
            pass

        gc.collect()
        gc.disable()
        try:
            for policy in PRESETS:
                if policy == "strict":
                    continue
                for function in KINDS:
                    gen = stepped(function([Plain(), advanced(count(1)), iter([Plain()])]))
                    twin = clone(gen, policy)
                    watched = [weakref.ref(twin), weakref.ref(held(twin)[0]), weakref.ref(held(gen)[0])]
                    del twin, gen
                    self.assertEqual([reference() for reference in watched], [None] * 3)
        finally:
            gc.enable()

    def test_reference_counts(self):
        shared, thing = object(), [[]]
        gen = advanced(generator_holding([thing, shared, iter([thing]), count(1)]))
        gc.collect()
        before = sys.getrefcount(shared), sys.getrefcount(thing), sys.getrefcount(gen)
        for _ in range(5):
            clone(gen, ISOLATED)
        gc.collect()
        self.assertEqual((sys.getrefcount(shared), sys.getrefcount(thing), sys.getrefcount(gen)), before)


class Strict(Case):
    def test_plain_values_only(self):
        for gen in of_each_kind([1, 2], YIELDING):
            self.assertIs(held(clone(gen, STRICT)), held(gen))
        self.refuses(stepped(coroutine_holding([1, 2])), STRICT, "stack[0]", "refuses generators")
        for value in (iter([1]), count(1)):
            for gen in of_each_kind(value):
                self.refuses(gen, STRICT, "locals.value")
        self.refuses(advanced(capturing()), STRICT, "cells.n")
        self.refuses(advanced(under(Manager([]))), STRICT, "stack[0]")


class Shallow(Case):
    def test_everything_but_the_slots_is_shared(self):
        for value in ([1], iter([1]), count(1), enumerate([1]), itertools.count(), map(str, [1])):
            for gen in of_each_kind(value):
                self.assertIs(held(clone(gen, SHALLOW)), value)
        a = advanced(count(1))
        b = clone(a, SHALLOW)
        self.assertEqual([next(a), next(a), next(b)], [2, 3, 2])


class Refusals(Case):
    def test_a_coroutine_made_for_the_clone_does_not_complain(self):
        async def inner():
            await pause()

        lock = threading.Lock()

        async def outer(value, task):
            await pause()

        task = inner()
        a = stepped(outer([lock], task))
        self.refuses(a, ISOLATED, "locals.value")
        task.close()

    def test_the_original_goes_on(self):
        def generator(lock):
            for value in range(3):
                yield value, lock

        lock = threading.Lock()
        a = advanced(generator(lock))
        self.refuses(a, ISOLATED, "locals.lock")
        self.assertEqual([value for value, _ in a], [1, 2])

    def test_under_an_eager_collector(self):
        before = gc.get_threshold()
        gc.set_threshold(1)
        try:
            for value in ([threading.Lock()], [[], count(1), {"a": iter([1])}]):
                for gen in of_each_kind(value):
                    for name in PRESETS:
                        with contextlib.suppress(Refusal):
                            self.assertIsNotNone(names(clone(gen, name)))
        finally:
            gc.set_threshold(*before)


class Guide(unittest.TestCase):
    def test_its_examples_are_true(self):
        guide = Path(__file__).resolve().parents[2] / "docs" / "policies.md"
        outcome = doctest.testfile(str(guide), module_relative=False, encoding="utf-8")
        self.assertEqual(outcome.failed, 0)
        self.assertGreater(outcome.attempted, 20)
