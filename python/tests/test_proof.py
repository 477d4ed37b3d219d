"""A wrong layout is found out before anything is written with it."""

import ctypes
import gc
import itertools
import unittest

from genclone import UnsupportedPython, clone, layout
from genclone.layouts.embedded import EmbeddedFrameLayout, StateNumbers
from genclone.proof import differences


def other_layout(proved, **changes):
    """The proved layout of this interpreter, but for `changes`."""
    names = ["name", "header", "frame", "generator", "states", "references"]
    names += ["code_field", "function_field", "resume_fields", "debug_offsets"]
    return type(proved)(**{name: getattr(proved, name) for name in names} | changes)


def with_fields(structure, change):
    """A structure whose fields are those of `structure` after `change` had its way with the list."""
    fields = list(structure._fields_)
    change(fields)
    return type(structure.__name__, (ctypes.Structure,), {"_fields_": fields})


def swapped(first, second):
    def swap(fields):
        names = [name for name, _ in fields]
        i, j = names.index(first), names.index(second)
        fields[i], fields[j] = (second, fields[i][1]), (first, fields[j][1])

    return swap


class Proof(unittest.TestCase):
    def setUp(self):
        self.proved = layout.current()
        assert isinstance(self.proved, EmbeddedFrameLayout)

    def changed(self, change):
        """The proved layout with other fields in its frame."""
        frame = with_fields(self.proved.frame, change)

        def embed(fields):
            if fields[-1][0] == "iframe":
                fields[-1] = ("iframe", frame)

        return other_layout(
            self.proved, frame=frame, generator=with_fields(self.proved.generator, embed), debug_offsets={}
        )

    def test_the_layout_of_this_interpreter_is_proved(self):
        self.assertEqual(differences(self.proved), [])

    def test_a_missing_field_is_found_out(self):
        self.assertRegex(differences(self.changed(lambda fields: fields.pop(3)))[0], "takes [0-9]+ bytes, not")

    def test_swapped_fields_of_the_frame_are_found_out(self):
        names = {name for name, _ in self.proved.frame._fields_}
        witnessed = [
            *{"f_globals", "f_builtins", "f_locals", "f_gen", "f_valuestack"},
            *{self.proved.code_field, self.proved.function_field},
        ]
        present = sorted(names.intersection(witnessed))
        self.assertGreaterEqual(len(present), 5)
        pairs = list(itertools.pairwise(present))
        pairs.append((self.proved.resume_fields[0], "previous" if "previous" in names else "f_lineno"))
        for first, second in pairs:
            with self.subTest(first=first, second=second):
                self.assertNotEqual(differences(self.changed(swapped(first, second))), [])

    def test_a_swapped_exception_state_is_found_out(self):
        generator = with_fields(self.proved.generator, swapped("exc_value", "previous_item"))
        wrong = other_layout(self.proved, generator=generator, debug_offsets={})
        self.assertIn("exception", differences(wrong)[0])

    def test_a_swapped_frame_state_is_found_out(self):
        if "f_state" in {name for name, _ in self.proved.frame._fields_}:
            wrong = self.changed(swapped("f_state", "f_trace_lines"))
        else:
            generator = with_fields(self.proved.generator, swapped("running_async", "frame_state"))
            wrong = other_layout(self.proved, generator=generator, debug_offsets={})
        self.assertIn("state", differences(wrong)[0])

    def test_wrong_state_numbers_are_found_out(self):
        states = StateNumbers(created=7, suspended=frozenset({8, 9}), executing=10, finished=frozenset({11}))
        self.assertIn("state", differences(other_layout(self.proved, states=states))[0])

    def test_the_offsets_that_cpython_gives_are_compared(self):
        if not self.proved.debug_offsets:
            self.skipTest("CPython publishes its offsets from 3.13 on")
        index = next(iter(self.proved.debug_offsets))
        wrong = other_layout(self.proved, debug_offsets={index: (self.proved.frame, "localsplus")})
        self.assertIn("CPython puts localsplus at offset", differences(wrong)[0])

    def test_the_proof_leaves_no_garbage_that_would_keep_its_callers_alive(self):
        # Found by fuzzing: the first clone of a process kept what it cloned until the next collection.
        gc.collect()
        gc.disable()
        self.addCleanup(gc.enable)
        self.assertEqual(differences(self.proved), [])
        self.assertEqual(gc.collect(), 0)

    def test_an_unproved_interpreter_is_declined_and_says_what_differs(self):
        transcription = layout._transcription
        wrong = self.changed(lambda fields: fields.pop(3))
        layout._transcription = lambda: wrong
        layout.current.cache_clear()
        try:
            with self.assertRaises(UnsupportedPython) as caught:
                clone(n for n in [1])
        finally:
            layout._transcription = transcription
            layout.current.cache_clear()
        self.assertIn("bytes", caught.exception.reason)
        self.assertTrue(caught.exception.remedy)
