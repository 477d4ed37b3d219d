"""A policy is a value, and takes no other fields and values than there are."""

import unittest

from genclone import FORK, ISOLATED, SHALLOW, STRICT, Policy, Refusal, clone
from genclone.policy import CHOICES, PRESETS
from generators import advanced, count, raised
from policy_cases import handling, refused


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
