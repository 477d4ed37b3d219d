"""`install()` teaches copy.copy and copy.deepcopy generators, and `uninstall()` takes it back."""

import copy
import copyreg
import gc
import pickle
import unittest
import warnings
import weakref

from genclone import Refusal
from genclone.copy_protocol import install, uninstall
from generators import advanced, count


async def waiting():
    yield 1
    yield 2


async def awaiting(delegate):
    return await delegate


class Waits:
    def __await__(self):
        yield "first"
        return (yield "second")


def told(copier, value):
    try:
        copier(value)
    except Exception as error:
        return type(error), str(error)
    return None


def kinds():
    """One of each type that install() is about; to be closed by the test."""
    coroutine, async_generator = awaiting(Waits()), waiting()
    coroutine.send(None)
    return {
        "generator": count(1),
        "coroutine": coroutine,
        "async_generator": async_generator,
        "coroutine_wrapper": coroutine.__await__(),
        "async_generator_asend": async_generator.asend(None),
        "async_generator_athrow": async_generator.athrow(KeyError),
        "anext_awaitable": anext(async_generator, None),
    }


class Installed(unittest.TestCase):
    def setUp(self):
        before = dict(copyreg.dispatch_table)
        install()
        self.addCleanup(lambda: self.assertEqual(copyreg.dispatch_table, before))
        self.addCleanup(uninstall)


class ShallowCopies(Installed):
    def test_what_a_generator_refers_to_is_shared(self):
        def loop(values):
            for value in iter(values):
                yield value

        a = advanced(loop([1, 2, 3]))
        b = copy.copy(a)
        self.assertEqual([next(b), next(a)], [2, 3])

    def test_its_own_variables_are_not(self):
        a = advanced(count(1))
        b = copy.copy(a)
        self.assertEqual([next(a), next(a), next(b)], [2, 3, 2])

    def test_a_coroutine(self):
        def rest(coroutine):
            try:
                coroutine.send(5)
            except StopIteration as stop:
                return stop.value

        a = awaiting(Waits())
        a.send(None)
        self.assertEqual(a.send(None), "second")
        with self.subTest("its delegate is shared"):
            b = copy.copy(a)
            self.assertIs(b.cr_await, a.cr_await)
            b.close()
        a.close()

    def test_an_async_generator(self):
        def got(awaitable):
            try:
                awaitable.send(None)
            except StopIteration as stop:
                return stop.value

        a = waiting()
        self.assertEqual(got(a.asend(None)), 1)
        b = copy.copy(a)
        self.assertEqual([got(b.asend(None)), got(a.asend(None))], [2, 2])

    def test_every_type(self):
        for name, value in kinds().items():
            with self.subTest(name), warnings.catch_warnings():
                warnings.simplefilter("ignore", RuntimeWarning)  # nobody awaits them
                for copied in (copy.copy(value), copy.deepcopy(value)):
                    self.assertIsNot(copied, value)
                    self.assertIs(type(copied), type(value))
                    del copied
        del value


