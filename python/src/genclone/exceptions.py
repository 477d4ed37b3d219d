"""Copies of exceptions, and the links between exceptions that copies lack: traceback, cause and context.

They are read and set as the interpreter itself does it, whatever the exception's class defines.
"""

import copy
from collections.abc import Callable
from typing import Any, Final

from .kinds import kind_of

_IN: "dict[str, Any]" = vars(BaseException)  # type: ignore[assignment]
_TRACEBACK: Final = _IN["__traceback__"]
_CHAINING: Final = (_IN["__cause__"], _IN["__context__"])
_SUPPRESSES: Final = _IN["__suppress_context__"]


def copy_exception(error: BaseException) -> BaseException:
    """A shallow copy, with notes of its own, but without traceback, cause and context.

    Raises what the methods raise by which `copy.copy` copies it; TypeError where these give no exception.
    """
    twin: Any = copy.copy(error)
    kind = kind_of(twin)
    if not issubclass(kind, BaseException):
        raise TypeError(f"its copy is a {kind.__qualname__}")
    attributes: dict[str, Any] = twin.__dict__
    if type(attributes.get("__notes__")) is list and twin is not error:
        attributes["__notes__"] = attributes["__notes__"][:]
    return twin


def linked(error: BaseException) -> "list[BaseException]":
    """Its cause and its context, those that it has."""
    others = [link.__get__(error) for link in _CHAINING]
    return [other for other in others if other is not None]


def link_like(error: BaseException, twin: BaseException, stand_in: "Callable[[BaseException], object]") -> None:
    """Gives `twin` the traceback of `error`, and its cause and context, or what stands for them."""
    _TRACEBACK.__set__(twin, _TRACEBACK.__get__(error))
    for link in _CHAINING:
        other = link.__get__(error)
        link.__set__(twin, other if other is None else stand_in(other))
    _SUPPRESSES.__set__(twin, _SUPPRESSES.__get__(error))  # last: to set a cause sets it
