"""The small awaitables between async generators, coroutines and who awaits them, and how they are copied.

``agen.asend(x)``, ``agen.__anext__()``, ``agen.athrow(e)``, ``agen.aclose()``, ``anext(agen, default)`` and
``coroutine.__await__()`` each give an object that points back at what it drives. A clone's has to drive
the clone. CPython makes one of each for whoever asks; how far it has got is then set in memory.

The structures are ``PyAsyncGenASend``, ``PyAsyncGenAThrow``, ``PyCoroWrapper`` of ``Objects/genobject.c`` and
``anextawaitableobject`` of ``Objects/iterobject.c``, alike in all versions: pointers after the head, then for
the first two the state.
https://github.com/python/cpython/blob/v3.14.0/Objects/genobject.c
"""

import contextlib
import sys
import types
import warnings
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from functools import lru_cache
from typing import Any, Final

from .errors import UnsupportedPython
from .kinds import kind_of
from .memory import INTS, OBJECTS, SHIFT, WORD, WORDS

Map = Callable[[object], object]

_INIT, _ITER, _CLOSED = range(3)  # AwaitableState
_HEAD = 2  # words: ob_refcnt, ob_type


@types.coroutine
def _pause() -> Any:
    yield


async def _pausing() -> "AsyncGenerator[None, None]":
    await _pause()
    yield


def _made(make: "Callable[[AsyncGenerator[None, None]], Any]") -> Any:
    """An awaitable over an async generator of ours, of which no event loop hears."""
    firstiter, finalizer = sys.get_asyncgen_hooks()
    sys.set_asyncgen_hooks(None, None)
    try:
        return make(_pausing())
    finally:
        sys.set_asyncgen_hooks(firstiter, finalizer)


def _type_of(make: "Callable[[AsyncGenerator[None, None]], Any]") -> type:
    awaitable: Any = _made(make)
    with suppress(StopIteration, StopAsyncIteration, GeneratorExit):
        awaitable.close()  # else it warns that nobody awaited it
    return kind_of(awaitable)


async def _nothing() -> None:
    pass


def _wrapper_type() -> type:
    coroutine = _nothing()
    wrapper = coroutine.__await__()
    wrapper.close()
    return type(wrapper)


_SEND: Final = _type_of(lambda gen: gen.asend(None))
_THROW: Final = _type_of(lambda gen: gen.athrow(ValueError))
_ANEXT: Final = _type_of(lambda gen: anext(gen, None))
_WRAPPER: Final = _wrapper_type()

TYPES: Final = frozenset([_SEND, _THROW, _ANEXT, _WRAPPER])
"""``async_generator_asend``, ``async_generator_athrow``, ``anext_awaitable``, ``coroutine_wrapper``."""


def is_awaitable(value: object) -> bool:
    """Whether `value` is one of these awaitables. Runs no code of the value's."""
    return type(value) in TYPES


def parts(awaitable: object) -> "list[Any]":
    """The objects that `awaitable` refers to, what it drives first."""
    return [held for held in _fields(awaitable) if held is not None]


def _fields(awaitable: object) -> "list[Any]":
    """Its fields in order; None where one is NULL, and for None. Each is looked at and taken in one moment."""
    kind: Any = type(awaitable)
    pointers = kind.__basicsize__ // WORD - _HEAD - (1 if kind in (_SEND, _THROW) else 0)
    start = (id(awaitable) >> SHIFT) + _HEAD
    return [OBJECTS[at] if WORDS[at] else None for at in range(start, start + pointers)]


def is_under_way(awaitable: object) -> bool:
    """Whether it drives an async generator that is suspended in the middle of an await."""
    return type(awaitable) in (_SEND, _THROW) and INTS[_state_index(awaitable)] == _ITER


def copy_awaitable(awaitable: object, mapped: Map) -> object:
    """One like `awaitable`, as far along, that drives what `mapped` gives for what `awaitable` drives.

    Raises:
        UnsupportedPython: the structures on this interpreter are not as they should be.
    """
    _prove()
    kind = type(awaitable)
    driven, *rest = _fields(awaitable)
    twin: Any = mapped(driven)
    if kind is _WRAPPER:
        return twin.__await__()
    if kind is _ANEXT:
        return anext(_Giving(twin), mapped(rest[0]))
    made = twin.asend(mapped(rest[0])) if kind is _SEND else _copied_throw(twin, [mapped(part) for part in rest])
    INTS[_state_index(made)] = INTS[_state_index(awaitable)]
    return made


def discard(awaitable: object) -> None:
    """Keeps a copy that nobody will ever await from complaining about it when it is dropped."""
    if type(awaitable) in (_SEND, _THROW):
        INTS[_state_index(awaitable)] = _CLOSED


def _copied_throw(gen: Any, fields: "list[Any]") -> object:
    if fields[0] is None:  # how aclose() is told from athrow()
        return gen.aclose()
    if len(fields) == 1:  # to 3.14, the tuple of the arguments
        arguments = fields[0]
    else:  # type, traceback and value
        arguments = fields[:1] if fields[1:] == [None, None] else (fields[0], fields[2], fields[1])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # for more than one argument, from 3.12 on
        return gen.athrow(*arguments)


class _Giving:
    """Has `anext` wrap an awaitable that there is already."""

    def __init__(self, awaitable: Any) -> None:
        self._awaitable = awaitable

    def __anext__(self) -> Any:
        return self._awaitable


def _state_index(awaitable: object) -> int:
    kind: Any = type(awaitable)
    return (id(awaitable) + kind.__basicsize__ - WORD) >> 2


@lru_cache(maxsize=1)
def _prove() -> None:
    """Reads the state of an awaitable of each kind at known points; constant, and once a process."""
    sending = _made(lambda gen: gen.asend(None))
    states = [INTS[_state_index(sending)]]
    sending.send(None)
    states.append(INTS[_state_index(sending)])
    driven = kind_of(_fields(sending)[0])
    throwing = _made(lambda other: other.athrow(ValueError))
    states.append(INTS[_state_index(throwing)])
    with contextlib.suppress(ValueError):
        throwing.send(None)
    states.append(INTS[_state_index(throwing)])
    with contextlib.suppress(StopIteration):
        sending.send(None)
    states.append(INTS[_state_index(sending)])
    if states != [_INIT, _ITER, _INIT, _CLOSED, _CLOSED] or driven is not types.AsyncGeneratorType:
        raise UnsupportedPython(
            f"The states of an async generator's awaitables read {states}, and one drives {driven}.",
            "Use an official build.",
        )
