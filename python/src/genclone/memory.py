"""This process's memory as arrays, and references moved in and out of it.

One array of words over the whole address space is read and written by index, at the price of a list's.
A `ctypes` structure made for each address, or a foreign call for each reference, would cost as much as
the rest of a clone together (in WebAssembly, where a foreign call goes through JavaScript, much more).

Nothing here checks an address: whoever calls has proved the layout that it comes from (`genclone.proof`).
An index past the array is an IndexError; that can only be met in a 32-bit process that has more than
2 GiB.
"""

import ctypes
import sys
from array import array
from collections.abc import Iterable
from typing import Any, Final, cast

WORD: Final = ctypes.sizeof(ctypes.c_void_p)
"""Bytes in a machine word."""

SHIFT: Final = WORD.bit_length() - 1
"""``address >> SHIFT`` is the index of the word at `address`."""

TYPECODE: Final = "Q" if WORD == 8 else "L"
"""The format of a machine word, in `array.array` and in `WORDS` alike."""

_SPAN: Final = sys.maxsize - sys.maxsize % WORD
_window: Any = memoryview((ctypes.c_char * _SPAN).from_address(0)).cast("B")

WORDS: Final = cast("memoryview", _window.cast(TYPECODE))
"""All of memory by words. Reads and writes like a list of unsigned integers."""

RAW: Final = cast("memoryview", _window)
"""All of memory by bytes; the index is the address. Takes and gives `bytes`."""

BYTES: Final = cast("memoryview", _window.cast("b"))
"""All of memory by signed bytes; the index is the address."""

INTS: Final = cast("memoryview", _window.cast("i"))
"""All of memory by C ints; the index is the address divided by four."""


def objects_from(offset: int) -> Any:
    """All of memory from `offset` on, a multiple of `WORD`, like `OBJECTS`.

    At a field's offset, the index of an object's own first word is that of the field in it. (Views are
    sliced for the same.)
    """
    return (ctypes.py_object * ((_SPAN - offset) // WORD)).from_address(offset)


def bytes_from(offset: int) -> Any:
    """All of memory from `offset` on by bytes. A slice of it is `bytes`, made without a call."""
    return (ctypes.c_char * (_SPAN - offset)).from_address(offset)


OBJECTS: Final = objects_from(0)
"""All of memory by pointers to objects: reading an entry, or a slice of them, takes the references too.

Each word read must point to a live object, else it is a ValueError (for 0) or worse. Never written to.
"""

ALL: Final = slice(None)
"""``view[ALL] = words`` copies memory without an allocation, so nothing else runs meanwhile."""

SIZE: Final = 2
"""Index of ``ob_size`` in a list, in words: ``ob_refcnt, ob_type, ob_size, ob_item, allocated``."""

ITEMS: Final = 3
"""Index of ``ob_item`` in a list, in words."""


def entries_for(pointers: "array[int]") -> slice:
    """The entries of `OBJECTS` that lie in the memory of `pointers`. Valid until the array changes its size."""
    start, length = pointers.buffer_info()
    return slice(start >> SHIFT, (start >> SHIFT) + length)


def objects_at(addresses: "Iterable[int]") -> "list[Any]":
    """The objects at these addresses, each with a reference of the list's own. Linear, in C."""
    pointers = array(TYPECODE, addresses)
    return OBJECTS[entries_for(pointers)]


def object_at(address: int) -> Any:
    """The object at `address`, with a reference of Python's own."""
    return objects_at((address,))[0]


def items_of(objects: "list[Any]") -> "memoryview":
    """The words in which `objects` keeps its items. Valid until the list changes its size."""
    start = WORDS[(id(objects) >> SHIFT) + ITEMS] >> SHIFT
    return WORDS[start : start + len(objects)]


def give(objects: "list[Any]", target: "memoryview") -> None:
    """Moves the items of `objects`, references and all, to the words of `target`; empties the list.

    No reference count is touched, so it costs a copy of the words however many there are. What `target`
    held is overwritten, not released. Interrupted half-way it leaks, and never frees twice: the list
    forgets its items before memory has them.
    """
    source = items_of(objects)
    WORDS[(id(objects) >> SHIFT) + SIZE] = 0
    target[ALL] = source


def release(addresses: "list[int]") -> None:
    """Gives up one reference to each of the objects at these addresses. May run finalisers.

    A list is made their owner, and dropped. The references that it had to a placeholder are overwritten,
    so the placeholder's count is put right.
    """
    if addresses:
        placeholder = object()
        owner = [placeholder] * len(addresses)
        items = items_of(owner)
        items[ALL] = array(TYPECODE, addresses)
        WORDS[id(placeholder) >> SHIFT] -= len(addresses)
