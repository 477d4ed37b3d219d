"""Deep copies of plain values, in which generators and iterators are cloned like those in slots.

`copy.deepcopy` asks its memo about each object before it copies it. The memo here answers for what
`copy` would refuse or get wrong, and leaves the rest to it.
"""

import copy
import sys
from collections.abc import Callable
from types import CellType, ModuleType
from typing import Any

from . import awaitables, copiers
from .generators import is_generator

_DEEPCOPY_CODE = copy.deepcopy.__code__


def is_ours(value: object) -> bool:
    """Whether `value` is mapped by the clone even where everything is deep-copied."""
    return (
        is_generator(value)
        or awaitables.is_awaitable(value)
        or type(value) in (CellType, ModuleType)
        or copiers.is_file(value)
        or copiers.is_known_iterator(value)
        or copiers.is_registered(value)
    )


class Memo:
    """The memo of one clone: which copy stands for which original, as `copy.deepcopy` keeps it.

    Args:
        known: id -> the copy, with the originals kept alive under the memo's own id; another deep copy's
            memo, when the clone is a part of that.
        map_ours: what stands for an object that `is_ours`.
    """

    def __init__(self, known: "dict[int, Any]", map_ours: "Callable[[object], object]") -> None:
        self.known = known
        self._map_ours = map_ours

    def get(self, key: int, default: object = None) -> object:
        """The copy of the object of which `key` is the id. `copy.deepcopy`, who has the object, is asked for it."""
        if key in self.known:
            return self.known[key]
        caller = sys._getframe(1)  # pyright: ignore[reportPrivateUsage]
        if caller.f_code is not _DEEPCOPY_CODE:
            return default
        value: object = caller.f_locals["x"]
        return self._map_ours(value) if is_ours(value) else default

    def __getitem__(self, key: int) -> object:
        return self.known[id(self.known) if key == id(self) else key]

    def __setitem__(self, key: int, stand_in: object) -> None:
        self.known[id(self.known) if key == id(self) else key] = stand_in

    def __contains__(self, key: int) -> bool:
        return key in self.known

    def setdefault(self, key: int, default: object = None) -> object:
        """As in a dict; for ``__deepcopy__`` methods that use it."""
        return self.known.setdefault(key, default)
