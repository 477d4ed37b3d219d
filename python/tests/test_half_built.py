"""What a frame is building is never shared, whoever else refers to it; what it only refers to is."""

import dis
import gc
import itertools
import re
import threading
import types
import unittest

from genclone import FORK, ISOLATED, SHALLOW, Refusal, clone, inspect_frame
from genclone.flow import BUILDERS
from genclone.frames import read_frame
from genclone.half_built import FILLERS, Building
from genclone.policy import PRESETS
from generators import advanced, count


class Item:
    """Something that the collector can be asked about."""


@types.coroutine
def pause():
    return (yield)


async def ticks():
    for n in range(2):
        await pause()
        yield n


def gather(*arguments, **words):
    return arguments, words


class Base:
    def __init_subclass__(cls, **words):
        cls.words = words


def numbers(n, template="{}"):
    return ", ".join(template.format(i) for i in range(n))


DISPLAYS = {
    "a list": "[*a, (yield), (yield)]",
    "a set": "{*a, (yield), (yield)}",
    "a dict": "{**d, 'k': (yield), (yield): 1, **{'z': (yield)}}",
    "a tuple": "(*a, (yield), *a, (yield))",
    "a long list": f"[{numbers(40)}, (yield), *a, (yield)]",
    "a long set": f"{{{numbers(40)}, (yield), *a, (yield)}}",
    "a long dict": f"{{{numbers(20, '{0}: {0}')}, 'k': (yield), {numbers(20, '-{0}: {0}')}, (yield): 1}}",
    "arguments": "gather(*a, (yield), *a, (yield))",
    "keywords": "gather(**d, x=(yield), **{'y': (yield)})",
    "arguments and keywords": "gather(*a, (yield), x=(yield), **d, y=(yield))",
    "many arguments": f"gather({numbers(40)}, (yield), *a, (yield))",
    "many keywords": f"gather({numbers(20, 'w{}=a')}, x=(yield), {numbers(20, 'v{}=a')}, y=(yield))",
    "a long string": "f'" + "{a}-" * 40 + "{(yield)}{(yield)}'",
    "one in the other": "[*a, {**d, 'k': [*a, (yield), gather(*a, (yield), x={*a, (yield)})]}, (yield)]",
    "conditions": "[*a, (yield) if a else 0, (yield) or 1, (yield) and 2, *(a if (yield) else d), (yield)]",
    "assignments": "[*a, (x := (yield)), x, (yield)]",
    "something on the way": "[*a, [0, (yield)][1], {**d, 'k': (yield)}['k'], -len((*a, (yield))), (yield)]",
}

COMPREHENSIONS = {
    "a list of awaited ones": "[*a, await pause(), [await pause() for x in a]]",
    "a filtered list": "[(x, await pause()) async for x in ticks() if await pause()]",
    "a set": "{*a, *{await pause() async for x in ticks()}, await pause()}",
    "a dict": "{await pause(): await pause() async for x in ticks()}",
    "a list inside a dict": "{**d, 'k': [await pause() async for x in ticks()], 'z': await pause()}",
    "one in the other": "[[await pause() for _ in a] async for x in ticks()]",
    "arguments": "gather(*a, *[await pause() for x in a], k=[x async for x in ticks()], **d)",
    "one that stays empty": "[x async for x in ticks() if False]",
}

STATEMENTS = {
    "a match": """
def case(a, d):
    match {**d, "k": (yield)}:
        case {"k": k, **rest} if (yield):
            return [k, rest, *a, (yield)]
""",
    "a class": """
def case(a, d):
    class C(*[Base], key=(yield), **d, other=(yield)):
        pass
    return C.words
""",
    "a loop inside a try": """
def case(a, d):
    result = []
    for x in a:
        try:
            with suppress():
                result = [*result, (yield), {**d, "k": (yield)}]
        finally:
            result = [*result, *((yield), (yield))]
    return result
""",
    "except* (3.11)": """
def case(a, d):
    try:
        try:
            raise ExceptionGroup("all", [KeyError(), ValueError(), TypeError()])
        except* KeyError:
            raise LookupError((yield))
        except* ValueError:
            raise RuntimeError((yield))
    except ExceptionGroup as group:
        return [repr(error) for error in group.exceptions]
""",
    "unpacking in a comprehension (3.15)": """
async def case(a, d):
    return [*[await pause()] for _ in a], {**{await pause(): x} for x in a}
""",
}


