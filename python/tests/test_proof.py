"""A wrong layout is found out before anything is written with it."""

import ctypes
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

    def generator_around(self, frame):
        def embed(fields):
            fields[-1] = ("iframe", frame)

        return with_fields(self.proved.generator, embed)

    def test_the_layout_of_this_interpreter_is_proved(self):
        self.assertEqual(differences(self.proved), [])

    def test_a_missing_field_is_found_out(self):
        frame = with_fields(self.proved.frame, lambda fields: fields.pop(1))
        wrong = other_layout(self.proved, frame=frame, generator=self.generator_around(frame))
        self.assertIn("bytes before its slots", differences(wrong)[0])

    def test_swapped_pointers_are_found_out(self):
        proved = self.proved
        for first, second in (
            ("f_globals", "f_builtins"),
            (proved.code_field, proved.function_field),
            ("f_locals", "f_globals"),
            (proved.resume_fields[0], "previous"),
        ):
            with self.subTest(first=first, second=second):
                frame = with_fields(proved.frame, swapped(first, second))
                wrong = other_layout(proved, frame=frame, generator=self.generator_around(frame), debug_offsets={})
                self.assertNotEqual(differences(wrong), [])

    def test_a_swapped_exception_state_is_found_out(self):
        generator = with_fields(self.proved.generator, swapped("exc_value", "previous_item"))
        wrong = other_layout(self.proved, generator=generator, debug_offsets={})
        self.assertIn("exception", differences(wrong)[0])

    def test_a_swapped_frame_state_is_found_out(self):
        generator = with_fields(self.proved.generator, swapped("running_async", "frame_state"))
        wrong = other_layout(self.proved, generator=generator, debug_offsets={})
        self.assertIn("state", differences(wrong)[0])

    def test_wrong_state_numbers_are_found_out(self):
        states = StateNumbers(created=0, suspended=frozenset({1, 2}), executing=4, finished=frozenset({5}))
        self.assertIn("state", differences(other_layout(self.proved, states=states))[0])

    def test_the_offsets_that_cpython_gives_are_compared(self):
        if not self.proved.debug_offsets:
            self.skipTest("CPython publishes its offsets from 3.13 on")
        index = next(iter(self.proved.debug_offsets))
        wrong = other_layout(self.proved, debug_offsets={index: (self.proved.frame, "localsplus")})
        self.assertIn("CPython puts localsplus at offset", differences(wrong)[0])

    def test_an_unproved_interpreter_is_declined_and_says_what_differs(self):
        transcription = layout._transcription
        frame = with_fields(self.proved.frame, lambda fields: fields.pop(1))
        wrong = other_layout(self.proved, frame=frame, generator=self.generator_around(frame))
        layout._transcription = lambda: wrong
        layout.current.cache_clear()
        try:
            with self.assertRaises(UnsupportedPython) as caught:
                clone(n for n in [1])
        finally:
            layout._transcription = transcription
            layout.current.cache_clear()
        self.assertIn("bytes before its slots", caught.exception.reason)
        self.assertTrue(caught.exception.remedy)
