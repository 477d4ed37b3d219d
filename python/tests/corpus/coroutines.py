"""Coroutines: what they await is suspended with them. Driven by hand, as an event loop would."""

import sys

from driving import note

from .awaiting import Pausing, numbers, pause
from .registry import case, written


class Manager:
    """An async manager without state; waits on the way in and out."""

    def __init__(self, name, suppresses=False):
        self.name = name
        self.suppresses = suppresses

    async def __aenter__(self):
        note("enter", self.name)
        return await pause(("entering", self.name)) or self.name

    async def __aexit__(self, kind, error, trace):
        note("exit", self.name, kind, error)
        await pause(("leaving", self.name))
        return self.suppresses


async def _given(*args, **kwargs):
    await pause("giving")
    return args, kwargs


@case()
async def returns_at_once():
    return "value"


@case()
async def awaits_a_generator():
    return [await pause(1), await pause(2)]


@case(sends=["a", "b"])
async def awaits_an_object():
    first = await Pausing(1)
    return first, await Pausing(2)


@case(sends=["a", "b"])
async def a_chain_of_coroutines():
    async def bottom(n):
        return await pause(n), await Pausing(n + 1)

    async def middle(n):
        return "middle", await bottom(n)

    return [await middle(1), await middle(10)]


@case()
async def a_chain_of_thirty():
    async def link(depth):
        return depth + (await link(depth - 1) if depth else len(str(await pause("bottom"))))

    return await link(30)


@case()
async def awaits_in_try_except_and_finally():
    try:
        await pause("try")
        raise KeyError("k")
    except KeyError as error:
        await pause("except")
        note(error.args)
        raise
    finally:
        await pause("finally")
        note(sys.exc_info()[0])


@case(throws=KeyError)
async def an_exception_thrown_into_an_await():
    async def inner():
        try:
            return await pause(1)
        except KeyError as error:
            return "caught", error.args, await pause(2)

    return await inner()


@case()
async def an_exception_that_passes_the_chain():
    async def bottom():
        await pause(1)
        raise KeyError("bottom")

    async def middle():
        try:
            await bottom()
        finally:
            await pause("cleaning")

    try:
        await middle()
    except KeyError as error:
        await pause(error.args)
        raise ValueError("top") from error


@case()
async def awaits_in_loops_and_conditions():
    total = 0
    for n in [1, 2]:
        while total < 3 * n and not await pause(total):
            total += n
    return total


@case(sends=[1, 2, 3])
async def awaits_in_calls_displays_and_strings():
    call = await _given(await pause(1), *[await pause(2)], k=await pause(3))
    shown = [*"a", await pause(4), {"k": await pause(5), **{"l": await pause(6)}}]
    return call, shown, f"{await pause(7)}{shown!r}"


written(
    "awaits_in_comprehensions",
    """
from corpus.awaiting import pause

async def awaits_in_comprehensions():
    a = [await pause(n) for n in range(2)]
    b = {n: await pause(n) for n in range(2)}
    c = {await pause(n) or n for n in [5, 6]}
    return a, b, c
""",
    sends=[1, 2],
)

written(
    "async_comprehensions",
    """
from corpus.awaiting import numbers, pause

async def async_comprehensions():
    a = [n async for n in numbers(3, wait=True)]
    b = {n: m async for n in numbers(2) for m in [await pause("m")]}
    c = {n async for n in numbers(3) if n != await pause("c")}
    return a, b, c
""",
)

written(
    "comprehensions_within_comprehensions",
    """
from corpus.awaiting import numbers, pause

async def comprehensions_within_comprehensions():
    return [[m async for m in numbers(n, wait=True)] for n in range(3)]
""",
    since="async comprehensions inside others came with 3.11",
)


@case()
async def an_async_generator_expression():
    squares = (n * n async for n in numbers(4, wait=True) if n)
    found = ()
    async for square in squares:
        found += (square, await pause(square))
    return found


