"""The clone of a frame that needs no survey: nothing in it leads anywhere but to itself.

Most generators hold numbers, strings, containers and a ``for`` iterator or two. For those, all that
`genclone.cloning` does comes down to copying the words of the frame and those iterators. This does just
that, and leaves every other frame to it; the two give the same clones.
"""

import weakref
from collections.abc import Callable
from functools import lru_cache
from types import CodeType, FunctionType, ModuleType
from typing import Any, Final

from . import copiers
from .frames import HALF_BUILT
from .layout import Layout, current
from .layouts.embedded import EmbeddedFrameLayout
from .memory import BYTES, INTS, RAW, SHIFT, SIZE, WORD, WORDS, objects_from
from .ownership import NULL, Null, TaggedInteger, is_immortal
from .shapes import DUMMY, Shape
from .survey import ATOMS

_SHARED: Final = ATOMS | {tuple, range, frozenset, bytearray, FunctionType, ModuleType, type}
"""What `FORK` shares wherever it is met, in a frame without cells of its own."""

_Copier = Callable[[Any], Any]
_Copies = list[tuple[int, _Copier]]
"""Which entries of a frame are copied, by index, and how."""


@lru_cache(maxsize=1)
def quick_clone() -> "Callable[[Any], Any]":
    """What clones a generator under `FORK`; it gives None for one that takes more than is done here.

    Linear in the slots. Raises UnsupportedPython where this interpreter's layout is unknown or unproved.
    """
    layout = current()
    # From where on the dummies are immortal (3.12), collections only begin at calls, which `_inlined` relies on.
    if type(layout) is EmbeddedFrameLayout and is_immortal(DUMMY):
        return _inlined(layout)
    return lambda gen: _clone(layout, gen, None)


def _clone(layout: Layout, gen: Any, plans: "_Plans | None") -> Any:
    code = gen.gi_code
    shape = layout.shape(code)
    capture = None if shape.has_cells else layout.capture(gen)
    if capture is None or capture[2] not in layout.states.suspended or capture[3] is not NULL:
        return None
    entries, function = capture[0], capture[4]
    copies = _copies(shape, entries)
    if copies is None or function.__code__ is not code:
        return None
    if plans is not None:
        plans.remember(code, shape, entries, copies)
    _copy(entries, copies)
    twin = function(*shape.positional, **shape.keywords)
    if twin.__name__ is not gen.__name__ or twin.__qualname__ is not gen.__qualname__:
        return None
    layout.become(twin, shape, capture, entries)
    return twin


def _copies(shape: Shape, entries: "list[Any]") -> "_Copies | None":
    """What is copied, by the types of the entries alone; None where it takes more than those."""
    copies: _Copies = []
    for index, held in enumerate(entries):
        kind = type(held)
        if kind in copiers.LEAVES:
            copies.append((index, copiers.LEAVES[kind]))
        elif kind not in _SHARED and (kind not in HALF_BUILT or index >= shape.below):
            return None
    return copies


def _copy(entries: "list[Any]", copies: _Copies) -> None:
    """Puts copies in place of what is copied, one for each object however often it is met."""
    twins: dict[int, tuple[Any, Any]] = {}
    for index, copier in copies:
        held = entries[index]
        if id(held) not in twins:
            twins[id(held)] = copier(held), held  # which keeps its id its own
        entries[index] = twins[id(held)][0]


_Plan = tuple["list[type]", int, int, int, "_Copier | None", "tuple[Any, ...]", "dict[str, Any]"]
"""How the last frame of some code was cloned, for the next one, which is mostly alike.

The types of what its slots hold; how many slots, and how many bytes with what says where it goes on; which
slot is copied, and how (None where all are shared); the arguments of a skeleton call.
"""


class _Plans:
    """Code object -> its plan, for those of which a frame was cloned that has at most one entry copied."""

    def __init__(self, resume_size: int) -> None:
        self._resume_size = resume_size
        self.by_id: dict[int, _Plan] = {}
        self._codes: dict[int, weakref.ref[CodeType]] = {}

    def remember(self, code: CodeType, shape: Shape, entries: "list[Any]", copies: _Copies) -> None:
        """Keeps how this frame is cloned, as long as its code lives."""
        all_are_objects = not any(kind in (Null, TaggedInteger) for kind in map(type, entries))
        if not entries or len(copies) > 1 or shape.filled or not all_are_objects:
            return
        index, copier = copies[0] if copies else (0, None)
        kinds = [type(held) for held in entries]
        key = id(code)
        size = self._resume_size + len(kinds) * WORD
        if key not in self._codes:  # first, so that an interrupt leaves no plan behind for other code at this address
            self._codes[key] = weakref.ref(code, lambda _: self._forget(key))
        self.by_id[key] = kinds, len(kinds), size, index, copier, shape.positional, shape.keywords

    def _forget(self, key: int) -> None:
        self.by_id.pop(key, None)
        self._codes.pop(key, None)


def _inlined(layout: EmbeddedFrameLayout) -> "Callable[[Any], Any]":
    """`_clone` with the accessors of `layout` written out, for frames like the last one of their code.

    A call for each of them would cost as much as all the rest, and so would adding an offset to each
    address: every view of memory here begins at its field's offset. What is done, in which order and why
    is told in `EmbeddedFrameLayout.capture` and `become`. Here nothing else can run between the look at
    the state and the image, as there is no call, nor between the last two writes to the new frame.
    """
    resume_size = layout.resume_length << SHIFT
    plans = _Plans(resume_size)
    plan_of, suspended = plans.by_id.get, layout.states.suspended
    states, depths, exceptions = BYTES[layout.state_at :], INTS[layout.depth_at >> 2 :], WORDS[layout.exception_at :]
    frames = RAW[(layout.slots_at << SHIFT) - resume_size :]
    slots, slot_words = objects_from(layout.slots_at << SHIFT), WORDS[layout.slots_at :]
    functions = objects_from(layout.function_at << SHIFT)
    list_sizes = WORDS[SIZE:]

    def clone(gen: Any) -> Any:
        address = id(gen)
        code = gen.gi_code
        plan = plan_of(id(code))
        state = states[address]
        if plan is None or state not in suspended:
            return _clone(layout, gen, plans)
        word = address >> SHIFT
        kinds, used, size, index, copier, positional, keywords = plan
        if depths[address >> 2] != used or exceptions[word]:
            return _clone(layout, gen, plans)
        memory = frames[address : address + size]
        try:
            entries = slots[word : word + used]
            function = functions[word]
        except ValueError:  # a local is unset
            return _clone(layout, gen, plans)
        image = memory.tobytes()
        if [type(held) for held in entries] != kinds:
            return _clone(layout, gen, plans)
        if function.__code__ is not code:
            return None
        copied = entries[index] if copier is None else copier(entries[index])
        entries[index] = copied
        twin = function(*positional, **keywords) if keywords else function(*positional)
        if twin.__name__ is not gen.__name__ or twin.__qualname__ is not gen.__qualname__:
            return None
        address = id(twin)
        word = (address >> SHIFT) + index
        copied_at = id(copied)
        list_sizes[id(entries) >> SHIFT] = 0  # from here on the frame owns what it owned
        frames[address : address + size] = image
        slot_words[word] = copied_at
        states[address] = state
        return twin

    return clone
