"""What `clone` did with each slot, and why."""

from types import CellType, FunctionType
from typing import Any, Literal, NamedTuple

from . import awaitables, copiers
from .files import is_closed
from .frames import Slot
from .functions import METHODS, is_exit
from .generators import is_generator
from .ownership import NULL, TaggedInteger
from .policy import Policy
from .survey import ATOMS, Member, content_of

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


def told(member: Member, index: int, twin: object, policy: Policy) -> Entry:
    """The entry for the slot at `index` of `member`, in place of whose content the clone has `twin`."""
    slot = member.frame.slots[index]
    path, held = member.path(slot), slot.holds
    if held is NULL:
        return Entry(path, "", "raw", "The slot is empty.")
    if type(held) is TaggedInteger:
        return Entry(path, "", "raw", "A number in the frame itself, such as the place of a loop.")
    shown = content_of(held) if type(held) is CellType else held
    kind = "" if shown is NULL else type(shown).__name__
    if twin is held:
        return Entry(path, kind, "shared", _why_shared(member, index, policy))
    did, reason = _why_another(slot, policy)
    return Entry(path, kind, did, reason)


def told_exception(path: str, exception: object, twin: object) -> Entry:
    """The entry for the exception that a frame is handling."""
    kind = type(exception).__name__
    if twin is exception:
        return Entry(path, kind, "shared", "Both generators are handling this exception.")
    return Entry(path, kind, "copied", "The policy has exceptions copied.")


def _why_shared(member: Member, index: int, policy: Policy) -> str:
    slot = member.frame.slots[index]
    held: Any = slot.holds
    if type(held) is CellType and slot.kind == "free":
        return "Captured from outside: both see what either puts there."
    if type(held) is CellType and slot.kind == "cell":
        return "The policy has cells shared: both see what either puts there."
    if type(held) in ATOMS:
        return "It never changes."
    if slot.kind == "stack":
        if is_exit(held, member.frame.above(index)):
            if type(held) in METHODS:
                return "The end of a with block: both generators will exit this manager."
            return "How a with block ends; the manager that it is called for is in the next entry."
        if _is_manager(member, index):
            return "The manager of a with block: both generators will exit it."
    if is_generator(held) or awaitables.is_awaitable(held):
        return "The policy has generators shared: both resume one and the same."
    if copiers.is_file(held):
        return "A closed file." if is_closed(held) else "The policy has files shared: both have one position."
    if copiers.is_copied(held):
        if policy.iterators == "share":
            return "The policy has iterators shared: both advance one and the same."
        return "Its __copy__ gave it itself: both advance one and the same."
    if issubclass(type(held), BaseException) and slot.kind == "stack":
        return "Both generators are handling this exception."
    if policy.values == "deepcopy":
        return "It is its own copy: nothing in it can change, or it is a class, a function or a module."
    return "A plain object, to which the frame only refers."


def _is_manager(member: Member, index: int) -> bool:
    """Whether the entry below is an exit to be called with it (from 3.14 on)."""
    slots = member.frame.slots
    exit_, manager = slots[index - 1].holds, slots[index].holds
    return index > 0 and slots[index - 1].kind == "stack" and type(exit_) not in METHODS and is_exit(exit_, manager)


def _why_another(slot: Slot, policy: Policy) -> "tuple[Treatment, str]":
    held: Any = slot.holds
    if type(held) is CellType:
        return "copied", "Each generator has a cell of its own."
    if type(held) is FunctionType:
        return "rebound", "An inner function, now over the clone's cells."
    if type(held) in METHODS:
        return "rebound", "A method, now of what the clone has in place of its object."
    if is_generator(held):
        return "cloned", "A generator that the frame holds."
    if awaitables.is_awaitable(held):
        return "cloned", "It drives the clone's generator."
    if slot.half_built:
        return "copied", "Half-built, or not yet handed on: each generator has its own."
    if copiers.is_file(held):
        return "copied", f"A file of the clone's own, as the policy has it: {policy.files}."
    if copiers.is_copied(held):
        return "copied", f"A position of its own over {'the same' if policy.values == 'share' else 'copied'} data."
    if issubclass(type(held), BaseException) and policy.exceptions == "copy":
        return "copied", "The policy has exceptions copied."
    if policy.values == "share":
        return "copied", "The frame is building it: each generator has its own."
    return "copied", "The policy has values deep-copied."
