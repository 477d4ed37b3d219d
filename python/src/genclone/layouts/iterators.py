"""The iterators of CPython's own types, field by field; those of itertools are in `itertools_iterators`.

A type whose structure changed between versions is here more than once, and `iterator_samples.LAYOUTS` gives all
of them: which one holds is not asked of the version but of the interpreter (`genclone.c_iterators` proves it).
"""

# ruff: noqa: RUF012 (their base, in another file, is not seen to be a structure)

import ctypes

from .iterator_fields import Anchor, CIterator, Iterator, Iterators, Object, Spare


class SeqIter(CIterator):
    """``seqiterobject``, and those of list, tuple, str, bytes, bytearray, which are the same.

    https://github.com/python/cpython/blob/v3.14.2/Objects/iterobject.c
    https://github.com/python/cpython/blob/v3.14.2/Include/internal/pycore_list.h
    """

    _fields_ = [("it_index", ctypes.c_ssize_t), ("it_seq", Anchor)]


class AnySeqIter(CIterator):
    """``seqiterobject`` over whatever has a ``__getitem__``."""

    _fields_ = [("it_index", ctypes.c_ssize_t), ("it_seq", Object)]


class CallIter(CIterator):
    """``calliterobject``. https://github.com/python/cpython/blob/v3.14.2/Objects/iterobject.c"""

    _fields_ = [("it_callable", Object), ("it_sentinel", Object)]


class RangeIter(CIterator):
    """``_PyRangeIterObject``.

    https://github.com/python/cpython/blob/v3.14.2/Include/internal/pycore_range.h
    """

    _fields_ = [("start", ctypes.c_long), ("step", ctypes.c_long), ("len", ctypes.c_long)]


class IndexedRangeIter(CIterator):
    """``rangeiterobject``, until 3.11. https://github.com/python/cpython/blob/v3.11.7/Objects/rangeobject.c"""

    _fields_ = [
        ("index", ctypes.c_long),
        ("start", ctypes.c_long),
        ("step", ctypes.c_long),
        ("len", ctypes.c_long),
    ]


class LongRangeIter(CIterator):
    """``longrangeiterobject``. https://github.com/python/cpython/blob/v3.14.2/Objects/rangeobject.c"""

    _fields_ = [("start", Anchor), ("step", Anchor), ("len", Anchor)]


class IndexedLongRangeIter(CIterator):
    """``longrangeiterobject``, until 3.11. https://github.com/python/cpython/blob/v3.11.7/Objects/rangeobject.c"""

    _fields_ = [("index", Anchor), ("start", Anchor), ("step", Anchor), ("len", Anchor)]


class DictIter(CIterator):
    """``dictiterobject``. https://github.com/python/cpython/blob/v3.14.2/Objects/dictobject.c"""

    _fields_ = [
        ("di_dict", Anchor),
        ("di_used", ctypes.c_ssize_t),
        ("di_pos", ctypes.c_ssize_t),
        ("di_result", Spare),
        ("len", ctypes.c_ssize_t),
    ]


class ODictIter(CIterator):
    """``odictiterobject``. https://github.com/python/cpython/blob/v3.14.2/Objects/odictobject.c"""

    _fields_ = [
        ("kind", ctypes.c_int),
        ("di_odict", Anchor),
        ("di_size", ctypes.c_ssize_t),
        ("di_state", ctypes.c_size_t),
        ("di_current", Anchor),
        ("di_result", Spare),
    ]


class SetIter(CIterator):
    """``setiterobject``. https://github.com/python/cpython/blob/v3.14.2/Objects/setobject.c"""

    _fields_ = [
        ("si_set", Anchor),
        ("si_used", ctypes.c_ssize_t),
        ("si_pos", ctypes.c_ssize_t),
        ("len", ctypes.c_ssize_t),
    ]


class MemoryIter(CIterator):
    """``memoryiterobject``. https://github.com/python/cpython/blob/v3.14.2/Objects/memoryobject.c"""

    _fields_ = [
        ("it_index", ctypes.c_ssize_t),
        ("it_seq", Anchor),
        ("it_length", ctypes.c_ssize_t),
        ("it_fmt", ctypes.c_void_p),
    ]


class Enumerate(CIterator):
    """``enumobject``. https://github.com/python/cpython/blob/v3.10.13/Objects/enumobject.c"""

    _fields_ = [
        ("en_index", ctypes.c_ssize_t),
        ("en_sit", Iterator),
        ("en_result", Spare),
        ("en_longindex", Anchor),
    ]


class EnumerateWithOne(Enumerate):
    """``enumobject`` from 3.11 on. https://github.com/python/cpython/blob/v3.14.2/Objects/enumobject.c"""

    _fields_ = [("one", ctypes.c_void_p)]  # borrowed, and immortal in effect: the interpreter's own 1


class Reversed(CIterator):
    """``reversedobject``. https://github.com/python/cpython/blob/v3.14.2/Objects/enumobject.c"""

    _fields_ = [("index", ctypes.c_ssize_t), ("seq", Object)]


class Map(CIterator):
    """``mapobject``. https://github.com/python/cpython/blob/v3.13.0/Python/bltinmodule.c"""

    _fields_ = [("iters", Iterators), ("func", Object)]


class StrictMap(Map):
    """``mapobject`` from 3.14 on. https://github.com/python/cpython/blob/v3.14.2/Python/bltinmodule.c"""

    _fields_ = [("strict", ctypes.c_int)]


class Zip(CIterator):
    """``zipobject``. https://github.com/python/cpython/blob/v3.14.2/Python/bltinmodule.c"""

    _fields_ = [
        ("tuplesize", ctypes.c_ssize_t),
        ("ittuple", Iterators),
        ("result", Spare),
        ("strict", ctypes.c_int),
    ]


class FunctionAndIterator(CIterator):
    """``filterobject``; ``starmapobject`` and ``filterfalseobject`` of itertools.

    https://github.com/python/cpython/blob/v3.14.2/Python/bltinmodule.c
    """

    _fields_ = [("func", Object), ("it", Iterator)]


# --- Modules/ but itertools ---


class DequeIter(CIterator):
    """``dequeiterobject``. https://github.com/python/cpython/blob/v3.14.2/Modules/_collectionsmodule.c"""

    _fields_ = [
        ("b", ctypes.c_void_p),
        ("index", ctypes.c_ssize_t),
        ("deque", Anchor),
        ("state", ctypes.c_size_t),
        ("counter", ctypes.c_ssize_t),
    ]


class ArrayIter(CIterator):
    """``arrayiterobject``. https://github.com/python/cpython/blob/v3.14.2/Modules/arraymodule.c"""

    _fields_ = [("index", ctypes.c_ssize_t), ("ao", Anchor), ("getitem", ctypes.c_void_p)]
