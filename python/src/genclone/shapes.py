"""What follows from a code object alone, worked out once for each.

Every clone of a generator asks for it, so it is kept as long as the code object lives.
"""

import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from inspect import CO_ASYNC_GENERATOR, CO_VARARGS, CO_VARKEYWORDS
from types import CodeType
from typing import Any, Final

from .half_built import Building

DUMMY: Final[Any] = ()
"""Passed for every argument of a skeleton call. Iterable, because a generator expression's must be (3.15)."""


class _AsyncDummy:
    """Passed to an async generator expression, which wants an async iterator, or an iterator (3.15)."""

    def __iter__(self) -> "Iterator[object]":
        return iter(())

    def __aiter__(self) -> "_AsyncDummy":
        return self

    async def __anext__(self) -> object:
        raise StopAsyncIteration


_ASYNC_DUMMY: Final = _AsyncDummy()

SlotNames = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """The frames of one code object.

    Attributes:
        names: the name and the kind (``local``, ``cell``, ``free``) of each slot below the value stack.
        below: how many these are.
        has_cells: whether the frame has cells of its own.
        filled: how many of the first slots a skeleton call may leave objects in that need releasing.
        positional: the positional arguments of a skeleton call.
        keywords: the keyword arguments of a skeleton call.
        code: a weak reference to the code object.
        building: which containers on the value stack they are building.
    """

    names: SlotNames
    below: int
    has_cells: bool
    filled: int
    positional: "tuple[Any, ...]"
    keywords: "dict[str, Any]"
    code: "weakref.ref[CodeType]"
    building: Building = field(default_factory=Building)


class Shapes:
    """Code object -> its `Shape`. By identity, because hashing a code object hashes all its constants."""

    def __init__(self, slot_names: "Callable[[CodeType], SlotNames]", dummy_is_immortal: bool) -> None:
        self._slot_names = slot_names
        self._dummy_is_immortal = dummy_is_immortal
        self._known: dict[int, Shape] = {}

    def of(self, code: CodeType) -> Shape:
        """The shape of `code`'s frames. Constant but for the first time, which is linear in the slots."""
        return self._known.get(id(code)) or self._worked_out(code)

    def _worked_out(self, code: CodeType) -> Shape:
        key = id(code)
        names = self._slot_names(code)
        keywords = code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
        arguments = code.co_argcount + code.co_kwonlyargcount
        collected = bool(code.co_flags & CO_VARARGS) + bool(code.co_flags & CO_VARKEYWORDS)
        dummy = _ASYNC_DUMMY if code.co_flags & CO_ASYNC_GENERATOR and code.co_varnames[:1] == (".0",) else DUMMY
        if code.co_cellvars or code.co_freevars or dummy is not DUMMY:
            filled = len(names)
        else:
            filled = 0 if self._dummy_is_immortal and not collected else arguments + collected
        shape = Shape(
            names=names,
            below=len(names),
            has_cells=bool(code.co_cellvars),
            filled=filled,
            positional=(dummy,) * code.co_argcount,
            keywords=dict.fromkeys(keywords, DUMMY),
            code=weakref.ref(code, lambda _: self._known.pop(key, None)),
        )
        self._known[key] = shape
        return shape
