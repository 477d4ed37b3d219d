"""The iterators of itertools, field by field.

https://github.com/python/cpython/blob/v3.14.2/Modules/itertoolsmodule.c
"""

# ruff: noqa: RUF012 (their base, in another file, is not seen to be a structure)

import ctypes
from types import MappingProxyType

from .iterator_fields import (
    Anchor,
    Borrowed,
    Choice,
    CIterator,
    Indices,
    Iterator,
    Iterators,
    Object,
    Pool,
    Pools,
    Saved,
    Source,
    Spare,
)


class Accumulate(CIterator):
    """``accumulateobject``. https://github.com/python/cpython/blob/v3.11.7/Modules/itertoolsmodule.c"""

    _fields_ = [("total", Object), ("it", Iterator), ("binop", Object), ("initial", Object)]


class AccumulateWithState(Accumulate):
    """``accumulateobject`` from 3.12 on."""

    _fields_ = [("state", ctypes.c_void_p)]


class Batched(CIterator):
    """``batchedobject`` of 3.12. https://github.com/python/cpython/blob/v3.12.1/Modules/itertoolsmodule.c"""

    _fields_ = [("it", Iterator), ("batch_size", ctypes.c_ssize_t)]


class StrictBatched(Batched):
    """``batchedobject`` from 3.13 on."""

    _fields_ = [("strict", ctypes.c_bool)]


class Chain(CIterator):
    """``chainobject``."""

    _fields_ = [("source", Source), ("active", Iterator)]


class Combinations(CIterator):
    """``combinationsobject``, and ``cwrobject``, which is the same."""

    _fields_ = [
        ("pool", Pool),
        ("indices", Indices),
        ("result", Choice),
        ("r", ctypes.c_ssize_t),
        ("stopped", ctypes.c_int),
    ]
    lengths = MappingProxyType({"indices": "r"})


class Compress(CIterator):
    """``compressobject``."""

    _fields_ = [("data", Iterator), ("selectors", Iterator)]


class Count(CIterator):
    """``countobject``."""

    _fields_ = [("cnt", ctypes.c_ssize_t), ("long_cnt", Object), ("long_step", Object)]


class Cycle(CIterator):
    """``cycleobject`` from 3.15 on. https://github.com/python/cpython/blob/v3.15.0b1/Modules/itertoolsmodule.c"""

    _fields_ = [("it", Iterator), ("saved", Saved), ("index", ctypes.c_ssize_t)]


class CycleWithPass(Cycle):
    """``cycleobject`` until 3.14."""

    _fields_ = [("firstpass", ctypes.c_int)]


class While(CIterator):
    """``dropwhileobject``; ``takewhileobject``, where the number is called ``stop``."""

    _fields_ = [("func", Object), ("it", Iterator), ("start", ctypes.c_long)]


class GroupBy(CIterator):
    """``groupbyobject``. https://github.com/python/cpython/blob/v3.11.7/Modules/itertoolsmodule.c"""

    _fields_ = [
        ("it", Iterator),
        ("keyfunc", Object),
        ("tgtkey", Object),
        ("currkey", Object),
        ("currvalue", Object),
        ("currgrouper", Borrowed),
    ]


class GroupByWithState(GroupBy):
    """``groupbyobject`` from 3.12 on."""

    _fields_ = [("state", ctypes.c_void_p)]


class Grouper(CIterator):
    """``_grouperobject``."""

    _fields_ = [("parent", Anchor), ("tgtkey", Object)]


class ISlice(CIterator):
    """``isliceobject``."""

    _fields_ = [
        ("it", Iterator),
        ("next", ctypes.c_ssize_t),
        ("stop", ctypes.c_ssize_t),
        ("step", ctypes.c_ssize_t),
        ("cnt", ctypes.c_ssize_t),
    ]


class Pairwise(CIterator):
    """``pairwiseobject``. https://github.com/python/cpython/blob/v3.12.1/Modules/itertoolsmodule.c"""

    _fields_ = [("it", Iterator), ("old", Object)]


class PairwiseWithResult(Pairwise):
    """``pairwiseobject`` from 3.13 on."""

    _fields_ = [("result", Spare)]


class Permutations(CIterator):
    """``permutationsobject``."""

    _fields_ = [
        ("pool", Pool),
        ("indices", Indices),
        ("cycles", Indices),
        ("result", Choice),
        ("r", ctypes.c_ssize_t),
        ("stopped", ctypes.c_int),
    ]
    lengths = MappingProxyType({"indices": "pool", "cycles": "r"})


class Product(CIterator):
    """``productobject``."""

    _fields_ = [("pools", Pools), ("indices", Indices), ("result", Choice), ("stopped", ctypes.c_int)]
    lengths = MappingProxyType({"indices": "pools"})


class Repeat(CIterator):
    """``repeatobject``."""

    _fields_ = [("element", Object), ("cnt", ctypes.c_ssize_t)]


class ZipLongest(CIterator):
    """``ziplongestobject``."""

    _fields_ = [
        ("tuplesize", ctypes.c_ssize_t),
        ("numactive", ctypes.c_ssize_t),
        ("ittuple", Iterators),
        ("result", Spare),
        ("fillvalue", Object),
    ]
