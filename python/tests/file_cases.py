"""Files that are gone after the test, and all that a file is at a moment."""

import gc
import io
import os
import sys
import tempfile
import unittest

from genclone.files import CannotCopy, copy_file
from genclone.layouts.buffered_io import Buffered
from genclone.layouts.text_io import TextIO

WAYS = ("rewrap", "dup", "reopen")
IN_BROWSER = sys.platform == "emscripten"
NAMES_OPEN_FILES = os.path.isdir("/proc/self/fd") and not IN_BROWSER


class Case(unittest.TestCase):
    """Files that are gone after the test, and copies that are closed."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.made = 0

    def path(self, content=None):
        self.made += 1
        path = os.path.join(self.folder, f"file-{self.made}")
        if content is not None:
            with open(path, "wb") as file:
                file.write(content)
        return path

    def kept(self, file):
        self.addCleanup(file.close)
        return file

    def open(self, path, mode="r", **settings):
        return self.kept(open(path, mode, **settings))

    def copy(self, file, how):
        return self.kept(copy_file(file, how))

    def refused(self, file, how, *said):
        with self.assertRaises(CannotCopy) as caught:
            copy_file(file, how)
        for words in said:
            self.assertIn(words, str(caught.exception))
        self.assertTrue(caught.exception.reason and caught.exception.remedy)


def fields_of(structure, file):
    """Its C structure by names, but for the head and for the dictionary, which is made when first looked at."""
    fields = structure.from_address(id(file))
    return [(name, getattr(fields, name)) for name, _ in structure._fields_ if name not in ("ob_refcnt", "dict")]


def state_of(file):
    """All that a file is at the moment, from its C structures and the descriptor's position."""
    raw, state = file, []
    if type(raw) is io.TextIOWrapper:
        state += fields_of(TextIO, raw)
        decoder = next(
            (held for held in gc.get_referents(raw) if hasattr(held, "decode") and type(held) is not str), None
        )
        state.append(decoder and decoder.getstate())
        raw = raw.buffer
    if type(raw) in (io.BufferedReader, io.BufferedWriter, io.BufferedRandom):
        state += fields_of(Buffered, raw)
        raw = raw.raw
    return [*state, os.lseek(raw.fileno(), 0, os.SEEK_CUR)]


def count_of_descriptors():
    """How many descriptors are open; a constant where the system does not tell."""
    return len(os.listdir("/proc/self/fd")) if NAMES_OPEN_FILES else 0
