"""What an action prints, captured and capped."""

import io
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

LIMIT = 100_000
"""The most bytes of one stream that one action keeps."""


class _CappedBytes(io.BufferedIOBase):
    """Keeps the first `LIMIT` bytes written and counts the rest, so that no print can fill the memory."""

    name = "<experiment>"

    def __init__(self) -> None:
        super().__init__()
        self._kept = bytearray()
        self._written = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        view = memoryview(data).cast("B")
        self._written += len(view)
        self._kept += view[: max(0, LIMIT - len(self._kept))]
        return len(view)

    def take(self) -> str:
        text = self._kept.decode("utf-8", "ignore")
        dropped = self._written - len(self._kept)
        self._kept.clear()
        self._written = 0
        return f"{text}\n… {dropped:,} more bytes were printed and not kept\n" if dropped else text


def _stream(kept: _CappedBytes) -> io.TextIOWrapper:
    return io.TextIOWrapper(kept, "utf-8", errors="backslashreplace", newline="\n", write_through=True)


class Output:
    """The two streams of one experiment: the same objects for every action, for code that keeps them."""

    def __init__(self) -> None:
        self._kept = [_CappedBytes(), _CappedBytes()]
        self._streams = [_stream(kept) for kept in self._kept]

    @contextmanager
    def captured(self) -> "Generator[None, None, None]":
        """Within it, what is printed is kept here, and standard input is empty."""
        before = sys.stdin, sys.stdout, sys.stderr
        sys.stdin, (sys.stdout, sys.stderr) = io.StringIO(), self._streams
        try:
            yield
        finally:
            sys.stdin, sys.stdout, sys.stderr = before

    def take(self) -> "tuple[str, str]":
        """What was printed to stdout and stderr since the last take, each capped at `LIMIT` bytes.

        A stream that the experiment closed or detached is replaced by a new one.
        """
        for index, stream in enumerate(self._streams):
            try:
                stream.flush()
            except ValueError:
                self._kept[index] = _CappedBytes()
                self._streams[index] = _stream(self._kept[index])
        return self._kept[0].take(), self._kept[1].take()