class suppress:
    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return False


def cases():
    """The functions, by name; those that this version can parse."""
    sources = {f"{name}, by yield": f"def case(a, d): return {text}" for name, text in DISPLAYS.items()}
    for name, text in COMPREHENSIONS.items():
        sources[f"{name}, by await"] = f"async def case(a, d): return {text}"
    for name, source in {**sources, **STATEMENTS}.items():
        namespace = dict(globals())
        try:
            exec(source, namespace)
        except SyntaxError:
            assert "(3." in name, name
            continue
        yield name, namespace["case"]


HOLDERS = {
    "nobody": lambda gen, items: None,
    "who read the frame": lambda gen, items: read_frame(gen),
    "who inspected it": lambda gen, items: inspect_frame(gen),
    "who asked the collector": lambda gen, items: [gc.get_referrers(item) for item in items],
}
"""What refers, meanwhile, to all that is half-built."""


class Case(unittest.TestCase):
    def setUp(self):
        self.items = [Item(), Item()]
        self.arguments = list(self.items), {"d0": self.items[0], "d1": self.items[1]}

    def step(self, gen, word):
        """What becomes of it when it is sent `word`: ``None`` or, when it is over, its result in a tuple."""
        try:
            gen.send(word)
        except StopIteration as end:
            return (end.value,)
        return None

    def started(self, function, at):
        gen = function(*self.arguments)
        gen.send(None)
        for n in range(at):
            self.assertIsNone(self.step(gen, f"{n}"))
        return gen

    def result(self, gen, letter):
        """Its result after it was sent words of its own to its end."""
        return next(filter(None, (self.step(gen, f"{letter}{n}") for n in itertools.count())))

    def suspensions(self, function):
        gen = self.started(function, 0)
        return range(next(n for n in itertools.count(1) if self.step(gen, "x")))

    def check(self, function, at, holder):
        a = self.started(function, at)
        held = holder(a, self.items)
        b = clone(a)
        c = clone(b)
        results = {"a": None, "b": None, "c": None}
        for n in itertools.count():
            for letter, gen in (("a", a), ("b", b), ("c", c)):
                results[letter] = results[letter] or self.step(gen, f"{letter}{n}")
            if all(results.values()):
                break
        del held
        expected = {letter: self.result(self.started(function, at), letter) for letter in results}
        self.assertEqual(results, expected)


