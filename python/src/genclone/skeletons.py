"""Unstarted generators over given code: a frame of the right size, made by CPython itself.

A function with a ``yield`` in it runs none of its code when it is called.
"""

import contextlib
from types import AsyncGeneratorType, CellType, CodeType, FunctionType
from typing import Any

from .generators import Generator, as_generator, code_of
from .layout import Layout
from .shapes import Shape


def skeleton(layout: Layout, gen: Generator, function: FunctionType) -> Generator:
    """An unstarted generator of `gen`'s code and names, in a frame over the globals of `function`, which made `gen`.

    An async generator comes with its hooks marked as called, so that nothing calls them for it.
    """
    code = code_of(gen)
    if function.__code__ is not code:  # somebody gave the function other code meanwhile
        function = _function_of(code, function.__globals__)
    return _like(layout, gen, function)


def finished_skeleton(layout: Layout, gen: Generator) -> Generator:
    """A generator of `gen`'s code and names that is over: closed before it began."""
    twin = _like(layout, gen, _function_of(code_of(gen), {}))
    close_unstarted(twin)
    return twin


def close_unstarted(gen: Generator) -> None:
    """Closes an unstarted generator, which runs none of its code, and keeps coroutines from warning."""
    if not isinstance(gen, AsyncGeneratorType):
        gen.close()
        return
    with contextlib.suppress(StopIteration, GeneratorExit):
        gen.aclose().send(None)


def _like(layout: Layout, gen: Generator, function: FunctionType) -> Generator:
    twin = call_with_dummies(function, layout.shape(function.__code__))
    twin.__name__, twin.__qualname__ = gen.__name__, gen.__qualname__
    if type(twin) is AsyncGeneratorType:
        layout.set_flag(twin, "hooks_inited", 1)
    return twin


def call_with_dummies(function: FunctionType, shape: Shape) -> Generator:
    """What a call of `function` gives, whatever its arguments: they are to be replaced."""
    made: Any = function(*shape.positional, **shape.keywords)
    return as_generator(made)


def _function_of(code: CodeType, namespace: "dict[str, Any]") -> FunctionType:
    """A function of `code` with empty cells, which the frame's own are put in place of."""
    return FunctionType(code, namespace, code.co_name, None, tuple([CellType() for _ in code.co_freevars]))
