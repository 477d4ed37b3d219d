"""Copied files leave nothing behind, and their structures are proved before they are used."""

import ctypes
import gc
import sys
import unittest
import warnings
import weakref

from file_cases import WAYS, Case, count_of_descriptors
from genclone.files import copy_file
from genclone.layouts import buffered_io, text_io


class References(Case):
    def test_a_copy_dies_with_its_last_reference(self):
        path = self.path(b"".join(b"%015d\n" % n for n in range(2000)))
        for how in WAYS:
            for mode in ("r", "rb", "r+"):
                file = open(path, mode)  # noqa: SIM115
                next(file)
                gc.disable()
                self.addCleanup(gc.enable)
                twin = copy_file(file, how)
                next(twin)
                twin.close()
                watched = [weakref.ref(each) for each in (twin, file)]
                del twin
                self.assertIsNone(watched[0]())
                file.close()
                del file
                self.assertIsNone(watched[1]())
                gc.enable()

    def test_neither_references_nor_descriptors_leak(self):
        file = self.open(self.path("one ☃\ntwo\n".encode()), "r+", encoding="utf-8")
        file.readline()
        decoded = next(held for held in gc.get_referents(file) if held == "one ☃\ntwo\n")
        snapshot = next(held for held in gc.get_referents(file) if type(held) is tuple)
        for how in WAYS:
            before = sys.getrefcount(decoded), sys.getrefcount(snapshot), count_of_descriptors()
            for _ in range(50):
                copy_file(file, how).close()
            self.assertEqual((sys.getrefcount(decoded), sys.getrefcount(snapshot), count_of_descriptors()), before)
            twin = copy_file(file, how)
            self.assertEqual(sys.getrefcount(decoded), before[0] + 1)
            twin.close()
            del twin
            self.assertEqual(sys.getrefcount(decoded), before[0])

    def test_no_resource_is_left_behind(self):
        path = self.path(b"one\ntwo\n")
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            for how in WAYS:
                with open(path) as file:
                    next(file)
                    with copy_file(file, how) as twin:
                        self.assertEqual(next(twin), "two\n")
                    del twin
                del file
            gc.collect()
        self.assertEqual([str(each.message) for each in caught], [])

    def test_a_duplicate_left_open_is_announced_as_any_file(self):
        path = self.path(b"one\ntwo\n")
        with open(path) as file, warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            descriptors = count_of_descriptors()
            copy_file(file, "dup")
            copy_file(file, "rewrap")  # has nothing to leave open
            self.assertEqual(count_of_descriptors(), descriptors)
        self.assertEqual([each.category for each in caught], [ResourceWarning])

    def test_collections_at_every_step(self):
        path = self.path("".join(f"{n:012d}☃\n" for n in range(2000)).encode())
        before = gc.get_threshold()
        self.addCleanup(gc.set_threshold, *before)
        gc.set_threshold(1)
        for how in WAYS:
            for mode in ("r", "rb", "r+"):
                settings = {} if "b" in mode else {"encoding": "utf-8"}
                with open(path, mode, **settings) as file:
                    first = next(file)
                    with copy_file(file, how) as twin, copy_file(twin, how) as third:
                        gc.collect()
                        second = next(twin)
                        self.assertEqual((next(third), next(file)), (second, second))
                        self.assertNotEqual(first, second)


READ_FIELDS = {
    text_io: (
        *("chunk_size", "buffer", "encoder", "decoder", "readnl", "telling", "encoding_start_of_stream"),
        *("decoded_chars", "decoded_chars_used", "pending_bytes_count", "snapshot"),
    ),
    buffered_io: ("raw", "pos", "raw_pos", "read_end", "write_pos", "write_end", "buffer_size", "owner"),
}
"""The fields that are read or written, of each layout."""


class Layouts(unittest.TestCase):
    """A structure with two fields of the same size exchanged is not taken for the right one."""

    def differing(self, layout):
        return next((about for about, read, expected in layout.facts() if read != expected), None)

    def test_the_layouts_of_this_interpreter(self):
        for layout in READ_FIELDS:
            self.assertIsNone(self.differing(layout))

    def test_exchanged_fields_are_noticed(self):
        for layout, names in READ_FIELDS.items():
            structure_name = "TextIO" if layout is text_io else "Buffered"
            structure = getattr(layout, structure_name)
            fields = dict(structure._fields_)
            self.addCleanup(setattr, layout, structure_name, structure)
            for one in names:
                for other in names:
                    if one < other and ctypes.sizeof(fields[one]) == ctypes.sizeof(fields[other]):
                        swapped = {one: other, other: one}
                        wrong = [(swapped.get(name, name), kind) for name, kind in structure._fields_]
                        setattr(layout, structure_name, type("Wrong", (ctypes.Structure,), {"_fields_": wrong}))
                        self.assertIsNotNone(self.differing(layout), (one, other))
