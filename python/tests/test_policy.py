"""Each field of a policy with each of its values, the presets, and that a refusal changes nothing."""

import builtins
import contextlib
import copy
import doctest
import gc
import io
import itertools
import os
import sys
import tempfile
import threading
import types
import unittest
import warnings
import weakref
from pathlib import Path
from xml.etree import ElementTree

from genclone import FORK, ISOLATED, SHALLOW, STRICT, Policy, Refusal, clone
from genclone.policy import CHOICES, PRESETS
from generators import advanced, count, raised


@types.coroutine
def pause():
    yield


def generator_holding(value):
    yield
    yield value


async def coroutine_holding(value):
    await pause()
    return value


async def async_generator_holding(value):
    yield
    yield value


KINDS = (generator_holding, coroutine_holding, async_generator_holding)
YIELDING = (generator_holding, async_generator_holding)
"""Those that hold nothing else. (A coroutine is always suspended in some generator or iterator.)"""


def of_each_kind(value, kinds=KINDS):
    """A suspended generator, coroutine and async generator that hold `value`."""
    return [stepped(function(value)) for function in kinds]


def step(gen):
    """One step of a generator of any kind; what comes out."""
    try:
        return gen.asend(None).send(None) if hasattr(gen, "asend") else gen.send(None)
    except StopIteration as stop:
        return stop.value


def stepped(gen):
    step(gen)
    return gen


def names(gen):
    for name in ("gi_frame", "cr_frame", "ag_frame"):
        if hasattr(gen, name):
            return getattr(gen, name).f_locals
    raise AssertionError(f"no frame in {gen}")


def held(gen, name="value"):
    return names(gen)[name]


class Case(unittest.TestCase):
    def refuses(self, gen, policy, slot, *words):
        """Checks the refusal, and that it changed nothing: not a reference count, not a word of warning."""
        frame_values = [value for value in names(gen).values() if type(value) is not int]
        gc.collect()
        before = [sys.getrefcount(value) for value in frame_values], sys.getrefcount(gen)
        report = []
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            for _ in range(3):
                refusal = refused(gen, policy, report)
        self.assertIsNotNone(refusal, "it was cloned")
        self.assertEqual(refusal["slot"], slot, refusal)
        for word in words:
            self.assertIn(word, refusal["reason"] + " " + refusal["remedy"])
        gc.collect()
        self.assertEqual(([sys.getrefcount(value) for value in frame_values], sys.getrefcount(gen)), before)
        self.assertEqual([str(warning.message) for warning in warned], [])
        self.assertEqual(report, [])
        return refusal


def refused(gen, policy, report):
    """The refusal without its traceback, which would hold on to frames."""
    try:
        clone(gen, policy, report=report)
    except Refusal as refusal:
        return {"slot": refusal.slot, "reason": refusal.reason, "remedy": refusal.remedy}
    return None


# --- values ---


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


# --- iterators ---


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


# --- generators ---


