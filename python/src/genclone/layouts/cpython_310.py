"""CPython 3.10: the frame is an object of its own, and has a stack of blocks.

https://github.com/python/cpython/blob/v3.10.13/Include/cpython/frameobject.h
https://github.com/python/cpython/blob/v3.10.13/Include/genobject.h
"""

import ctypes
from collections.abc import Iterator
from types import CellType, CodeType, FrameType, FunctionType, GeneratorType
from typing import Any, cast

from ..ownership import NULL, PlainReferences, Word, object_at
from .embedded import EmbeddedFrameLayout, Generator, StateNumbers, Suspension

CO_MAXBLOCKS = 20
_BLOCKS = "f_blockstack"
_CLEARED = 4


class PyTryBlock(ctypes.Structure):
    """``PyTryBlock``: where a try, with or loop that is under way goes on."""

    _fields_ = [
        ("b_type", ctypes.c_int),
        ("b_handler", ctypes.c_int),
        ("b_level", ctypes.c_int),
    ]


class PyFrameObject(ctypes.Structure):
    """``PyFrameObject``."""

    _fields_ = [
        ("ob_refcnt", ctypes.c_ssize_t),
        ("ob_type", ctypes.c_void_p),
        ("ob_size", ctypes.c_ssize_t),
        ("f_back", ctypes.c_void_p),
        ("f_code", ctypes.c_void_p),
        ("f_builtins", ctypes.c_void_p),
        ("f_globals", ctypes.c_void_p),
        ("f_locals", ctypes.c_void_p),
        ("f_valuestack", ctypes.c_void_p),
        ("f_trace", ctypes.c_void_p),
        ("f_stackdepth", ctypes.c_int),
        ("f_trace_lines", ctypes.c_int8),
        ("f_trace_opcodes", ctypes.c_int8),
        ("f_gen", ctypes.c_void_p),
        ("f_lasti", ctypes.c_int),
        ("f_lineno", ctypes.c_int),
        ("f_iblock", ctypes.c_int),
        ("f_state", ctypes.c_int8),
        (_BLOCKS, PyTryBlock * CO_MAXBLOCKS),
        ("localsplus", ctypes.c_size_t * 1),
    ]


class PyGenObject(ctypes.Structure):
    """``PyGenObject``: ``_PyGenObject_HEAD``, with ``_PyErr_StackItem`` written out."""

    _fields_ = [
        ("ob_refcnt", ctypes.c_ssize_t),
        ("ob_type", ctypes.c_void_p),
        ("frame", ctypes.c_void_p),
        ("code", ctypes.c_void_p),
        ("weakreflist", ctypes.c_void_p),
        ("name", ctypes.c_void_p),
        ("qualname", ctypes.c_void_p),
        ("exc_type", ctypes.c_void_p),
        ("exc_value", ctypes.c_void_p),
        ("exc_traceback", ctypes.c_void_p),
        ("previous_item", ctypes.c_void_p),
    ]


class HeapFrameLayout(EmbeddedFrameLayout):
    """Where the frame is an object of its own, to which the generator has a reference."""

    resume_scale = 2  # f_lasti counts instructions of two bytes; Python's f_lasti counts bytes

    def sizes(self) -> "Iterator[tuple[type, int]]":
        yield GeneratorType, ctypes.sizeof(self.generator)
        yield FrameType, ctypes.sizeof(self.frame)

    def frame_address(self, gen: Generator) -> int:
        return Word.from_address(id(gen) + self.offset(self.generator, "frame")).value

    @staticmethod
    def slot_names(code: CodeType) -> "tuple[tuple[str, str], ...]":
        """An argument that inner functions capture has two slots here: its own, then unused, and its cell's."""
        names = [(name, "local") for name in code.co_varnames]
        names += [(name, "cell") for name in code.co_cellvars]
        names += [(name, "free") for name in code.co_freevars]
        return tuple(names)

    def function(self, gen: Generator) -> FunctionType:
        """The frame does not know its function, so this is another one of the same code, globals and cells."""
        code = gen.gi_code
        namespace = cast("dict[str, Any]", object_at(self.field(gen, "f_globals")))
        below = len(self.slot_names(code))
        words = self.words(gen)[below - len(code.co_freevars) : below]
        free = tuple([cast(CellType, object_at(word)) for word in words])
        return FunctionType(code, namespace, code.co_name, None, free)

    def state(self, gen: Generator) -> int:
        return super().state(gen) if self.frame_address(gen) else _CLEARED

    def used(self, gen: Generator) -> int:
        return len(self.slot_names(gen.gi_code)) + self.field(gen, "f_stackdepth")

    def set_used(self, gen: Generator, used: int) -> None:
        self._write(gen, "f_stackdepth", used - len(self.slot_names(gen.gi_code)))

    def read(self, gen: Generator) -> Suspension:
        suspension = super().read(gen)
        return suspension._replace(resume=(*suspension.resume, *self._blocks(gen)))

    def write(self, gen: Generator, suspension: Suspension) -> None:
        blocks = self._blocks(gen)
        blocks[:] = suspension.resume[len(self.resume_fields) :]
        super().write(gen, suspension._replace(resume=suspension.resume[: len(self.resume_fields)]))

    def identity(self, gen: Generator, function: FunctionType) -> "Iterator[tuple[str, object, object]]":
        """The frame's back-reference to its generator is borrowed: it is compared, never owned."""
        yield "its generator", self.field(gen, "f_gen"), id(gen)
        stack = ctypes.addressof(self.words(gen)) + len(self.slot_names(gen.gi_code)) * ctypes.sizeof(Word)
        yield "where its value stack begins", self.field(gen, "f_valuestack"), stack

    def _blocks(self, gen: Generator) -> "ctypes.Array[ctypes.c_int]":
        """The stack of blocks as plain integers: it holds no pointers."""
        count = CO_MAXBLOCKS * len(PyTryBlock._fields_)
        return (ctypes.c_int * count).from_address(self.frame_address(gen) + self.offset(self.frame, _BLOCKS))

    def _state_address(self, gen: Generator) -> int:
        return self.frame_address(gen) + self.offset(self.frame, "f_state")

    def _set_exception(self, gen: Generator, handled: object) -> None:
        """Here the exception state is three references, for type, value and traceback."""
        if handled is NULL or handled is None:
            return
        error = cast(BaseException, handled)
        raw = self.generator.from_address(id(gen))
        for field, part in (
            ("exc_type", type(error)),
            ("exc_value", error),
            ("exc_traceback", NULL if error.__traceback__ is None else error.__traceback__),
        ):
            setattr(raw, field, self.references.own(part))


LAYOUT = HeapFrameLayout(
    name="CPython 3.10",
    header="https://github.com/python/cpython/blob/v3.10.13/Include/cpython/frameobject.h",
    frame=PyFrameObject,
    generator=PyGenObject,
    states=StateNumbers(created=-2, suspended=frozenset({-1}), executing=0, finished=frozenset({1, 2, 3, _CLEARED})),
    references=PlainReferences(),
    code_field="f_code",
    function_field="",
    resume_fields=("f_lasti", "f_lineno", "f_iblock"),
    debug_offsets={},
)
