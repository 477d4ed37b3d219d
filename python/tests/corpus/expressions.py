"""Expressions that are half evaluated when the frame is suspended: operands, calls and displays under way."""

import io

from driving import note

from .registry import case, written


def _given(*args, **kwargs):
    return args, kwargs


class Recorder:
    """Says what is done to it; nothing of that changes it."""

    def __getitem__(self, key):
        note("get", key)
        return 100

    def __setitem__(self, key, value):
        note("set", key, value)

    def __delitem__(self, key):
        note("del", key)

    def __getattr__(self, name):
        note("getattr", name)
        return 200

    def __setattr__(self, name, value):
        note("setattr", name, value)

    def __delattr__(self, name):
        note("delattr", name)

    def method(self, *args, **kwargs):
        return args, kwargs

    def __add__(self, other):
        return "added", other

    def __contains__(self, item):
        note("contains", item)
        return True

    def __repr__(self):
        return "recorder"


# --- calls ---


@case(sends=[1, 2])
def pending_arguments(a="a"):
    yield _given(a, (yield "first"), a, (yield "second"))


@case(sends=[1, 2])
def pending_keyword_arguments():
    yield _given(0, k=(yield 1), word=(yield 2))


@case(sends=[1, 2, 3])
def pending_star_arguments(args=("a", "b")):
    yield _given(*args, (yield 1), *[(yield 2)], k=(yield 3))


@case(sends=["x", "y"])
def pending_double_star_arguments():
    kwargs = {"a": 1}
    yield _given(*"ab", (yield 1), **kwargs, k=(yield 2), z=3)


@case(sends=[[1, 2], {"k": 3}])
def starred_yields():
    yield _given(*(yield "args"), **(yield "kwargs"))


@case(sends=[1, 2])
def a_pending_method_call():
    thing = Recorder()
    yield thing.method((yield 1), k=(yield 2))
    yield "abc".replace("b", str((yield 3)))


@case(sends=[1])
def a_method_of_a_temporary():
    yield Recorder().method((yield "now"))


@case(sends=["-"])
def a_chain_of_method_calls():
    yield " a b ".strip().replace(" ", str((yield 1))).join([str((yield 2)), "z"])


@case(sends=[1, 2])
def calls_within_calls():
    yield _given(_given((yield 1), _given((yield 2))), _given(_given(), (yield 3)))


@case(sends=["printed"])
def print_to_a_file_in_memory():
    out = io.StringIO()
    print("a", (yield 1), file=out)
    print((yield out.getvalue()), sep=str((yield 2)), end="!", file=out)
    yield out.getvalue()


@case()
def a_pending_builtin():
    yield max(3, len("abcd"), (yield 1) or 2, key=lambda n: -n)
    yield isinstance((yield 2), type(None))
    yield len([1, (yield 3)])


@case(sends=[int])
def calling_what_is_sent():
    yield (yield "which")("12")
    yield (yield "which")(*["12"], base=(yield "base") and 3)


# --- displays ---


@case(sends=[1, 2])
def a_half_built_list(a=(7, 8)):
    yield [*a, (yield "a"), *[0], (yield "b"), *a]


@case(sends=[1, 2])
def a_half_built_plain_list():
    yield [0, (yield "a"), [(yield "b"), 5], (yield "c")]


@case(sends=[1, 2])
def a_half_built_tuple(a=(7, 8)):
    yield *a, (yield "a"), *a, (yield "b")


@case(sends=[1, 2])
def a_half_built_dict():
    d = {1: "one"}
    yield {**d, "k": (yield 1), (yield 2): (yield 3), **d}


@case(sends=[1, 2])
def a_half_built_dict_of_constant_keys():
    yield {"a": (yield 1), "b": {"c": (yield 2)}, "d": (yield 3)}


@case(sends=[1, 2])
def a_half_built_set():
    yield {*[5], (yield 1), 1, (yield 2)}


@case(sends=["t", 5, 6])
def a_half_built_string():
    name = "n"
    yield f"{name}{(yield 1)}…{(yield 2)!r:>10}{name:>{(yield 3)}}{{}}"


@case(sends=["s"])
def percent_and_format():
    yield "{}-{}".format("a", (yield 1))
    yield f"{yield 2} {yield 3!r}"