class Generators(Case):
    def test_in_a_local(self):
        for gen in of_each_kind(advanced(count(1))):
            inner = held(gen)
            self.assertIs(held(clone(gen, FORK.replace(generators="share"))), inner)
            twin = held(clone(gen, FORK))
            self.assertIsNot(twin, inner)
            self.assertEqual(next(twin), 2)
            self.refuses(gen, FORK.replace(generators="refuse"), "locals.value", "a generator", "refuses generators")

    def test_in_iterators_and_in_a_for(self):
        def over(make, n):
            for value in make(n):
                yield value

        for make in (count, lambda n: enumerate(count(n)), lambda n: map(str, zip(count(n), count(n)))):
            a = advanced(over(make, 1))
            b = clone(a, FORK)
            self.assertEqual([next(a), next(a)], [next(b), next(b)])
            self.refuses(a, FORK.replace(generators="refuse"), "stack[0]", "refuses generators")
        a = advanced(over(lambda n: enumerate(count(n)), 1))
        b = clone(a, FORK.replace(generators="share"))
        self.assertEqual([next(a), next(b)], [(1, 2), (1, 3)])

    def test_delegates(self):
        def outer():
            yield from count(1)

        a = advanced(outer())
        b = clone(a, SHALLOW)
        self.assertIs(b.gi_yieldfrom, a.gi_yieldfrom)
        self.assertEqual([next(b), next(a)], [2, 3])
        self.assertIsNot(clone(a, FORK).gi_yieldfrom, a.gi_yieldfrom)
        self.refuses(a, FORK.replace(generators="refuse"), "stack[0]", "a generator", "refuses generators")

    def test_a_shared_delegate_is_closed_by_whoever_is_closed_or_dropped_first(self):
        def outer():
            yield from count(1)
            yield "after"

        a = advanced(outer())
        del_me = clone(a, SHALLOW)
        del del_me
        self.assertEqual(next(a), "after")

    def test_delegates_of_coroutines_and_async_generators(self):
        async def inner():
            await pause()
            return "inner"

        async def outer():
            return await inner()

        async def async_generator():
            yield await inner()

        for function, delegate in ((outer, "cr_await"), (async_generator, "ag_await")):
            with self.subTest(function.__name__):
                gen = function()
                driver = gen.asend(None) if hasattr(gen, "asend") else gen
                driver.send(None)
                twin = clone(gen, SHALLOW)
                self.assertIs(getattr(twin, delegate), getattr(gen, delegate))
                self.assertIsNot(getattr(clone(gen, FORK), delegate), getattr(gen, delegate))
                self.refuses(gen, FORK.replace(generators="refuse"), "stack[0]", "a coroutine", "refuses generators")
                self.assertEqual(result_of(driver), "inner")

    def test_in_containers_they_follow_the_policy_where_values_are_copied(self):
        deep = Policy(values="deepcopy")
        for gen in of_each_kind([advanced(count(1))]):
            inner = held(gen)[0]
            self.assertIs(held(clone(gen, deep.replace(generators="share")))[0], inner)
            self.assertIsNot(held(clone(gen, deep))[0], inner)
        for gen in of_each_kind([advanced(count(1))], YIELDING):
            self.refuses(gen, deep.replace(generators="refuse"), "locals.value", "refuses generators")

    def test_the_one_that_was_asked_for_is_cloned_under_every_policy(self):
        for name in PRESETS:
            self.assertIsNot(*(lambda a: (a, clone(a, name)))(advanced(count(1))))


def result_of(driver):
    try:
        driver.send(None)
    except StopIteration as stop:
        return stop.value
    raise AssertionError("it goes on")


# --- files ---


