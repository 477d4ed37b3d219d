"""The iterators of CPython that are written in C, field by field.

What is done with a field when its iterator is copied follows from what it is, so that is what its type
says: an `Object`, an `Iterator`, a `Spare` tuple… A field of any other type is a number or an address
that goes over as it is.

A type whose structure changed between versions is here more than once, and ``LAYOUTS`` gives all of
them: which one holds is not asked of the version but of the interpreter (`genclone.c_iterators` proves it).
"""

import array
import ctypes
import itertools
from collections import OrderedDict, deque
from collections.abc import Callable
from collections.abc import Iterator as AnyIterator
from types import MappingProxyType
from typing import Any, ClassVar, Final, NamedTuple

from ..ownership import NULL

# --- what a field can be ---


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


# --- Objects/ ---


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


# --- Modules/itertoolsmodule.c ---
# https://github.com/python/cpython/blob/v3.14.2/Modules/itertoolsmodule.c


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


# --- one of each, with what it must read as ---


class Sample(NamedTuple):
    """How to come by an iterator of which it is known what its fields hold.

    Attributes:
        make: makes one over the iterator that it is given, or over something else.
        steps: how many items to take from it.
        fields: what must then be read: a number, a list of them for `Indices`, a tuple for `Iterators`, else
            an object. `INNER` is the iterator that `make` was given, `GROUPER` the last thing in the last item.
    """

    make: "Callable[[AnyIterator[Any]], Any]"
    steps: int
    fields: "dict[str, Any]"


INNER: Final = object()
GROUPER: Final = object()


class _Sequence:
    """Iterable by the old sequence protocol only."""

    def __getitem__(self, index: int) -> int:
        return index

    def __len__(self) -> int:
        return 4


def _is(value: object) -> bool:
    return value is not None


def _made(make: "Callable[[AnyIterator[Any]], Any]", /, **fields: Any) -> Sample:
    return Sample(make, 0, fields)


def _once(make: "Callable[[AnyIterator[Any]], Any]", /, **fields: Any) -> Sample:
    return Sample(make, 1, fields)


_FIRST: Final[Any] = object()
_SECOND: Final[Any] = object()
_LIST: Final[Any] = [1, 2, 3, 4]
_TUPLE: Final[Any] = (_FIRST, _SECOND)
_SEQUENCE: Final[Any] = _Sequence()
_ASCII: Final[Any] = "abcd"
_TEXT: Final[Any] = "ab\N{SNOWMAN}d"
_BYTES: Final[Any] = b"abcd"
_BYTEARRAY: Final[Any] = bytearray(_BYTES)
_NUMBERED: Final[Any] = {1: 2, 3: 4, 5: 6}
_ORDERED: Final[Any] = OrderedDict(_NUMBERED)
_SET: Final[Any] = {1, 2, 3}
_DEQUE: Final[Any] = deque(_LIST)
_ARRAY: Final[Any] = array.array("b", _LIST)
_VIEW: Final[Any] = memoryview(_BYTEARRAY)
_LARGE: Final[Any] = 1 << 100
_STEP: Final[Any] = (1 << 70) + 1


def _dict_sample(make: "Callable[[Any], Any]", position: int, **fields: Any) -> Sample:
    return _once(lambda _: make(_NUMBERED), di_dict=_NUMBERED, di_used=3, di_pos=position, len=2, **fields)


def _odict_sample(make: "Callable[[Any], Any]", key: int, **fields: Any) -> Sample:
    return _once(lambda _: make(_ORDERED), di_odict=_ORDERED, di_size=3, di_current=key, **fields)


def _large_range(_: object) -> Any:
    return iter(range(_LARGE, _LARGE + _STEP, _STEP))


def _of_itertools() -> "AnyIterator[tuple[type[CIterator], Sample]]":
    yield from _of_streams()
    yield from _of_choices()
    yield from _of_groups()
    if hasattr(itertools, "batched"):  # from 3.12 on
        yield Batched, _once(lambda it: _batched(it, 2), it=INNER, batch_size=2)
        yield StrictBatched, _once(lambda it: _batched(it, 2), it=INNER, batch_size=2, strict=False)


