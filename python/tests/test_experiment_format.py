"""Experiments as files: what both readers, this one and the playground's, make of the same texts."""

import json
import unittest
from pathlib import Path

from experiments import FOLDER
from genclone.lab import NotAnExperiment, parse_experiment, replay

CASES = json.loads((FOLDER.parent / "protocol" / "experiment-cases.json").read_text("utf-8"))


class Format(unittest.TestCase):
    def test_what_is_an_experiment_is_read_and_has_one_text(self):
        for case in CASES["accepted"]:
            with self.subTest(case["about"]):
                experiment = parse_experiment(json.dumps(case["given"]))
                text = experiment.canonical_text()
                self.assertEqual(json.loads(text), case["canonical"])
                self.assertEqual(list(json.loads(text)), list(case["canonical"]))
                self.assertEqual(parse_experiment(text).canonical_text(), text)

    def test_what_is_none_is_refused_with_the_place(self):
        for case in CASES["refused"]:
            with self.subTest(case["about"]):
                with self.assertRaises(NotAnExperiment) as caught:
                    parse_experiment(json.dumps(case["given"]))
                self.assertIn(case["where"], str(caught.exception))

    def test_what_is_no_json_is_refused(self):
        for text in ("", "{", "[" * 100_000):
            with self.subTest(text[:5]), self.assertRaises(NotAnExperiment):
                parse_experiment(text)

    def test_a_hundred_deep_is_read_and_no_more(self):
        deep: list[object] = []
        for _ in range(98):
            deep = [deep]
        self.assertIn("deep", experiment(deep=deep).fields)
        with self.assertRaisesRegex(NotAnExperiment, "nested too deeply"):
            experiment(deep=[deep])

    def test_brackets_in_its_strings_are_none_of_its_own(self):
        source = '"' + "\\[{" * 1_000 + '"\n'
        self.assertEqual(experiment(source=source).source, source)

    def test_the_files_of_the_repository_are_in_the_one_form(self):
        for path in sorted(Path(FOLDER).glob("*.json")):
            with self.subTest(path.stem):
                text = path.read_text("utf-8")
                self.assertEqual(parse_experiment(text).canonical_text(), text)


def experiment(**fields):
    base = {"format": 2, "title": "", "python": "3.14", "source": "def g():\n    yield 1\n", "actions": []}
    return parse_experiment(json.dumps({**base, **fields}))


START = {"do": "start", "branch": "A", "call": "g()"}
NEXT = {"do": "next", "branch": "A"}


class Replay(unittest.TestCase):
    def test_an_experiment_is_played_from_its_beginning(self):
        played = list(replay(experiment(actions=[START, NEXT, NEXT])))
        self.assertEqual([each.step["outcome"]["kind"] for each in played], ["started", "yielded", "returned"])
        self.assertTrue(all(each.is_as_expected for each in played))

    def test_what_comes_otherwise_than_expected_is_told(self):
        expected = [None, {"kind": "yielded", "text": "2"}]
        played = list(replay(experiment(actions=[START, NEXT], expected=expected)))
        self.assertEqual([each.is_as_expected for each in played], [True, False])

    def test_a_version_can_be_expected_to_differ(self):
        every = {f"3.{minor}": {"kind": "yielded", "text": "1"} for minor in range(10, 16)}
        expected = [None, {"kind": "raised", "on": every}]
        self.assertTrue(
            all(each.is_as_expected for each in replay(experiment(actions=[START, NEXT], expected=expected)))
        )

    def test_two_replays_have_the_same_digests(self):
        actions = [START, NEXT, {"do": "clone", "branch": "A", "as": "B"}, {"do": "evaluate", "expression": "A, B"}]
        first, second = ([each.step["digest"] for each in replay(experiment(actions=actions))] for _ in range(2))
        self.assertEqual(first, second)
        self.assertEqual(len(set(first)), len(actions))
