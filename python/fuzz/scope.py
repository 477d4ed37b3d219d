"""What a function that is being written may refer to, and what it may do."""

from contextlib import contextmanager
from typing import Literal, NamedTuple

Flavour = Literal["generator", "coroutine", "async generator"]


class Callee(NamedTuple):
    """A generator, coroutine or async generator function that was written already.

    Quiet ones say nothing when they are closed, so it does not matter when that happens. Only those may lie where
    an exception that is being handled refers to, which a clone shares: in a variable, since the variables of a
    finished frame live as long as a traceback refers to that frame; and in an iterator other than a generator that is
    delegated to, since the AttributeError that tells that it has no ``send`` has it as its ``obj``.
    """

    name: str
    flavour: Flavour
    quiet: bool


class Scope:
    """The names of one function; those that a block adds are forgotten at its end."""

    def __init__(self, letter: str, flavour: Flavour, quiet: bool, callees: "list[Callee]") -> None:
        self.letter = letter
        self.flavour: Flavour = flavour
        self.quiet = quiet
        self.callees = list(callees)
        self.numbers: list[str] = []
        self.sequences: list[str] = []
        self.iterators: list[str] = []
        self.async_iterators: list[str] = []
        self.functions: list[str] = []
        self.errors: list[str] = []
        self.borrowed: list[str] = []
        """Numbers of the enclosing function, which this one may only read."""
        self.loops = 0
        self.may_suspend = True
        self.may_assign = True
        self._count = 0

    @property
    def is_async(self) -> bool:
        return self.flavour != "generator"

    def name(self, kind: str) -> str:
        """A name that this function has not used yet."""
        self._count += 1
        return f"{self.letter}{kind}{self._count}"

    def callees_of(self, flavour: Flavour, held: bool) -> "list[str]":
        """The functions of a flavour that may be called here: for a variable, or in a quiet function, quiet ones."""
        only_quiet = held or self.quiet
        return [one.name for one in self.callees if one.flavour == flavour and (one.quiet or not only_quiet)]

    @contextmanager
    def block(self, *, loop: bool = False):
        """Inside it names may be added, and where it is a loop's body there is something to break out of."""
        lists = (
            *(self.sequences, self.iterators, self.async_iterators),
            *(self.functions, self.errors, self.callees),
        )
        lengths = [len(names) for names in lists]
        self.loops += loop
        yield
        self.loops -= loop
        for names, length in zip(lists, lengths):
            del names[length:]

    @contextmanager
    def restricted(self, *, suspend: bool = True, assign: bool = True):
        """Inside it no yield, or no ``:=``, may be written, as comprehensions and lambdas demand."""
        before = self.may_suspend, self.may_assign
        self.may_suspend &= suspend
        self.may_assign &= assign
        yield
        self.may_suspend, self.may_assign = before
