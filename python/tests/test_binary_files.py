"""Copied binary files, and files that take turns over one position."""

from file_cases import WAYS, Case, state_of
from genclone.files import copy_file


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
