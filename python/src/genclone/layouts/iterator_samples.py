"""An iterator of each type that is written in C, with what its fields must be read as: by these it is proved."""

import array
import itertools
from collections import OrderedDict, deque
from collections.abc import Callable
from collections.abc import Iterator as AnyIterator
from typing import Any, Final, NamedTuple

from ..ownership import NULL
from .iterator_fields import CIterator
from .iterators import (
    AnySeqIter,
    ArrayIter,
    CallIter,
    DequeIter,
    DictIter,
    Enumerate,
    EnumerateWithOne,
    FunctionAndIterator,
    IndexedLongRangeIter,
    IndexedRangeIter,
    LongRangeIter,
    Map,
    MemoryIter,
    ODictIter,
    RangeIter,
    Reversed,
    SeqIter,
    SetIter,
    StrictMap,
    Zip,
)
from .itertools_iterators import (
    Accumulate,
    AccumulateWithState,
    Batched,
    Chain,
    Combinations,
    Compress,
    Count,
    Cycle,
    CycleWithPass,
    GroupBy,
    GroupByWithState,
    Grouper,
    ISlice,
    Pairwise,
    PairwiseWithResult,
    Permutations,
    Product,
    Repeat,
    StrictBatched,
    While,
    ZipLongest,
)


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
