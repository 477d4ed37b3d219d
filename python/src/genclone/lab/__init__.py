"""Experiments: source plus actions, folded into snapshots of plain JSON."""

from .experiment import Experiment, NotAnExperiment, parse_experiment
from .rehearsal import Unfit, rehearse, wake
from .replay import Replayed, replay
from .session import Session
from .slate import Slate

__all__ = [
    "Experiment",
    "NotAnExperiment",
    "Replayed",
    "Session",
    "Slate",
    "Unfit",
    "parse_experiment",
    "rehearse",
    "replay",
    "wake",
]
