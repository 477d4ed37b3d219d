"""CPython 3.15.

https://github.com/python/cpython/blob/v3.15.0rc1/Include/internal/pycore_interpframe_structs.h
"""

import ctypes

from ..ownership import TaggedReferences
from .embedded import StackPointerFrameLayout, StateNumbers


class InterpreterFrame(ctypes.Structure):
    """``_PyInterpreterFrame``. Code, function and the slots are tagged references."""

    _fields_ = [
        ("f_executable", ctypes.c_size_t),
        ("previous", ctypes.c_void_p),
        ("f_funcobj", ctypes.c_size_t),
        ("f_globals", ctypes.c_void_p),
        ("f_builtins", ctypes.c_void_p),
        ("f_locals", ctypes.c_void_p),
        ("frame_obj", ctypes.c_void_p),
        ("instr_ptr", ctypes.c_void_p),
        ("stackpointer", ctypes.c_void_p),
        ("return_offset", ctypes.c_uint16),
        ("owner", ctypes.c_int8),
        ("visited", ctypes.c_uint8),
        ("localsplus", ctypes.c_size_t * 1),
    ]


class PyGenObject(ctypes.Structure):
    """``PyGenObject``: ``_PyGenObject_HEAD``, with ``_PyErr_StackItem`` written out."""

    _fields_ = [
        ("ob_refcnt", ctypes.c_ssize_t),
        ("ob_type", ctypes.c_void_p),
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


LAYOUT = StackPointerFrameLayout(
    name="CPython 3.15",
    header="https://github.com/python/cpython/blob/v3.15.0rc1/Include/internal/pycore_interpframe_structs.h",
    frame=InterpreterFrame,
    generator=PyGenObject,
    states=StateNumbers(created=0, suspended=frozenset({1, 2}), executing=4, finished=frozenset({5})),
    references=TaggedReferences(),
    code_field="f_executable",
    function_field="f_funcobj",
    resume_fields=("instr_ptr", "return_offset"),
    debug_offsets={
        38: (InterpreterFrame, "previous"),
        39: (InterpreterFrame, "f_executable"),
        40: (InterpreterFrame, "instr_ptr"),
        41: (InterpreterFrame, "localsplus"),
        42: (InterpreterFrame, "owner"),
        43: (InterpreterFrame, "stackpointer"),
        98: (PyGenObject, "name"),
        99: (PyGenObject, "iframe"),
        100: (PyGenObject, "frame_state"),
    },
)
