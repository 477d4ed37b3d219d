"""Generators to inspect, and how something is found in what inspect_frame() gives."""

import types
import unittest

from generators import count

HAS_BLOCKS = not hasattr(count.__code__, "co_exceptiontable")


def slot_of(picture, name, kind="local"):
    return next(slot for slot in picture.slots if (slot.name, slot.kind) == (name, kind))


def attribute(picture, name):
    return next(item for item in picture.attributes if item.name == name)


def field(picture, struct, name):
    return next(item for item in picture.structs[struct].fields if item.name == name)


@types.coroutine
def paused():
    yield "paused"


async def waiting():
    await paused()


async def producing():
    await paused()
    yield 1


def samples():
    """One generator of each kind."""
    return [count(1), waiting(), producing()]


class Quiet(unittest.TestCase):
    """Closes what the tests leave unstarted, so that nothing warns."""

    def kept(self, gen):
        if type(gen) is types.AsyncGeneratorType:
            return gen
        self.addCleanup(gen.close)
        return gen


def delegating(inner):
    yield from inner


class Hostile:
    """Asked nothing without an error."""

    def refuse(self, *arguments):
        raise AssertionError("a value was asked something")

    __repr__ = __str__ = __eq__ = __len__ = __bool__ = __iter__ = __format__ = __dir__ = refuse
    __getattribute__ = refuse
    __hash__ = None
    __class__ = property(refuse)

    def guarded(self):
        try:
            with self as one:
                try:
                    print(one)
                finally:
                    print(2)
        except KeyError as error:
            print(error)
        finally:
            print(3)