class Files(Case):
    def setUp(self):
        descriptor, self.path = tempfile.mkstemp()
        os.write(descriptor, b"".join(b"line %d\n" % n for n in range(5000)))
        os.close(descriptor)
        self.addCleanup(os.remove, self.path)

    def open(self, mode="r"):
        file = open(self.path, mode)  # noqa: SIM115
        self.addCleanup(file.close)
        return file

    def test_share_and_refuse(self):
        for mode in ("r", "rb"):
            for gen in of_each_kind(self.open(mode)):
                self.assertIs(held(clone(gen, FORK.replace(files="share"))), held(gen))
                self.refuses(gen, FORK, "locals.value", "an open file", "files='reopen' (or share, rewrap, dup)")

    def test_a_closed_one_is_shared_under_every_policy(self):
        file = self.open()
        file.close()
        for name in PRESETS:
            for gen in of_each_kind(file, YIELDING):
                self.assertIs(held(clone(gen, name)), file)

    def test_files_in_memory_are_iterators(self):
        for file in (io.StringIO("a\nb\nc\n"), io.BytesIO(b"a\nb\nc\n")):
            next(file)
            for gen in of_each_kind(file):
                twin = held(clone(gen))
                self.assertIsNot(twin, file)
                self.assertEqual(len(list(twin)), 2)

    def lines(self, mode):
        for line in open(self.path, mode):  # noqa: SIM115
            yield int(line.split()[1])

    def in_with(self, mode):
        with open(self.path, mode) as file:
            for line in file:
                yield int(line.split()[1]), file

    def test_in_the_middle_of_a_loop(self):
        for mode in ("r", "rb"):
            with self.subTest(mode=mode), warnings.catch_warnings():
                warnings.simplefilter("ignore", ResourceWarning)
                a = advanced(self.lines(mode), 2)
                b = clone(a, FORK.replace(files="reopen"))
                self.assertEqual(list(b), list(range(2, 5000)))
                self.assertEqual(list(a), list(range(2, 5000)))

                a = advanced(self.lines(mode), 2)
                b = clone(a, FORK.replace(files="share"))
                self.assertEqual([next(a), next(b), next(a)], [2, 3, 4])

    def test_the_surprise_of_dup_one_offset_for_both(self):
        for how in ("dup", "rewrap"):
            with self.subTest(how), warnings.catch_warnings():
                warnings.simplefilter("ignore", ResourceWarning)
                a = advanced(self.lines("r"), 2)
                b = clone(a, FORK.replace(files=how))
                self.assertEqual([next(a), next(b)], [2, 2])  # both have read it ahead
                mine, theirs = [next(a) for _ in range(3000)], []
                with contextlib.suppress(ValueError, IndexError):  # a line that was cut where the blocks meet
                    theirs += b
                self.assertEqual(mine, list(range(3, 3003)))
                self.assertNotIn(2000, theirs)
                del a, b

    def test_the_pending_exit_closes_the_branch_s_own(self):
        for mode in ("r", "rb"):
            for how in ("dup", "reopen", "rewrap"):
                with self.subTest(mode=mode, how=how):
                    a = self.in_with(mode)
                    file = next(a)[1]
                    b = clone(a, FORK.replace(files=how))
                    twin = next(b)[1]
                    self.assertIsNot(twin, file)
                    b.close()
                    self.assertEqual((twin.closed, file.closed), (True, False))
                    self.assertEqual(next(a)[0], 1)
                    a.close()
                    self.assertTrue(file.closed)

    def test_with_share_the_first_that_leaves_closes_it(self):
        a = self.in_with("r")
        file = next(a)[1]
        b = clone(a, FORK.replace(files="share"))
        self.assertIs(next(b)[1], file)
        b.close()
        self.assertTrue(file.closed)
        with self.assertRaises(ValueError):
            next(a)

    def test_in_containers_they_follow_the_policy_where_values_are_copied(self):
        deep = Policy(values="deepcopy")
        for gen in of_each_kind([self.open()]):
            self.assertIs(held(clone(gen, deep.replace(files="share")))[0], held(gen)[0])
            twin = held(clone(gen, ISOLATED))[0]
            self.assertIsNot(twin, held(gen)[0])
            twin.close()
            self.refuses(gen, deep, "locals.value", "an open file")

    def test_a_pipe_cannot_be_reopened(self):
        read, write = os.pipe()
        self.addCleanup(os.close, write)
        with open(read) as file:
            a = advanced(generator_holding(file))
            self.refuses(a, FORK.replace(files="reopen"), "locals.value", "rewrap")


# --- cells ---


def capturing():
    """Yields what it sees, what a function of its own sees, and what a generator of its own sees."""
    n = 0

    def show():
        return n

    def walk():
        while True:
            yield n

    inner = walk()
    next(inner)
    while True:
        n += 1
        yield n, show(), next(inner)


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


@types.coroutine
def yielding(value):
    yield value


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


# --- exceptions ---


class Chained(Exception):
    pass


def handling():
    try:
        try:
            raise KeyError("cause")
        except KeyError as cause:
            raise Chained("handled") from cause
    except Chained as error:
        yield error
        yield error
        raise


def caught(gen):
    try:
        next(gen)
    except Exception as error:
        return error
    raise AssertionError("nothing was raised")


