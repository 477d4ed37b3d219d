"""Async generators: idle at a yield, in the middle of an await, and through the objects that drive them."""

import builtins
import contextlib
import sys

from driving import note

from .awaiting import Pausing, numbers, pause
from .registry import case


@case()
async def yields_asynchronously():
    yield 1
    yield 2


@case()
async def never_yields_asynchronously():
    return
    yield


@case(sends=["a", "b"], steps=6)
async def echoes_asynchronously():
    got = yield "ready"
    while got != "end":
        got = yield "got", got, await pause("between")


@case()
def numbers_with_waits():
    return numbers(3, wait=True)


@case(throws=KeyError)
async def catches_asynchronously():
    for attempt in range(4):
        try:
            yield attempt
        except KeyError as error:
            await pause("handling")
            yield "caught", error.args, sys.exc_info()[0]
        finally:
            await pause("finally")


@case()
async def raises_asynchronously():
    yield 1
    await pause("before")
    raise KeyError("inside")


@case()
async def a_bare_raise_asynchronously():
    try:
        raise KeyError("original")
    except KeyError:
        yield "handling"
        await pause("still")
        raise


@case()
async def stop_async_iteration_inside():
    yield 1
    raise StopAsyncIteration("inside")


@case()
async def ignores_being_closed_asynchronously():
    try:
        yield 1
    except GeneratorExit:
        yield "no"


@case()
async def awaits_while_it_is_closed():
    try:
        yield 1
        yield 2
    finally:
        note("closing")
        await pause("closing")
        note("closed")


@case()
async def async_for_over_another():
    async for n in numbers(3, wait=True):
        yield n, await pause("between")


@case()
async def loops_and_closures_asynchronously():
    total = 0

    def add(n):
        nonlocal total
        total += n
        return total

    for n in iter([1, 10, 100]):
        yield add(n), await Pausing("p")
    yield total


@case()
async def displays_under_way_asynchronously():
    yield [*"ab", (yield 1), await pause(2), {"k": (yield 3), **{"l": await pause(4)}}]


class Ticker:
    """An async iterator by its methods alone."""

    def __init__(self):
        self.n = 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        self.n += 1
        if self.n > 3:
            raise StopAsyncIteration
        return self.n, await pause("tick")


@case(shares="the ticker, which is no iterator of CPython's")
async def async_for_over_an_object():
    async for n, _ in Ticker():
        yield n
    yield "after"


@case(shares="the manager, and with it the async generator that it runs")
async def with_an_asynccontextmanager():
    @contextlib.asynccontextmanager
    async def managing():
        note("enter")
        try:
            yield "managed"
        finally:
            note("exit")

    async with managing() as name:
        yield name
        await pause("inside")
        yield 2


@case()
def an_async_generator_expression_alone():
    return (n * n async for n in numbers(4, wait=True) if n != 1)


@case()
def an_async_generator_half_way():
    agen = numbers(5)
    try:
        agen.asend(None).send(None)
    except StopIteration:
        return agen


@case()
def an_async_generator_method():
    class Thing:
        async def items(self):
            for n in self.data:
                yield n
                await pause(n)

        data = (1, 2)

    return Thing().items()


# --- the objects that drive one, driven by themselves ---


async def _waiting():
    try:
        got = yield await pause(1), await pause(2)
        yield got, await pause(3)
    except KeyError as error:
        yield "caught", error.args, await pause(4)
    finally:
        await pause("finally")


def _advanced(agen):
    """After its first yield."""
    awaitable = agen.asend(None)
    try:
        while True:
            awaitable.send(None)
    except StopIteration:
        return agen


@case()
def an_anext_object():
    return _waiting().__anext__()


@case()
def an_asend_object():
    return _advanced(_waiting()).asend("sent")


@case()
def an_asend_object_half_way():
    awaitable = _waiting().asend(None)
    awaitable.send(None)
    return awaitable


@case()
def an_athrow_object():
    return _advanced(_waiting()).athrow(KeyError("thrown"))


@case()
def an_athrow_object_that_is_not_caught():
    return _advanced(_waiting()).athrow(ValueError("thrown"))


@case()
def an_aclose_object():
    return _advanced(_waiting()).aclose()


@case()
def an_aclose_object_half_way():
    awaitable = _advanced(_waiting()).aclose()
    awaitable.send(None)
    return awaitable


@case()
def anext_with_a_default():
    return builtins.anext(_waiting(), "default")


@case()
def anext_with_a_default_that_is_used():
    return builtins.anext(numbers(0, wait=True), "default")


@case()
async def anext_awaited():
    agen = numbers(2, wait=True)
    found = ()
    for _ in range(3):
        found += (await anext(agen, "default"),)
        await pause(found)
    return found


@case()
async def asend_and_athrow_awaited():
    agen = _waiting()
    found = (await agen.asend(None), await agen.asend("sent"))
    await pause(found)
    found += (await agen.athrow(KeyError("thrown")),) if len(found) < 2 else ()
    await agen.aclose()
    return found


@case()
async def an_exception_awaited_through_athrow():
    agen = _waiting()
    await agen.asend(None)
    caught = await agen.athrow(KeyError("k"))
    await pause(caught)
    try:
        await agen.athrow(ValueError("v"))
    except ValueError as error:
        return error.args, await pause("end")


@case()
async def an_asend_object_held_in_a_local():
    agen = numbers(3, wait=True)
    asked = agen.asend(None)
    await pause("asked")
    first = await asked
    asked = agen.__anext__()
    await pause(first)
    return first, await asked


@case()
async def an_async_generator_held_in_a_local():
    agen, again = numbers(9), None
    again = agen
    await pause(await agen.__anext__())
    await pause(await again.__anext__())
    return [n async for n in agen], agen is again
