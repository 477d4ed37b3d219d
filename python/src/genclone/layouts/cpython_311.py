"""CPython 3.11.

https://github.com/python/cpython/blob/v3.11.7/Include/internal/pycore_frame.h
"""

import ctypes

from ..ownership import PlainReferences
from .embedded import EmbeddedFrameLayout, StateNumbers


class InterpreterFrame(ctypes.Structure):
    """``_PyInterpreterFrame``."""

    _fields_ = [
        ("f_func", ctypes.c_void_p),
        ("f_globals", ctypes.c_void_p),
        ("f_builtins", ctypes.c_void_p),
        ("f_locals", ctypes.c_void_p),
        ("f_code", ctypes.c_void_p),
        ("frame_obj", ctypes.c_void_p),
        ("previous", ctypes.c_void_p),
        ("prev_instr", ctypes.c_void_p),
        ("stacktop", ctypes.c_int),
        ("is_entry", ctypes.c_bool),
        ("owner", ctypes.c_int8),
        ("localsplus", ctypes.c_size_t * 1),
    ]


class PyGenObject(ctypes.Structure):
    """``PyGenObject``: ``_PyGenObject_HEAD``, with ``_PyErr_StackItem`` written out."""

    _fields_ = [
        ("ob_refcnt", ctypes.c_ssize_t),
        ("ob_type", ctypes.c_void_p),
        ("code", ctypes.c_void_p),
        ("weakreflist", ctypes.c_void_p),
        ("name", ctypes.c_void_p),
        ("qualname", ctypes.c_void_p),
        ("exc_value", ctypes.c_void_p),
        ("previous_item", ctypes.c_void_p),
        ("origin_or_finalizer", ctypes.c_void_p),
        ("hooks_inited", ctypes.c_int8),
        ("closed", ctypes.c_int8),
        ("running_async", ctypes.c_int8),
        ("frame_state", ctypes.c_int8),
        ("iframe", InterpreterFrame),
    ]


LAYOUT = EmbeddedFrameLayout(
    name="CPython 3.11",
    header="https://github.com/python/cpython/blob/v3.11.7/Include/internal/pycore_frame.h",
    frame=InterpreterFrame,
    generator=PyGenObject,
    states=StateNumbers(created=-2, suspended=frozenset({-1}), executing=0, finished=frozenset({1, 4})),
    references=PlainReferences(),
    code_field="f_code",
    function_field="f_func",
    resume_fields=("prev_instr",),
    debug_offsets={},
    allocation_collects=True,
)
