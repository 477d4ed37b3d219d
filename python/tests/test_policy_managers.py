"""What becomes of managers whose with blocks are under way: shared or refused."""

import contextlib

from genclone import FORK, ISOLATED, clone
from generators import advanced
from policy_cases import Case, Manager, managing, pause, step, stepped, under


class Aliased(Manager):
    def _close(self, *error):
        self.log.append("exit")

    __exit__ = _close


class Managers(Case):
    def made(self, log):
        stack = contextlib.ExitStack()
        stack.callback(log.append, "exit")
        return {"class": Manager(log), "alias": Aliased(log), "contextmanager": managing(log), "ExitStack": stack}

    def test_share_both_exit_it(self):
        for name, exits in (("class", 2), ("alias", 2), ("contextmanager", 1), ("ExitStack", 1)):
            with self.subTest(name):
                log = []
                a = advanced(under(self.made(log)[name]))
                b = clone(a)
                self.assertEqual((next(a), next(b)), ("inside", "inside"))
                b.close()
                self.assertEqual(log, ["exit"])
                a.close()
                self.assertEqual(log, ["exit"] * exits)

    def test_refuse(self):
        for name in ("class", "alias", "contextmanager", "ExitStack"):
            with self.subTest(name):
                log = []
                a = advanced(under(self.made(log)[name]))
                self.refuses(a, FORK.replace(managers="refuse"), "stack[0]", "refuses managers")
                self.assertEqual((log, next(a)), ([], "inside"))
                a.close()
                self.assertEqual(log, ["exit"])

    def test_in_nested_generators_too(self):
        def outer(inner):
            yield from inner

        a = advanced(outer(under(Manager([]))))
        self.refuses(a, FORK.replace(managers="refuse"), "locals.inner > stack[0]", "refuses managers")

    def test_async_with(self):
        async def coroutine(manager):
            async with manager:
                await pause()

        async def async_generator(manager):
            async with manager:
                yield

        for function in (coroutine, async_generator):
            with self.subTest(function.__name__):
                log = []
                a = stepped(function(Manager(log)))
                self.refuses(a, FORK.replace(managers="refuse"), "stack[0]", "refuses managers")
                b = clone(a)
                with contextlib.suppress(StopAsyncIteration):
                    step(b)
                with contextlib.suppress(StopAsyncIteration):
                    step(a)
                self.assertEqual(log, ["exit", "exit"])

    def test_isolated_each_exits_its_own(self):
        for name in ("class", "alias"):
            with self.subTest(name):
                log = []
                a = advanced(under(self.made(log)[name]))
                b = clone(a, ISOLATED)
                b.close()
                self.assertEqual(log, [])
                a.close()
                self.assertEqual(log, ["exit"])

    def test_isolated_clones_the_generator_of_a_contextmanager(self):
        log = []
        a = advanced(under(managing(log)))
        b = clone(a, ISOLATED)
        b.close()
        self.assertEqual(log, [])
        a.close()
        self.assertEqual(log, ["exit"])

    def test_outside_of_the_block_there_is_nothing_to_refuse(self):
        def generator(manager):
            with manager:
                pass
            yield 1
            yield 2

        self.assertEqual(next(clone(advanced(generator(Manager([]))), FORK.replace(managers="refuse"))), 2)
