"""`protocol/samples/` holds what the lab answers to some experiments: the TypeScript parsers are tested on it.

The samples are those of CPython 3.14 in Pyodide. `npm run samples` writes those that there are anew.
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
    for path in FOLDER.glob("*.json"):
        path.write_text(sample_of(all_experiments()[path.stem]), "utf-8")


class Samples(unittest.TestCase):
    def test_the_samples_are_what_the_lab_answers(self):
        if layout.current().name != SAMPLED:
            self.skipTest(f"the samples are those of {SAMPLED}")
        for path in FOLDER.glob("*.json"):
            with self.subTest(experiment=path.stem):
                self.assertEqual(path.read_text("utf-8"), sample_of(all_experiments()[path.stem]))

    def test_samples_are_of_experiments_and_of_every_kind_of_generator(self):
        names = {path.stem for path in FOLDER.glob("*.json")}
        self.assertLessEqual(names, set(all_experiments()))
        self.assertGreaterEqual({name.partition("-")[0] for name in names}, {"article", "frame", "async", "refusals"})
