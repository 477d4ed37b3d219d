"""A clone made by the article's route alone."""

import ctypes
from collections.abc import Iterator
from types import CellType, GeneratorType
from typing import Any, NamedTuple, cast

from ..errors import Refusal
from ..frames import Frame, Slot, read_frame
from ..generators import Generator, PlainGenerator
from ..layouts.embedded import EmbeddedFrameLayout
from ..ownership import NULL
from .frame_objects import new_frame
from .generators import taken_over
from .proof import CLONE_INSTEAD, proved_layout
from .raw_frames import integer_of, is_embedded
from .refusals import ITERATOR_ARGUMENT, refuse_another_head


def clone_by_frame(gen: PlainGenerator) -> PlainGenerator:
    """A second generator that goes on from where `gen` is, made by this route alone.

    A new frame over the same code and globals, the locals shuffled in, the place in the code written. That
    serves a generator that is unstarted, or suspended with nothing on its value stack: not inside of a
    ``for``, a ``with``, an ``except``, a ``yield from``, or an expression. What the variables refer to is
    shared, iterators too. Closures are unbound: the clone has cells of its own with the same contents,
    while inner functions made already keep the original's. Builtins are those that the globals name by now.
    Linear in the variables. No other thread may resume `gen` meanwhile.

    Raises:
        TypeError: `gen` is not a generator.
        Refusal: it is not one of those, or a finaliser resumed it meanwhile. Nothing was changed.
        UnsupportedPython: this interpreter's layout is unknown or unproved.
    """
    if type(gen) is not GeneratorType:  # not isinstance, which would ask the object for its __class__
        raise TypeError(f"clone_by_frame() takes a generator, not {type(gen).__name__!r}")
    layout = proved_layout()
    picture = read_frame(gen)
    place = _place(layout, gen) if picture.state == "suspended" else None
    _refuse_what_cannot_be_shuffled(gen, picture)
    original = gen.gi_frame
    assert original is not None  # it is not finished
    frame = new_frame(gen.gi_code, original.f_globals, dict(_values(picture.slots)))
    refuse_another_head(frame)
    twin = cast(PlainGenerator, taken_over(layout, frame))
    twin.__name__, twin.__qualname__ = gen.__name__, gen.__qualname__
    _refuse_if_it_went_on(layout, gen, picture, place)
    if place is not None:
        _resume_at(layout, twin, place)
    return twin


def _refuse_what_cannot_be_shuffled(gen: Generator, picture: Frame) -> None:
    if picture.state == "running":
        raise Refusal(
            None,
            f"The generator {gen.__qualname__} is running, and only a suspended one can be cloned.",
            "Clone it after it has yielded, from outside.",
        )
    if picture.state == "finished":
        raise Refusal(None, f"The generator {gen.__qualname__} is finished: it has no frame.", CLONE_INSTEAD)
    for slot in picture.slots:
        if slot.kind == "stack":
            raise Refusal(
                slot.path,
                "The value stack is not empty (a loop, a with, an except, a delegate or an expression is under"
                " way), and a frame object gives no access to it.",
                CLONE_INSTEAD,
            )
        if slot.name == ITERATOR_ARGUMENT:
            raise Refusal(
                slot.path, "Both generators would advance what this generator expression iterates over.", CLONE_INSTEAD
            )


def _refuse_if_it_went_on(layout: EmbeddedFrameLayout, gen: Generator, before: Frame, place: "_Place | None") -> None:
    now = read_frame(gen)
    is_same = now.state == before.state and all(a.holds is b.holds for a, b in zip(now.slots, before.slots))
    if not is_same or (place is not None and _place(layout, gen) != place):
        raise Refusal(
            None,
            f"The generator {gen.__qualname__} went on while it was being cloned.",
            "Do not resume it from a finaliser or from another thread.",
        )


def _values(slots: "tuple[Slot, ...]") -> "Iterator[tuple[str, object]]":
    """The variables that are set, by name; of cells, what they hold."""
    for slot in slots:
        held = slot.holds
        if type(held) is CellType and slot.kind != "local":
            try:
                held = cast("object", held.cell_contents)
            except ValueError:
                continue
        if held is not NULL:
            yield slot.name, held


class _Place(NamedTuple):
    """Where a generator is suspended. Nothing in it is a reference.

    Attributes:
        state: the raw state number.
        fields: of its frame, those that say where execution goes on.
        blocks: on 3.10 the stack of blocks, elsewhere nothing.
    """

    state: int
    fields: "tuple[int, ...]"
    blocks: bytes


def _place(layout: EmbeddedFrameLayout, gen: Generator) -> _Place:
    raw: Any = layout.frame.from_address(layout.frame_address(gen))
    fields = tuple([integer_of(raw, field) for field in layout.resume_fields])
    return _Place(layout.state(gen), fields, b"" if is_embedded(layout) else bytes(raw.f_blockstack))


def _resume_at(layout: EmbeddedFrameLayout, twin: Generator, place: _Place) -> None:
    """Makes `twin`, which is unstarted, suspended at `place` with nothing on its value stack; the state last."""
    raw: Any = layout.frame.from_address(layout.frame_address(twin))
    for field, value in zip(layout.resume_fields, place.fields, strict=True):
        setattr(raw, field, value)
    if is_embedded(layout):
        layout.generator.from_address(id(twin)).frame_state = place.state
    else:
        ctypes.memmove(raw.f_blockstack, place.blocks, len(place.blocks))
        raw.f_state = place.state