def _batched(it: "AnyIterator[Any]", size: int) -> Any:
    kind: Any = getattr(itertools, "batched")
    return kind(it, size)


def _of_streams() -> "AnyIterator[tuple[type[CIterator], Sample]]":
    accumulate = _once(
        lambda it: itertools.accumulate(it, max, initial=_LARGE), total=_LARGE, it=INNER, binop=max, initial=None
    )
    yield Accumulate, accumulate
    yield AccumulateWithState, accumulate
    yield Chain, _once(lambda it: itertools.chain.from_iterable(iter([it])), active=INNER)
    yield Compress, _once(lambda it: itertools.compress(it, it), data=INNER, selectors=INNER)
    yield Count, _once(lambda _: itertools.count(_LARGE, _STEP), long_cnt=_LARGE + _STEP, long_step=_STEP)
    yield Cycle, _once(itertools.cycle, it=INNER, saved=[1], index=-1)
    yield CycleWithPass, _once(itertools.cycle, it=INNER, saved=[1], index=0, firstpass=0)
    yield While, _once(lambda it: itertools.dropwhile(callable, it), func=callable, it=INNER, start=1)
    yield While, _once(lambda it: itertools.takewhile(_is, it), func=_is, it=INNER, start=0)
    yield FunctionAndIterator, _once(lambda it: itertools.filterfalse(callable, it), func=callable, it=INNER)
    yield FunctionAndIterator, _made(lambda it: itertools.starmap(_is, it), func=_is, it=INNER)
    yield ISlice, _once(lambda it: itertools.islice(it, 1, 4, 2), it=INNER, next=3, stop=4, step=2, cnt=2)
    yield Pairwise, _once(itertools.pairwise, it=INNER, old=2)
    yield PairwiseWithResult, _once(itertools.pairwise, it=INNER, old=2)
    yield Repeat, _once(lambda _: itertools.repeat(_FIRST, 3), element=_FIRST, cnt=2)
    yield (
        ZipLongest,
        _once(
            lambda it: itertools.zip_longest(it, it, fillvalue=_FIRST),
            tuplesize=2,
            numactive=2,
            ittuple=(INNER, INNER),
            fillvalue=_FIRST,
        ),
    )


def _of_choices() -> "AnyIterator[tuple[type[CIterator], Sample]]":
    one = {"pool": _TUPLE, "result": (_FIRST,), "r": 1, "stopped": 0}
    both = {"pool": _TUPLE, "result": _TUPLE, "r": 2, "stopped": 0}
    yield Combinations, _once(lambda _: itertools.combinations(_TUPLE, 2), indices=[0, 1], **both)
    yield Combinations, _once(lambda _: itertools.combinations_with_replacement(_TUPLE, 1), indices=[0], **one)
    yield Permutations, _once(lambda _: itertools.permutations(_TUPLE, 1), indices=[0, 1], cycles=[2], **one)
    product: dict[str, Any] = {"pools": (_TUPLE, _TUPLE), "indices": [0, 1], "result": _TUPLE, "stopped": 0}
    yield Product, Sample(_product, 2, product)


def _product(_: object) -> Any:
    return itertools.product(_TUPLE, _TUPLE)


def _of_groups() -> "AnyIterator[tuple[type[CIterator], Sample]]":
    keys = {"keyfunc": _is, "tgtkey": True, "currkey": True}
    groups = _once(lambda it: itertools.groupby(it, _is), it=INNER, currvalue=1, currgrouper=GROUPER, **keys)
    yield GroupBy, groups
    yield GroupByWithState, groups
    yield Grouper, _made(lambda it: next(itertools.groupby(it, _is))[1], tgtkey=True)


