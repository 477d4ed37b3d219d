"""What would crash CPython, refused before it is tried."""

import inspect
import opcode
from collections.abc import Mapping
from types import CodeType, FrameType

from ..copiers import is_iterator
from ..errors import Refusal
from ..layouts.embedded import EmbeddedFrameLayout
from ..memory import SHIFT
from .c_api import writes_through
from .proof import as_proved
from .raw_frames import first_slot, integer_of, is_embedded, raw_frame

_CLEARED = 4
"""``FRAME_CLEARED`` of 3.10, where the frame object has a state."""

_HEAD = ("RETURN_GENERATOR", "POP_TOP", "RESUME")
"""What those are, with the one that a call has run already before them."""

_PROLOGUE = ("EXTENDED_ARG", "MAKE_CELL", "COPY_FREE_VARS")
"""What comes before that, and is made up for."""

ITERATOR_ARGUMENT = ".0"
"""The compiler's name for what a generator expression iterates over."""


def expect(value: object, kind: type, name: str) -> None:
    if type(value) is not kind:
        raise TypeError(f"{name} must be a {kind.__name__}, not {type(value).__name__!r}")


def refuse_what_is_no_iterator(code: CodeType, values: "dict[str, object] | None") -> None:
    """To 3.14 a generator expression calls what it was given as an iterator, unchecked."""
    if ITERATOR_ARGUMENT not in code.co_varnames:
        return
    if values is None and not writes_through():
        raise Refusal(
            f"locals.{ITERATOR_ARGUMENT}",
            "What a generator expression iterates over must be checked before it is shuffled in.",
            "Pass the values instead of changing f_locals.",
        )
    if values is not None and ITERATOR_ARGUMENT in values:
        _refuse_no_iterator(values[ITERATOR_ARGUMENT])


def _refuse_no_iterator(value: object) -> None:
    if not is_iterator(value):
        raise Refusal(
            f"locals.{ITERATOR_ARGUMENT}",
            f"A generator expression would call this {type(value).__name__} as an iterator, unchecked.",
            "Pass iter() of it.",
        )


def refuse_unset_arguments(code: CodeType, values: "Mapping[str, object]") -> None:
    flags = (inspect.CO_VARARGS, inspect.CO_VARKEYWORDS)
    count = code.co_argcount + code.co_kwonlyargcount + sum(bool(code.co_flags & flag) for flag in flags)
    for name in code.co_varnames[:count]:
        if name not in values:
            raise Refusal(
                f"locals.{name}",
                "This argument is unset, and code reads arguments without a check.",
                f"Give it a value first: locals_to_fast(frame, {{{name!r}: ...}}).",
            )
    if ITERATOR_ARGUMENT in code.co_varnames:
        _refuse_no_iterator(values[ITERATOR_ARGUMENT])


def refuse_another_head(frame: FrameType) -> None:
    """Where a generator starts is counted from where `frame` does, which holds for one way to begin it.

    From 3.15 on a generator expression begins otherwise: it takes the iterator, and puts it on the value
    stack, before there is a generator.
    """
    code, proved = frame.f_code, as_proved()
    if not is_embedded(proved.layout):
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


def is_cleared(layout: EmbeddedFrameLayout, frame: FrameType) -> bool:
    """Whether `frame` lost its slots by ``frame.clear()``: what is written there would never be released."""
    raw = raw_frame(layout, frame)
    if not is_embedded(layout):
        return integer_of(raw, "f_state") == _CLEARED
    if hasattr(layout.frame, "stackpointer"):  # NULL while the frame runs
        is_empty = integer_of(raw, "stackpointer") == first_slot(layout, frame) << SHIFT
    else:
        is_empty = integer_of(raw, "stacktop") == 0
    return is_empty and bool(layout.slot_names(frame.f_code))
