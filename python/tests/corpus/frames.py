"""Frames of unusual shape: parameters of every kind, very many locals, locals that are not there."""

import functools
import gc

from driving import note

from .registry import case, written


@case(args=(1, 2, 3, 4))
def parameters_of_many_kinds(a, /, b, c=0, *rest, d=5, e=6, **more):
    yield a, b, c, rest
    a, d = d, a
    yield a, d, e, more


def _every_kind(a, /, b=2, *rest, c, d=4, **more):
    yield a, b, rest
    rest += (a,)
    yield c, d, rest, more


@case()
def keyword_only_parameters():
    return _every_kind(1, 2, 3, c=5, z=6)


@case()
def defaults_that_are_used():
    return _every_kind(1, c=2)


@case()
def a_deleted_local():
    n, m = 1, 2
    yield n
    del n
    try:
        yield n  # noqa: F821 (deleted on purpose)
    except UnboundLocalError as error:
        yield error.args
    n = m
    yield n


@case()
def a_deleted_argument():
    def inner(a, b):
        del a
        yield b
        a = b
        yield a

    return inner(1, 2)


@case()
def a_local_that_is_set_late():
    for step in range(3):
        if step == 1:
            late = "set"
        try:
            yield late
        except UnboundLocalError as error:
            yield type(error)


written(
    "three_hundred_locals",
    "def three_hundred_locals():\n"
    + "".join(f"    v{i} = {i}\n" for i in range(300))
    + "    yield v0 + v299\n"
    + "".join(f"    v{i} += v{i - 1}\n" for i in range(1, 300))
    + "    yield v299\n    del v150\n    yield v0, v149, v151\n    return v299\n",
)

written(
    "far_jumps",
    "def far_jumps():\n    for n in range(3):\n        if n == 1:\n            yield 'one'\n        else:\n"
    + "".join(f"            n += {i} * (n > 1000)\n" for i in range(300))
    + "            yield n\n    yield 'end'\n",
)


@case()
def large_constants():
    yield 1 << 200
    n = 10**30
    yield n + 1
    yield (1, (2, (3.5, 4j)), "é" * 3, b"b", frozenset({1}), ..., None)


@case()
def integers_that_are_not_cached():
    n = 1000
    for _ in range(3):
        n += 1000
        yield n


@case()
def floats_added_in_place():
    x, text = 0.5, "a"
    for _ in range(3):
        x = x + 1.25
        text = text + "b"
        yield x, text


@case()
def locals_and_eval():
    n = 1
    yield sorted(locals())
    m = n + 1
    yield eval("n"), sorted(locals())


class Things:
    """Generators in the shapes that a class can give them."""

    step = 2

    def __init__(self, start):
        self.start = start

    def method(self):
        n = self.start
        while n < 9:
            yield n
            n += self.step

    @classmethod
    def of_the_class(cls):
        yield cls.__name__
        yield cls.step

    @staticmethod
    def static(n):
        yield n
        yield n + 1

    def __iter__(self):
        yield from self.method()

    @property
    def tripled(self):
        for n in self.method():
            yield 3 * n

    def __call__(self, n):
        yield "called", n
        yield self.start


@case()
def a_method():
    return Things(3).method()


@case()
def a_classmethod():
    return Things.of_the_class()


@case()
def a_staticmethod():
    return Things.static(1)


@case()
def an_iter_method():
    return iter(Things(5))


@case()
def a_method_that_recurses_through_self():
    class Tree:
        def __init__(self, name, *branches):
            self.name, self.branches = name, branches

        def walk(self, depth=0):
            yield depth, self.name
            for branch in self.branches:
                yield from branch.walk(depth + 1)

    return Tree("a", Tree("b", Tree("c")), Tree("d")).walk()


@case()
def a_property():
    return Things(4).tripled


@case()
def a_callable_object():
    return Things(4)(1)


@case()
def a_decorated_generator():
    def logged(function):
        @functools.wraps(function)
        def wrapper(*args):
            note("called", args)
            return function(*args)

        return wrapper

    @logged
    def inner(n):
        yield n
        yield n + 1

    return inner(1)


@case()
def a_partial():
    return functools.partial(_every_kind, 1, c=3)(2)


@case()
def a_generator_that_wraps_a_generator():
    def doubled(function):
        def wrapper(*args):
            for value in function(*args):
                yield value * 2

        return wrapper

    @doubled
    def inner(n):
        yield n
        yield n + 1

    return inner(21)


@case()
def a_function_whose_code_was_replaced():
    def before():
        yield 1
        yield 2

    def after():
        yield "other"

    gen = before()
    before.__code__ = after.__code__
    return gen


@case()
def a_function_that_is_gone():
    namespace = {}
    exec("def fleeting(n):\n    yield n\n    yield n + 1\n", {"__name__": "corpus.fleeting"}, namespace)
    return namespace.pop("fleeting")(1)


@case()
def own_globals():
    namespace = {"__name__": "corpus.own", "base": 40}
    exec("def own():\n    yield base\n    yield base + len('ab')\n", namespace)
    return namespace["own"]()


class Collecting:
    """Collects garbage whenever one of it goes away."""

    def __del__(self):
        gc.collect()


@case()
def temporaries_whose_finalisers_collect():
    def second(_, value):
        return value

    for n in range(3):
        yield second(Collecting(), (yield n))


@case()
def locals_whose_finalisers_collect():
    for n in range(3):
        held = Collecting()
        yield n
        held = None
        yield held


@case()
def cells_whose_finalisers_collect():
    held = Collecting()

    def drop():
        nonlocal held
        held = None

    yield 1
    drop()
    yield 2
    held = Collecting()
    yield 3


@case()
def iterators_whose_finalisers_collect():
    for item in [Collecting(), Collecting()]:
        yield type(item).__name__
    for index, item in enumerate(Collecting() for _ in range(2)):
        yield index
        del item


@case()
def a_cycle_through_a_local():
    def inner():
        me = ((yield),)
        yield me[0].gi_running
        yield len(me)

    gen = inner()
    next(gen)
    gen.send(gen)
    return gen


# --- line numbers ---


@case()
def raises_some_lines_later():
    yield 1

    first = "a line"
    second = "another"

    raise KeyError(first, second)


@case()
def raises_in_a_call_some_lines_later():
    def fail(n):
        if n:
            fail(n - 1)
        raise KeyError("deep")

    yield 1
    for n in range(3):
        if n == 2:
            fail(2)


@case()
def an_expression_over_several_lines():
    yield 1
    yield [
        1,
        2 // ((yield "divisor") or 0),
        3,
    ]


@case()
def a_call_over_several_lines():
    yield max(
        1,
        (yield "argument") or 2,
        int("no number"),
    )
