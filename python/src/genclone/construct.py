"""The article's route: a frame made by ``PyFrame_New``, and a generator made of it by ``PyGen_New``.

``FrameType`` cannot be constructed from Python, but CPython's C API makes frames, and its own makers
of generators take them over. The bare calls are unfinished business in every CPython supported, and
most of what goes wrong shows nowhere but in corrupted memory. What is made here is completed first, to
be word for word what a call of the function would have made; what cannot be is refused before the call.

- The frame has no cells, for the instructions that make them (``MAKE_CELL``, ``COPY_FREE_VARS``) lie
  before its start. It gets fresh ones. So the shuffle of locals *unbinds* closures: a free variable
  becomes a cell of this frame alone, that holds the value which was shuffled in.
- From 3.11 on it starts after ``RESUME``, where a generator's starts after ``RETURN_GENERATOR``. The
  value first sent would stay on the value stack for good, one word more than the stack has room for;
  on 3.15 it starts inside ``RESUME``, in a cache entry, and yields a None that is in no source.
- From 3.11 on ``PyGen_New`` copies the frame into the generator and leaves the frame object pointing
  there, unbeknown to the generator: once that is gone, into freed memory. Here the two know each other.
- On 3.10 it has the caller's frame for its ``f_back``, which the first resumption would leak.

https://github.com/python/cpython/blob/v3.10.13/Objects/frameobject.c (``PyFrame_New``)
https://github.com/python/cpython/blob/v3.13.0/Objects/frameobject.c (``PyFrame_New``)
https://github.com/python/cpython/blob/v3.13.0/Objects/genobject.c (``gen_new_with_qualname``)
"""

import ctypes
import inspect
import opcode
import sys
from collections.abc import Iterator, Mapping, MutableMapping
from functools import cache
from types import CellType, CodeType, FrameType, FunctionType, GeneratorType
from typing import Any, Final, NamedTuple, cast

from .copiers import is_iterator
from .errors import Refusal, UnsupportedPython
from .frames import Frame, Slot, read_frame
from .generators import Generator, PlainGenerator
from .layout import current
from .layouts.embedded import EmbeddedFrameLayout
from .memory import SHIFT, WORDS, object_at
from .ownership import NULL, TAG_MASK

_EMBEDDED = "frame_obj"
"""The field by which a frame that lies in its generator (3.11 on) knows its frame object."""

_F_FRAME = 3
"""Index of ``f_frame`` in a frame object, in words: ``ob_refcnt, ob_type, f_back, f_frame`` (3.11 on)."""

_TO_THE_START = 4
"""Bytes from where a generator's frame starts to where ``PyFrame_New`` does: two instructions."""

_HEAD = ("RETURN_GENERATOR", "POP_TOP", "RESUME")
"""What those are, with the one that a call has run already before them."""

_PROLOGUE = ("EXTENDED_ARG", "MAKE_CELL", "COPY_FREE_VARS")
"""What comes before that, and is made up for."""

_OWNED_BY_FRAME_OBJECT = 2
"""``FRAME_OWNED_BY_FRAME_OBJECT`` of ``enum _frameowner``, in every version since 3.11."""

_CLEARED = 4
"""``FRAME_CLEARED`` of 3.10, where the frame object has a state."""

_SUSPENDABLE = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR

_SIGNATURES: "dict[str, tuple[Any, ...]]" = {
    "Py_IncRef": (None, ctypes.py_object),
    "Py_DecRef": (None, ctypes.py_object),
    "PyThreadState_Get": (ctypes.c_void_p,),
    "PyFrame_New": (ctypes.py_object, ctypes.c_void_p, ctypes.py_object, ctypes.py_object, ctypes.c_void_p),
    "PyFrame_LocalsToFast": (None, ctypes.py_object, ctypes.c_int),
    "PyFrame_FastToLocals": (None, ctypes.py_object),
    "PyGen_New": (ctypes.py_object, ctypes.py_object),
    "PyCoro_New": (ctypes.py_object, ctypes.py_object, ctypes.py_object, ctypes.py_object),
    "PyAsyncGen_New": (ctypes.py_object, ctypes.py_object, ctypes.py_object, ctypes.py_object),
}
"""The C functions used: what each gives, then what it takes. In WebAssembly another signature is fatal."""

_ITERATOR_ARGUMENT = ".0"
"""The compiler's name for what a generator expression iterates over."""

_CLONE_INSTEAD: Final = "Use clone(), which is not bound to this route."


