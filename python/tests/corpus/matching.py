"""``match``: the subject waits on the value stack while guards and bodies yield."""

from typing import NamedTuple

from .registry import case


class Point(NamedTuple):
    x: int
    y: int


@case()
def yields_in_bodies():
    for subject in (1, "two", [3, 4, 5], {"k": 6, "l": 7}, Point(8, 9), None):
        match subject:
            case 1 | 2:
                yield "number"
            case str() as text:
                yield text
            case Point(x=x, y=9):
                yield x
            case [first, *rest]:
                yield first, rest
            case {"k": value, **others}:
                yield value, others
            case _:
                yield "anything"


@case(sends=[False, True])
def yields_in_guards():
    match [1, [2, 3]]:
        case [a, [b, c]] if (yield a, b, c):
            yield "first"
        case [a, b] if (yield a, b):
            yield "second"
        case whatever if (yield whatever):
            yield "third"
    yield "after"


@case(sends=[[1, 2], {"a": 3}, "s"])
def yields_as_subjects():
    for _ in range(3):
        match (yield "subject"), (yield "and another"):
            case [1, 2], other:
                yield "list", other
            case {"a": a}, other:
                yield "dict", a, other
            case both:
                yield "neither", both


@case()
def matching_inside_try_and_loop():
    for subject in [(1, 0), (4, 2), "bad"]:
        try:
            match subject:
                case (a, b) if a // b > 1:
                    yield a // b
                case str():
                    raise KeyError(subject)
        except ZeroDivisionError as error:
            yield "division", error.args
        finally:
            yield "next"