class Exceptions(Case):
    def test_share(self):
        a = handling()
        error = next(a)
        b = clone(a)
        self.assertIs(next(b), error)
        self.assertIs(caught(b), error)

    def test_copy(self):
        for policy in (FORK.replace(exceptions="copy"), ISOLATED):
            a = handling()
            error = next(a)
            b = clone(a, policy)
            twin = next(b)
            self.assertIsNot(twin, error)
            self.assertEqual((type(twin), twin.args), (Chained, ("handled",)))
            self.assertIs(twin.__traceback__, error.__traceback__)
            self.assertIs(type(twin.__cause__), KeyError)
            self.assertEqual(twin.__suppress_context__, True)
            self.assertIs(caught(b), twin)  # what a bare raise raises is what `as` has
            self.assertIs(next(a), error)
            self.assertIs(caught(a), error)

    def test_the_chain_is_copied_where_values_are(self):
        a = handling()
        error = next(a)
        self.assertIs(next(clone(a, FORK.replace(exceptions="copy"))).__cause__, error.__cause__)
        twin = next(clone(a, ISOLATED))
        self.assertIsNot(twin.__cause__, error.__cause__)
        self.assertIs(twin.__cause__, twin.__context__)
        self.assertIs(twin.__cause__.__traceback__, error.__cause__.__traceback__)

    def test_a_handler_within_a_handler(self):
        def nested():
            try:
                raise KeyError(1)
            except KeyError as outer:
                try:
                    raise ValueError(2)
                except ValueError as inner:
                    yield outer, inner
                    yield outer, inner

        a = nested()
        outer, inner = next(a)
        for policy in (FORK.replace(exceptions="copy"), ISOLATED):
            outer_b, inner_b = next(clone(a, policy))
            self.assertIsNot(inner_b, inner)
            self.assertIsNot(outer_b, outer)
            self.assertIs(inner_b.__context__, outer_b)

    def test_one_that_is_its_own_cause(self):
        def circular():
            try:
                error = KeyError()
                raise error from error
            except KeyError as error:
                yield error
                yield error

        for policy in (FORK.replace(exceptions="copy"), ISOLATED):
            a = circular()
            error = next(a)
            twin = next(clone(a, policy))
            self.assertIsNot(twin, error)
            self.assertIs(twin.__cause__, twin)

    def test_one_whose_argument_was_raised_while_it_was_handled(self):
        def handling_both():
            error = KeyError()
            part = ValueError()
            part.__context__ = error
            error.args = (part,)
            try:
                raise error
            except KeyError:
                yield error
                yield error

        a = handling_both()
        error = next(a)
        twin = next(clone(a, ISOLATED))
        self.assertIsNot(twin, error)
        self.assertIsNot(twin.args[0], error.args[0])
        self.assertIs(twin.args[0].__context__, twin)

    def test_it_is_one_with_what_containers_hold(self):
        def generator():
            log = []
            try:
                raise KeyError("logged")
            except KeyError as error:
                log.append(error)
                yield log, error
                yield log, error
                raise

        a = generator()
        error = next(a)[1]
        b = clone(a, ISOLATED)
        log, twin = next(b)
        self.assertIs(log[0], twin)
        self.assertIsNot(twin, error)
        self.assertIs(twin.__traceback__, error.__traceback__)
        self.assertIs(caught(b), twin)
        b = clone(a, ISOLATED.replace(exceptions="share"))
        log, twin = next(b)
        self.assertIs(log[0], twin)
        self.assertIs(twin, error)

    def test_a_stored_one_keeps_its_traceback(self):
        def failed():
            try:
                raise KeyError("stored")
            except KeyError as error:
                return error

        error = failed()
        for gen in of_each_kind([error]):
            twin = held(clone(gen, ISOLATED))[0]
            self.assertIsNot(twin, error)
            self.assertIs(twin.__traceback__, error.__traceback__)

    @unittest.skipUnless(hasattr(BaseException, "add_note"), "notes came with 3.11")
    def test_notes_are_the_branch_s_own(self):
        def noting():
            try:
                raise KeyError
            except KeyError as error:
                error.add_note("before")
                while True:
                    yield error

        a = noting()
        error = next(a)
        twin = next(clone(a, FORK.replace(exceptions="copy")))
        twin.add_note("after")
        self.assertEqual((error.__notes__, twin.__notes__), (["before"], ["before", "after"]))

    @unittest.skipUnless(hasattr(builtins, "ExceptionGroup"), "except* came with 3.11")
    def test_groups(self):
        namespace = {}
        source = (
            "def grouped():\n try:\n  raise ExceptionGroup('both', [KeyError(1), ValueError(2)])\n"
            " except* KeyError as group:\n  yield group\n  yield group\n"
        )
        exec(source, namespace)
        for policy in (FORK.replace(exceptions="copy"), ISOLATED):
            a = namespace["grouped"]()
            group = next(a)
            b = clone(a, policy)
            self.assertIsNot(next(b), group)
            rest = caught(b)
            self.assertEqual([repr(error) for error in rest.exceptions], ["ValueError(2)"])
            next(a)
            self.assertEqual(repr(caught(a)), repr(rest))

    def test_in_coroutines_and_async_generators(self):
        async def coroutine():
            try:
                raise KeyError
            except KeyError as error:
                await yielding(error)
                await yielding(error)

        async def async_generator():
            try:
                raise KeyError
            except KeyError as error:
                yield error
                yield error

        for function in (coroutine, async_generator):
            with self.subTest(function.__name__):
                a = function()
                error = step(a)
                self.assertIs(held(clone(a), "error"), error)
                twin = step(clone(a, FORK.replace(exceptions="copy")))
                self.assertIsNot(twin, error)
                self.assertIs(type(twin), KeyError)

    def test_what_cannot_be_copied_is_refused(self):
        class Stubborn(Exception):
            def __reduce_ex__(self, protocol):
                raise TypeError("not me")

        def generator():
            try:
                raise Stubborn
            except Stubborn:
                yield
                yield "went on"

        a = advanced(generator())
        for policy in (FORK.replace(exceptions="copy"), ISOLATED):
            refusal = refused(a, policy, [])
            self.assertRegex(refusal["slot"], r"stack\[\d\]|exception")
            self.assertIn("not me", refusal["reason"])
        self.assertEqual(next(a), "went on")


