"""What `clone` did with each slot, and why."""

from types import CellType, FunctionType
from typing import Any, Literal, NamedTuple

from . import awaitables, copiers
from .frames import Slot
from .functions import METHODS, is_exit
from .generators import is_generator
from .ownership import NULL, TaggedInteger
from .survey import ATOMS, content_of

Treatment = Literal["shared", "copied", "cloned", "rebound", "raw"]


class Entry(NamedTuple):
    """One slot's entry in a report.

    Attributes:
        slot: the slot, as ``locals.n``, ``cells.n``, ``free.n``, ``stack[0]`` or ``exception``; slots of nested
            generators have the way to them in front, as ``stack[0] > locals.n``.
        type: the type of what it holds (for a cell: of the cell's content); empty for an empty slot.
        did: ``shared``: the very same object; ``copied``: another one of the same content; ``cloned``: a
            generator, cloned as well; ``rebound``: a function over the clone's cells, or a method of the
            clone's object; ``raw``: nothing that could be shared or copied, an empty slot or a number in
            the frame itself.
        reason: why, in a sentence.
    """

    slot: str
    type: str
    did: Treatment
    reason: str

    def __str__(self) -> str:
        return f"{self.slot} ({self.type}): {self.did}. {self.reason}" if self.type else f"{self.slot}: {self.reason}"


def told(path: str, slot: Slot, twin: object, below: object) -> Entry:
    """The entry for `slot`, in place of whose content the clone has `twin`; `below` is in the slot before it."""
    held = slot.holds
    if held is NULL or type(held) is TaggedInteger:
        return Entry(path, "", "raw", "The slot is empty." if held is NULL else "A number in the frame itself.")
    shown = content_of(held) if type(held) is CellType else held
    kind = "" if shown is NULL else type(shown).__name__
    if twin is held:
        return Entry(path, kind, "shared", _why_shared(slot, below))
    did, reason = _why_another(slot)
    return Entry(path, kind, did, reason)


def told_exception(path: str, exception: object, twin: object) -> Entry:
    """The entry for the exception that a frame is handling."""
    kind = type(exception).__name__
    if twin is exception:
        return Entry(path, kind, "shared", "Both generators are handling this exception.")
    return Entry(path, kind, "copied", "The policy has exceptions copied.")


def _why_shared(slot: Slot, below: object) -> str:
    held: Any = slot.holds
    if slot.kind == "free":
        return "Captured from outside: both see what either puts there."
    if slot.kind == "cell":
        return "The policy has cells shared: both see what either puts there."
    if slot.kind == "stack" and is_exit(held):
        if type(held) in METHODS:
            return "The end of a with block: both generators will exit this manager."
        return "How a with block ends; the manager that it is called for is in the next entry."
    if slot.kind == "stack" and is_exit(below) and type(below) not in METHODS:
        return "The manager of a with block: both generators will exit it."
    if is_generator(held) or awaitables.is_awaitable(held):
        return "The policy has generators shared: both resume one and the same."
    if copiers.is_file(held):
        return "An open file, or a closed one: both have one position."
    if copiers.is_copied(held):
        return "The policy has iterators shared: both advance one and the same."
    if type(held) in ATOMS:
        return "It never changes."
    return "A plain object, to which the frame only refers."


def _why_another(slot: Slot) -> "tuple[Treatment, str]":
    held: Any = slot.holds
    if type(held) is CellType:
        return "copied", "Each generator has a cell of its own."
    if type(held) is FunctionType:
        return "rebound", "An inner function, now over the clone's cells."
    if type(held) in METHODS:
        return "rebound", "A method, now of what the clone has in place of its object."
    if is_generator(held):
        return "cloned", "A generator that belongs to the frame."
    if awaitables.is_awaitable(held):
        return "cloned", "It drives the clone's generator."
    if slot.half_built:
        return "copied", "Half-built: each generator goes on filling its own."
    if copiers.is_file(held):
        return "copied", "A file object of the clone's own, as the policy says."
    if copiers.is_copied(held):
        return "copied", "A position of its own over the same data."
    return "copied", "The policy has it copied."
