"""Experiments: source plus actions, folded into snapshots of plain JSON."""

from .experiment import Experiment, NotAnExperiment, parse_experiment
from .replay import Replayed, replay
from .session import Session
from .slate import Slate

__all__ = ["Experiment", "NotAnExperiment", "Replayed", "Session", "Slate", "parse_experiment", "replay"]
