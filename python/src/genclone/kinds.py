"""Asking an object for its type without running any code of its own, as ``isinstance`` and ``hasattr`` might."""

from typing import Any, Final

_MRO: Final[Any] = type.__dict__["__mro__"]


def kind_of(value: object) -> "type[Any]":
    """The type of `value`."""
    return type(value)


def mro(kind: type) -> "tuple[type, ...]":
    """The bases of `kind`, as the interpreter itself looks them up. Runs no code of a metaclass."""
    return _MRO.__get__(kind)


def defines(kind: type, name: str) -> bool:
    """Whether `kind`, or a base of it, has an attribute `name` of its own. Runs no code of theirs."""
    return any(name in vars(base) for base in mro(kind))
