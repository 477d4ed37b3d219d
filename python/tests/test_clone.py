"""What clone() promises, one promise a test."""

import gc
import sys
import unittest
import weakref
from collections import deque

import genclone
from genclone import GencloneError, Refusal, clone


def count(n):
    while True:
        yield n
        n += 1


def advanced(gen, times=1):
    for _ in range(times):
        next(gen)
    return gen


def raised(gen):
    """The repr of what `next` raises. (`assertRaises` would clear the frames of a shared exception.)"""
    try:
        next(gen)
    except Exception as error:
        return repr(error)
    return None


class States(unittest.TestCase):
    def test_a_suspended_generator_goes_on_from_where_it_is(self):
        a = advanced(count(1), 2)
        b = clone(a)
        self.assertEqual([next(a), next(a), next(b), next(a), next(b)], [3, 4, 3, 5, 4])

    def test_an_unstarted_generator_clones_to_an_unstarted_one(self):
        a = count(7)
        b = clone(a)
        self.assertRaises(TypeError, b.send, "not yet")
        self.assertEqual((next(a), next(b)), (7, 7))

    def test_a_finished_generator_clones_to_a_finished_one(self):
        def once(captured):
            yield lambda: captured

        for finish in (list, lambda gen: gen.close()):
            a = once(1)
            finish(a)
            b = clone(a)
            self.assertIsNone(b.gi_frame)
            self.assertEqual(list(b), [])
            self.assertEqual(b.__qualname__, a.__qualname__)
            repr(b)

    def test_a_generator_that_raised_clones_to_a_finished_one(self):
        def bad():
            yield 1
            raise KeyError

        a = advanced(bad())
        self.assertRaises(KeyError, next, a)
        self.assertRaises(StopIteration, next, clone(a))

    def test_a_running_generator_is_refused(self):
        def selfish():
            yield clone(me[0])

        me = [selfish()]
        with self.assertRaises(Refusal) as caught:
            next(me[0])
        self.assertIn("running", caught.exception.reason)
        self.assertIsInstance(caught.exception, GencloneError)

    def test_a_running_generator_that_is_held_is_refused_by_its_slot(self):
        def holder(held):
            yield held

        def outer():
            yield clone(advanced(holder(me[0])))

        me = [outer()]
        with self.assertRaises(Refusal) as caught:
            next(me[0])
        self.assertEqual(caught.exception.slot, "locals.held")

    def test_what_is_no_generator_is_a_type_error(self):
        for wrong in (1, iter([]), count, None):
            self.assertRaises(TypeError, clone, wrong)

    def test_the_clone_is_described_like_the_original(self):
        a = advanced(count(1))
        a.__name__ = "renamed"
        b = clone(a)
        self.assertEqual((b.__name__, b.__qualname__), ("renamed", a.__qualname__))
        self.assertIs(b.gi_code, a.gi_code)
        self.assertEqual(b.gi_frame.f_lineno, a.gi_frame.f_lineno)
        self.assertEqual(b.gi_frame.f_lasti, a.gi_frame.f_lasti)
        self.assertIs(b.gi_frame.f_globals, a.gi_frame.f_globals)
        self.assertEqual(dict(b.gi_frame.f_locals), dict(a.gi_frame.f_locals))

    def test_the_finally_of_the_clone_runs_when_it_is_dropped(self):
        said = []

        def tidy(name):
            try:
                yield
                yield
            finally:
                said.append(name)

        a = advanced(tidy("done"))
        b = clone(a)
        del b
        gc.collect()
        self.assertEqual(said, ["done"])
        a.close()
        self.assertEqual(said, ["done", "done"])


