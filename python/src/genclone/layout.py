"""Which layout this interpreter has, and whether it was proved.

The only module that asks for the version of Python.
"""

import sys
import sysconfig
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from types import CodeType
from typing import Any, Protocol

from .errors import UnsupportedPython
from .generators import Generator
from .layouts.embedded import Capture, EmbeddedFrameLayout, StateNumbers
from .ownership import References
from .proof import differences
from .shapes import Shape

_MODULES = {
    (3, 10): "cpython_310",
    (3, 11): "cpython_311",
    (3, 12): "cpython_312",
    (3, 13): "cpython_313",
    (3, 14): "cpython_314",
    (3, 15): "cpython_315",
}
"""CPython version -> the module in `layouts` that transcribes it."""

_REMEDY = f"genclone needs CPython {'.'.join(map(str, min(_MODULES)))} to {'.'.join(map(str, max(_MODULES)))}."


class Layout(Protocol):
    """What the rest of the package asks of a CPython version. See `EmbeddedFrameLayout`."""

    name: str
    header: str
    states: StateNumbers
    references: References
    shape: Callable[[CodeType], Shape]

    def state(self, gen: Generator) -> int: ...
    def used(self, gen: Generator) -> int: ...
    def capture(self, gen: Generator) -> "Capture | None": ...
    def become(
        self, gen: Generator, shape: Shape, capture: Capture, entries: "list[Any]", exception: object = ...
    ) -> None: ...
    def resume_offset(self, code: CodeType, capture: Capture) -> int: ...
    def flag(self, gen: Generator, name: str) -> int: ...
    def copy_finalizer(self, gen: Generator, twin: Generator) -> None: ...
    def set_flag(self, gen: Generator, name: str, value: int) -> None: ...


@lru_cache(maxsize=1)
def current() -> Layout:
    """The proved layout of this interpreter; proves it on the first call (about a millisecond).

    Raises:
        UnsupportedPython: the interpreter is unknown, or not laid out as its version should be.
    """
    layout = _transcription()
    differing = differences(layout)
    if differing:
        raise UnsupportedPython(
            f"This build of {layout.name} is not laid out like {layout.header}: {'; '.join(differing)}.",
            "It may be a patched or a debug build: use an official one.",
        )
    return layout


def _transcription() -> EmbeddedFrameLayout:
    version = sys.version_info[:2]
    described = f"{sys.implementation.name} {version[0]}.{version[1]}"
    if sys.implementation.name != "cpython" or version not in _MODULES:
        raise UnsupportedPython(f"The layout of generators on {described} is not known.", _REMEDY)
    if sysconfig.get_config_var("Py_GIL_DISABLED"):
        raise UnsupportedPython(f"This is a free-threaded build of {described}.", "Use the default build.")
    return import_module(f".layouts.{_MODULES[version]}", __package__).LAYOUT
