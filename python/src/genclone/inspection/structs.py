"""The structures that a generator is made of, field by field, as they lie in memory.

The names of C's types are those of the headers from which the layouts were transcribed.
"""

import ctypes
from collections.abc import Iterator
from types import AsyncGeneratorType, GeneratorType
from typing import Any, Final, NamedTuple

from ..layouts.embedded import OWNED_BY_GENERATOR
from ..memory import WORD
from ..ownership import NULL, TAG_MASK
from .memories import Memory, fields_of
from .moment import Moment
from .words import described


class Field(NamedTuple):
    """One field of a structure, or the bytes between two.

    Attributes:
        name: its name; ``padding`` for the bytes between two fields, ``localsplus`` for all of the slots.
        offset: where it begins in its structure, in bytes.
        c_type: its type in C; empty for padding.
        size: how many bytes it takes.
        words: what it holds, by numbers: one, but for arrays, and none for padding. Addresses are as they
            are, tags included. Of the slots only those in use, and none where they are not readable.
        meaning: what that says, in words; empty where there is no more to say.
        target: the object that it points to, where that is one that a picture may keep; else `NULL`.
    """

    name: str
    offset: int
    c_type: str
    size: int
    words: "tuple[int, ...]"
    meaning: str
    target: object


class Struct(NamedTuple):
    """A structure.

    Attributes:
        name: its name in C.
        header: where it was transcribed from.
        size: how many bytes it takes, for all that lies in it.
        fields: its fields, in order, and the padding between them.
    """

    name: str
    header: str
    size: int
    fields: "tuple[Field, ...]"


def structs_of(moment: Moment) -> "tuple[Struct, ...]":
    """The generator's structure and, if it has one, its frame's. Linear in the slots; follows no pointer."""
    return tuple([_struct(memory, moment) for memory in moment.memories])


def _struct(memory: Memory, moment: Moment) -> Struct:
    name = memory.layout.__name__
    fields = tuple(_with_padding(_fields(memory, moment), len(memory.contents)))
    size = fields[-1].offset + fields[-1].size
    return Struct("_PyInterpreterFrame" if name == "InterpreterFrame" else name, moment.layout.header, size, fields)


def _fields(memory: Memory, moment: Moment) -> "Iterator[Field]":
    slots = moment.layout.shape(moment.code).below + moment.code.co_stacksize
    for name, kind in fields_of(memory.layout).items():
        descriptor: Any = getattr(memory.layout, name)
        offset, size = descriptor.offset, descriptor.size
        c_type = _c_type(memory.layout, name, kind, moment.is_tagged)
        if name == "localsplus":
            meaning = f"{slots} slots" + (f", {len(moment.words)} of them in use" if moment.words else "")
            yield Field(name, offset, c_type, slots * WORD, tuple(moment.words), meaning, NULL)
        elif name == "iframe":
            size = moment.layout.offset(kind, "localsplus") + slots * WORD
            yield Field(name, offset, c_type, size, (), "its frame: see the structure of its own", NULL)
        elif name == "f_blockstack":
            words = tuple(memoryview(memory.contents[offset : offset + size]).cast("i"))
            yield Field(name, offset, c_type, size, words, "type, handler and level of each block", NULL)
        else:
            word = memory.value(name)
            yield Field(name, offset, c_type, size, (word,), *_told(name, kind, word, moment))


def _with_padding(fields: "Iterator[Field]", size: int) -> "Iterator[Field]":
    """The fields, and what lies between them, or after the last one where there are no slots behind it."""
    end = 0
    for field in fields:
        if field.offset > end:
            yield _padding(end, field.offset)
        yield field
        end = field.offset + field.size
    if size > end:
        yield _padding(end, size)


def _padding(start: int, end: int) -> Field:
    return Field("padding", start, "", end - start, (), "", NULL)


# --- the types of C ---

_POINTERS: Final = {
    "ob_type": "PyTypeObject *",
    "frame": "PyFrameObject *",
    "frame_obj": "PyFrameObject *",
    "f_func": "PyFunctionObject *",
    "f_code": "PyCodeObject *",
    "f_back": "struct _frame *",
    "f_valuestack": "PyObject **",
    "previous": "struct _PyInterpreterFrame *",
    "previous_item": "struct _err_stackitem *",
    "prev_instr": "_Py_CODEUNIT *",
    "instr_ptr": "_Py_CODEUNIT *",
    "stackpointer": "_PyStackRef *",
}
"""Field -> its type, for pointers that are no ``PyObject *``."""