class Arguments(unittest.TestCase):
    def test_every_kind_of_parameter_is_carried_over(self):
        def every(a, /, b, *rest, k, d=4, **more):
            yield
            yield a, b, rest, k, d, more

        a = advanced(every(1, 2, 3, 4, k=5, z=6))
        b = clone(a)
        self.assertEqual(next(b), (1, 2, (3, 4), 5, 4, {"z": 6}))
        self.assertEqual(next(a), (1, 2, (3, 4), 5, 4, {"z": 6}))

    def test_unset_and_deleted_locals_stay_so(self):
        def sparse(flag):
            if not flag:
                never = 1
            gone = 2
            del gone
            yield
            for name in ("never", "gone"):
                yield name in locals()
            never, gone = 3, 4
            yield never, gone

        b = clone(advanced(sparse(True)))
        self.assertEqual(list(b), [False, False, (3, 4)])

    def test_none_true_and_false_keep_their_identity(self):
        def singletons(none, true, false):
            yield
            yield none is None, true is True, false is False
            yield "none" if none is None else "some", "yes" if true else "no", "yes" if false else "no"
            yield (none is (yield "pending")), (true is (yield "pending"))

        b = clone(advanced(singletons(None, True, False)))
        self.assertEqual(next(b), (True, True, True))
        self.assertEqual(next(clone(b)), ("none", "yes", "no"))
        next(b), next(b)
        c = clone(b)
        self.assertEqual(c.send(None), "pending")
        self.assertEqual(clone(c).send(True), (True, True))

    def test_a_hundred_locals_are_carried_over(self):
        source = "def wide():\n" + "".join(f"    v{i} = [{i}]\n" for i in range(100))
        source += "    yield\n    yield [" + ", ".join(f"v{i}" for i in range(100)) + "]\n"
        namespace = {}
        exec(source, namespace)
        a = advanced(namespace["wide"]())
        self.assertEqual(next(clone(a)), [[i] for i in range(100)])

    def test_a_function_whose_code_was_replaced_meanwhile_still_clones(self):
        def first(n):
            captured = n
            yield captured
            yield outside + captured

        def second():
            return outside

        outside = 10
        a = advanced(first(1))
        first.__code__ = second.__code__
        self.assertEqual(next(clone(a)), 11)


class Closures(unittest.TestCase):
    def test_cells_are_copied_and_inner_functions_rebound(self):
        def counter(n):
            def inc(step=1, *, scale=1):
                "Adds."
                nonlocal n
                n += step * scale
                return n

            inc.mark = "kept"
            while True:
                yield inc

        a = counter(10)
        inc_a = next(a)
        b = clone(a)
        inc_b = next(b)
        self.assertIsNot(inc_a, inc_b)
        self.assertEqual([inc_a(), inc_a(), inc_b(5, scale=2)], [11, 12, 20])
        self.assertEqual(
            (inc_b.__name__, inc_b.__qualname__, inc_b.__doc__, inc_b.__module__, inc_b.mark, inc_b.__kwdefaults__),
            (inc_a.__name__, inc_a.__qualname__, "Adds.", inc_a.__module__, "kept", {"scale": 1}),
        )

    def test_two_inner_functions_go_on_sharing_one_cell(self):
        def pair():
            n = 0

            def up():
                nonlocal n
                n += 1

            def show():
                return n

            while True:
                up()
                yield show()

        a = advanced(pair(), 3)
        b = clone(a)
        self.assertEqual([next(a), next(a), next(b)], [4, 5, 4])

    def test_a_function_that_refers_to_itself_is_rebound_to_itself(self):
        def recursive():
            base = 1

            def factorial(n):
                return base if n == 0 else n * factorial(n - 1)

            yield
            base = 10
            yield factorial(3)

        a = advanced(recursive())
        b = clone(a)
        self.assertEqual(next(b), 60)
        self.assertEqual(next(a), 60)

    def test_free_variables_are_shared(self):
        outside = [0]
        n = 0

        def generator():
            nonlocal n
            while True:
                n += 1
                outside[0] += 1
                yield n

        a = advanced(generator())
        b = clone(a)
        self.assertEqual([next(a), next(b), n, outside], [2, 3, 3, [3]])

    def test_an_argument_that_is_captured_and_an_empty_cell(self):
        def generator(n):
            def show():
                return n

            def late():
                return unset

            yield
            n += 1
            unset = n
            yield show(), late()

        a = advanced(generator(1))
        b = clone(a)
        self.assertEqual((next(a), next(b)), ((2, 2), (2, 2)))

    def test_many_cells(self):
        names = [f"v{i}" for i in range(40)]
        source = "def wide():\n" + "".join(f"    {name} = 0\n" for name in names)
        source += "".join(f"    def f{name}():\n        nonlocal {name}\n        {name} += 1\n" for name in names)
        source += "    while True:\n        yield [" + ", ".join(names) + "]\n"
        source += "".join(f"        f{name}()\n" for name in names)
        namespace = {}
        exec(source, namespace)
        a = advanced(namespace["wide"]())
        b = clone(a)
        self.assertEqual((next(a), next(a), next(b)), ([1] * 40, [2] * 40, [1] * 40))

    def test_a_generator_expression_follows_the_cell_of_the_clone(self):
        def generator():
            k = 1
            for value in (i * k for i in range(4)):
                k = 10
                yield value

        a = advanced(generator(), 2)
        b = clone(a)
        self.assertEqual((list(b), list(a)), ([20, 30], [20, 30]))


