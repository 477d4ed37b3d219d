"""The quick clone for 3.14 and 3.15: the frame in the generator, its slots tagged references."""

from array import array
from collections.abc import Callable
from typing import Any

from ..layouts.embedded import STACK_POINTER, StackPointerFrameLayout
from ..memory import BYTES, OBJECTS, SHIFT, SIZE, TYPECODE, WORDS, objects_from
from ..ownership import COUNT, FEWEST_OF_IMMORTALS, TAG_MASK, TAGGED_NULL, UNCOUNTED
from .one_by_one import clone_one_by_one
from .plans import Plans


def written_out(layout: StackPointerFrameLayout) -> "Callable[[Any], Any]":
    """`clone_one_by_one` with the accessors of `layout` written out; see `genclone.quick.plain`.

    The words of the frame are compared with memory right before the references are taken: no call and no
    jump back lies in between, so nothing else can run.
    """
    plans = Plans(0, passes=False, stand_in=type(None))
    plan_of, suspended = plans.by_id.get, layout.states.suspended
    resume, slots_at = layout.resume_length, layout.slots_at
    states, exceptions, frames = BYTES[layout.state_at :], WORDS[layout.exception_at :], WORDS[slots_at - resume :]
    functions, function_words = objects_from(layout.function_at << SHIFT), WORDS[layout.function_at :]
    list_sizes = WORDS[SIZE:]
    # Uncounted words that may be copied as they are, because an immortal object stays one, and their pointers. A
    # word that borrows from a local may not, and is not here. For an empty slot the reference is one to None.
    pointer_of = {TAGGED_NULL: id(None)}

    def learn(memory: memoryview, words: "array[int]") -> None:
        for index in range(resume, len(words)):
            word = words[index]
            if word & TAG_MASK != UNCOUNTED or word == TAGGED_NULL:
                continue
            # Still there, and still in use, so its object is alive when it is asked for its count.
            is_alive = memory[STACK_POINTER] == words[STACK_POINTER] and memory[index] == word
            if is_alive and WORDS[word >> SHIFT] & COUNT >= FEWEST_OF_IMMORTALS:
                pointer_of[word] = word & ~TAG_MASK

    def clone(gen: Any) -> Any:
        address = id(gen)
        code = gen.gi_code
        plan = plan_of(id(code))
        state = states[address]
        if plan is None or state not in suspended:
            return clone_one_by_one(layout, gen, plans)
        word = address >> SHIFT
        kinds, used, _, index, copier, arguments, _ = plan
        if exceptions[word] or function_words[word] & 3:
            return clone_one_by_one(layout, gen, plans)
        size = resume + used
        memory = frames[word : word + size]
        words = array(TYPECODE, memory.tobytes())
        if words[STACK_POINTER] != (word + slots_at + used) << SHIFT:
            return clone_one_by_one(layout, gen, plans)
        try:
            pointers = array(TYPECODE, [pointer_of[entry] if entry & 3 else entry for entry in words[resume:]])
        except KeyError:
            learn(memory, words)
            return clone_one_by_one(layout, gen, plans)
        at = pointers.buffer_info()[0] >> SHIFT
        if memory != words or states[address] != state or exceptions[word]:
            return clone_one_by_one(layout, gen, plans)
        entries = OBJECTS[at : at + used]
        function = functions[word]
        if [type(held) for held in entries] != kinds:
            return clone_one_by_one(layout, gen, plans)
        if function.__code__ is not code:
            return None
        if copier is not None:
            copied = entries[index] = copier(entries[index])
            words[resume + index] = id(copied)
        twin = function(*arguments)
        if twin.__name__ is not gen.__name__ or twin.__qualname__ is not gen.__qualname__:
            twin.__name__, twin.__qualname__ = gen.__name__, gen.__qualname__
        address = id(twin)
        word = address >> SHIFT
        words[STACK_POINTER] = (word + slots_at + used) << SHIFT
        list_sizes[id(entries) >> SHIFT] = 0  # from here on the frame owns what it owned
        frames[word : word + size] = words
        states[address] = state
        return twin

    return clone
