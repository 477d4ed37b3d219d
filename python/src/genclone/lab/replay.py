"""Plays an experiment from its beginning, and says where it comes out otherwise than expected."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..layout import current
from .experiment import Experiment
from .session import Session


@dataclass(frozen=True)
class Replayed:
    """An action that was done.

    Attributes:
        action: the action, as JSON.
        step: what the session answered: outcome, output, snapshot and digest, as JSON.
        expected: what the experiment says of it for this Python; None where it says nothing.
    """

    action: "Mapping[str, Any]"
    step: "Mapping[str, Any]"
    expected: "Mapping[str, Any] | None"

    @property
    def is_as_expected(self) -> bool:
        """Whether the outcome is what was expected, as far as something was."""
        if self.expected is None:
            return True
        came = {**self.step["outcome"], "digest": self.step["digest"]}
        return all(
            came.get(name) == self.expected[name] for name in ("kind", "text", "digest") if name in self.expected
        )


def replay(experiment: Experiment) -> "Iterator[Replayed]":
    """Does the actions of `experiment` one after the other in a session of its own, on this interpreter.

    What user code raises is an outcome. The source runs in this process, which is no sandbox.
    """
    session = Session(experiment.source)
    python = current().name.rpartition(" ")[2]
    for index, action in enumerate(experiment.actions):
        step: Any = json.loads(session.act(json.dumps(action)))
        yield Replayed(action, step, experiment.expectation(index, python))
