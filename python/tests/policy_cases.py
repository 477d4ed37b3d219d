"""Generators of each kind that hold something, and how refusals of cloning them are checked."""

import contextlib
import gc
import sys
import types
import unittest
import warnings

from genclone import Refusal, clone


@types.coroutine
def pause():
    yield


def generator_holding(value):
    yield
    yield value


async def coroutine_holding(value):
    await pause()
    return value


async def async_generator_holding(value):
    yield
    yield value


KINDS = (generator_holding, coroutine_holding, async_generator_holding)
YIELDING = (generator_holding, async_generator_holding)
"""Those that hold nothing else. (A coroutine is always suspended in some generator or iterator.)"""


def of_each_kind(value, kinds=KINDS):
    """A suspended generator, coroutine and async generator that hold `value`."""
    return [stepped(function(value)) for function in kinds]


def step(gen):
    """One step of a generator of any kind; what comes out."""
    try:
        return gen.asend(None).send(None) if hasattr(gen, "asend") else gen.send(None)
    except StopIteration as stop:
        return stop.value


def stepped(gen):
    step(gen)
    return gen


def names(gen):
    for name in ("gi_frame", "cr_frame", "ag_frame"):
        if hasattr(gen, name):
            return getattr(gen, name).f_locals
    raise AssertionError(f"no frame in {gen}")


def held(gen, name="value"):
    return names(gen)[name]


class Case(unittest.TestCase):
    def refuses(self, gen, policy, slot, *words):
        """Checks the refusal, and that it changed nothing: not a reference count, not a word of warning."""
        frame_values = [value for value in names(gen).values() if type(value) is not int]
        gc.collect()
        before = [sys.getrefcount(value) for value in frame_values], sys.getrefcount(gen)
        report = []
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            for _ in range(3):
                refusal = refused(gen, policy, report)
        self.assertIsNotNone(refusal, "it was cloned")
        self.assertEqual(refusal["slot"], slot, refusal)
        for word in words:
            self.assertIn(word, refusal["reason"] + " " + refusal["remedy"])
        gc.collect()
        self.assertEqual(([sys.getrefcount(value) for value in frame_values], sys.getrefcount(gen)), before)
        self.assertEqual([str(warning.message) for warning in warned], [])
        self.assertEqual(report, [])
        return refusal


def refused(gen, policy, report):
    """The refusal without its traceback, which would hold on to frames."""
    try:
        clone(gen, policy, report=report)
    except Refusal as refusal:
        return {"slot": refusal.slot, "reason": refusal.reason, "remedy": refusal.remedy}
    return None


def capturing():
    """Yields what it sees, what a function of its own sees, and what a generator of its own sees."""
    n = 0

    def show():
        return n

    def walk():
        while True:
            yield n

    inner = walk()
    next(inner)
    while True:
        n += 1
        yield n, show(), next(inner)


@types.coroutine
def yielding(value):
    yield value


class Chained(Exception):
    pass


def handling():
    try:
        try:
            raise KeyError("cause")
        except KeyError as cause:
            raise Chained("handled") from cause
    except Chained as error:
        yield error
        yield error
        raise


def caught(gen):
    try:
        next(gen)
    except Exception as error:
        return error
    raise AssertionError("nothing was raised")


class Manager:
    def __init__(self, log):
        self.log = log

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.log.append("exit")

    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        self.log.append("exit")


@contextlib.contextmanager
def managing(log):
    try:
        yield
    finally:
        log.append("exit")


def under(manager):
    with manager:
        yield
        yield "inside"
