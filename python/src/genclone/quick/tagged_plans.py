"""Plans for frames whose slots are tagged references: what the memory of two of them must have in common.

An image is a generator's memory from its exception up to its last slot. Taken as one number, with the bits masked out
that may differ, it is compared at once, however many slots there are.
"""

from array import array
from collections.abc import Callable, Sequence
from struct import Struct
from typing import Any, Final, NamedTuple

from ..generators import code_of
from ..layouts.embedded import StackPointerFrameLayout
from ..memory import SHIFT, TYPECODE, WORD
from ..ownership import INTEGER, TAG_MASK, TAGGED_NULL, UNCOUNTED, Null, TaggedInteger, tagged
from .plans import Copier, Example


class TaggedPlan(NamedTuple):
    """Like `genclone.quick.plans.Plan`.

    Attributes:
        size: how many bytes an image has.
        depth: how far behind the start of the generator its stack ends.
        mask: the bits of an image that must be the same: no exception, the state, and for each slot whether it is
            empty, holds a number, or what will be copied.
        masked: what these bits are.
        loose: the bits that tell which words are uncounted, and all of these words: they may differ, at a price.
        last: what these bits were in the last frame, where these words were immortals', or borrowed from constants.
        excess: what the image has too much for a copy, in which the words of constants are counted; mostly 0.
        kinds: the types of the objects in the slots.
        first: the index of the first of them in what a collection finds, from the end.
        copied: which of them is copied, the first where none is.
        slot: which slot holds it.
        copier: how it is copied; None where none is.
        dummies: the arguments of a skeleton call.
        state: the raw state number.
        split: gives the words of the slots, out of the part of an image that begins where it says where to go on.
    """

    size: int
    depth: int
    mask: int
    masked: int
    loose: int
    last: int
    excess: int
    kinds: "list[type]"
    first: int
    copied: int
    slot: int
    copier: "Copier | None"
    dummies: "tuple[Any, ...]"
    state: int
    split: "Callable[[bytes], tuple[int, ...]]"


_WHOLE: Final = (1 << WORD * 8) - 1
_NO_OBJECTS: Final = frozenset([Null, TaggedInteger])


def drawn(layout: StackPointerFrameLayout, example: Example) -> "TaggedPlan | None":
    """The plan for frames like `example`; None where there is none."""
    shape, count = example.shape, len(example.kinds)
    kinds = [kind for kind in example.kinds if kind not in _NO_OBJECTS]
    if not kinds or shape.filled or not example.is_simple or example.is_open:
        return None
    slot, copier = example.copies[0] if example.copies else (0, None)
    constants = {id(constant) for constant in code_of(example.gen).co_consts}
    bits = [
        _bits(held, word, copier is not None and index == slot, id(held) in constants)
        for index, (held, word) in enumerate(zip(example.entries, layout.words(example.gen)))
    ]
    mask, masked, loose, last, excess = zip(*bits)
    start = layout.exception_at << SHIFT
    ahead = bytearray((layout.slots_at << SHIFT) - start)
    nothing = bytes(ahead)
    ahead[layout.state_at - start] = example.state & 0xFF
    state = bytes(ahead)
    ahead[layout.state_at - start] = 0xFF
    ahead[:WORD] = b"\xff" * WORD
    depth = (layout.slots_at + count) << SHIFT
    return TaggedPlan(
        size=depth - start,
        depth=depth,
        mask=_number(ahead, mask),
        masked=_number(state, masked),
        loose=_number(nothing, loose),
        last=_number(nothing, last),
        excess=_number(nothing, excess),
        kinds=kinds,
        first=-len(kinds),
        copied=sum(kind not in _NO_OBJECTS for kind in example.kinds[:slot]),
        slot=slot,
        copier=copier,
        dummies=shape.positional,
        state=example.state,
        split=Struct(f"{layout.resume_length * WORD}x{count}{TYPECODE}").unpack,
    )


def _bits(held: object, before: int, is_copied: bool, is_constant: bool) -> "tuple[int, int, int, int, int]":
    """What the plan's numbers have in the place of a slot, whose word was `before` in the original.

    A constant lives as long as the code, and so its word, which 3.15 lets locals borrow, means the same to the end.
    """
    word = tagged(held)
    if word == TAGGED_NULL:
        return _WHOLE, word, 0, 0, 0
    if is_copied or word & TAG_MASK == INTEGER:
        return TAG_MASK, word & TAG_MASK, 0, 0, 0
    if word & TAG_MASK == UNCOUNTED:
        return INTEGER - UNCOUNTED, 0, _WHOLE, word, 0
    if is_constant and before == word | UNCOUNTED:
        return INTEGER - UNCOUNTED, 0, _WHOLE, before, UNCOUNTED
    return INTEGER - UNCOUNTED, 0, UNCOUNTED, 0, 0


def _number(ahead: "bytes | bytearray", words: "Sequence[int]") -> int:
    return int.from_bytes(ahead + array(TYPECODE, words).tobytes())
