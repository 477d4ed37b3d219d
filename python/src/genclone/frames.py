"""Reading a generator's frame: its slots by name, its state, what it handles, what it waits for."""

from types import CodeType
from typing import Literal, NamedTuple, cast

from .generators import Generator, code_of, delegate_of
from .layout import Layout, current
from .layouts.embedded import Capture
from .ownership import NULL

State = Literal["created", "suspended", "delegating", "running", "finished"]
Kind = Literal["local", "cell", "free", "stack"]

HALF_BUILT = frozenset([list, dict, set])
"""The types of what the value stack holds while a display, a comprehension or a call with ``*`` is under way."""


class Slot(NamedTuple):
    """One entry of a frame.

    Attributes:
        name: the variable's name; for the value stack its index from the bottom, as ``0``.
        kind: what sort of entry it is.
        holds: an object (for ``cell`` and ``free`` the cell itself), `NULL`, or a `TaggedInteger`.
        half_built: whether it is a container on the value stack that the frame goes on filling, or a display that it
            has built and not yet handed on.
    """

    name: str
    kind: Kind
    holds: object
    half_built: bool

    @property
    def path(self) -> str:
        """The slot as errors name it: ``locals.n``, ``cells.n``, ``free.n``, ``stack[0]``."""
        if self.kind == "stack":
            return f"stack[{self.name}]"
        return f"{'free' if self.kind == 'free' else self.kind + 's'}.{self.name}"


class Frame(NamedTuple):
    """A picture of a generator and of the frame that it owns, taken without running any code.

    The slots are references to the real objects, so a picture that is kept keeps them alive.

    Attributes:
        state: where the generator is in its life.
        slots: in frame order: locals and cells, free variables, then the value stack from its bottom.
            Empty for a running and for a finished generator.
        exception: the exception being handled inside the frame, None, or `NULL`.
        delegate: what the frame is suspended in by ``yield from`` or ``await``; None where it is not.
        capture: the raw picture; None for a running and for a finished generator.
    """

    state: State
    slots: "tuple[Slot, ...]"
    exception: object
    delegate: object
    capture: "Capture | None"

    @property
    def is_handling(self) -> bool:
        """Whether an exception is being handled inside the frame."""
        return self.exception is not NULL and self.exception is not None

    def above(self, index: int) -> object:
        """What the entry above that at `index` holds; `NULL` for the uppermost."""
        return self.slots[index + 1].holds if index + 1 < len(self.slots) else NULL


def read_frame(gen: Generator) -> Frame:
    """Reads `gen`'s frame. Linear in its slots.

    Raises:
        UnsupportedPython: this interpreter's layout is unknown or unproved.
    """
    layout = current()
    capture = layout.capture(gen)
    if capture is None:
        is_running = layout.state(gen) == layout.states.executing
        return Frame("running" if is_running else "finished", (), NULL, None, None)
    _, _, number, exception, _ = capture
    delegate = delegate_of(gen)
    slots = _slots(layout, code_of(gen), capture)
    return Frame(_named(layout, number, delegate), slots, exception, delegate, capture)


def state_of(layout: Layout, gen: Generator) -> State:
    """Where `gen` is in its life."""
    return _named(layout, layout.state(gen), delegate_of(gen))


def _named(layout: Layout, number: int, delegate: object) -> State:
    if number == layout.states.created:
        return "created"
    if number == layout.states.executing:
        return "running"
    if number in layout.states.suspended:
        return "suspended" if delegate is None else "delegating"
    return "finished"


def _slots(layout: Layout, code: CodeType, capture: Capture) -> "tuple[Slot, ...]":
    shape, entries = layout.shape(code), capture[0]
    slots = [Slot(name, cast(Kind, kind), held, False) for (name, kind), held in zip(shape.names, entries)]
    stack = entries[shape.below :]
    half_built: frozenset[int] = frozenset()
    containers = tuple([at for at, held in enumerate(stack) if type(held) in HALF_BUILT])
    if containers:
        half_built = shape.building.among(code, layout.resume_offset(code, capture), len(stack), containers)
    slots += [Slot(str(at), "stack", held, at in half_built) for at, held in enumerate(stack)]
    return tuple(slots)
