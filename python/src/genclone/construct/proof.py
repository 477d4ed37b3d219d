"""Proves, before the first raw write, that what this route makes is what a call makes, word for word."""

import sys
from collections.abc import Iterator
from functools import cache
from types import FrameType
from typing import Final, NamedTuple, cast

from ..errors import UnsupportedPython
from ..generators import Generator
from ..layout import current
from ..layouts.embedded import EmbeddedFrameLayout
from ..memory import WORDS
from ..ownership import TAG_MASK
from .c_api import bare_frame
from .raw_frames import FRAME_OBJECT, address_of, first_slot, forget_caller, integer_of, is_embedded, raw_frame

CLONE_INSTEAD: Final = "Use clone(), which is not bound to this route."

TO_THE_START = 4
"""Bytes from where a generator's frame starts to where ``PyFrame_New`` does: two instructions."""

_OWNED_BY_FRAME_OBJECT = 2
"""``FRAME_OWNED_BY_FRAME_OBJECT`` of ``enum _frameowner``, in every version since 3.11."""


class _Proved(NamedTuple):
    """What was seen to hold before the first raw write.

    Attributes:
        layout: this interpreter's, as `genclone.layout` proved it.
        start: ``f_lasti`` of a fresh frame, in bytes from where `_HEAD` begins.
    """

    layout: EmbeddedFrameLayout
    start: int


@cache
def as_proved() -> _Proved:
    """Proves on a probe that what this route makes is what a call makes, word for word."""
    layout = cast(EmbeddedFrameLayout, current())

    def probe(argument: object) -> Iterator[object]:
        yield argument

    frame = bare_frame(probe.__code__, probe.__globals__)
    for about, read, expected in _facts_of_a_frame(layout, frame, cast(Generator, probe(None))):
        if read != expected:
            raise UnsupportedPython(
                f"This build of {layout.name} makes frames otherwise: {about} reads {read}, not {expected}.",
                CLONE_INSTEAD,
            )
    forget_caller(layout, frame)
    return _Proved(layout, frame.f_lasti)


def proved_layout() -> EmbeddedFrameLayout:
    return as_proved().layout


def _facts_of_a_frame(
    layout: EmbeddedFrameLayout, frame: FrameType, called: Generator
) -> "Iterator[tuple[str, object, object]]":
    """As: what it is about, what was read of a bare frame, what it must be, by the generator that was `called`."""
    if is_embedded(layout):
        inside = range(id(frame), id(frame) + sys.getsizeof(frame))
        yield "whether the frame lies in its object", address_of(layout, frame) in inside, True
    raw = raw_frame(layout, frame)
    model = layout.frame.from_address(layout.frame_address(called))
    yield "its code", integer_of(raw, layout.code_field) & ~TAG_MASK, id(frame.f_code)
    yield "its globals", integer_of(raw, "f_globals"), id(frame.f_globals)
    start = layout.resume_fields[0]
    if is_embedded(layout):
        yield "its owner", integer_of(raw, "owner"), _OWNED_BY_FRAME_OBJECT
        yield "its frame object", integer_of(raw, FRAME_OBJECT), 0
        yield "where it starts", integer_of(raw, start) - integer_of(model, start), TO_THE_START
    else:
        yield "its f_back", integer_of(raw, "f_back"), id(frame.f_back)
        yield "its generator", integer_of(raw, "f_gen"), 0
        yield "where it starts", integer_of(raw, start), integer_of(model, start)
    yield "the slot of an unset argument", WORDS[first_slot(layout, frame)] & ~TAG_MASK, 0