class Iterators(unittest.TestCase):
    def independent(self, make):
        def loop():
            for value in make():
                yield value

        for k in range(3):
            expected = list(loop())[k:]
            a = advanced(loop(), k)
            b = clone(a)
            c = clone(b)
            self.assertEqual(list(a), expected)
            self.assertEqual(list(b), expected)
            self.assertEqual(list(c), expected)

    def test_builtin_iterators_move_independently(self):
        data = [1, 2, 3, 4, 5, 6]
        for make in (
            lambda: data,
            lambda: tuple(data),
            lambda: "abcdef",
            lambda: "äöü☃fg",
            lambda: b"abcdef",
            lambda: bytearray(b"abcdef"),
            lambda: range(6),
            lambda: range(1 << 70, (1 << 70) + 6),
            lambda: dict.fromkeys(data),
            lambda: dict.fromkeys(data).values(),
            lambda: dict.fromkeys(data).items(),
            lambda: reversed(dict.fromkeys(data)),
            lambda: set(data),
            lambda: frozenset(data),
            lambda: deque(data),
            lambda: reversed(data),
            lambda: reversed(tuple(data)),
            lambda: memoryview(b"abcdef").tolist(),
        ):
            self.independent(make)

    def test_nested_iterators_are_copied_all_the_way_down(self):
        data = [1, 2, 3, 4, 5, 6]
        for make in (
            lambda: enumerate(data),
            lambda: zip(data, map(str, data)),
            lambda: enumerate(map(lambda x: x * 2, iter(data))),
            lambda: filter(None, iter([0, *data])),
            lambda: filter(lambda x: x % 2, (x for x in data)),
            lambda: enumerate(zip(count(1), data), 5),
            lambda: enumerate(reversed(data)),
        ):
            self.independent(make)

    def test_an_iterator_in_a_local_and_in_a_loop_stays_one(self):
        def skipping(items):
            iterator = iter(items)
            for value in iterator:
                yield value, next(iterator)

        a = advanced(skipping("abcdef"))
        b = clone(a)
        self.assertEqual((next(b), next(a)), (("c", "d"), ("c", "d")))

    def test_what_an_iterator_runs_over_is_shared(self):
        data = [1, 2, 3]

        def loop():
            for value in data:
                yield value

        a = advanced(loop())
        b = clone(a)
        data.append(4)
        self.assertEqual((list(a), list(b)), ([2, 3, 4], [2, 3, 4]))

    def test_an_iterator_class_with_copy_is_honoured(self):
        class Countdown:
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
                return Countdown(self.n)

        self.independent(lambda: Countdown(6))

    def test_an_iterator_class_without_copy_is_refused_by_name(self):
        class Opaque:
            def __iter__(self):
                return self

            def __next__(self):
                return 1

        def loop():
            for value in Opaque():
                yield value

        a = advanced(loop())
        with self.assertRaises(Refusal) as caught:
            clone(a)
        self.assertEqual(caught.exception.slot, "stack[0]")
        self.assertIn("Opaque", caught.exception.reason)
        self.assertIn("__copy__", caught.exception.remedy)
        self.assertEqual(next(a), 1)

    def test_an_open_file_is_refused_and_the_original_goes_on(self):
        def lines():
            with open(__file__, encoding="utf-8") as file:
                for line in file:
                    yield line

        a = advanced(lines())
        with self.assertRaises(Refusal) as caught:
            clone(a)
        self.assertEqual(caught.exception.slot, "locals.file")
        self.assertEqual(next(a), "\n")
        a.close()

    def test_a_copy_method_that_resumes_the_generator_is_noticed(self):
        class Meddling:
            def __iter__(self):
                return self

            def __init__(self):
                self.n = 0

            def __next__(self):
                self.n += 1
                return self.n

            def __copy__(self):
                next(me[0])
                return self

        def loop():
            for value in Meddling():
                yield value

        me = [advanced(loop())]
        self.assertRaises(Refusal, clone, me[0])
        self.assertEqual(next(me[0]), 3)


