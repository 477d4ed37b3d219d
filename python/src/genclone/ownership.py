"""References held by raw memory: how a word of a frame names an object, and who owns what.

Python code owns a reference to each object that it can name. A word in a frame owns one too, of
which Python knows nothing. This module is where the one is turned into the other.

The tags of 3.14 and later are those of ``Include/internal/pycore_stackref.h``:
https://github.com/python/cpython/blob/v3.14.0/Include/internal/pycore_stackref.h
"""

from array import array
from typing import Any, Final, NamedTuple, Protocol

from .memory import ITEMS, SHIFT, SIZE, TYPECODE, WORD, WORDS


class Null:
    """The type of `NULL`."""

    def __repr__(self) -> str:
        return "NULL"


NULL: Final = Null()
"""What an empty word holds. Not None, which is an object like any other."""


class TaggedInteger(NamedTuple):
    """A small integer that lies in the word itself, with no object behind it (3.14 on)."""

    value: int


COUNT: Final = 0xFFFFFFFF
"""The bits of an object's first word that are its reference count."""

FEWEST_OF_IMMORTALS: Final = (1 << 30) - 1
"""The lowest count of an immortal: 32-bit 3.12 has ``UINT_MAX >> 2``. (Statics of 3.11 have less, and are counted.)"""


def reference_count(address: int) -> int:
    """The number of references to the object at `address`, for those that are not immortal.

    The count is in the low 32 bits of the first word on every build supported (from 3.12 on the
    high bits may hold flags).
    """
    return WORDS[address >> SHIFT] & COUNT


def is_immortal(held: object) -> bool:
    """Whether references to `held` are not counted (PEP 683, 3.12 on).

    The count itself does not tell: 3.11 gives its static objects a high one, and counts on.
    """
    before = reference_count(id(held))
    another = [held]
    return reference_count(id(another[0])) == before


class References(Protocol):
    """How the slots of one CPython's frames refer to objects."""

    def pointers(self, words: "array[int]") -> "array[int]":
        """The addresses of what `words` of a frame refer to, with that of `NULL` for those that refer to none."""
        ...

    def put_numbers(self, entries: "list[Any]", words: "array[int]") -> None:
        """Puts each `TaggedInteger` in its place among `entries`, which were taken by `pointers`."""
        ...

    def replace(self, entries: "list[Any]", start: int, filled: int) -> "list[int]":
        """Moves `entries`, with the references that the list owns, to memory from index `start` on.

        The list is not to be used afterwards. Gives the addresses of the objects to which the first `filled`
        words owned references, for the caller to release. Linear; a copy of memory where all entries are
        objects and no word has a tag.
        """
        ...


class PlainReferences:
    """To 3.13: a word is a pointer that owns its object, or 0."""

    def pointers(self, words: "array[int]") -> "array[int]":
        return array(TYPECODE, [word or id(NULL) for word in words]) if 0 in words else words[:]

    def put_numbers(self, entries: "list[Any]", words: "array[int]") -> None:
        """There are none."""

    def replace(self, entries: "list[Any]", start: int, filled: int) -> "list[int]":
        replaced = [word for word in WORDS[start : start + filled].tolist() if word] if filled else []
        count = len(entries)
        if id(NULL) in map(id, entries):  # looking for NULL itself would ask each entry whether it is equal
            owner = [held for held in entries if held is not NULL]
            source = memoryview(array(TYPECODE, [0 if held is NULL else id(held) for held in entries]))
        else:
            owner = entries
            items = WORDS[(id(owner) >> SHIFT) + ITEMS] >> SHIFT
            source = WORDS[items : items + count]
        WORDS[(id(owner) >> SHIFT) + SIZE] = 0  # from here on the frame owns what it owned
        WORDS[start : start + count] = source
        return replaced


_NO_OBJECTS = (Null, TaggedInteger)
_TAG_BITS = 2
TAG_MASK = 3
UNCOUNTED = 1
INTEGER = 3
TAGGED_NULL = UNCOUNTED
_WORD_BITS = WORD * 8


class TaggedReferences:
    """From 3.14: the low bits of a word say whether it owns a reference, or is an integer.

    An uncounted word borrows: from an immortal object, or from a local of the same frame. The second
    kind must never be copied as it is, because the local of the copy is another slot. So every word
    written is a counted one but for the immortals, which get the uncounted word that CPython itself
    gives them (``PyStackRef_FromPyObjectNew``), for code that compares whole words.
    """

    def pointers(self, words: "array[int]") -> "array[int]":
        return array(TYPECODE, map(_untagged, words))

    def put_numbers(self, entries: "list[Any]", words: "array[int]") -> None:
        for index, word in enumerate(words):
            if word & TAG_MASK == INTEGER:
                signed = word - (1 << _WORD_BITS) if word >> (_WORD_BITS - 1) else word
                entries[index] = TaggedInteger(signed >> _TAG_BITS)

    def replace(self, entries: "list[Any]", start: int, filled: int) -> "list[int]":
        words = WORDS[start : start + filled].tolist() if filled else []
        replaced = [word for word in words if word & TAG_MASK == 0]
        count = len(entries)
        source = array(TYPECODE, map(_tagged, entries))
        owner = [held for held in entries if type(held) not in _NO_OBJECTS]
        WORDS[(id(owner) >> SHIFT) + SIZE] = 0  # from here on the frame owns what it owned
        WORDS[start : start + count] = source
        return replaced


def _untagged(word: int) -> int:
    return id(NULL) if word == TAGGED_NULL or word & TAG_MASK == INTEGER else word & ~TAG_MASK


def _tagged(held: object) -> int:
    """A word for `held` that owns a reference to it, where references to it are counted."""
    address = id(held)
    if reference_count(address) >= FEWEST_OF_IMMORTALS:
        return address | UNCOUNTED
    if type(held) is Null:
        return TAGGED_NULL
    if type(held) is TaggedInteger:  # never isinstance: it would ask the object for its __class__
        return (held.value << _TAG_BITS | INTEGER) & ((1 << _WORD_BITS) - 1)
    return address
