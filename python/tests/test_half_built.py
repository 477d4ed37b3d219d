"""What a frame is building is never shared, whoever else refers to it."""

import gc
import itertools
import threading
import unittest

from genclone import FORK, ISOLATED, SHALLOW, Refusal, clone
from genclone.frames import read_frame
from genclone.policy import PRESETS
from generators import advanced, count
from half_built_cases import COMPREHENSIONS, DISPLAYS, HOLDERS, Item, cases


class Case(unittest.TestCase):
    def setUp(self):
        self.items = [Item(), Item()]
        self.arguments = list(self.items), {"d0": self.items[0], "d1": self.items[1]}

    def step(self, gen, word):
        """What becomes of it when it is sent `word`: ``None`` or, when it is over, its result in a tuple."""
        try:
            gen.send(word)
        except StopIteration as end:
            return (end.value,)
        return None

    def started(self, function, at):
        gen = function(*self.arguments)
        gen.send(None)
        for n in range(at):
            self.assertIsNone(self.step(gen, f"{n}"))
        return gen

    def result(self, gen, letter):
        """Its result after it was sent words of its own to its end."""
        return next(filter(None, (self.step(gen, f"{letter}{n}") for n in itertools.count())))

    def suspensions(self, function):
        gen = self.started(function, 0)
        return range(next(n for n in itertools.count(1) if self.step(gen, "x")))

    def check(self, function, at, holder):
        a = self.started(function, at)
        held = holder(a, self.items)
        b = clone(a)
        c = clone(b)
        results = {"a": None, "b": None, "c": None}
        for n in itertools.count():
            for letter, gen in (("a", a), ("b", b), ("c", c)):
                results[letter] = results[letter] or self.step(gen, f"{letter}{n}")
            if all(results.values()):
                break
        del held
        expected = {letter: self.result(self.started(function, at), letter) for letter in results}
        self.assertEqual(results, expected)


class HeldByOthers(Case):
    """Whoever refers to what is half-built: each branch goes on filling its own."""

    def check_all(self, holders):
        for name, function in cases():
            for at in self.suspensions(function):
                for holder in holders:
                    with self.subTest(name=name, at=at, holder=holder):
                        self.check(function, at, HOLDERS[holder])

    def test_at_every_suspension(self):
        self.check_all(HOLDERS)

    def test_under_an_eager_collector(self):
        self.addCleanup(gc.set_threshold, *gc.get_threshold())
        gc.freeze()
        self.addCleanup(gc.unfreeze)
        gc.set_threshold(1)
        self.check_all(["nobody", "who read the frame", "who asked the collector"])

    def test_versions_have_all_the_cases_that_they_can_parse(self):
        self.assertGreaterEqual(len(dict(cases())), len(DISPLAYS) + len(COMPREHENSIONS) + 3)

    def test_by_two_threads_at_once(self):
        def building(a):
            yield [*a, (yield)]

        gen = advanced(building([1]))
        clones = [[], []]
        start = threading.Barrier(2)

        def clone_many(mine):
            start.wait()
            mine += [clone(gen) for _ in range(300)]

        try:
            threads = [threading.Thread(target=clone_many, args=[mine]) for mine in clones]
            for thread in threads:
                thread.start()
        except RuntimeError as error:
            self.skipTest(str(error))
        for thread in threads:
            thread.join()
        made = [twin.send(n) for n, twin in enumerate([gen, *clones[0], *clones[1]])]
        self.assertEqual(made, [[1, n] for n in range(601)])

    def test_by_the_generator_itself(self):
        def building(item):
            mine = []
            made = [item, (yield mine), (yield)]
            yield made, mine

        def starred(item):
            mine = []
            made = [*[item], (yield mine), (yield)]
            yield made, mine

        for function in (building, starred):
            for policy in (FORK, SHALLOW, ISOLATED):
                gen = function(Item())
                mine = next(gen)
                mine.append(read_frame(gen).slots[-1].holds)
                gen.send(1)
                twin = clone(gen, policy)
                self.assertEqual([len(gen.send(2)[0]), len(twin.send(3)[0])], [3, 3])

    def test_a_local_that_stands_for_it(self):
        def building():
            mine = yield
            made = [*"a", (yield)]
            yield made, mine

        gen = building()
        next(gen)
        gen.send(None)
        frame = gen.gi_frame
        if not _can_write(frame):
            self.skipTest("only from 3.13 on a local can be written from outside")
        frame.f_locals["mine"] = read_frame(gen).slots[-1].holds
        twin = clone(gen)
        for branch, word in ((gen, "b"), (twin, "c")):
            made, mine = branch.send(word)
            self.assertEqual(made, ["a", word])
            self.assertIs(mine, made)

    def test_by_every_policy(self):
        def building():
            yield [1, *(yield "list")]
            yield {1, *(yield "set")}
            yield {1: 2, **{2: (yield "dict")}}

        for name in PRESETS:
            with self.subTest(name):
                a = building()
                for value, expected in (([2], [1, 2]), ([2], {1, 2}), (2, {1: 2, 2: 2})):
                    next(a)
                    held = read_frame(a)
                    b = clone(a, name)
                    made, twin = a.send(value), b.send(value)
                    self.assertEqual((made, twin), (expected, expected))
                    self.assertIsNot(made, twin)
                    del held


def _can_write(frame):
    return type(frame.f_locals) is not dict


class Refused(unittest.TestCase):
    def test_items_of_what_is_held_by_others_too(self):
        def building(make):
            yield [make(), *(yield)]

        for field, make in (("iterators", lambda: iter([1])), ("generators", lambda: count(1))):
            gen = advanced(building(make))
            held = read_frame(gen)
            with self.assertRaises(Refusal) as caught:
                clone(gen, FORK.replace(**{field: "refuse"}))
            self.assertEqual(caught.exception.slot, "stack[0]")
            del held
