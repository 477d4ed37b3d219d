"""The states of a generator's life. What is finished is reached by every case; these are about the rest."""

from driving import note

from .registry import case


def _count(n):
    while True:
        yield n
        n += 1


@case()
def never_yields():
    return
    yield


@case()
def yields_once():
    yield


@case()
def yields_and_returns_a_value():
    yield 1
    return {"the": "value"}


@case(steps=7)
def goes_on_for_ever():
    n = 0
    while True:
        n += 1
        yield n


@case()
def raises_before_the_first_yield():
    raise KeyError("at once")
    yield


@case()
def raises_at_the_end():
    yield 1
    raise KeyError("last")


@case(steps=7)
def is_handed_over_half_way():
    gen = _count(5)
    next(gen), next(gen)
    return gen


@case()
def is_handed_over_finished():
    gen = yields_once()
    list(gen)
    return gen


@case()
def is_handed_over_closed_before_it_began():
    gen = _count(1)
    gen.close()
    return gen


@case()
def ignores_being_closed():
    for attempt in range(3):
        try:
            yield attempt
        except GeneratorExit:
            note("not yet")
            yield "still here"


@case()
def catches_being_closed_and_returns():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        note("closing")
        return "closed"


@case()
def catches_being_closed_and_raises_something_else():
    try:
        yield 1
    except GeneratorExit:
        raise ValueError("instead") from None


@case(steps=7)
def holds_itself():
    def selfish():
        me = yield
        while True:
            yield me.gi_running

    gen = selfish()
    next(gen)
    gen.send(gen)
    return gen


@case()
def holds_one_that_holds_it():
    def holder(name):
        other = yield
        yield name
        for _ in range(3):
            yield next(other)
        yield "end", other.gi_frame is None

    def counting():
        held = yield
        n = 0
        while True:
            n += 1
            yield n, held.gi_running

    a, b = holder("a"), counting()
    next(a), next(b)
    a.send(b), b.send(a)
    return a


@case(steps=7)
def a_generator_that_was_renamed():
    gen = _count(3)
    gen.__name__, gen.__qualname__ = "other", "quite.other"
    return gen


@case()
def names_beyond_ascii():
    größe, 数 = 1, 2

    def été(ñ):
        yield ñ + größe
        yield ñ + 数

    yield from été(10)
    yield größe, 数


@case()
def stop_iteration_inside_becomes_a_runtime_error():
    yield 1
    yield next(iter(()))


@case()
def stop_iteration_raised_by_name():
    yield 1
    raise StopIteration("value")


@case(throws=StopIteration)
def stop_iteration_thrown_in_and_caught():
    try:
        yield 1
    except StopIteration as stop:
        yield "caught", stop.value
    yield 2


@case(throws=StopIteration)
def stop_iteration_thrown_in_and_not_caught():
    yield 1
    yield 2


@case(throws=GeneratorExit)
def generator_exit_thrown_by_hand():
    try:
        yield 1
        yield 2
    finally:
        note("left")


@case()
def a_lambda_that_yields():
    return (lambda n: [(yield n), (yield n + 1)])(4)


@case()
def a_generator_expression():
    return (n * n for n in [1, 2, 3] if n != 2)


@case()
def a_generator_expression_over_two_loops():
    return ((a, b) for a in "xy" for b in range(a == "y", 2))


@case()
def a_generator_expression_with_a_condition_and_a_walrus():
    return (half for n in range(9) if (half := n // 2) and n % 2)