# --- managers ---


class Manager:
    def __init__(self, log):
        self.log = log

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.log.append("exit")

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        self.log.append("exit")


class Aliased(Manager):
    def _close(self, *error):
        self.log.append("exit")

    __exit__ = _close


@contextlib.contextmanager
def managing(log):
    try:
        yield
    finally:
        log.append("exit")


def under(manager):
    with manager:
        yield
        yield "inside"


class Managers(Case):
    def made(self, log):
        stack = contextlib.ExitStack()
        stack.callback(log.append, "exit")
        return {"class": Manager(log), "alias": Aliased(log), "contextmanager": managing(log), "ExitStack": stack}

    def test_share_both_exit_it(self):
        for name, exits in (("class", 2), ("alias", 2), ("contextmanager", 1), ("ExitStack", 1)):
            with self.subTest(name):
                log = []
                a = advanced(under(self.made(log)[name]))
                b = clone(a)
                self.assertEqual((next(a), next(b)), ("inside", "inside"))
                b.close()
                self.assertEqual(log, ["exit"])
                a.close()
                self.assertEqual(log, ["exit"] * exits)

    def test_refuse(self):
        for name in ("class", "alias", "contextmanager", "ExitStack"):
            with self.subTest(name):
                log = []
                a = advanced(under(self.made(log)[name]))
                self.refuses(a, FORK.replace(managers="refuse"), "stack[0]", "refuses managers")
                self.assertEqual((log, next(a)), ([], "inside"))
                a.close()
                self.assertEqual(log, ["exit"])

    def test_in_nested_generators_too(self):
        def outer(inner):
            yield from inner

        a = advanced(outer(under(Manager([]))))
        self.refuses(a, FORK.replace(managers="refuse"), "locals.inner > stack[0]", "refuses managers")

    def test_async_with(self):
        async def coroutine(manager):
            async with manager:
                await pause()

        async def async_generator(manager):
            async with manager:
                yield

        for function in (coroutine, async_generator):
            with self.subTest(function.__name__):
                log = []
                a = stepped(function(Manager(log)))
                self.refuses(a, FORK.replace(managers="refuse"), "stack[0]", "refuses managers")
                b = clone(a)
                with contextlib.suppress(StopAsyncIteration):
                    step(b)
                with contextlib.suppress(StopAsyncIteration):
                    step(a)
                self.assertEqual(log, ["exit", "exit"])

    def test_isolated_each_exits_its_own(self):
        for name in ("class", "alias"):
            with self.subTest(name):
                log = []
                a = advanced(under(self.made(log)[name]))
                b = clone(a, ISOLATED)
                b.close()
                self.assertEqual(log, [])
                a.close()
                self.assertEqual(log, ["exit"])

    def test_isolated_clones_the_generator_of_a_contextmanager(self):
        log = []
        a = advanced(under(managing(log)))
        b = clone(a, ISOLATED)
        b.close()
        self.assertEqual(log, [])
        a.close()
        self.assertEqual(log, ["exit"])

    def test_outside_of_the_block_there_is_nothing_to_refuse(self):
        def generator(manager):
            with manager:
                pass
            yield 1
            yield 2

        self.assertEqual(next(clone(advanced(generator(Manager([]))), FORK.replace(managers="refuse"))), 2)


