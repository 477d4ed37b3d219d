"""A second file object where an open file is: what the policy ``files`` calls rewrap, dup and reopen.

A file is up to three objects, one on top of the other: text (``TextIOWrapper``), bytes read ahead
(``BufferedReader``, ``BufferedWriter`` or ``BufferedRandom``), and the raw file, which has the
descriptor. Only the raw file differs between the ways of sharing. What the other two have read ahead
is copied as memory, so the system is never asked for it again: nothing is read, nothing waits, and the
descriptor's position stays where it is, of a pipe as of a regular file.
"""

import ctypes
import functools
import io
import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

from .errors import GencloneError
from .layouts import buffered_io, text_io
from .layouts.buffered_io import Buffered
from .layouts.text_io import TextIO
from .memory import SHIFT, WORDS, give, object_at, release

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

Sharing = Literal["rewrap", "dup", "reopen"]
"""How a file is copied: over the same handle, over a duplicate of its descriptor, or opened anew."""

_SHARE = "Share it (files='share'), or read it into memory first."


class CannotCopy(GencloneError):
    """This file cannot be copied in this way; nothing was changed but that pending writes may be flushed.

    Attributes:
        reason: why not, as a sentence.
        remedy: what to do.
    """

    def __init__(self, reason: str, remedy: str = _SHARE) -> None:
        super().__init__(f"{reason} {remedy}")
        self.reason = reason
        self.remedy = remedy


class SharedHandle(io.RawIOBase):
    """A raw file over the handle of another, which it neither owns nor closes.

    Each operation is one of the other's, so once that is closed they raise its ValueError. It keeps
    alive the file that the handle belongs to, which would close the handle on its way out.
    """

    __slots__ = ("_owner", "_raw")

    _raw: io.FileIO
    _owner: object
    closefd = False

    def __init__(self, raw: "io.FileIO | SharedHandle", owner: object) -> None:
        if type(raw) is SharedHandle:  # a copy of a copy does not need the copy between
            self._raw, self._owner = raw._raw, raw._owner
        else:
            self._raw, self._owner = cast(io.FileIO, raw), owner

    @property
    def is_lost(self) -> bool:
        """Whether the file that the handle belongs to was closed."""
        return self._raw.closed

    @property
    def _handle(self) -> io.FileIO:
        self._checkClosed()
        return self._raw

    @property
    def mode(self) -> str:
        return self._raw.mode

    def fileno(self) -> int:
        return self._handle.fileno()

    def isatty(self) -> bool:
        return self._handle.isatty()

    def readable(self) -> bool:
        return self._handle.readable()

    def writable(self) -> bool:
        return self._handle.writable()

    def seekable(self) -> bool:
        return self._handle.seekable()

    def readinto(self, buffer: "WriteableBuffer", /) -> "int | None":
        return self._handle.readinto(buffer)

    def write(self, b: "ReadableBuffer", /) -> "int | None":
        return self._handle.write(b)

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        return self._handle.seek(offset, whence)

    def tell(self) -> int:
        return self._handle.tell()

    def truncate(self, size: "int | None" = None, /) -> int:
        return self._handle.truncate(size)


_Raw = io.FileIO | SharedHandle
_BufferedFile = io.BufferedReader | io.BufferedWriter | io.BufferedRandom


class _Layers(NamedTuple):
    """The objects that a file consists of."""

    text: "io.TextIOWrapper | None"
    buffered: "_BufferedFile | None"
    raw: _Raw