class _Fresh:
    """Set as ``f_trace`` of a frame from `new_frame` until a generator owns it.

    A frame takes no attributes and no weak references. Clearing it drops this too, and nothing calls it
    while the frame does not run.
    """

    def __init__(self, frame: FrameType) -> None:
        self.address = id(frame)


# --- frames ---


def new_frame(code: CodeType, globals: "dict[str, Any]", locals: "Mapping[str, object] | None" = None) -> FrameType:
    """A frame over `code` that no call made: what ``PyFrame_New`` gives, with its cells.

    It is ready for `new_generator`. `locals` are values for its variables, cell and free variables among
    them; the C function would ignore them here, so they are shuffled in by `locals_to_fast`. Its builtins are
    those that `globals` name, or else the caller's. Linear in the variables of `code`.

    Raises:
        TypeError: an argument is of another type.
        Refusal: `code` is of a module or of a class body, which keep their variables elsewhere.
        UnsupportedPython: this interpreter's layout is unknown or unproved.
    """
    _expect(code, CodeType, "code")
    if dict not in type.__dict__["__mro__"].__get__(type(globals)):
        raise TypeError(f"globals must be a dict, not {type(globals).__name__!r}")
    if not code.co_flags & inspect.CO_OPTIMIZED:
        raise Refusal(
            None,
            f"{code.co_name} is the code of a module or of a class body: it has no slots for its variables.",
            "Take the code of a function.",
        )
    frame = _complete_frame(_layout(), code, globals)
    frame.f_trace = cast(Any, _Fresh(frame))
    if locals is not None:
        locals_to_fast(frame, locals)
    return frame


def locals_to_fast(frame: FrameType, values: "Mapping[str, object] | None" = None) -> None:
    """Makes the variables of `frame` what its ``f_locals`` say, after making those say `values`, if given.

    On 3.10 to 3.12 ``f_locals`` is a dict, a picture of the variables: change the dict and call this, which
    is ``PyFrame_LocalsToFast``. Every look at ``frame.f_locals`` takes a new picture, over unshuffled changes.
    From 3.13 on (PEP 667) it is a proxy that writes through, and the C function does nothing. So this does
    nothing without `values`, because the changes are made already, and writes `values` through otherwise.
    On no version is a variable that is not named unset. Linear in the variables of `frame`.

    https://peps.python.org/pep-0667/

    Raises:
        TypeError: `frame` is not a frame, or `values` is not a mapping.
        Refusal: `frame` was cleared; or it is a generator expression's and `values` give it something to
            iterate over that is no iterator, which CPython would call as one; or, there, `values` are missing
            where they would be needed to check that.
    """
    _expect(frame, FrameType, "frame")
    layout = _layout()
    if _is_cleared(layout, frame):
        raise Refusal(None, "The frame was cleared: it has no slots to write to.", "Make another by new_frame().")
    given = None if values is None else dict(values)
    _refuse_what_is_no_iterator(frame.f_code, given)
    if given is not None:
        cast("MutableMapping[str, object]", frame.f_locals).update(given)
    if not _writes_through():
        _c("PyFrame_LocalsToFast")(frame, 0)


def fast_to_locals(frame: FrameType) -> "Mapping[str, Any]":
    """The variables of `frame` by name: its ``f_locals``, taken anew.

    On 3.10 to 3.12 this is ``PyFrame_FastToLocals`` and gives the frame's dict, the same one each time. From
    3.13 on (PEP 667) the C function does nothing: the proxy that this gives always shows the variables as
    they are.

    Raises:
        TypeError: `frame` is not a frame.
    """
    _expect(frame, FrameType, "frame")
    if not _writes_through():
        _c("PyFrame_FastToLocals")(frame)
    return frame.f_locals


# --- generators ---


