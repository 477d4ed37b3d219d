"""The fold: a session takes actions, one after the other, and answers each with outcome and snapshot."""

import json
import os
from hashlib import sha256
from typing import Any

from ..errors import Refusal, UnsupportedPython
from ..generators import as_generator, is_generator
from ..report import Entry
from . import action as actions
from .branch import Branch
from .driving import Stop, driver_of
from .failure import UserError, caught, told
from .inspecting import Inspector, told_report
from .naming import Names
from .output import Output
from .refusal import gave_no_generator, gave_no_new_generator, name_is_taken, no_such_branch, refused
from .snapshot import SnapshotBuilder, living
from .source import Source
from .text import Texts, clipped, type_name
from .warning import told_alike

_OURS = os.path.dirname(os.path.abspath(__file__))


class Session:
    """One experiment: its source, its branches, and the names of its objects.

    The source is run by the first action, so that a session that is only opened runs nothing, and so
    that an error in the source is the outcome of an action like every other error.
    """

    def __init__(self, source: str) -> None:
        """Takes `source`; runs none of it."""
        self._source = Source(source)
        self._branches: dict[str, Branch] = {}
        self._names = Names()
        self._texts = Texts(self._names)
        self._output = Output()
        self._inspector = Inspector(self._names)

    def act(self, text: str) -> str:
        """Does the action that `text` describes as JSON, and answers with a `Step` as JSON.

        Never raises for what the user's code does, nor for an action that cannot be done: both are
        outcomes. Costs what the action costs, plus time linear in the slots of all branches.

        Raises:
            KeyboardInterrupt: the action was interrupted from outside.
        """
        with self._output.captured(), told_alike():
            builder = SnapshotBuilder(self._names, self._texts)
            outcome = self._outcome(text, builder)
            # First let go of what is gone: a finaliser that runs now belongs to this action.
            self._names.forget(living(self._branches.values()))
            snapshot = builder.build(self._branches.values())
        stdout, stderr = self._output.take()
        step = {"outcome": outcome, "stdout": stdout, "stderr": stderr, "snapshot": snapshot}
        return json.dumps({**step, "digest": _digest(step)})

    def inspect(self) -> str:
        """What the branches look like inside, as `Inspection` as JSON. Changes nothing that an action shows.

        Runs none of the user's code. Costs time linear in the slots, chains and structures of all branches.
        """
        return json.dumps(self._inspector.inspect(self._branches.values()))

    def foresee(self, text: str) -> str:
        """What the ``clone`` action that `text` describes as JSON would do, as `Foresight` as JSON; does nothing.

        Runs none of the user's code.
        """
        try:
            action = actions.parse_action(text)
            branch = self._branches.get(action.branch) if isinstance(action, actions.Clone) else None
            if branch is None or not isinstance(action, actions.Clone):
                return json.dumps({"is": "refused", "text": "There is no such branch to clone."})
            return json.dumps({"is": "told", "report": told_report(branch.driver.foresee(action.policy))})
        except actions.NotAnAction as error:
            return json.dumps({"is": "refused", "text": str(error)})
        except (Refusal, UnsupportedPython) as error:
            refusal = refused("Not cloned.", error.reason, error.remedy, getattr(error, "slot", None))
            return json.dumps({"is": "refused", "text": refusal["text"]})

    def _outcome(self, text: str, builder: SnapshotBuilder) -> "dict[str, Any]":
        try:
            return self._done(actions.parse_action(text), builder)
        except actions.NotAnAction as error:
            return refused("This is no action.", str(error), "Check the experiment's file.")
        except (Refusal, UnsupportedPython) as error:
            return refused("Not cloned.", error.reason, error.remedy, getattr(error, "slot", None))
        except UserError as raised:
            return told(raised.error, raised.origin, self._texts, _OURS)

    def _done(self, action: actions.Action, builder: SnapshotBuilder) -> "dict[str, Any]":
        if isinstance(action, actions.Start):
            return self._start(action)
        if isinstance(action, actions.Evaluate):
            value = self._evaluated(action.expression, "<evaluate>")
            return {"kind": "evaluated", "text": self._texts.of(value), "object": builder.see(value)}
        branch = self._branches.get(action.branch)
        if branch is None:
            return no_such_branch(action.branch, self._branches)
        return self._done_to(branch, action, builder)

    def _done_to(self, branch: Branch, action: actions.OnBranch, builder: SnapshotBuilder) -> "dict[str, Any]":
        if isinstance(action, actions.Next):
            return self._resumed(branch, builder, lambda: branch.driver.send(None))
        if isinstance(action, actions.Send):
            value = self._evaluated(action.value, "<send>")
            return self._resumed(branch, builder, lambda: branch.driver.send(value))
        if isinstance(action, actions.Throw):
            exception = self._evaluated(action.exception, "<throw>")
            return self._resumed(branch, builder, lambda: branch.driver.throw(exception))
        if isinstance(action, actions.Close):
            return self._resumed(branch, builder, branch.driver.close)
        if isinstance(action, actions.Clone):
            return self._cloned(branch, action)
        del self._branches[action.branch]
        return {"kind": "dropped", "text": f"{action.branch} is gone"}

    # --- the actions ---

    def _start(self, action: actions.Start) -> "dict[str, Any]":
        if action.branch in self._branches:
            return name_is_taken(action.branch)
        made = self._evaluated(action.call, "<call>")
        call = clipped(action.call, 60)
        if not is_generator(made):
            return gave_no_generator(call, type_name(made), clipped(self._texts.of(made), 80))
        gen = as_generator(made)
        for branch in self._branches.values():
            if branch.gen is gen:
                return gave_no_new_generator(call, branch.name)
        branch = Branch(action.branch, action.call, None, driver_of(gen))
        branch.ended("returned")
        self._branches[action.branch] = branch
        return {"kind": "started", "text": f"{action.branch} is {call}"}

    def _resumed(self, branch: Branch, builder: SnapshotBuilder, resume: Any) -> "dict[str, Any]":
        try:
            stop: Stop = resume()
        except BaseException as error:
            branch.ended("raised")
            raise caught(error, "generator") from None
        if stop.kind == "closed":
            branch.ended("closed")
            returned = f", which returned {self._texts.of(stop.value)}" if stop.value is not None else ""
            return {"kind": "closed", "text": f"{branch.name} is closed{returned}"}
        if stop.kind == "returned":
            branch.ended("returned")
        came = {"kind": stop.kind, "text": self._texts.of(stop.value), "object": builder.see(stop.value)}
        return {**came, "awaiting": stop.awaiting} if stop.kind == "yielded" else came

    def _cloned(self, branch: Branch, action: actions.Clone) -> "dict[str, Any]":
        if action.name in self._branches:
            return name_is_taken(action.name)
        report: list[Entry] = []
        try:
            driver = branch.driver.cloned(action.policy, report)
        except (Refusal, UnsupportedPython):
            raise
        except BaseException as error:  # a __copy__ of the user's
            raise caught(error, "generator") from None
        self._branches[action.name] = Branch(action.name, branch.call, branch.name, driver, branch.ending, report)
        return {"kind": "cloned", "text": f"{action.name} is a clone of {branch.name}", "as": action.name}

    def _evaluated(self, expression: str, file: str) -> object:
        return self._source.evaluate(expression, file, {name: one.gen for name, one in self._branches.items()})


def _digest(step: "dict[str, Any]") -> str:
    """16 hexadecimal digits that say whether two steps are the same in everything."""
    canonical = json.dumps(step, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()[:16]
