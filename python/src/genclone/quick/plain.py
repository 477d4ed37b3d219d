"""The quick clone for 3.11 to 3.13: the frame in the generator, its slots plain pointers."""

from collections.abc import Callable
from typing import Any

from ..layouts.embedded import EmbeddedFrameLayout
from ..memory import ALL, BYTES, INTS, RAW, SHIFT, SIZE, WORDS, bytes_from, objects_from
from ..ownership import is_immortal
from ..shapes import DUMMY
from .one_by_one import clone_one_by_one
from .plans import plain_plans


def written_out(layout: EmbeddedFrameLayout) -> "Callable[[Any], Any]":
    """`clone_one_by_one` with the accessors of `layout` written out.

    Adding an offset to each address would cost as much as reading there: every view of memory here begins at
    its field's offset, so that the index is that of the generator. What is done, in which order and why is
    told in `EmbeddedFrameLayout.capture` and `become`: nothing else can run between the look at the state,
    the reading of the slots and the image, nor between the last writes to the new frame.
    """
    passes = not is_immortal(DUMMY)
    resume_size = layout.resume_length << SHIFT
    plans = plain_plans(resume_size, passes)
    by_id, suspended, collects = plans.by_id, layout.states.suspended, layout.allocation_collects
    states, depths, exceptions = BYTES[layout.state_at :], INTS[layout.depth_at >> 2 :], WORDS[layout.exception_at :]
    frame_at = (layout.slots_at << SHIFT) - resume_size
    images, frames = bytes_from(frame_at), RAW[frame_at:]
    slots, slot_words = objects_from(layout.slots_at << SHIFT), WORDS[layout.slots_at :]
    functions = objects_from(layout.function_at << SHIFT)
    list_sizes = WORDS[SIZE:]

    def clone(gen: Any) -> Any:
        address = id(gen)
        code = gen.gi_code
        try:
            kinds, used, size, index, copier, arguments, _ = by_id[id(code)]
        except KeyError:
            return clone_one_by_one(layout, gen, plans)
        word = address >> SHIFT
        part = span = ALL
        if collects:  # so nothing is made below that was not there before: see `EmbeddedFrameLayout.capture`
            part, span = slice(address, address + size), slice(word, word + used)
            spare: list[Any] = []
            del spare
        image = images[part] if collects else images[address : address + size]
        state = states[address]
        if state not in suspended or depths[address >> 2] != used or exceptions[word]:
            return clone_one_by_one(layout, gen, plans)
        try:
            entries = slots[span] if collects else slots[word : word + used]
            function = functions[word]
        except ValueError:  # a local is unset
            return clone_one_by_one(layout, gen, plans)
        if [type(held) for held in entries] != kinds:
            return clone_one_by_one(layout, gen, plans)
        if function.__code__ is not code:
            return None
        copied = entries[index] if copier is None else copier(entries[index])
        entries[index] = copied
        if passes:
            twin = function(*entries[:arguments])
            entries = entries[arguments:]
        else:
            twin = function(*arguments)
        if twin.__name__ is not gen.__name__ or twin.__qualname__ is not gen.__qualname__:
            twin.__name__, twin.__qualname__ = gen.__name__, gen.__qualname__
        address = id(twin)
        word = (address >> SHIFT) + index
        copied_at = id(copied)
        list_sizes[id(entries) >> SHIFT] = 0  # from here on the frame owns what it owned
        frames[address : address + size] = image
        slot_words[word] = copied_at
        states[address] = state
        return twin

    return clone
