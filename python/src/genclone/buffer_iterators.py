"""Copies of the C iterators that hold a buffer: the scanner under `re.finditer`, and `struct.iter_unpack`.

A buffer that is held counts as an export of its object, so the copy has to ask for one itself: it is made
anew over the same thing, and then put at the same place. Copied is only the place, and only when both are
seen to lie over buffers of the same extent.
"""

import array
import ctypes
import mmap
import re
import struct
from collections.abc import Callable, Iterator
from typing import Any, Final

from .c_iterators import Map, unproved
from .errors import Refusal
from .kinds import kind_of, mro
from .memory import object_at

SCANNER: Final = kind_of(getattr(re.compile(""), "scanner")(""))
"""What `re.Pattern.scanner` gives: no iterator, but what the one of `re.finditer` calls."""

UNPACKER: Final = kind_of(struct.iter_unpack("b", b""))
"""What `struct.iter_unpack` gives."""

_BUFFERS: Final = frozenset([bytes, bytearray, memoryview, array.array, mmap.mmap])
"""Types whose buffers are had without running code of a user's (``__buffer__``, 3.12 on)."""


class _Buffer(ctypes.Structure):
    """``Py_buffer``. https://github.com/python/cpython/blob/v3.14.2/Include/pybuffer.h"""

    _fields_ = [
        ("buf", ctypes.c_void_p),
        ("obj", ctypes.c_void_p),
        ("len", ctypes.c_ssize_t),
        ("itemsize", ctypes.c_ssize_t),
        ("readonly", ctypes.c_int),
        ("ndim", ctypes.c_int),
        ("format", ctypes.c_void_p),
        ("shape", ctypes.c_void_p),
        ("strides", ctypes.c_void_p),
        ("suboffsets", ctypes.c_void_p),
        ("internal", ctypes.c_void_p),
    ]


class _ScannerHead(ctypes.Structure):
    """What all have in common of the beginning of ``ScannerObject``, with that of ``SRE_STATE`` written out."""

    _fields_ = [
        ("ob_refcnt", ctypes.c_ssize_t),
        ("ob_type", ctypes.c_void_p),
        ("pattern", ctypes.c_void_p),
        ("ptr", ctypes.c_void_p),
        ("beginning", ctypes.c_void_p),
        ("start", ctypes.c_void_p),
        ("end", ctypes.c_void_p),
        ("string", ctypes.c_void_p),
        ("buffer", _Buffer),
        ("pos", ctypes.c_ssize_t),
        ("endpos", ctypes.c_ssize_t),
        ("isbytes", ctypes.c_int),
        ("charsize", ctypes.c_int),
    ]


class _Scanner(_ScannerHead):
    """From 3.11 on. https://github.com/python/cpython/blob/v3.14.2/Modules/_sre/sre.h"""

    _fields_ = [("match_all", ctypes.c_int), ("must_advance", ctypes.c_int)]


class _ScannerWithMarks(_ScannerHead):
    """Until 3.10. https://github.com/python/cpython/blob/v3.10.13/Modules/sre.h"""

    _fields_ = [
        ("lastindex", ctypes.c_ssize_t),
        ("lastmark", ctypes.c_ssize_t),
        ("mark", ctypes.c_void_p),
        ("match_all", ctypes.c_int),
        ("must_advance", ctypes.c_int),
    ]


class _Unpacker(ctypes.Structure):
    """``unpackiterobject``. https://github.com/python/cpython/blob/v3.14.2/Modules/_struct.c"""

    _fields_ = [
        ("ob_refcnt", ctypes.c_ssize_t),
        ("ob_type", ctypes.c_void_p),
        ("so", ctypes.c_void_p),
        ("buf", _Buffer),
        ("index", ctypes.c_ssize_t),
    ]


def can_copy(kind: type) -> bool:
    """Whether the instances of exactly this type can be copied here. Proves its layout when it is first asked."""
    return _proved(kind) is not None


def parts(value: object) -> "list[Any]":
    """The objects that `copy` will ask its `mapped` about."""
    raw = _raw(value)
    if type(value) is SCANNER:
        return [object_at(raw.pattern), object_at(raw.string)]
    return [object_at(raw.so), object_at(raw.buf.obj)] if raw.so else []


def copy(value: object, mapped: Map) -> Any:
    """A second one over the same string or buffer, at the same position. Constant.

    Raises:
        Refusal: it runs over an object whose type may run code when it is asked for its buffer.
    """
    return (_copy_scanner if type(value) is SCANNER else _copy_unpacker)(value, mapped)


