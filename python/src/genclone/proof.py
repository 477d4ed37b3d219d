"""Proves a layout on the live interpreter before anything is cloned with it.

A wrong offset would corrupt memory silently (in WebAssembly not even NULL traps), so three
independent witnesses are heard, and none of them follows a pointer that it has not compared first:

1. the sizes that CPython gives for its own types;
2. from 3.13 on, CPython's own table of offsets at the start of ``_PyRuntime``
   (``Include/internal/pycore_debug_offsets.h``);
3. a probe: a generator in each state, whose locals, cell, value stack, exception, function and place
   in the code are known, read back through the layout word by word.
"""

import ctypes
from collections.abc import Iterator
from types import FunctionType
from typing import Any, cast

from .exception_table import UNIT
from .generators import PlainGenerator
from .layouts.embedded import EmbeddedFrameLayout
from .ownership import TAG_MASK

_COOKIE = b"xdebugpy"


def differences(layout: EmbeddedFrameLayout) -> "list[str]":
    """What of the live interpreter differs from `layout`, in words; empty when it is proved."""
    differing = list(_of_size(layout)) or list(_of_debug_offsets(layout)) or list(_of_probe(layout))
    return differing


def _of_size(layout: EmbeddedFrameLayout) -> Iterator[str]:
    for kind, expected in layout.sizes():
        if kind.__basicsize__ != expected:
            yield f"a {kind.__name__} takes {kind.__basicsize__} bytes, not {expected}"


def _of_debug_offsets(layout: EmbeddedFrameLayout) -> Iterator[str]:
    if not layout.debug_offsets:
        return
    runtime = ctypes.addressof(ctypes.c_char.in_dll(ctypes.pythonapi, "_PyRuntime"))
    if ctypes.string_at(runtime, len(_COOKIE)) != _COOKIE:
        yield "the table of debug offsets is missing"
        return
    table = runtime + len(_COOKIE) + 8  # past the cookie and the version
    for index, (structure, field) in layout.debug_offsets.items():
        said = ctypes.c_uint64.from_address(table + 8 * index).value
        expected = layout.offset(structure, field)
        if said != expected:
            yield f"CPython puts {field} at offset {said}, not {expected}"


def _of_probe(layout: EmbeddedFrameLayout) -> Iterator[str]:
    yield from _differing(_facts_of_a_created_generator(layout))
    yield from _differing(_facts_of_a_suspended_generator(layout))
    yield from _differing(_facts_of_a_running_generator(layout))


def _differing(facts: "Iterator[tuple[str, object, object]]") -> Iterator[str]:
    """Facts come as: what it is about, what was read, what must have been read."""
    for about, read, expected in facts:
        if read != expected:
            yield f"{about} reads {read!r}, not {expected!r}"
            return  # what follows may rest on it


def _facts_of_a_created_generator(layout: EmbeddedFrameLayout) -> "Iterator[tuple[str, object, object]]":
    def probe(argument: object) -> Iterator[object]:
        yield argument

    argument = object()
    gen = cast(PlainGenerator, probe(argument))
    yield "the state of a created generator", layout.state(gen), layout.states.created
    yield "the number of slots in use at first", layout.used(gen), 1
    yield "an argument's slot", layout.words(gen)[0] & ~TAG_MASK, id(argument)
    gen.close()
    yield "the state of a closed generator counts as finished", layout.state(gen) in layout.states.finished, True


def _facts_of_a_suspended_generator(layout: EmbeddedFrameLayout) -> "Iterator[tuple[str, object, object]]":
    first, second = object(), object()
    pending = [first, second]

    def probe(argument: object) -> Iterator[object]:
        captured = argument
        unset: object
        try:
            raise LookupError(pending)
        except LookupError as error:
            yield error
            print(argument, pending, cast(object, (yield error)))
            unset = lambda: captured  # noqa: E731
            yield unset

    gen = cast(PlainGenerator, probe(first))
    error = next(gen)
    yield "the state of a suspended generator", layout.state(gen) in layout.states.suspended, True
    code = layout.field(gen, layout.code_field)
    yield "its code", code & ~TAG_MASK, id(gen.gi_code)
    yield "its globals", layout.field(gen, "f_globals"), id(probe.__globals__)
    builtins: Any = getattr(probe, "__builtins__")
    yield "its builtins", layout.field(gen, "f_builtins"), id(builtins)
    yield "its f_locals", layout.field(gen, "f_locals"), 0
    yield "the exception being handled", layout.exception_word(gen), id(error)
    yield from layout.identity(gen, cast(FunctionType, probe))
    yield from _facts_of_slots(layout, gen, cast(FunctionType, probe), {"argument": first, "error": error})
    del error  # its traceback leads to whoever asked for the proof, and on to the generator that is cloned
    yield from _facts_of_the_resume_point(layout, gen)


def _facts_of_slots(
    layout: EmbeddedFrameLayout, gen: PlainGenerator, function: FunctionType, known: "dict[str, object]"
) -> "Iterator[tuple[str, object, object]]":
    names = layout.slot_names(gen.gi_code)
    words = layout.words(gen)
    for index, (name, kind) in enumerate(names):
        if name in known:
            yield f"the slot of {name}", words[index] & ~TAG_MASK, id(known[name])
        elif kind == "free":
            cells = dict(zip(gen.gi_code.co_freevars, function.__closure__ or (), strict=True))
            yield f"the slot of {name}", words[index] & ~TAG_MASK, id(cells[name])
        elif name == "unset":
            yield "the slot of an unset local", words[index] & ~TAG_MASK, 0
    depth = layout.used(gen) - len(names)
    yield "the depth of the value stack is within bounds", 0 < depth <= gen.gi_code.co_stacksize, True


def _facts_of_the_resume_point(
    layout: EmbeddedFrameLayout, gen: PlainGenerator
) -> "Iterator[tuple[str, object, object]]":
    pointer = layout.resume_fields[0]
    before, at = layout.field(gen, pointer), _last_instruction(gen)
    capture = layout.capture(gen)
    assert capture is not None  # it is suspended
    goes_on_at = at + UNIT if layout.names_last else at
    yield "where its code goes on", layout.resume_offset(gen.gi_code, capture), goes_on_at
    del capture  # it keeps what the frame holds
    depth = layout.used(gen)
    next(gen)
    moved = (layout.field(gen, pointer) - before) * layout.resume_scale
    yield "how far the instruction pointer moved", moved, _last_instruction(gen) - at
    yield "three more pending operands on the value stack", layout.used(gen) - depth >= 3, True
    operands = [word & ~TAG_MASK for word in layout.words(gen)[depth : layout.used(gen)]]
    yield "a pending operand is on the value stack", id(print) in operands, True
    gen.close()
    yield "the exception of a closed generator", layout.exception_word(gen), 0


def _last_instruction(gen: PlainGenerator) -> int:
    frame = gen.gi_frame
    assert frame is not None  # it is suspended
    return frame.f_lasti


def _facts_of_a_running_generator(layout: EmbeddedFrameLayout) -> "Iterator[tuple[str, object, object]]":
    states: list[int] = []

    def probe() -> Iterator[None]:
        states.append(layout.state(running[0]))
        yield

    running: list[PlainGenerator] = []
    gen = cast(PlainGenerator, probe())
    running.append(gen)
    next(gen)
    yield "the state of a running generator", states, [layout.states.executing]
    running.clear()
    gen.close()
