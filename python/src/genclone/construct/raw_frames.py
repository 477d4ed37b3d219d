"""Frame objects as they lie in memory: from 3.11 on they only point to frames, which lie in what owns them."""

from types import FrameType
from typing import Any

from ..layouts.embedded import EmbeddedFrameLayout
from ..memory import SHIFT, WORDS
from .c_api import c_function

FRAME_OBJECT = "frame_obj"
"""The field by which a frame that lies in its generator (3.11 on) knows its frame object."""

_F_FRAME = 3
"""Index of ``f_frame`` in a frame object, in words: ``ob_refcnt, ob_type, f_back, f_frame`` (3.11 on)."""


def is_embedded(layout: EmbeddedFrameLayout) -> bool:
    """Whether frames lie in what owns them, and frame objects only point there."""
    return hasattr(layout.frame, FRAME_OBJECT)


def address_of(layout: EmbeddedFrameLayout, frame: FrameType) -> int:
    return WORDS[(id(frame) >> SHIFT) + _F_FRAME] if is_embedded(layout) else id(frame)


def raw_frame(layout: EmbeddedFrameLayout, frame: FrameType) -> Any:
    return layout.frame.from_address(address_of(layout, frame))


def integer_of(raw: Any, field: str) -> int:
    return int(getattr(raw, field) or 0)


def first_slot(layout: EmbeddedFrameLayout, frame: FrameType) -> int:
    return (address_of(layout, frame) + layout.offset(layout.frame, "localsplus")) >> SHIFT


def forget_caller(layout: EmbeddedFrameLayout, frame: FrameType) -> None:
    """On 3.10 a new frame has the one that made it for its caller. It must not end in a variable here: that
    frame refers back to this one, and the two would keep each other."""
    if not is_embedded(layout):
        caller = [frame.f_back]
        raw_frame(layout, frame).f_back = None
        c_function("Py_DecRef")(caller.pop())