@case(sends=[1, 2, 3])
def slices():
    text = "abcdefgh"
    yield text[(yield "from") : (yield "to")]
    yield text[(yield "from") :: (yield "step")]


@case(sends=[1, 2])
def subscripts_of_subscripts():
    yield {1: {2: "found"}, 2: {1: "other"}}[(yield 1)][(yield 2)]


@case(sends=[[1, 2, 3]])
def a_comprehension_over_what_is_sent():
    yield [n * n for n in (yield "list")]
    yield {n: m for n in (yield "dict") for m in [n, n + 1]}
    yield {n for n in (yield "set") if n != 2}


written(
    "a_generator_expression_over_what_is_sent",
    """
def a_generator_expression_over_what_is_sent():
    held = (n * n for n in (yield "generator expression"))
    yield next(held)
    yield list(held)
""",
    sends=[[1, 2, 3]],
)


@case()
def comprehensions_around_a_yield():
    x = "kept"
    rows = [[x * y for x in range(3)] for y in range(3)]
    yield x, rows
    for row in [[z for z in r] for r in rows]:
        yield row, x


@case()
def a_comprehension_that_drives_a_generator():
    def inner(n):
        while n:
            n -= 1
            yield n

    held = inner(6)
    yield [a for a, _ in zip(held, range(2))]
    yield [a + b for a in held for b in [next(held, 0)]]


@case(sends=[1, 2])
def generator_expressions_held_half_way():
    k = (yield "k") or 3
    squares = (n * k for n in range(10))
    yield next(squares)
    k = (yield next(squares)) or 4
    yield sum(squares), k


@case(sends=[3])
def deep_expressions():
    yield 1 + (2 + (3 + (4 + (5 + (6 + (7 + (8 + (9 + ((yield "deep") or 0)))))))))
    yield [1, [2, [3, [4, [5, [6, [7, [8, (yield "deeper")]]]]]]]]


written(
    "a_very_deep_expression",
    "def a_very_deep_expression(n=1):\n    yield "
    + "".join(f"({i}, n, " for i in range(60))
    + "(yield 'bottom')"
    + ")" * 60
    + "\n    yield n\n",
    sends=["sent"],
)


# --- operators ---


@case(sends=[2, 3])
def arithmetic():
    one = 1
    yield one + (yield 1) * ((yield 2) or 0) - one if one else None


@case(sends=[2, 3])
def comparisons_in_a_chain():
    yield 1 < ((yield 1) or 0) < ((yield 2) or 0) < 10
    yield (yield 3) in [2, 3] != (yield 4)


@case(sends=[0, 5])
def booleans():
    yield (yield "a") or ((yield "b") and (yield "c")) or "d"
    yield not (yield "e")


@case(sends=[True, 1, False, 2])
def conditionals():
    yield (yield "then") if (yield "if") else (yield "else")
    yield [1, (yield "x")][(yield "index") is True] if (yield "if") is not None else "short"


@case(sends=[5])
def a_walrus():
    yield (total := (yield 1) or 3) + total
    if (n := (yield 2)) and n > 1:
        yield n, total
    yield n


@case(sends=[2, 3])
def matrix_power_and_shifts():
    yield ((yield 1) or 1) ** 2 << ((yield 2) or 0) & 0xFFFF ^ ~((yield 3) or 0)


@case(sends=[1])
def yields_as_operands_of_yields():
    yield (yield (yield (yield "innermost")))


@case()
def a_yield_as_a_statement_in_odd_places():
    if (yield "if"):
        yield "true"
    elif (yield "elif") is None:
        while not (yield "while"):
            break
    return (yield "return")


# --- targets ---


@case(sends=[1, 2])
def augmented_subscripts():
    x, i = Recorder(), 0
    x[i] += (yield "item") or 0
    x[(yield "index")] *= (yield "factor") or 1
    x.attribute -= (yield "attribute") or 0


@case(sends=[1, 2, 3, 4, 5, (6, 7), 8])
def targets():
    x = Recorder()
    x.a = yield 1
    x[(yield 2)] = yield 3
    x[(yield 4) : 5] = yield 6
    x.a, x[(yield 7)] = yield 8, 9


