"""What is dropped is gone at once, without the cyclic collector."""

import gc
import unittest
import weakref

from genclone import Refusal, clone
from generators import advanced, count
from leak_cases import Held, pause


class Cycles(unittest.TestCase):
    """What is dropped is gone at once, without the cyclic collector."""

    def setUp(self):
        gc.collect()
        gc.disable()
        self.addCleanup(gc.enable)

    def test_generators_of_each_kind_under_each_preset(self):
        def holding(held):
            captured = held
            inner = count(1)
            for _ in iter([held]):
                yield captured, inner
            yield lambda: captured

        def handling(held):
            try:
                raise KeyError
            except KeyError:
                yield held

        for make in (holding, handling):
            for policy in ("shallow", "fork", "isolated"):
                for report in (None, []):
                    held = Held()
                    gen = advanced(make(held))
                    twin = clone(gen, policy, report=report)
                    refs = [weakref.ref(x) for x in (gen, twin, held)]
                    next(twin, None)
                    del gen, twin, held, report
                    with self.subTest(make=make.__name__, policy=policy):
                        self.assertEqual([ref() for ref in refs], [None] * 3)

    def test_coroutines_async_generators_and_their_awaitables(self):
        async def asynchronous(held):
            await pause()
            yield held

        async def awaiting(held):
            await pause()
            async for got in asynchronous(held):
                return got

        async def stepping(held):
            return await asynchronous(held).__anext__()

        for make in (awaiting, stepping):
            held = Held()
            coroutine = make(held)
            coroutine.send(None)
            twin = clone(coroutine)
            refs = [weakref.ref(x) for x in (coroutine, twin, held)]
            twin.close()
            coroutine.close()
            del coroutine, twin, held
            with self.subTest(make=make.__name__):
                self.assertEqual([ref() for ref in refs], [None] * 3)
        held = Held()
        gen = asynchronous(held)
        awaitable = gen.asend(None)
        awaitable.send(None)
        twin = clone(awaitable)
        refs = [weakref.ref(x) for x in (gen, held)]
        del gen, held, awaitable, twin
        self.assertEqual([ref() for ref in refs], [None] * 2)

    def test_after_a_refusal(self):
        def holding(held, file):
            captured = held
            yield lambda: captured
            yield file

        with open(__file__, encoding="utf-8") as file:
            held = Held()
            gen = advanced(holding(held, file))
            for policy in ("fork", "strict"):
                self.assertRaises(Refusal, clone, gen, policy)
            refs = [weakref.ref(x) for x in (gen, held)]
            del gen, held
            self.assertEqual([ref() for ref in refs], [None] * 2)

    def test_one_that_refers_to_itself_is_collected_apart_from_its_clone(self):
        def by_a_local():
            me = yield
            yield me

        def by_a_cell():
            me = yield
            yield lambda: me

        def by_the_value_stack():
            print((yield), (yield), file=None)

        def by_a_delegate():
            def inner(me):
                yield me

            yield from inner((yield))

        for make in (by_a_local, by_a_cell, by_the_value_stack, by_a_delegate):
            for policy in ("fork", "isolated"):
                for kept in (0, 1):
                    gen = advanced(make())
                    gen.send(gen)
                    both = [gen, clone(gen, policy)]
                    refs = [weakref.ref(each) for each in both]
                    del gen, both[1 - kept]
                    gc.collect()
                    with self.subTest(make=make.__name__, policy=policy, kept=kept):
                        self.assertEqual([ref() is not None for ref in refs], [kept == 0, kept == 1])
                    both.clear()
                    gc.collect()
                    self.assertEqual([ref() for ref in refs], [None] * 2)
