"""The instructions of a frame's code, and what catches an exception at one of them."""

import dis
from types import CodeType
from typing import Any, NamedTuple, cast

from ..exception_table import UNIT, exception_table
from .words import Literal


class Instruction(NamedTuple):
    """One instruction.

    Attributes:
        offset: where it is in the bytecode, in bytes.
        line: the line that it belongs to, if it belongs to one.
        opname: its name.
        argument: what `dis` says of its argument, else its number; jumps go ``to`` an offset. No addresses.
        is_current: whether it is the one that the frame is at (``f_lasti``).
    """

    offset: int
    line: "int | None"
    opname: str
    argument: str
    is_current: bool


class Handler(NamedTuple):
    """What an exception raised at the current instruction leads to.

    Attributes:
        kind: ``exception table`` (3.11 on), or the name of a block (3.10), as ``SETUP_FINALLY``.
        start: the offset from which on it holds; None for a block.
        end: the offset up to which it holds; None for a block.
        target: the offset at which the frame goes on; None for ``EXCEPT_HANDLER``, which only marks the stack.
        depth: how deep the value stack is then, before the exception is pushed.
        pushes_lasti: whether the offset of the instruction that raised is pushed too.
    """

    kind: str
    start: "int | None"
    end: "int | None"
    target: "int | None"
    depth: int
    pushes_lasti: bool


def instructions(code: CodeType, lasti: "int | None") -> "tuple[Instruction, ...]":
    """The instructions of `code`, of which the one at `lasti` is current. Linear in the code."""
    lines: dict[int, int | None] = {}
    for start, end, line in code.co_lines():
        lines.update(dict.fromkeys(range(start, end, UNIT), line))
    # `dis` takes the repr of every constant, and code may be given constants of any type.
    told = code.replace(co_consts=tuple([Literal(constant) for constant in code.co_consts]))
    return tuple(
        [
            Instruction(step.offset, lines.get(step.offset), step.opname, _argument(step), step.offset == lasti)
            for step in dis.get_instructions(told)
        ]
    )


def _argument(step: dis.Instruction) -> str:
    if step.opcode in _JUMPS:
        return f"to {step.argval}"
    return step.argrepr or ("" if step.arg is None else str(step.arg))


_JUMPS = frozenset([*dis.hasjrel, *dis.hasjabs])


def covering(code: CodeType, lasti: int) -> "tuple[Handler, ...]":
    """The entry of the exception table that covers the instruction at `lasti`, if any (3.11 on)."""
    entries = [entry for entry in exception_table(code) if entry.start <= lasti < entry.end]
    return tuple([Handler("exception table", *entry) for entry in entries])


_EXCEPT_HANDLER = 257  # not an instruction


def blocks(stack: Any, depth: int) -> "tuple[Handler, ...]":
    """The blocks that a frame of 3.10 is in, the outermost first; of `stack` the first `depth` are in use."""
    told: list[Handler] = []
    for block in stack[:depth]:
        marks = block.b_type == _EXCEPT_HANDLER
        kind = "EXCEPT_HANDLER" if marks else cast(str, dis.opname[block.b_type])
        told.append(Handler(kind, None, None, None if marks else block.b_handler * UNIT, block.b_level, False))
    return tuple(told)
