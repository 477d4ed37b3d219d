"""Random programs with the scripts that drive them."""

import warnings
import zlib
from collections.abc import Sequence
from types import CodeType
from typing import Literal, NamedTuple

from dice import Dice
from scope import Callee, Flavour, Scope
from statements import FAULTS, function_lines, indented

Kind = Literal["next", "send", "throw", "close", "drop", "finish", "clone", "collect"]

_OPS: "dict[Kind, float]" = {
    "next": 6,
    "send": 5,
    "throw": 1.2,
    "clone": 3,
    "close": 0.3,
    "drop": 0.3,
    "collect": 0.3,
}
_THROWN = (*FAULTS, *FAULTS, "KeyError", "GeneratorExit", "StopIteration")
_MOST_BRANCHES = 6


class Op(NamedTuple):
    """One thing done to a branch. `value` is what is sent or thrown, as an expression."""

    kind: Kind
    branch: int
    value: str = "None"

    def __str__(self) -> str:
        return f"{self.branch}: {self.kind} {self.value if self.kind in ('send', 'throw') else ''}".rstrip()


class Program(NamedTuple):
    """A program and how it is driven.

    Attributes:
        source: defines ``start()``, which makes the generator.
        script: what is done; a clone becomes the branch of the next number, the original is branch 0.
        observed: whether the frame's variables are read after each step, which makes CPython keep objects for it.
        strained: whether the garbage collector runs as often as it can while a clone is made, and within the steps.
    """

    source: str
    script: "tuple[Op, ...]"
    observed: bool
    strained: bool

    @property
    def digest(self) -> int:
        """The same on every version and platform, or the programs differ."""
        return zlib.crc32(f"{self.source}{self.script}".encode())

    @property
    def may_ignore_close(self) -> bool:
        """Whether something in it might suspend it once more when it is closed."""
        return "try:" in self.source or "async with" in self.source

    def compile(self) -> CodeType:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)  # as of 3.14 on a return in a finally block
            return compile(self.source, "<program>", "exec")


def write_program(seed: int, flavour: Flavour, without: "Sequence[str]" = ()) -> Program:
    """The program of a seed: always the same one. It is without the constructs so named."""
    dice = Dice(seed, without)
    return Program(_source(dice, flavour), _script(dice), dice.chance(0.25), dice.chance(0.125))


def _source(dice: Dice, flavour: Flavour) -> str:
    callees: list[Callee] = []
    lines: list[str] = []
    flavours: list[Flavour] = ["generator"]
    if flavour != "generator":
        flavours += ["coroutine", "async generator"]
    for each in flavours:
        for quiet in (True, False):
            scope = Scope("s", each, quiet, callees)
            callee = Callee(f"{'quiet' if quiet else 'loud'}_{each.replace(' ', '_')}", each, quiet)
            lines += function_lines(dice, scope, callee.name, budget=dice.between(1, 5))
            callees.append(callee)
    scope = Scope("p", flavour, False, callees)
    scope.borrowed = ["outer"]
    body = function_lines(dice, scope, "program", budget=dice.between(3, 14))
    lines += ["def start(outer=7):", *indented([*body, f"return program({dice.below(10)})"])]
    return "\n".join(lines) + "\n"


def _script(dice: Dice) -> "tuple[Op, ...]":
    ops: list[Op] = []
    branches, dropped = 1, set[int]()
    for _ in range(dice.between(4, 28)):
        kind = dice.weigh(_OPS)
        branch = dice.below(branches)
        if branch in dropped or (kind == "clone" and branches == _MOST_BRANCHES):
            continue
        ops.append(Op(kind, branch, _value(dice, kind)))
        branches += kind == "clone"
        if kind == "drop":
            dropped.add(branch)
    left = [branch for branch in range(branches) if branch not in dropped]
    while left:
        ops.append(Op("finish", left.pop(dice.below(len(left)))))
    return tuple(ops)


def _value(dice: Dice, kind: Kind) -> str:
    if kind not in ("send", "throw"):
        return "None"
    if kind == "throw":
        return f"{dice.pick(_THROWN)}({dice.below(10)})"
    return dice.pick([str(dice.below(20)), "'abc'", "(1, 2)", "None", "[3, 4]", "{'a': 5}", "Pair(6, 7)"])
