"""The second file object of each policy: where it is, what it shares, and that the first one stays as it is."""

import codecs
import ctypes
import gc
import gzip
import io
import os
import sys
import tempfile
import threading
import time
import unittest
import warnings
import weakref

from genclone.files import CannotCopy, copy_file
from genclone.layouts import buffered_io, text_io
from genclone.layouts.buffered_io import Buffered
from genclone.layouts.text_io import TextIO

WAYS = ("rewrap", "dup", "reopen")
IN_BROWSER = sys.platform == "emscripten"
NAMES_OPEN_FILES = os.path.isdir("/proc/self/fd") and not IN_BROWSER

TEXTS = {
    "utf-8": "zwölf\n☃☃\n\n🐍 snake\nno end",
    "utf-8-sig": "zwölf\n☃☃\n\n🐍 snake\nno end",
    "utf-16": "zwölf\n☃☃\n\n🐍 snake\nno end",
    "utf-32": "zwölf\n☃☃\n\n🐍 snake\nno end",
    "utf-7": "zwölf\n☃☃\n\nplain\nno end",
    "latin-1": "zwölf\n\nÿÿ\nno end",
    "ascii": "ab\n\ncd\nef\n",
    "iso2022_jp": "漢字\nkana かな x\n\n字",
    "shift_jis": "漢字\nkana かな x\n\n字\n",
    "cp037": "ebcdic\n\nlines\n",
}


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


class TextInTheMiddleOfALoop(Case):
    """The characters already decoded, the bytes read ahead and the decoder's state all go along."""

    def lines(self, text, encoding, newline, chunk):
        content = text.encode(encoding)
        path = self.path(content)
        with open(path, encoding=encoding, newline=newline) as file:
            expected = list(file)
        for k in range(len(expected) + 1):
            for how in WAYS:
                with open(path, encoding=encoding, newline=newline) as file:
                    file._CHUNK_SIZE = chunk or file._CHUNK_SIZE
                    for _ in range(k):
                        next(file)
                    before = state_of(file)
                    with copy_file(file, how) as twin:
                        self.assertEqual(state_of(file), before)
                        if how == "reopen" or (k and not chunk):
                            self.assertEqual(list(twin), expected[k:])
                            self.assertEqual(list(file), expected[k:])
                        else:
                            shown = list(twin)
                            self.assertEqual([k, shown], [k, expected[k:]])

    def test_every_encoding_at_every_line(self):
        for encoding, text in TEXTS.items():
            with self.subTest(encoding):
                self.lines(text, encoding, None, None)

    def test_characters_cut_at_every_border_of_a_chunk(self):
        for encoding, text in TEXTS.items():
            for chunk in (1, 2, 3, 5, 7):
                with self.subTest(encoding, chunk=chunk):
                    self.lines(text, encoding, None, chunk)

    def test_every_mode_of_newlines(self):
        text = "one\r\ntwo\rthree\n\r\n\r\r\nfour"
        for newline in (None, "", "\n", "\r", "\r\n"):
            for encoding in ("utf-8", "utf-16"):
                for chunk in (None, 1, 2, 4):
                    with self.subTest(newline=newline, encoding=encoding, chunk=chunk):
                        self.lines(text, encoding, newline, chunk)

    def test_a_file_of_several_chunks(self):
        text = "x" + "".join(f"{n} ☃☃☃☃☃☃☃☃☃☃☃☃☃☃☃\n" for n in range(900))  # 8192 bytes end inside a character
        path = self.path(text.encode())
        expected = text.splitlines(keepends=True)
        file = self.open(path, encoding="utf-8")
        for k, line in enumerate(file):
            self.assertEqual(line, expected[k])
            if k % 37 == 0:
                with copy_file(file, "reopen") as twin:
                    self.assertEqual(list(twin), expected[k + 1 :])

    def test_copies_of_copies(self):
        path = self.path(b"".join(b"%015d\n" % n for n in range(2000)))
        expected = [f"{n:015d}\n" for n in range(2000)]
        a = self.open(path)
        next(a)
        b = self.copy(a, "reopen")
        self.assertEqual([next(b) for _ in range(700)], expected[1:701])
        c = self.copy(b, "reopen")
        self.assertEqual(list(c), expected[701:])
        self.assertEqual(list(a), expected[1:])
        self.assertEqual(list(b), expected[701:])

    def test_telling_is_as_disabled_as_it_was(self):
        path = self.path(b"one\ntwo\nthree\n")
        for how in WAYS:
            file = self.open(path)
            next(file)
            twin = self.copy(file, how)
            for each in (file, twin):
                with self.assertRaises(OSError):
                    each.tell()
            self.assertEqual(list(twin), ["two\n", "three\n"])
            self.assertEqual(twin.tell(), 14)
            with self.assertRaises(OSError):
                file.tell()
            twin.seek(0)
            self.assertEqual(twin.read(), "one\ntwo\nthree\n")


