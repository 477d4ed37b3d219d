"""``with``: what waits on the value stack to leave the block. The managers themselves are shared by the branches."""

import contextlib
import sys

from driving import note

from .registry import case


class Manager:
    """Says what it is told; has no state that a branch could change."""

    def __init__(self, name, suppresses=False):
        self.name = name
        self.suppresses = suppresses

    def __enter__(self):
        note("enter", self.name)
        return self.name

    def __exit__(self, kind, error, trace):
        note("exit", self.name, kind, error)
        return self.suppresses


@contextlib.contextmanager
def managing(name):
    note("enter", name)
    try:
        yield name
    except LookupError as error:
        note("caught", error)
    finally:
        note("exit", name)


@case()
def with_a_class():
    with Manager("m") as name:
        yield name
        yield 2
    yield "after"


@case()
def with_two_managers():
    with Manager("a") as a, Manager("b") as b:
        yield a, b
    yield "after"


@case()
def with_inside_with():
    with Manager("a"):
        yield 1
        with Manager("b", suppresses=True):
            yield 2
            raise KeyError("suppressed")
        yield 3


@case()
def with_managers_in_parentheses():
    with (
        Manager("a") as a,
        Manager("b", suppresses=True) as b,
        Manager((yield "which")) as c,
    ):
        yield a, b, c
        raise KeyError("inside")
    yield "after"


@case()
def an_exception_inside_with():
    with Manager("m"):
        yield 1
        raise KeyError("inside")


@case()
def a_manager_that_suppresses():
    with Manager("m", suppresses=True):
        yield 1
        raise KeyError("inside")
    yield "after", sys.exc_info()[0]


@case()
def return_from_inside_with():
    with Manager("m"), Manager("n"):
        yield 1
        return "value"


@case()
def break_and_continue_out_of_with():
    for n in range(4):
        with Manager(n):
            if n == 1:
                continue
            if n == 3:
                break
            yield n
    yield "after"


@case()
def with_inside_except_inside_with():
    with Manager("outer"):
        try:
            raise KeyError("k")
        except KeyError:
            with Manager("inner"):
                yield sys.exc_info()[0]
                yield 2
            raise


@case()
def an_exception_handled_between_two_exits():
    with Manager("outer", suppresses=True), Manager("inner"):
        yield 1
        raise ValueError("v")
    yield 2


@case(sends=[Manager("sent")])
def a_manager_that_is_sent():
    with (yield "which") as name:
        yield name
    yield "after"


@case()
def with_targets_of_all_sorts():
    class Pair(Manager):
        def __enter__(self):
            return 1, (2, 3)

    with Pair("p") as (a, (b, c)):
        yield a, b, c
        yield a + b + c


@case()
def an_exit_that_raises():
    class Failing(Manager):
        def __exit__(self, kind, error, trace):
            raise OSError("from exit")

    with Manager("outer"), Failing("f"):
        yield 1
        raise KeyError("inside")


@case()
def with_nullcontext():
    with contextlib.nullcontext("null") as name:
        yield name
    yield "after"


@case()
def with_suppress():
    with contextlib.suppress(LookupError):
        yield 1
        raise KeyError("inside")
    yield "after"


@case(shares="the manager, and with it the generator that it runs")
def with_a_contextmanager():
    with managing("m") as name:
        yield name
        yield 2
    yield "after"


@case(shares="the manager, and with it the generator that it runs")
def with_a_contextmanager_that_catches():
    with managing("m"):
        yield 1
        raise KeyError("inside")
    yield "after"


@case(shares="the stack, which is emptied once")
def with_an_exit_stack():
    with contextlib.ExitStack() as stack:
        stack.callback(note, "callback")
        yield 1
        stack.enter_context(Manager("m"))
        yield 2
        stack.enter_context(managing("n"))
        yield 3
        raise KeyError("inside")
    yield "after"


@case(shares="the thing that is closed")
def with_closing():
    class Thing:
        def close(self):
            note("closed")

    with contextlib.closing(Thing()):
        yield 1
    yield "after"


@case(shares="the contextmanager's own generator")
def the_generator_of_a_contextmanager():
    return managing("alone").gen
