"""Files of which there can be no copy, and those that are opened anew."""

import codecs
import gzip
import io
import os
import threading
import time
import unittest

from file_cases import IN_BROWSER, NAMES_OPEN_FILES, WAYS, Case, count_of_descriptors
from genclone.files import CannotCopy, copy_file


class Refused(Case):
    def test_files_of_other_kinds(self):
        class Mine(io.FileIO):
            pass

        path = self.path(gzip.compress(b"one\n"))
        for file, named in (
            (io.TextIOWrapper(io.BytesIO(b"one\n")), "_io.BytesIO"),
            (self.kept(Mine(path)), "Refused.test_files_of_other_kinds.<locals>.Mine"),
            (self.kept(gzip.GzipFile(path)), "gzip.GzipFile"),
            (self.kept(io.TextIOWrapper(gzip.GzipFile(path))), "gzip.GzipFile"),
            (io.BufferedReader(self.kept(Mine(path))), "Mine"),
            (io.BufferedRWPair(io.BytesIO(), io.BytesIO()), "_io.BufferedRWPair"),
            (io.BytesIO(), "_io.BytesIO"),
        ):
            for how in WAYS:
                self.refused(file, how, named)

    def test_a_detached_file(self):
        text = open(self.path(b"one\n"))  # noqa: SIM115
        buffered = text.detach()
        self.refused(text, "dup", "detached")
        raw = self.kept(buffered.detach())
        self.refused(buffered, "dup", "detached")
        self.assertEqual(self.copy(raw, "dup").read(), b"one\n")

    def test_a_codec_that_does_not_tell_its_state(self):
        class Silent(codecs.IncrementalDecoder):
            def decode(self, data, final=False):
                return bytes(data).decode("ascii")

            def getstate(self):
                raise NotImplementedError

        def found(name):
            if name == "silent":
                encode, decode, *_ = codecs.lookup("ascii")
                return codecs.CodecInfo(encode, decode, incrementaldecoder=Silent, name="silent")

        codecs.register(found)
        self.addCleanup(codecs.unregister, found)
        file = self.open(self.path(b"one\ntwo\n"), encoding="silent", newline="\n")
        descriptors = count_of_descriptors()
        for how in WAYS:
            self.refused(file, how, "silent")
        self.assertEqual(count_of_descriptors(), descriptors)
        self.assertEqual(list(file), ["one\n", "two\n"])

    @unittest.skipIf(IN_BROWSER, "no threads here")
    def test_a_file_that_another_thread_is_reading(self):
        reader, writer = os.pipe()
        file = self.open(reader, "rb")
        thread = threading.Thread(target=file.read)
        thread.start()
        deadline = time.monotonic() + 20
        with self.assertRaises(CannotCopy) as caught:
            while time.monotonic() < deadline:
                copy_file(file, "rewrap").close()
        self.assertIn("thread", caught.exception.reason)
        os.close(writer)
        thread.join()

    def test_a_closed_file_is_given_back(self):
        for mode in ("r", "rb"):
            for settings in ({}, {"buffering": 0}):
                if mode == "rb" or not settings:
                    with open(self.path(b"one\n"), mode, **settings) as file:
                        next(file)
                    for how in WAYS:
                        self.assertIs(copy_file(file, how), file)


class Reopening(Case):
    def lost(self, file, *said):
        """The file is no longer at its name: it is found all the same where the system names open files."""
        if NAMES_OPEN_FILES:
            self.assertEqual(list(self.copy(file, "reopen")), ["two\n"])
        else:
            self.refused(file, "reopen", *said)
        self.assertEqual(list(self.copy(file, "dup")), ["two\n"])

    def test_a_moved_file(self):
        path = self.path(b"one\ntwo\n")
        file = self.open(path)
        next(file)
        os.rename(path, path + "-moved")
        self.lost(file, "moved", path)

    def test_a_replaced_file(self):
        path = self.path(b"one\ntwo\n")
        file = self.open(path)
        next(file)
        before = os.fstat(file.fileno())
        os.rename(self.path(b"another\n"), path)
        if not os.path.samestat(os.fstat(file.fileno()), before):
            self.skipTest("this platform's fstat() goes by the name, so that it cannot tell")
        self.lost(file, "replaced", path)

    def test_a_deleted_file(self):
        path = self.path(b"one\ntwo\n")
        file = self.open(path)
        next(file)
        os.unlink(path)
        self.lost(file, "deleted", path)

    def test_a_file_opened_by_its_descriptor(self):
        file = self.open(os.open(self.path(b"one\ntwo\n"), os.O_RDONLY))
        next(file)
        self.lost(file, "descriptor")

    @unittest.skipUnless(hasattr(os, "mkfifo") and not IN_BROWSER, "no named pipes here")
    def test_a_name_that_became_a_pipe_is_not_waited_for(self):
        path = self.path(b"one\ntwo\n")
        file = self.open(path)
        next(file)
        os.unlink(path)
        os.mkfifo(path)
        self.lost(file, "replaced")

    def test_names_as_bytes_and_relative_names(self):
        path = self.path(b"one\ntwo\n")
        before = os.getcwd()
        self.addCleanup(os.chdir, before)
        os.chdir(self.folder)
        for name in (os.fsencode(path), os.path.basename(path)):
            file = self.open(name)
            next(file)
            twin = self.copy(file, "reopen")
            self.assertEqual((list(twin), twin.name), (["two\n"], name))