class TextBetweenReads(Case):
    def test_tell_and_seek_at_every_character(self):
        text = "zwölf\r\n☃☃\r🐍\nend"
        for encoding in ("utf-8", "utf-16", "utf-8-sig"):
            path = self.path(text.encode(encoding))
            for how in WAYS:
                for newline in (None, ""):
                    for k in range(len(text) + 1):
                        with open(path, encoding=encoding, newline=newline) as file:
                            file.read(k)
                            before = state_of(file)
                            with copy_file(file, how) as twin:
                                self.assertEqual(state_of(file), before)
                                place = twin.tell()
                                self.assertEqual(file.tell(), place)
                                rest = twin.read()
                                twin.seek(place)
                                self.assertEqual(twin.read(), rest)
                            if how == "reopen":
                                self.assertEqual(file.read(), rest)

    def test_settings_go_along(self):
        path = self.path(b"a\r\nb\nc\xff\n")
        file = self.open(path, "r+", encoding="utf-8", errors="surrogateescape", buffering=64)
        file.reconfigure(line_buffering=True, write_through=True)
        file.note = ["mine"]
        file.readlines()
        for how in WAYS:
            twin = self.copy(file, how)
            for name in ("name", "mode", "encoding", "errors", "newlines", "line_buffering", "write_through", "note"):
                self.assertEqual(getattr(twin, name), getattr(file, name), name)
            self.assertEqual((twin.buffer.name, twin.buffer.mode), (file.buffer.name, file.buffer.mode))
            self.assertIs(twin.note, file.note)
            self.assertIs(type(twin.buffer), io.BufferedRandom)

    def test_the_kinds_of_newline_seen_go_along(self):
        for content in (b"", b"x", b"a\n", b"a\r", b"a\r\n", b"a\nb\rc", b"a\r\nb\n", b"a\rb\r\n", b"a\rb\r\nc\n"):
            for encoding in ("utf-8", "utf-16", "cp037"):
                path = self.path(content.decode("ascii").encode(encoding))
                file = self.open(path, encoding=encoding)
                file.readlines()
                self.assertEqual(self.copy(file, "reopen").newlines, file.newlines)


class Bytes(Case):
    def test_every_position(self):
        content = b"one\ntwo\n\nthree"
        path = self.path(content)
        for buffering in (0, 1024, 4, 5):
            for how in WAYS:
                for k in range(len(content) + 1):
                    with open(path, "rb", buffering=buffering) as file:
                        self.assertEqual(file.read(k), content[:k])
                        before = state_of(file)
                        with copy_file(file, how) as twin:
                            self.assertEqual(state_of(file), before)
                            self.assertEqual((twin.tell(), twin.mode, twin.name), (k, "rb", path))
                            self.assertEqual(twin.readlines(), content[k:].splitlines(keepends=True))
                            twin.seek(1)
                            self.assertEqual(twin.read(2), content[1:3])
                            if how == "reopen":
                                self.assertEqual(file.readlines(), content[k:].splitlines(keepends=True))

    def test_in_a_loop(self):
        lines = [b"%07d\n" % n for n in range(3000)]
        path = self.path(b"".join(lines))
        file = self.open(path, "rb", buffering=512)
        for k, line in enumerate(file):
            self.assertEqual(line, lines[k])
            if k % 61 == 0:
                with copy_file(file, "reopen") as twin:
                    self.assertEqual(list(twin), lines[k + 1 :])


class TakingTurns(Case):
    """One position in the system, two buffers: whoever reads on takes the next block."""

    def blocks(self, file, how, block, total):
        first = [next(file)]
        twin = self.copy(file, how)
        second = [next(twin) for _ in range(block)]  # the rest of the block read ahead, and one line of the next
        first += list(file)
        second += list(twin)
        numbers = [int(line) for line in first], [int(line) for line in second]
        self.assertEqual(numbers[0], [*range(block), *range(2 * block, total)])
        self.assertEqual(numbers[1], [*range(1, 2 * block)])

    def test_blocks_go_to_whoever_asks_first(self):
        path = self.path(b"".join(b"%015d\n" % n for n in range(2000)))
        for how in ("rewrap", "dup"):
            self.blocks(self.open(path), how, 8192 // 16, 2000)
            self.blocks(self.open(path, "rb", buffering=1024), how, 1024 // 16, 2000)

    def test_unbuffered_files_take_turns_by_the_byte(self):
        path = self.path(b"abcdef")
        for how in ("rewrap", "dup"):
            file = self.open(path, "rb", buffering=0)
            twin = self.copy(file, how)
            self.assertEqual([file.read(2), twin.read(1), file.read(1), twin.read()], [b"ab", b"c", b"d", b"ef"])
            self.assertEqual(file.read(), b"")

    def test_reopened_files_do_not(self):
        path = self.path(b"abcdef")
        file = self.open(path, "rb", buffering=0)
        twin = self.copy(file, "reopen")
        self.assertEqual([file.read(2), twin.read(1), file.read(1), twin.read()], [b"ab", b"a", b"c", b"bcdef"])


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


def count_of_descriptors():
    """How many descriptors are open; a constant where the system does not tell."""
    return len(os.listdir("/proc/self/fd")) if NAMES_OPEN_FILES else 0


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


if __name__ == "__main__":
    unittest.main()
