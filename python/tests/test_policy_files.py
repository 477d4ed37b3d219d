"""What becomes of open files: shared, rewrapped, dup'ed, reopened or refused."""

import contextlib
import io
import os
import tempfile
import warnings

from genclone import FORK, ISOLATED, Policy, clone
from genclone.policy import PRESETS
from generators import advanced
from policy_cases import YIELDING, Case, generator_holding, held, of_each_kind


class Files(Case):
    def setUp(self):
        descriptor, self.path = tempfile.mkstemp()
        os.write(descriptor, b"".join(b"line %d\n" % n for n in range(5000)))
        os.close(descriptor)
        self.addCleanup(os.remove, self.path)

    def open(self, mode="r"):
        file = open(self.path, mode)  # noqa: SIM115
        self.addCleanup(file.close)
        return file

    def test_share_and_refuse(self):
        for mode in ("r", "rb"):
            for gen in of_each_kind(self.open(mode)):
                self.assertIs(held(clone(gen, FORK.replace(files="share"))), held(gen))
                self.refuses(gen, FORK, "locals.value", "an open file", "files='reopen' (or share, rewrap, dup)")

    def test_a_closed_one_is_shared_under_every_policy(self):
        file = self.open()
        file.close()
        for name in PRESETS:
            for gen in of_each_kind(file, YIELDING):
                self.assertIs(held(clone(gen, name)), file)

    def test_files_in_memory_are_iterators(self):
        for file in (io.StringIO("a\nb\nc\n"), io.BytesIO(b"a\nb\nc\n")):
            next(file)
            for gen in of_each_kind(file):
                twin = held(clone(gen))
                self.assertIsNot(twin, file)
                self.assertEqual(len(list(twin)), 2)

    def lines(self, mode):
        for line in open(self.path, mode):  # noqa: SIM115
            yield int(line.split()[1])

    def in_with(self, mode):
        with open(self.path, mode) as file:
            for line in file:
                yield int(line.split()[1]), file

    def test_in_the_middle_of_a_loop(self):
        for mode in ("r", "rb"):
            with self.subTest(mode=mode), warnings.catch_warnings():
                warnings.simplefilter("ignore", ResourceWarning)
                a = advanced(self.lines(mode), 2)
                b = clone(a, FORK.replace(files="reopen"))
                self.assertEqual(list(b), list(range(2, 5000)))
                self.assertEqual(list(a), list(range(2, 5000)))

                a = advanced(self.lines(mode), 2)
                b = clone(a, FORK.replace(files="share"))
                self.assertEqual([next(a), next(b), next(a)], [2, 3, 4])

    def test_the_surprise_of_dup_one_offset_for_both(self):
        for how in ("dup", "rewrap"):
            with self.subTest(how), warnings.catch_warnings():
                warnings.simplefilter("ignore", ResourceWarning)
                a = advanced(self.lines("r"), 2)
                b = clone(a, FORK.replace(files=how))
                self.assertEqual([next(a), next(b)], [2, 2])  # both have read it ahead
                mine, theirs = [next(a) for _ in range(3000)], []
                with contextlib.suppress(ValueError, IndexError):  # a line that was cut where the blocks meet
                    theirs += b
                self.assertEqual(mine, list(range(3, 3003)))
                self.assertNotIn(2000, theirs)
                del a, b

    def test_the_pending_exit_closes_the_branch_s_own(self):
        for mode in ("r", "rb"):
            for how in ("dup", "reopen", "rewrap"):
                with self.subTest(mode=mode, how=how):
                    a = self.in_with(mode)
                    file = next(a)[1]
                    b = clone(a, FORK.replace(files=how))
                    twin = next(b)[1]
                    self.assertIsNot(twin, file)
                    b.close()
                    self.assertEqual((twin.closed, file.closed), (True, False))
                    self.assertEqual(next(a)[0], 1)
                    a.close()
                    self.assertTrue(file.closed)

    def test_with_share_the_first_that_leaves_closes_it(self):
        a = self.in_with("r")
        file = next(a)[1]
        b = clone(a, FORK.replace(files="share"))
        self.assertIs(next(b)[1], file)
        b.close()
        self.assertTrue(file.closed)
        with self.assertRaises(ValueError):
            next(a)

    def test_in_containers_they_follow_the_policy_where_values_are_copied(self):
        deep = Policy(values="deepcopy")
        for gen in of_each_kind([self.open()]):
            self.assertIs(held(clone(gen, deep.replace(files="share")))[0], held(gen)[0])
            twin = held(clone(gen, ISOLATED))[0]
            self.assertIsNot(twin, held(gen)[0])
            twin.close()
            self.refuses(gen, deep, "locals.value", "an open file")

    def test_a_pipe_cannot_be_reopened(self):
        read, write = os.pipe()
        self.addCleanup(os.close, write)
        with open(read) as file:
            a = advanced(generator_holding(file))
            self.refuses(a, FORK.replace(files="reopen"), "locals.value", "rewrap")
