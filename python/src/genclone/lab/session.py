"""The fold: a session takes actions, one after the other, and answers each with outcome and snapshot."""

import json
import linecache
import os
import sys
from types import GeneratorType, ModuleType
from typing import Any, cast

from ..clone import clone
from ..errors import Refusal, UnsupportedPython
from ..generators import PlainGenerator
from . import action as actions
from .branch import Branch
from .failure import FILE, told
from .naming import Names
from .output import Output
from .snapshot import SnapshotBuilder, living
from .text import Texts, clipped, type_name

_OURS = os.path.dirname(os.path.abspath(__file__))
_MODULE = "experiment"


class _Raised(Exception):
    """The user's code raised `error` while `origin` was running."""

    def __init__(self, error: BaseException, origin: str) -> None:
        super().__init__()
        self.error = error
        self.origin = origin


class Session:
    """One experiment: its source, its branches, and the names of its objects.

    The source is run by the first action, so that a session that is only opened runs nothing, and so
    that an error in the source is the outcome of an action like every other error.
    """

    def __init__(self, source: str) -> None:
        """Takes `source`; runs none of it."""
        self._source = source
        self._module: ModuleType | None = None
        self._branches: dict[str, Branch] = {}
        self._names = Names()
        self._texts = Texts(self._names)
        self._output = Output()

    def act(self, text: str) -> str:
        """Does the action that `text` describes as JSON, and answers with a `Step` as JSON.

        Never raises for what the user's code does, nor for an action that cannot be done: both are
        outcomes. Costs what the action costs, plus time linear in the slots of all branches.

        Raises:
            KeyboardInterrupt: the action was interrupted from outside.
        """
        with self._output.captured():
            builder = SnapshotBuilder(self._names, self._texts)
            outcome = self._outcome(text, builder)
            # First let go of what is gone: a finaliser that runs now belongs to this action.
            self._names.forget(living(self._branches.values()))
            snapshot = builder.build(self._branches.values())
        stdout, stderr = self._output.take()
        return json.dumps({"outcome": outcome, "stdout": stdout, "stderr": stderr, "snapshot": snapshot})

    def _outcome(self, text: str, builder: SnapshotBuilder) -> "dict[str, Any]":
        try:
            return self._done(actions.parse_action(text), builder)
        except actions.NotAnAction as error:
            return _refused("This is no action.", str(error), "Check the experiment's file.")
        except (Refusal, UnsupportedPython) as error:
            return _refused("Not cloned.", error.reason, error.remedy, getattr(error, "slot", None))
        except _Raised as raised:
            return told(raised.error, raised.origin, self._texts, _OURS)

    def _done(self, action: actions.Action, builder: SnapshotBuilder) -> "dict[str, Any]":
        if isinstance(action, actions.Start):
            return self._start(action)
        branch = self._branches.get(action.branch)
        if branch is None:
            return _refused(
                f"There is no branch {action.branch}.",
                f"The experiment has {_listed(self._branches)}.",
                "Start it, or act on another.",
            )
        if isinstance(action, actions.Next):
            return self._resumed(branch, builder, lambda: next(branch.gen))
        if isinstance(action, actions.Send):
            value = self._evaluated(action.value, "<send>")
            return self._resumed(branch, builder, lambda: branch.gen.send(value))
        if isinstance(action, actions.Throw):
            exception: Any = self._evaluated(action.exception, "<throw>")
            return self._resumed(branch, builder, lambda: branch.gen.throw(exception))
        if isinstance(action, actions.Close):
            return self._closed(branch)
        if isinstance(action, actions.Clone):
            return self._cloned(branch, action)
        del self._branches[action.branch]
        return {"kind": "dropped", "text": f"{action.branch} is gone"}

    # --- the actions ---

    def _start(self, action: actions.Start) -> "dict[str, Any]":
        if action.branch in self._branches:
            return _taken(action.branch)
        made = self._evaluated(action.call, "<call>")
        if type(made) is not GeneratorType:
            return _refused(
                f"{clipped(action.call, 60)} gave no generator.",
                f"It gave {_article(type_name(made))}: {clipped(self._texts.of(made), 80)}.",
                "Call a function that has a yield in it.",
            )
        gen = cast(PlainGenerator, made)
        for branch in self._branches.values():
            if branch.gen is gen:
                return _refused(
                    f"{clipped(action.call, 60)} gave no new generator.",
                    f"It gave the one that is branch {branch.name} already.",
                    f"Clone {branch.name} to get a second one.",
                )
        branch = Branch(action.branch, action.call, None, gen, None)
        branch.ended("returned")
        self._branches[action.branch] = branch
        return {"kind": "started", "text": f"{action.branch} is {clipped(action.call, 60)}"}

    def _resumed(self, branch: Branch, builder: SnapshotBuilder, resume: Any) -> "dict[str, Any]":
        try:
            value = resume()
        except StopIteration as stop:
            if branch.ending is not None:
                return told(stop, "generator", self._texts, _OURS)
            branch.ended("returned")
            return {"kind": "returned", "text": self._texts.of(stop.value), "object": builder.see(stop.value)}
        except BaseException as error:
            branch.ended("raised")
            raise _caught(error, "generator") from None
        return {"kind": "yielded", "text": self._texts.of(value), "object": builder.see(value)}

    def _closed(self, branch: Branch) -> "dict[str, Any]":
        try:
            value: object = branch.gen.close()  # from 3.13 on it gives what the generator returned
        except BaseException as error:
            branch.ended("raised")
            raise _caught(error, "generator") from None
        branch.ended("closed")
        returned = f", which returned {self._texts.of(value)}" if value is not None else ""
        return {"kind": "closed", "text": f"{branch.name} is closed{returned}"}

    def _cloned(self, branch: Branch, action: actions.Clone) -> "dict[str, Any]":
        if action.name in self._branches:
            return _taken(action.name)
        if action.policy != "fork":
            return _refused("Not cloned.", f"There is no policy {action.policy!r}.", "Use 'fork'.")
        twin = self._cloned_generator(branch)
        self._branches[action.name] = Branch(action.name, branch.call, branch.name, twin, branch.ending)
        return {"kind": "cloned", "text": f"{action.name} is a clone of {branch.name}", "as": action.name}

    def _cloned_generator(self, branch: Branch) -> Any:
        try:
            return clone(branch.gen)
        except (Refusal, UnsupportedPython):
            raise
        except BaseException as error:  # a __copy__ of the user's
            raise _caught(error, "generator") from None

    # --- the source and the expressions ---

    def _evaluated(self, expression: str, file: str) -> object:
        """The value of `expression` in the namespace of the source, which is run if it was not yet."""
        namespace = self._namespace()
        try:
            code = compile(expression.strip(), file, "eval", dont_inherit=True)
            value: object = eval(code, namespace)
        except BaseException as error:
            raise _caught(error, "expression") from None
        return value

    def _namespace(self) -> "dict[str, Any]":
        if self._module is None:
            module = ModuleType(_MODULE)
            module.__file__ = FILE
            sys.modules[_MODULE] = module
            linecache.cache[FILE] = (len(self._source), None, self._source.splitlines(keepends=True), FILE)
            try:
                exec(compile(self._source, FILE, "exec", dont_inherit=True), module.__dict__)
            except BaseException as error:
                raise _caught(error, "source") from None
            self._module = module
        return self._module.__dict__


def _caught(error: BaseException, origin: str) -> _Raised:
    """Any exception is the user's but an interrupt, which comes from outside and ends the action."""
    if type(error) is KeyboardInterrupt:
        raise error
    return _Raised(error, origin)


def _refused(text: str, reason: str, remedy: str, slot: "str | None" = None) -> "dict[str, Any]":
    where = f"{slot}: " if slot else ""
    return {
        "kind": "refused",
        "text": f"{text} {where}{reason} {remedy}",
        "slot": slot,
        "reason": reason,
        "remedy": remedy,
    }


def _taken(name: str) -> "dict[str, Any]":
    return _refused(f"There is a branch {name} already.", "Two branches cannot have one name.", "Take another name.")


def _listed(branches: "dict[str, Branch]") -> str:
    return f"the branches {', '.join(branches)}" if branches else "no branches"


def _article(noun: str) -> str:
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"
