"""The exception that a frame is handling, and those that it came from."""

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple


class HandledException(NamedTuple):
    """One exception of a chain.

    Attributes:
        exception: the exception.
        link: how the one before it leads to it: the ``cause`` of that, or its ``context``; the first one is
            what is ``handled``.
        line: the line at which it was raised last, by its traceback; None where it has none.
    """

    exception: BaseException
    link: "Literal['handled', 'cause', 'context']"
    line: "int | None"


class ExceptionState(NamedTuple):
    """What a frame is handling.

    Attributes:
        handled: the exception, None, or `NULL`; exceptions of outer ``except`` blocks wait on the value stack.
        chain: it and what it came from, as a traceback would tell it, but the other way round.
    """

    handled: object
    chain: "tuple[HandledException, ...]"


def exception_state(handled: object) -> ExceptionState:
    """What follows from `handled`, read from memory. Linear in the chain."""
    return ExceptionState(handled, tuple(_chain(handled)) if issubclass(type(handled), BaseException) else ())


_CAUSE: Any = BaseException.__dict__["__cause__"]
_CONTEXT: Any = BaseException.__dict__["__context__"]
_SUPPRESSED: Any = BaseException.__dict__["__suppress_context__"]
_TRACEBACK: Any = BaseException.__dict__["__traceback__"]


def _chain(handled: object) -> "Iterator[HandledException]":
    """Through the descriptors of `BaseException` itself: a subclass may define attributes of the same names."""
    error: Any = handled
    link: Literal["handled", "cause", "context"] = "handled"
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield HandledException(error, link, _line(error))
        cause = _CAUSE.__get__(error)
        link = "context" if cause is None else "cause"
        error = cause if cause is not None or _SUPPRESSED.__get__(error) else _CONTEXT.__get__(error)


def _line(error: BaseException) -> "int | None":
    entry = _TRACEBACK.__get__(error)
    line: int | None = None
    while entry is not None:
        line, entry = entry.tb_lineno, entry.tb_next
    return line
