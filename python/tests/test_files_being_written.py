"""What is buffered in a file being written is written once."""

import os

from file_cases import WAYS, Case, state_of
from genclone.files import copy_file


class Writing(Case):
    def test_pending_writes_are_flushed_first(self):
        for mode in ("w", "wb"):
            for how in WAYS:
                path = self.path()
                file = self.open(path, mode)
                text = (lambda s: s) if mode == "w" else str.encode
                file.write(text("one "))
                twin = copy_file(file, how)
                with open(path) as shown:
                    self.assertEqual(shown.read(), "one ")
                twin.write(text("two "))
                twin.close()
                self.assertEqual(os.fstat(file.fileno()).st_size, 8)
                file.write(text("six "))
                file.close()
                with open(path) as shown:
                    # A handle of its own has a position of its own, and overwrites.
                    self.assertEqual(shown.read(), "one six " if how == "reopen" else "one two six ")

    def test_modes_that_create_or_truncate_do_not_do_so_again(self):
        for mode in ("w", "w+", "x", "x+", "a", "a+", "r+"):
            for how in WAYS:
                path = self.path(b"" if mode == "r+" else None)
                file = self.open(path, mode)
                file.write("kept")
                twin = self.copy(file, how)
                self.assertEqual((twin.mode, twin.buffer.mode, twin.tell()), (mode, file.buffer.mode, 4))
                twin.write(", more")
                twin.close()
                with open(path) as shown:
                    self.assertEqual(shown.read(), "kept, more")

    def test_appending_leaves_the_position_of_the_original(self):
        path = self.path(b"one\ntwo\n")
        for mode in ("a+", "ab+"):
            for how in WAYS:
                file = self.open(path, mode)
                file.seek(0)
                first = file.readline()
                before = state_of(file)
                twin = self.copy(file, how)
                self.assertEqual(state_of(file), before)
                self.assertEqual(first + twin.readline(), first + file.readline())

    def test_reading_and_writing_the_same_file(self):
        path = self.path(b"one\ntwo\nthree\n")
        file = self.open(path, "r+")
        self.assertEqual(next(file), "one\n")
        file.write("four\n")  # goes to the end: the whole file was read ahead
        twin = self.copy(file, "reopen")
        self.assertEqual(list(twin), list(file))
        twin.seek(0)
        self.assertEqual(twin.read(), "one\ntwo\nthree\nfour\n")

    def test_telling_stays_disabled_when_a_write_in_a_loop_is_flushed(self):
        file = self.open(self.path(b"one\ntwo\n"), "r+")
        next(file)
        file.write("x")
        twin = self.copy(file, "reopen")
        for each in (file, twin):
            with self.assertRaises(OSError):
                each.tell()

    def test_a_byte_order_mark_is_written_once(self):
        for encoding in ("utf-16", "utf-32", "utf-8-sig"):
            for how in ("rewrap", "dup"):
                path = self.path()
                file = self.open(path, "w", encoding=encoding)
                unwritten = self.copy(file, how)
                file.write("a")
                twin = copy_file(file, how)
                twin.write("b")
                twin.close()
                file.close()
                with open(path, "rb") as shown:
                    self.assertEqual(shown.read(), "ab".encode(encoding))
                self.assertTrue(unwritten.encoding, encoding)

    def test_a_stateful_encoder_goes_on(self):
        for how in ("rewrap", "dup"):
            path = self.path()
            file = self.open(path, "w", encoding="iso2022_jp")
            file.write("漢")
            twin = copy_file(file, how)
            twin.write("字")
            twin.close()
            with open(path, "rb") as shown:
                self.assertEqual(shown.read(), "漢字".encode("iso2022_jp")[: len(b"\x1b$B") + 4])

    def test_a_write_that_fails_is_said(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("this platform has no device that is always full")
        file = open("/dev/full", "w")  # noqa: SIM115
        file.write("lost")
        self.refused(file, "rewrap", "No space")
        with self.assertRaises(OSError):
            file.close()
