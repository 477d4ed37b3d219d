"""Frames that no call made, and their variables."""

import inspect
from collections.abc import Mapping, MutableMapping
from types import CellType, CodeType, FrameType, FunctionType
from typing import Any, cast

from ..errors import Refusal
from ..layouts.embedded import EmbeddedFrameLayout
from ..memory import WORDS, object_at
from ..ownership import TAG_MASK
from .c_api import bare_frame, c_function, writes_through
from .proof import proved_layout
from .raw_frames import first_slot, forget_caller, integer_of, is_embedded, raw_frame
from .refusals import expect, is_cleared, refuse_what_is_no_iterator


class Fresh:
    """Set as ``f_trace`` of a frame from `new_frame` until a generator owns it.

    A frame takes no attributes and no weak references. Clearing it drops this too, and nothing calls it
    while the frame does not run.
    """

    def __init__(self, frame: FrameType) -> None:
        self.address = id(frame)


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
    expect(code, CodeType, "code")
    if dict not in type.__dict__["__mro__"].__get__(type(globals)):
        raise TypeError(f"globals must be a dict, not {type(globals).__name__!r}")
    if not code.co_flags & inspect.CO_OPTIMIZED:
        raise Refusal(
            None,
            f"{code.co_name} is the code of a module or of a class body: it has no slots for its variables.",
            "Take the code of a function.",
        )
    frame = _complete_frame(proved_layout(), code, globals)
    frame.f_trace = cast(Any, Fresh(frame))
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
    expect(frame, FrameType, "frame")
    layout = proved_layout()
    if is_cleared(layout, frame):
        raise Refusal(None, "The frame was cleared: it has no slots to write to.", "Make another by new_frame().")
    given = None if values is None else dict(values)
    refuse_what_is_no_iterator(frame.f_code, given)
    if given is not None:
        cast("MutableMapping[str, object]", frame.f_locals).update(given)
    if not writes_through():
        c_function("PyFrame_LocalsToFast")(frame, 0)


def fast_to_locals(frame: FrameType) -> "Mapping[str, Any]":
    """The variables of `frame` by name: its ``f_locals``, taken anew.

    On 3.10 to 3.12 this is ``PyFrame_FastToLocals`` and gives the frame's dict, the same one each time. From
    3.13 on (PEP 667) the C function does nothing: the proxy that this gives always shows the variables as
    they are.

    Raises:
        TypeError: `frame` is not a frame.
    """
    expect(frame, FrameType, "frame")
    if not writes_through():
        c_function("PyFrame_FastToLocals")(frame)
    return frame.f_locals


def _complete_frame(layout: EmbeddedFrameLayout, code: CodeType, globals: "dict[str, Any]") -> FrameType:
    """A frame without a caller, with cells, and with a function that is closed over the free ones."""
    frame = bare_frame(code, globals)
    forget_caller(layout, frame)
    first = first_slot(layout, frame)
    closure: list[CellType] = []
    for index, (_, kind) in enumerate(layout.slot_names(code)):
        if kind != "local":
            cell = CellType()
            c_function("Py_IncRef")(cell)
            WORDS[first + index] = id(cell)
            if kind == "free":
                closure.append(cell)
    if closure and is_embedded(layout):
        _set_function(layout, frame, FunctionType(code, globals, code.co_name, None, tuple(closure)))
    return frame


def _set_function(layout: EmbeddedFrameLayout, frame: FrameType, function: FunctionType) -> None:
    """Replaces the function that ``PyFrame_New`` made up, which has no closure: a call of it would crash."""
    raw = raw_frame(layout, frame)
    made_up = object_at(integer_of(raw, layout.function_field) & ~TAG_MASK)
    c_function("Py_IncRef")(function)
    setattr(raw, layout.function_field, id(function))
    c_function("Py_DecRef")(made_up)