class ValueStack(unittest.TestCase):
    def test_half_built_displays_are_not_shared(self):
        def displays():
            numbers = [*"ab", (yield 1), *[(yield 2)]]
            mapping = {**{1: 2}, 3: (yield 3)}
            unique = {*"x", (yield 4)}
            yield numbers, mapping, unique

        a = advanced(displays())
        a.send("a1")
        b = clone(a)
        for name, gen in (("a", a), ("b", b)):
            gen.send(f"{name}2")
            gen.send(f"{name}3")
            self.assertEqual(
                gen.send(f"{name}4"), (["a", "b", "a1", f"{name}2"], {1: 2, 3: f"{name}3"}, {"x", f"{name}4"})
            )

    def test_an_operand_that_user_code_can_reach_is_shared(self):
        shared = []

        def pending(argument):
            yield pair(argument, (yield 1))

        def pair(first, second):
            first.append(second)
            return first

        a = advanced(pending(shared))
        b = clone(a)
        self.assertIs(b.send("b"), shared)
        self.assertIs(a.send("a"), shared)
        self.assertEqual(shared, ["b", "a"])

    def test_pending_calls_and_strings(self):
        def pending(*numbers, **words):
            text = f"{numbers[0]}-{(yield 1)}-{words['w']!r:>5}"
            yield dict(zip((yield 2), [text] * 2), key=(yield 3))

        a = advanced(pending(1, w="x"))
        a.send("s")
        b = clone(a)
        for gen in (b, a):
            gen.send("kl")
            self.assertEqual(gen.send("v"), {"k": "1-s-  'x'", "l": "1-s-  'x'", "key": "v"})

    def test_an_operand_that_a_local_lends_outlives_that_local(self):
        def lending(argument):
            yield pair(argument, (yield 1))

        def pair(first, second):
            return first, second

        a = advanced(lending([1, 2]))
        b = clone(a)
        del a
        gc.collect()
        self.assertEqual(b.send(3), ([1, 2], 3))

    def test_with_leaves_in_both(self):
        left = []

        class Manager:
            def __enter__(self):
                return self

            def __exit__(self, *exception):
                left.append(exception[0])
                return True

        def inside():
            with Manager(), Manager():
                yield 1
                yield 2
            yield 3

        a = advanced(inside())
        b = clone(a)
        self.assertEqual(list(b), [2, 3])
        self.assertEqual(a.throw(KeyError), 3)
        self.assertEqual(left, [None, None, KeyError, None])

    def test_comprehensions_inside_and_around(self):
        def generator(items):
            x = "outer"
            rows = [[x * y for x in items] for y in items]
            yield x, rows
            for row in [[z for z in r] for r in rows]:
                yield row, x

        a = advanced(generator([1, 2, 3]), 2)
        b = clone(a)
        self.assertEqual(list(a), list(b))


class ExceptionState(unittest.TestCase):
    def test_a_bare_raise_reraises_in_both(self):
        def handling():
            try:
                raise KeyError("original")
            except KeyError:
                yield sys.exc_info()[0]
                raise

        a = advanced(handling())
        self.assertEqual([raised(clone(a)), raised(a)], ["KeyError('original')"] * 2)

    def test_nested_handlers_unwind_one_by_one(self):
        def nested():
            try:
                raise KeyError
            except KeyError:
                try:
                    raise ValueError
                except ValueError:
                    yield sys.exc_info()[0]
                yield sys.exc_info()[0]
            yield sys.exc_info()[0]

        a = advanced(nested())
        b = clone(a)
        self.assertEqual(list(b), [KeyError, None])
        self.assertEqual(list(a), [KeyError, None])

    def test_the_exception_of_the_caller_is_not_taken_along(self):
        def generator():
            yield sys.exc_info()[0]
            yield sys.exc_info()[0]

        try:
            raise KeyError
        except KeyError:
            b = clone(advanced(generator()))
        self.assertIsNone(next(b))

    def test_finally_under_way_reraises(self):
        def finalising():
            try:
                raise KeyError("pending")
            finally:
                yield "cleaning"
                yield "still"

        a = advanced(finalising())
        for gen in (clone(a), a):
            self.assertEqual(next(gen), "still")
            self.assertEqual(raised(gen), "KeyError('pending')")

    def test_exception_groups(self):
        namespace = {}
        try:
            exec(EXCEPT_STAR, namespace)
        except SyntaxError:
            self.skipTest("except* came with 3.11")
        a = advanced(namespace["grouped"]())
        b = clone(a)
        self.assertEqual((list(a), list(b)), (["value", "after"], ["value", "after"]))


EXCEPT_STAR = """
def grouped():
    try:
        raise ExceptionGroup("both", [KeyError(1), ValueError(2)])
    except* KeyError:
        yield "key"
    except* ValueError:
        yield "value"
    yield "after"
"""