class DeepCopies(Installed):
    def test_aliases_of_a_generator_stay_aliases(self):
        a = advanced(count(1))
        b, c = copy.deepcopy([a, a])
        self.assertIs(b, c)
        self.assertIsNot(b, a)
        self.assertEqual([next(b), next(a)], [2, 2])

    def test_what_generators_and_the_structure_share_they_go_on_sharing(self):
        def appending(log):
            while True:
                log.append(len(log))
                yield log

        for order in (lambda log, gen: (log, gen), lambda log, gen: (gen, log)):
            log = []
            gen = advanced(appending(log))
            made = copy.deepcopy(order(log, gen))
            new_log, new_gen = made if type(made[0]) is list else made[::-1]
            with self.subTest(order=type(made[0]).__name__):
                self.assertIs(next(new_gen), new_log)
                self.assertEqual((log, new_log), ([0], [0, 1]))

    def test_two_generators_over_one_list_and_one_cell(self):
        def pair():
            n, seen = 0, []

            def up():
                nonlocal n
                while True:
                    n += 1
                    seen.append(n)
                    yield n, seen

            return up(), up()

        one, two = pair()
        next(one), next(two)
        c, d = copy.deepcopy([one, two])
        self.assertEqual(next(c)[0], 3)
        number, seen = next(d)
        self.assertEqual((number, seen), (4, [1, 2, 3, 4]))
        self.assertEqual(next(one), (3, [1, 2, 3]))

    def test_a_generator_that_another_one_holds_is_cloned_once(self):
        def outer(inner):
            while True:
                yield next(inner)

        for turned in (False, True):
            inner = advanced(count(1))
            whole = [inner, advanced(outer(inner))]
            made = copy.deepcopy(whole[::-1] if turned else whole)
            new_inner, new_outer = made[::-1] if turned else made
            with self.subTest(outer_first=turned):
                self.assertEqual([next(new_outer), next(new_inner), next(new_outer)], [3, 4, 5])
                self.assertEqual(next(inner), 3)

    def test_and_its_frame_is_filled_once(self):
        class Plain:
            pass

        def holding(plain):
            yield plain
            yield plain

        def outer(inner):
            yield
            yield inner

        inner = advanced(holding(Plain()))
        twin, _ = made = copy.deepcopy([inner, advanced(outer(inner))])
        watched = weakref.ref(next(twin))
        del twin, _, made
        gc.collect()
        self.assertIsNone(watched())  # what it was filled with first would have been lost

    def test_a_delegate_that_is_copied_before_what_delegates_to_it(self):
        def outer(inner):
            yield from inner

        inner = count(1)
        gen = advanced(outer(inner))
        new_inner, new_gen = copy.deepcopy([inner, gen])
        self.assertIs(new_gen.gi_yieldfrom, new_inner)
        self.assertEqual([next(new_gen), next(new_inner), next(gen)], [2, 3, 2])

    def test_circles_through_generators(self):
        def holding(whole):
            while True:
                yield whole

        box = []
        box.append(advanced(holding(box)))
        twin = copy.deepcopy(box)
        self.assertIs(next(twin[0]), twin)

        pair = ([],)
        gen = advanced(holding(pair))
        pair[0].append(gen)
        twins = copy.deepcopy(pair)
        self.assertIs(next(twins[0][0]), twins)

        gen = holding(None)
        box = [gen]
        gen = holding(box)
        box[0] = gen
        twin = copy.deepcopy(gen)
        self.assertIs(next(twin)[0], twin)

    def test_a_generator_in_an_attribute(self):
        class Owner:
            def __init__(self):
                self.values = []
                self.gen = self.run()

            def run(self):
                while True:
                    self.values.append(len(self.values))
                    yield self

        a = Owner()
        next(a.gen)
        b = copy.deepcopy(a)
        self.assertIs(next(b.gen), b)
        self.assertEqual((a.values, b.values), ([0], [0, 1]))

    def test_a_refusal_goes_through(self):
        def running():
            yield copy.deepcopy([gen])

        gen = running()
        with self.assertRaises(Refusal) as caught:
            next(gen)
        self.assertIn("running", caught.exception.reason)

    def test_a_refused_clone_leaves_the_memo_as_it_was(self):
        def holding(log, lock):
            yield log, lock

        class Lock:
            def __deepcopy__(self, memo):
                raise TypeError("not this one")

        log = []
        gen = advanced(holding(log, Lock()))
        memo = {}
        with self.assertRaises(Refusal) as caught:
            copy.deepcopy(gen, memo)
        self.assertEqual(caught.exception.slot, "locals.lock")
        self.assertEqual(memo, {})

    def test_the_copies_go_away_without_the_collector(self):
        class Plain:
            pass

        def holding(plain):
            yield plain
            yield plain

        gc.collect()
        gc.disable()
        try:
            twins = copy.deepcopy([advanced(holding(Plain()))])
            watched = weakref.ref(next(twins[0]))
            del twins
            self.assertIsNone(watched())
        finally:
            gc.enable()


class Pickling(unittest.TestCase):
    def test_it_is_refused_in_the_same_words(self):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            for name, value in kinds().items():
                for pickler in (pickle.dumps, pickle._dumps):
                    before = told(pickler, value)
                    install()
                    try:
                        during = told(pickler, value)
                    finally:
                        uninstall()
                    with self.subTest(name, pickler=pickler.__name__):
                        self.assertEqual(before[0], TypeError)
                        self.assertEqual(during, before)
                del value


class Registering(unittest.TestCase):
    def setUp(self):
        before = dict(copyreg.dispatch_table)
        self.addCleanup(copyreg.dispatch_table.update, before)
        self.addCleanup(uninstall)

    def test_uninstall_undoes_it(self):
        table = dict(copyreg.dispatch_table)
        a = count(1)
        before = told(copy.copy, a), told(copy.deepcopy, a)
        install()
        self.assertNotEqual(copyreg.dispatch_table, table)
        uninstall()
        self.assertEqual(copyreg.dispatch_table, table)
        self.assertEqual((told(copy.copy, a), told(copy.deepcopy, a)), before)
        self.assertEqual(before[0][0], TypeError)

    def test_two_installs_are_undone_by_one_uninstall_and_a_second_one_does_nothing(self):
        table = dict(copyreg.dispatch_table)
        install()
        installed = dict(copyreg.dispatch_table)
        install()
        self.assertEqual(copyreg.dispatch_table, installed)
        uninstall()
        uninstall()
        self.assertEqual(copyreg.dispatch_table, table)

    def test_what_somebody_registered_before_is_there_again(self):
        def theirs(gen):
            return list, ()

        kind = type(count(1))
        copyreg.dispatch_table[kind] = theirs
        self.addCleanup(copyreg.dispatch_table.pop, kind, None)
        install()
        self.assertIs(type(copy.copy(count(1))), kind)
        install()
        uninstall()
        self.assertIs(copyreg.dispatch_table[kind], theirs)
        self.assertEqual(copy.copy(count(1)), [])

    def test_what_somebody_registers_meanwhile_stays(self):
        def theirs(gen):
            return list, ()

        kind = type(count(1))
        self.addCleanup(copyreg.dispatch_table.pop, kind, None)
        install()
        copyreg.dispatch_table[kind] = theirs
        uninstall()
        self.assertIs(copyreg.dispatch_table[kind], theirs)
