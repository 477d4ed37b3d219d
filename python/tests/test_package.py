"""The package as others import it."""

import unittest

import genclone


class Package(unittest.TestCase):
    def test_the_public_names(self):
        self.assertEqual(set(genclone.__all__), {"clone", "GencloneError", "Refusal", "UnsupportedPython"})
