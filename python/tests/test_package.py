"""What the package offers."""

import unittest

import genclone


class Package(unittest.TestCase):
    def test_the_public_names(self):
        names = ["clone", "foresee", "fork", "inspect_frame", "register", "install", "uninstall"]
        names += [
            "new_frame",
            "new_generator",
            "Policy",
            "SHALLOW",
            "FORK",
            "ISOLATED",
            "STRICT",
            "Entry",
            "GencloneError",
            "Refusal",
            "UnsupportedPython",
        ]
        self.assertEqual(set(genclone.__all__), set(names))
        for name in names:
            self.assertTrue(getattr(genclone, name).__doc__, name)