LAYOUTS: "tuple[tuple[type[CIterator], Sample], ...]" = (
    (SeqIter, _once(lambda _: iter(_LIST), it_index=1, it_seq=_LIST)),
    (SeqIter, _once(lambda _: reversed(_LIST), it_index=2, it_seq=_LIST)),
    (SeqIter, _once(lambda _: iter(_TUPLE), it_index=1, it_seq=_TUPLE)),
    (SeqIter, _once(lambda _: iter(_ASCII), it_index=1, it_seq=_ASCII)),
    (SeqIter, _once(lambda _: iter(_TEXT), it_index=1, it_seq=_TEXT)),
    (SeqIter, _once(lambda _: iter(_BYTES), it_index=1, it_seq=_BYTES)),
    (SeqIter, _once(lambda _: iter(_BYTEARRAY), it_index=1, it_seq=_BYTEARRAY)),
    (AnySeqIter, _once(lambda _: iter(_SEQUENCE), it_index=1, it_seq=_SEQUENCE)),
    (CallIter, _once(lambda _: iter(object, _FIRST), it_callable=object, it_sentinel=_FIRST)),
    (RangeIter, _once(lambda _: iter(range(10, 40, 10)), start=20, step=10, len=2)),
    (IndexedRangeIter, _once(lambda _: iter(range(10, 40, 10)), index=1, start=10, step=10, len=3)),
    (LongRangeIter, _made(_large_range, start=_LARGE, step=_STEP, len=1)),
    (IndexedLongRangeIter, _made(_large_range, index=0, start=_LARGE, step=_STEP, len=1)),
    (DictIter, _dict_sample(iter, 1, di_result=NULL)),
    (DictIter, _dict_sample(lambda data: iter(data.values()), 1, di_result=NULL)),
    (DictIter, _dict_sample(lambda data: iter(data.items()), 1)),
    (DictIter, _dict_sample(reversed, 1, di_result=NULL)),
    (DictIter, _dict_sample(lambda data: reversed(data.values()), 1, di_result=NULL)),
    (DictIter, _dict_sample(lambda data: reversed(data.items()), 1)),
    (ODictIter, _odict_sample(lambda data: iter(data.items()), 3, kind=6)),
    (SetIter, _once(lambda _: iter(_SET), si_set=_SET, si_used=3, len=2)),
    (MemoryIter, _once(lambda _: iter(_VIEW), it_index=1, it_seq=_VIEW, it_length=4)),
    (Enumerate, _once(lambda it: enumerate(it, 7), en_index=8, en_sit=INNER, en_longindex=NULL)),
    (EnumerateWithOne, _once(lambda it: enumerate(it, 7), en_index=8, en_sit=INNER, en_longindex=NULL, one=1)),
    (Reversed, _once(lambda _: reversed(_SEQUENCE), index=2, seq=_SEQUENCE)),
    (Map, _once(lambda it: map(_is, it), iters=(INNER,), func=_is)),
    (StrictMap, _once(lambda it: map(_is, it), iters=(INNER,), func=_is, strict=0)),
    (Zip, _once(lambda it: zip(it, it, strict=True), tuplesize=2, ittuple=(INNER, INNER), strict=1)),
    (FunctionAndIterator, _once(lambda it: filter(_is, it), func=_is, it=INNER)),
    (DequeIter, _once(lambda _: iter(_DEQUE), deque=_DEQUE, counter=3)),
    (DequeIter, _once(lambda _: reversed(_DEQUE), deque=_DEQUE, counter=3)),
    (ArrayIter, _once(lambda _: iter(_ARRAY), index=1, ao=_ARRAY)),
    *_of_itertools(),
)
"""Each structure with a sample of the type that has it. Where a type has more than one, one of them holds."""

OVER_SEQUENCES: Final = frozenset([SeqIter, RangeIter, IndexedRangeIter, LongRangeIter, IndexedLongRangeIter])
"""The structures that refer to nothing but a sequence."""

OVER_TABLES: Final = frozenset([DictIter, ODictIter, SetIter, DequeIter, ArrayIter])
"""The structures that refer to nothing but another container, and perhaps a key in it."""
