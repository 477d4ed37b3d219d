"""What can be told of an iterator without moving it: where it is, and over what."""

from collections.abc import Callable
from typing import Any, NamedTuple

from ..copiers import REBUILT
from .text import type_name

_SEQUENCES = (list, tuple, str, bytes, bytearray)


class Telling(NamedTuple):
    """A text for the iterator itself, and the objects it is over, by name."""

    text: str
    parts: "tuple[tuple[str, object], ...]"


def tell(held: object) -> "Telling | None":
    """What `held` is, when it is a builtin iterator of which more can be told than its repr; else None."""
    kind = type_name(held)
    if type(held) not in REBUILT or kind not in _TELLERS:
        return None
    iterator: Any = held
    return _TELLERS[kind](kind, iterator.__reduce__())


def _over_a_sequence(kind: str, reduced: Any) -> Telling:
    if len(reduced) < 3 or reduced[2] is None:
        return Telling(f"{kind}, exhausted", ())
    sequence, index = reduced[1][0], reduced[2]
    # A subclass may have a __len__ of its own, which would be the user's code.
    of = f" of {len(sequence)}" if type(sequence) in _SEQUENCES else ""
    return Telling(f"{kind} at {index}{of}", ((f"its {type_name(sequence)}", sequence),))


def _over_a_range(kind: str, reduced: Any) -> Telling:
    """A range iterator holds no range: what is reduced to is made anew each time, from 3.12 on of what is left."""
    left = len(reduced[1][0]) - ((reduced[2] or 0) if len(reduced) > 2 else 0)
    return Telling(f"{kind}, {left} left" if left else f"{kind}, exhausted", ())


def _over_iterators(kind: str, reduced: Any) -> Telling:
    parts = reduced[1]
    named = [(f"its part {number}", part) for number, part in enumerate(parts, 1)]
    return Telling(f"{kind} over {len(parts)}", tuple(named))


def _enumeration(kind: str, reduced: Any) -> Telling:
    iterator, count = reduced[1]
    return Telling(f"{kind} at {count}", (("its iterator", iterator),))


def _of_a_function(kind: str, reduced: Any) -> Telling:
    function, *rest = reduced[1]
    return Telling(kind, (("its function", function), *[(f"its part {n}", part) for n, part in enumerate(rest, 1)]))


_TELLERS: "dict[str, Callable[[str, Any], Telling]]" = {
    "list_iterator": _over_a_sequence,
    "tuple_iterator": _over_a_sequence,
    "str_iterator": _over_a_sequence,
    "str_ascii_iterator": _over_a_sequence,
    "bytes_iterator": _over_a_sequence,
    "bytearray_iterator": _over_a_sequence,
    "range_iterator": _over_a_range,
    "enumerate": _enumeration,
    "zip": _over_iterators,
    "map": _of_a_function,
    "filter": _of_a_function,
}
