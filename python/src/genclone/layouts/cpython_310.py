"""CPython 3.10: the frame is an object of its own, and has a stack of blocks.

https://github.com/python/cpython/blob/v3.10.13/Include/cpython/frameobject.h
https://github.com/python/cpython/blob/v3.10.13/Include/genobject.h
"""

import ctypes
from array import array
from collections.abc import Iterator
from types import AsyncGeneratorType, CodeType, CoroutineType, FrameType, FunctionType, GeneratorType
from typing import Any

from ..generators import Generator, code_of
from ..memory import BYTES, INTS, OBJECTS, RAW, SHIFT, TYPECODE, WORDS, entries_for, give, release
from ..ownership import NULL, PlainReferences
from ..shapes import Shape
from .embedded import Capture, EmbeddedFrameLayout, StateNumbers

CO_MAXBLOCKS = 20
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
        ("f_blockstack", PyTryBlock * CO_MAXBLOCKS),
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


class PyCoroObject(ctypes.Structure):
    """``PyCoroObject``."""

    _fields_ = [*PyGenObject._fields_, ("origin", ctypes.c_void_p)]


class PyAsyncGenObject(ctypes.Structure):
    """``PyAsyncGenObject``."""

    _fields_ = [
        *PyGenObject._fields_,
        ("origin_or_finalizer", ctypes.c_void_p),
        ("hooks_inited", ctypes.c_int),
        ("closed", ctypes.c_int),
        ("running_async", ctypes.c_int),
    ]