class Delegation(unittest.TestCase):
    def test_the_delegate_is_cloned(self):
        def outer():
            got = yield from count(1)
            yield got

        a = advanced(outer(), 2)
        b = clone(a)
        self.assertIsNot(a.gi_yieldfrom, b.gi_yieldfrom)
        self.assertEqual([next(a), next(a), next(b)], [3, 4, 3])

    def test_sends_and_throws_reach_the_delegate(self):
        def inner():
            try:
                got = yield "ready"
            except KeyError:
                got = "thrown"
            return got

        def outer():
            yield (yield from inner())

        a = advanced(outer())
        b, c = clone(a), clone(a)
        self.assertEqual((a.send("sent"), b.throw(KeyError), c.send(1)), ("sent", "thrown", 1))

    def test_a_chain_of_a_hundred(self):
        def chain(depth):
            if depth:
                return (yield from chain(depth - 1))
            yield 1
            yield 2
            return "end"

        def root():
            yield (yield from chain(100))

        a = advanced(root())
        b = clone(a)
        self.assertEqual((list(b), list(a)), ([2, "end"], [2, "end"]))

    def test_a_generator_met_twice_is_cloned_once(self):
        def holder():
            inner = count(1)
            again = inner
            yield next(inner)
            yield inner is again, next(again)

        a = advanced(holder())
        b = clone(a)
        self.assertEqual((next(a), next(b)), ((True, 2), (True, 2)))

    def test_generators_that_hold_each_other(self):
        def holder(box):
            other = yield "ready"
            mine = next(box)
            yield mine
            yield other

        a, b = holder(count(1)), holder(count(5))
        next(a), next(b)
        a.send(b), b.send(a)
        twin = clone(a)
        other = next(twin)
        self.assertIsNot(other, b)
        self.assertIs(next(other), twin)
        self.assertIs(next(a), b)


class Ownership(unittest.TestCase):
    """Reference counts are exact whatever the collector does in between."""

    def setUp(self):
        self.thresholds = gc.get_threshold()
        gc.set_threshold(1)
        self.addCleanup(gc.set_threshold, *self.thresholds)

    def test_reference_counts_are_as_before_once_the_clone_is_gone(self):
        class Held:
            pass

        def holding(a, b):
            def inner():
                return c

            c = b
            for _ in iter([a, b]):
                yield pair(a, b, (yield))

        def pair(*values):
            return values

        a, b = Held(), Held()
        gen = advanced(holding(a, b))
        before = [sys.getrefcount(x) for x in (a, b, holding, pair, gen.gi_code)]
        clones = [clone(gen) for _ in range(10)]
        clones += [clone(clones[3]), clone(clones[-1])]
        clones[5].send(1)
        while clones:
            clones.pop(len(clones) // 2)
        self.assertEqual([sys.getrefcount(x) for x in (a, b, holding, pair, gen.gi_code)], before)

    def test_no_cycle_is_made(self):
        class Held:
            pass

        def holding(held):
            try:
                raise KeyError
            except KeyError:
                yield held
                yield held

        gc.disable()
        self.addCleanup(gc.enable)
        held = Held()
        gone = weakref.ref(held)
        a = advanced(holding(held))
        b = clone(a)
        twin = weakref.ref(b)
        next(b)
        del a, held, b
        self.assertIsNone(twin())
        self.assertIsNone(gone())

    def test_ten_thousand_clones_leave_nothing_behind(self):
        def inner(n):
            for i in range(n):
                yield i

        def outer():
            captured = [1]

            def look():
                return captured

            yield from inner(3)
            yield look

        a = advanced(outer())
        for _ in range(100):
            clone(a)
        gc.collect()
        before = len(gc.get_objects())
        gc.set_threshold(*self.thresholds)
        for _ in range(10_000 if sys.platform != "emscripten" else 2_000):
            advanced(clone(a))
        gc.collect()
        self.assertLess(abs(len(gc.get_objects()) - before), 50)

    def test_a_refusal_leaves_nothing_behind(self):
        def holding(held, file):
            yield held

        held = object()
        with open(__file__, encoding="utf-8") as file:
            a = advanced(holding(held, file))
            before = sys.getrefcount(held), sys.getrefcount(file)
            for _ in range(10):
                self.assertRaises(Refusal, clone, a)
            self.assertEqual((sys.getrefcount(held), sys.getrefcount(file)), before)


class Package(unittest.TestCase):
    def test_the_public_names(self):
        self.assertEqual(set(genclone.__all__), {"clone", "GencloneError", "Refusal", "UnsupportedPython"})


if __name__ == "__main__":
    unittest.main()
