"""What becomes of generators that a frame holds: shared, cloned or refused."""

from genclone import FORK, SHALLOW, Policy, clone
from genclone.policy import PRESETS
from generators import advanced, count
from policy_cases import YIELDING, Case, held, of_each_kind, pause


class Generators(Case):
    def test_in_a_local(self):
        for gen in of_each_kind(advanced(count(1))):
            inner = held(gen)
            self.assertIs(held(clone(gen, FORK.replace(generators="share"))), inner)
            twin = held(clone(gen, FORK))
            self.assertIsNot(twin, inner)
            self.assertEqual(next(twin), 2)
            self.refuses(gen, FORK.replace(generators="refuse"), "locals.value", "a generator", "refuses generators")

    def test_in_iterators_and_in_a_for(self):
        def over(make, n):
            for value in make(n):
                yield value

        for make in (count, lambda n: enumerate(count(n)), lambda n: map(str, zip(count(n), count(n)))):
            a = advanced(over(make, 1))
            b = clone(a, FORK)
            self.assertEqual([next(a), next(a)], [next(b), next(b)])
            self.refuses(a, FORK.replace(generators="refuse"), "stack[0]", "refuses generators")
        a = advanced(over(lambda n: enumerate(count(n)), 1))
        b = clone(a, FORK.replace(generators="share"))
        self.assertEqual([next(a), next(b)], [(1, 2), (1, 3)])

    def test_delegates(self):
        def outer():
            yield from count(1)

        a = advanced(outer())
        b = clone(a, SHALLOW)
        self.assertIs(b.gi_yieldfrom, a.gi_yieldfrom)
        self.assertEqual([next(b), next(a)], [2, 3])
        self.assertIsNot(clone(a, FORK).gi_yieldfrom, a.gi_yieldfrom)
        self.refuses(a, FORK.replace(generators="refuse"), "stack[0]", "a generator", "refuses generators")

    def test_a_shared_delegate_is_closed_by_whoever_is_closed_or_dropped_first(self):
        def outer():
            yield from count(1)
            yield "after"

        a = advanced(outer())
        del_me = clone(a, SHALLOW)
        del del_me
        self.assertEqual(next(a), "after")

    def test_delegates_of_coroutines_and_async_generators(self):
        async def inner():
            await pause()
            return "inner"

        async def outer():
            return await inner()

        async def async_generator():
            yield await inner()

        for function, delegate in ((outer, "cr_await"), (async_generator, "ag_await")):
            with self.subTest(function.__name__):
                gen = function()
                driver = gen.asend(None) if hasattr(gen, "asend") else gen
                driver.send(None)
                twin = clone(gen, SHALLOW)
                self.assertIs(getattr(twin, delegate), getattr(gen, delegate))
                self.assertIsNot(getattr(clone(gen, FORK), delegate), getattr(gen, delegate))
                self.refuses(gen, FORK.replace(generators="refuse"), "stack[0]", "a coroutine", "refuses generators")
                self.assertEqual(result_of(driver), "inner")

    def test_in_containers_they_follow_the_policy_where_values_are_copied(self):
        deep = Policy(values="deepcopy")
        for gen in of_each_kind([advanced(count(1))]):
            inner = held(gen)[0]
            self.assertIs(held(clone(gen, deep.replace(generators="share")))[0], inner)
            self.assertIsNot(held(clone(gen, deep))[0], inner)
        for gen in of_each_kind([advanced(count(1))], YIELDING):
            self.refuses(gen, deep.replace(generators="refuse"), "locals.value", "refuses generators")

    def test_the_one_that_was_asked_for_is_cloned_under_every_policy(self):
        for name in PRESETS:
            self.assertIsNot(*(lambda a: (a, clone(a, name)))(advanced(count(1))))


def result_of(driver):
    try:
        driver.send(None)
    except StopIteration as stop:
        return stop.value
    raise AssertionError("it goes on")
