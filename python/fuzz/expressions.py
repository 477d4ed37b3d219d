"""Random expressions, most of which suspend somewhere inside."""

from dice import Dice
from scope import Scope


class Expressions:
    """Writes expressions for one function. `depth` is how many expressions one may hold inside another."""

    def __init__(self, dice: Dice, scope: Scope) -> None:
        self._dice = dice
        self._scope = scope

    # --- numbers ---

    def number(self, depth: int) -> str:
        """An expression that gives a number, or fails."""
        leaf = {self._constant: 1, self._variable: 4}
        inner = {
            self._suspended_number: 4,
            self._operation: 3,
            self._call: 3,
            self._choice: 1,
            self._summed: 1,
            self._subscript: 1,
            self._measured: 1,
            self._delegated: 2,
            self._local_call: 1.5,
            self._advanced: 1,
            self._method: 0.7,
            self._lambda: 0.5,
            self._walrus: 0.5,
        }
        return self._dice.construct(leaf if depth <= 0 else {**leaf, **inner})(depth - 1)

    def _constant(self, depth: int) -> str:
        return str(self._dice.below(10))

    def _variable(self, depth: int) -> str:
        names = self._scope.numbers + self._scope.borrowed
        return self._dice.pick(names) if names else self._constant(depth)

    def _suspended_number(self, depth: int) -> str:
        return f"num({self.suspension(depth)})"

    def _operation(self, depth: int) -> str:
        operator = self._dice.pick(["+", "-", "*", "^", "//", "%", "<", "==", "and", "or"])
        return f"({self.number(depth)} {operator} {self.number(depth)})"

    def _call(self, depth: int) -> str:
        return f"mix({self._arguments(depth)})"

    def _arguments(self, depth: int) -> str:
        given = [self.anything(depth) for _ in range(self._dice.between(1, 3))]
        if self._dice.chance(0.3):
            given.insert(self._dice.below(len(given) + 1), f"*{self.several(depth)}")
        if self._dice.chance(0.3):
            given.append(f"k={self.anything(depth)}")
        if self._dice.chance(0.2):
            given.append(f"**{self._dictionary(depth, text_keys=True)}")
        return ", ".join(given)

    def _choice(self, depth: int) -> str:
        return f"({self.number(depth)} if {self.number(depth)} else {self.number(depth)})"

    def _summed(self, depth: int) -> str:
        return f"sum({self._comprehension(depth, '(', ')')})"

    def _subscript(self, depth: int) -> str:
        items = ", ".join(self.number(depth) for _ in range(3))
        return f"({items})[{self.number(depth)} % 3]"

    def _measured(self, depth: int) -> str:
        return f"len({self.text(depth)})"

    def _delegated(self, depth: int) -> str:
        return f"num({self.delegation(depth)})" if self._scope.may_suspend else self._constant(depth)

    def _local_call(self, depth: int) -> str:
        if not self._scope.functions:
            return self._call(depth)
        return f"{self._dice.pick(self._scope.functions)}({self.number(depth)})"

    def _advanced(self, depth: int) -> str:
        if self._scope.async_iterators and self._scope.may_suspend and self._dice.chance(0.5):
            return f"num(await anext({self._dice.pick(self._scope.async_iterators)}, {self.number(depth)}))"
        if not self._scope.iterators:
            return self._variable(depth)
        return f"num(next({self._dice.pick(self._scope.iterators)}, {self.number(depth)}))"

    def _method(self, depth: int) -> str:
        pair = f"Pair({self.anything(depth)}, {self.number(depth)})"
        return f"{pair}.plus({self.anything(depth)}, scale={self.number(depth)})"

    def _lambda(self, depth: int) -> str:
        name = self._scope.name("q")
        default = self.number(depth)
        with self._scope.restricted(suspend=False, assign=False):
            body = f"mix({name}, {self.number(depth - 1)})"
        return f"(lambda {name}={default}: {body})()"

    def _walrus(self, depth: int) -> str:
        if not self._scope.may_assign or not self._scope.numbers:
            return self._variable(depth)
        return f"({self._dice.pick(self._scope.numbers)} := {self.number(depth)})"

    # --- anything ---

    def anything(self, depth: int) -> str:
        """An expression that gives an immutable value, or a container that nobody else holds, or fails."""
        if depth <= 0 or self._dice.chance(0.4):
            return self.number(depth)
        return self._dice.construct(
            {
                self.suspension: 3,
                self.text: 1,
                self._tuple: 1,
                self._list: 2,
                self._dictionary: 1,
                self._set: 1,
                self._comprehended: 1,
                self._error: 0.5,
                self._word: 0.5,
            }
        )(depth - 1)

    def text(self, depth: int) -> str:
        first, second = self.anything(depth), self.number(depth)
        if self._dice.chance(0.5):
            return f"'{{}}-{{!r}}'.format(num({first}), {second})"
        # Before 3.12 neither quotes nor backslashes may stand inside.
        inside = [part for part in (first, second) if not any(sign in part for sign in "'\"\\{")]
        return 'f"' + "-".join(f"{{num({part})!r:>3}}" for part in inside) + '"'

    def _word(self, depth: int) -> str:
        return self._dice.pick(["None", "'abc'", "b'xy'", "True", "1.5", "()", "2**70"])

    def _items(self, depth: int) -> str:
        items = [self.anything(depth) for _ in range(self._dice.between(1, 3))]
        if self._dice.chance(0.4):
            items.insert(self._dice.below(len(items) + 1), f"*{self.several(depth)}")
        return ", ".join(items)

    def _tuple(self, depth: int) -> str:
        return f"({self._items(depth)},)"

    def _list(self, depth: int) -> str:
        return f"[{self._items(depth)}]"

    def _set(self, depth: int) -> str:
        numbers = [self.number(depth) for _ in range(self._dice.between(1, 3))]
        return f"{{*{self.several(depth)}, {', '.join(numbers)}}}"

    def _dictionary(self, depth: int, text_keys: bool = False) -> str:
        def key() -> str:
            return f"'{self._dice.pick('abc')}'" if text_keys else self.number(depth)

        items = [f"{key()}: {self.anything(depth)}" for _ in range(self._dice.between(1, 2))]
        if self._dice.chance(0.4):
            known = "{'d': 1}" if text_keys else "{8: 1}"
            items.insert(self._dice.below(len(items) + 1), f"**{known}")
        return f"{{{', '.join(items)}}}"

    def _comprehended(self, depth: int) -> str:
        opening, closing = self._dice.pick(["[]", "{}"])
        return self._comprehension(depth, opening, closing)

    def _error(self, depth: int) -> str:
        return self._dice.pick(self._scope.errors) if self._scope.errors else self._word(depth)

    # --- iterables ---

    def several(self, depth: int) -> str:
        """An iterable of a few numbers whose order is no accident, for a star."""
        choices = ["(1, 2)", "range(2)", "'ab'", "[7, 8]", *self._scope.sequences]
        return f"({self.number(depth)}, 4)" if self._dice.chance(0.3) else self._dice.pick(choices)

    def iterable(self, depth: int, held: bool) -> str:
        """An iterable of at most a few items. `held`: whether it will lie in a variable."""
        plain = {self._data: 4, self._suspended_data: 1.5, self._known_iterator: 1, self._called: 3}
        composed = {self._composed: 3, self._itertools: 2, self.generator_expression: 1.5}
        return self._dice.construct(plain if depth <= 0 else {**plain, **composed})(depth - 1, held)

    def iterator(self, depth: int) -> str:
        """An iterator to lie in a variable."""
        return f"iter({self.iterable(depth, held=True)})"

    def _data(self, depth: int, held: bool) -> str:
        return self._dice.pick(
            [
                *("range(3)", "range(1, 9, 4)", "range(2**70, 2**70 + 3)", "(1, 2, 3)", "[4, 5, 6]", "'abc'", "b'de'"),
                *("{1: 2, 3: 4}", "{5: 6, 7: 8}.values()", "{1: 2, 3: 4}.items()", "{2, 3, 4}", "frozenset({1, 2})"),
                *("reversed([1, 2, 3])", "reversed({1: 2, 3: 4})", "reversed((7, 8))", "deque([1, 2, 3])"),
                *("OrderedDict([(1, 2), (3, 4)])", "Sequence(3)", "Steps(3)", "'x\\N{SNOWMAN}'", "bytearray(b'fg')"),
                *("reversed(range(3))", "reversed('ab')", "()"),
                *self._scope.sequences,
            ]
        )

    def _suspended_data(self, depth: int, held: bool) -> str:
        opening, closing = self._dice.pick(["[]", "()"])
        return f"{opening}{self.number(depth)}, {self.number(depth)}{closing}"

    def _known_iterator(self, depth: int, held: bool) -> str:
        names = self._scope.iterators
        return self._dice.pick(names) if names else self._data(depth, held)

    def _called(self, depth: int, held: bool) -> str:
        names = self._scope.callees_of("generator", held)
        return f"{self._dice.pick(names)}({self.number(depth)})" if names else self._data(depth, held)

    def _composed(self, depth: int, held: bool) -> str:
        one, other = self.iterable(depth, held), self.iterable(depth, held)
        function = self._dice.pick(["num", *self._scope.functions])
        return self._dice.pick(
            [
                f"enumerate({one})",
                f"enumerate({one}, {self.number(depth)})",
                f"zip({one}, {other})",
                f"map({function}, {one})" if function == "num" else f"map({function}, map(num, {one}))",
                f"map(mix, {one}, {other})",
                f"filter(None, {one})",
                f"filter(num, {one})",
            ]
        )

    def _itertools(self, depth: int, held: bool) -> str:
        one, other = self.iterable(depth, held), self.iterable(depth, held)
        return "itertools." + self._dice.pick(
            [
                f"chain({one}, {other})",
                f"chain.from_iterable(({one}, {other}))",
                f"islice({one}, 1, 3)",
                f"islice(itertools.count({self.number(depth)}, 2), 3)",
                f"islice(itertools.cycle({one}), 5)",
                f"accumulate(map(num, {one}))",
                f"accumulate({one}, mix)",
                f"compress({one}, {other})",
                f"dropwhile(num, {one})",
                f"takewhile(num, {one})",
                f"filterfalse(num, {one})",
                f"starmap(mix, zip({one}, {other}))",
                f"zip_longest({one}, {other}, fillvalue={self.number(depth)})",
                f"repeat({self.number(depth)}, 2)",
                f"product({one}, (1, 2))",
                "permutations('abc', 2)",
                "combinations((1, 2, 3), 2)",
                "combinations_with_replacement('ab', 2)",
            ]
        )

    def generator_expression(self, depth: int, held: bool) -> str:
        return self._comprehension(depth, "(", ")")

    def _comprehension(self, depth: int, opening: str, closing: str) -> str:
        """A comprehension or generator expression, whose frame has what it goes over in a variable."""
        name, second = self._scope.name("q"), self._scope.name("q")
        with self._scope.restricted(assign=False):
            source = self.iterable(depth, held=True)
        with self._scope.restricted(suspend=False, assign=False):
            item = f"mix({name}, {self.number(depth)})"
            loops = f"for {name} in {source}"
            if self._dice.chance(0.3):
                loops += f" if num({name}) > {self._dice.below(500)}"
            if self._dice.chance(0.3):
                loops += f" for {second} in {self.iterable(depth - 1, held=True)}"
                item = f"mix({name}, {second})"
        if opening == "{" and self._dice.chance(0.5):
            item = f"{item}: {name}"
        return f"{opening}{item} {loops}{closing}"

    # --- suspension ---

    def suspension(self, depth: int) -> str:
        """Where the function suspends; its value is what it is resumed with."""
        if not self._scope.may_suspend:
            return self.number(depth)
        value = self.anything(depth - 1)
        flavour = self._scope.flavour
        if flavour == "generator" or (flavour == "async generator" and self._dice.chance(0.4)):
            return f"(yield {value})"
        return self._dice.pick([f"(await pause({value}))", f"(await Awaitable({value}))"])

    def _delegate(self, depth: int) -> str:
        """What to delegate to: a generator, or what an AttributeError may come to hold, for its want of a ``send``."""
        return self._called(depth - 1, held=False) if self._dice.chance(0.3) else self.iterable(depth, held=True)

    def delegation(self, depth: int) -> str:
        """A wait for another generator or coroutine; its value is what that returned."""
        if not self._scope.is_async:
            return f"(yield from {self._delegate(depth)})"
        # The frame of an asynchronous comprehension has it in a variable, too (up to 3.11).
        asynchronous = self._scope.callees_of("async generator", held=True)
        if asynchronous and self._dice.chance(0.3):
            name = self._scope.name("q")
            with self._scope.restricted(assign=False):
                source = f"{self._dice.pick(asynchronous)}({self.number(depth)})"
            return f"[mix({name}, await pause({name})) async for {name} in {source}]"
        names = self._scope.callees_of("coroutine", held=False)
        return f"(await {self._dice.pick(names)}({self.number(depth)}))" if names else self.suspension(depth)
