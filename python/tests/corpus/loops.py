"""``for`` over everything that can be iterated over, and the same iterators advanced by hand.

``for`` keeps its iterator on the value stack, where nothing else can see it (on 3.15 a list, tuple or str is
there itself, with a number). Each entry makes an iterable, and is met in both places.
"""

import array
import io
import itertools
import re
from collections import ChainMap, Counter, OrderedDict, UserList, defaultdict, deque
from types import MappingProxyType

from driving import note

from .registry import case


def over(steps=12, missing=None):
    """Enters two cases: a loop over what a function makes, and an iterator in two locals, advanced by hand."""

    def enter(make):
        def looping():
            for value in make():
                yield value
            return "exhausted"

        def by_hand():
            iterator = iter(make())
            alias = iterator
            yield next(iterator, "nothing")
            yield next(alias, "nothing")
            for value in iterator:
                yield value, next(alias, "nothing")

        looping.__name__ = f"for_over_{make.__name__}"
        by_hand.__name__ = f"next_on_{make.__name__}"
        case(steps=steps, missing=missing)(looping)
        case(steps=steps, missing=missing)(by_hand)

    return enter


class Old:
    """Iterable by the old sequence protocol alone."""

    def __getitem__(self, index):
        if index == 4:
            raise IndexError(index)
        return index * index


class Countdown:
    """An iterator that says how to copy itself."""

    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n

    def __copy__(self):
        return type(self)(self.n)


def _count(n):
    while True:
        yield n
        n += 1


# --- builtins ---


@over()
def a_list():
    return [1, 2, 3, 4]


@over()
def a_tuple():
    return 1, 2, 3, 4


@over()
def an_empty_list():
    return []


@over()
def a_str():
    return "abcd"


@over()
def a_str_beyond_ascii():
    return "aé☃\U0001f40d"


@over()
def bytes_():
    return b"abcd"


@over()
def a_bytearray():
    return bytearray(b"abcd")


@over()
def an_array():
    return array.array("h", [1, 2, 3, 4])


@over()
def text_in_memory():
    return io.StringIO("one\ntwo\nthree\n")


@over()
def bytes_in_memory():
    return io.BytesIO(b"one\ntwo\nthree\n")


@over()
def a_memoryview():
    return memoryview(b"abcd")


@over()
def a_range():
    return range(4)


@over()
def a_range_backwards():
    return range(9, 0, -3)


@over()
def a_long_range():
    return range(1 << 70, (1 << 70) + 4)


@over()
def a_dict():
    return {1: "a", 2: "b", 3: "c"}


@over()
def the_values_of_a_dict():
    return {1: "a", 2: "b", 3: "c"}.values()


@over()
def the_items_of_a_dict():
    return {1: "a", 2: "b", 3: "c"}.items()


@over()
def a_dict_backwards():
    return reversed({1: "a", 2: "b", 3: "c"}.items())


@over()
def a_set():
    return {1, 2, 3, 4}


@over()
def a_frozenset():
    return frozenset([1, 2, 3, 4])


@over()
def a_deque():
    return deque([1, 2, 3, 4])


@over()
def a_deque_backwards():
    return reversed(deque([1, 2, 3, 4]))


@over()
def an_ordered_dict():
    return OrderedDict(a=1, b=2, c=3)


@over()
def a_mapping_proxy():
    return MappingProxyType({1: 2, 3: 4})


@over()
def a_defaultdict():
    return defaultdict(int, {1: 2, 3: 4}).items()


@over()
def a_counter():
    return Counter("aabbbc").elements()


@over()
def a_chain_map():
    return ChainMap({1: 2}, {3: 4})


@over()
def a_user_list():
    return UserList([1, 2, 3])


@over()
def a_list_backwards():
    return reversed([1, 2, 3, 4])


@over()
def a_tuple_backwards():
    return reversed((1, 2, 3, 4))


@over()
def a_range_reversed():
    return reversed(range(4))


@over()
def the_old_sequence_protocol():
    return Old()


@over()
def an_iterator_with_a_copy_method():
    return Countdown(4)


