"""How a branch goes on: one step of a generator, a coroutine or an async generator.

A coroutine and an async generator hand to their event loop whatever an ``await`` of theirs comes down to. Here
nobody is such a loop but the experiment's reader: what would go to the loop ends the step, and what is sent next goes
back into the ``await``.
"""

from types import AsyncGeneratorType
from typing import Any, Literal, NamedTuple

from .. import awaitables
from ..clone import clone, foresee
from ..generators import Generator, frame_of
from ..policy import Policy
from ..report import Entry

Kind = Literal["yielded", "returned", "closed"]


class Stop(NamedTuple):
    """Where a step came to an end without an exception.

    Attributes:
        kind: the outcome's.
        value: what was yielded, or returned.
        awaiting: whether what was yielded went to the event loop, out of an ``await``.
    """

    kind: Kind
    value: object
    awaiting: bool = False


class Driver:
    """Drives a generator or a coroutine. One that had finished before raises what CPython has it raise.

    Attributes:
        gen: the generator.
    """

    def __init__(self, gen: Generator) -> None:
        self.gen: Any = gen

    def send(self, value: object) -> Stop:
        """Resumes it with `value`. Raises what it raises."""
        return self._stepped(lambda: self.gen.send(value))

    def throw(self, error: Any) -> Stop:
        """Resumes it by raising `error`. Raises what it raises."""
        return self._stepped(lambda: self.gen.throw(error))

    def close(self) -> Stop:
        """Closes it; the value is what it returned, as far as this CPython tells (3.13)."""
        return Stop("closed", self.gen.close())

    def cloned(self, policy: Policy, report: "list[Entry]") -> "Driver":
        """A driver of a clone, whose report is added to `report`. Raises like `clone`."""
        return Driver(clone(self.gen, policy, report=report))

    def foresee(self, policy: Policy) -> "list[Entry]":
        """What the report of such a clone would say. Raises like `genclone.foresee`."""
        return foresee(self.gen, policy)

    def _stepped(self, resume: Any) -> Stop:
        was_finished = frame_of(self.gen) is None
        try:
            value: object = resume()
        except StopIteration as stop:
            if was_finished:
                raise
            return Stop("returned", stop.value)
        return Stop("yielded", value, hasattr(self.gen, "cr_frame"))


class _Way(NamedTuple):
    """What drives an async generator.

    Attributes:
        awaitable: what ``asend()``, ``athrow()`` or ``aclose()`` gave.
        is_close: whether it is that of ``aclose()``, which yields nothing to a consumer.
        closing: whether the reader wants it closed, by whatever is under way.
    """

    awaitable: Any
    is_close: bool = False
    closing: bool = False


class AsyncGeneratorDriver(Driver):
    """Drives an async generator by ``asend()``, ``athrow()`` and ``aclose()``, of which one may be under way."""

    def __init__(self, gen: Generator, under_way: "_Way | None" = None) -> None:
        super().__init__(gen)
        self._under_way = under_way

    def send(self, value: object) -> Stop:
        if self._under_way is None:
            return self._step(_Way(self.gen.asend(value)), "send", None)
        return self._step(self._under_way, "send", value)

    def throw(self, error: Any) -> Stop:
        if self._under_way is None:
            return self._step(_Way(self.gen.athrow(error)), "send", None)
        return self._step(self._under_way, "throw", error)

    def close(self) -> Stop:
        if self._under_way is None:
            return self._step(_Way(self.gen.aclose(), is_close=True, closing=True), "send", None)
        # CPython refuses aclose() in the middle of an await; an event loop cancels the await.
        return self._step(self._under_way._replace(closing=True), "throw", GeneratorExit())

    def cloned(self, policy: Policy, report: "list[Entry]") -> Driver:
        if self._under_way is None:
            return AsyncGeneratorDriver(clone(self.gen, policy, report=report))
        twin = clone(self._under_way.awaitable, policy, report=report)
        return AsyncGeneratorDriver(awaitables.parts(twin)[0], self._under_way._replace(awaitable=twin))

    def foresee(self, policy: Policy) -> "list[Entry]":
        return foresee(self.gen if self._under_way is None else self._under_way.awaitable, policy)

    def _step(self, way: _Way, method: str, value: object) -> Stop:
        was_finished = frame_of(self.gen) is None
        self._under_way = None  # it is over, unless the step ends in an ``await`` again
        try:
            awaited: object = getattr(way.awaitable, method)(value)
        except StopIteration as stop:
            return Stop("closed", None) if way.is_close else Stop("yielded", stop.value)
        except StopAsyncIteration:
            if was_finished:
                raise
            return Stop("closed" if way.closing else "returned", None)
        except GeneratorExit:
            if way.closing:
                return Stop("closed", None)
            raise
        self._under_way = way
        return Stop("yielded", awaited, True)


def driver_of(gen: Generator) -> Driver:
    """The driver for what `gen` is."""
    return AsyncGeneratorDriver(gen) if type(gen) is AsyncGeneratorType else Driver(gen)
