"""What a report tells: an entry for each slot, true by identity, in sentences that fit."""

import contextlib
import tempfile
import threading
import unittest

from genclone import FORK, ISOLATED, SHALLOW, STRICT, Entry, Policy, Refusal, clone
from genclone.frames import read_frame
from genclone.ownership import NULL, TaggedInteger
from generators import advanced, count
from policy_cases import Manager, managing, pause, step, stepped, under, yielding


def reported(gen, policy=FORK):
    """The report by slot, and the clone."""
    report = []
    twin = clone(gen, policy, report=report)
    by_slot = {entry.slot: entry for entry in report}
    assert len(by_slot) == len(report), report
    return by_slot, twin


def everything(handle):
    """A bit of each kind of thing in one frame."""
    plain, number, text = [], 1, "text"
    captured = 0
    iterator, inner = iter([1, 2]), advanced(count(1))

    def show():
        return captured, handle

    method = plain.append
    step_of = iterator.__next__
    with Manager([]) as manager:
        try:
            raise KeyError("handled")
        except KeyError as error:
            for item in iter([plain, number]):
                yield [item, *((yield show) or ())]
                yield manager, error, method, step_of, text, inner
    unset = 1
    yield unset


class Reports(unittest.TestCase):
    def check_against_the_frames(self, gen, policy):
        """Compares each entry of the outermost frame with what is in the two frames."""
        entries, twin = reported(gen, policy)
        mine, theirs = read_frame(gen), read_frame(twin)
        for slot, other in zip(mine.slots, theirs.slots):
            entry = entries.pop(slot.path)
            is_same = slot.holds is other.holds
            if slot.holds is NULL or type(slot.holds) is TaggedInteger:
                self.assertEqual((entry.did, entry.type), ("raw", ""))
                self.assertEqual(slot.holds, other.holds)
            else:
                self.assertEqual(entry.did == "shared", is_same, entry)
                self.assertIn(entry.did, ("shared", "copied", "cloned", "rebound"))
            self.assertRegex(entry.reason, r"^[A-Z].*[^.]\.$")
        return entries

    def test_they_agree_with_the_frames(self):
        outside = []
        for policy in (SHALLOW, FORK, Policy(values="deepcopy"), FORK.replace(exceptions="copy", cells="copy")):
            for kind in (everything, lambda: everything(outside)):
                gen = advanced(everything(outside) if kind is everything else kind())
                with self.subTest(policy=policy):
                    self.check_against_the_frames(gen, policy)

    def test_what_is_what(self):
        entries, _ = reported(advanced(everything([])))
        did = {slot: entry.did for slot, entry in entries.items() if not slot.startswith("stack")}
        expected = {
            "locals.plain": "shared",
            "locals.number": "shared",
            "locals.text": "shared",
            "cells.captured": "copied",
            "locals.iterator": "copied",
            "locals.inner": "cloned",
            "locals.show": "rebound",
            "locals.method": "shared",
            "locals.step_of": "rebound",
            "locals.manager": "shared",
            "locals.error": "shared",
            "locals.unset": "raw",
        }
        self.assertEqual({slot: did[slot] for slot in expected}, expected)
        self.assertEqual(entries["cells.captured"].type, "int")
        self.assertEqual(entries["locals.unset"].type, "")
        self.assertIn("empty", entries["locals.unset"].reason)
        self.assertIn("half-built", " ".join(entry.reason for entry in entries.values()).lower())

    def test_the_exception(self):
        for policy, did in ((FORK, "shared"), (FORK.replace(exceptions="copy"), "copied"), (ISOLATED, "copied")):
            entries, _ = reported(advanced(everything([])), policy)
            self.assertEqual((entries["exception"].type, entries["exception"].did), ("KeyError", did))
            self.assertEqual(entries["locals.error"].did, did)
            words = "handling this exception" if did == "shared" else "has exceptions copied"
            self.assertIn(words, entries["exception"].reason)

    def test_the_exception_that_waits_for_the_end_of_a_finally(self):
        def generator():
            try:
                raise KeyError
            finally:
                yield
                yield

        for policy, did in ((FORK, "shared"), (ISOLATED, "copied")):
            entries, _ = reported(advanced(generator()), policy)
            waiting = [
                entry for slot, entry in entries.items() if slot.startswith("stack") and entry.type == "KeyError"
            ]
            self.assertEqual({(entry.did, entry.reason) for entry in waiting}, {(did, entries["exception"].reason)})

    def test_there_is_none_for_it_where_none_is_handled(self):
        self.assertNotIn("exception", reported(advanced(count(1)))[0])

    def test_nested_generators_have_the_way_to_them_in_front(self):
        def middle():
            yield from count(1)

        def outer():
            for value in map(str, middle()):
                yield value

        entries, _ = reported(advanced(outer()))
        self.assertEqual(entries["stack[0]"].did, "copied")
        self.assertEqual(entries["stack[0] > stack[0]"].did, "cloned")
        self.assertEqual(entries["stack[0] > stack[0] > locals.n"].type, "int")

    def test_those_that_are_met_in_deep_copies_too(self):
        def holding(box):
            yield box
            yield box

        entries, _ = reported(advanced(holding([advanced(count(1))])), ISOLATED)
        self.assertEqual(entries["locals.box"].did, "copied")
        self.assertEqual(entries["locals.box > locals.n"].did, "shared")

    def test_coroutines_and_async_generators(self):
        async def inner():
            values = iter([1])
            await pause()
            return values

        async def outer():
            return await inner()

        async def async_generator():
            values = iter([1])
            yield values

        entries, _ = reported(stepped(outer()))
        self.assertEqual((entries["stack[0]"].did, entries["stack[0]"].type), ("cloned", "coroutine"))
        self.assertEqual(entries["stack[0] > locals.values"].did, "copied")
        entries, _ = reported(stepped(async_generator()))
        self.assertEqual(entries["locals.values"].did, "copied")

        a = async_generator()
        report = []
        with contextlib.suppress(StopIteration):
            clone(a.asend(None), report=report).send(None)
        self.assertIn("locals.values", [entry.slot for entry in report])
        with contextlib.suppress(StopIteration):
            a.aclose().send(None)

    def test_finished_and_unstarted_ones(self):
        self.assertEqual(reported(count(1))[0]["locals.n"].did, "shared")
        gen = count(1)
        gen.close()
        self.assertEqual(reported(gen)[0], {})

    def test_it_is_added_to_what_the_list_has(self):
        report = ["before"]
        clone(advanced(count(1)), report=report)
        self.assertEqual(report[0], "before")
        self.assertEqual([entry.slot for entry in report[1:]], ["locals.n"])
        self.assertIs(type(report[1]), Entry)

    def test_a_refused_clone_leaves_it_empty(self):
        def running():
            yield clone(gen, report=report)

        report = []
        with self.assertRaises(Refusal):
            clone(advanced(everything([])), STRICT, report=report)
        gen = running()
        with self.assertRaises(Refusal):
            next(gen)
        with self.assertRaises(Refusal):
            clone(advanced(everything(threading.Lock())), ISOLATED, report=report)
        self.assertEqual(report, [])

    def test_as_text(self):
        entries, _ = reported(advanced(everything([])))
        self.assertEqual(str(entries["locals.number"]), "locals.number (int): shared. It never changes.")
        self.assertEqual(str(entries["locals.unset"]), "locals.unset: The slot is empty.")


