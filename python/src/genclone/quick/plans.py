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


def copies_of(shape: Shape, kinds: "list[type]") -> "Copies | None":
    """What is copied, by the types of the entries alone; None where it takes more than those."""
    copies: Copies = []
    for index, kind in enumerate(kinds):
        if kind in copiers.LEAVES:
            copies.append((index, copiers.LEAVES[kind]))
        elif kind not in _SHARED and not (kind in HALF_BUILT and (index < shape.below or _is_walked(kinds, index))):
            return None
    return copies


def _is_walked(kinds: "list[type]", index: int) -> bool:
    """Whether what is at `index` is walked by a ``for`` of 3.15, which keeps a number above it."""
    return kinds[index + 1 : index + 2] == [TaggedInteger]


def copy_entries(entries: "list[Any]", copies: Copies) -> None:
    """Puts copies in place of what is copied, one for each object however often it is met."""
    twins: dict[int, tuple[Any, Any]] = {}
    for index, copier in copies:
        held = entries[index]
        if id(held) not in twins:
            twins[id(held)] = copier(held), held  # which keeps its id its own
        entries[index] = twins[id(held)][0]


class Example(NamedTuple):
    """A frame that was just cloned one by one, for a plan to be drawn from.

    Attributes:
        gen: the original.
        shape: that of its code.
        kinds: the types of what its slots hold.
        copies: what was copied.
        entries: what the clone's slots hold.
        state: the raw state number.
    """

    gen: Any
    shape: Shape
    kinds: "list[type]"
    copies: Copies
    entries: "list[Any]"
    state: int

    @property
    def is_simple(self) -> bool:
        """Whether dummies can be written over as they are, and at most one entry is copied."""
        return not self.shape.keywords and len(self.copies) < 2

    @property
    def is_open(self) -> bool:
        """Whether the types alone do not tell that nothing on the value stack is half-built."""
        stack = range(self.shape.below, len(self.kinds))
        return any(self.kinds[index] in HALF_BUILT and not _is_walked(self.kinds, index) for index in stack)


class Plan(NamedTuple):
    """How the last frame of some code was cloned, for the next one, which is mostly alike.

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


def plans_of_pointers(resume_size: int, passes: bool) -> "Plans[Plan]":
    """Plans for frames all of whose slots hold pointers to objects.

    Args:
        resume_size: how many bytes of a frame say where it goes on.
        passes: whether entries are passed as arguments (where dummies would have to be released).
    """

    def drawn(example: Example) -> "Plan | None":
        shape, kinds = example.shape, example.kinds
        positional = len(shape.positional)
        is_left = shape.filled > (positional if passes else 0)
        if not kinds or is_left or not example.is_simple or example.is_open or Null in kinds:
            return None
        size = resume_size + len(kinds) * WORD
        arguments = positional if passes else shape.positional
        copied, copier = example.copies[0] if example.copies else (0, None)
        return Plan(kinds, len(kinds), size, copied, copier, arguments, shape.below)

    return Plans(drawn)


P = TypeVar("P")


class Plans(Generic[P]):
    """Id of a code object -> its plan, for frames that can be cloned so.

    Args:
        draw: gives the plan for frames like an example, or None.
    """

    def __init__(self, draw: "Callable[[Example], P | None]") -> None:
        self._draw = draw
        self.by_id: dict[int, P] = {}
        self._codes: dict[int, weakref.ref[CodeType]] = {}

    def remember(self, code: CodeType, example: Example) -> None:
        """Keeps how a frame was cloned, as long as its code lives, if the next one can be cloned so."""
        plan = self._draw(example)
        if plan is None:
            return
        key = id(code)
        if key not in self._codes:  # first, so that an interrupt leaves no plan behind for other code at this address
            self._codes[key] = weakref.ref(code, lambda _: self._forget(key))
        self.by_id[key] = plan

    def _forget(self, key: int) -> None:
        self.by_id.pop(key, None)
        self._codes.pop(key, None)