class HeapFrameLayout(EmbeddedFrameLayout):
    """Where the frame is an object of its own, to which the generator has a reference."""

    resume_scale = 2  # f_lasti counts instructions of two bytes; Python's f_lasti counts bytes
    depth_field = "f_stackdepth"

    def _place(self) -> None:
        """Offsets are from the frame here."""
        self.async_generator = PyAsyncGenObject
        self.frame_at = self.offset(self.generator, "frame") >> SHIFT
        self.state_at = self.offset(self.frame, "f_state")
        self.resume_at = self.offset(self.frame, self.resume_fields[0])
        self.slots_at = self.offset(self.frame, "localsplus") >> SHIFT
        self.depth_at = self.offset(self.frame, self.depth_field)
        self.globals_at = self.offset(self.frame, "f_globals")

    def sizes(self) -> "Iterator[tuple[type, int]]":
        yield GeneratorType, ctypes.sizeof(self.generator)
        yield CoroutineType, ctypes.sizeof(PyCoroObject)
        yield AsyncGeneratorType, ctypes.sizeof(PyAsyncGenObject)
        yield FrameType, ctypes.sizeof(self.frame)

    def frame_address(self, gen: Generator) -> int:
        return WORDS[(id(gen) >> SHIFT) + self.frame_at]

    def structures(self, gen: Generator) -> "list[tuple[type[ctypes.Structure], int]]":
        """A finished generator has given its frame up."""
        kinds = {GeneratorType: PyGenObject, CoroutineType: PyCoroObject, AsyncGeneratorType: PyAsyncGenObject}
        frame = self.frame_address(gen)
        return [(kinds[type(gen)], id(gen)), *([(self.frame, frame)] if frame else [])]

    @staticmethod
    def slot_names(code: CodeType) -> "tuple[tuple[str, str], ...]":
        """An argument that inner functions capture has two slots here: its own, then unused, and its cell's."""
        names = [(name, "local") for name in code.co_varnames]
        names += [(name, "cell") for name in code.co_cellvars]
        names += [(name, "free") for name in code.co_freevars]
        return tuple(names)

    def slots_index(self, gen: Generator) -> int:
        return (self.frame_address(gen) >> SHIFT) + self.slots_at

    def state(self, gen: Generator) -> int:
        frame = self.frame_address(gen)
        return BYTES[frame + self.state_at] if frame else _CLEARED

    def used(self, gen: Generator) -> int:
        return self.shape(code_of(gen)).below + INTS[(self.frame_address(gen) + self.depth_at) >> 2]

    def capture(self, gen: Generator) -> "Capture | None":
        """As for later versions, but that the frame may be another one, or none, at any moment, too.

        In 3.10 something else can also run at a jump, so none may be taken between the last look and the slots.

        The frame does not know its function, so that is another one of the same code, globals and cells.
        """
        at, handled_at = (id(gen) >> SHIFT) + self.frame_at, (id(gen) >> SHIFT) + self.exception_at
        code = code_of(gen)
        below = self.shape(code).below
        while True:
            owner: object = OBJECTS[at] if WORDS[at] else None  # its memory stays while this refers to it
            frame = id(owner)
            if owner is None or BYTES[frame + self.state_at] not in self._resumable:
                return None
            depth_at, globals_at = (frame + self.depth_at) >> 2, (frame + self.globals_at) >> SHIFT
            depth, namespace, state = INTS[depth_at], WORDS[globals_at], BYTES[frame + self.state_at]
            slots = (frame >> SHIFT) + self.slots_at
            live = WORDS[slots - self.resume_length : slots + below + depth]
            words = array(TYPECODE, live.tobytes())
            handled = WORDS[handled_at]
            pointers = self.references.pointers(words[self.resume_length :])
            pointers.extend((namespace, handled or id(NULL)))
            everything = entries_for(pointers)
            spare: list[Any] = []
            del spare  # see `EmbeddedFrameLayout.capture`
            if WORDS[at] == frame and INTS[depth_at] == depth and WORDS[handled_at] == handled and live == words:
                entries = OBJECTS[everything]
                break
        exception, namespace = entries.pop(), entries.pop()
        cells = tuple(entries[below - len(code.co_freevars) : below])
        function = FunctionType(code, namespace, code.co_name, None, cells)
        return entries, words[: self.resume_length].tobytes(), state, exception, function

    def resume_offset(self, code: CodeType, capture: Capture) -> int:
        """The first of the words copied begins with ``f_lasti``, a C int; it is -1 before the start."""
        return (memoryview(capture[1]).cast("i")[0] + 1) * self.resume_scale

    def become(
        self, gen: Generator, shape: Shape, capture: Capture, entries: "list[Any]", exception: object = NULL
    ) -> None:
        """The state is among the words copied, and the depth apart: until it is set the stack is not looked at."""
        frame = self.frame_address(gen)
        slots = (frame >> SHIFT) + self.slots_at
        depth = len(entries) - shape.below
        if exception is not NULL:
            self._set_exception(gen, exception)
        replaced = self.references.replace(entries, slots, shape.filled)
        RAW[frame + self.resume_at : slots << SHIFT] = capture[1]
        INTS[(frame + self.depth_at) >> 2] = depth
        if replaced:
            release(replaced)

    def identity(self, gen: Generator, function: FunctionType) -> "Iterator[tuple[str, object, object]]":
        """The frame's back-reference to its generator is borrowed: it is compared, never owned."""
        yield "its generator", self.field(gen, "f_gen"), id(gen)
        stack = (self.slots_index(gen) + self.shape(code_of(gen)).below) << SHIFT
        yield "where its value stack begins", self.field(gen, "f_valuestack"), stack

    def _set_exception(self, gen: Generator, handled: object) -> None:
        """Here the exception state is three references, for type, value and traceback."""
        if isinstance(handled, BaseException):
            at = (id(gen) >> SHIFT) + (self.offset(self.generator, "exc_type") >> SHIFT)
            give([type(handled), handled], WORDS[at : at + 2])
            if handled.__traceback__ is not None:
                give([handled.__traceback__], WORDS[at + 2 : at + 3])


LAYOUT = HeapFrameLayout(
    name="CPython 3.10",
    header="https://github.com/python/cpython/blob/v3.10.13/Include/cpython/frameobject.h",
    frame=PyFrameObject,
    generator=PyGenObject,
    states=StateNumbers(created=-2, suspended=frozenset({-1}), executing=0, finished=frozenset({1, 2, 3, _CLEARED})),
    references=PlainReferences(),
    code_field="f_code",
    function_field="f_code",
    resume_fields=("f_lasti", "f_lineno", "f_iblock"),
    debug_offsets={},
)
