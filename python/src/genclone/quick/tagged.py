"""The quick clone for 3.14 and 3.15: the frame in the generator, its slots tagged references."""

from collections.abc import Callable
from typing import Any

from ..layouts.embedded import STACK_POINTER, StackPointerFrameLayout
from ..memory import BYTES, RAW, SHIFT, SIZE, WORDS, bytes_from, objects_from
from .one_by_one import clone_one_by_one
from .tagged_plans import tagged_plans


def written_out(layout: StackPointerFrameLayout) -> "Callable[[Any], Any]":
    """`clone_one_by_one` with the accessors of `layout` written out; see `genclone.quick.plain`.

    All that is looked at comes from one image of the generator's memory. That is compared with memory again right
    before the references are taken: no call and no jump back lies in between, so nothing else can run.
    """
    plans = tagged_plans(layout)
    plan_of = plans.by_id.get
    resume_at = layout.slots_at - layout.resume_length
    # Of an image, which begins with the two names, what says where the frame goes on, and its slots.
    after_names, resume_in_image = 2 << SHIFT, (resume_at - layout.names_at) << SHIFT
    images, frames, states = bytes_from(layout.names_at << SHIFT), RAW[resume_at << SHIFT :], BYTES[layout.state_at :]
    stack_pointers, image_words = WORDS[resume_at + STACK_POINTER :], WORDS[layout.names_at :]
    functions, in_memory = objects_from(layout.function_at << SHIFT), objects_from(layout.names_at << SHIFT)
    in_bytes = objects_from(bytes.__basicsize__ - 1)  # they lie at the end of the object, and a zero after them
    list_sizes = WORDS[SIZE:]
    number_of = int.from_bytes

    def clone(gen: Any) -> Any:
        address = id(gen)
        code = gen.gi_code
        plan = plan_of(id(code))
        if plan is None:
            return clone_one_by_one(layout, gen, plans)
        size, top, state, looked_at, expected, kept, nones, first, end, kinds, copied, copier, arguments = plan
        word, stop = address >> SHIFT, address + size
        image = images[address:stop]
        if stack_pointers[word] != address + top:
            return clone_one_by_one(layout, gen, plans)
        number = number_of(image, "little")
        if number & looked_at != expected:
            return clone_one_by_one(layout, gen, plans)
        objects, at = in_memory, word
        if nones:  # in between are words that are no pointers, or have a tag
            pointers = (number & kept | nones).to_bytes(size, "little")
            objects, at = in_bytes, id(pointers) >> SHIFT
        if images[address:stop] != image:
            return clone_one_by_one(layout, gen, plans)
        entries = objects[at + first : at + end]
        function = functions[word]
        if [type(held) for held in entries] != kinds:
            return clone_one_by_one(layout, gen, plans)
        if function.__code__ is not code:
            return None
        copied_at = 0
        if copier is not None:
            copy = entries[copied] = copier(entries[copied])
            copied_at = id(copy)
        twin = function(*arguments)
        address = id(twin)
        word = address >> SHIFT
        if images[address : address + after_names] != image[:after_names]:
            twin.__name__, twin.__qualname__ = gen.__name__, gen.__qualname__
        resume = image[resume_in_image:]
        list_sizes[id(entries) >> SHIFT] = 0  # from here on the frame owns what it owned
        frames[address : address + size - resume_in_image] = resume
        stack_pointers[word] = address + top
        if copied_at:
            image_words[word + first + copied] = copied_at
        states[address] = state
        return twin

    return clone
