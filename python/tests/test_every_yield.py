"""Clones at every yield of experiments: original and clone finish exactly as an uncloned run does."""

import contextlib
import gc
import io
import unittest

from experiments import all_experiments, branch_calls
from genclone import Refusal, clone

STEPS = 50
"""More than any of the experiments takes."""

INDEPENDENT = (
    "article-clone",
    "article-closures-rebound",
    "article-exception-state",
    "frame-block-stack",
    "frame-delegates",
    "frame-half-built-list",
    "frame-hidden-iterators",
    "frame-value-stack",
    "frame-with-exit",
    "versions-except-stack",
)
"""The experiments whose generators change nothing but what is their own, so that no branch feels what another does."""

REFUSED = ("refusals-open-file",)
"""The experiments whose generators hold what is refused. Their originals go on all the same."""


def resume_with_next(gen, step):
    return next(gen)


def resume_with_send(gen, step):
    return next(gen) if step == 0 else gen.send(step)


def resume_with_throw(gen, step):
    return gen.throw(LookupError(f"thrown at {step}")) if step == 2 else next(gen)


def resume_with_close(gen, step):
    return gen.close() if step == 2 else next(gen)


class Run:
    """A generator that is driven step by step, and what came of it."""

    def __init__(self, gen, resume, step=0):
        self.gen = gen
        self.resume = resume
        self.step = step

    def advance(self):
        """One step: what it yielded, returned or raised, and what it printed; None once it is over."""
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            try:
                told = "yielded", repr(self.resume(self.gen, self.step))
            except StopIteration as stop:
                told = "returned", repr(stop.value)
            except BaseException as error:
                told = "raised", repr(error)
        self.step += 1
        return *told, printed.getvalue()

    def finish(self):
        """The steps that are left."""
        steps = []
        while self.step < STEPS and self.gen.gi_frame is not None:
            steps.append(self.advance())
        return steps

    def clone(self):
        return Run(clone(self.gen), self.resume, self.step)


class EveryYield(unittest.TestCase):
    def start(self, experiment, call, resume):
        namespace = {"__name__": "experiment"}
        exec(experiment["source"], namespace)
        return Run(eval(call, namespace), resume)

    def check(self, experiment, call, resume):
        expected = self.start(experiment, call, resume).finish()
        self.assertGreater(len(expected), 1)
        for at in range(len(expected) + 1):
            for order in ("original first", "clone first", "in turns", "clone of the clone"):
                with self.subTest(at=at, order=order, resume=resume.__name__):
                    a = self.start(experiment, call, resume)
                    begun = [a.advance() for _ in range(at)]
                    self.assertEqual(begun, expected[:at])
                    self.assertEqual(self.finished(a, order), [expected[at:]] * 2)

    def finished(self, a, order):
        b = a.clone()
        if order == "clone of the clone":
            b = b.clone()
        if order == "in turns":
            turns = [], []
            while a.gen.gi_frame is not None or b.gen.gi_frame is not None:
                for steps, run in zip(turns, (a, b)):
                    if run.gen.gi_frame is not None:
                        steps.append(run.advance())
            return list(turns)
        first, second = (b, a) if order == "clone first" else (a, b)
        return [first.finish(), second.finish()]

    def test_independent_experiments_at_every_yield(self):
        for name in INDEPENDENT:
            experiment = all_experiments()[name]
            for call in branch_calls(experiment):
                for resume in (resume_with_next, resume_with_send, resume_with_throw, resume_with_close):
                    with self.subTest(experiment=name):
                        self.check(experiment, call, resume)

    def test_with_the_collector_at_every_allocation(self):
        self.addCleanup(gc.set_threshold, *gc.get_threshold())
        gc.set_threshold(1)
        for name in INDEPENDENT:
            experiment = all_experiments()[name]
            for call in branch_calls(experiment):
                with self.subTest(experiment=name):
                    self.check(experiment, call, resume_with_next)

    def test_what_is_refused_is_refused_at_every_yield_and_goes_on(self):
        experiments = all_experiments()
        for name in REFUSED:
            for call in branch_calls(experiments[name]):
                expected = self.start(experiments[name], call, resume_with_next).finish()
                a = self.start(experiments[name], call, resume_with_next)
                told = [a.advance()]
                while a.gen.gi_frame is not None:
                    self.assertRaises(Refusal, a.clone)
                    told.append(a.advance())
                self.assertEqual(told, expected)
