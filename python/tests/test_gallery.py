"""The gallery: every experiment is told well, and comes out as its file says, on whatever interpreter this is."""

import os
import tempfile
import unittest

from experiments import FOLDER
from genclone.lab import Slate, parse_experiment, replay

GROUPS = ("article", "frame", "async", "uses", "versions", "refusals")


def gallery():
    """name -> the experiment, as the lab reads it."""
    return {path.stem: parse_experiment(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))}


class Played(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.addCleanup(os.chdir, os.getcwd())  # before the folder is removed
        self.slate = Slate(os.path.join(folder.name, "experiment"))

    def play(self, experiment):
        """All that came of it, in an interpreter that has played others before."""
        self.slate.wipe()
        return list(replay(experiment))

    def test_every_experiment_comes_out_as_its_file_says(self):
        for name, experiment in gallery().items():
            for number, done in enumerate(self.play(experiment), 1):
                with self.subTest(experiment=name, number=number, action=done.action):
                    self.assertIsNotNone(done.expected)
                    self.assertTrue(done.is_as_expected, (done.expected, done.step["outcome"]))

    def test_every_experiment_comes_out_the_same_again_and_leaves_nothing(self):
        for name, experiment in gallery().items():
            first, second = [[done.step for done in self.play(experiment)] for _ in range(2)]
            with self.subTest(experiment=name):
                self.assertEqual(first, second)
                self.assertEqual("".join(step["stderr"] for step in first), "")
                self.assertEqual(os.listdir(), [])


class Told(unittest.TestCase):
    def test_there_are_experiments_in_every_group(self):
        groups = [name.partition("-")[0] for name in gallery()]
        self.assertEqual(set(groups), set(GROUPS))
        self.assertGreaterEqual(len(groups), 34)

    def test_titles_are_short_and_unique(self):
        titles = [experiment.title for experiment in gallery().values()]
        self.assertEqual(sorted(set(titles)), sorted(titles))
        for title in titles:
            self.assertLess(len(title), 60)

    def test_every_experiment_has_a_note_of_one_paragraph(self):
        for name, experiment in gallery().items():
            with self.subTest(experiment=name):
                self.assertNotIn("\n", experiment.notes)
                self.assertTrue(200 < len(experiment.notes) < 700, len(experiment.notes))

    def test_every_experiment_begins_as_the_page_does_with_a_branch_a(self):
        for name, experiment in gallery().items():
            with self.subTest(experiment=name):
                first = experiment.actions[0]
                self.assertEqual((first["do"], first["branch"]), ("start", "A"))

    def test_what_differs_on_a_version_does_differ(self):
        for name, experiment in gallery().items():
            for expectation in experiment.expected:
                usual = {key: expectation[key] for key in ("kind", "text")}
                for python, there in expectation.get("on", {}).items():
                    with self.subTest(experiment=name, python=python):
                        self.assertNotEqual(there, usual)
                        self.assertNotEqual(python, experiment.python)
