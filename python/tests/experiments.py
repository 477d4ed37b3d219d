"""The experiments of the repository, as the tests read them."""

import json
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "experiments"


def all_experiments():
    """name -> the experiment."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))}


def branch_calls(experiment):
    """The expressions that the experiment starts branches with."""
    return [action["call"] for action in experiment["actions"] if action["do"] == "start"]
