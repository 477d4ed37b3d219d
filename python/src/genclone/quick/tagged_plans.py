"""Plans for frames whose slots are tagged references: what their words are to be like, told by a few numbers.

To look at each word in Python, and to take its tag off, costs as much as all the rest of a clone. Here a generator's
memory is one long integer: one ``&`` and a comparison tell whether all tags are as they were, and one more ``&`` takes
them off.
"""

import sys
from array import array
from collections.abc import Iterable
from itertools import chain, repeat
from typing import Any, Final, NamedTuple

from ..layouts.embedded import StackPointerFrameLayout
from ..memory import BYTES, SHIFT, TYPECODE, WORDS
from ..ownership import COUNT, FEWEST_OF_IMMORTALS, INTEGER, TAG_MASK, TAGGED_NULL, UNCOUNTED, TaggedInteger
from ..shapes import Shape
from .plans import Copier, Copies, Plans

_WHOLE: Final = 2 * sys.maxsize + 1
"""All bits of a word."""


class TaggedPlan(NamedTuple):
    """How frames of some code are cloned that are like its last one.

    The numbers are over an image: a generator's memory from its names to its last slot in use. A tuple, because it is
    cheaper to take apart than an object is to ask.

    Attributes:
        size: how many bytes an image has.
        top: how many bytes from the generator on the value stack ends.
        state: the raw state number.
        looked_at: the bits that have to be as they were.
        expected: what these have to be.
        kept: all bits of the words that own a reference; the others are copied as they are.
        nones: pointers to None in place of the words from `first` to `end` that own no reference.
        first: the index, among the words of an image, of the first slot that owns a reference.
        end: of the one after the last that does.
        kinds: the types of what the slots from `first` on hold, with None where they own no reference.
        copied: which of these is copied, the first where none is.
        copier: how it is; None where none is.
        arguments: the arguments of a skeleton call.
    """

    size: int
    top: int
    state: int
    looked_at: int
    expected: int
    kept: int
    nones: int
    first: int
    end: int
    kinds: "list[type]"
    copied: int
    copier: "Copier | None"
    arguments: "tuple[Any, ...]"


def number_of(image: "bytes | bytearray") -> int:
    """An image as one number. Which byte goes first does not matter, if it is always the same."""
    return int.from_bytes(image, "little")


def tagged_plans(layout: StackPointerFrameLayout) -> "Plans[TaggedPlan]":
    """Plans for frames at most one of whose slots is copied, and that a skeleton call leaves nothing in."""
    begin, state_at = layout.names_at, layout.state_at - (layout.names_at << SHIFT)
    slots, exception, function = [at - begin for at in (layout.slots_at, layout.exception_at, layout.function_at)]
    head = [0] * slots
    head[exception], head[function] = _WHOLE, TAG_MASK

    def make(gen: Any, shape: Shape, kinds: "list[type]", copies: Copies) -> "TaggedPlan | None":
        if len(copies) > 1 or shape.filled or shape.keywords:
            return None
        at = (id(gen) >> SHIFT) + begin
        memory = WORDS[at : at + slots + len(kinds)]
        words = array(TYPECODE, memory.tobytes())
        state = BYTES[id(gen) + layout.state_at]
        copied = [slots + index for index, _ in copies]
        looks = [*map(_looked_at, words[slots:], kinds, chain(repeat(True, shape.below), repeat(False)))]
        is_plain = not words[exception] and not any(words[at] & TAG_MASK for at in (function, *copied))
        # What was found of the words is so if nobody resumed the generator meanwhile.
        if state not in layout.states.suspended or not is_plain or None in looks or memory != words:
            return None
        looked_at = bytearray(array(TYPECODE, [*head, *[look or 0 for look in looks]]))
        looked_at[state_at] = 0xFF
        kept, nones, first, end = _references(words, slots)
        held = [kinds[at - slots] if words[at] & TAG_MASK == 0 else type(None) for at in range(first, end)]
        return TaggedPlan(
            size=len(words) << SHIFT,
            top=(begin + len(words)) << SHIFT,
            state=state,
            looked_at=number_of(looked_at),
            expected=number_of(words.tobytes()) & number_of(looked_at),
            kept=kept,
            nones=nones,
            first=first,
            end=end,
            kinds=held,
            copied=copied[0] - first if copied else 0,
            copier=copies[0][1] if copies else None,
            arguments=shape.positional,
        )

    return Plans(make)


def _looked_at(word: int, kind: type, is_local: bool) -> "int | None":
    """Which bits of the word of a slot are to be the same in the next frame; None where even all of them would not do.

    A word that owns no reference is copied as it is. In a local it is of an immortal object or of a constant of the
    code: CPython takes a reference to all else before it puts it there. On the stack it may borrow from a local, which
    in the clone is another one; so there it has to be the very same immortal. A number has to be one, for it tells that
    the container below it is finished.
    """
    if (word & TAG_MASK == INTEGER) != (kind is TaggedInteger):
        return None
    if is_local or word & TAG_MASK != UNCOUNTED:
        return TAG_MASK
    is_immortal = word == TAGGED_NULL or WORDS[word >> SHIFT] & COUNT >= FEWEST_OF_IMMORTALS
    return _WHOLE if is_immortal else None


def _references(words: "array[int]", slots: int) -> "tuple[int, int, int, int]":
    """`kept`, `nones`, `first` and `end` of a plan for frames like the one whose image these words are."""
    owning = [at for at in range(slots, len(words)) if words[at] & TAG_MASK == 0]
    first, end = (owning[0], owning[-1] + 1) if owning else (slots, slots)
    others = [at for at in range(first, end) if words[at] & TAG_MASK]
    return _number_at(owning, _WHOLE, len(words)), _number_at(others, id(None), len(words)), first, end


def _number_at(indices: "Iterable[int]", word: int, count: int) -> int:
    """The number of an image of so many words, of which these are `word`, and the others zero."""
    words = array(TYPECODE, [0]) * count
    for index in indices:
        words[index] = word
    return number_of(words.tobytes())