class HeldByOthers(Case):
    """Whoever refers to what is half-built: each branch goes on filling its own."""

    def check_all(self, holders):
        for name, function in cases():
            for at in self.suspensions(function):
                for holder in holders:
                    with self.subTest(name=name, at=at, holder=holder):
                        self.check(function, at, HOLDERS[holder])

    def test_at_every_suspension(self):
        self.check_all(HOLDERS)

    def test_under_an_eager_collector(self):
        self.addCleanup(gc.set_threshold, *gc.get_threshold())
        gc.freeze()
        self.addCleanup(gc.unfreeze)
        gc.set_threshold(1)
        self.check_all(["nobody", "who read the frame", "who asked the collector"])

    def test_versions_have_all_the_cases_that_they_can_parse(self):
        self.assertGreaterEqual(len(dict(cases())), len(DISPLAYS) + len(COMPREHENSIONS) + 3)

    def test_by_two_threads_at_once(self):
        def building(a):
            yield [*a, (yield)]

        gen = advanced(building([1]))
        clones = [[], []]
        start = threading.Barrier(2)

        def clone_many(mine):
            start.wait()
            mine += [clone(gen) for _ in range(300)]

        try:
            threads = [threading.Thread(target=clone_many, args=[mine]) for mine in clones]
            for thread in threads:
                thread.start()
        except RuntimeError as error:
            self.skipTest(str(error))
        for thread in threads:
            thread.join()
        made = [twin.send(n) for n, twin in enumerate([gen, *clones[0], *clones[1]])]
        self.assertEqual(made, [[1, n] for n in range(601)])

    def test_by_the_generator_itself(self):
        def building(item):
            mine = []
            made = [item, (yield mine), (yield)]
            yield made, mine

        def starred(item):
            mine = []
            made = [*[item], (yield mine), (yield)]
            yield made, mine

        for function in (building, starred):
            for policy in (FORK, SHALLOW, ISOLATED):
                gen = function(Item())
                mine = next(gen)
                mine.append(read_frame(gen).slots[-1].holds)
                gen.send(1)
                twin = clone(gen, policy)
                self.assertEqual([len(gen.send(2)[0]), len(twin.send(3)[0])], [3, 3])

    def test_a_local_that_stands_for_it(self):
        def building():
            mine = yield
            made = [*"a", (yield)]
            yield made, mine

        gen = building()
        next(gen)
        gen.send(None)
        frame = gen.gi_frame
        if not _can_write(frame):
            self.skipTest("only from 3.13 on a local can be written from outside")
        frame.f_locals["mine"] = read_frame(gen).slots[-1].holds
        twin = clone(gen)
        for branch, word in ((gen, "b"), (twin, "c")):
            made, mine = branch.send(word)
            self.assertEqual(made, ["a", word])
            self.assertIs(mine, made)

    def test_by_every_policy(self):
        def building():
            yield [1, *(yield "list")]
            yield {1, *(yield "set")}
            yield {1: 2, **{2: (yield "dict")}}

        for name in PRESETS:
            with self.subTest(name):
                a = building()
                for value, expected in (([2], [1, 2]), ([2], {1, 2}), (2, {1: 2, 2: 2})):
                    next(a)
                    held = read_frame(a)
                    b = clone(a, name)
                    made, twin = a.send(value), b.send(value)
                    self.assertEqual((made, twin), (expected, expected))
                    self.assertIsNot(made, twin)
                    del held


def _can_write(frame):
    return type(frame.f_locals) is not dict


def keep(kept, *others):
    return kept


def drive(gen):
    """Its result."""
    try:
        while True:
            gen.send(None)
    except StopIteration as end:
        return end.value


class Put:
    """Keeps what is put into it."""

    def __init__(self):
        self.values = []

    def __setitem__(self, index, value):
        self.values.append(value)


class Operands(unittest.TestCase):
    """A display that waits for the rest of its expression is the frame's; what came from elsewhere is not."""

    def of_both(self, source, **names):
        """What `source`, suspended in its only yield, gives in the original and in a clone, held and not held."""
        for holds in (False, True):
            namespace = {**globals(), **names}
            exec(f"def case(x, c=True):\n    yield {source}", namespace)
            gen = advanced(namespace["case"]([1]))
            held = read_frame(gen) if holds else None
            twin = clone(gen)
            yield gen.send(2), twin.send(2)
            del held

    def test_displays_are_each_branch_s_own(self):
        for source in (
            "keep([], (yield))",
            "keep([1, 2, 3], (yield))",
            "keep([*x], (yield))",
            "keep({}, (yield))",
            "keep({1: 2, **{}}, (yield))",
            "keep({*x}, (yield))",
            "keep([], [c if c else x, (yield)])",
            "keep([], c and (yield))",
            "keep([] if c else {}, (yield))",
            "keep(*[[*x, 1], (yield)])",
            "keep([], keep(x, (yield)))",
        ):
            with self.subTest(source):
                for mine, twin in self.of_both(source):
                    self.assertEqual(mine, twin)
                    self.assertIsNot(mine, twin)

    def test_displays_are_so_past_everything_that_is_awaited_meanwhile(self):
        async def building(x):
            return keep([], await pause(), [y async for y in ticks()], [await pause() for _ in x], await pause())

        def delegating(x):
            return keep([], (yield from ticking()), (yield from ticking()))

        def ticking():
            yield
            yield

        for function in (building, delegating):
            gen = function([1, 2])
            gen.send(None)
            for at in itertools.count():
                twin = clone(gen)
                mine, other = [drive(branch) for branch in (clone(gen), twin)]
                with self.subTest(function=function.__name__, at=at):
                    self.assertEqual(mine, other)
                    self.assertIsNot(mine, other)
                try:
                    gen.send(None)
                except StopIteration:
                    break

    def test_what_came_from_elsewhere_is_shared(self):
        shared = [1]
        for source in (
            "keep(x, (yield))",
            "keep(shared, (yield))",
            "keep(keep(x, 1), (yield))",
            "keep(list(x), (yield))",
            "keep([y for y in x], (yield))",
            "keep([x][0], (yield))",
            "keep({1: x}[1], (yield))",
            "keep((z := []), (yield))",
            "keep([] if not c else x, (yield))",
            "keep([] and 1 or x, (yield))",
            "keep(x + [1], (yield))",
            "keep([1] + x, (yield))",
        ):
            with self.subTest(source):
                for mine, twin in self.of_both(source, shared=shared):
                    self.assertIs(mine, twin)

    def test_what_gives_way_to_a_display_is_shared(self):
        def building(x):
            yield [x + (yield), *x]

        report = []
        clone(advanced(building([1])), report=report)
        self.assertEqual({entry.slot: entry.did for entry in report}, {"locals.x": "shared", "stack[0]": "shared"})

    def test_what_is_moved_on_the_stack_is_shared(self):
        def swapping(put, x):
            put[0], put[(yield)] = [1], x

        def unpacking(put, x):
            put[0], put[(yield)], put[1], put[2] = [None, x, x, x]

        for function, times in ((swapping, 1), (unpacking, 3)):
            put, x = Put(), [1]
            gen = advanced(function(put, x))
            twin = clone(gen)
            put.values.clear()
            for branch in (gen, twin):
                with self.assertRaises(StopIteration):
                    branch.send(0)
            self.assertEqual([id(value) for value in put.values], [id(x)] * 2 * times)


