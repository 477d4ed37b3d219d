"""The quick clone for 3.10: the frame is an object of its own, and does not know its function."""

from collections.abc import Callable
from types import FunctionType
from typing import Any

from ..layouts.cpython_310 import HeapFrameLayout
from ..memory import INTS, RAW, SHIFT, SIZE, WORDS, objects_from
from .one_by_one import clone_one_by_one
from .plans import Plans


def written_out(layout: HeapFrameLayout) -> "Callable[[Any], Any]":
    """`clone_one_by_one` with the accessors of `layout` written out; see `genclone.quick.plain`.

    Between the reading of the slots and the image of them nothing is allocated that could begin a collection;
    the depth of the stack is looked at before and after.
    """
    resume_size = (layout.slots_at << SHIFT) - layout.resume_at
    plans = Plans(resume_size, passes=True)
    plan_of, suspended = plans.by_id.get, layout.states.suspended
    frame_pointers, exceptions = WORDS[layout.frame_at :], WORDS[layout.exception_at :]
    frames, depths = RAW[layout.resume_at :], INTS[layout.depth_at >> 2 :]
    state_in_image = layout.state_at - layout.resume_at
    slots, slot_words = objects_from(layout.slots_at << SHIFT), WORDS[layout.slots_at :]
    namespaces = objects_from(layout.globals_at)
    list_sizes = WORDS[SIZE:]

    def clone(gen: Any) -> Any:
        word = id(gen) >> SHIFT
        code = gen.gi_code
        plan = plan_of(id(code))
        frame = frame_pointers[word]
        if plan is None or not frame or exceptions[word]:
            return clone_one_by_one(layout, gen, plans)
        kinds, used, size, index, copier, arguments, below = plan
        if depths[frame >> 2] != used - below:
            return clone_one_by_one(layout, gen, plans)
        word = frame >> SHIFT
        memory = frames[frame : frame + size]
        try:
            entries = slots[word : word + used]
        except ValueError:  # a local is unset
            return clone_one_by_one(layout, gen, plans)
        image = memory.tobytes()
        state = image[state_in_image]
        if depths[frame >> 2] != used - below or state - 256 not in suspended:
            return clone_one_by_one(layout, gen, plans)
        if [type(held) for held in entries] != kinds:
            return clone_one_by_one(layout, gen, plans)
        copied = entries[index] if copier is None else copier(entries[index])
        entries[index] = copied
        twin = FunctionType(code, namespaces[word], gen.__name__)(*entries[:arguments])
        twin.__qualname__ = gen.__qualname__
        entries = entries[arguments:]
        frame = frame_pointers[id(twin) >> SHIFT]
        copied_at = id(copied)
        list_sizes[id(entries) >> SHIFT] = 0  # from here on the frame owns what it owned
        frames[frame : frame + size] = image
        slot_words[(frame >> SHIFT) + index] = copied_at
        depths[frame >> 2] = used - below
        return twin

    return clone
