"""The exception table of a code object: what catches an exception where (3.11 on).

The format: https://github.com/python/cpython/blob/v3.13.0/InternalDocs/exception_handling.md
"""

from collections.abc import Iterator
from types import CodeType
from typing import NamedTuple

UNIT = 2
"""Bytes of an instruction, and of each entry of a cache."""


class Covered(NamedTuple):
    """One entry.

    Attributes:
        start: the offset from which on it holds, in bytes.
        end: the offset up to which it holds.
        target: the offset at which the frame goes on.
        depth: how deep the value stack is then, before the exception is pushed.
        pushes_lasti: whether the offset of the instruction that raised is pushed too.
    """

    start: int
    end: int
    target: int
    depth: int
    pushes_lasti: bool


def exception_table(code: CodeType) -> "tuple[Covered, ...]":
    """The entries of `code`'s table, in order; none for 3.10, where frames have blocks instead."""
    table: bytes = getattr(code, "co_exceptiontable", b"")
    return tuple(_entries(iter(table)))


def _entries(table: "Iterator[int]") -> "Iterator[Covered]":
    for first in table:
        start = _number(first, table) * UNIT
        length, target, rest = [_number(next(table), table) for _ in range(3)]
        yield Covered(start, start + length * UNIT, target * UNIT, rest >> 1, pushes_lasti=bool(rest & 1))


def _number(byte: int, table: "Iterator[int]") -> int:
    """A number in groups of six bits, the highest first; bit 6 says that another group follows."""
    value = byte & 63
    while byte & 64:
        byte = next(table)
        value = value << 6 | byte & 63
    return value
