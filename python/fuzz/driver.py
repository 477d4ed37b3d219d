"""Drives a program by its script, with clones or without, and writes down what each branch did.

With clones, all branches live in one interpreter, side by side. Without, each branch is a fresh generator that is
taken through everything that was done to it and, before it was cloned, to the branch it comes from. Both must
write the same.
"""

import gc
import sys
import types
import weakref
from collections.abc import Callable, Sequence
from typing import Any

import vocabulary
from programs import Op, Program

Transcript = "list[str]"

_MOST_STEPS = 30
"""How far a branch is driven in the end, before it is closed."""


class Driven:
    """A branch: a generator or coroutine, and what it did so far."""

    def __init__(self, gen: Any, program: Program, transcript: "Sequence[str]" = ()) -> None:
        self.gen = gen
        self.transcript = list(transcript)
        self.suspensions = 0
        self._program = program

    def do(self, op: Op) -> None:
        """One step of the script."""
        if op.kind == "finish":
            self._finish()
        elif op.kind == "drop":
            self._drop()
        else:
            self._step(op.kind, op.value)

    def cloned(self, clone: "Callable[[Any], Any]") -> "Driven":
        """A clone of it, which writes down if anything was said although nobody drove a branch."""
        twin = Driven(_made(clone, self.gen, self._program.strained), self._program, self.transcript)
        gc.collect()
        if vocabulary.LINES:
            twin._note("said out of turn")
        return twin

    def _step(self, kind: str, value: str = "None") -> None:
        outcome = self._outcome(kind, value)
        self.suspensions += outcome.startswith("yielded")
        if self._program.observed:
            outcome += f" in {_look(self.gen)}"
        self._note(f"{kind} {value}: {outcome}")

    def _outcome(self, kind: str, value: str) -> str:
        # What is driven is in no variable here: a traceback may keep this frame.
        given = eval(value, vocabulary.namespace())
        try:
            if kind == "close":
                return f"closed {vocabulary.show(self.gen.close())}"
            yielded = self.gen.throw(given) if kind == "throw" else self.gen.send(given)
            return f"yielded {vocabulary.show(yielded)}"
        except StopIteration as stop:
            return f"returned {vocabulary.show(stop.value)}"
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            return f"raised {_chain(error)}"

    def _note(self, text: str) -> None:
        said = list(vocabulary.LINES)
        vocabulary.LINES.clear()
        gc.collect()  # cyclic garbage speaks up in the step that made it, apart from what needed no collection
        self.transcript.append(" | ".join([text, *said, *[f"collected: {line}" for line in vocabulary.LINES]]))
        vocabulary.begin_step(self._program.strained)

    def _finish(self) -> None:
        self._note(f"at last in {_look(self.gen)}")
        for _ in range(_MOST_STEPS):
            self._step("next")
            if not self.transcript[-1].startswith("next None: yielded"):
                break
        self._step("close")
        self._drop()

    def _drop(self) -> None:
        """Lets go of it, and says whether it lives on; first closed for good, if it might ignore that.

        A generator that dies of ignoring it leaves what it was in the middle of to its frame, which lives as long as
        a traceback refers to it, and a clone shares the exceptions that are being handled.
        """
        if self._program.may_ignore_close:
            while _frame_of(self.gen) is not None:
                self._step("close")
        watched = weakref.ref(self.gen)
        self.gen = None
        self._note("dropped" if watched() is None else "dropped, but alive")


def drive_with_clones(program: Program, clone: "Callable[[Any], Any]") -> "list[Driven]":
    """All branches, with clones where the script says so."""
    branches = [Driven(_start(program.compile(), program), program)]
    for op in program.script:
        branch = branches[op.branch]
        if op.kind == "collect":
            gc.collect()
        elif op.kind == "clone":
            branches.append(branch.cloned(clone))
        else:
            branch.do(op)
    return branches


def _made(clone: "Callable[[Any], Any]", gen: Any, strained: bool) -> Any:
    if not strained:
        return clone(gen)
    thresholds = gc.get_threshold()
    gc.set_threshold(1)
    gc.enable()
    try:
        return clone(gen)
    finally:
        gc.disable()
        gc.set_threshold(*thresholds)


def drive_by_replay(program: Program) -> "list[Driven]":
    """All branches, each a fresh generator."""
    code = program.compile()
    return [_replayed(code, program, history) for history in histories(program.script)]


def _replayed(code: types.CodeType, program: Program, history: "Sequence[Op]") -> Driven:
    branch = Driven(_start(code, program), program)
    for op in history:
        branch.do(op)
    return branch


def histories(script: "Sequence[Op]") -> "list[list[Op]]":
    """For each branch what was done to it, and to the branches it comes from before it was cloned from them."""
    found: list[list[Op]] = [[]]
    for op in script:
        if op.kind == "clone":
            found.append(list(found[op.branch]))
        elif op.kind != "collect":
            found[op.branch].append(op)
    return found


def _start(code: types.CodeType, program: Program) -> Any:
    vocabulary.begin_step(program.strained)
    names = vocabulary.namespace()
    exec(code, names)
    return names["start"]()


def _chain(error: "BaseException | None", seen: "tuple[int, ...]" = ()) -> str:
    """An exception with its cause and its context, all the way."""
    if error is None:
        return "nothing"
    if id(error) in seen:
        return "itself again"
    _walk(error.__traceback__)
    words = vocabulary.show(error)
    seen = (*seen, id(error))
    if error.__cause__ is not None:
        words += f" from ({_chain(error.__cause__, seen)})"
    if error.__context__ is not None:
        words += f" in ({_chain(error.__context__, seen)})"
    return words


def _walk(trace: "types.TracebackType | None") -> None:
    """Reads a traceback whole: its frames may be those of generators and clones that are gone."""
    while trace is not None:
        _ = trace.tb_lineno, trace.tb_frame.f_lineno, trace.tb_frame.f_code.co_name
        trace = trace.tb_next


def _frame_of(gen: Any) -> "types.FrameType | None":
    return getattr(gen, "gi_frame", None) or getattr(gen, "cr_frame", None)


def _look(gen: Any) -> str:
    """What a suspended frame shows of itself by CPython's own means."""
    frame = _frame_of(gen)
    if frame is None:
        return "no frame"
    delegate = getattr(gen, "gi_yieldfrom", None) or getattr(gen, "cr_await", None)
    names = ", ".join(f"{name}={vocabulary.show(value)}" for name, value in sorted(frame.f_locals.items()))
    return f"line {frame.f_lineno} of {gen.__qualname__}, in {vocabulary.show(delegate)}: {names}"


def _log_unraisable(unraisable: Any) -> None:
    vocabulary.log("unraisable", unraisable.exc_value)


sys.unraisablehook = _log_unraisable
