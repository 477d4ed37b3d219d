"""Cells: the frame's own are copied and the inner functions it holds rebound; what came from outside is shared."""

from .registry import case, written


@case(args=(10,))
def an_argument_that_is_a_cell(n):
    def add(step=1):
        nonlocal n
        n += step
        return n

    for _ in range(4):
        yield add(), n


@case(args=(1, 2))
def arguments_some_of_which_are_cells(a, b, *args, c=3, **kwargs):
    def show():
        return b, c, args, kwargs

    a += 1
    c += 1
    yield a, show()
    b = kwargs = a
    yield show()


@case()
def a_local_that_is_a_cell():
    n = 0

    def show():
        return n

    while n < 4:
        yield show()
        n += 1


@case()
def two_inner_functions_that_share_a_cell():
    n = 0

    def up():
        nonlocal n
        n += 1

    def show():
        return n

    for _ in range(4):
        up()
        yield show()


@case()
def a_cell_without_content():
    def show():
        try:
            return late
        except NameError as error:
            return type(error)

    yield show()
    late = 1
    yield show()
    del late
    yield show()
    late = 2
    yield show()


@case()
def an_inner_function_that_refers_to_itself():
    base = 1

    def factorial(n):
        return base if n == 0 else n * factorial(n - 1)

    yield factorial(3)
    base = 10
    yield factorial(3)


@case()
def functions_that_refer_to_each_other():
    limit = 5

    def even(n):
        return n < limit and (n == 0 or odd(n - 1))

    def odd(n):
        return n < limit and (n != 0 and even(n - 1))

    yield even(4), odd(4)
    limit = 3
    yield even(4), odd(2)


@case()
def functions_within_functions():
    n = 1

    def outer():
        def inner():
            nonlocal n
            n *= 2
            return n

        return inner

    inner = outer()
    for _ in range(3):
        yield inner(), outer()()


@case(steps=7)
def an_inner_generator_over_a_cell():
    n = 0

    def inner():
        nonlocal n
        while True:
            n += 1
            yield n

    held = inner()
    yield next(held)
    n += 10
    yield next(held), n
    yield from held


@case()
def a_recursive_inner_generator():
    seen = 0

    def walk(depth):
        nonlocal seen
        seen += 1
        yield depth, seen
        if depth:
            yield from walk(depth - 1)
            yield from walk(depth - 1)

    yield from walk(2)
    yield seen


@case()
def a_function_replaced_while_suspended():
    n = 1

    def show():
        return n

    yield show()

    def show():
        return n + 100

    n = 2
    yield show()


@case()
def a_lambda_in_the_value_stack():
    n = 1
    yield (lambda a: (a, n))((yield "argument"))
    n = 2
    yield list(map(lambda a: (a, n), [(yield "more"), 2]))


@case()
def a_default_and_a_keyword_default():
    n = 1

    def inner(a=n, *, b=n):
        return a, b, n

    yield inner()
    n = 2
    yield inner(b=5)


@case()
def a_class_with_super_inside():
    class Base:
        def go(self):
            return "base"

    class Derived(Base):
        def go(self):
            return "derived", super().go(), __class__.__name__

    yield Derived().go()
    yield Derived().go()


@case()
def a_generator_method_with_super():
    class Base:
        def go(self):
            yield 1
            yield 2

    class Derived(Base):
        def go(self):
            yield "before"
            yield from super().go()
            yield __class__.__name__

    return Derived().go()


def _sharing():
    n = 0

    def inner():
        nonlocal n
        while n < 5:
            n += 1
            yield n

    return inner()


@case(shares="the free variable")
def a_free_variable():
    return _sharing()


@case()
def a_free_variable_that_is_only_read():
    outside = ("constant",)

    def inner():
        for n in range(3):
            yield n, outside

    return inner()


@case(args=(0,), steps=7)
def cells_through_two_levels(n):
    def middle():
        m = n

        def inner():
            nonlocal n, m
            n += 1
            m += 10
            return n, m

        while True:
            yield inner()

    held = middle()
    for pair in held:
        yield pair, n


@case()
def a_cell_that_holds_an_iterator():
    items = iter(range(10))

    def take():
        return next(items)

    yield take()
    yield take(), next(items)
    for item in items:
        yield item, take()


@case()
def a_cell_that_holds_a_generator():
    def numbers():
        n = 0
        while True:
            n += 1
            yield n

    held = numbers()

    def take():
        return next(held)

    yield take()
    yield take(), next(held)


@case()
def a_cell_that_is_captured_by_a_comprehension():
    n = 2
    functions = tuple([lambda i=i: i * n for i in range(3)])
    yield [n * i for i in range(3)]
    n = 3
    yield sum(n * i for i in range(3)), len(functions)


@case()
def an_exception_variable_that_is_a_cell():
    def show():
        return error.args  # noqa: F821 (unset by then: on purpose)

    try:
        raise KeyError("celled")
    except KeyError as error:
        yield show()
        yield error.args
    try:
        show()
    except NameError as missing:
        yield missing.args


@case()
def a_loop_variable_that_is_a_cell():
    def show():
        return i

    for i in range(3):
        yield show()
        i += 10
        yield show()


@case()
def annotations_that_are_evaluated_late():
    kind = int

    def inner(a: kind):
        return a

    yield kind
    kind = str
    yield inner.__annotations__


_MANY = [f"v{i}" for i in range(20)]
written(
    "twenty_cells",
    "def twenty_cells():\n"
    + "".join(
        f"    {name} = {i}\n    def up_{name}():\n        nonlocal {name}\n        {name} += 1\n        return {name}\n"
        for i, name in enumerate(_MANY)
    )
    + "    while True:\n        yield ["
    + ", ".join(f"up_{name}()" for name in _MANY)
    + "]\n",
    steps=4,
)
