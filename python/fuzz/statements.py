"""Random statements, each of which ends after a bounded number of steps, whatever is sent or thrown in."""

from collections.abc import Sequence

from dice import Dice
from expressions import Expressions
from scope import Callee, Flavour, Scope

FAULTS = ("Fault", "SubFault", "Other")
_CAUGHT = {
    "Fault": 4,
    "SubFault": 2,
    "(Fault, Other)": 2,
    "Exception": 3,
    "GeneratorExit": 1,
    "BaseException": 0.5,
}


def indented(lines: "list[str]") -> "list[str]":
    return [f"    {line}" for line in lines]


class Statements:
    """Writes the statements of one function, at most `budget` of them."""

    def __init__(self, dice: Dice, scope: Scope, budget: int) -> None:
        self._dice = dice
        self._scope = scope
        self._left = budget
        self._write = Expressions(dice, scope)

    def body(self, depth: int) -> "list[str]":
        """Statements until the budget is used up."""
        lines: list[str] = []
        while self._left > 0:
            lines += self.statement(depth)
        return lines

    def block(self, depth: int, *, loop: bool = False) -> "list[str]":
        """An indented block."""
        with self._scope.block(loop=loop):
            lines: list[str] = []
            for _ in range(self._dice.between(1, 3)):
                lines += self.statement(depth - 1)
        return indented(lines)

    def statement(self, depth: int) -> "list[str]":
        """One statement; a simple one where depth or budget are used up."""
        self._left -= 1
        simple = {
            self._assignment: 4,
            self._augmented: 3,
            self._suspended: 5,
            self._said: 0 if self._scope.quiet else 1.5,
            self._unpacked: 1,
            self._deleted: 0.3,
            self._raised: 0.5,
            self._jump: 1.0,
            self._iterator: 1.2,
            self._function: 1.2,
        }
        compound = {
            self._for: 4,
            self._while: 1.5,
            self._if: 2,
            self._match: 1,
            self._inner_generator: 0.8,
            self._counted_call: 0.6,
        }
        loud = {self._try: 5, self._with: 2.5}
        if depth <= 0 or self._left <= 0:
            return self._dice.construct(simple)(depth)
        return self._dice.construct({**simple, **compound, **({} if self._scope.quiet else loud)})(depth)

    def _number(self) -> str:
        return self._write.number(self._dice.between(1, 3))

    def _anything(self) -> str:
        return self._write.anything(self._dice.between(1, 3))

    # --- simple statements ---

    def _assignment(self, depth: int) -> "list[str]":
        return [f"{self._dice.pick(self._scope.numbers)} = {self._number()}"]

    def _augmented(self, depth: int) -> "list[str]":
        operator = self._dice.pick(["+=", "-=", "^="])
        return [f"{self._dice.pick(self._scope.numbers)} {operator} {self._number()}"]

    def _suspended(self, depth: int) -> "list[str]":
        name = self._dice.pick(self._scope.numbers)
        return [
            self._dice.pick(
                [
                    self._write.suspension(2),
                    f"{name} = num({self._write.suspension(2)})",
                    f"{name} = num({self._write.delegation(1)})",
                ]
            )
        ]

    def _said(self, depth: int) -> "list[str]":
        return [f"log({self._anything()}, {self._anything()})"]

    def _unpacked(self, depth: int) -> "list[str]":
        one, other = self._dice.pick(self._scope.numbers), self._dice.pick(self._scope.numbers)
        if self._dice.chance(0.5):
            return [f"{one}, {other} = {self._number()}, {self._number()}"]
        rest = self._scope.name("t")
        lines = [f"{one}, *{rest} = map(num, ({self._anything()}, {self._anything()}, {self._anything()}))"]
        self._scope.sequences.append(rest)
        return lines

    def _deleted(self, depth: int) -> "list[str]":
        name = self._dice.pick(self._scope.numbers)
        return [f"del {name}", *self._suspended(depth), f"{name} = {self._dice.below(10)}"]

    def _raised(self, depth: int) -> "list[str]":
        fault = f"{self._dice.pick(FAULTS)}({self._anything()})"
        if self._scope.errors:
            cause = self._dice.pick([*self._scope.errors, "None"])
            fault = self._dice.pick(["", "", fault, f"{fault} from {cause}"])
        return [f"if {self._number()} % 2:", f"    raise {fault}".rstrip()]

    def _jump(self, depth: int) -> "list[str]":
        ways = [self._return()]
        if self._scope.loops:
            ways += ["break", "continue", "break", "continue"]
        return [f"if {self._number()} % 2:", f"    {self._dice.pick(ways)}"]

    def _return(self) -> str:
        return "return" if self._scope.flavour == "async generator" else f"return {self._anything()}"

    def _iterator(self, depth: int) -> "list[str]":
        name = self._scope.name("it")
        asynchronous = self._scope.callees_of("async generator", held=True) if self._scope.is_async else []
        if asynchronous and self._dice.chance(0.5):
            lines = [f"{name} = {self._dice.pick(asynchronous)}({self._number()})"]
            self._scope.async_iterators.append(name)
            return lines
        lines = [f"{name} = {self._write.iterator(2)}"]
        self._scope.iterators.append(name)
        return lines

    # --- inner functions ---

    def _function(self, depth: int) -> "list[str]":
        """A function or lambda over this function's variables, some of which it changes."""
        name, given = self._scope.name("f"), self._scope.name("q")
        default = f"={self._number()}" if self._dice.chance(0.3) else ""
        inner = Expressions(self._dice, self._inner_scope([given]))
        if self._dice.chance(0.3):
            lines = [f"{name} = lambda {given}{default}: {inner.number(2)}"]
        else:
            changed = self._dice.pick(self._scope.numbers)
            lines = [f"def {name}({given}{default}):", f"    nonlocal {changed}", f"    {changed} += num({given})"]
            lines.append(f"    return {inner.number(2)}")
        self._scope.functions.append(name)
        return lines

    def _inner_scope(self, numbers: "list[str]") -> Scope:
        """The scope of a plain function in here: it reads what this one has, and does not suspend."""
        scope = Scope(self._scope.name("n"), "generator", True, [])
        scope.numbers = numbers
        scope.borrowed = [*self._scope.numbers, *self._scope.borrowed]
        scope.may_suspend = scope.may_assign = False
        return scope

    def _inner_generator(self, depth: int) -> "list[str]":
        """A generator function over this function's variables, and a call of it."""
        name = self._scope.name("g")
        flavour: Flavour = self._dice.pick(["coroutine", "async generator"]) if self._scope.is_async else "generator"
        quiet = self._scope.quiet or self._dice.chance(0.5)
        scope = Scope(self._scope.name("n"), flavour, quiet, self._scope.callees)
        scope.borrowed = [*self._scope.numbers, *self._scope.borrowed]
        shared = self._dice.pick(self._scope.numbers)
        lines = function_lines(self._dice, scope, name, budget=5, first=[f"nonlocal {shared}", f"{shared} += 1"])
        self._scope.callees.append(Callee(name, flavour, scope.quiet))
        return [*lines, *self._suspended(depth)]

    def _counted_call(self, depth: int) -> "list[str]":
        """``iter(function, sentinel)``, where the function counts in a variable of this one."""
        counter, name, item = self._scope.name("k"), self._scope.name("f"), self._scope.name("i")
        head = [f"{counter} = 0", f"def {name}():", f"    nonlocal {counter}", f"    {counter} += 1"]
        head += [f"    return {counter}", f"for {item} in iter({name}, {self._dice.between(2, 4)}):"]
        return [*head, *self._loop_body(item, depth)]

    # --- compound statements ---

    def _loop_body(self, item: str, depth: int) -> "list[str]":
        taken = f"    {self._dice.pick(self._scope.numbers)} += num({item})"
        return [taken, *self.block(depth, loop=True), *self._else(depth)]

    def _else(self, depth: int) -> "list[str]":
        return ["else:", *self.block(depth)] if self._dice.chance(0.3) else []

    def _for(self, depth: int) -> "list[str]":
        item = self._scope.name("i")
        asynchronous = self._scope.callees_of("async generator", held=False) if self._scope.is_async else []
        if asynchronous and self._dice.chance(0.6):
            head = f"async for {item} in {self._dice.pick(asynchronous)}({self._number()}):"
        else:
            head = f"for {item} in {self._write.iterable(2, held=False)}:"
        return [head, *self._loop_body(item, depth)]

    def _while(self, depth: int) -> "list[str]":
        counter = self._scope.name("k")
        limit = self._dice.between(1, 3)
        condition = f"{counter} < {limit}" if self._dice.chance(0.6) else f"{counter} < {limit} and {self._number()}"
        counted = f"    {counter} += 1"
        body = [counted, *self.block(depth, loop=True), *self._else(depth)]
        return [f"{counter} = 0", f"while {condition}:", *body]

    def _if(self, depth: int) -> "list[str]":
        lines = [f"if {self._number()} % 2:", *self.block(depth)]
        if self._dice.chance(0.3):
            lines += [f"elif {self._number()}:", *self.block(depth)]
        return lines + self._else(depth)

    def _match(self, depth: int) -> "list[str]":
        one, other, rest = (self._scope.name("m") for _ in range(3))
        patterns = [
            f"int({one}) if {self._number()} % 2",
            f"({one}, {other})",
            f"[{one}, *{rest}] if {self._number()}",
            f"{{'a': {one}, **{rest}}}",
            f"Pair({one}, y={other})",
            f"'abc' | None | {self._dice.below(10)} as {one}",
            f"str({one})",
        ]
        lines = [f"match {self._anything()}:"]
        for _ in range(self._dice.between(1, 3)):
            lines += indented([f"case {self._dice.pick(patterns)}:", *self.block(depth)])
        return lines + (indented(["case _:", *self.block(depth)]) if self._dice.chance(0.5) else [])

    def _try(self, depth: int) -> "list[str]":
        lines = ["try:", *self.block(depth)]
        if self._dice.chance(0.3):
            lines += indented([f"raise {self._dice.pick(FAULTS)}({self._anything()})"])
        handlers = self._dice.between(0, 2)
        for _ in range(handlers):
            lines += self._handler(depth)
        if handlers and self._dice.chance(0.2):
            lines += ["else:", *self.block(depth)]
        if not handlers or self._dice.chance(0.35):
            lines += ["finally:", *self.block(depth)]
        return lines

    def _handler(self, depth: int) -> "list[str]":
        caught = self._dice.weigh(_CAUGHT)
        with self._scope.block():
            name = ""
            if self._dice.chance(0.7):
                error = self._scope.name("e")
                self._scope.errors.append(error)
                name = f" as {error}"
            body = self.block(depth)
            if self._dice.chance(0.3):
                body += indented(self._raised(depth))
        return [f"except {caught}{name}:", *body]

    def _with(self, depth: int) -> "list[str]":
        is_async = self._scope.is_async and self._dice.chance(0.5)
        manager = "AsyncManager" if is_async else "Manager"
        items: list[str] = []
        for _ in range(self._dice.between(1, 2)):
            swallowed = self._dice.pick(["", "", ", Fault", ", (SubFault, Other)"])
            target = f" as {self._scope.name('w')}" if self._dice.chance(0.5) else ""
            items.append(f"{manager}({self._number()}{swallowed}){target}")
        return [f"{'async ' if is_async else ''}with {', '.join(items)}:", *self.block(depth)]