def new_generator(frame: FrameType) -> Generator:
    """An unstarted generator that owns `frame`, a frame from `new_frame`.

    By the flags of its code it is a generator (``PyGen_New``), a coroutine (``PyCoro_New``) or an async
    generator (``PyAsyncGen_New``). As for one that a call made, `frame` is its ``gi_frame`` from then on: it may
    be looked at, and outlives the generator safely. Linear in the variables of the code.

    Raises:
        TypeError: `frame` is not a frame.
        Refusal: `frame` is not fresh from `new_frame`; or its code is not a generator's; or an argument is
            unset, which code reads unchecked. Nothing was changed.
    """
    _expect(frame, FrameType, "frame")
    mark = cast(object, frame.f_trace)
    if type(mark) is not _Fresh or mark.address != id(frame):
        raise Refusal(
            None,
            "The frame is not fresh from new_frame(): a call made it, or a generator owns it, or it was cleared.",
            "Make another by new_frame().",
        )
    code = frame.f_code
    if not code.co_flags & _SUSPENDABLE:
        raise Refusal(
            None,
            f"{code.co_name} is the code of an ordinary function, which does not yield.",
            "Take the code of a generator function.",
        )
    _refuse_unset_arguments(code, frame.f_locals)
    _refuse_another_head(frame)
    return _taken_over(_layout(), frame)


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
    layout = _layout()
    picture = read_frame(gen)
    place = _place(layout, gen) if picture.state == "suspended" else None
    _refuse_what_cannot_be_shuffled(gen, picture)
    original = gen.gi_frame
    assert original is not None  # it is not finished
    frame = new_frame(gen.gi_code, original.f_globals, dict(_values(picture.slots)))
    _refuse_another_head(frame)
    twin = cast(PlainGenerator, _taken_over(layout, frame))
    twin.__name__, twin.__qualname__ = gen.__name__, gen.__qualname__
    _refuse_if_it_went_on(layout, gen, picture, place)
    if place is not None:
        _resume_at(layout, twin, place)
    return twin


# --- what is refused ---


def _expect(value: object, kind: type, name: str) -> None:
    if type(value) is not kind:
        raise TypeError(f"{name} must be a {kind.__name__}, not {type(value).__name__!r}")


def _refuse_what_is_no_iterator(code: CodeType, values: "dict[str, object] | None") -> None:
    """To 3.14 a generator expression calls what it was given as an iterator, unchecked."""
    if _ITERATOR_ARGUMENT not in code.co_varnames:
        return
    if values is None and not _writes_through():
        raise Refusal(
            f"locals.{_ITERATOR_ARGUMENT}",
            "What a generator expression iterates over must be checked before it is shuffled in.",
            "Pass the values instead of changing f_locals.",
        )
    if values is not None and _ITERATOR_ARGUMENT in values:
        _refuse_no_iterator(values[_ITERATOR_ARGUMENT])


def _refuse_no_iterator(value: object) -> None:
    if not is_iterator(value):
        raise Refusal(
            f"locals.{_ITERATOR_ARGUMENT}",
            f"A generator expression would call this {type(value).__name__} as an iterator, unchecked.",
            "Pass iter() of it.",
        )


def _refuse_unset_arguments(code: CodeType, values: "Mapping[str, object]") -> None:
    flags = (inspect.CO_VARARGS, inspect.CO_VARKEYWORDS)
    count = code.co_argcount + code.co_kwonlyargcount + sum(bool(code.co_flags & flag) for flag in flags)
    for name in code.co_varnames[:count]:
        if name not in values:
            raise Refusal(
                f"locals.{name}",
                "This argument is unset, and code reads arguments without a check.",
                f"Give it a value first: locals_to_fast(frame, {{{name!r}: ...}}).",
            )
    if _ITERATOR_ARGUMENT in code.co_varnames:
        _refuse_no_iterator(values[_ITERATOR_ARGUMENT])


def _refuse_another_head(frame: FrameType) -> None:
    """Where a generator starts is counted from where `frame` does, which holds for one way to begin it.

    From 3.15 on a generator expression begins otherwise: it takes the iterator, and puts it on the value
    stack, before there is a generator.
    """
    code, proved = frame.f_code, _proved()
    if not _embedded(proved.layout):
        return
    at = frame.f_lasti - proved.start
    begun = code.co_code[: max(at, 0) + 2 * len(_HEAD) : 2]
    before, head = begun[: -len(_HEAD)], begun[-len(_HEAD) :]
    if at < 0 or head != _opcodes(_HEAD) or not set(before) <= set(_opcodes(_PROLOGUE)):
        raise Refusal(
            None,
            f"The code of {code.co_name} does not begin as a generator function does: it does more before"
            " there is a generator than make its cells, and PyFrame_New would skip that.",
            "Call it instead, or take the code of a generator function.",
        )


def _opcodes(names: "tuple[str, ...]") -> bytes:
    return bytes([opcode.opmap[name] for name in names])


