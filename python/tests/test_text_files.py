"""A copied text file is where the original is: in the middle of a loop, and between reads."""

import io

from file_cases import WAYS, Case, state_of
from genclone.files import copy_file

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