class Refused(unittest.TestCase):
    def test_items_of_what_is_held_by_others_too(self):
        def building(make):
            yield [make(), *(yield)]

        for field, make in (("iterators", lambda: iter([1])), ("generators", lambda: count(1))):
            gen = advanced(building(make))
            held = read_frame(gen)
            with self.assertRaises(Refusal) as caught:
                clone(gen, FORK.replace(**{field: "refuse"}))
            self.assertEqual(caught.exception.slot, "stack[0]")
            del held


class Bytecode(unittest.TestCase):
    def test_has_no_other_instructions_that_fill_or_build(self):
        filling = re.compile(r"(LIST|SET|MAP|DICT)_(APPEND|EXTEND|ADD|UPDATE|MERGE)")
        self.assertEqual({name for name in dis.opmap if filling.fullmatch(name)}, FILLERS)
        others = {f"BUILD_{name}" for name in ("TUPLE", "STRING", "SLICE", "TEMPLATE", "INTERPOLATION")}
        self.assertLessEqual({name for name in dis.opmap if name.startswith("BUILD_")}, BUILDERS | others)

    def test_that_cannot_be_followed_has_every_container_copied(self):
        def building(x):
            yield keep(x, (yield))

        code = building.__code__
        between = max(step.offset for step in dis.get_instructions(code)) + 1
        self.assertEqual(Building().among(code, between, 3, (0, 2)), {0, 2})

    def test_is_followed_past_what_the_interpreter_has_specialised(self):
        def building(a, n):
            for i in range(n):
                made = [*a, i + i, (yield), len(a), a[0], keep(i, i)]
            yield made

        gen = advanced(building([1], 100), 60)
        held = read_frame(gen)
        twin = clone(gen)
        gen.send("mine")
        self.assertEqual([len(list(branch)[-1]) for branch in (gen, twin)], [6, 6])
        del held

    def test_with_arguments_of_more_than_a_byte(self):
        names = {f"n{i}": i for i in range(300)}
        source = "def case(a):\n" + "".join(f"    n{i} = {i}\n" for i in range(300))
        source += "    for _ in a:\n        if a:\n            yield [*a, n299, (yield), " + ", ".join(names) + "]\n"
        namespace = {}
        exec(source, namespace)
        gen = advanced(namespace["case"]([1]))
        held = read_frame(gen)
        twin = clone(gen)
        self.assertEqual([len(gen.send(1)), len(twin.send(1))], [303, 303])
        del held