def function_lines(dice: Dice, scope: Scope, name: str, budget: int, first: "Sequence[str]" = ()) -> "list[str]":
    """A whole generator, coroutine or async generator function, to be called with one number."""
    argument, other, *others = (scope.name("v") for _ in range(dice.between(2, 4)))
    signature, reads = _signature(dice, scope, argument, other)
    scope.numbers = [argument, other, *others]
    body = [*first, *reads, *(f"{number} = {dice.below(10)}" for number in others)]
    body += Statements(dice, scope, budget).body(depth=3)
    body.append(_end(dice, scope))
    prefix = "" if scope.flavour == "generator" else "async "
    return [f"{prefix}def {name}({signature}):", *indented(body)]


def _signature(dice: Dice, scope: Scope, argument: str, other: str) -> "tuple[str, list[str]]":
    """Parameters of one kind or another, and the statements after which `argument` and `other` are numbers."""
    rest, named = scope.name("a"), scope.name("d")
    number = dice.below(10)
    signature = dice.pick(
        [
            f"{argument}, {other}={number}",
            f"{argument}, /, {other}={number}, **{named}",
            f"{argument}, *, {other}={number}",
            f"{argument}, {rest}=(1, 2), *, {named}=None, {other}={number}",
            f"{argument}, *{rest}, {other}={number}, **{named}",
        ]
    )
    if f"*{rest}" in signature or f"{rest}=" in signature:
        scope.sequences.append(rest)
    return signature, [f"{argument} = num({argument})"] if dice.chance(0.5) else []


def _end(dice: Dice, scope: Scope) -> str:
    """The last line; it makes the function of its flavour, should nothing above it have suspended."""
    one, other = dice.pick(scope.numbers), dice.pick(scope.numbers)
    if scope.flavour == "generator":
        return f"return {one}, (yield {other})"
    return f"yield {one}" if scope.flavour == "async generator" else f"return {one}, {other}"
