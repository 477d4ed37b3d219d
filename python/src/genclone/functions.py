"""Functions over other cells, and methods of other objects."""

import re
from types import BuiltinMethodType, CellType, FunctionType, MethodType, MethodWrapperType, ModuleType
from typing import Any, Final

from .kinds import kind_of, mro

_DEFINING_METHOD: Final = kind_of(re.compile("").match)
"""``builtin_method``: a builtin one that is told in which class it was found (PEP 573)."""

METHODS: Final = frozenset([MethodType, BuiltinMethodType, _DEFINING_METHOD, MethodWrapperType])
"""The types of what a method becomes once it is bound to its object."""


def rebound(function: FunctionType, closure: "tuple[CellType, ...]", annotate: Any) -> FunctionType:
    """`function` with another closure and ``__annotate__``, and else the same in everything that a function has."""
    twin = FunctionType(function.__code__, function.__globals__, function.__name__, function.__defaults__, closure)
    twin.__kwdefaults__ = function.__kwdefaults__
    twin.__qualname__ = function.__qualname__
    twin.__module__ = function.__module__
    twin.__doc__ = function.__doc__
    twin.__dict__.update(function.__dict__)
    if hasattr(function, "__type_params__"):
        twin.__type_params__ = getattr(function, "__type_params__")
    if annotate is None:
        twin.__annotations__ = function.__annotations__
    else:  # else reading the annotations would evaluate them (PEP 649)
        twin.__annotate__ = annotate
    return twin


def owner_of(method: Any) -> object:
    """The object that a bound method belongs to; None for a plain builtin function."""
    owner: object = method.__self__
    return None if type(owner) is ModuleType or issubclass(type(owner), type) else owner


def bound_to(method: Any, owner: object) -> object:
    """The same method of another object of the same type."""
    if type(method) is MethodType:
        return MethodType(method.__func__, owner)
    twin: object = getattr(owner, method.__name__)
    return twin


def is_exit(held: object, above: object) -> bool:
    """Whether this is what a ``with`` block leaves on the value stack to be called at its end.

    `above` is in the entry above it: from 3.14 on, the manager. Told by the function's own name, or, for
    ``__exit__ = close``, by what the manager's class has under that name.
    """
    function: Any = held
    if type(held) is MethodType:
        function, above = held.__func__, held.__self__
    if type(function) in _NAMED and function.__name__ in _EXITS:
        return True
    bases = mro(kind_of(above))
    return any(name in vars(base) and vars(base)[name] is function for base in bases for name in _EXITS)


_EXITS = ("__exit__", "__aexit__")
_NAMED = METHODS - {MethodType} | frozenset([FunctionType, type(str.join), type(object.__init__)])
