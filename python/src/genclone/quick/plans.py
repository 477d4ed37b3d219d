"""How frames of some code are cloned that need no survey, worked out at the first and kept for the next."""

import weakref
from collections.abc import Callable
from types import CodeType, FunctionType, ModuleType
from typing import Any, Final, Generic, NamedTuple, TypeVar

from .. import copiers
from ..frames import HALF_BUILT
from ..memory import WORD
from ..ownership import Null, TaggedInteger
from ..shapes import Shape
from ..survey import ATOMS

_SHARED: Final = ATOMS | {tuple, range, frozenset, bytearray, FunctionType, ModuleType, type}
"""What `FORK` shares wherever it is met, in a frame without cells of its own."""

Copier = Callable[[Any], Any]
Copies = list[tuple[int, Copier]]
"""Which entries of a frame are copied, by index, and how."""


def copies_of(shape: Shape, entries: "list[object]") -> "Copies | None":
    """What is copied, by the types of the entries alone; None where it takes more than those."""
    copies: Copies = []
    for index, held in enumerate(entries):
        kind = type(held)
        if kind in copiers.LEAVES:
            copies.append((index, copiers.LEAVES[kind]))
        elif kind not in _SHARED and not (kind in HALF_BUILT and _is_finished(shape, entries, index)):
            return None
    return copies


def _is_finished(shape: Shape, entries: "list[object]", index: int) -> bool:
    """Whether the container at `index` is not half-built: a local, or what a ``for`` of 3.15 walks by a number."""
    return index < shape.below or any(type(above) is TaggedInteger for above in entries[index + 1 : index + 2])


def copy_entries(entries: "list[Any]", copies: Copies) -> None:
    """Puts copies in place of what is copied, one for each object however often it is met."""
    twins: dict[int, tuple[Any, Any]] = {}
    for index, copier in copies:
        held = entries[index]
        if id(held) not in twins:
            twins[id(held)] = copier(held), held  # which keeps its id its own
        entries[index] = twins[id(held)][0]


P = TypeVar("P")


class Plans(Generic[P]):
    """Id of a code object -> how the last frame of that code was cloned, for the next one, which is mostly alike.

    Args:
        make: makes a plan of a generator, its shape, the types of what its slots hold, and what of it is copied;
            None where its frames are to be cloned one by one.
    """

    def __init__(self, make: "Callable[[Any, Shape, list[type], Copies], P | None]") -> None:
        self._make = make
        self.by_id: dict[int, P] = {}
        self._codes: dict[int, weakref.ref[CodeType]] = {}

    def remember(self, gen: Any, shape: Shape, kinds: "list[type]", copies: Copies) -> None:
        """Keeps how `gen` was cloned, as long as its code lives, if the next one can be cloned so."""
        plan = self._make(gen, shape, kinds, copies)
        if plan is None:
            return
        code: CodeType = gen.gi_code
        key = id(code)
        if key not in self._codes:  # first, so that an interrupt leaves no plan behind for other code at this address
            self._codes[key] = weakref.ref(code, lambda _: self._forget(key))
        self.by_id[key] = plan

    def _forget(self, key: int) -> None:
        self.by_id.pop(key, None)
        self._codes.pop(key, None)


class PlainPlan(NamedTuple):
    """How frames are cloned whose slots are plain pointers.

    A tuple, because it is cheaper to take apart than an object is to ask.

    Attributes:
        kinds: the types of what all slots hold.
        used: how many slots these are.
        size: how many bytes, with what says where the frame goes on.
        copied: which slot is copied, the first where none is.
        copier: how it is; None where none is.
        arguments: the arguments of a skeleton call, or how many of the slots are passed in their place.
        below: how many slots are below the value stack.
    """

    kinds: "list[type]"
    used: int
    size: int
    copied: int
    copier: "Copier | None"
    arguments: Any
    below: int


def plain_plans(resume_size: int, passes: bool) -> "Plans[PlainPlan]":
    """Plans for frames all of whose slots hold objects, at most one of them copied.

    Args:
        resume_size: how many bytes of a frame say where it goes on.
        passes: whether entries are passed as arguments (where dummies would have to be released).
    """

    def make(_: Any, shape: Shape, kinds: "list[type]", copies: Copies) -> "PlainPlan | None":
        positional = len(shape.positional)
        is_left = shape.filled > (positional if passes else 0)
        is_plain = not (is_left or shape.keywords or Null in kinds or HALF_BUILT.intersection(kinds[shape.below :]))
        if not kinds or len(copies) > 1 or not is_plain:
            return None
        copied, copier = copies[0] if copies else (0, None)
        arguments = positional if passes else shape.positional
        return PlainPlan(kinds, len(kinds), resume_size + len(kinds) * WORD, copied, copier, arguments, shape.below)

    return Plans(make)
