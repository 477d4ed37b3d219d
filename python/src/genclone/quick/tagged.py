"""The quick clone for 3.14 and 3.15: the frame in the generator, its slots tagged references."""

import gc
from array import array
from collections.abc import Callable
from typing import Any

from ..layouts.embedded import StackPointerFrameLayout
from ..memory import BYTES, RAW, SHIFT, SIZE, TYPECODE, WORD, WORDS, bytes_from
from ..ownership import FEWEST_OF_IMMORTALS, TAGGED_NULL, UNCOUNTED, reference_count
from .one_by_one import clone_one_by_one
from .plans import Plans
from .tagged_plans import drawn


def written_out(layout: StackPointerFrameLayout) -> "Callable[[Any], Any]":
    """`clone_one_by_one` with the accessors of `layout` written out; see `genclone.quick.plain`.

    The tags keep the slots from being read as objects. But what a garbage collection would find in the generator,
    `gc.get_referents` gives in one call, with references: names, function, code, and at the end what the slots hold
    (the layout's proof has looked). Between the image of the generator and that call nothing else can run. All that
    the image must have in common with the plan's is compared as one long number
    (see `genclone.quick.tagged_plans`).
    """
    plans = Plans(lambda example: drawn(layout, example))
    plan_of = plans.by_id.get
    start, resume_at = layout.exception_at << SHIFT, (layout.slots_at - layout.resume_length) << SHIFT
    resume = resume_at - start
    images, frames, slots = bytes_from(start), RAW[resume_at:], WORDS[layout.slots_at :]
    states, codes, depths = BYTES[layout.state_at :], WORDS[layout.code_at :], WORDS[layout.depth_at >> SHIFT :]
    list_sizes = WORDS[SIZE:]
    referents, number_of = gc.get_referents, int.from_bytes
    immortal = {TAGGED_NULL}

    def clone(gen: Any) -> Any:
        address = id(gen)
        word = address >> SHIFT
        plan = plan_of(codes[word])
        if plan is None:
            return clone_one_by_one(layout, gen, plans)
        size, depth, mask, masked, loose, last, excess, kinds, first, index, slot, copier, dummies, state, split = plan
        top = depths[word]
        image = images[address : address + size]
        held = referents(gen)
        number = number_of(image)
        if number & mask != masked or top - address != depth:
            return clone_one_by_one(layout, gen, plans)
        entries = held[first:]
        if [type(entry) for entry in entries] != kinds:
            return clone_one_by_one(layout, gen, plans)
        function = held[first - 2]
        if function.__code__ is not held[first - 1]:
            return None
        if excess and number & loose == last:
            image = (number - excess).to_bytes(size)
        image = image[resume:]
        if number & loose != last:
            words = split(image)
            if [entry for entry in words if entry & 3 == 1 and entry not in immortal]:
                image = image[: -len(words) * WORD] + _settled(words, immortal)
        copied_at = 0
        if copier is not None:
            copied = entries[index] = copier(entries[index])
            copied_at = id(copied)
        twin = function(*dummies)
        if twin.__name__ is not held[0] or twin.__qualname__ is not held[1]:
            twin.__name__, twin.__qualname__ = gen.__name__, gen.__qualname__
        address, owner = id(twin), id(entries) >> SHIFT
        word, end = address >> SHIFT, address + size - resume
        list_sizes[owner] = 0  # from here on the frame owns what it owned
        frames[address:end] = image
        depths[word] = address + depth
        if copied_at:
            slots[word + slot] = copied_at
        states[address] = state
        return twin

    return clone


def _settled(words: "tuple[int, ...]", immortal: "set[int]") -> bytes:
    """The same words for another frame, each counted but for those of immortals, which `immortal` remembers.

    An immortal object stays one, so its uncounted word may be copied as it is. Others borrow: from a local of the same
    frame, or in 3.15 from a constant of the code.
    """
    settled = array(TYPECODE, words)
    for index, word in enumerate(words):
        if word & 3 == 1 and word not in immortal:
            if reference_count(word - UNCOUNTED) < FEWEST_OF_IMMORTALS:
                settled[index] -= UNCOUNTED
            else:
                immortal.add(word)
    return settled.tobytes()
