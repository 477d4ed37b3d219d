"""Where the instructions of a code object lead, and how deep the value stack is at each.

Both are what the running interpreter says, so there is no table of instructions here. `dis` shows the instructions as
the compiler made them, whatever specialised or instrumented ones have taken their places.
"""

import ctypes
import dis
from collections.abc import Iterator
from functools import cache
from types import CodeType
from typing import Any, Final, NamedTuple

from .exception_table import Covered, exception_table

BUILDERS: Final = frozenset(["BUILD_LIST", "BUILD_SET", "BUILD_MAP", "BUILD_CONST_KEY_MAP"])
"""Instructions that push a new container."""


class Way(NamedTuple):
    """From one instruction to one that may come next.

    Attributes:
        source: the offset of the instruction, in bytes.
        target: the offset of the next one.
        depth: how deep the value stack is then.
        kept: up to where the way leaves it alone, as far as the depth tells: what is above may be new.
        raises: whether it is that of an exception.
    """

    source: int
    target: int
    depth: int
    kept: int
    raises: bool


class Step(NamedTuple):
    """One instruction: its name, its argument (0 where it has none), how deep the value stack is, the ways from it."""

    name: str
    argument: int
    depth: int
    ways: "tuple[Way, ...]"


class Flow:
    """The instructions of one code object. Linear in the code to make.

    Attributes:
        steps: offset -> instruction, for those that can be reached.
        before: offset -> the ways that lead there.

    Raises:
        ValueError: it has an instruction that this interpreter does not know.
        KeyError: it leads to where there is none.
    """

    def __init__(self, code: CodeType) -> None:
        self.steps: dict[int, Step] = {}
        self.before: dict[int, list[Way]] = {}
        instructions = _instructions(code)
        following = dict(zip(instructions, [*list(instructions)[1:], None]))
        covered = {at: entry for entry in exception_table(code) for at in range(entry.start, entry.end)}
        pending = [(0, _SENT)]
        while pending:
            offset, depth = pending.pop()
            if offset in self.steps:
                continue
            instruction = instructions[offset]
            ways = (*_ways(instruction, depth, following[offset]), *_way_of_exception(offset, covered.get(offset)))
            self.steps[offset] = Step(instruction.opname, instruction.arg or 0, depth, ways)
            for way in ways:
                self.before.setdefault(way.target, []).append(way)
                pending.append((way.target, way.depth))


_INVALID = 0x7FFFFFFF
"""``PY_INVALID_STACK_EFFECT``."""

# In place of `dis.stack_effect`, which wants a module that Pyodide's 3.10 has not.
# https://github.com/python/cpython/blob/v3.13.0/Include/cpython/compile.h
_stack_effect: Any = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_int)(
    ("PyCompile_OpcodeStackEffectWithJump", ctypes.pythonapi)
)


@cache
def _effect(opcode: int, argument: int, jumps: bool) -> int:
    """By how much the value stack is deeper after the instruction, where it does or does not jump."""
    effect: int = _stack_effect(opcode, argument, jumps)
    if effect == _INVALID:
        raise ValueError(f"There is no instruction {opcode}.")
    return effect


_SENT = 1 - (_effect(dis.opmap["RETURN_GENERATOR"], 0, False) if "RETURN_GENERATOR" in dis.opmap else 0)
"""How deep the stack is at first: with what the first `send` puts there, which 3.14 counts to an instruction."""

_ENDS = frozenset(["RETURN_VALUE", "RETURN_CONST", "RAISE_VARARGS", "RERAISE"])
_JUMPS_ALWAYS = frozenset(["JUMP_ABSOLUTE", "JUMP_FORWARD", "JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT"])
_JUMPS = frozenset([*dis.hasjrel, *dis.hasjabs]) - {dis.opmap["END_ASYNC_FOR"]}
"""``END_ASYNC_FOR`` only names an instruction by its argument (3.14 on)."""


def _instructions(code: CodeType) -> "dict[int, dis.Instruction]":
    # `dis` takes the repr of every constant, and code may be given constants of any type.
    told = code.replace(co_consts=(None,) * len(code.co_consts))
    return {instruction.offset: instruction for instruction in dis.get_instructions(told)}


def _ways(instruction: dis.Instruction, depth: int, after: "int | None") -> "Iterator[Way]":
    name, opcode, argument = instruction.opname, instruction.opcode, instruction.arg or 0
    if after is not None and name not in _ENDS and name not in _JUMPS_ALWAYS:
        reached = depth + _effect(opcode, argument, False)
        yield Way(instruction.offset, after, reached, reached - (name in BUILDERS), False)
    if opcode in _JUMPS:
        reached = depth + _effect(opcode, argument, True)
        yield Way(instruction.offset, instruction.argval, reached, reached, False)


def _way_of_exception(offset: int, entry: "Covered | None") -> "Iterator[Way]":
    """To what catches an exception there (3.11 on; to 3.10 the ways of ``SETUP_FINALLY`` and others lead there)."""
    if entry is not None:
        yield Way(offset, entry.target, entry.depth + entry.pushes_lasti + 1, entry.depth, True)