def _refuse_what_cannot_be_shuffled(gen: Generator, picture: Frame) -> None:
    if picture.state == "running":
        raise Refusal(
            None,
            f"The generator {gen.__qualname__} is running, and only a suspended one can be cloned.",
            "Clone it after it has yielded, from outside.",
        )
    if picture.state == "finished":
        raise Refusal(None, f"The generator {gen.__qualname__} is finished: it has no frame.", _CLONE_INSTEAD)
    for slot in picture.slots:
        if slot.kind == "stack":
            raise Refusal(
                slot.path,
                "The value stack is not empty (a loop, a with, an except, a delegate or an expression is under"
                " way), and a frame object gives no access to it.",
                _CLONE_INSTEAD,
            )
        if slot.name == _ITERATOR_ARGUMENT:
            raise Refusal(
                slot.path, "Both generators would advance what this generator expression iterates over.", _CLONE_INSTEAD
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


def _is_cleared(layout: EmbeddedFrameLayout, frame: FrameType) -> bool:
    """Whether `frame` lost its slots by ``frame.clear()``: what is written there would never be released."""
    raw = _raw(layout, frame)
    if not _embedded(layout):
        return _integer(raw, "f_state") == _CLEARED
    if hasattr(layout.frame, "stackpointer"):  # NULL while the frame runs
        is_empty = _integer(raw, "stackpointer") == _first_slot(layout, frame) << SHIFT
    else:
        is_empty = _integer(raw, "stacktop") == 0
    return is_empty and bool(layout.slot_names(frame.f_code))


# --- raw reads and writes, and calls ---


@cache
def _c(name: str) -> Any:
    """The C function of that name; a prototype of our own, for those of `ctypes.pythonapi` are everybody's."""
    return ctypes.PYFUNCTYPE(*_SIGNATURES[name])((name, ctypes.pythonapi))


@cache
def _writes_through() -> bool:
    """Whether ``f_locals`` of a function's frame is the proxy of PEP 667."""
    return type(cast(FrameType, inspect.currentframe()).f_locals) is not dict


class _Proved(NamedTuple):
    """What was seen to hold before the first raw write.

    Attributes:
        layout: this interpreter's, as `genclone.layout` proved it.
        start: ``f_lasti`` of a fresh frame, in bytes from where `_HEAD` begins.
    """

    layout: EmbeddedFrameLayout
    start: int


@cache
def _proved() -> _Proved:
    """Proves on a probe that what this route makes is what a call makes, word for word."""
    layout = cast(EmbeddedFrameLayout, current())

    def probe(argument: object) -> Iterator[object]:
        yield argument

    frame = _from_c(probe.__code__, probe.__globals__)
    for about, read, expected in _facts_of_a_frame(layout, frame, cast(Generator, probe(None))):
        if read != expected:
            raise UnsupportedPython(
                f"This build of {layout.name} makes frames otherwise: {about} reads {read}, not {expected}.",
                _CLONE_INSTEAD,
            )
    _forget_caller(layout, frame)
    return _Proved(layout, frame.f_lasti)


def _layout() -> EmbeddedFrameLayout:
    return _proved().layout


def _facts_of_a_frame(
    layout: EmbeddedFrameLayout, frame: FrameType, called: Generator
) -> "Iterator[tuple[str, object, object]]":
    """As: what it is about, what was read of a bare frame, what it must be, by the generator that was `called`."""
    if _embedded(layout):
        inside = range(id(frame), id(frame) + sys.getsizeof(frame))
        yield "whether the frame lies in its object", _address(layout, frame) in inside, True
    raw = _raw(layout, frame)
    model = layout.frame.from_address(layout.frame_address(called))
    yield "its code", _integer(raw, layout.code_field) & ~TAG_MASK, id(frame.f_code)
    yield "its globals", _integer(raw, "f_globals"), id(frame.f_globals)
    start = layout.resume_fields[0]
    if _embedded(layout):
        yield "its owner", _integer(raw, "owner"), _OWNED_BY_FRAME_OBJECT
        yield "its frame object", _integer(raw, _EMBEDDED), 0
        yield "where it starts", _integer(raw, start) - _integer(model, start), _TO_THE_START
    else:
        yield "its f_back", _integer(raw, "f_back"), id(frame.f_back)
        yield "its generator", _integer(raw, "f_gen"), 0
        yield "where it starts", _integer(raw, start), _integer(model, start)
    yield "the slot of an unset argument", WORDS[_first_slot(layout, frame)] & ~TAG_MASK, 0


def _embedded(layout: EmbeddedFrameLayout) -> bool:
    """Whether frames lie in what owns them, and frame objects only point there."""
    return hasattr(layout.frame, _EMBEDDED)


def _address(layout: EmbeddedFrameLayout, frame: FrameType) -> int:
    return WORDS[(id(frame) >> SHIFT) + _F_FRAME] if _embedded(layout) else id(frame)


def _raw(layout: EmbeddedFrameLayout, frame: FrameType) -> Any:
    return layout.frame.from_address(_address(layout, frame))


def _integer(raw: Any, field: str) -> int:
    return int(getattr(raw, field) or 0)


def _from_c(code: CodeType, globals: "dict[str, Any]") -> FrameType:
    return _c("PyFrame_New")(_c("PyThreadState_Get")(), code, globals, None)


def _first_slot(layout: EmbeddedFrameLayout, frame: FrameType) -> int:
    return (_address(layout, frame) + layout.offset(layout.frame, "localsplus")) >> SHIFT


def _complete_frame(layout: EmbeddedFrameLayout, code: CodeType, globals: "dict[str, Any]") -> FrameType:
    """A frame without a caller, with cells, and with a function that is closed over the free ones."""
    frame = _from_c(code, globals)
    _forget_caller(layout, frame)
    first = _first_slot(layout, frame)
    closure: list[CellType] = []
    for index, (_, kind) in enumerate(layout.slot_names(code)):
        if kind != "local":
            cell = CellType()
            _c("Py_IncRef")(cell)
            WORDS[first + index] = id(cell)
            if kind == "free":
                closure.append(cell)
    if closure and _embedded(layout):
        _set_function(layout, frame, FunctionType(code, globals, code.co_name, None, tuple(closure)))
    return frame


def _forget_caller(layout: EmbeddedFrameLayout, frame: FrameType) -> None:
    """On 3.10 a new frame has the one that made it for its caller. It must not end in a variable here: that
    frame refers back to this one, and the two would keep each other."""
    if not _embedded(layout):
        caller = [frame.f_back]
        _raw(layout, frame).f_back = None
        _c("Py_DecRef")(caller.pop())


def _set_function(layout: EmbeddedFrameLayout, frame: FrameType, function: FunctionType) -> None:
    """Replaces the function that ``PyFrame_New`` made up, which has no closure: a call of it would crash."""
    raw = _raw(layout, frame)
    made_up = object_at(_integer(raw, layout.function_field) & ~TAG_MASK)
    _c("Py_IncRef")(function)
    setattr(raw, layout.function_field, id(function))
    _c("Py_DecRef")(made_up)


def _taken_over(layout: EmbeddedFrameLayout, frame: FrameType) -> Generator:
    """What owns `frame` from now on. The raw writes come before the call, which copies what they say."""
    code = frame.f_code
    frame.f_trace = None
    if not _writes_through():
        cast("dict[str, object]", frame.f_locals).clear()  # the picture would keep the values alive
    if _embedded(layout):
        raw = _raw(layout, frame)
        start = layout.resume_fields[0]
        setattr(raw, start, _integer(raw, start) - _TO_THE_START)
        _c("Py_IncRef")(frame)
        setattr(raw, _EMBEDDED, id(frame))
    else:
        _empty_captured_arguments(layout, frame)
    _c("Py_IncRef")(frame)  # for the call to steal
    if code.co_flags & inspect.CO_GENERATOR:
        return _c("PyGen_New")(frame)
    qualname: str = getattr(code, "co_qualname", code.co_name)
    return _c("PyCoro_New" if code.co_flags & inspect.CO_COROUTINE else "PyAsyncGen_New")(frame, code.co_name, qualname)


def _empty_captured_arguments(layout: EmbeddedFrameLayout, frame: FrameType) -> None:
    """On 3.10 an argument that inner functions capture has a slot beside its cell, which a call leaves empty."""
    first = _first_slot(layout, frame)
    for index, name in enumerate(frame.f_code.co_varnames):
        if name in frame.f_code.co_cellvars and WORDS[first + index]:
            value = object_at(WORDS[first + index])
            WORDS[first + index] = 0
            _c("Py_DecRef")(value)


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
    fields = tuple([_integer(raw, field) for field in layout.resume_fields])
    return _Place(layout.state(gen), fields, b"" if _embedded(layout) else bytes(raw.f_blockstack))


def _resume_at(layout: EmbeddedFrameLayout, twin: Generator, place: _Place) -> None:
    """Makes `twin`, which is unstarted, suspended at `place` with nothing on its value stack; the state last."""
    raw: Any = layout.frame.from_address(layout.frame_address(twin))
    for field, value in zip(layout.resume_fields, place.fields, strict=True):
        setattr(raw, field, value)
    if _embedded(layout):
        layout.generator.from_address(id(twin)).frame_state = place.state
    else:
        ctypes.memmove(raw.f_blockstack, place.blocks, len(place.blocks))
        raw.f_state = place.state