def _copy_scanner(value: object, mapped: Map) -> object:
    """Between two searches, a scanner is where it goes on (NULL at the end), and whether it must move on first."""
    raw = _raw(value)
    reached = raw.start - raw.beginning if raw.start else None
    must_advance = raw.must_advance
    pattern, text = [mapped(part) for part in parts(value)]
    if str not in mro(kind_of(text)):
        _refuse_unless_plain(text)
    twin: object = kind_of(pattern).scanner(pattern, text, raw.pos, raw.endpos)
    other = _raw(twin)
    _refuse_unless_same(raw.end - raw.beginning, other.end - other.beginning)
    _refuse_unless_same(raw.charsize, other.charsize)
    other.start = None if reached is None else other.beginning + reached
    other.must_advance = must_advance
    return twin


def _copy_unpacker(value: object, mapped: Map) -> object:
    raw = _raw(value)
    index = raw.index
    if not raw.so:
        return _exhausted_unpacker()
    layout, data = [mapped(part) for part in parts(value)]
    _refuse_unless_plain(data)
    twin = struct.Struct.iter_unpack(layout, data)
    other = _raw(twin)
    _refuse_unless_same(raw.buf.len, other.buf.len)
    other.index = index
    return twin


def _exhausted_unpacker() -> object:
    twin = struct.iter_unpack("b", b"")
    for _ in twin:
        pass
    return twin


def _refuse_unless_plain(data: object) -> None:
    if type(data) not in _BUFFERS:
        raise Refusal(
            None,
            f"It holds an iterator over the buffer of a {type(data).__qualname__}, which may run code when it is"
            " asked for it once more.",
            "Iterate over a memoryview of it.",
        )


def _refuse_unless_same(one: int, other: int) -> None:
    if one != other:
        raise Refusal(
            None,
            "It holds an iterator over a buffer, and the buffer of its copy is of another size.",
            "Clone with values='share', or iterate over a list of its items.",
        )


# --- the proof: what was read, and what must have been read ---

_Facts = Iterator["tuple[object, object]"]


def _proved(kind: type) -> Any:
    """The structure that holds for `kind` here; None when none does, or `kind` is another's business."""
    if kind not in _PROVED:
        if kind not in _PROOFS:
            return None
        structures, facts = _PROOFS[kind]
        holding = [structure for structure in structures if all(read == said for read, said in facts(structure))]
        _PROVED[kind] = holding[0] if holding else None
    return _PROVED[kind]


def _raw(value: object) -> Any:
    structure = _proved(type(value))
    if structure is None:
        raise unproved(value)
    return structure.from_address(id(value))


def _of_scanner(structure: Any) -> _Facts:
    pattern: Any = re.compile("c|")
    text = "abcdefg"
    value = pattern.scanner(text, 2, 6)
    yield SCANNER.__basicsize__ > ctypes.sizeof(structure), True
    raw = structure.from_address(id(value))
    yield (raw.pattern, raw.string, raw.pos, raw.endpos), (id(pattern), id(text), 2, 6)
    yield (raw.start - raw.beginning, raw.end - raw.beginning, raw.must_advance), (2, 6, 0)
    yield (raw.isbytes, raw.charsize), (0, 1)
    for reached, must_advance in ((3, 0), (3, 1), (4, 1)):
        value.search()
        yield (raw.start - raw.beginning, raw.must_advance), (reached, must_advance)
    data = bytearray(b"xyz")
    pattern = re.compile(b"y")
    value = pattern.scanner(data)
    raw = structure.from_address(id(value))
    yield (raw.string, raw.buffer.obj, raw.buffer.len, raw.isbytes), (id(data), id(data), 3, 1)
    value.search()
    value.search()
    yield raw.start, None


def _of_unpacker(structure: Any) -> _Facts:
    layout = struct.Struct("2b")
    data = bytearray(b"abcdef")
    value = layout.iter_unpack(data)
    yield UNPACKER.__basicsize__, ctypes.sizeof(structure)
    raw = structure.from_address(id(value))
    yield (raw.so, raw.buf.obj, raw.buf.len, raw.index), (id(layout), id(data), 6, 0)
    next(value)
    yield raw.index, 2
    list(value)
    yield raw.so, None


_PROOFS: "dict[type, tuple[tuple[Any, ...], Callable[[Any], _Facts]]]" = {
    SCANNER: ((_Scanner, _ScannerWithMarks), _of_scanner),
    UNPACKER: ((_Unpacker,), _of_unpacker),
}
_PROVED: "dict[type, Any]" = {}
