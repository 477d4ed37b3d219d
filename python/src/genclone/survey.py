"""Finds what is cloned together with a generator, and refuses what its policy refuses, before anything is made."""

import sys
from collections.abc import Container
from types import CellType
from typing import Any, Final

from . import awaitables, copiers
from .errors import Refusal
from .files import is_closed
from .frames import Frame, Slot, read_frame
from .functions import METHODS, is_exit, owner_of
from .generators import KINDS, Generator, as_generator, is_generator
from .ownership import NULL, Null, TaggedInteger
from .policy import Policy

ATOMS: Final = frozenset([int, str, float, complex, bool, bytes, type(None), Null, TaggedInteger])
"""Shared without a further look: whatever slots mostly hold."""

DEEPEST_IN_PYODIDE: Final = 1_000
"""In WebAssembly the C stack is short: CPython itself dies when it drops a longer chain of generators."""


class Member:
    """One of the generators that are cloned together.

    Attributes:
        gen: the generator.
        where: the slot in which it was met; None for the one that was asked for.
        depth: how many generators it was reached through, itself among them.
        frame: its frame, as it was when it was met.
    """

    def __init__(self, gen: Generator, where: "str | None", depth: int) -> None:
        self.gen = gen
        self.where = where
        self.depth = depth
        self.frame: Frame = read_frame(gen)
        if self.frame.state == "running":
            raise Refusal(
                where,
                f"The {KINDS[type(gen)]} {gen.__qualname__} is running, and only a suspended one can be cloned.",
                "Clone it after it has yielded, from outside.",
            )

    def path(self, slot: "Slot | str") -> str:
        """How errors and reports name a slot of it."""
        name = slot if isinstance(slot, str) else slot.path
        return name if self.where is None else f"{_shortened(self.where)} > {name}"


class _Composed:
    """Stands in the queue for something that is made of other things, after all of these."""

    def __init__(self, whole: object) -> None:
        self.whole = whole


