"""Deep copies of plain values, in which generators and iterators are cloned like those in slots.

`copy.deepcopy` asks its memo about each object before it copies it. The memo here answers for what
`copy` would refuse or get wrong, and leaves the rest to it.
"""

import copy
import sys
import weakref
from types import CellType, ModuleType, TracebackType
from typing import Any, Protocol

from . import awaitables, copiers
from .generators import is_generator

_DEEPCOPY_CODE = copy.deepcopy.__code__


NEVER_COPIED = frozenset([ModuleType, TracebackType])
"""Shared where all else is deep-copied. (What `copy` itself shares, such as classes and functions, it is left to.)"""


def is_ours(value: object) -> bool:
    """Whether `value` is mapped by the clone even where everything is deep-copied, whatever the policy."""
    return (
        is_generator(value)
        or awaitables.is_awaitable(value)
        or type(value) in NEVER_COPIED
        or type(value) is CellType
        or copiers.is_file(value)
        or copiers.is_known_iterator(value)
        or copiers.is_registered(value)
    )


class Mapper(Protocol):
    """Who maps what a clone does not leave to `copy`."""

    def is_ours(self, value: object) -> bool:
        """Whether `value` is mapped here wherever it is met."""
        ...

    def map_met(self, value: object) -> object:
        """What stands for `value`, which was met in a deep copy."""
        ...


class Memo(dict[int, Any]):
    """Which copy stands for which original, by id: the memo of one clone, and of the deep copies within it.

    A dict, as `copy.deepcopy` has it, because the ``__deepcopy__`` methods of some types take nothing else
    (``xml.etree.ElementTree.Element``). It keeps the originals alive under its own id.

    Args:
        outer: the memo of the deep copy that the clone is a part of; empty where it is none. Nothing is written
            to it before the clone is whole.
        mapper: who maps what the clone does not leave to `copy`; weakly, because it has this memo.
    """

    def __init__(self, outer: "dict[int, Any]", mapper: "weakref.ref[Mapper]") -> None:
        super().__init__()
        self.outer = outer
        self._mapper = mapper

    def get(self, key: int, default: Any = None) -> Any:  # pyright: ignore[reportIncompatibleMethodOverride]
        """The copy of the object of which `key` is the id. `copy.deepcopy`, who has the object, is asked for it."""
        if key in self:
            return self[key]
        if key in self.outer:
            return self.outer[key]
        caller = sys._getframe(1)  # pyright: ignore[reportPrivateUsage]
        if caller.f_code is not _DEEPCOPY_CODE:
            return default
        mapper = self._mapper()
        value: object = caller.f_locals["x"]
        return default if mapper is None or not mapper.is_ours(value) else mapper.map_met(value)

    def remember(self, value: object, stand_in: object) -> None:
        """Has `stand_in` stand for `value` from now on."""
        self[id(value)] = stand_in
        self.setdefault(id(self), []).append(value)  # so that its id stays its own

    def hand_over(self) -> None:
        """Tells the outer deep copy what stands for what."""
        kept_alive = self.pop(id(self), [])
        self.outer.update(self)
        self.outer.setdefault(id(self.outer), []).extend(kept_alive)
