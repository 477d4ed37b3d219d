"""The C structure of ``io.BufferedReader``, ``BufferedWriter`` and ``BufferedRandom``: the bytes read ahead.

https://github.com/python/cpython/blob/v3.14.2/Modules/_io/bufferedio.c (``buffered``), the same from
3.10 to 3.15.
"""

import ctypes
import io
from collections.abc import Iterator

KINDS = (io.BufferedReader, io.BufferedWriter, io.BufferedRandom)
"""The types that have this structure."""


class Buffered(ctypes.Structure):
    """``buffered``. Of the ``buffer_size`` bytes at ``buffer``, those from ``pos`` to ``read_end`` are read ahead."""

    _fields_ = [
        ("ob_refcnt", ctypes.c_ssize_t),
        ("ob_type", ctypes.c_void_p),
        ("raw", ctypes.c_void_p),
        ("ok", ctypes.c_int),
        ("detached", ctypes.c_int),
        ("readable", ctypes.c_int),
        ("writable", ctypes.c_int),
        ("finalizing", ctypes.c_int8),
        ("fast_closed_checks", ctypes.c_int),
        ("abs_pos", ctypes.c_int64),
        ("buffer", ctypes.c_void_p),
        ("pos", ctypes.c_int64),
        ("raw_pos", ctypes.c_int64),
        ("read_end", ctypes.c_int64),
        ("write_pos", ctypes.c_int64),
        ("write_end", ctypes.c_int64),
        ("lock", ctypes.c_void_p),
        ("owner", ctypes.c_ulong),
        ("buffer_size", ctypes.c_ssize_t),
        ("buffer_mask", ctypes.c_ssize_t),
        ("dict", ctypes.c_void_p),
        ("weakreflist", ctypes.c_void_p),
    ]


def facts() -> "Iterator[tuple[str, object, object]]":
    """What proves `Buffered` on the live interpreter: what it is about, as read, as it must be.

    Reads files over memory whose content is known. Whoever asks stops at the first difference: the one
    pointer followed, to the buffer, lies between fields that come before it here.
    """
    for kind in KINDS:
        yield f"the size of a {kind.__name__}", kind.__basicsize__, ctypes.sizeof(Buffered)
    content = b"0123456789"
    memory = _Owned(content)
    reader = io.BufferedReader(memory, 64)
    state = Buffered.from_address(id(reader))
    memory.watched = state
    yield "the end of an unread buffer", state.read_end, -1
    reader.read(3)
    yield "who is reading a file, while it is read", memory.owned, True
    yield "who is reading a file, once it was read", state.owner, 0
    yield "the raw file", state.raw, id(memory)
    yield "the size of the buffer", state.buffer_size, 64
    yield "the position of the raw file", state.abs_pos, len(content)
    yield "the position in the buffer", state.pos, 3
    yield "the position of the raw file in the buffer", state.raw_pos, len(content)
    yield "the end of what was read ahead", state.read_end, len(content)
    yield "what was read ahead", ctypes.string_at(state.buffer, len(content)), content
    writer = io.BufferedWriter(io.BytesIO(), 64)
    writer.write(b"abcd")
    state = Buffered.from_address(id(writer))
    yield "the start of what is to be written", state.write_pos, 0
    yield "the end of what is to be written", state.write_end, 4


class _Owned(io.BytesIO):
    """Notes, while it is read through a buffer, whether that buffer is marked as in use."""

    watched: "Buffered | None" = None
    owned = False

    def readinto(self, buffer: "memoryview", /) -> int:  # type: ignore[override]
        self.owned = self.watched is not None and self.watched.owner != 0
        return super().readinto(buffer)
