"""The C structure of ``io.TextIOWrapper``: what a text file has decoded and not yet handed out.

https://github.com/python/cpython/blob/v3.14.2/Modules/_io/textio.c (``textio``), whose fields are the
same from 3.10 to 3.15; 3.12 added a last one, ``state``.
"""

import ctypes
import gc
import io
from collections.abc import Iterator
from typing import Any

_FIELDS: "list[tuple[str, Any]]" = [
    ("ob_refcnt", ctypes.c_ssize_t),
    ("ob_type", ctypes.c_void_p),
    ("ok", ctypes.c_int),
    ("detached", ctypes.c_int),
    ("chunk_size", ctypes.c_ssize_t),
    ("buffer", ctypes.c_void_p),
    ("encoding", ctypes.c_void_p),
    ("encoder", ctypes.c_void_p),
    ("decoder", ctypes.c_void_p),
    ("readnl", ctypes.c_void_p),
    ("errors", ctypes.c_void_p),
    ("writenl", ctypes.c_void_p),
    ("line_buffering", ctypes.c_int8),
    ("write_through", ctypes.c_int8),
    ("readuniversal", ctypes.c_int8),
    ("readtranslate", ctypes.c_int8),
    ("writetranslate", ctypes.c_int8),
    ("seekable", ctypes.c_int8),
    ("has_read1", ctypes.c_int8),
    ("telling", ctypes.c_int8),
    ("finalizing", ctypes.c_int8),
    ("encodefunc", ctypes.c_void_p),
    ("encoding_start_of_stream", ctypes.c_int8),
    ("decoded_chars", ctypes.c_void_p),
    ("decoded_chars_used", ctypes.c_ssize_t),
    ("pending_bytes", ctypes.c_void_p),
    ("pending_bytes_count", ctypes.c_ssize_t),
    ("snapshot", ctypes.c_void_p),
    ("b2cratio", ctypes.c_double),
    ("raw", ctypes.c_void_p),
    ("weakreflist", ctypes.c_void_p),
    ("dict", ctypes.c_void_p),
]


class TextIO(ctypes.Structure):
    """``textio`` of 3.10 and 3.11, and all of it that is read or written here.

    ``decoded_chars`` is the text last decoded, of which ``decoded_chars_used`` characters were handed
    out; ``snapshot`` is where ``tell()`` counts from, ``telling`` whether it may.
    """

    _fields_ = _FIELDS


class TextIOWithState(ctypes.Structure):
    """``textio`` from 3.12 on."""

    _fields_ = [*_FIELDS, ("state", ctypes.c_void_p)]


_SIZES = (ctypes.sizeof(TextIO), ctypes.sizeof(TextIOWithState))


def facts() -> "Iterator[tuple[str, object, object]]":
    """What proves `TextIO` on the live interpreter: what it is about, as read, as it must be.

    Reads a text file over memory whose content is known, and follows no pointer. Whoever asks stops at
    the first difference: each fact rests on those before it.
    """
    size = io.TextIOWrapper.__basicsize__
    yield "the size of a text file", size, min(_SIZES, key=lambda known: abs(known - size))
    text, line = "é one\r\ntwo\r\n", "é one\r\n"
    content = text.encode()
    memory = io.BytesIO(content)
    file = io.TextIOWrapper(memory, "utf-8", newline="\r\n")
    file.readline()
    state = TextIO.from_address(id(file))
    owned: list[Any] = gc.get_referents(file)

    def address(known: object) -> int:
        return next((id(held) for held in owned if type(held) is type(known) and held == known), -1)

    yield "the buffer of a text file", state.buffer, id(memory)
    yield "its newline", state.readnl, address("\r\n")
    yield "its decoder", state.decoder, _address_of_a("IncrementalDecoder", owned)
    yield "its encoder", state.encoder, _address_of_a("IncrementalEncoder", owned)
    yield "the text decoded", state.decoded_chars, address(text)
    yield "how much of it was handed out", state.decoded_chars_used, len(line)
    yield "where tell() counts from", state.snapshot, address((0, content))
    yield "the bytes a character takes", state.b2cratio, len(content) / len(text)
    yield "whether tell() may be called", state.telling, 1
    yield "whether the encoder is at the start", state.encoding_start_of_stream, 1
    next(file)
    yield "whether tell() may be called in a loop", state.telling, 0
    tuned: Any = file
    tuned._CHUNK_SIZE = 1234
    yield "the size of a chunk", state.chunk_size, 1234
    yield "the characters to be written", state.pending_bytes_count, 0
    file.write("abc")
    yield "the characters to be written", state.pending_bytes_count, 3
    yield "whether the encoder is at the start", state.encoding_start_of_stream, 0


def _address_of_a(kind: str, objects: "list[Any]") -> int:
    return next((id(held) for held in objects if type(held).__name__ == kind), -1)