_NUMBERS: Final["dict[Any, str]"] = {
    ctypes.c_int: "int",
    ctypes.c_int8: "char",
    ctypes.c_bool: "bool",
    ctypes.c_uint8: "uint8_t",
    ctypes.c_uint16: "uint16_t",
}
_STATES: Final = {"frame_state": "int8_t", "f_state": "PyFrameState"}
_SIZES: Final = {"ob_refcnt": "Py_ssize_t", "ob_size": "Py_ssize_t"}


def _c_type(structure: type[ctypes.Structure], name: str, kind: Any, is_tagged: bool) -> str:
    slot = "_PyStackRef" if is_tagged else "PyObject *"
    if name == "iframe":
        return "_PyInterpreterFrame"
    if name == "f_blockstack":
        return f"PyTryBlock [{kind._length_}]"
    if name == "localsplus":
        return f"{slot} []"
    if name == "code" and "iframe" in fields_of(structure):  # 3.11; in 3.10 it is a PyObject *
        return "PyCodeObject *"
    if kind is ctypes.c_void_p:
        return _POINTERS.get(name, "PyObject *")
    if kind is ctypes.c_size_t:
        return slot
    return _STATES.get(name) or _SIZES.get(name) or _NUMBERS[kind]


# --- what they say ---

_SAYING: Final = {
    "ob_refcnt": "how many references there are to it",
    "ob_size": "how many slots it has room for",
    "frame": "its frame: see the structure of its own",
    "weakreflist": "the first of the weak references to it",
    "previous_item": "the exception state below it",
    "hooks_inited": "its event loop, if any, was told of it",
    "closed": "it is being closed, or was",
    "running_async": "something drives it",
    "return_offset": "how far after the call in it the frame goes on when that returns",
    "f_back": "the frame that resumed it",
    "f_gen": "the generator that it belongs to, by no reference",
    "f_valuestack": "where the value stack begins",
    "previous": "the frame that resumed it",
    "frame_obj": "its frame object",
    "stackpointer": "the top of the value stack, while it is suspended",
    "stacktop": "how many slots are in use, while it is suspended",
    "f_stackdepth": "how many entries the value stack has, while it is suspended",
}
"""Field -> what it says where it is not 0. None of the pointers among these is followed."""

MEANINGLESS: Final = "never set: means nothing here"
"""What a field that CPython leaves as it found the memory says."""

_ORIGIN: Final = "origin_or_finalizer"
_OF_ASYNC: Final = ("hooks_inited", "closed", "running_async")

_ADDRESSES = (ctypes.c_void_p, ctypes.c_size_t)


def _told(name: str, kind: Any, word: int, moment: Moment) -> "tuple[str, object]":
    """What `word` in a field says, and the object that it points to, or `NULL`."""
    if name in _STATES:
        return _state(word, moment), NULL
    if name == moment.layout.resume_fields[0]:
        return ("" if moment.lasti is None else f"at offset {moment.lasti} of the bytecode"), NULL
    if name == "owner":
        return ("owned by its generator" if word == OWNED_BY_GENERATOR else ""), NULL
    if _is_meaningless(name, moment):
        return MEANINGLESS, NULL
    if name in _SAYING or kind not in _ADDRESSES or not word & ~TAG_MASK:
        return (_SAYING.get(name, "") if word else ""), NULL
    target = moment.known.get(word & ~TAG_MASK, NULL)
    return ("not followed" if target is NULL else described(target)), target


def _is_meaningless(name: str, moment: Moment) -> bool:
    if name == "return_offset":
        return moment.state != "running"
    kind = type(moment.gen)
    return (name in _OF_ASYNC and kind is not AsyncGeneratorType) or (name == _ORIGIN and kind is GeneratorType)


def _state(word: int, moment: Moment) -> str:
    states = moment.layout.states
    if word in states.suspended:
        return "suspended"
    return {states.created: "created", states.executing: "executing"}.get(word, "finished")
