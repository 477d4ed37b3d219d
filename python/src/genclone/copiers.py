"""How each kind of iterator is copied: an independent position over the same underlying data, as in PEP 323.

https://peps.python.org/pep-0323/

The iterators, generators and functions that an iterator is made of are mapped by whoever is cloning, so that
``enumerate(map(f, it))`` is copied all the way down. ``copy.copy`` would share the inner ones.

In this order: what was registered for exactly that type; what CPython has built in; the type's own
``__copy__``. Anything else cannot be copied.
"""

import inspect
import io
from collections.abc import Callable
from typing import Any, Final

from . import buffer_iterators, c_iterators
from .c_iterators import Map, checked_iterator
from .kinds import defines, kind_of, mro

_REGISTERED: "dict[type, tuple[Callable[..., object], bool]]" = {}
_COPIED_WHOLE: Final[frozenset[type]] = frozenset([io.StringIO, io.BytesIO])
_IO_BASE: Final = io.IOBase.__base__


def register(kind: type, copier: "Callable[..., object]") -> None:
    """Has the instances of exactly `kind`, subclasses not included, copied by `copier`, iterators or not.

    `copier` is called with the instance. If it has two positional parameters without defaults, it is given as
    the second one a function that says what stands in the clone for an object: to be asked for every
    iterator and generator that the instance is made of. It returns the copy; of an iterator, that must be an
    iterator. What it raises propagates out of `clone`. A second registration replaces the first.

    Raises:
        TypeError: `kind` is not a type, or `copier` cannot be called with one or two arguments.
    """
    if type not in mro(kind_of(kind)):
        raise TypeError(f"register() takes a type first, not {kind!r}; pass type(...) of what is to be copied")
    if not callable(copier):
        raise TypeError(f"register() takes a function that returns the copy, not {copier!r}")
    _REGISTERED[kind] = (copier, _required(copier) == 2)


def registered() -> "dict[type, Any]":
    """What `register` was told until now; for `restore`."""
    return {**_REGISTERED}


def restore(before: "dict[type, Any]") -> None:
    """Forgets what `register` was told since `before` was taken."""
    _REGISTERED.clear()
    _REGISTERED.update(before)


def _required(copier: "Callable[..., object]") -> int:
    try:
        parameters = inspect.signature(copier).parameters.values()
    except ValueError:  # some functions in C do not tell
        return 1
    positional = [p for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    required = [p for p in positional if p.default is p.empty]
    demanded = [p for p in parameters if p.kind is p.KEYWORD_ONLY and p.default is p.empty]
    takes_any = bool(positional) or any(p.kind is p.VAR_POSITIONAL for p in parameters)
    if len(required) > 2 or demanded or not takes_any:
        raise TypeError(
            f"register() takes a function of the object to copy, or of that and of a function that maps what it is"
            f" made of; {copier!r} takes neither"
        )
    return len(required)


def is_registered(value: object) -> bool:
    """Whether a copier was registered for exactly the type of `value`."""
    return type(value) in _REGISTERED


def is_iterator(value: object) -> bool:
    """Whether `value` can be advanced, by its type. Runs no code of the type's or of its metaclass's."""
    return defines(type(value), "__next__")


def is_copied(value: object) -> bool:
    """Whether `value` is copied, not shared, where iterators are: it is one, or is under one, or was registered."""
    return is_iterator(value) or type(value) is buffer_iterators.SCANNER or is_registered(value)


def is_file(value: object) -> bool:
    """Whether `value` is a file over something outside memory, which a copy could not own."""
    return _IO_BASE in mro(type(value)) and type(value) not in _COPIED_WHOLE and not is_registered(value)


def is_known_iterator(value: object) -> bool:
    """Whether `value` is an iterator of CPython's own that is copied with what it is made of."""
    return c_iterators.can_copy(type(value)) or buffer_iterators.can_copy(type(value))


def can_copy(value: object) -> bool:
    """Whether `copy_iterator` knows how to copy this."""
    kind = type(value)
    return is_registered(value) or is_known_iterator(value) or kind in _COPIED_WHOLE or defines(kind, "__copy__")


def parts(value: object) -> "list[Any]":
    """The objects that `copy_iterator` will ask its `mapped` about; none where that is another's business.

    What a registered copier asks about is only known when it does. Nor is listed what is left in a container
    that `mapped` copies.
    """
    if is_registered(value):
        return []
    if c_iterators.can_copy(type(value)):
        return c_iterators.parts(value)
    return buffer_iterators.parts(value) if buffer_iterators.can_copy(type(value)) else []


def copy_iterator(value: object, mapped: Map) -> object:
    """A copy of what `can_copy`: an iterator at the same position as `value`, which moves on its own.

    `mapped` is asked for every object that a C iterator is made of. Constant for those, but for `itertools`
    that keep a list or indices. Not recursive but through `mapped`.

    Raises:
        Refusal: the copy would not be safe, such as one of an iterator that is none; its slot is None.
        Whatever a registered copier or a ``__copy__`` method raises.
    """
    kind: Any = type(value)
    if kind in _REGISTERED:
        copier, takes_map = _REGISTERED[kind]
        twin = copier(value, mapped) if takes_map else copier(value)
    elif c_iterators.can_copy(kind):
        return c_iterators.copy(value, mapped)
    elif buffer_iterators.can_copy(kind):
        return buffer_iterators.copy(value, mapped)
    elif kind in _COPIED_WHOLE:
        return _copied_whole(value)
    else:
        twin = kind.__copy__(value)
    return checked_iterator(value, twin) if is_iterator(value) else twin


def _copied_whole(file: Any) -> object:
    twin: Any = type(file)()
    if file.closed:
        twin.close()
    else:
        twin.__setstate__(file.__getstate__())
    return twin


# --- iterators that lead to nothing but data ---

_SEQUENCES: Final = frozenset([list, tuple, str, bytes, bytearray, range])


def _copy_over_sequence(iterator: Any) -> object:
    """By ``__reduce__``, several times as fast; a subclass may have an ``__iter__`` of its own, which that calls."""
    reduced = iterator.__reduce__()
    if type(reduced[1][0]) not in _SEQUENCES:
        return c_iterators.copy(iterator, _itself)
    twin = reduced[0](*reduced[1])
    if len(reduced) > 2 and reduced[2] is not None:
        twin.__setstate__(reduced[2])
    return twin


def _copy_over_range(iterator: Any) -> object:
    """From 3.12 on an iterator over a range tells of a range of what is left."""
    return iter(iterator.__reduce__()[1][0])


def _copy_over_table(iterator: Any) -> object:
    return c_iterators.copy(iterator, _itself)


def _itself(value: object) -> object:
    return value


LEAVES: Final[dict[type, Callable[[Any], object]]] = {
    kind: _copy_over_sequence if kind in c_iterators.OVER_SEQUENCES else _copy_over_table
    for kind in c_iterators.OVER_DATA
}
if iter(range(0)).__reduce__()[2:] in ((), (None,)):
    LEAVES[type(iter(range(0)))] = _copy_over_range
"""How to copy, fast, those iterators that refer to data alone, where data is shared."""


REBUILT: Final = frozenset([kind for kind in c_iterators.KINDS if kind.__module__ != "itertools"])
"""The builtin iterators, of which ``__reduce__`` tells on every CPython what they are over, and where."""
