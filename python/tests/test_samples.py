"""`protocol/samples/` holds what the lab answers to each experiment: the TypeScript parsers are tested on it.

The samples are those of CPython 3.14 in Pyodide. `npm run samples` writes them anew.
"""

import json
import unittest
from pathlib import Path

from experiments import all_experiments
from genclone import layout
from genclone.lab import Session

FOLDER = Path(__file__).resolve().parents[2] / "protocol" / "samples"
SAMPLED = "CPython 3.14"


def sample_of(experiment):
    session = Session(experiment["source"])
    steps = [json.loads(session.act(json.dumps(action))) for action in experiment["actions"]]
    return json.dumps(steps, indent=2, ensure_ascii=False) + "\n"


def write_samples():
    """Makes the samples what the lab answers now; for whoever changed that on purpose."""
    for name, experiment in all_experiments().items():
        (FOLDER / f"{name}.json").write_text(sample_of(experiment), "utf-8")


class Samples(unittest.TestCase):
    def test_the_samples_are_what_the_lab_answers(self):
        if layout.current().name != SAMPLED:
            self.skipTest(f"the samples are those of {SAMPLED}")
        for name, experiment in all_experiments().items():
            path = FOLDER / f"{name}.json"
            with self.subTest(experiment=name):
                self.assertEqual(path.read_text("utf-8"), sample_of(experiment))

    def test_there_is_no_sample_without_its_experiment(self):
        self.assertEqual({path.stem for path in FOLDER.glob("*.json")}, set(all_experiments()))
