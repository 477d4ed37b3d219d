"""Reading a generator's frame: its slots by name, its state, what it handles, what it waits for."""

from types import GeneratorType
from typing import Any, Literal, NamedTuple, cast

from .layout import Layout, current
from .layouts.embedded import Generator, Suspension
from .ownership import NULL

State = Literal["created", "suspended", "delegating", "running", "finished"]
Kind = Literal["local", "cell", "free", "stack"]


class Slot(NamedTuple):
    """One entry of a frame.

    Attributes:
        name: the variable's name; for the value stack its index from the bottom, as ``0``.
        kind: what sort of entry it is.
        holds: an object (for ``cell`` and ``free`` the cell itself), `NULL`, or a `TaggedInteger`.
        sole: whether nothing but this slot refers to the object (value stack only).
    """

    name: str
    kind: Kind
    holds: object
    sole: bool

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
        delegate: what the frame is suspended in by ``yield from``; None where it is not.
        suspension: the raw picture; None for a running and for a finished generator.
    """

    state: State
    slots: "tuple[Slot, ...]"
    exception: object
    delegate: object
    suspension: "Suspension | None"


def read_frame(gen: Generator) -> Frame:
    """Reads `gen`'s frame. Linear in its slots.

    Raises:
        UnsupportedPython: this interpreter's layout is unknown or unproved.
    """
    layout = current()
    state = _state(layout, gen)
    if state in ("running", "finished"):
        return Frame(state, (), NULL, None, None)
    suspension = layout.read(gen)
    return Frame(state, _slots(layout, gen, suspension), suspension.exception, gen.gi_yieldfrom, suspension)


def is_generator(value: object) -> bool:
    """Whether `value` is a generator in the narrow sense (no coroutine, no async generator)."""
    return type(value) is GeneratorType


def as_generator(value: object) -> Generator:
    """`value`, which `is_generator`, as the type checker should see it."""
    return cast("GeneratorType[Any, Any, Any]", value)


def _state(layout: Layout, gen: Generator) -> State:
    number = layout.state(gen)
    if number == layout.states.created:
        return "created"
    if number == layout.states.executing:
        return "running"
    if number in layout.states.suspended:
        return "suspended" if gen.gi_yieldfrom is None else "delegating"
    return "finished"


def _slots(layout: Layout, gen: Generator, suspension: Suspension) -> "tuple[Slot, ...]":
    names = layout.slot_names(gen.gi_code)
    slots: list[Slot] = []
    for index, held in enumerate(suspension.entries):
        if index < len(names):
            name, kind = names[index]
            slots.append(Slot(name, cast(Kind, kind), held, False))
        else:
            slots.append(Slot(str(index - len(names)), "stack", held, index in suspension.sole))
    return tuple(slots)
