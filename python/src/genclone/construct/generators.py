"""Generators that own a frame which no call made."""

import inspect
from types import FrameType
from typing import cast

from ..errors import Refusal
from ..generators import Generator
from ..layouts.embedded import EmbeddedFrameLayout
from ..memory import WORDS, object_at
from .c_api import c_function, writes_through
from .frame_objects import Fresh
from .proof import TO_THE_START, proved_layout
from .raw_frames import FRAME_OBJECT, first_slot, integer_of, is_embedded, raw_frame
from .refusals import expect, refuse_another_head, refuse_unset_arguments

_SUSPENDABLE = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR


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
    expect(frame, FrameType, "frame")
    mark = cast(object, frame.f_trace)
    if type(mark) is not Fresh or mark.address != id(frame):
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
    refuse_unset_arguments(code, frame.f_locals)
    refuse_another_head(frame)
    return taken_over(proved_layout(), frame)


def taken_over(layout: EmbeddedFrameLayout, frame: FrameType) -> Generator:
    """What owns `frame` from now on. The raw writes come before the call, which copies what they say."""
    code = frame.f_code
    frame.f_trace = None
    if not writes_through():
        cast("dict[str, object]", frame.f_locals).clear()  # the picture would keep the values alive
    if is_embedded(layout):
        raw = raw_frame(layout, frame)
        start = layout.resume_fields[0]
        setattr(raw, start, integer_of(raw, start) - TO_THE_START)
        c_function("Py_IncRef")(frame)
        setattr(raw, FRAME_OBJECT, id(frame))
    else:
        _empty_captured_arguments(layout, frame)
    c_function("Py_IncRef")(frame)  # for the call to steal
    if code.co_flags & inspect.CO_GENERATOR:
        return c_function("PyGen_New")(frame)
    qualname: str = getattr(code, "co_qualname", code.co_name)
    return c_function("PyCoro_New" if code.co_flags & inspect.CO_COROUTINE else "PyAsyncGen_New")(
        frame, code.co_name, qualname
    )


def _empty_captured_arguments(layout: EmbeddedFrameLayout, frame: FrameType) -> None:
    """On 3.10 an argument that inner functions capture has a slot beside its cell, which a call leaves empty."""
    first = first_slot(layout, frame)
    for index, name in enumerate(frame.f_code.co_varnames):
        if name in frame.f_code.co_cellvars and WORDS[first + index]:
            value = object_at(WORDS[first + index])
            WORDS[first + index] = 0
            c_function("Py_DecRef")(value)
