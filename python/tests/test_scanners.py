"""Copies of iterators over text and buffers: matches, unpacked structures, lines."""

import array
import re
import struct
import sys
import unittest

from c_iterator_cases import itself, moved, some_of, twin_of
from genclone import Refusal, copiers


class Scanners(unittest.TestCase):
    CASES = (
        ("[a-c]+", "ab-c-abc-xx-b"),
        ("b|", "abcbb"),
        ("(?<=a)b|^", "abab"),
        ("", "abc"),
        ("x", "abc"),
        ("(?m)^", "ab\ncd\n"),
        ("[\N{SNOWMAN}a]", "a\N{SNOWMAN}ba\N{GRINNING FACE}a"),
        (b"[a-c]+|", b"ab-c-abc-xx-b"),
        (b"b", bytearray(b"abcbb")),
        (b"b|", memoryview(b"abcbb")),
        (b"b", array.array("b", b"abcbb")),
    )

    def every(self):
        for pattern, text in self.CASES:
            compiled = re.compile(pattern)
            yield lambda compiled=compiled, text=text: compiled.finditer(text)
            yield lambda compiled=compiled, text=text: compiled.finditer(text, 1, 4)

    def test_at_every_position(self):
        for number, make in enumerate(self.every()):
            for steps in range(8):
                with self.subTest(case=number, steps=steps):
                    expected = some_of(moved(make(), steps))
                    first = moved(make(), steps)
                    second = twin_of(first)
                    third = twin_of(second)
                    self.assertEqual([some_of(one) for one in (third, first, second)], [expected] * 3)

    def test_a_scanner_by_hand(self):
        scanner = re.compile("[a-c]").scanner("abcab", 0, 4)
        self.assertFalse(copiers.is_iterator(scanner))
        self.assertTrue(copiers.is_copied(scanner))
        scanner.match()
        twin = twin_of(scanner)
        self.assertEqual(
            [one.match().span() for one in (scanner, twin, twin, scanner)], [(1, 2), (1, 2), (2, 3), (2, 3)]
        )

    def test_a_buffer_is_held_by_each(self):
        data = bytearray(b"abcabc")
        first = re.finditer(b"b", data)
        second = twin_of(first)
        del first
        self.assertRaises(BufferError, data.extend, b"x")
        del second
        data.extend(b"x")

    def test_in_another_buffer_of_the_same_extent(self):
        scanner = re.compile(b"b").scanner(bytearray(b"abab"))
        scanner.search()
        twin = copiers.copy_iterator(scanner, lambda part: part[:] if type(part) is bytearray else part)
        self.assertEqual(twin.search().span(), (3, 4))
        shorter = re.compile(b"b").scanner(bytearray(b"abab"))
        self.assertRaises(
            Refusal, copiers.copy_iterator, shorter, lambda part: part[1:] if type(part) is bytearray else part
        )

    def test_a_buffer_that_may_run_code_is_refused(self):
        class Buffer(bytearray):
            pass

        scanner = re.compile(b"b").scanner(Buffer(b"abab"))
        self.assertRaises(Refusal, copiers.copy_iterator, scanner, itself)
        unpacking = struct.iter_unpack("b", Buffer(b"abab"))
        self.assertRaises(Refusal, copiers.copy_iterator, unpacking, itself)

    def test_nothing_is_left_behind(self):
        text = "abcbb" * 3
        pattern = re.compile("b|\N{SNOWMAN}")
        first = moved(pattern.finditer(text), 2)
        counted = (pattern, text)
        before = [*map(sys.getrefcount, counted)]
        blocks = sys.getallocatedblocks()
        for _ in range(2_000):
            next(twin_of(first))
        self.assertEqual([*map(sys.getrefcount, counted)], before)
        self.assertLess(abs(sys.getallocatedblocks() - blocks), 500)  # not one for each, but caches may grow