@over()
def a_list_iterator():
    return iter([1, 2, 3, 4])


@over()
def enumerate_():
    return enumerate([5, 6, 7], 10)


@over()
def enumerate_past_the_small_integers():
    return enumerate("abc", (1 << 63) - 2)


@over()
def zip_():
    return zip([1, 2, 3], "abc", range(4))


@over()
def zip_of_the_same_iterator_twice():
    return zip(*[iter(range(7))] * 2)


@over()
def zip_strict_that_fails():
    return zip([1, 2, 3], "ab", strict=True)


@over()
def map_():
    return map(str, iter([1, 2, 3]))


@over()
def map_of_two():
    return map(pow, [1, 2, 3], _count(2))


@over(missing=None if "strict" in (map.__doc__ or "") else "map() takes strict= from 3.14 on")
def map_strict_that_fails():
    return map(pow, [1, 2, 3], iter([1, 2]), strict=True)


@over()
def filter_():
    return filter(None, [0, 1, 0, 2, 3])


@over()
def a_generator_expression_in_it():
    return (n for n in range(4))


@over()
def nested_adapters():
    return enumerate(zip(map(abs, filter(None, iter([-1, 0, -2, -3, -4]))), reversed("abcd")))


@over()
def an_adapter_over_a_generator():
    return zip(_count(1), "abc")


# --- itertools ---


@over()
def accumulate():
    return itertools.accumulate([1, 2, 3, 4], initial=10)


@over()
def accumulate_with_a_function():
    return itertools.accumulate(iter([3, 1, 4, 1]), max)


@over()
def chain():
    return itertools.chain([1, 2], "ab", iter((3,)))


@over()
def chain_from_iterable():
    return itertools.chain.from_iterable([[1], [], [2, 3], "a"])


@over()
def chain_from_a_generator_of_generators():
    return itertools.chain.from_iterable((m for m in range(n)) for n in range(4))


@over()
def combinations():
    return itertools.combinations("abc", 2)


@over()
def combinations_with_replacement():
    return itertools.combinations_with_replacement("ab", 2)


@over()
def compress():
    return itertools.compress("abcde", iter([1, 0, 1, 0, 1]))


@over(steps=7)
def count():
    return itertools.count(10)


@over(steps=7)
def count_with_a_step():
    return itertools.count(0.5, -2)


@over(steps=7)
def count_past_the_machine_word():
    return itertools.count((1 << 63) - 2)


@over(steps=7)
def cycle():
    return itertools.cycle(iter("abc"))


@over()
def dropwhile():
    return itertools.dropwhile(lambda n: n < 3, [1, 2, 3, 4, 1])


@over()
def filterfalse():
    return itertools.filterfalse(lambda n: n % 2, range(7))


@over()
def groupby():
    return ((key, list(group)) for key, group in itertools.groupby("aabccc"))


@over()
def groupby_of_keys_alone():
    return (key for key, _ in itertools.groupby([1, 3, 2, 4, 5], lambda n: n % 2))


@over()
def islice():
    return itertools.islice(iter(range(10)), 1, 8, 2)


@over()
def pairwise():
    return itertools.pairwise("abcd")


@over()
def permutations():
    return itertools.permutations([1, 2, 3], 2)


@over()
def product():
    return itertools.product("ab", [1, 2])


@over()
def repeat():
    return itertools.repeat("again", 4)


@over(steps=7)
def repeat_for_ever():
    return itertools.repeat(None)


@over()
def starmap():
    return itertools.starmap(pow, [(2, 3), (3, 2), (10, 3)])


@over()
def takewhile():
    return itertools.takewhile(lambda n: n < 4, itertools.count(1))


@over()
def tee():
    return itertools.tee(iter([1, 2, 3, 4]))[0]


@over()
def zip_longest():
    return itertools.zip_longest([1, 2, 3, 4], "ab", fillvalue="-")


@over()
def finditer():
    return re.finditer("[a-z]+", "ab 1 cd 2 ef")


@over()
def finditer_of_empty_matches():
    return map(re.Match.span, re.finditer("x*", "axxb"))


