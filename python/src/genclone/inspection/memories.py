"""The bytes of the structures that a generator is made of."""

import ctypes
from typing import Any, NamedTuple

from ..generators import Generator
from ..layouts.embedded import EmbeddedFrameLayout
from ..memory import RAW


class Memory(NamedTuple):
    """The bytes of one structure, as they were at one moment.

    Attributes:
        layout: the transcription.
        contents: the bytes, up to the slots or to a frame inside.
    """

    layout: type[ctypes.Structure]
    contents: bytes

    def value(self, name: str) -> int:
        """The value of a field that is a number or a pointer."""
        descriptor: Any = getattr(self.layout, name)
        kind = fields_of(self.layout)[name]
        return int(kind.from_buffer_copy(self.contents, descriptor.offset).value or 0)

    def array(self, name: str) -> Any:
        """The value of a field that is an array."""
        descriptor: Any = getattr(self.layout, name)
        return fields_of(self.layout)[name].from_buffer_copy(self.contents, descriptor.offset)


def fields_of(structure: type[ctypes.Structure]) -> "dict[str, Any]":
    """The fields of a transcription in order, and their types."""
    fields: Any = structure._fields_
    return dict(fields)


def memories_of(layout: EmbeddedFrameLayout, gen: Generator) -> "tuple[Memory, ...]":
    """The bytes of `gen` and, if it has one, of its frame. Constant."""
    return tuple(
        [
            Memory(structure, RAW[address : address + _length(structure)].tobytes())
            for structure, address in layout.structures(gen)
        ]
    )


def _length(structure: type[ctypes.Structure]) -> int:
    last = list(fields_of(structure))[-1]
    descriptor: Any = getattr(structure, last)
    return descriptor.offset if last in ("localsplus", "iframe") else ctypes.sizeof(structure)
