"""What a field of an iterator that is written in C can be.

What is done with a field when its iterator is copied follows from what it is, so that is what its type
says: an `Object`, an `Iterator`, a `Spare` tuple… A field of any other type is a number or an address
that goes over as it is.
"""

import ctypes
from types import MappingProxyType
from typing import ClassVar


class Object(ctypes.c_void_p):
    """A strong reference to anything, or NULL."""


class Iterator(Object):
    """A strong reference that CPython calls ``tp_iternext`` of unasked: to an iterator, or NULL."""


class Source(Iterator):
    """An iterator over iterables. Where nobody else refers to it, it may be over these alone, as over arguments."""


class Iterators(Object):
    """A tuple of iterators, the iterator's own, whose items may be NULL."""


class Anchor(Object):
    """What the other fields are positions in, so that they mean nothing, or harm, beside another one."""


class Pool(Object):
    """A tuple of what there is to choose from. Only its length and its type matter to the other fields."""


class Pools(Object):
    """A tuple of `Pool`, the iterator's own."""


class Choice(Object):
    """The tuple given out last, used again for the next one where nobody else has it: what is chosen now."""


class Spare(Object):
    """A tuple that is filled anew for every item, and used again where nobody else has it."""


class Saved(Object):
    """A list that the iterator alone appends to."""


class Borrowed(ctypes.c_void_p):
    """The address of an object, without a reference; NULL in a copy until somebody says otherwise."""


class Indices(ctypes.c_void_p):
    """An array of ``Py_ssize_t`` that the iterator has allocated, and frees."""


class CIterator(ctypes.Structure):
    """The head of every object.

    Attributes:
        lengths: for each of `Indices`, the field that says how many there are: a number, or a tuple of so many.
    """

    _fields_ = [("ob_refcnt", ctypes.c_ssize_t), ("ob_type", ctypes.c_void_p)]
    lengths: "ClassVar[MappingProxyType[str, str]]" = MappingProxyType({})