@case(sends=["abc", (1, 2, 3)])
def unpacking():
    a, *b = (yield 1) or "xy"
    (c, d), e = ((yield 2) or "pq")[:2], (yield 3)
    yield a, b, c, d, e


@case(sends=[3])
def augmented_locals():
    n = 1
    n += (yield n) or 10
    n *= (yield n) or 2
    yield n


@case(sends=["k"])
def deletions():
    x = Recorder()
    del x[(yield 1)], x.a
    del x[(yield 2) : (yield 3)]
    del x
    yield "gone"


@case(sends=[1, 2])
def several_targets_at_once():
    x = Recorder()
    a = b = x[(yield 1)] = yield 2
    yield a, b


@case()
def swaps_and_rotations():
    a, b, c = 1, 2, 3
    for _ in range(3):
        a, b, c = b, (yield a), a
        yield a, b, c


_total = 0


@case(shares="the global")
def a_global():
    global _total
    _total = 1
    _total += (yield _total) or 10
    yield _total
    del _total
    yield "_total" in globals()


# --- definitions ---


@case(sends=[5, 6])
def defaults_of_an_inner_function():
    def inner(a, b=(yield "default"), *, c=(yield "keyword default")):
        return a, b, c

    yield inner(1)


@case(sends=[lambda function: function])
def decorators_of_an_inner_function():
    @((yield "outer decorator") or (lambda f: f))
    @(lambda f: f)
    def inner(a=(yield "default")):
        return 1

    yield inner()


@case(sends=[dict])
def a_class_with_pending_bases():
    class Inner((yield "base") or object, metaclass=((yield "meta") and type) or type):
        attribute = 5

    yield Inner.__mro__[1:], Inner.attribute


@case(sends=["v"])
def a_class_body_over_locals():
    value = yield 1

    class Inner:
        held = value

        def method(self):
            return value, self.held

    yield 2
    yield Inner().method()


written(
    "annotations_of_an_inner_function",
    """
def annotations_of_an_inner_function():
    def inner(a: (yield "annotation"), b: (yield 2) = (yield 1)) -> (yield "return"):
        return a, b
    yield inner(1), inner.__annotations__
""",
    since="a yield in an annotation is allowed up to 3.13",
    sends=[1, 2, 3, 4],
)

written(
    "a_half_built_template",
    """
def a_half_built_template():
    name = "n"
    template = t"{name}{(yield 1)}{(yield 2)!r:>5}"
    yield template.strings, template.values
""",
    since="t-strings came with 3.14",
    sends=["a", "b"],
)

written(
    "strings_within_strings",
    """
def strings_within_strings():
    name = "n"
    yield f"{name}{f"{(yield "inner")}{'x'}"}{(yield 2)}"
""",
    since="PEP 701 came with 3.12",
    sends=["a", "b"],
)

written(
    "unpacking_in_a_subscript",
    """
class Getter:
    def __getitem__(self, key):
        return key

def unpacking_in_a_subscript():
    x = (1, 2)
    yield Getter()[*x, (yield "key"), *(yield "rest") or ()]
""",
    since="PEP 646 came with 3.11",
    sends=["a", "b"],
)

written(
    "type_parameters",
    """
def type_parameters():
    n = yield 1
    def inner[T](a: T, b=(yield 2)) -> T:
        return a, b, n
    class Box[T]:
        held = n
    type Alias[T] = list[T]
    yield inner(1), Box.held, Alias.__name__
    n = yield 3
    yield inner(2), Box.__type_params__[0].__name__
""",
    since="PEP 695 came with 3.12",
    sends=["a", "b"],
)

written(
    "a_type_alias_over_a_local",
    """
def a_type_alias_over_a_local():
    kind = int
    type Alias = kind
    yield Alias.__value__
    kind = str
    yield Alias.__value__
""",
    since="PEP 695 came with 3.12",
)

written(
    "unpacking_in_a_comprehension",
    """
def unpacking_in_a_comprehension():
    rows = [[1, 2], [3]]
    yield [*row for row in rows]
    yield list(*row for row in (yield "which") or rows)
""",
    since="PEP 798 came with 3.15",
)