def copy_file(file: object, how: Sharing) -> object:
    """A second file at the position of `file`, with the same mode, name, settings and attributes.

    What `file` has read ahead and decoded, the copy has too. Nothing of `file` changes, but that what
    was written to it and is pending is flushed first. A closed file is given back itself.

    - ``rewrap``: over the same handle. Closing the copy leaves the handle open; the copy keeps `file`
      alive, and once `file` is closed reads no further than it has read ahead, then raises ValueError.
    - ``dup``: over a descriptor of its own that the system makes share its position with the first.
    - ``reopen``: over a handle and a position of its own, on the very same file; never creates,
      truncates, or opens another file that has come to be at that name.

    With the first two, whoever reads on takes the next block of the file, and the other does not see it.

    Costs a few system calls and a copy of the buffer. The codec of a text file is asked for its state;
    no other code runs. Rests on ``textio`` and ``buffered`` as `genclone.layouts.text_io` and
    `genclone.layouts.buffered_io` transcribe them, which are proved first.

    Raises:
        CannotCopy: not a file of the operating system as ``open()`` makes it, or the system declines.
    """
    layers = _layers_of(file)
    if layers.raw.closed:
        return file
    if type(layers.raw) is SharedHandle and layers.raw.is_lost:
        raise CannotCopy("The file whose handle this one shares was closed.", "Clone before it is closed.")
    differing = _differences()
    if differing:
        raise CannotCopy(f"Files of this interpreter have an unknown layout: {differing}.")
    try:
        _flush(layers)
        raw = _second_raw(layers.raw, how, file)
        try:
            return _rebuilt(layers, raw)
        except BaseException:
            raw.close()  # first, so that dropping what lies on top of it does nothing
            raise
    except OSError as error:
        raise CannotCopy(f"The system declined to {how} the file {_name_of(layers.raw)!r}: {error}.") from error


def is_closed(file: object) -> bool:
    """Whether `file`, as ``open()`` makes it, is closed. False for all others, whose code is not run."""
    try:
        return _layers_of(file).raw.closed
    except CannotCopy:
        return False


def _layers_of(file: object) -> _Layers:
    """Takes `file` apart, by exact types: a subclass may do anything."""
    inner, text, buffered = file, None, None
    if type(inner) is io.TextIOWrapper:
        text = inner
        inner = cast(object, text.buffer)
    if type(inner) is io.BufferedReader or type(inner) is io.BufferedWriter or type(inner) is io.BufferedRandom:
        buffered = inner
        inner = cast(object, buffered.raw)
    if type(inner) is io.FileIO or type(inner) is SharedHandle:
        return _Layers(text, buffered, inner)
    if inner is None:
        raise CannotCopy("The file was detached from what it reads and writes.", "Clone before detaching it.")
    kind = type(inner)
    over = "is" if inner is file else "reads and writes"
    raise CannotCopy(
        f"The file {over} a {kind.__module__}.{kind.__qualname__}, of which only a copy() of its own knows."
    )


@functools.cache
def _differences() -> str:
    """What of the live interpreter's files differs from the layouts; empty once they are proved."""
    for layout in (text_io, buffered_io):
        for about, read, expected in layout.facts():
            if read != expected:
                return f"{about} reads {read!r}, not {expected!r}"
    return ""


def _flush(layers: _Layers) -> None:
    """Hands what was written to the system. Without pending writes it does nothing.

    A flush costs a text file its ban on ``tell()`` in a loop, and a file opened for reading and writing
    what it has read ahead, so it must not be done in vain.
    """
    text, buffered, _ = layers
    if buffered is not None and Buffered.from_address(id(buffered)).owner:
        raise CannotCopy("Another thread is using the file.", "Clone when it is done.")
    if text is not None:
        state = TextIO.from_address(id(text))
        if state.pending_bytes_count:
            telling = state.telling
            text.flush()
            state.telling = telling
    if buffered is not None:
        bytes_state = Buffered.from_address(id(buffered))
        if bytes_state.write_end > bytes_state.write_pos:
            buffered.flush()


def _second_raw(raw: _Raw, how: Sharing, owner: object) -> _Raw:
    if how == "rewrap":
        second: _Raw = SharedHandle(raw, owner)
    elif how == "dup":
        second = _duplicate(raw)
    else:
        second = _opened_anew(raw)
    vars(second).update(vars(raw))  # the name is one of them
    return second


def _duplicate(raw: _Raw) -> io.FileIO:
    goes_to_the_end = "a" in raw.mode and raw.seekable()  # FileIO does, in a mode that appends, for both of them
    position = raw.tell() if goes_to_the_end else 0
    descriptor = os.dup(raw.fileno())
    try:
        second = io.FileIO(descriptor, raw.mode)
    except BaseException:
        os.close(descriptor)
        raise
    if goes_to_the_end:
        second.seek(position)
    return second


