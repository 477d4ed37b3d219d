"""``clone()``: a second generator whose frame is a copy of the first one's."""

from collections.abc import Callable
from types import GeneratorType
from typing import Any, TypeVar

from . import awaitables
from .cloning import Cloning
from .foresight import Foresight
from .generators import is_generator
from .policy import FORK, Policy, as_policy
from .quick import quick_clone
from .report import Entry

Suspended = TypeVar("Suspended")


def clone(gen: Suspended, policy: "Policy | str" = FORK, *, report: "list[Entry] | None" = None) -> Suspended:
    """A second generator that goes on from where `gen` is, independently of it.

    What belongs to the frame is cloned: its slots, its place in the code, its exception state. What becomes
    of the things that the frame refers to, `policy` says; by default (`FORK`) its own cells, the iterators
    and the generators that it holds are cloned too, delegates among them, and everything else is shared. An
    object met twice is mapped once, so aliases stay aliases.

    A finished generator gives a finished one, an unstarted one an unstarted one. Costs time and memory
    linear in the slots of all generators cloned; chains of ``yield from`` or ``await`` take no recursion.
    No other thread may resume `gen` meanwhile.

    The clone of an async generator that an event loop knows is made known to the loop that runs now. One
    that is suspended in the middle of an ``await`` is cloned with the awaitable that drives it where that
    belongs to the clone too; else the clone is driven on by its own ``asend(None)``.

    Args:
        gen: a generator, a coroutine or an async generator; or what ``asend()``, ``athrow()``, ``aclose()``,
            ``anext()`` or ``coroutine.__await__()`` gave, which is cloned with what it drives.
        policy: a `Policy`, or the name of a preset: ``shallow``, ``fork``, ``isolated``, ``strict``.
        report: a list that receives an `Entry` for each slot: what became of what it holds, and why.

    Raises:
        TypeError: `gen` is nothing of the kind.
        ValueError: there is no preset of that name.
        Refusal: `gen`, or a generator that it holds, is running; or a slot holds something whose copy
            would not be safe or not be clear, or that the policy refuses. Nothing was changed.
        UnsupportedPython: this interpreter's layout is unknown or unproved.
        Exception: whatever a ``__copy__`` or ``__deepcopy__`` method, or a registered copier raises.
    """
    suspended: Any = gen
    if policy is FORK and report is None and type(suspended) is GeneratorType:
        twin = _quick(gen)
        if twin is not None:
            return twin
    _checked(gen)
    made: Any = Cloning(gen, as_policy(policy), report).result()
    return made


def foresee(gen: object, policy: "Policy | str" = FORK) -> "list[Entry]":
    """What the report of ``clone(gen, policy)`` would say, without a clone: what would become of each slot, and why.

    Makes nothing and changes nothing; runs no ``__copy__``, no ``__deepcopy__`` and no registered copier, and opens
    no file. So what these would come to is not known yet: their objects are told as copied. Linear in the slots of
    all generators that would be cloned.

    Args:
        gen: what `clone` takes.
        policy: a `Policy`, or the name of a preset.

    Raises:
        TypeError: `gen` is nothing that can be cloned.
        ValueError: there is no preset of that name.
        Refusal: `clone` would refuse it.
        UnsupportedPython: this interpreter's layout is unknown or unproved.
    """
    entries: list[Entry] = []
    _checked(gen)
    Cloning(gen, as_policy(policy), entries, mapping=Foresight).foretell()
    return entries


def _checked(gen: object) -> None:
    if not is_generator(gen) and not awaitables.is_awaitable(gen):
        raise TypeError(f"clone() takes a generator, a coroutine or an async generator, not {type(gen).__name__!r}")


def _first_quick(gen: Any) -> Any:
    """Finds out, at the first clone, what does it quickly on this interpreter."""
    global _quick
    _quick = quick_clone()
    return _quick(gen)


_quick: "Callable[[Any], Any]" = _first_quick


def fork(gen: Suspended, n: int = 2, policy: "Policy | str" = FORK) -> "list[Suspended]":
    """`n` clones of `gen`, each independent of it and of the others. See `clone`, which it raises like.

    Raises:
        ValueError: `n` is negative.
    """
    if n < 0:
        raise ValueError(f"n must be at least 0, not {n}")
    return [clone(gen, policy) for _ in range(n)]
