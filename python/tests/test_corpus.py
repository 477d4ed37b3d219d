"""Every case of the corpus, cloned at every suspension: original, clone, clone of the clone and an uncloned run agree.

Each case is a test of its own, so that the last name written names the culprit should the interpreter die.
"""

import functools
import gc
import itertools
import unittest

from corpus import CASES
from driving import NATURAL, WAYS, Run, naturally

FEWEST = 150


def one_after_the_other(way, *runs):
    return [run.finish(way) for run in runs]


def clones_first(way, a, b, c):
    late, middle, first = one_after_the_other(way, c, b, a)
    return [first, middle, late]


def in_turns(way, *runs):
    """A step of each, as long as there is one."""
    rounds = list(itertools.zip_longest(*[run.finishing(way) for run in runs]))
    return [[event for event in events if event] for events in zip(*rounds)]


@functools.lru_cache(maxsize=64)  # as many as one case needs: more would only be in the collector's way
def events_of(name, way, at):
    """What a run without any clone comes to: `at` steps of the case's own course, then `way`."""
    run = Run(CASES[name], way.looks)
    return [run.advance(naturally) for _ in range(at)] + run.finish(way)


ORDERS = (one_after_the_other, clones_first, in_turns)


class Differential(unittest.TestCase):
    """What all tests of a case have in common."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        # The many collections, of finalisers and under the collector, need not walk what was there before.
        gc.freeze()
        cls.addClassCleanup(gc.unfreeze)

    def suspensions(self, case):
        """Before the first step, after each, and when all is over."""
        return range(len(events_of(case.name, NATURAL, 0)))

    def under_way(self, run):
        """`run`, which is closed with the test at the latest: its finally must not speak in another one's."""
        self.addCleanup(run.give_up)
        return run

    def branches(self, case, way, at, expected):
        """The original after `at` steps, a clone, and a clone of the clone."""
        a = self.under_way(Run(case, way.looks))
        self.assertEqual([a.advance(naturally) for _ in range(at)], expected[:at])
        b = self.under_way(a.clone())
        return a, b, self.under_way(b.clone())

    def agree(self, case, way, at, order):
        """Three branches, each to its end."""
        expected = events_of(case.name, way, at)
        for events in order(way, *self.branches(case, way, at, expected)):
            self.assertEqual(events, expected[at:])

    def agree_one_at_a_time(self, case, way, at):
        """Branches that share what they change: one goes to its end, the others stay where they are."""
        expected = events_of(case.name, way, at)
        for which in range(3):
            with self.subTest(which=("original", "clone", "clone of the clone")[which]):
                branches = self.branches(case, way, at, expected)
                self.assertEqual(branches[which].finish(way), expected[at:])


class Corpus(Differential):
    """Each at every suspension, by next, send, throw and close, in every order."""

    def check(self, case):
        for at in self.suspensions(case):
            for way in WAYS:
                if case.shares:
                    with self.subTest(at=at, way=way.name):
                        self.agree_one_at_a_time(case, way, at)
                    continue
                for order in ORDERS if way is NATURAL else (in_turns,):
                    with self.subTest(at=at, way=way.name, order=order.__name__):
                        self.agree(case, way, at, order)


class Relay(Differential):
    """A clone of a clone of a clone: at each suspension it is the clone that goes on."""

    def check(self, case):
        if case.shares:
            self.skipTest(f"its branches share {case.shares}")
        expected = events_of(case.name, NATURAL, 0)
        left_behind = []
        run = self.under_way(Run(case, True))
        while not run.over and run.step < case.steps:
            left_behind.append(run)
            run = self.under_way(run.clone())
            self.assertEqual(run.advance(naturally), expected[run.step - 1])
        self.assertEqual(run.finish(NATURAL), expected[len(left_behind) :])
        for run in left_behind:
            step = run.step
            with self.subTest(left_at=step):
                self.assertEqual(run.finish(NATURAL), expected[step:])


class UnderTheCollector(Differential):
    """The same with a collection at every allocation."""

    def check(self, case):
        self.addCleanup(gc.set_threshold, *gc.get_threshold())
        gc.set_threshold(1)
        for at in self.suspensions(case):
            with self.subTest(at=at):
                if case.shares:
                    self.agree_one_at_a_time(case, NATURAL, at)
                else:
                    self.agree(case, NATURAL, at, in_turns)


class Uncloned(Differential):
    """What the comparisons rest on: a case comes to the same every time, and to more than nothing."""

    def check(self, case):
        for way in WAYS:
            for at in self.suspensions(case):
                with self.subTest(way=way.name, at=at):
                    self.assertEqual(events_of.__wrapped__(case.name, way, at), events_of(case.name, way, at))


class TheCorpusItself(unittest.TestCase):
    def test_it_is_large_enough(self):
        self.assertGreaterEqual(len(CASES), FEWEST)


def _test_of(case):
    def test(self):
        if case.missing:
            self.skipTest(case.missing)
        self.check(case)

    return test


for _case in CASES.values():
    for _kind in (Uncloned, Corpus, Relay, UnderTheCollector):
        setattr(_kind, f"test_{_case.name}", _test_of(_case))