def _opened_anew(raw: _Raw) -> io.FileIO:
    """A handle of its own on the very file that is open.

    Pyodide before 0.28 answers ``fstat`` by the name: it finds no deleted file, and takes one that was
    put in its place for the same.
    """
    try:
        opened = os.fstat(raw.fileno())
    except FileNotFoundError:
        raise _gone(raw) from None
    if not stat.S_ISREG(opened.st_mode):
        raise CannotCopy(
            f"The file {_name_of(raw)!r} is not a regular file, so that opened anew it would not be where it is.",
            "Share it, or give each branch its turns (files='rewrap' or 'dup').",
        )
    second = io.FileIO(_path_to(raw, opened), raw.mode, opener=_open_existing)
    if not os.path.samestat(opened, os.fstat(second.fileno())):
        second.close()
        raise _gone(raw)
    second.seek(raw.tell())
    return second


def _path_to(raw: _Raw, opened: os.stat_result) -> "str | bytes":
    """A path that leads to the very file that is open, as Linux has one even for a deleted file.

    It is looked at before it is opened: at the name there may now be something that opening would wait for.
    """
    name = _name_of(raw)
    names = [cast("str | bytes", name)] if type(name) in (str, bytes) else []
    for path in (*names, f"/proc/self/fd/{raw.fileno()}"):
        with suppress(OSError, ValueError):
            if os.path.samestat(opened, os.stat(path)):
                return path
    raise _gone(raw)


def _gone(raw: _Raw) -> CannotCopy:
    return CannotCopy(
        f"The file {_name_of(raw)!r} is not to be found under that name any more: moved, deleted or replaced"
        " since it was opened, or opened by a descriptor.",
        "Share it, or give each branch its turns (files='rewrap' or 'dup').",
    )


def _open_existing(path: "str | bytes", flags: int) -> int:
    return os.open(path, flags & ~(os.O_CREAT | os.O_EXCL | os.O_TRUNC))


def _name_of(raw: _Raw) -> object:
    name = vars(raw).get("name")
    return name if type(name) in (str, bytes, int) else None


def _rebuilt(layers: _Layers, raw: _Raw) -> object:
    """The layers anew, on top of `raw`, each in the state of the one that it is a copy of."""
    second: Any = raw
    if layers.buffered is not None:
        second = _second_buffered(layers.buffered, second)
    if layers.text is not None:
        second = _second_text(layers.text, second)
    return second


def _second_buffered(buffered: _BufferedFile, raw: Any) -> _BufferedFile:
    state = Buffered.from_address(id(buffered))
    second = type(buffered)(raw, state.buffer_size)
    second_state = Buffered.from_address(id(second))
    if state.read_end > 0:
        ctypes.memmove(second_state.buffer, state.buffer, state.read_end)
    for field in ("pos", "raw_pos", "read_end"):
        setattr(second_state, field, getattr(state, field))
    vars(second).update(vars(buffered))
    return second


def _second_text(text: io.TextIOWrapper, buffer: Any) -> io.TextIOWrapper:
    state = TextIO.from_address(id(text))
    second = io.TextIOWrapper(
        buffer,
        encoding=text.encoding,
        errors=text.errors,
        newline=object_at(state.readnl) if state.readnl else None,
        line_buffering=text.line_buffering,
        write_through=text.write_through,
    )
    second_state = TextIO.from_address(id(second))
    try:
        _copy_codecs(text, state, second_state)
    except Exception as error:
        raise CannotCopy(f"The codec {text.encoding!r} does not tell its state: {error!r}.") from error
    for field in ("decoded_chars", "snapshot"):
        _copy_reference(field, state, second_state)
    for field in ("chunk_size", "decoded_chars_used", "b2cratio", "encoding_start_of_stream", "telling"):
        setattr(second_state, field, getattr(state, field))
    vars(second).update(vars(text))
    return second


def _copy_codecs(text: io.TextIOWrapper, state: Any, second_state: Any) -> None:
    if state.decoder:
        decoder, second_decoder = object_at(state.decoder), object_at(second_state.decoder)
        seen = text.newlines or ()
        for newline in (seen,) if type(seen) is str else seen:
            # The kinds of newline seen so far are no part of the state: let it see them.
            second_decoder.decode(newline.encode(text.encoding), True)
        second_decoder.setstate(decoder.getstate())
    if state.encoder:
        object_at(second_state.encoder).setstate(object_at(state.encoder).getstate())


def _copy_reference(field: str, state: Any, second_state: Any) -> None:
    address = getattr(state, field)
    if address:
        word = (ctypes.addressof(second_state) + getattr(TextIO, field).offset) >> SHIFT
        replaced = [owned for owned in WORDS[word : word + 1].tolist() if owned]
        give([object_at(address)], WORDS[word : word + 1])
        release(replaced)
