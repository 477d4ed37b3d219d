"""How iterators are copied: an independent position over the same underlying data, as in PEP 323.

https://peps.python.org/pep-0323/

An iterator says by ``__reduce__`` what it is made of. Its copy is made of the same things, but for
the iterators, generators and functions among them: those are mapped by whoever is cloning, so that
``enumerate(map(f, it))`` is copied all the way down. ``copy.copy`` would share the inner ones.
"""

import io
import itertools
import warnings
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Any, cast

Map = Callable[[object], object]
"""What the clone has in place of an object: the object itself, or its copy."""

_NUMBERED: "dict[int, int]" = {}
_DATA_ITERATORS: "tuple[object, ...]" = (
    iter(list[int]()),
    reversed(list[int]()),
    iter(()),
    iter(""),
    iter("\N{SNOWMAN}"),
    iter(b""),
    iter(bytearray()),
    iter(range(0)),
    iter(range(1 << 100)),
    iter(_NUMBERED),
    iter(_NUMBERED.values()),
    iter(_NUMBERED.items()),
    reversed(_NUMBERED),
    reversed(_NUMBERED.values()),
    reversed(_NUMBERED.items()),
    iter(set[object]()),
    iter(deque[object]()),
    reversed(deque[object]()),
    iter(OrderedDict[object, object]()),
)


class _Sequence:
    """Iterable by the old sequence protocol only, to get at the types of such iterators."""

    def __getitem__(self, index: int) -> object:
        raise IndexError(index)

    def __len__(self) -> int:
        return 0


_ADAPTERS: "tuple[type[Any], ...]" = (
    type(iter(_Sequence())),
    type(iter(int, 1)),
    reversed,
    enumerate,
    zip,
    map,
    filter,
)
REBUILT: "frozenset[type]" = frozenset([*map(type, _DATA_ITERATORS), *_ADAPTERS])
"""The builtin iterators whose ``__reduce__`` tells all there is to them, on every CPython."""

ITERTOOLS: "frozenset[type]" = frozenset(
    cast(
        "list[type]",
        [
            itertools.accumulate,
            itertools.chain,
            itertools.combinations,
            itertools.combinations_with_replacement,
            itertools.compress,
            itertools.count,
            itertools.cycle,
            itertools.dropwhile,
            itertools.filterfalse,
            itertools.islice,
            itertools.permutations,
            itertools.product,
            itertools.repeat,
            itertools.starmap,
            itertools.takewhile,
            itertools.zip_longest,
        ],
    )
)
"""The itertools that tell it too, until 3.14 took that away."""

_TELLS_REDUCTION = object.__reduce__
_COPIED_WHOLE: "frozenset[type]" = frozenset([io.StringIO, io.BytesIO])
_IO_BASE = io.IOBase.__base__
_MRO: Any = type.__dict__["__mro__"]


def _mro(value: object) -> "tuple[type, ...]":
    """The bases of `value`'s type, as the interpreter itself looks them up."""
    return _MRO.__get__(type(value))


def _defines(value: object, name: str) -> bool:
    return any(name in vars(base) for base in _mro(value))


def is_iterator(value: object) -> bool:
    """Whether `value` is an iterator by its type. Runs no code of the type's or of its metaclass's."""
    return _defines(value, "__next__") and _defines(value, "__iter__")


def is_file(value: object) -> bool:
    """Whether `value` is a file over something outside memory, which a copy could not own."""
    return _IO_BASE in _mro(value) and type(value) not in _COPIED_WHOLE


def can_copy(value: object) -> bool:
    """Whether `copy_iterator` knows how to copy this iterator."""
    kind = type(value)
    if kind in REBUILT or kind in _COPIED_WHOLE or _defines(value, "__copy__"):
        return True
    return kind in ITERTOOLS and getattr(kind, "__reduce__") is not _TELLS_REDUCTION


def copy_iterator(value: object, mapped: Map) -> object:
    """An iterator at the same position as `value`, which moves on its own.

    `mapped` is asked for every object that the iterator is made of. Costs what ``__reduce__`` costs:
    constant, but for dict and set iterators, which list what is left of them.
    Raises what ``__copy__`` raises where the type has one.
    """
    kind: Any = type(value)
    if kind in REBUILT or kind in ITERTOOLS:
        return _rebuild(value, mapped)
    if kind in _COPIED_WHOLE:
        twin: Any = kind()
        whole: Any = value
        twin.__setstate__(whole.__getstate__())
        return twin
    return kind.__copy__(value)


def _rebuild(value: object, mapped: Map) -> object:
    with warnings.catch_warnings():
        # itertools announce from 3.12 on that 3.14 takes this away.
        warnings.simplefilter("ignore", DeprecationWarning)
        reduced: Any = value.__reduce__()
        make: Any = reduced[0]
        rebuilt: Any = make(*_mapped_items(reduced[1], mapped))
        if len(reduced) > 2 and reduced[2] is not None:
            state: Any = reduced[2]
            is_composed = issubclass(type(state), tuple)
            rebuilt.__setstate__(_mapped_items(state, mapped) if is_composed else state)
    return rebuilt


def _mapped_items(items: "tuple[object, ...]", mapped: Map) -> "tuple[object, ...]":
    return tuple([mapped(item) for item in items])


# --- interim ---


def _iterated_again(iterator: Any) -> Any:
    return iter(iterator.__reduce__()[1][0])


def _rebuilt_and_set(iterator: Any) -> Any:
    reduced = iterator.__reduce__()
    twin = reduced[0](*reduced[1])
    if len(reduced) > 2 and reduced[2] is not None:
        twin.__setstate__(reduced[2])
    return twin


def _rebuilding(iterator: Any) -> "Callable[[Any], Any]":
    reduced = iterator.__reduce__()
    return (
        _iterated_again
        if reduced[0] is iter and len(reduced[1]) == 1 and (len(reduced) == 2 or reduced[2] is None)
        else _rebuilt_and_set
    )


LEAVES: "dict[type, Callable[[Any], Any]]" = {type(x): _rebuilding(x) for x in _DATA_ITERATORS}


def parts(iterator: object) -> "list[Any]":
    """What an iterator owns, with the tuples in which some keep their inner iterators opened up."""
    import gc

    parts: list[Any] = []
    for part in gc.get_referents(iterator):
        parts += gc.get_referents(part) if type(part) is tuple else (part,)
    return parts


def is_known_iterator(value: object) -> bool:
    return is_iterator(value) and not _defines(value, "__copy__") and can_copy(value)