class Reasons(unittest.TestCase):
    """The sentences, case by case."""

    def reason(self, gen, slot, policy=FORK):
        entry = reported(gen, policy)[0][slot]
        return f"{entry.did}: {entry.reason}"

    def holding(self, value):
        def generator():
            local = value
            yield
            yield local

        return advanced(generator())

    def test_values(self):
        gen = self.holding([])
        self.assertEqual(self.reason(gen, "locals.local"), "shared: A plain object, to which the frame only refers.")
        self.assertEqual(self.reason(gen, "locals.local", ISOLATED), "copied: The policy has values deep-copied.")
        for value in (unittest, Reports, len, (1, "a"), count):
            self.assertRegex(self.reason(self.holding(value), "locals.local", ISOLATED), "^shared: It is its own copy")

    def test_iterators(self):
        gen = self.holding(iter([1]))
        self.assertEqual(self.reason(gen, "locals.local"), "copied: A position of its own over the same data.")
        self.assertEqual(self.reason(gen, "locals.local", ISOLATED), "copied: A position of its own over copied data.")
        self.assertRegex(self.reason(gen, "locals.local", SHALLOW), "^shared: The policy has iterators shared")

        class Unmoving:
            def __iter__(self):
                return self

            def __next__(self):
                return 1

            def __copy__(self):
                return self

        self.assertRegex(self.reason(self.holding(Unmoving()), "locals.local"), "^shared: Its __copy__ gave it itself")

    def test_generators(self):
        gen = self.holding(count(1))
        self.assertEqual(self.reason(gen, "locals.local"), "cloned: A generator that the frame holds.")
        self.assertRegex(self.reason(gen, "locals.local", SHALLOW), "^shared: The policy has generators shared")

    def test_cells(self):
        def generator():
            n = 1
            yield
            yield lambda: n

        gen = advanced(generator())
        self.assertEqual(self.reason(gen, "cells.n"), "copied: Each generator has a cell of its own.")
        self.assertRegex(self.reason(gen, "cells.n", SHALLOW), "^shared: The policy has cells shared")
        gen = self.holding([])
        self.assertRegex(self.reason(gen, "free.value"), "^shared: Captured from outside")
        self.assertEqual(self.reason(gen, "free.value", ISOLATED), "copied: Each generator has a cell of its own.")

    def test_files(self):
        with tempfile.TemporaryFile() as file:
            gen = self.holding(file)
            shared = self.reason(gen, "locals.local", SHALLOW)
            copied = self.reason(gen, "locals.local", FORK.replace(files="dup"))
        self.assertEqual(shared, "shared: The policy has files shared: both have one position.")
        self.assertEqual(copied, "copied: A file of the clone's own, as the policy has it: dup.")
        self.assertEqual(self.reason(gen, "locals.local", SHALLOW), "shared: A closed file.")

    def test_managers(self):
        for make in (Manager, managing):
            entries, _ = reported(advanced(under(make([]))))
            said = " ".join(entry.reason for slot, entry in entries.items() if slot.startswith("stack"))
            self.assertIn("both generators will exit", said)
            entries, _ = reported(advanced(under(make([]))), ISOLATED)
            self.assertNotIn("both generators will exit", " ".join(entry.reason for entry in entries.values()))

        async def coroutine(manager):
            async with manager:
                await yielding(1)

        gen = coroutine(Manager([]))
        step(gen)
        entries, _ = reported(gen)
        self.assertIn("both generators will exit", " ".join(entry.reason for entry in entries.values()))
        gen.close()

    def test_a_plain_object_above_a_manager_is_no_manager(self):
        def generator(manager, plain):
            with manager:
                yield [plain, *(yield)]

        entries, _ = reported(advanced(generator(Manager([]), [])))
        exits = [entry for entry in entries.values() if "both generators will exit" in entry.reason]
        self.assertEqual(len(exits), 1)
