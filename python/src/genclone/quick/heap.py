"""The quick clone for 3.10: the frame is an object of its own, and does not know its function."""

from collections.abc import Callable
from types import FunctionType
from typing import Any

from ..layouts.cpython_310 import HeapFrameLayout
from ..memory import BYTES, INTS, RAW, SHIFT, SIZE, WORDS, objects_from
from .one_by_one import clone_one_by_one
from .plans import plain_plans


def written_out(layout: HeapFrameLayout) -> "Callable[[Any], Any]":
    """`clone_one_by_one` with the accessors of `layout` written out; see `genclone.quick.plain`.

    The frame is held meanwhile: its generator may let go of it at any call. In 3.10 something else can also run
    at a jump, so the conditions are put such that none is taken on the way to the slots.
    """
    resume_size = (layout.slots_at << SHIFT) - layout.resume_at
    plans = plain_plans(resume_size, passes=True)
    plan_of, suspended = plans.by_id.get, layout.states.suspended
    frame_pointers, frame_objects = WORDS[layout.frame_at :], objects_from(layout.frame_at << SHIFT)
    exceptions, states = WORDS[layout.exception_at :], BYTES[layout.state_at :]
    frames, depths = RAW[layout.resume_at :], INTS[layout.depth_at >> 2 :]
    slots, slot_words = objects_from(layout.slots_at << SHIFT), WORDS[layout.slots_at :]
    namespaces = objects_from(layout.globals_at)
    list_sizes = WORDS[SIZE:]

    def clone(gen: Any) -> Any:
        at = id(gen) >> SHIFT
        code = gen.gi_code
        plan = plan_of(id(code))
        owner = frame_objects[at] if frame_pointers[at] else None
        if plan is None or owner is None:
            return clone_one_by_one(layout, gen, plans)
        frame = id(owner)
        word = frame >> SHIFT
        kinds, used, size, index, copier, arguments, below = plan
        memory, span = frames[frame : frame + size], slice(word, word + used)
        entries: list[Any] = []
        image, depth = b"", used - below
        namespace: Any = None
        spare: list[Any] = []
        del spare  # see `EmbeddedFrameLayout.capture`
        if frame_pointers[at] == frame and depths[frame >> 2] == depth and not exceptions[at]:
            try:
                if states[frame] in suspended:
                    entries, namespace = slots[span], namespaces[word]
                    image = memory.tobytes()
            except ValueError:  # a local is unset
                pass
        if [type(held) for held in entries] != kinds:
            return clone_one_by_one(layout, gen, plans)
        copied = entries[index] if copier is None else copier(entries[index])
        entries[index] = copied
        twin = FunctionType(code, namespace, gen.__name__)(*entries[:arguments])
        twin.__qualname__ = gen.__qualname__
        entries = entries[arguments:]
        frame = frame_pointers[id(twin) >> SHIFT]
        copied_at = id(copied)
        list_sizes[id(entries) >> SHIFT] = 0  # from here on the frame owns what it owned
        frames[frame : frame + size] = image
        slot_words[(frame >> SHIFT) + index] = copied_at
        depths[frame >> 2] = depth
        return twin

    return clone
