"""Functions over other cells, and methods of other objects."""

from types import BuiltinMethodType, CellType, FunctionType, MethodType, MethodWrapperType, ModuleType
from typing import Any, Final

METHODS: Final = frozenset([MethodType, BuiltinMethodType, MethodWrapperType])
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


def is_exit(held: object) -> bool:
    """Whether this is what a ``with`` block leaves on the value stack to be called at its end."""
    if type(held) is MethodType:
        held = held.__func__
    named: Any = held
    return type(held) in _NAMED and named.__name__ in ("__exit__", "__aexit__")


_NAMED = frozenset([FunctionType, BuiltinMethodType, MethodWrapperType, type(str.join), type(object.__init__)])