@over(missing=None if hasattr(itertools, "batched") else "itertools.batched came with 3.12")
def batched():
    return itertools.batched("abcde", 2)


# --- loops as such ---


@case()
def nested_loops_with_break_continue_and_else():
    for a in range(4):
        for b in "xyz":
            if b == "y" and a == 1:
                break
            if b == "x" and a == 2:
                continue
            yield a, b
        else:
            yield a, "all"
        if a == 2:
            return "left early"


@case()
def while_with_else():
    n = 0
    while n < 3:
        yield n
        n += 1
    else:
        yield "else"


@case()
def the_loop_variable_after_the_loop():
    for i in range(2):
        yield i
    yield "after", i


@case()
def loop_targets_that_unpack():
    for (a, *b), c in zip(["abc", "de"], range(2)):
        yield a, b, c


@case()
def the_same_iterator_in_a_local_and_in_a_loop():
    iterator = iter(range(10))
    for value in iterator:
        yield value, next(iterator)


@case()
def the_same_iterator_in_two_loops():
    iterator = iter(range(10))
    for a in iterator:
        for b in iterator:
            yield a, b
            if b % 3 == 0:
                break


@case()
def the_same_iterator_in_two_zips():
    iterator = iter(range(12))
    one, other = zip(iterator, "abcd"), zip(iterator, "wxyz")
    for pair in one:
        yield pair, next(other)


@case()
def one_tee_against_the_other():
    one, other = itertools.tee(iter(range(6)))
    for value in one:
        if value % 2:
            yield value, next(other)
    yield list(other)


@case()
def groups_walked_by_two_loops():
    for key, group in itertools.groupby("aaabbc"):
        for member in group:
            yield key, member


@case()
def a_group_that_is_kept_past_the_next_one():
    groups = itertools.groupby("aabb")
    _, first = next(groups)
    yield next(first)
    _, second = next(groups)
    yield next(first, "gone"), next(second)
    yield next(second), next(second, "gone")


@case()
def a_callable_with_a_sentinel():
    n = 0

    def step():
        nonlocal n
        n += 1
        return n

    for value in iter(step, 4):
        yield value, n


@case()
def a_map_over_an_inner_function_with_a_cell():
    total = 0

    def add(value):
        nonlocal total
        total += value
        return total

    for running in map(add, [1, 10, 100]):
        yield running, total


@case()
def a_generator_expression_over_a_cell():
    factor = 1
    for value in (n * factor for n in range(1, 5)):
        factor *= 10
        yield value


@case(steps=7)
def a_generator_iterated_by_hand():
    inner = _count(1)
    again = inner
    yield next(inner)
    yield next(again), inner is again
    for value in inner:
        yield value


@case()
def a_generator_in_a_loop_and_in_a_local():
    inner = (n for n in range(8))
    for value in inner:
        yield value, next(inner, None)


@case()
def a_finally_in_the_generator_under_a_loop():
    def inner():
        try:
            yield 1
            yield 2
        finally:
            note("inner left")

    for value in inner():
        yield value
        break
    yield "after"


@case()
def the_next_method_of_an_iterator():
    items = iter(range(9))
    step = items.__next__
    while True:
        yield step(), next(items)


@case()
def the_next_method_of_an_iterator_with_a_sentinel():
    items = iter([1, 2, 3, None, 4])
    for value in iter(items.__next__, None):
        yield value
    yield next(items)


@case()
def the_send_method_of_a_generator():
    def inner():
        got = ()
        while True:
            got = (*got, (yield got))

    push = inner().send
    push(None)
    for n in range(3):
        yield push(n), push((yield "what"))


@case(shares="the list that is looped over")
def a_list_that_grows_under_the_loop():
    items = [1]
    for item in items:
        yield item
        if item < 4:
            items.append(item + 1)


@case(shares="the dict that is looped over")
def a_dict_that_changes_its_size_under_the_loop():
    mapping = {1: 1, 2: 2}
    for key in mapping:
        yield key
        mapping[key + 10] = key


@case(shares="the list that the callable pops from")
def a_bound_method_with_a_sentinel():
    for value in iter([1, 2, 3, None].pop, 1):
        yield value