@case()
async def async_for():
    total = 0
    async for n in numbers(3, wait=True):
        total += n
        await pause(("body", n))
    else:
        await pause("else")
    return total


@case()
async def async_for_left_early():
    async for n in numbers(5, wait=True):
        await pause(n)
        if n == 1:
            break
    return n


@case()
async def two_loops_over_one_async_generator():
    agen = numbers(6)
    pairs = ()
    async for a in agen:
        pairs += (a, await agen.__anext__())
        await pause(pairs)
    return pairs


@case()
async def async_with():
    async with Manager("m") as name:
        await pause(name)
    return "after"


@case()
async def async_with_an_exception_inside():
    async with Manager("outer", suppresses=True), Manager("inner"):
        await pause(1)
        raise KeyError("inside")
    return await pause("after")


@case()
async def async_with_inside_a_handler():
    try:
        raise KeyError("handled")
    except KeyError:
        async with Manager("m"):
            await pause(sys.exc_info()[0])
        raise


@case()
async def async_with_and_return():
    for n in range(3):
        async with Manager(n):
            if n == 1:
                return await pause("returning")


@case()
async def a_coroutine_held_in_a_local():
    async def later(n):
        return n, await pause(n)

    one, other = later(1), later(2)
    await pause("before")
    return await other, await one


@case()
async def a_coroutine_advanced_by_hand():
    async def inner():
        await pause(1)
        return await pause(2)

    held = inner()
    first = held.send(None)
    await pause(first)
    second = held.send(None)
    await pause(second)
    try:
        held.send("end")
    except StopIteration as stop:
        return stop.value


@case()
async def closures_in_a_coroutine():
    n = 0

    def up():
        nonlocal n
        n += 1
        return n

    async def wait():
        return up(), await pause(n)

    return [await wait(), up(), await wait(), n]


@case()
async def a_loop_under_an_await():
    found = ()
    for a in iter([1, 2]):
        for b in enumerate("xy"):
            found += (a, b, await pause(a))
    return found


@case()
async def a_match_over_what_is_awaited():
    match await pause("subject"):
        case None if await pause("guard") is None:
            return await pause("none")
        case other:
            return other


@case()
async def stop_iteration_in_a_coroutine():
    await pause(1)
    raise StopIteration("inside")


@case()
async def awaits_what_cannot_be_awaited():
    await pause(1)
    await 5


@case()
async def return_of_an_await_through_finally():
    try:
        return await pause("value")
    finally:
        await pause("finally")


@case()
async def catches_being_closed():
    try:
        await pause(1)
        await pause(2)
    except GeneratorExit:
        note("closing")
        raise


@case()
def a_coroutine_method():
    class Thing:
        name = "thing"

        async def wait(self):
            return self.name, await pause(self.name)

    return Thing().wait()


@case()
def the_wrapper_of_a_coroutine():
    async def inner():
        return await pause(1), await pause(2)

    return inner().__await__()


@case()
def a_wrapper_of_a_coroutine_half_way():
    async def inner():
        return await pause(1), await pause(2)

    wrapper = inner().__await__()
    next(wrapper)
    return wrapper


@case()
def a_generator_that_delegates_to_a_wrapper():
    async def inner():
        return await pause(1), await pause(2)

    def outer():
        wrapper = inner().__await__()
        yield (yield from wrapper)
        yield "after"

    return outer()


written(
    "return_in_the_finally_of_a_coroutine",
    """
from corpus.awaiting import pause

async def return_in_the_finally_of_a_coroutine():
    try:
        await pause(1)
        raise KeyError("swallowed")
    finally:
        await pause(2)
        return "instead"
""",
)

written(
    "except_star_around_awaits",
    """
from corpus.awaiting import pause

async def except_star_around_awaits():
    try:
        await pause("try")
        raise ExceptionGroup("both", [KeyError(1), ValueError(2)])
    except* KeyError as group:
        await pause(group.exceptions)
    except* ValueError:
        await pause("value")
        raise
""",
    since="except* came with 3.11",
)
