"""References held by raw memory: how a word of a frame names an object, and who owns what.

Python code owns a reference to each object that it can name. A word in a frame owns one too, of
which Python knows nothing. This module is where the one is turned into the other.

The tags of 3.14 and later are those of ``Include/internal/pycore_stackref.h``:
https://github.com/python/cpython/blob/v3.14.0/Include/internal/pycore_stackref.h
"""

import ctypes
import sys
from collections.abc import Callable
from typing import Final, NamedTuple, Protocol

Word = ctypes.c_size_t
"""One machine word of a frame: a pointer, or a tagged reference."""


class Null:
    """The type of `NULL`."""

    def __repr__(self) -> str:
        return "NULL"


NULL: Final = Null()
"""What an empty word holds. Not None, which is an object like any other."""


class TaggedInteger(NamedTuple):
    """A small integer that lies in the word itself, with no object behind it (3.14 on)."""

    value: int


def object_at(address: int) -> object:
    """The object at `address`, with a reference of Python's own. The address must be a live object's."""
    value: object = ctypes.py_object.from_buffer(Word(address)).value
    return value


def take_reference(held: object) -> int:
    """Adds a reference to `held` for a word to own; gives the address to put there."""
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(held))
    return id(held)


def drop_reference(address: int) -> None:
    """Gives up a reference that a word owned. May run finalisers when it was the last."""
    ctypes.pythonapi.Py_DecRef(ctypes.py_object(object_at(address)))


def reference_count(address: int) -> int:
    """The number of references to the object at `address`, for those that are not immortal.

    The count is in the low 32 bits of the first word on every build supported (from 3.12 on the
    high bits may hold flags).
    """
    return ctypes.c_uint32.from_address(address).value


class References(Protocol):
    """How the slots of one CPython's frames refer to objects."""

    def read(self, word: int) -> object:
        """What `word` holds: an object, `NULL`, or a `TaggedInteger`."""
        ...

    def own(self, held: object) -> int:
        """A word that holds `held` and owns its reference. The inverse of `read`."""
        ...

    def release(self, word: int) -> None:
        """Gives up what `word` owned. May run finalisers."""
        ...

    def is_sole(self, word: int) -> bool:
        """Whether `word` owns the only reference to its object, so that no other code can reach it."""
        ...


class PlainReferences:
    """To 3.13: a word is a pointer that owns its object, or 0."""

    def read(self, word: int) -> object:
        return object_at(word) if word else NULL

    def own(self, held: object) -> int:
        return 0 if held is NULL else take_reference(held)

    def release(self, word: int) -> None:
        if word:
            drop_reference(word)

    def is_sole(self, word: int) -> bool:
        return word != 0 and reference_count(word) == 1


_TAG_BITS = 2
TAG_MASK = 3
_UNCOUNTED = 1
_INTEGER = 3
_TAGGED_NULL = _UNCOUNTED
_WORD_BITS = ctypes.sizeof(Word) * 8


class TaggedReferences:
    """From 3.14: the low bits of a word say whether it owns a reference, or is an integer.

    An uncounted word borrows: from an immortal object, or from a local of the same frame. The second
    kind must never be copied as it is, because the local of the copy is another slot. So `own` makes
    a counted word of everything but the immortals, and gives those the uncounted word that CPython
    itself gives them (``PyStackRef_FromPyObjectNew``), for code that compares whole words.
    """

    def __init__(self) -> None:
        # Private, but the only way to ask; every CPython with tagged references has it.
        self._is_immortal: Callable[[object], bool] = getattr(sys, "_is_immortal")

    def read(self, word: int) -> object:
        if word & TAG_MASK == _INTEGER:
            signed = word - (1 << _WORD_BITS) if word >> (_WORD_BITS - 1) else word
            return TaggedInteger(signed >> _TAG_BITS)
        return NULL if word == _TAGGED_NULL else object_at(word & ~TAG_MASK)

    def own(self, held: object) -> int:
        if held is NULL:
            return _TAGGED_NULL
        if type(held) is TaggedInteger:  # never isinstance: it would ask the object for its __class__
            return (held.value << _TAG_BITS | _INTEGER) & ((1 << _WORD_BITS) - 1)
        if self._is_immortal(held):
            return id(held) | _UNCOUNTED
        return take_reference(held)

    def release(self, word: int) -> None:
        if word & TAG_MASK == 0:
            drop_reference(word)

    def is_sole(self, word: int) -> bool:
        return word & TAG_MASK == 0 and reference_count(word) == 1
