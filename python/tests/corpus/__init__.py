"""Generators, coroutines and async generators, one for each way in which a clone could go wrong.

Each is a small function whose name says the trap. A branch keeps its state in locals, cells and iterators,
because plain objects are shared with its clones; where sharing is the point, the case says what is `shares`d.
Syntax that the oldest interpreter cannot parse is written as text.
"""

from . import (
    async_generators,
    closures,
    coroutines,
    delegation,
    exceptions,
    expressions,
    frames,
    loops,
    managers,
    matching,
    states,
)
from .registry import CASES

__all__ = [
    "CASES",
    "async_generators",
    "closures",
    "coroutines",
    "delegation",
    "exceptions",
    "expressions",
    "frames",
    "loops",
    "managers",
    "matching",
    "states",
]