class Survey:
    """What belongs to a clone of `root` under `policy`. Takes no recursion, however deep the chain.

    Args:
        known: the ids of what something stands for already; that is left as it is.

    Attributes:
        members: the generators, by id, in the order in which they were met.
        own_cells: the cells of the members' own cell variables: id -> the slot in which the cell was met.
        handled: the ids of the exceptions being handled.
        composed: iterators, awaitables and methods, each with its slot; inner ones before outer ones.

    Raises:
        Refusal: something is running, or is what the policy refuses.
    """

    def __init__(self, root: object, policy: Policy, known: "Container[int]" = ()) -> None:
        self.policy = policy
        self._known = known
        self.members: dict[int, Member] = {}
        self.own_cells: dict[int, str] = {}
        self.handled: set[int] = set()
        self.composed: list[tuple[object, str]] = []
        self._free: list[tuple[CellType, str]] = []
        self._seen: dict[int, object] = {}
        # What is still to be looked at, the next one last; a `_Composed` when all that it is made of was.
        self._pending: list[tuple[object, str | None, int]] = []
        self.include(root, None)

    def include(self, value: object, where: "str | None") -> None:
        """Adds `value`, met in slot `where`, and all that it leads to."""
        self._pending.append((value, where, 0))
        while self._pending:
            self._look_at(*self._pending.pop())
        if self.policy.free == "refuse":
            self._refuse_free_cells()

    def _look_at(self, value: object, where: "str | None", depth: int) -> None:
        if type(value) is _Composed:
            self.composed.append((value.whole, where or ""))
            return
        if type(value) in ATOMS or id(value) in self._seen or id(value) in self._known:
            return
        if is_generator(value):
            if where is None or self._takes("generators", value, where, "Both would resume one and the same."):
                self._add_member(Member(as_generator(value), where, depth + 1))
        elif type(value) in METHODS:
            self._add_composed(value, [owner_of(value)], where, depth)
        elif awaitables.is_awaitable(value):
            if where is None or self.policy.generators != "share":
                self._add_composed(value, awaitables.parts(value), where, depth)
        elif copiers.is_file(value):
            self._refuse_file(value, where or "")
        elif copiers.is_copied(value) and self._takes(
            "iterators", value, where or "", "Both would advance one and the same."
        ):
            self._add_composed(value, copiers.parts(value), where, depth)

    def _takes(self, field: str, value: object, where: str, reason: str) -> bool:
        """Whether the policy has such a thing copied. Refuses it if that is what the policy says."""
        choice = getattr(self.policy, field)
        if choice == "refuse":
            raise Refusal(
                where,
                f"It holds {_described(value)}, and the policy refuses {field}. {reason}",
                f"Clone with another value for {field}, or keep it out of the frame.",
            )
        return choice != "share"

    def _refuse_file(self, file: object, where: str) -> None:
        if self.policy.files == "refuse" and not is_closed(file):
            raise Refusal(
                where,
                f"It holds an open file ({_named(type(file))}), whose position both generators would move.",
                "Clone with files='reopen' (or share, rewrap, dup), or read the lines into a list first.",
            )

    def _add_composed(self, value: object, parts: "list[Any]", where: "str | None", depth: int) -> None:
        self._seen[id(value)] = value
        self._pending.append((_Composed(value), where, depth))
        self._pending += [(part, where, depth) for part in reversed(parts)]

    def _add_member(self, member: Member) -> None:
        self._seen[id(member.gen)] = member.gen
        self.members[id(member.gen)] = member
        if member.depth > DEEPEST_IN_PYODIDE and sys.platform == "emscripten":
            raise Refusal(
                _shortened(member.where or ""),
                f"It is more than {DEEPEST_IN_PYODIDE} generators deep. Dropping so long a chain overflows the C stack"
                " here and kills CPython itself.",
                "Clone it in a native CPython, or make the chain shorter.",
            )
        if member.frame.is_handling:
            self.handled.add(id(member.frame.exception))
        slots = member.frame.slots
        for index in reversed(range(len(slots))):
            kind = type(slots[index].holds)
            if kind not in ATOMS or (kind is str and slots[index].kind == "stack"):  # a loop may be under way over it
                self._look_at_slot(member, slots[index], index)

    def _look_at_slot(self, member: Member, slot: Slot, index: int) -> None:
        held, kind = slot.holds, type(slot.holds)
        path = member.path(slot)
        if kind is CellType and slot.kind in ("cell", "free"):
            self._look_at_cell(slot, path, member.depth)
        elif slot.kind == "stack":
            self._look_at_stack_entry(member, slot, index, path)
        else:
            self._pending.append((held, path, member.depth))

    def _look_at_cell(self, slot: Slot, path: str, depth: int) -> None:
        cell: Any = slot.holds
        if slot.kind == "free":
            self._free.append((cell, path))
            copies = self.policy.free == "copy"
        else:
            self.own_cells.setdefault(id(cell), path)
            copies = self._takes("cells", cell, path, "Inner functions see what either generator puts there.")
        if copies:
            self._pending.append((content_of(cell), path, depth))

    def _look_at_stack_entry(self, member: Member, slot: Slot, index: int, path: str) -> None:
        held: Any = slot.holds
        if issubclass(type(held), BaseException):
            self.handled.add(id(held))
        elif self.policy.managers == "refuse" and is_exit(held, member.frame.above(index)):
            raise Refusal(
                path,
                "It is inside a with block, and the policy refuses managers: both generators would exit this one.",
                'Clone with managers="share", or outside of the block.',
            )
        elif self.policy.iterators == "refuse" and is_loop_over_sequence(member.frame, index):
            self._takes("iterators", held, path, "A for loop is under way here.")
        if slot.half_built:
            items: list[Any] = [*held, *held.values()] if type(held) is dict else list(held)
            self._pending += [(item, path, member.depth) for item in items]
        else:
            self._pending.append((held, path, member.depth))

    def _refuse_free_cells(self) -> None:
        for cell, path in reversed(self._free):  # they are met from the last slot to the first
            if id(cell) not in self.own_cells:
                raise Refusal(
                    path,
                    "It is captured from outside, where others see what either generator puts there, and the policy"
                    " refuses free variables.",
                    "Clone with another value for free, or pass it as an argument.",
                )


def is_loop_over_sequence(frame: Frame, index: int) -> bool:
    """Whether the slot at `index` is a sequence that a ``for`` walks by a number in the frame (3.15)."""
    return type(frame.slots[index].holds) in (list, tuple, str) and type(frame.above(index)) is TaggedInteger


def content_of(cell: CellType) -> object:
    """What is in the cell; `NULL` for an empty one."""
    try:
        return cell.cell_contents
    except ValueError:
        return NULL


def _described(value: object) -> str:
    name = _named(type(value))
    return f"{'an' if name[:1] in 'aeiou' else 'a'} {name}"


def _named(kind: type) -> str:
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


_LONGEST = 300  # characters


def _shortened(where: str) -> str:
    """The way to a slot without its middle: in a chain of thousands it would grow with the square of the length."""
    if len(where) <= _LONGEST:
        return where
    first, last = where[: _LONGEST // 2], where[-_LONGEST // 2 :]
    return f"{first.rpartition(' > ')[0]} > … > {last.partition(' > ')[2]}"
