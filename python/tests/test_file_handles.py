"""What a copied file has in common with the original: the handle, the descriptor, or nothing."""

import os
import sys
import unittest
import weakref

from file_cases import IN_BROWSER, Case
from genclone.files import copy_file


class Handles(Case):
    def test_whose_the_descriptor_is(self):
        file = self.open(self.path(b"one\ntwo\n"))
        next(file)
        self.assertEqual(self.copy(file, "rewrap").fileno(), file.fileno())
        for how in ("dup", "reopen"):
            twin = self.copy(file, how)
            self.assertNotEqual(twin.fileno(), file.fileno())
            self.assertEqual(os.get_inheritable(twin.fileno()), os.get_inheritable(file.fileno()))
            file_too = self.copy(twin, how)
            twin.close()
            self.assertEqual(list(file_too), ["two\n"])
        self.assertEqual(list(file), ["two\n"])

    def test_closing_a_rewrapped_copy_leaves_the_handle_open(self):
        file = self.open(self.path(b"one\ntwo\n"))
        next(file)
        twin = copy_file(file, "rewrap")
        twin.close()
        self.assertTrue(twin.closed)
        with self.assertRaises(ValueError):
            twin.buffer.raw.readinto(bytearray(1))
        self.assertEqual(list(file), ["two\n"])
        os.fstat(file.fileno())

    def test_a_rewrapped_copy_reads_no_further_than_the_original_lives(self):
        path = self.path(b"".join(b"%015d\n" % n for n in range(2000)))
        file = self.open(path)
        next(file)
        twin = copy_file(file, "rewrap")
        file.close()
        other = self.open(path)  # has the descriptor's number now, and must not be read in its place
        self.assertEqual([int(next(twin)) for _ in range(511)], [*range(1, 512)])
        with self.assertRaises(ValueError):
            next(twin)
        self.refused(twin, "rewrap", "closed")
        self.refused(twin, "dup", "closed")
        twin.close()
        self.assertEqual(len(list(other)), 2000)

    def test_a_rewrapped_copy_keeps_the_original_alive(self):
        file = open(self.path(b"one\ntwo\nthree\n"), buffering=4)  # noqa: SIM115
        next(file)
        original = weakref.ref(file)
        twin = copy_file(file, "rewrap")
        second = copy_file(twin, "rewrap")
        del file
        twin.close()
        del twin
        self.assertIsNotNone(original())
        self.assertEqual(list(second), ["two\n", "three\n"])
        original().close()
        second.close()
        del second
        self.assertIsNone(original())

    def test_a_rewrapped_copy_is_closed_after_the_original(self):
        path = self.path(b"one\ntwo\n")
        with open(path) as file, copy_file(file, "rewrap") as twin:
            file.close()
        self.assertTrue(twin.closed)
        file = open(path, "w")  # noqa: SIM115
        twin = copy_file(file, "rewrap")
        twin.write("lost")
        file.close()
        with self.assertRaises(ValueError):
            twin.close()

    def test_what_is_asked_of_the_shared_handle(self):
        file = self.open(self.path(b"one\ntwo\n"), "rb+", buffering=0)
        twin = self.copy(file, "rewrap")
        self.assertEqual((twin.readable(), twin.writable(), twin.seekable(), twin.isatty()), (True, True, True, False))
        self.assertFalse(twin.closefd)
        twin.seek(4)
        twin.write(b"six")
        twin.truncate(7)
        self.assertEqual((twin.tell(), file.tell()), (7, 7))
        file.seek(0)
        self.assertEqual(twin.read(), b"one\nsix")


class Pipes(Case):
    def pipe(self, mode="r", **settings):
        reader, writer = os.pipe()
        self.addCleanup(lambda: self.given_up or os.close(writer))
        self.given_up = False
        return self.open(reader, mode, **settings), writer

    def test_what_was_read_ahead_goes_along_and_nothing_waits(self):
        for mode, settings in (("r", {}), ("rb", {"buffering": 16})):
            for how in ("rewrap", "dup"):
                file, writer = self.pipe(mode, **settings)
                unread = self.copy(file, how)  # would hang if it read
                os.write(writer, b"1\n2\n3\n")
                file.readline()
                twin = self.copy(file, how)
                self.assertEqual([int(file.readline()), int(file.readline())], [2, 3])
                os.write(writer, b"4\n")
                self.given_up = True
                os.close(writer)
                self.assertEqual([int(line) for line in twin], [2, 3, 4])
                self.assertEqual([*file, *unread], [])

    def test_a_pipe_is_not_reopened(self):
        file, _ = self.pipe()
        self.refused(file, "reopen", "files='rewrap' or 'dup'")


class StandardStreams(Case):
    @unittest.skipIf(IN_BROWSER, "the streams are not descriptors here")
    def test_a_copy_writes_to_the_same_place(self):
        path = self.path()
        stream = sys.__stdout__
        with open(path, "w") as target:
            kept = os.dup(stream.fileno())
            stream.flush()
            os.dup2(target.fileno(), stream.fileno())
            try:
                stream.write("first ")
                for how in ("rewrap", "dup"):
                    with copy_file(stream, how) as twin:
                        twin.write(how + " ")
                stream.write("last")
                stream.flush()
            finally:
                os.dup2(kept, stream.fileno())
                os.close(kept)
        with open(path) as shown:
            self.assertEqual(shown.read(), "first rewrap dup last")
