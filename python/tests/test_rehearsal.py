"""The rehearsal that an interpreter must pass before it is given out."""

import random
import unittest
from unittest import mock

from genclone.lab import Unfit, rehearsal, rehearse, wake


class Rehearsal(unittest.TestCase):
    def test_this_interpreter_passes(self):
        rehearse()
        rehearse()

    def test_another_outcome_is_told(self):
        outcomes = [*rehearsal._OUTCOMES[:-1], ("closed", "otherwise")]
        with mock.patch.object(rehearsal, "_OUTCOMES", outcomes), self.assertRaisesRegex(Unfit, "otherwise"):
            rehearse()

    def test_a_clone_that_goes_another_way_is_told(self):
        with mock.patch.object(rehearsal, "clone", lambda gen: gen), self.assertRaisesRegex(Unfit, "rehearsal led to"):
            wake()

    def test_an_interpreter_that_wakes_has_random_numbers_of_its_own(self):
        random.seed(1)
        expected = random.random()
        random.seed(1)
        wake()
        self.assertNotEqual(random.random(), expected)


if __name__ == "__main__":
    unittest.main()
