"""The functions of the C API that make frames and generators."""

import ctypes
import inspect
from functools import cache
from types import CodeType, FrameType
from typing import Any, cast

_SIGNATURES: "dict[str, tuple[Any, ...]]" = {
    "Py_IncRef": (None, ctypes.py_object),
    "Py_DecRef": (None, ctypes.py_object),
    "PyThreadState_Get": (ctypes.c_void_p,),
    "PyFrame_New": (ctypes.py_object, ctypes.c_void_p, ctypes.py_object, ctypes.py_object, ctypes.c_void_p),
    "PyFrame_LocalsToFast": (None, ctypes.py_object, ctypes.c_int),
    "PyFrame_FastToLocals": (None, ctypes.py_object),
    "PyGen_New": (ctypes.py_object, ctypes.py_object),
    "PyCoro_New": (ctypes.py_object, ctypes.py_object, ctypes.py_object, ctypes.py_object),
    "PyAsyncGen_New": (ctypes.py_object, ctypes.py_object, ctypes.py_object, ctypes.py_object),
}
"""The C functions used: what each gives, then what it takes. In WebAssembly another signature is fatal."""


@cache
def c_function(name: str) -> Any:
    """The C function of that name; a prototype of our own, for those of `ctypes.pythonapi` are everybody's."""
    return ctypes.PYFUNCTYPE(*_SIGNATURES[name])((name, ctypes.pythonapi))


@cache
def writes_through() -> bool:
    """Whether ``f_locals`` of a function's frame is the proxy of PEP 667."""
    return type(cast(FrameType, inspect.currentframe()).f_locals) is not dict


def bare_frame(code: CodeType, globals: "dict[str, Any]") -> FrameType:
    return c_function("PyFrame_New")(c_function("PyThreadState_Get")(), code, globals, None)
