"""``yield from``: the delegate is suspended with the frame, and is cloned with it."""

import types

from driving import note

from .registry import case


def _inner(name="inner"):
    try:
        got = yield name, "ready"
        got = yield name, got
    except KeyError as error:
        got = yield name, "caught", error.args
    finally:
        note(name, "left")
    return name, got


@case()
def to_a_generator():
    yield (yield from _inner())


@case(sends=["a", "b", "c"])
def sends_reach_the_delegate():
    yield (yield from _inner())


@case(throws=KeyError)
def throws_reach_the_delegate():
    got = yield from _inner()
    yield "outer", got


@case()
def to_a_list():
    got = yield from [1, 2, 3]
    yield got


@case()
def to_a_tuple_a_str_and_a_range():
    yield from (1, 2)
    yield from "ab"
    yield from range(2)


@case()
def to_a_dict_and_a_set():
    yield from {1: 2, 3: 4}
    yield from {5, 6}


@case()
def to_adapters():
    yield from map(str, iter([1, 2]))
    yield from enumerate(zip("ab", range(5)))


class Delegate:
    """An iterator with a generator's methods. It says how to copy itself."""

    def __init__(self, n=0):
        self.n = n

    def __copy__(self):
        return Delegate(self.n)

    def __iter__(self):
        return self

    def __next__(self):
        return self.send(None)

    def send(self, value):
        note("send", value)
        self.n += 1
        if self.n > 3:
            raise StopIteration(("returned", value))
        return self.n, value

    def throw(self, *error):
        note("throw", error)
        self.n += 1
        return "thrown", self.n

    def close(self):
        note("close", self.n)


class Bare(Delegate):
    """The same without the methods that throw and close look for."""

    throw = close = property()

    def __copy__(self):
        return Bare(self.n)


@case(sends=["a", "b"])
def to_an_iterator_with_all_the_methods():
    yield (yield from Delegate())
    yield "after"


@case(sends=["a", "b"])
def to_an_iterator_without_throw_and_close():
    yield (yield from Bare())
    yield "after"


@case()
def to_an_iterable_whose_iter_is_a_generator():
    class Iterable:
        def __iter__(self):
            return _inner("iter")

    yield (yield from Iterable())


@case()
def three_deep():
    def middle():
        return ("middle", (yield from _inner()))

    def outer():
        return ("outer", (yield from middle()))

    yield (yield from outer())


def _chain(depth):
    if depth:
        return 1 + (yield from _chain(depth - 1))
    try:
        yield "bottom"
        yield "again"
    finally:
        note("bottom left")
    return 0


@case()
def fifty_deep():
    yield (yield from _chain(50))


@case()
def the_same_delegate_in_a_local():
    inner = _inner()
    got = yield from inner
    yield got, inner.gi_frame is None


@case()
def a_delegate_that_was_advanced_before():
    inner = (n for n in range(6))
    yield next(inner)
    yield from inner


@case()
def a_delegate_that_two_hold():
    inner = (n for n in range(6))

    def through():
        yield from inner

    one, other = through(), through()
    yield next(one), next(other)
    yield next(one), next(inner)
    yield list(other)


@case()
def an_exception_that_passes_through():
    def failing():
        yield 1
        raise KeyError("from the delegate")

    try:
        yield from failing()
    except KeyError as error:
        yield "outer", error.args
        raise


@case()
def an_exception_that_passes_through_all():
    def failing():
        yield 1
        raise KeyError("from below")

    def middle():
        try:
            yield from failing()
        finally:
            note("middle")
            yield "middle"

    yield from middle()


@case()
def delegation_in_expressions():
    def one(value):
        got = yield value
        return got or value

    yield [(yield from one(1)), *(yield from one((2, 3))), f"{(yield from one('s'))}"]
    yield max((yield from one(4)), (yield from one(5)))


@case()
def delegation_inside_a_handler_and_a_finally():
    try:
        raise KeyError("handled")
    except KeyError:
        yield from _inner("in except")
    finally:
        yield from _inner("in finally")


@case(steps=7)
def a_delegate_that_ignores_being_closed():
    def stubborn():
        while True:
            try:
                yield "running"
            except GeneratorExit:
                yield "no"

    yield from stubborn()


@case()
def a_delegate_that_returns_at_once():
    def at_once():
        return "nothing"
        yield

    yield (yield from at_once())


@case()
def recursion_over_a_tree():
    def walk(tree):
        if isinstance(tree, tuple):
            for branch in tree:
                yield from walk(branch)
        else:
            yield tree

    return walk((1, (2, (3, 4)), ((5,), 6)))


@case(steps=10)
def permutations_by_recursion():
    def permuted(items):
        if not items:
            yield ()
        for index, item in enumerate(items):
            for rest in permuted(items[:index] + items[index + 1 :]):
                yield item, *rest

    return permuted((1, 2, 3))


@case()
def eight_queens_of_four():
    def place(row, columns):
        if row == 4:
            yield columns
            return
        for column in range(4):
            if all(column != c and abs(column - c) != row - r for r, c in enumerate(columns)):
                yield row, column
                yield from place(row + 1, (*columns, column))

    return place(0, ())


@types.coroutine
def _typed(value):
    got = yield value
    return got


@case(sends=["a"])
def a_generator_marked_as_a_coroutine():
    return _typed(1)


@case(sends=["a"])
def to_a_generator_marked_as_a_coroutine():
    yield (yield from _typed(1)), (yield from _typed(2))