# --- half-built containers ---


class HalfBuilt(Case):
    def test_never_shared(self):
        def building():
            yield [1, (yield "list")]
            yield {1, (yield "set")}
            yield {1: (yield "dict")}
            yield [*[1], *(yield "starred")]

        for name in ("shallow", "fork", "isolated", "strict"):
            with self.subTest(name):
                a = building()
                for value, expected in ((2, [1, 2]), (2, {1, 2}), (2, {1: 2}), ([2], [1, 2])):
                    next(a)
                    b = clone(a, name)
                    made, twin = a.send(value), b.send(value)
                    self.assertEqual((made, twin), (expected, expected))
                    self.assertIsNot(made, twin)

    def test_their_items_are_mapped_like_slots(self):
        def building(iterator, inner):
            yield [iterator, inner, *(yield)], iterator, inner

        for policy, copied in ((SHALLOW, False), (FORK, True), (ISOLATED, True)):
            iterator, inner = iter([1, 2, 3]), count(1)
            a = advanced(building(iterator, inner))
            (one, two), first, second = clone(a, policy).send([])
            self.assertIs(one, first)
            self.assertIs(two, second)
            self.assertEqual((one is not iterator, two is not inner), (copied, copied))

    def test_items_that_are_refused(self):
        def building(make):
            yield [make(), *(yield)]

        a = advanced(building(lambda: iter([1])))
        self.refuses(a, FORK.replace(iterators="refuse"), "stack[0]", "refuses iterators")
        a = advanced(building(lambda: count(1)))
        self.refuses(a, FORK.replace(generators="refuse"), "stack[0]", "refuses generators")


# --- presets ---


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


# --- the policy object ---


class PolicyObjects(unittest.TestCase):
    def test_every_field_takes_its_values_and_no_other(self):
        for field, choices in CHOICES.items():
            for choice in choices:
                self.assertEqual(getattr(Policy(**{field: choice}), field), choice)
                self.assertEqual(getattr(FORK.replace(**{field: choice}), field), choice)
            for wrong in ("nonsense", None, True, 1, [], {}):
                for make in (Policy, FORK.replace):
                    with self.assertRaises(ValueError) as caught:
                        make(**{field: wrong})
                    self.assertIn(f"{field} must be one of {', '.join(choices)}, not {wrong!r}", str(caught.exception))

    def test_fields_there_are_none(self):
        with self.assertRaises(ValueError) as caught:
            FORK.replace(file="dup")
        self.assertIn("no field 'file'", str(caught.exception))
        with self.assertRaises(TypeError):
            Policy(file="dup")

    def test_it_is_a_value(self):
        self.assertEqual(FORK, Policy())
        self.assertEqual(hash(FORK.replace(files="dup")), hash(Policy(files="dup")))
        with self.assertRaises(AttributeError):
            FORK.files = "dup"

    def test_presets_by_name(self):
        self.assertEqual(PRESETS, {"shallow": SHALLOW, "fork": FORK, "isolated": ISOLATED, "strict": STRICT})
        for name, policy in PRESETS.items():
            self.assertEqual(self.outcome(name), self.outcome(policy))

    def outcome(self, policy):
        def generator():
            n = []
            for value in iter([n]):
                yield value
                yield lambda: n

        report = []
        try:
            clone(advanced(generator()), policy, report=report)
        except Refusal as refusal:
            return refusal.slot, refusal.reason
        return report

    def test_what_is_no_policy(self):
        for wrong in (None, 1, FORK.__dict__, Policy, ["fork"], b"fork"):
            with self.assertRaises(TypeError) as caught:
                clone(count(1), wrong)
            self.assertIn("policy must be a Policy or the name of a preset", str(caught.exception))
        for wrong in ("FORK", "Fork", "", "forks"):
            with self.assertRaises(ValueError) as caught:
                clone(count(1), wrong)
            self.assertIn("shallow, fork, isolated, strict", str(caught.exception))

    def test_a_bare_raise_after_a_refusal(self):
        a = handling()
        next(a)
        self.assertIsNone(refused(a, STRICT, []))
        next(a)
        self.assertEqual(raised(a), "Chained('handled')")
